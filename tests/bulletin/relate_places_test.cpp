#include <gtest/gtest.h>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;

constexpr const char* hangzhou = "330100";
constexpr const char* ningbo = "330200";
constexpr const char* wenzhou = "330300";
constexpr const char* zhejiang = "330000";

/// Wenzhou's rank beside its own growth and that of two others.
Draft ranked(const char* rank, const char* own, const char* first, const char* second) {
  Draft draft;
  draft.of("exports").during("2019-10").in(wenzhou).growth(own);
  draft.rank(rank).of_measure(Measure::growth_yoy).against(zhejiang, Reference::Kind::among);
  draft.in(hangzhou).growth(first);
  draft.in(ningbo).growth(second);
  return draft;
}

TEST(RankListed, IsBoundedByThoseListed) {
  EXPECT_EQ(Found(ranked("1", "22.0", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::overlap);
  EXPECT_EQ(Found(ranked("1", "9.4", "22.0", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::apart);
  // Others, not listed, may stand between.
  EXPECT_EQ(Found(ranked("7", "22.0", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::overlap);
  // Two are below it, so that of eleven it is the ninth at worst.
  EXPECT_EQ(Found(ranked("10", "22.0", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::apart);
  EXPECT_EQ(Found(ranked("3", "1.0", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::overlap);
  EXPECT_EQ(Found(ranked("2", "1.0", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::apart);
}

TEST(RankListed, AllowsForTiesOfPrint) {
  EXPECT_EQ(Found(ranked("1", "9.4", "9.4", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::overlap);
  EXPECT_EQ(Found(ranked("1", "9.4", "9.5", "5.0")).meeting(RelationKind::rank_listed, 1),
            Meeting::overlap);  // 9.45 is both
}

TEST(RankListed, NeedsOneTimeAndAnOpenGroup) {
  Draft lagged = ranked("1", "9.4", "22.0", "5.0");
  lagged.reading().claims[2].subject.period = test::period("2019-01..2019-10");
  EXPECT_EQ(Found(lagged).failures(), 0U);
  Draft some = ranked("1", "9.4", "22.0", "5.0");
  some.reading().claims[1].reference.text = "全省主要外贸城市";
  EXPECT_EQ(Found(some).failures(), 0U);
  Draft level = ranked("1", "9.4", "22.0", "5.0");
  level.reading().claims[1].of = Measure::level;
  EXPECT_EQ(Found(level).failures(), 0U);
}

TEST(RankListed, IgnoresPlacesOutsideTheGroup) {
  Draft draft;
  draft.of("exports").during("2019").in(wenzhou).growth("9.4");
  draft.rank("1").of_measure(Measure::growth_yoy).against(zhejiang, Reference::Kind::among);
  draft.in(zhejiang).growth("22.0");
  draft.in("320500").growth("30.0");
  EXPECT_EQ(Found(draft).failures(), 0U);
}

TEST(RankListed, OfTwoPlacesFollowsTheirFigures) {
  const auto two = [](const char* first, const char* second, const char* a, const char* b) {
    Draft draft;
    draft.of("exports").during("2019").in(hangzhou).level(first);
    draft.rank(a).against(zhejiang, Reference::Kind::among);
    draft.in(ningbo).level(second);
    draft.rank(b).against(zhejiang, Reference::Kind::among);
    return Found(draft).failures();
  };
  EXPECT_EQ(two("361.0", "597.0", "2", "1"), 0U);
  EXPECT_GE(two("361.0", "597.0", "1", "2"), 1U);
  EXPECT_EQ(two("361.0", "361.0", "2", "2"), 0U);
  EXPECT_GE(two("361.0", "597.0", "2", "2"), 1U);
}

TEST(RankBound, IsTheSizeOfTheGroup) {
  const auto alone = [](const char* rank) {
    Draft draft;
    draft.of("exports").during("2019").in(wenzhou);
    draft.rank(rank).against(zhejiang, Reference::Kind::among);
    return Found(draft).failures();
  };
  EXPECT_EQ(alone("1"), 0U);
  EXPECT_EQ(alone("11"), 0U);
  EXPECT_EQ(alone("12"), 1U);
  EXPECT_EQ(alone("0"), 1U);
  Draft nation;  // among whom a city is ranked in the nation, nobody says
  nation.of("exports").during("2019").in(wenzhou);
  nation.rank("35").against("100000", Reference::Kind::among);
  EXPECT_EQ(Found(nation).failures(), 0U);
  Draft group;
  group.of("exports").during("2019").in(wenzhou).rank("12").among("zhejiang-11");
  EXPECT_EQ(Found(group).failures(), 1U);
  Draft named;
  named.of("exports").during("2019").in(wenzhou);
  named.rank("12").against(wenzhou, Reference::Kind::among).claim().reference.text = "浙江11市";
  EXPECT_EQ(Found(named).failures(), 1U);
}

Draft months(const char* month, const char* so_far, const char* earlier) {
  Draft draft;
  draft.of("exports").in(wenzhou).during("2019-09").level(month);
  draft.during("2019-01..2019-09").level(so_far);
  draft.during("2019-01..2019-08").level(earlier);
  return draft;
}

TEST(CumulativeMonth, IsTheDifferenceOfTheYearsSoFar) {
  EXPECT_EQ(Found(months("160.2", "1219.96", "1059.76")).meeting(RelationKind::cumulative_month, 0),
            Meeting::overlap);
  EXPECT_EQ(Found(months("162.0", "1219.96", "1059.76")).meeting(RelationKind::cumulative_month, 0),
            Meeting::overlap);  // earlier months revised by 0.2 %
  EXPECT_EQ(Found(months("106.2", "1219.96", "1059.76")).meeting(RelationKind::cumulative_month, 0),
            Meeting::apart);
  EXPECT_EQ(Found(months("160.2", "1291.96", "1059.76")).meeting(RelationKind::cumulative_month, 0),
            Meeting::apart);
}

TEST(CumulativeMonth, NeverTakesAStockApart) {
  Draft draft = months("160.2", "1291.96", "1059.76");
  for (Claim& claim : draft.reading().claims) {
    claim.subject.indicator = *test::words().catalogue.by_id("deposits");
  }
  EXPECT_FALSE(Found(draft).has(RelationKind::cumulative_month));
}

TEST(CumulativeMonth, KeepsTheRateBetweenItsStretches) {
  const auto rates = [](const char* so_far) {
    Draft draft;
    draft.of("exports").in(wenzhou).during("2019-09").growth("12.0");
    draft.during("2019-01..2019-09").growth(so_far);
    draft.during("2019-01..2019-08").growth("27.4");
    return Found(draft).meeting(RelationKind::cumulative_month, 1);
  };
  EXPECT_EQ(rates("25.1"), Meeting::overlap);
  EXPECT_EQ(rates("27.8"), Meeting::overlap);
  EXPECT_EQ(rates("29.1"), Meeting::apart);
  EXPECT_EQ(rates("-25.1"), Meeting::apart);
}

// Hangzhou's statistical bulletin of 2015: gross product 10053.58 (亿元), 112268 元 a head;
// resident population 901.8 at the end of 2015 and 889.2 at that of 2014 (万人).
Draft per_head(const char* value, bool both) {
  Draft draft;
  draft.in(hangzhou).during("2015").of("gdp").level("10053.58");
  draft.of("gdp_per_head").level(value, "元");
  draft.of("population").level("901.80", "万人");
  if (both) draft.during("2014").level("889.20", "万人");
  return draft;
}

TEST(PerHead, IsOverTheMeanOfTwoYearEnds) {
  EXPECT_EQ(Found(per_head("112268", true)).meeting(RelationKind::per_head, 1), Meeting::overlap);
  EXPECT_EQ(Found(per_head("111484", true)).meeting(RelationKind::per_head, 1), Meeting::apart);
  EXPECT_EQ(Found(per_head("122168", true)).meeting(RelationKind::per_head, 1), Meeting::apart);
}

TEST(PerHead, IsNotCheckedWithOneYearEndAlone) {
  EXPECT_FALSE(Found(per_head("122168", false)).has(RelationKind::per_head));
}

TEST(Quotient, OfTheCatalogueIsARatioOfOneTime) {
  Draft draft;
  draft.in(zhejiang).during("2019").of("exports").level("23069.8");
  draft.of("gdp").level("62352");
  const auto dependency = draft.of("export_dependency").level("37.0", "%").index();
  EXPECT_EQ(Found(draft).meeting(RelationKind::share, dependency), Meeting::overlap);
  draft.reading().claims[dependency].range = *num::Interval::of_printed(test::number("73.0"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::share, dependency), Meeting::apart);
}

}  // namespace
}  // namespace duibiao::bulletin
