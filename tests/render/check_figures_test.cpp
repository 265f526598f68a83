#include "render/check_figures.h"

#include <gtest/gtest.h>

#include "checked.h"

namespace duibiao::render {
namespace {

using bulletin::Qualifier;
using bulletin::Reference;
using Reason = LeftOut::Reason;
using test::Checked;

TidyReading tidy(Checked& checked) {
  return tidy_figures(checked.report().reading, checked.document(), "a.txt", test::words());
}

/// Why the only figure of a draft is left out; nothing when it is taken.
std::optional<Reason> reason(Checked& checked) {
  const TidyReading read = tidy(checked);
  if (read.left_out.empty()) return std::nullopt;
  return read.left_out.front().reason;
}

TEST(TidyFigures, AFigureKeepsItsDigitsAndItsSentence) {
  Checked checked("其中，出口26.80亿元。");
  checked.claim("26.80亿元", Measure::level, "26.80", "亿元");
  const TidyReading read = tidy(checked);
  ASSERT_EQ(read.figures.size(), 1U);
  EXPECT_EQ(read.figures[0].value.to_string(), "26.80");
  EXPECT_EQ(read.figures[0].source, "a.txt bytes 15-26: “出口26.80亿元”");
  const std::string csv = to_csv(tidy_table(read.figures, test::words(), {}), false);
  EXPECT_NE(csv.find("330300,温州市,exports,2025-01..2025-07,level,26.80,亿元,2,A,"),
            std::string::npos)
      << csv;
}

TEST(TidyFigures, TargetsAndApproximationsNeverEnter) {
  for (const auto& [qualifier, expected] : {std::pair{Qualifier::target, Reason::target},
                                            std::pair{Qualifier::forecast, Reason::target},
                                            std::pair{Qualifier::about, Reason::approximate},
                                            std::pair{Qualifier::over, Reason::approximate},
                                            std::pair{Qualifier::surplus, Reason::approximate}}) {
    Checked checked("出口100亿元。");
    checked.claim("100亿元", Measure::level, "100", "亿元");
    checked.report().reading.claims[0].add(qualifier);
    EXPECT_EQ(reason(checked), expected);
  }
}

TEST(TidyFigures, WhatNobodyNamedStaysOut) {
  Checked checked("出口100亿元。");
  checked.claim("100亿元", Measure::level, "100", "亿元");
  auto& subject = checked.report().reading.claims[0].subject;
  const bulletin::Subject whole = subject;
  subject.indicator = {};
  EXPECT_EQ(reason(checked), Reason::indicator);
  subject = whole;
  subject.place = {};
  EXPECT_EQ(reason(checked), Reason::place);
  subject = whole;
  subject.period = {};
  EXPECT_EQ(reason(checked), Reason::period);
  subject = whole;
  EXPECT_EQ(reason(checked), std::nullopt);
}

TEST(TidyFigures, AShareIsOfThePlaceAboveOrNothing) {
  Checked checked("占全省6.31%。");
  checked.claim("6.31%", Measure::share, "6.31", "%");
  Reference& whole = checked.report().reading.claims[0].reference;
  EXPECT_EQ(reason(checked), Reason::measure) << "of what is not known";
  whole.kind = Reference::Kind::whole;
  whole.subject.place = test::words().places.by_code("330000").value();
  EXPECT_EQ(reason(checked), std::nullopt);
  whole.subject.indicator = test::words().catalogue.by_id("trade").value();
  EXPECT_EQ(reason(checked), Reason::measure) << "a share of another indicator";
  whole.subject.indicator = {};
  whole.subject.place = test::words().places.by_code("330000").value();
  whole.subject.phrase = "民营企业出口";
  EXPECT_EQ(reason(checked), Reason::measure);
}

TEST(TidyFigures, ARankIsAmongThePlacesBesideOrNothing) {
  Checked checked("居全省第6位。");
  checked.claim("第6位", Measure::rank, "6", "rank");
  Reference& among = checked.report().reading.claims[0].reference;
  EXPECT_EQ(reason(checked), Reason::measure);
  among.kind = Reference::Kind::among;
  among.subject.place = test::words().places.by_code("330000").value();
  EXPECT_EQ(reason(checked), std::nullopt);
  among.subject.place = {};
  among.group = "zhejiang-11";
  EXPECT_EQ(reason(checked), std::nullopt);
  checked.report().reading.claims[0].of = Measure::growth_yoy;
  EXPECT_EQ(tidy(checked).figures[0].key.measure, Measure::growth_rank);
}

TEST(TidyFigures, GrowthOnAnotherBasisStaysOut) {
  Checked checked("出口实际增长5.0%。");
  checked.claim("5.0%", Measure::growth_yoy, "5.0", "%");
  checked.report().reading.claims[0].add(Qualifier::constant_price);
  EXPECT_EQ(reason(checked), Reason::basis);
}

TEST(TidyFigures, DollarsAreFiguresOfTheDollarIndicator) {
  Checked checked("出口100.0亿美元。");
  checked.claim("100.0亿美元", Measure::level, "100.0", "亿美元");
  const TidyReading read = tidy(checked);
  ASSERT_EQ(read.figures.size(), 1U);
  EXPECT_EQ(test::words().catalogue.at(read.figures[0].key.indicator).id, "exports_usd");
}

TEST(TidyFigures, SaidTwiceItCountsOnceAndSaidOtherwiseNotAtAll) {
  Checked checked("出口1528.34亿元；出口1528.3亿元；出口1600亿元。");
  checked.claim("1528.34亿元", Measure::level, "1528.34", "亿元");
  checked.claim("1528.3亿元", Measure::level, "1528.3", "亿元");
  checked.claim("1600亿元", Measure::level, "1600", "亿元");
  const TidyReading read = tidy(checked);
  ASSERT_EQ(read.figures.size(), 1U);
  ASSERT_EQ(read.left_out.size(), 2U);
  EXPECT_EQ(read.left_out[0].reason, Reason::repeated);
  EXPECT_EQ(read.left_out[1].reason, Reason::contradicts);
}

TEST(TidyFigures, AUnitThatDoesNotFitIsRefused) {
  Checked checked("出口100家。");
  checked.claim("100家", Measure::level, "100", "家");
  EXPECT_EQ(reason(checked), Reason::unit);
}

}  // namespace
}  // namespace duibiao::render
