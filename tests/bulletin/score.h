#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/corpus.h"
#include "bulletin/judge/check.h"

/// How well labelled cases are read and judged.
namespace duibiao::corpus {

/// So many right out of so many.
struct Tally {
  std::size_t right = 0;
  std::size_t all = 0;

  void count(bool is_right) {
    ++all;
    if (is_right) ++right;
  }
  void add(const Tally& other) {
    right += other.right;
    all += other.all;
  }
  [[nodiscard]] double rate() const {
    return all == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(all);
  }
};

/// What reading some sentences came to. Of a claim that was not found every part is wrong.
struct ReadingScore {
  Tally numerals;  ///< labelled numbers that became a claim, or were ignored, as they should
  Tally values;    ///< value, decimals and unit
  Tally measures;  ///< with what is ranked, where the label says it
  Tally periods;
  Tally places;
  Tally indicators;
  Tally qualifiers;
  Tally wholes;  ///< of shares whose base is labelled; no part of a sentence's being right
  Tally ignored;
  Tally invented;                     ///< claims made: right ones are those that are labelled
  Tally sentences;                    ///< wholly right
  std::vector<std::string> failures;  ///< one line a thing gone wrong, «t001 …»

  void add(const ReadingScore& other);
};

[[nodiscard]] ReadingScore score(const Sentence& sentence, const bulletin::Reading& reading,
                                 const Vocabulary& words);

/// Reads and scores all sentences.
[[nodiscard]] ReadingScore score_all(const std::vector<Sentence>& sentences,
                                     const bulletin::Reader& reader);

/// What judging one draft came to.
struct DraftScore {
  bool found = false;      ///< a finding suspects the wrong figure
  bool relation = false;   ///< … and names an identity that the case allows
  bool suggested = false;  ///< … and its correction is the right one
  std::size_t alarms = 0;  ///< findings that suspect only figures that are right
  std::size_t claims = 0;
  std::size_t checked = 0;
  std::vector<std::string> lines;  ///< the findings as one line each
};

/// Checks a draft, beside `cube` when the draft asks for the store.
[[nodiscard]] DraftScore score(const Draft& draft, const bulletin::Reader& reader,
                               const cube::Cube& cube);

/// Whether a finding that says «inconsistent» suspects a figure at one of these places.
[[nodiscard]] bool suspects(const bulletin::CheckReport& report, const bulletin::Finding& finding,
                            const std::vector<text::Span>& places);

/// The text with a suggestion carried out.
[[nodiscard]] std::string corrected(std::string_view text, const bulletin::Suggestion& suggestion);

/// One line a person can read: relation, suspect figures, message.
[[nodiscard]] std::string line_of(const bulletin::CheckReport& report,
                                  const bulletin::Finding& finding, std::string_view text);

}  // namespace duibiao::corpus
