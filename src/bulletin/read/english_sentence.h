#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/read/draft.h"

/// How English sentences are read; private to english*.cpp.
namespace duibiao::bulletin::english {

using C = WordClass;

/// What bears on a value stands within so many tokens; more is prose without a pause, or hostile.
inline constexpr std::uint32_t longest_look = 192;
/// Articles and adverbs in a row.
inline constexpr std::uint32_t most_fillers = 16;

/// Tokens [begin, end) of the piece.
using Stretch = TokenRange;

/// What the words around a value say about it.
struct Cues {
  Stretch subject;              ///< noun phrase of what is measured
  std::uint32_t names_end = 0;  ///< where the noun phrase nearest to the value ends
  Stretch governed;             ///< behind «accounting for … of», «higher than», «among»
  int direction = 0;            ///< +1 rose, −1 fell; of the word that governs the value
  int gap = 0;                  ///< +1 higher, −1 lower
  bool by = false;              ///< higher than … by
  bool to = false;              ///< the value itself follows: reached, to
  bool from = false;            ///< the earlier value follows
  bool growth = false;
  bool yoy = false;
  bool mom = false;
  bool average = false;
  bool share_verb = false;
  bool share_noun = false;
  bool whole_said = false;  ///< `governed` is the whole of a share
  bool contribution = false;
  bool pull = false;
  bool rank = false;
  bool rank_top = false;
  bool net = false;
  bool total = false;
  bool of_which = false;
  bool respectively = false;
  bool in_dollars = false;
  bool times_of = false;
  bool than = false;  ///< the value is what another is compared with: «compared with 7.7%»
  std::optional<std::uint32_t> time;   ///< token: when
  std::optional<std::uint32_t> since;  ///< token: compared with when
  std::uint16_t qualifiers = 0;

  void add(Qualifier q) {
    qualifiers = static_cast<std::uint16_t>(qualifiers | static_cast<std::uint16_t>(q));
  }
  [[nodiscard]] bool has(Qualifier q) const {
    return (qualifiers & static_cast<std::uint16_t>(q)) != 0;
  }
};

/// What a noun phrase names.
struct NounPhrase {
  IndicatorId indicator;
  std::string phrase;  ///< in lower case, without articles, places and times; may be empty
  std::optional<PlaceId> place;
  std::string place_text;
  std::optional<Period> period;
  [[nodiscard]] bool named() const { return indicator.known() || !phrase.empty(); }
  [[nodiscard]] bool empty() const { return !named() && !place && !period; }
};

/// Reads one sentence: the walk (english.cpp), the words before and behind a
/// value (english_before.cpp, english_after.cpp, english_cues.cpp), noun
/// phrases (english_phrase.cpp), what a value means (english_measure.cpp, and english_parallel.cpp
/// where it hangs on another value), lists (english_list.cpp) and numbers that are no figures
/// (english_ignored.cpp).
class Sentence {
 public:
  Sentence(Draft& draft, TokenRange range);
  void read();

 private:
  [[nodiscard]] const Token& token(std::uint32_t i) const { return draft_.token(i); }
  [[nodiscard]] bool is(std::uint32_t i, C c) const {
    return i < range_.end && token(i).kind == Token::Kind::word && token(i).is(c);
  }
  [[nodiscard]] bool is_value(std::uint32_t i) const {
    return i < range_.end && token(i).kind == Token::Kind::numeral &&
           !draft_.settled(token(i).index);
  }
  /// In lower case.
  [[nodiscard]] std::string_view text(std::uint32_t i) const;
  [[nodiscard]] bool says(std::uint32_t i, std::string_view word) const {
    return i >= range_.begin && i < range_.end && text(i) == word;
  }
  [[nodiscard]] Span span_of(Stretch stretch) const;

  // english.cpp
  void read_value(std::uint32_t position, std::uint32_t window);
  void settle(std::uint32_t position, const Cues& before, Claim&& claim);
  void set_scene(std::uint32_t position, const Cues& before, const Cues& after);
  void set_subject(const Cues& before, const Cues& after);
  [[nodiscard]] bool goes_on_planning(std::uint32_t window, std::uint32_t position) const;
  void take_object(const Cues& before, const Cues& after, NounPhrase& phrase) const;
  [[nodiscard]] NounPhrase fronted_subject(const Cues& before, const NounPhrase& phrase) const;
  void add_owner(const NounPhrase& owner, bool owned, NounPhrase& phrase) const;
  void narrow_flow(const Cues& before, NounPhrase& phrase) const;
  void leave_out(std::uint32_t begin, NounPhrase& phrase) const;
  [[nodiscard]] std::optional<PlaceId> compared_place(std::uint32_t position) const;
  void carry_over();

  // english_before.cpp, english_after.cpp, english_cues.cpp
  struct Before;
  struct After;
  [[nodiscard]] Cues before(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] Cues after(std::uint32_t begin) const;
  void note_word(std::uint32_t i, Cues& cues) const;
  void note_qualifier(const Token& word, Cues& cues) const;
  void reset(std::uint32_t i, Cues& cues) const;
  [[nodiscard]] bool is_border(std::uint32_t i) const;
  [[nodiscard]] bool ends_after(std::uint32_t i) const;
  [[nodiscard]] bool is_subject_cue(std::uint32_t i) const;
  [[nodiscard]] bool is_reference_time(std::uint32_t i) const;
  [[nodiscard]] bool is_base_of_points(std::uint32_t from, std::uint32_t time) const;
  [[nodiscard]] bool leads_to_value(std::uint32_t i) const;
  [[nodiscard]] bool is_compared_value(std::uint32_t i) const;
  [[nodiscard]] bool is_group_count(std::uint32_t i) const;
  void part_share(Cues& cues) const;
  [[nodiscard]] std::uint32_t skip_fillers(std::uint32_t i) const;

  // english_phrase.cpp
  [[nodiscard]] NounPhrase noun_phrase(Stretch stretch) const;
  [[nodiscard]] IndicatorId indicator_named(const std::string& phrase) const;
  [[nodiscard]] std::optional<std::string_view> stands_for(Stretch stretch) const;
  [[nodiscard]] std::string with_head(std::string_view link, const std::string& rest) const;
  [[nodiscard]] std::optional<PlaceId> place_at(std::uint32_t i) const;
  [[nodiscard]] bool partner_before(std::uint32_t i) const;
  [[nodiscard]] bool keeps(std::uint32_t i) const;
  [[nodiscard]] Period period_at(std::uint32_t i, const Period& about) const;

  // english_measure.cpp
  void decide(std::uint32_t position, const Numeral& numeral, const Cues& before, const Cues& after,
              Claim& claim);
  void read_points(const Cues& before, const Cues& after, Claim& claim);
  void read_rate(const Cues& before, const Cues& after, Claim& claim);
  void read_rate_of_other(const Cues& before, Claim& claim);
  bool read_turn(const Cues& before, const Cues& after, Claim& claim);
  void read_multiple(const Cues& before, const Cues& after, Claim& claim);
  void read_amount(std::uint32_t position, const Cues& before, const Cues& after, Claim& claim);
  void read_rank(const Cues& before, const Cues& after, Claim& claim);
  void read_gap(Stretch governed, int sign, Claim& claim);
  void read_growth(const Cues& before, const Cues& after, int direction, Claim& claim);
  void set_since(const Cues& before, const Cues& after, Claim& claim) const;
  void fit_indicator(Claim& claim, Dimension dimension) const;
  void follow_currency(Claim& claim) const;
  [[nodiscard]] bool names_rate(Stretch governed) const;
  /// Names a thing or a place, not a time alone.
  [[nodiscard]] bool says_what(Stretch governed) const {
    const NounPhrase phrase = noun_phrase(governed);
    return phrase.named() || phrase.place;
  }
  [[nodiscard]] bool names_several(Stretch governed) const;

  // english_parallel.cpp
  void read_share(Stretch governed, Claim& claim, Measure measure);
  void settle_part(const NounPhrase& whole, Claim& claim) const;
  void name_part(const NounPhrase& whole, Claim& claim);
  bool read_parallel(std::uint32_t position, const Cues& before, const Cues& after, Claim& claim);
  bool read_compared(const Cues& before, const Cues& after, Claim& claim);

  // english_list.cpp
  [[nodiscard]] std::vector<std::uint32_t> run_from(std::uint32_t position) const;
  void read_list(const std::vector<std::uint32_t>& run, std::uint32_t window);
  [[nodiscard]] Numeral with_unit_of(const Numeral& numeral, std::uint32_t lender, Claim& claim);
  [[nodiscard]] std::vector<NounPhrase> names_in(Stretch stretch, std::size_t count) const;
  [[nodiscard]] std::vector<NounPhrase> times_behind(std::uint32_t begin, std::size_t count) const;

  // english_ignored.cpp
  [[nodiscard]] std::optional<IgnoredReason> reason_to_ignore(std::uint32_t position,
                                                              std::uint32_t window) const;

  Draft& draft_;
  TokenRange range_;
  std::string_view lower_;

  Subject now_;            ///< what is spoken of
  PlaceId carried_place_;  ///< of the last value before this sentence
  Period seen_period_;     ///< of the last time said: its year is meant where none is
  std::optional<Period> topic_period_;
  std::optional<PlaceId> topic_place_;
  std::optional<std::uint32_t> last_;         ///< the last claim of the sentence
  std::optional<std::uint32_t> last_growth_;  ///< its last growth
  bool last_growth_noun_ = false;
  bool subject_said_ = false;  ///< the value has a noun phrase of its own
  bool place_said_ = false;    ///< … or names its place alone
  int pending_gap_ = 0;        ///< «higher than the average of 8.4 percent», before «by 1.6»
  Stretch pending_governed_;
  Stretch share_whole_;                     ///< «the share … in total exports rose … to»
  std::optional<std::uint32_t> open_from_;  ///< the claim of «from 9.1‰», whose «to» is to come
  std::vector<NounPhrase> names_;           ///< the last list of names
  std::vector<std::uint32_t> list_claims_;
  bool parts_ = false;
  bool dollars_ = false;
  std::uint16_t said_ = 0;  ///< qualifiers of the sentence: at comparable prices
};

}  // namespace duibiao::bulletin::english
