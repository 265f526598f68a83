#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"
#include "bulletin/read/claim.h"
#include "figure/date.h"
#include "figure/figure.h"
#include "text/document.h"

namespace duibiao::bulletin {

/// A longer draft is read up to here and the rest reported: a yearbook has some 5 MB of text.
inline constexpr std::size_t longest_draft = std::size_t{64} << 20U;
/// One list of «分别» pairs at most this many values; real ones have under 40. What follows is read
/// as if the list had ended.
inline constexpr std::size_t longest_list = 256;
/// A yearbook prints some 300,000 numbers, most of them in tables; a claim weighs half a kilobyte.
inline constexpr std::size_t most_claims = 400'000;
/// A clause longer than this is prose without punctuation, or hostile: it is cut.
inline constexpr std::size_t longest_clause = 8192;

/// What the caller knows about the draft and the text may not say.
struct ReadingContext {
  PlaceId home;   ///< 我市, 全市: whose bulletin this is
  Period period;  ///< what the text is about until it says otherwise; gives missing years
  Date written;   ///< 今年, 去年; unknown: from the dateline, else from the period
};

/// Names, lexicons and grammar, ready to read. Built once (some ten milliseconds), then immutable
/// and safe to share between threads.
class Reader {
 public:
  /// `lexicons` are files of the form of data/reading/*.toml, laid over the built-in ones in order.
  /// Errors: bad_catalogue with file and line.
  struct LexiconFile {
    std::string_view name;
    std::string_view toml;
  };
  [[nodiscard]] static Result<Reader> build(std::shared_ptr<const Vocabulary> words,
                                            std::span<const LexiconFile> lexicons = {});

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// Reads every numeral of a document. Deterministic; linear in the text; never fails: what
  /// cannot be understood is in `ignored` with its reason. Thread-safe.
  [[nodiscard]] Reading read(const text::Document& document, const ReadingContext& context) const;

  [[nodiscard]] const Vocabulary& vocabulary() const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace duibiao::bulletin
