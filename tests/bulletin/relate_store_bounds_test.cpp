#include "bulletin/relate/store_bounds.h"

#include <gtest/gtest.h>

#include "bulletin/judge/check.h"
#include "bulletin/shop.h"

namespace duibiao::bulletin {
namespace {

using test::Draft;
using test::number;
using test::Shop;

/// The store of the acceptance case: nothing but what the public sources of 2019 printed.
std::shared_ptr<const cube::Cube> two_figures() {
  Shop shop;
  shop.from("温州海关").add("exports", "330300", "2019-01..2019-08", "1059.76");
  shop.from("海关总署").add("exports", "100000", "2019-01..2019-09", "12.48", "万亿元");
  return shop.cube();
}

Draft share_of_nation(std::string_view value, std::string_view unit) {
  Draft draft;
  draft.of("exports").in("330300").during("2019-01..2019-09");
  draft.say(Measure::share, value, unit).against("100000");
  return draft;
}

std::vector<Finding> judged(const Draft& draft, const cube::Cube& cube) {
  const Relations related = relate_to_store(draft.reading(), cube, {});
  return judge(draft.reading(), related.relations, text::Document{}, &cube);
}

TEST(RelateStoreBounds, AShareOfTheNationInPercentWherePerMilleIsMeantCannotBe) {
  const auto cube = two_figures();
  const auto findings = judged(share_of_nation("9.7", "%"), *cube);
  ASSERT_EQ(findings.size(), 1U);
  const Finding& finding = findings[0];
  EXPECT_EQ(finding.verdict, Verdict::inconsistent);
  EXPECT_EQ(finding.relation, RelationKind::plausible);
  EXPECT_EQ(finding.severity, Severity::high);
  ASSERT_EQ(finding.evidence.size(), 2U);
  EXPECT_EQ(finding.evidence[0].value.to_string(), "1059.76");
  EXPECT_NE(finding.evidence[0].source.find("温州海关"), std::string::npos);
  EXPECT_EQ(finding.evidence[1].value.to_string(), "12.48");
  EXPECT_NE(finding.evidence[1].source.find("海关总署"), std::string::npos);
  ASSERT_TRUE(finding.suggestion.has_value());
  EXPECT_EQ(finding.suggestion->replacement, "9.7‰");
  EXPECT_EQ(finding.suggestion->slip, Slip::per_mille);
  for (const std::string_view part : {"1059.76亿元", "12.48万亿元", "不可能", "9.7‰"}) {
    EXPECT_NE(finding.message.zh.find(part), std::string::npos) << finding.message.zh;
  }
  EXPECT_NE(finding.message.en.find("105.976 billion yuan"), std::string::npos)
      << finding.message.en;
}

TEST(RelateStoreBounds, TheSameShareInPerMilleIsSilent) {
  const auto cube = two_figures();
  EXPECT_TRUE(judged(share_of_nation("9.7", "‰"), *cube).empty());
  EXPECT_TRUE(judged(share_of_nation("0.97", "%"), *cube).empty());
  EXPECT_TRUE(judged(share_of_nation("1.1", "%"), *cube).empty());
}

TEST(RelateStoreBounds, AShareBelowWhatEightMonthsMakeCannotBe) {
  const auto cube = two_figures();
  const auto findings = judged(share_of_nation("0.84", "%"), *cube);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_FALSE(findings[0].suggestion.has_value()) << "many shares would do";
}

TEST(RelateStoreBounds, ALaterYearToDateIsNotBelowAnEarlierOne) {
  const auto cube = two_figures();
  Draft draft;
  draft.of("exports").in("330300").during("2019-01..2019-09");
  draft.level("105.98");
  const auto findings = judged(draft, *cube);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].relation, RelationKind::plausible);
  EXPECT_EQ(findings[0].severity, Severity::high);
  Draft right;
  right.of("exports").in("330300").during("2019-01..2019-09");
  right.level("1197.9");
  EXPECT_TRUE(judged(right, *cube).empty());
}

TEST(RelateStoreBounds, APublishedRateAndLastYearsLevelBoundTheLevel) {
  Shop shop;
  shop.add("exports", "330300", "2018-01..2018-09", "944.9");
  shop.growth("exports", "330300", "2019-01..2019-09", "26.78");
  const auto cube = shop.cube();
  const auto bounds = store::level_bounds(*cube, *test::words().catalogue.by_id("exports"),
                                          test::place("330300"), test::period("2019-01..2019-09"));
  ASSERT_TRUE(bounds.has_value());
  EXPECT_TRUE(bounds->range.contains(number("1197.9")));
  EXPECT_FALSE(bounds->range.contains(number("2000")));
  EXPECT_FALSE(bounds->range.contains(number("700")));
}

TEST(RelateStoreBounds, ACityIsNotAboveItsProvince) {
  Shop shop;
  shop.add("exports", "330000", "2019", "23069.8");
  const auto cube = shop.cube();
  Draft draft;
  draft.of("exports").in("330300").during("2019");
  draft.level("23070.0");
  draft.level("1700.0");
  const auto findings = judged(draft, *cube);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].claims[0], 0U);
}

TEST(RelateStoreBounds, AMonthIsNotAboveTheYearSoFar) {
  Shop shop;
  shop.add("exports", "330300", "2019-01..2019-09", "1197.9");
  const auto cube = shop.cube();
  Draft draft;
  draft.of("exports").in("330300").during("2019-09");
  draft.level("1381.0");
  EXPECT_EQ(judged(draft, *cube).size(), 1U);
}

TEST(RelateStoreBounds, ARateTenTimesOrAgainstTheOneAMonthBeforeCannotBe) {
  Shop shop;
  shop.growth("exports", "330300", "2019-01..2019-08", "27.42");
  const auto cube = shop.cube();
  const auto judge_rate = [&](std::string_view value) {
    Draft draft;
    draft.of("exports").in("330300").during("2019-01..2019-09");
    draft.growth(value);
    return judged(draft, *cube);
  };
  EXPECT_TRUE(judge_rate("26.78").empty());
  EXPECT_TRUE(judge_rate("35.0").empty());
  const auto tenfold = judge_rate("267.8");
  ASSERT_EQ(tenfold.size(), 1U);
  EXPECT_EQ(tenfold[0].severity, Severity::high);
  EXPECT_FALSE(tenfold[0].suggestion.has_value()) << "2.678% would do as well as 26.78%";
  const auto turned = judge_rate("-26.78");
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_EQ(turned[0].suggestion->slip, Slip::sign);
}

TEST(RelateStoreBounds, NothingNearByBoundsNothing) {
  const auto cube = two_figures();
  const auto exports = *test::words().catalogue.by_id("exports");
  EXPECT_FALSE(
      store::level_bounds(*cube, exports, test::place("330100"), test::period("2018")).has_value());
  EXPECT_FALSE(store::level_bounds(*cube, exports, test::place("330300"), Period()).has_value());
  const auto balance = *test::words().catalogue.by_id("trade_balance");
  EXPECT_FALSE(
      store::level_bounds(*cube, balance, test::place("330300"), test::period("2019-01..2019-09"))
          .has_value())
      << "a balance may be anything";
}

TEST(RelateStoreBounds, ARealRateFarFromTheLevelsIsUnusualAndNoError) {
  Shop shop;
  shop.add("gdp", "330300", "2018", "6000").add("gdp", "330300", "2019", "6600");
  const auto cube = shop.cube();
  const auto judge_rate = [&](std::string_view value) {
    Draft draft;
    draft.of("gdp").in("330300").during("2019");
    draft.growth(value);
    return judged(draft, *cube);
  };
  EXPECT_TRUE(judge_rate("8.2").empty()) << "prices rose by 1.7 %";
  const auto odd = judge_rate("82.0");
  ASSERT_EQ(odd.size(), 1U);
  EXPECT_EQ(odd[0].verdict, Verdict::not_checkable);
  EXPECT_EQ(odd[0].severity, Severity::info);
}

}  // namespace
}  // namespace duibiao::bulletin
