#include <gtest/gtest.h>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;

Draft gap(const char* here, const char* there, const char* points) {
  Draft draft;
  draft.during("2019-10").of("exports").in("330300").growth(here);
  draft.say(Measure::gap_pp, points, "百分点").against("330000", Reference::Kind::compared);
  draft.in("330000").growth(there);
  return draft;
}

TEST(Gap, IsTheDifferenceOfTwoRates) {
  EXPECT_EQ(Found(gap("22.0", "9.4", "12.6")).meeting(RelationKind::gap, 1), Meeting::overlap);
  EXPECT_EQ(Found(gap("22.0", "9.4", "12.5")).meeting(RelationKind::gap, 1), Meeting::overlap);
  EXPECT_EQ(Found(gap("22.0", "9.4", "12.4")).meeting(RelationKind::gap, 1), Meeting::apart);
  EXPECT_EQ(Found(gap("9.4", "22.0", "12.6")).meeting(RelationKind::gap, 1), Meeting::apart);
  EXPECT_EQ(Found(gap("-5.0", "1.3", "-6.3")).meeting(RelationKind::gap, 1), Meeting::overlap);
}

TEST(Gap, OfAnotherIndicatorAtTheSamePlace) {
  Draft draft;
  draft.during("2019-10").in("330000").of("high_tech_exports").growth("22.0");
  draft.say(Measure::gap_pp, "12.6", "百分点").out_of("exports", Reference::Kind::compared);
  draft.of("exports").growth("9.4");
  EXPECT_EQ(Found(draft).meeting(RelationKind::gap, 1), Meeting::overlap);
}

TEST(Gap, WithARateOfAnotherTimeOrBasisIsNotTied) {
  Draft lagged = gap("22.0", "9.4", "1.0");
  lagged.reading().claims[2].subject.period = test::period("2019-01..2019-10");
  EXPECT_FALSE(Found(lagged).has(RelationKind::gap));
  Draft real = gap("22.0", "9.4", "1.0");
  real.reading().claims[2].add(Qualifier::constant_price);
  EXPECT_FALSE(Found(real).has(RelationKind::gap));
  Draft share = gap("22.0", "9.4", "1.0");
  share.reading().claims[1].of = Measure::share;
  EXPECT_FALSE(Found(share).has(RelationKind::gap));
}

TEST(Gap, WhosePlaceWasSpokenOfLastIsOfTheOther) {
  const auto last = [](const char* points) {
    Draft draft;
    draft.during("2019-10").of("exports").in("330300").growth("26.8");
    draft.in("330000").growth("9.3");
    draft.say(Measure::gap_pp, points, "百分点").against("330000", Reference::Kind::compared);
    return Found(draft).meeting(RelationKind::gap, 2);
  };
  EXPECT_EQ(last("17.5"), Meeting::overlap);
  EXPECT_EQ(last("11.5"), Meeting::apart);
}

TEST(GrowthChange, WhoseEarlierPeriodWasSpokenOfLastIsOfTheOther) {
  const auto last = [](const char* points) {
    Draft draft;
    draft.of("exports").in("330300").during("2019-01..2019-09").growth("26.8");
    draft.during("2019-H1").growth("16.1");
    draft.say(Measure::growth_change, points, "百分点").since("2019-H1");
    return Found(draft).meeting(RelationKind::growth_change, 2);
  };
  EXPECT_EQ(last("10.7"), Meeting::overlap);
  EXPECT_EQ(last("16.7"), Meeting::apart);
}

TEST(GrowthChange, FromANamedPeriodIsBinding) {
  const auto change = [](const char* points) {
    Draft draft;
    draft.of("exports").in("330300").during("2019-01..2019-09").growth("9.4");
    draft.say(Measure::growth_change, points, "百分点").since("2019-01..2019-08");
    draft.during("2019-01..2019-08").growth("11.2");
    return Found(draft).meeting(RelationKind::growth_change, 1);
  };
  EXPECT_EQ(change("-1.8"), Meeting::overlap);
  EXPECT_EQ(change("1.8"), Meeting::apart);
  EXPECT_EQ(change("-2.8"), Meeting::apart);
}

TEST(GrowthChange, FromAnUnnamedPeriodConfirmsAndNeverAccuses) {
  const auto change = [](const char* points) {
    Draft draft;
    draft.of("exports").in("330300").during("2019-01..2019-09").growth("9.4");
    draft.say(Measure::growth_change, points, "百分点");
    draft.during("2019-01..2019-08").growth("11.2");
    draft.during("2018-01..2018-09").growth("4.4");
    return Found(draft);
  };
  EXPECT_EQ(change("-1.8").meeting(RelationKind::growth_change, 1), Meeting::overlap);
  EXPECT_EQ(change("5.0").meeting(RelationKind::growth_change, 1), Meeting::overlap);
  EXPECT_EQ(change("7.7").meeting(RelationKind::growth_change, 1), std::nullopt);
}

/// Last year 300 of 1000, this year 390 of 1110: +30 % and +11 %, 9.0 points of the 11, 81.8 %.
Draft pulled(const char* points, const char* rate) {
  Draft draft;
  draft.in("330300").during("2019").of("trade").level("1110.0");
  draft.growth("11.0");
  draft.of("exports").level("390.0");
  draft.growth("30.0");
  draft.say(Measure::contribution_pp, points, "百分点").out_of("trade");
  draft.say(Measure::contribution_rate, rate, "%").out_of("trade");
  return draft;
}

TEST(Pull, IsTheBaseShareTimesTheGrowth) {
  EXPECT_EQ(Found(pulled("9.0", "81.8")).meeting(RelationKind::pull, 4), Meeting::overlap);
  EXPECT_EQ(Found(pulled("9.0", "81.8")).failures(), 0U);
  EXPECT_EQ(Found(pulled("10.5", "81.8")).meeting(RelationKind::pull, 4), Meeting::apart);
}

TEST(Pull, AtConstantPricesIsTheContributionTimesTheGrowthAlone) {
  const auto sector = [](const char* points) {
    Draft draft;
    draft.in("330000").during("2019").of("gdp").growth("6.8");
    draft.of("gdp_tertiary").growth("7.8");
    draft.say(Measure::contribution_rate, "58.9", "%").out_of("gdp");
    draft.say(Measure::contribution_pp, points, "百分点").out_of("gdp");
    return Found(draft);
  };
  EXPECT_EQ(sector("4.0").meeting(RelationKind::pull, 3), Meeting::overlap);
  EXPECT_EQ(sector("5.4").meeting(RelationKind::pull, 3), Meeting::apart);
  EXPECT_EQ(sector("4.0").of(RelationKind::pull, 3).size(), 1U);
}

TEST(Contribution, IsTheRatioOfTheIncrements) {
  EXPECT_EQ(Found(pulled("9.0", "81.8")).meeting(RelationKind::contribution, 5), Meeting::overlap);
  EXPECT_EQ(Found(pulled("9.0", "18.8")).meeting(RelationKind::contribution, 5), Meeting::apart);
}

TEST(Contribution, OfPrintedIncrementsMayPassAHundred) {
  const auto printed = [](const char* rate) {
    Draft draft;
    draft.in("330300").during("2019").of("trade").say(Measure::increment, "10.0", "亿元");
    draft.of("exports").say(Measure::increment, "49.0", "亿元");
    draft.say(Measure::contribution_rate, rate, "%").out_of("trade");
    return Found(draft).meeting(RelationKind::contribution, 2);
  };
  EXPECT_EQ(printed("490.0"), Meeting::overlap);
  EXPECT_EQ(printed("49.0"), Meeting::apart);
}

TEST(Contribution, OfAWholeThatHardlyMovedIsNotCheckable) {
  // The whole's growth may be zero within its print: no quotient, no verdict.
  Draft draft = pulled("9.0", "500.0");
  draft.reading().claims[1].value = test::number("0.0");
  draft.reading().claims[1].range = *num::Interval::of_printed(test::number("0.0"));
  EXPECT_FALSE(Found(draft).has(RelationKind::contribution));
}

}  // namespace
}  // namespace duibiao::bulletin
