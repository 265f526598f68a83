#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figure/builtin.h"
#include "render/check_view.h"

namespace duibiao::render::test {

inline const Vocabulary& words() {
  static const Vocabulary built = [] {
    auto vocabulary = builtin_vocabulary();
    EXPECT_TRUE(vocabulary.has_value());
    return std::move(*vocabulary);
  }();
  return built;
}

inline num::Decimal number(std::string_view text) {
  const auto parsed = num::Decimal::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed ? *parsed : num::Decimal();
}

inline num::Interval interval(std::string_view low, std::string_view high) {
  const auto made = num::Interval::make(number(low), number(high));
  EXPECT_TRUE(made.has_value());
  return made ? *made : num::Interval();
}

/// A draft whose report is said by hand: what is rendered must not depend on how well it was read.
class Checked {
 public:
  explicit Checked(std::string text, std::string name = "draft.txt") : name_(std::move(name)) {
    document_.text = std::move(text);
    document_.format = "txt";
    document_.encoding = "UTF-8";
    document_.verbatim = true;
    const Lines lines(document_.text);
    for (std::size_t line = 1; line <= lines.count(); ++line) {
      if (!lines.span(line).empty()) document_.blocks.push_back({.span = lines.span(line)});
    }
  }

  /// A figure of Wenzhou's exports of January to July 2025, printed as `printed` and standing at
  /// its first place after the figure before.
  std::uint32_t claim(std::string_view printed, Measure measure, std::string_view value,
                      std::string_view unit,
                      bulletin::Verdict verdict = bulletin::Verdict::consistent) {
    bulletin::Claim out;
    out.span = next(printed);
    out.subject.indicator = words().catalogue.by_id("exports").value();
    out.subject.phrase = "出口";
    out.subject.place = words().places.by_code("330300").value();
    out.subject.place_text = "温州市";
    out.subject.period = Period::to_date(2025, 7).value();
    out.measure = measure;
    out.value = number(value);
    out.unit_text = unit;
    out.unit = unit == "rank" ? unit::rank() : Unit::find(unit).value_or(Unit());
    out.range = num::Interval::of_printed(out.value).value();
    report_.reading.claims.push_back(std::move(out));
    report_.verdicts.push_back(verdict);
    report_.reasons.emplace_back();
    return static_cast<std::uint32_t>(report_.reading.claims.size() - 1);
  }

  /// That the growth in `claim` is not what the store has.
  bulletin::Finding& finding(std::uint32_t claim,
                             bulletin::Verdict verdict = bulletin::Verdict::inconsistent) {
    bulletin::Finding out;
    out.verdict = verdict;
    out.relation = bulletin::RelationKind::stored;
    out.severity = bulletin::Severity::normal;
    out.claims = {claim};
    out.formula = {"库中为 10.0%", "the store has 10.0%"};
    out.computed = interval("9.95", "10.05");
    out.printed = report_.reading.claims[claim].range;
    out.unit = report_.reading.claims[claim].unit;
    bulletin::Evidence evidence;
    evidence.key = {report_.reading.claims[claim].subject.indicator,
                    report_.reading.claims[claim].subject.place,
                    report_.reading.claims[claim].subject.period, Measure::growth_yoy};
    evidence.value = number("10.0");
    evidence.unit = unit::percent();
    evidence.source = "浙江省-2025-07.csv · C9";
    evidence.released = Date::parse("2025-08-18").value();
    out.evidence.push_back(evidence);
    out.message = {"出口同比应为10.0%", "exports grew by 10.0%"};
    report_.findings.push_back(std::move(out));
    return report_.findings.back();
  }

  void ignore(std::string_view printed, bulletin::IgnoredReason reason) {
    report_.reading.ignored.push_back({next(printed), reason});
  }
  bulletin::UsageRemark& remark(std::string_view printed, bulletin::UsageRemark::Rule rule) {
    report_.usage.push_back({next(printed), rule, {"百分号重复", "the sign is doubled"}, {}});
    return report_.usage.back();
  }

  [[nodiscard]] text::Document& document() { return document_; }
  [[nodiscard]] bulletin::CheckReport& report() { return report_; }
  [[nodiscard]] CheckedDraft draft() const { return {name_, &document_, &report_, &words()}; }

 private:
  text::Span next(std::string_view printed) {
    const std::size_t at = document_.text.find(printed, after_);
    EXPECT_NE(at, std::string::npos) << printed;
    after_ = at + printed.size();
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(after_)};
  }

  std::string name_;
  text::Document document_;
  bulletin::CheckReport report_;
  std::size_t after_ = 0;
};

}  // namespace duibiao::render::test
