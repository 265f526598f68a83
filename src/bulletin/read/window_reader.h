#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "bulletin/read/window.h"

namespace duibiao::bulletin {

/// Walks the tokens of a window once and keeps which noun phrase is open: the subject's, or the one
/// that the last cue governs. Noun phrases, frame and borders stand in window.cpp; what compares,
/// ranks, shares and moves in window_cues.cpp.
class WindowReader {
 public:
  WindowReader(const Draft& draft, std::span<const std::uint32_t> tokens, std::uint32_t begin,
               std::uint32_t end);

  Window run();

 private:
  enum class Zone : std::uint8_t { subject, governed, than, after };

  [[nodiscard]] const Token& token(std::uint32_t position) const {
    return draft_.token(tokens_[position]);
  }
  [[nodiscard]] bool last() const { return at_ + 1 >= end_; }
  [[nodiscard]] static bool names_something(const Token& t);
  [[nodiscard]] const Token* next() const { return last() ? nullptr : &token(at_ + 1); }
  [[nodiscard]] bool single(const Token& t) const;

  void read(const Token& t);

  // window.cpp: noun phrases
  void noun();
  void extend(Stretch& stretch) const;
  void govern();
  void time();
  [[nodiscard]] bool measures_by_time() const;
  void place();
  [[nodiscard]] bool in_dateline() const;

  // window_cues.cpp: comparisons
  void than();
  /// «比…» that led to nothing we know.
  void drop_than() { zone_ = Zone::subject; }
  [[nodiscard]] bool opens_comparison() const;
  void settle_than();

  // window.cpp: words that frame the sentence
  void word(const Token& t);
  [[nodiscard]] bool defines_class(const Token& t) const;
  [[nodiscard]] bool inside_text() const;
  bool basis(const Token& t);
  bool frame(const Token& t);
  void restart();

  // window_cues.cpp: shares, comparisons, ranks, directions
  bool shares(const Token& t);
  [[nodiscard]] bool points_follow() const;
  [[nodiscard]] bool moves_total(const Token& t) const;
  void contribution();
  [[nodiscard]] bool averages_places(const Token& t) const;
  bool comparison(const Token& t);
  [[nodiscard]] bool bounds_value(const Token& t) const;
  bool ranks(const Token& t);
  [[nodiscard]] Stretch among_before() const;
  void rank_among(Stretch among);
  [[nodiscard]] bool ranks_something() const;
  [[nodiscard]] bool top_before_value() const;
  [[nodiscard]] bool rank_word_follows() const;
  bool direction(const Token& t);
  bool number_words(const Token& t);
  [[nodiscard]] bool value_is_times() const;
  [[nodiscard]] bool value_of_place_follows() const;
  void govern_multiple();

  /// No noun stands between here and the value.
  [[nodiscard]] bool value_follows() const { return at_ + 1 >= tail_; }

  // window.cpp: how exactly, and where a noun phrase begins anew
  bool exactness(const Token& t);
  void border(const Token& t);

  const Draft& draft_;
  std::span<const std::uint32_t> tokens_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::uint32_t tail_;  ///< behind the last noun before the value
  std::uint32_t at_ = 0;
  Zone zone_ = Zone::subject;
  bool than_time_ = false;
  bool than_noun_ = false;
  bool pull_open_ = false;
  bool restart_ = false;
  bool counts_top_ = false;  ///< … behind the number of «前四位»
  std::uint32_t place_at_ = 0;
  Stretch whole_;
  Stretch before_number_;  ///< the noun phrase that a number which is no figure cut off
  Window window_;
};

}  // namespace duibiao::bulletin
