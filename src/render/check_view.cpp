#include "render/check_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "render/words.h"
#include "text/utf8.h"

namespace duibiao::render {
namespace {

using bulletin::Claim;
using bulletin::Finding;
using bulletin::Verdict;

/// Digits shown beyond those printed: enough to see on which side of a rounding a number lies.
constexpr int more_digits = 2;

/// Bytes between two places whose UTF-16 units are kept, so that a line of megabytes costs no more.
constexpr std::size_t stride = 4096;

/// UTF-16 units that a byte of UTF-8 begins: continuation bytes none, characters beyond the basic
/// plane two.
std::size_t units_of(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value >= 0xF0) return 2;
  return value >= 0x80 && value < 0xC0 ? 0 : 1;
}

/// Relations without an upper bound say this for it.
constexpr std::int64_t beyond_every_rate = 1'000'000;

std::string digits(const num::Decimal& value) {
  const std::string text = value.to_string();
  return value.is_negative() ? "−" + text.substr(1) : text;
}

num::Decimal outwards(const num::Decimal& end, int decimals, num::Rounding rule) {
  if (end.scale() <= decimals) return end.trimmed();
  return end.rounded(decimals, rule).value_or(end).trimmed();
}

std::string unit_suffix(Unit unit, Language language) {
  if (!unit.known() || unit.dimension() == Dimension::rank) return "";
  if (unit.dimension() == Dimension::rate) return std::string(unit.symbol());
  if (unit.dimension() == Dimension::percentage_point) {
    return language == Language::zh ? "个百分点" : " pp";
  }
  if (language == Language::zh) return std::string(unit.symbol());
  const std::string word = unit_word(unit, language);
  // «1400 100 million yuan» would read as one number.
  const bool begins_with_digit = !word.empty() && word.front() >= '0' && word.front() <= '9';
  return begins_with_digit ? " (" + word + ")" : " " + word;
}

void append_part(std::string& out, std::string_view part) {
  if (part.empty()) return;
  if (!out.empty()) out += " · ";
  out += part;
}

Message label_of(DetailLine::Kind kind) {
  switch (kind) {
    case DetailLine::Kind::formula:
      return {"算式", "formula"};
    case DetailLine::Kind::range:
      return {"区间", "range"};
    case DetailLine::Kind::evidence:
      return {"依据", "source"};
    case DetailLine::Kind::suggestion:
      return {"建议", "suggest"};
    case DetailLine::Kind::also:
      return {"也不符", "also fails"};
  }
  return {};
}

std::string range_line(const CheckedDraft& draft, const Finding& finding, Language language) {
  const std::uint32_t first = finding.claims.front();
  const int printed = draft.report->reading.claims[first].decimals();
  const std::string computed = range_words(finding.computed, finding.unit, printed, language);
  const std::string said = range_words(finding.printed, finding.unit, printed, language);
  return language == Language::zh ? fmt::format("应在 {}，文中为 {}", computed, said)
                                  : fmt::format("expected {}, the text has {}", computed, said);
}

std::string suggestion_line(const CheckedDraft& draft, const bulletin::Suggestion& suggestion,
                            Language language) {
  std::string out =
      fmt::format("{} → {}", suggestion.span.of(draft.document->text), suggestion.replacement);
  const std::string& why = in(language, suggestion.why);
  if (!why.empty()) {
    out += language == Language::zh ? "（" + why + "）" : " (" + why + ")";
  }
  return out;
}

}  // namespace

std::vector<Mark> marks_of(const CheckedDraft& draft) {
  const bulletin::CheckReport& report = *draft.report;
  const std::vector<Claim>& claims = report.reading.claims;
  std::vector<std::vector<std::uint32_t>> at_claim(claims.size());
  for (std::uint32_t k = 0; k < report.findings.size(); ++k) {
    const Finding& finding = report.findings[k];
    const std::size_t suspects = std::min<std::size_t>(finding.suspects, finding.claims.size());
    for (std::size_t s = 0; s < suspects; ++s) at_claim[finding.claims[s]].push_back(k);
  }
  std::vector<Mark> marks;
  marks.reserve(claims.size());
  for (std::uint32_t k = 0; k < claims.size(); ++k) {
    const Verdict verdict =
        k < report.verdicts.size() ? report.verdicts[k] : Verdict::not_checkable;
    marks.push_back({claims[k].span, k, verdict, std::move(at_claim[k])});
  }
  std::ranges::sort(marks, {},
                    [](const Mark& mark) { return std::pair(mark.span.begin, mark.claim); });
  // Where two readings lie on the same characters, the first stands for both.
  std::uint32_t reached = 0;
  std::erase_if(marks, [&reached](const Mark& mark) {
    const bool covered = mark.span.empty() || mark.span.begin < reached;
    if (!covered) reached = mark.span.end;
    return covered;
  });
  return marks;
}

text::Span anchor_of(const CheckedDraft& draft, const Finding& finding) {
  if (finding.claims.empty()) return {};
  return draft.report->reading.claims[finding.claims.front()].span;
}

Lines::Lines(std::string_view text) : text_(text), starts_{0} {
  units_.reserve(text.size() / stride + 1);
  std::size_t units = 0;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (k % stride == 0) units_.push_back(units);
    units += units_of(text[k]);
    if (text[k] == '\n') starts_.push_back(k + 1);
  }
  if (text.size() % stride == 0) units_.push_back(units);
}

std::size_t Lines::units_before(std::size_t offset) const {
  const std::size_t at = std::min(offset, text_.size());
  std::size_t units = units_[at / stride];
  for (std::size_t k = at / stride * stride; k < at; ++k) units += units_of(text_[k]);
  return units;
}

Lines::Place Lines::at(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  return {line, units_before(offset) - units_before(starts_[line - 1]) + 1};
}

text::Span Lines::span(std::size_t line) const {
  const std::size_t begin = starts_[line - 1];
  std::size_t end = line < starts_.size() ? starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string range_words(const num::Interval& range, Unit unit, int printed, Language language) {
  const int shown = std::min(printed + more_digits, num::Decimal::max_scale);
  const std::string low = digits(outwards(range.low(), shown, num::Rounding::floor));
  const std::string high = digits(outwards(range.high(), shown, num::Rounding::ceiling));
  const std::string suffix = unit_suffix(unit, language);
  if (low == high) return low + suffix;
  // Bounds that lie beyond every rate or rank stand for none.
  const bool bounded_kind = unit.dimension() == Dimension::rate ||
                            unit.dimension() == Dimension::times ||
                            unit.dimension() == Dimension::rank;
  if (bounded_kind && range.high() >= num::Decimal::whole(beyond_every_rate)) {
    return language == Language::zh ? low + suffix + "以上" : low + suffix + " or more";
  }
  const std::string_view between = language == Language::zh ? "～" : " to ";
  return low + std::string(between) + high + suffix;
}

std::string evidence_words(const bulletin::Evidence& evidence, const Vocabulary& words,
                           Language language) {
  std::string out = name_of(evidence.key, words, language);
  out += " " + worded(for_reading(evidence.value, evidence.unit,
                                  words.catalogue.at(evidence.key.indicator).unit, 4, language),
                      language);
  append_part(out, evidence.source);
  append_part(out, evidence.released.to_string());
  if (evidence.superseded) {
    append_part(out, language == Language::zh ? "已有后来的发布" : "since superseded");
  }
  return out;
}

std::string claim_words(const Claim& claim, const Vocabulary& words, Language language) {
  std::string out;
  if (claim.subject.place.known()) {
    append_part(out, name_of(words.places.at(claim.subject.place), language));
  }
  append_part(out, claim.subject.indicator.known()
                       ? name_of(words.catalogue.at(claim.subject.indicator), language)
                       : claim.subject.phrase);
  if (bulletin::is_dated(claim.subject.period))
    append_part(out, name_of(claim.subject.period, language));
  append_part(out, name_of(claim.measure, language));
  return out;
}

std::vector<DetailLine> details_of(const CheckedDraft& draft, const Finding& finding,
                                   Language language) {
  std::vector<DetailLine> out;
  const auto add = [&](DetailLine::Kind kind, std::string text) {
    if (!text.empty()) out.push_back({kind, in(language, label_of(kind)), std::move(text)});
  };
  // The sentence often holds the formula already.
  const std::string& formula = in(language, finding.formula);
  if (in(language, finding.message).find(formula) == std::string::npos) {
    add(DetailLine::Kind::formula, formula);
  }
  if (!finding.claims.empty() && finding.verdict != Verdict::not_checkable) {
    add(DetailLine::Kind::range, range_line(draft, finding, language));
  }
  for (const bulletin::Evidence& evidence : finding.evidence) {
    add(DetailLine::Kind::evidence, evidence_words(evidence, *draft.words, language));
  }
  if (finding.suggestion) {
    add(DetailLine::Kind::suggestion, suggestion_line(draft, *finding.suggestion, language));
  }
  std::string also;
  for (const bulletin::RelationKind kind : finding.also) {
    if (!also.empty()) also += language == Language::zh ? "、" : ", ";
    also += in(language, describe(kind));
  }
  add(DetailLine::Kind::also, std::move(also));
  return out;
}

std::string summary_words(const bulletin::CheckSummary& summary, Language language) {
  if (summary.numerals == 0) {
    return language == Language::zh ? "文稿里没有数字" : "there is no number in the text";
  }
  if (summary.claims == 0) {
    return language == Language::zh
               ? fmt::format("数字 {} 个，都略过（日期、序号等），没有统计数", summary.numerals)
               : fmt::format("{} number{}, passed over (dates, ordinals …): no figure to check",
                             summary.numerals, summary.numerals == 1 ? "" : "s");
  }
  const auto percent = static_cast<unsigned>(100ULL * summary.checked / summary.claims);
  if (language == Language::zh) {
    return fmt::format(
        "数字 {} 个：读作统计数 {} 个，略过 {} 个；核对 {} 个（覆盖率 {}%）：一致 {}，临界 {}，"
        "不一致 {}；无从核对 {} 个",
        summary.numerals, summary.claims, summary.numerals - summary.claims, summary.checked,
        percent, summary.consistent, summary.edge, summary.inconsistent, summary.not_checkable);
  }
  return fmt::format(
      "{} number{}: {} read as figures, {} passed over; {} checked (coverage {}%): {} consistent, "
      "{} on the edge, {} inconsistent; {} could not be checked",
      summary.numerals, summary.numerals == 1 ? "" : "s", summary.claims,
      summary.numerals - summary.claims, summary.checked, percent, summary.consistent, summary.edge,
      summary.inconsistent, summary.not_checkable);
}

bool has_findings(const bulletin::CheckReport& report, bool strict) {
  const bool wrong = std::ranges::any_of(report.findings, [strict](const Finding& finding) {
    return finding.verdict == Verdict::inconsistent || (strict && finding.verdict == Verdict::edge);
  });
  return wrong || (strict && !report.usage.empty());
}

std::vector<Note> notes_of(const CheckedDraft& draft, Language language) {
  std::vector<Note> notes;
  for (const Finding& finding : draft.report->findings) {
    Note note{anchor_of(draft, finding),
              fmt::format("{}{}{}", in(language, describe(finding.verdict)),
                          language == Language::zh ? "：" : ": ", in(language, finding.message))};
    for (const DetailLine& line : details_of(draft, finding, language)) {
      note.text +=
          fmt::format("\n{}{}{}", line.label, language == Language::zh ? "：" : ": ", line.text);
    }
    notes.push_back(std::move(note));
  }
  for (const bulletin::UsageRemark& remark : draft.report->usage) {
    std::string text = in(language, remark.message);
    if (remark.replacement) text += "\n→ " + *remark.replacement;
    notes.push_back({remark.span, std::move(text)});
  }
  std::ranges::sort(notes, {}, [](const Note& note) { return std::tie(note.span, note.text); });
  return notes;
}

}  // namespace duibiao::render
