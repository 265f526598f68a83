#include <gtest/gtest.h>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;

/// Zhejiang's exports of October 2019 as Hangzhou Customs printed them: 1912.0, up 9.4 %. The level
/// of October 2018 is what that implies: 1912.0 ÷ 1.094 = 1747.7.
Draft october(const char* rate, const char* before = "1747.7") {
  Draft draft;
  draft.of("exports").in("330000").during("2019-10").level("1912.0");
  draft.growth(rate);
  draft.stop().during("2018-10").level(before);
  return draft;
}
constexpr std::uint32_t rate = 1;

TEST(Growth, AgreesWithTheTwoLevels) {
  const Found found(october("9.4"));
  EXPECT_EQ(found.meeting(RelationKind::growth, rate), Meeting::overlap);
  EXPECT_TRUE(found.binding(RelationKind::growth, rate));
  const Relation& relation = *found.of(RelationKind::growth, rate).front();
  EXPECT_EQ(relation.formula.zh, "1912.0亿元 ÷ 1747.7亿元 - 1 = 9.395%～9.407%，文中 9.4%");
  EXPECT_NE(relation.formula.en.find("printed 9.4%"), std::string::npos);
}

TEST(Growth, IsRefutedByTheTwoLevels) {
  for (const char* wrong : {"9.3", "9.5", "-9.4", "94", "4.9"}) {
    EXPECT_EQ(Found(october(wrong)).meeting(RelationKind::growth, rate), Meeting::apart) << wrong;
  }
}

TEST(Growth, TouchingInAnEndPointIsAnEdge) {
  // 110.5 ÷ 99.5 is the most that 110 and 100 allow, 109.5 ÷ 100.5 the least: 8.955…% to 11.055…%.
  Draft draft;
  draft.of("exports").in("330000").during("2019").level("105").range("105", "105.5");
  const auto up = draft.growth("4.5").index();  // 4.45 … 4.55
  draft.during("2018").level("100").range("100", "100");
  EXPECT_EQ(Found(draft).meeting(RelationKind::growth, up), Meeting::apart);
  draft.reading().claims[up].range = *num::Interval::make(test::number("4.5"), test::number("5"));
  EXPECT_EQ(Found(draft).meeting(RelationKind::growth, up), Meeting::edge);
}

TEST(Growth, IsEvaluatedForCorrectionsOnTrial) {
  const Found found(october("9.4", "1947.7"));
  const Relation& relation = *found.of(RelationKind::growth, rate).front();
  Values values(found.reading());
  EXPECT_EQ(relation.evaluate(values)->meeting, Meeting::apart);
  Claim corrected = found.reading().claims[2];
  corrected.value = test::number("1747.7");
  corrected.range = *num::Interval::of_printed(corrected.value);
  values.replace(2, corrected);
  EXPECT_EQ(relation.evaluate(values)->meeting, Meeting::overlap);
  corrected.unit = *Unit::find("亿美元");
  values.replace(2, corrected);
  EXPECT_FALSE(relation.evaluate(values).has_value());
  values.restore();
  EXPECT_EQ(relation.evaluate(values)->meeting, Meeting::apart);
}

TEST(Growth, OfConstantPricesIsInformationAlone) {
  // Gross product 62352 after 58003 (2019, 2018) is +7.5 % in prices of the day; 6.8 % is official.
  Draft draft;
  draft.of("gdp").in("330000").during("2019").level("62352");
  const auto up = draft.growth("6.8").index();
  draft.during("2018").level("58003");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::growth, up), Meeting::overlap);
  EXPECT_FALSE(found.binding(RelationKind::growth, up));
  EXPECT_NE(
      found.of(RelationKind::growth, up).front()->note.zh.find("基数为 58354.23亿元～58409.84亿元"),
      std::string::npos)
      << found.of(RelationKind::growth, up).front()->note.zh;
}

TEST(Growth, OfConstantPricesFarFromTheLevelsIsUnusualAndNotBinding) {
  Draft draft;
  draft.of("gdp").in("330000").during("2019").level("62352");
  const auto up = draft.growth("68").index();
  draft.during("2018").level("58003");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::growth, up), Meeting::apart);
  EXPECT_EQ(found.failures(), 0U);
}

TEST(Growth, OnAComparableScopeOrInRealTermsIsNotBinding) {
  for (const Qualifier qualifier : {Qualifier::comparable_scope, Qualifier::constant_price}) {
    Draft draft = october("5.0");
    draft.reading().claims[rate].add(qualifier);
    EXPECT_EQ(Found(draft).failures(), 0U);
  }
}

TEST(Growth, OfAPhraseUnderANominalHeadIsBinding) {
  const auto draft_of = [](const char* topic) {
    Draft draft;
    draft.of(topic).in("330300").during("2019").level("50.0");
    draft.growth("20.0");
    draft.during("2018").level("45.0");
    return draft;
  };
  EXPECT_EQ(Found(draft_of("集成电路出口")).failures(), 1U);
  // Goods of the retail trade are counted at enterprises above quota, which are matched.
  EXPECT_EQ(Found(draft_of("石油及制品类零售额")).failures(), 0U);
  EXPECT_EQ(Found(draft_of("规模以上企业出口")).failures(), 0U);
  EXPECT_EQ(Found(draft_of("外贸企业")).failures(), 0U);  // no trade, but those who trade
  EXPECT_EQ(Found(draft_of("数字经济核心产业增加值")).failures(), 0U);
  EXPECT_EQ(Found(draft_of("不知何物")).failures(), 0U);
}

TEST(Growth, NamedNominalIsBindingForWhateverItIs) {
  Draft draft;
  draft.of("不知何物").in("330300").during("2019").level("50.0");
  draft.growth("20.0").with(Qualifier::nominal);
  draft.during("2018").level("45.0");
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(Growth, IsNotTiedAcrossPeriodsPlacesOrCurrencies) {
  Draft lagged = october("9.4");
  lagged.reading().claims[2].subject.period = test::period("2018-09");
  EXPECT_FALSE(Found(lagged).has(RelationKind::growth));
  Draft elsewhere = october("9.4");
  elsewhere.reading().claims[2].subject.place = test::place("330300");
  EXPECT_FALSE(Found(elsewhere).has(RelationKind::growth));
  Draft dollars = october("9.4");
  dollars.reading().claims[2].unit = *Unit::find("亿美元");
  dollars.reading().claims[2].unit_text = "亿美元";
  EXPECT_FALSE(Found(dollars).has(RelationKind::growth));
  Draft planned = october("9.4");
  planned.reading().claims[2].add(Qualifier::target);
  EXPECT_FALSE(Found(planned).has(RelationKind::growth));
}

TEST(Growth, CrossesUnitsOfOneCurrency) {
  Draft draft;
  draft.of("exports").in("330000").during("2019").level("23069.8", "亿元");
  const auto up = draft.growth("9.0").index();
  draft.during("2018").level("2.1165", "万亿元");
  EXPECT_EQ(Found(draft).meeting(RelationKind::growth, up), Meeting::overlap);
}

TEST(Growth, OnAnEarlierYearHasThatYearAsItsBase) {
  Draft draft;
  draft.of("exports").in("330300").during("2021").level("121.0");
  const auto other =
      draft.say(Measure::other, "21.0", "%").of_measure(Measure::growth_yoy).since("2019").index();
  draft.growth("10.0");
  draft.during("2019").level("100.0");
  draft.during("2020").level("110.0");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::growth, other), Meeting::overlap);
  EXPECT_EQ(found.failures(), 0U) << found.failed();
}

TEST(Growth, FallsByNoMoreThanAll) {
  const auto alone = [](const char* topic, const char* fall) {
    Draft draft;
    draft.of(topic).in("330300").during("2019").growth(fall);
    return Found(draft).failures();
  };
  EXPECT_EQ(alone("imports", "-237.7"), 1U);
  EXPECT_EQ(alone("imports", "-100"), 0U);
  EXPECT_EQ(alone("imports", "237.7"), 0U);
  EXPECT_EQ(alone("trade_balance", "-237.7"), 0U);
  EXPECT_EQ(alone("规模以上工业企业利润", "-237.7"), 0U);
}

TEST(Growth, InTimesGrowsByThem) {
  Draft draft;
  draft.of("exports").in("330300").during("2019").level("22.0");
  const auto times =
      draft.say(Measure::multiple, "1.2", "倍").of_measure(Measure::growth_yoy).index();
  draft.during("2018").level("10.0");
  EXPECT_EQ(Found(draft).meeting(RelationKind::multiple, times), Meeting::overlap);
  draft.reading().claims[times].of = Measure::level;
  EXPECT_NE(Found(draft).meeting(RelationKind::multiple, times), Meeting::overlap);
}

TEST(Multiple, IsTheFactorBetweenTheLevels) {
  Draft draft;
  draft.of("exports").in("330300").during("2019").level("22.0");
  const auto factor = draft.say(Measure::multiple, "2.2", "倍").since("2018").index();
  draft.during("2018").level("10.0");
  EXPECT_EQ(Found(draft).meeting(RelationKind::multiple, factor), Meeting::overlap);
  draft.reading().claims[factor].value = test::number("1.2");
  draft.reading().claims[factor].range = *num::Interval::of_printed(test::number("1.2"));
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(Multiple, OfAnotherPlaceComparesTheTwo) {
  Draft draft;
  draft.of("exports").in("330100").during("2019").level("36.0");
  const auto factor = draft.say(Measure::multiple, "3.0", "倍")
                          .against("330300", Reference::Kind::compared)
                          .index();
  draft.in("330300").level("12.0");
  EXPECT_EQ(Found(draft).meeting(RelationKind::multiple, factor), Meeting::overlap);
}

TEST(Multiple, DoublingsCountByPowersOfTwo) {
  for (const auto& [now, failures] : {std::pair{"41.0", 0U}, std::pair{"21.0", 1U}}) {
    Draft draft;
    draft.of("exports").in("330300").during("2019").level(now);
    draft.say(Measure::multiple, "2", "番").since("2015");
    draft.during("2015").level("10.0");
    EXPECT_EQ(Found(draft).failures(), failures) << now;
  }
}

/// «作业667家,比2019年同期增加127家,增长23.5%»: 667 − 127 = 540, 127 ÷ 540 = 23.52 %.
Draft firms(const char* level, const char* increment, const char* growth) {
  Draft draft;
  draft.of("外贸作业企业").in("330300").during("2021").level(level, "家");
  draft.say(Measure::increment, increment, "家");
  draft.growth(growth);
  return draft;
}

TEST(Increment, AgreesWithLevelAndGrowth) {
  EXPECT_EQ(Found(firms("667", "127", "23.5")).meeting(RelationKind::increment, 1),
            Meeting::overlap);
  EXPECT_EQ(Found(firms("667", "172", "23.5")).failures(), 1U);
  EXPECT_EQ(Found(firms("676", "127", "23.5")).failures(), 1U);
  EXPECT_EQ(Found(firms("667", "127", "25.3")).failures(), 1U);
}

TEST(Increment, AtAnotherTimeIsNotTied) {
  Draft draft = firms("667", "172", "23.5");
  draft.reading().claims[1].subject.period = test::period("2020");
  EXPECT_EQ(Found(draft).failures(), 0U);
}

TEST(Increment, IsTheDifferenceOfTheLevels) {
  Draft draft;
  draft.of("exporters").in("330300").during("2019").level("667", "家");
  const auto more = draft.say(Measure::increment, "127", "家").since("2018").index();
  draft.during("2018").level("540", "家");
  EXPECT_EQ(Found(draft).meeting(RelationKind::increment, more), Meeting::overlap);
  draft.reading().claims[2].value = test::number("504");
  draft.reading().claims[2].range = *num::Interval::of_printed(test::number("504"));
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(Direction, OfAnIncrementIsThatOfItsRate) {
  const auto beside = [](const char* increment, const char* growth) {
    Draft draft;
    draft.of("exporters").in("330300").during("2019");
    draft.say(Measure::increment, increment, "家");
    draft.growth(growth);
    return Found(draft).failures();
  };
  EXPECT_EQ(beside("127", "23.5"), 0U);
  EXPECT_EQ(beside("-127", "-23.5"), 0U);
  EXPECT_EQ(beside("127", "-23.5"), 1U);
  EXPECT_EQ(beside("-127", "23.5"), 1U);
}

// The third quarters of 2020 and 2021 both grew by 4.9 %, as the statistics bureau printed, and so
// did their two-year average.
TEST(AverageGrowth, IsTheGeometricMeanOfTheRates) {
  Draft draft;
  draft.of("gdp").in("100000").during("2021-Q3");
  const auto average = draft.say(Measure::growth_avg, "4.9", "%").index();
  draft.growth("4.9");
  draft.during("2020-Q3").growth("4.9");
  EXPECT_EQ(Found(draft).meeting(RelationKind::average_growth, average), Meeting::overlap);
  draft.reading().claims[average].value = test::number("5.9");
  draft.reading().claims[average].range = *num::Interval::of_printed(test::number("5.9"));
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(AverageGrowth, IsTheRootOfTheLevels) {
  // √1.21 = 1.1
  Draft draft;
  draft.of("exports").in("330300").during("2021").level("121.00");
  const auto average = draft.say(Measure::growth_avg, "10.0", "%").index();
  draft.during("2019").level("100.00");
  EXPECT_EQ(Found(draft).meeting(RelationKind::average_growth, average), Meeting::overlap);
  draft.reading().claims[average].value = test::number("10.5");
  draft.reading().claims[average].range = *num::Interval::of_printed(test::number("10.5"));
  EXPECT_EQ(Found(draft).failures(), 1U);
}

TEST(AverageGrowth, OfANamedBaseTakesAsManyYears) {
  // 1.331 = 1.1³
  Draft draft;
  draft.of("exports").in("330300").during("2021").level("133.10");
  const auto average = draft.say(Measure::growth_avg, "10.0", "%").since("2018").index();
  draft.during("2018").level("100.00");
  EXPECT_EQ(Found(draft).meeting(RelationKind::average_growth, average), Meeting::overlap);
}

}  // namespace
}  // namespace duibiao::bulletin
