#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "bulletin/judge/check.h"
#include "text/document.h"

namespace duibiao::render {

/// A draft and what was found in it, as every rendering takes it. All of it outlives the call.
struct CheckedDraft {
  std::string name;  ///< the file as it was named; «-» for standard input
  const text::Document* document = nullptr;
  const bulletin::CheckReport* report = nullptr;
  const Vocabulary* words = nullptr;
};

/// A figure of the text with the findings that speak of it first.
struct Mark {
  text::Span span;
  std::uint32_t claim = 0;
  bulletin::Verdict verdict = bulletin::Verdict::not_checkable;
  std::vector<std::uint32_t> findings;  ///< indices into CheckReport::findings
};

/// The claims of a draft as marks, in the order of the text, none inside another. A finding is
/// listed at its suspects only.
[[nodiscard]] std::vector<Mark> marks_of(const CheckedDraft& draft);

/// Where the figure under suspicion stands; empty for a finding without claims.
[[nodiscard]] text::Span anchor_of(const CheckedDraft& draft, const bulletin::Finding& finding);

/// Lines and columns of a text, both from 1. Built once, linear; a look-up takes constant time but
/// for the logarithm of the lines. The text outlives it.
class Lines {
 public:
  explicit Lines(std::string_view text);
  struct Place {
    std::size_t line = 1;
    std::size_t column = 1;  ///< in UTF-16 units, as editors count
  };
  [[nodiscard]] Place at(std::size_t offset) const;
  [[nodiscard]] std::size_t count() const { return starts_.size(); }
  /// Bytes of a line, without its end; `line` from 1.
  [[nodiscard]] text::Span span(std::size_t line) const;

 private:
  [[nodiscard]] std::size_t units_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> units_;  ///< UTF-16 units before every so many bytes
};

/// An interval as a person reads it: «44.745～44.753%», brought outwards to at most two digits more
/// than `printed` has, so that nothing that was allowed looks refused. One value when it is one.
[[nodiscard]] std::string range_words(const num::Interval& range, Unit unit, int printed,
                                      Language language);

/// «温州市 出口总值 2025年1-7月 同比 10.0% · 浙江省-2025-07.csv · 2025-08-18».
[[nodiscard]] std::string evidence_words(const bulletin::Evidence& evidence,
                                         const Vocabulary& words, Language language);

/// What a figure was understood to say: «温州市 · 出口总值 · 2025年1-7月 · 同比».
[[nodiscard]] std::string claim_words(const bulletin::Claim& claim, const Vocabulary& words,
                                      Language language);

/// The labelled lines below a finding: formula, interval, evidence, suggestion, what else fails.
struct DetailLine {
  enum class Kind : std::uint8_t { formula, range, evidence, suggestion, also };
  Kind kind = Kind::formula;
  std::string label;
  std::string text;
};
[[nodiscard]] std::vector<DetailLine> details_of(const CheckedDraft& draft,
                                                 const bulletin::Finding& finding,
                                                 Language language);

/// «52 个数字：50 个陈述，2 个略过；核对 48 个，覆盖率 96%».
[[nodiscard]] std::string summary_words(const bulletin::CheckSummary& summary, Language language);

/// Whether anything would make a gate close: a figure is inconsistent; with `strict` also one on
/// the edge, or a remark on usage.
[[nodiscard]] bool has_findings(const bulletin::CheckReport& report, bool strict);

/// A remark to be anchored in the draft: the message of a finding or of the usage lint with its
/// details, a line each.
struct Note {
  text::Span span;
  std::string text;
};
[[nodiscard]] std::vector<Note> notes_of(const CheckedDraft& draft, Language language);

}  // namespace duibiao::render
