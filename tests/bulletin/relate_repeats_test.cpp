#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;

TEST(SameFact, AgreesInAnotherUnitAndAtAnotherPrecision) {
  const auto repeated = [](const char* value, const char* unit) {
    Draft draft;
    draft.of("exports").in("330000").during("2019-10").level("1912.0");
    draft.stop().level(value, unit);
    const Found found(draft);
    // The coarser print is tested by the finer.
    const auto coarse = found.meeting(RelationKind::same_fact, 1);
    return coarse ? coarse : found.meeting(RelationKind::same_fact, 0);
  };
  EXPECT_EQ(repeated("0.19", "万亿元"), Meeting::overlap);
  EXPECT_EQ(repeated("1912", "亿元"), Meeting::overlap);
  EXPECT_EQ(repeated("19120345", "万元"), Meeting::overlap);
  EXPECT_EQ(repeated("1921.0", "亿元"), Meeting::apart);
  EXPECT_EQ(repeated("0.91", "万亿元"), Meeting::apart);
  EXPECT_EQ(repeated("1912.1", "亿元"), Meeting::edge);  // 1912.05 is both
}

TEST(SameFact, IsTheSamePeriodUnderAnyName) {
  Draft draft;
  draft.of("exports").in("330000").during("2019-Q1").level("4914.7");
  draft.stop().during("2019-01..2019-03").level("4941.7");
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(SameFact, NeedsOneTimePlaceMeasureBasisAndReference) {
  Draft draft;
  draft.of("retail_sales").in("100000").during("2019-07").growth("7.6");
  draft.growth("5.7").with(Qualifier::constant_price);
  draft.growth("9.9").with(Qualifier::target);
  draft.say(Measure::growth_mom, "0.6", "%");
  draft.during("2019-01..2019-07").growth("8.3");
  draft.in("330000").growth("8.9");
  draft.say(Measure::share, "6.6", "%").against("100000");
  draft.say(Measure::share, "90.1", "%").against("330100");
  EXPECT_FALSE(Found(draft).has(RelationKind::same_fact));
}

TEST(SameFact, OfAnUnknownPhraseOnlyWhereASlipExplainsIt) {
  const auto phrase = [](const char* again) {
    Draft draft;
    draft.of("签约总额").in("330300").during("2019").level("36.7");
    draft.stop().level(again);
    return Found(draft).failures();
  };
  EXPECT_EQ(phrase("5.2"), 0U);   // another thing of that name
  EXPECT_EQ(phrase("37.6"), 1U);  // swapped
  EXPECT_EQ(phrase("3.67"), 1U);  // the point moved
  EXPECT_EQ(phrase("36.9"), 1U);  // one digit
  EXPECT_EQ(phrase("36.7"), 0U);
}

TEST(SameFact, WithinOneSentenceOrListNeverAccuses) {
  Draft sentence;
  sentence.of("exports").in("330300").during("2019").level("2.19", "万亿元");
  sentence.level("2.14", "万亿元");
  EXPECT_EQ(Found(sentence).failures(), 0U);
  Draft brackets;  // 1912.0亿元(0.91万亿元)
  brackets.of("exports").in("330300").during("2019").level("1912.0", "亿元");
  brackets.level("0.91", "万亿元");
  EXPECT_EQ(Found(brackets).failures(), 1U);
  Draft list;
  list.of("exports").in("330300").during("2019").level("412.3").in_list(1);
  list.level("468.7").in_list(1);
  list.stop().level("881.0").adding({0, 1});
  EXPECT_EQ(Found(list).failures(), 0U);
}

TEST(SameFact, OfUnknownPeriodsIsNotTied) {
  Draft draft;
  draft.of("exports").in("330300").level("36.7");
  draft.level("37.6");
  EXPECT_EQ(Found(draft).failures(), 0U);
}

TEST(SameFact, OfTheSameRankAndDifferentRanks) {
  Draft draft;
  draft.of("exports").in("330300").during("2019");
  draft.rank("3").against("330000", Reference::Kind::among);
  draft.stop().rank("3").against("330000", Reference::Kind::among);
  EXPECT_EQ(Found(draft).meeting(RelationKind::same_fact, 1), Meeting::overlap);
  draft.stop().rank("4").against("330000", Reference::Kind::among);
  EXPECT_EQ(Found(draft).meeting(RelationKind::same_fact, 2), Meeting::apart);
}

TEST(SameFact, RepeatedTenThousandTimesStaysNearLinear) {
  Draft draft;
  draft.of("exports").in("330300").during("2019");
  for (int i = 0; i < 10'000; ++i) {
    draft.level("36.7");
    draft.growth("9.4");
    draft.say(Measure::share, "9.7", "‰").against("100000");
    draft.rank("3").against("330000", Reference::Kind::among);
  }
  draft.during("2018").level("33.5");
  const auto start = std::chrono::steady_clock::now();
  const Found found(draft);
  const auto taken = std::chrono::steady_clock::now() - start;
  EXPECT_LE(found.relations().size(), 60'000U);
  // Quadratic work would take minutes, also without the optimiser.
  EXPECT_LT(taken, std::chrono::seconds(20));
}

TEST(Threshold, HoldsTheExactFigure) {
  const auto passed = [](const char* exact) {
    Draft draft;
    draft.of("exports").in("330300").during("2019").level(exact);
    draft.stop().level("2000").with(Qualifier::reached).range("2000", "4000");
    return Found(draft).meeting(RelationKind::threshold, 1);
  };
  EXPECT_EQ(passed("2012.4"), Meeting::overlap);
  EXPECT_EQ(passed("1987.4"), Meeting::apart);
  EXPECT_EQ(passed("20124"), Meeting::apart);
}

TEST(Threshold, OfARateAndOfASurplus) {
  Draft draft;
  draft.of("exports").in("330300").during("2019").growth("9.4");
  draft.growth("10").with(Qualifier::over).range("10", "100");
  draft.of("expo_exhibitors").level("286", "家");
  draft.level("280", "家").with(Qualifier::surplus).range("280", "290");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::threshold, 1), Meeting::apart);
  EXPECT_EQ(found.meeting(RelationKind::threshold, 3), Meeting::overlap);
}

/// «成交1946.1亿元人民币(折合316.9亿美元)»: 6.14 yuan a dollar, as a fair of 2013 printed.
TEST(Exchange, IsARateThatExisted) {
  const auto deals = [](const char* dollars, const char* unit) {
    Draft draft;
    draft.of("expo_deal_value").in("330300").during("2013").level("1946.1");
    draft.level(dollars, unit);
    return Found(draft).meeting(RelationKind::exchange, 1);
  };
  EXPECT_EQ(deals("316.9", "亿美元"), Meeting::overlap);
  EXPECT_EQ(deals("316.9", "万美元"), Meeting::apart);
  EXPECT_EQ(deals("31.69", "亿美元"), Meeting::apart);
  EXPECT_EQ(deals("1946.1", "亿美元"), Meeting::apart);
}

TEST(Exchange, KnowsTheCataloguesCurrencies) {
  Draft draft;
  draft.in("330000").during("2019").of("exports").level("23069.8");
  const auto dollars = draft.of("exports_usd").level("334.6", "亿美元").index();
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::exchange, dollars), Meeting::apart);
  EXPECT_FALSE(found.has(RelationKind::same_fact));
}

TEST(Exchange, OfTwoPairsIsLooselyOneAndNeverBinding) {
  Draft draft;
  draft.in("330000").during("2019").of("exports").level("6900.0");
  draft.of("exports_usd").level("1000.0", "亿美元");
  draft.of("imports").level("6500.0");
  draft.of("imports_usd").level("1000.0", "亿美元");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::exchange, 3), Meeting::apart);
  EXPECT_EQ(found.failures(), 0U);
}

TEST(Relations, HaveEachAnIdAndADescription) {
  std::set<std::string_view> ids;
  for (int i = 0; i < relation_kind_count; ++i) {
    const auto kind = static_cast<RelationKind>(i);
    ids.insert(id_of(kind));
    EXPECT_FALSE(describe(kind).zh.empty());
    EXPECT_FALSE(describe(kind).en.empty());
  }
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(relation_kind_count));
  EXPECT_EQ(id_of(RelationKind::plausible), "plausible");
  EXPECT_EQ(id_of(RelationKind::direction), "direction");
  EXPECT_EQ(id_of(RelationKind::stored), "stored");
}

TEST(Relations, OfNumbersBeyondArithmeticAreLeftOut) {
  Draft draft;
  draft.of("exports").in("330300").during("2019").level("12345678901234567890123456789012345");
  draft.growth("123456789012345678901234567890");
  draft.say(Measure::increment, "0.00000000000000000000001", "亿元");
  draft.during("2018").level("0");
  draft.say(Measure::share, "0", "%").against("330000");
  draft.in("330000").level("0");
  const Found found(draft);
  for (const Relation& relation : found.relations()) {
    EXPECT_TRUE(relation.evaluate(Values(found.reading())).has_value());
  }
}

TEST(Relations, OfBrokenIndicesAreLeftOut) {
  Draft draft;
  draft.of("exports").in("330300").during("2019").level("10").part_of(77).adding({5, 0, 99});
  draft.say(Measure::share, "10", "%").part_of(1);
  EXPECT_EQ(Found(draft).failures(), 0U);
}

}  // namespace
}  // namespace duibiao::bulletin
