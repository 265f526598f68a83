#include "bulletin/reading.h"

namespace duibiao::bulletin::reading {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(ReadParts, TakeTheHeadOfTheirWhole) {
  const Reading reading = read("出口1197.9亿元,增长26.8%,其中机电产品492.7亿元,增长12.4%。");
  EXPECT_THAT(lines(reading),
              ElementsAre("1197.9 亿元 level exports@330300 2019-01..2019-09",
                          "26.8 % growth_yoy exports@330300 2019-01..2019-09",
                          "492.7 亿元 level mechanical_electrical_exports@330300 2019-01..2019-09",
                          "12.4 % growth_yoy mechanical_electrical_exports@330300 "
                          "2019-01..2019-09"));
  EXPECT_EQ(reading.claims[2].whole, 0U);
}

TEST(ReadParts, FlowsOfAClassOfEnterprisesStayTheirs) {
  EXPECT_THAT(lines(read("民营企业进出口增长10.4%。其中,出口增长13%。")),
              ElementsAre("10.4 % growth_yoy private_enterprise_trade@330300 2019-01..2019-09",
                          "13 % growth_yoy private_enterprise_exports@330300 2019-01..2019-09"));
}

TEST(ReadParts, ASentenceWithoutASubjectReturnsToTheWhole) {
  EXPECT_THAT(lines(read("进出口1359.4亿元,其中,出口1197.9亿元,进口161.5亿元。增长22.0%。")).back(),
              "22.0 % growth_yoy trade@330300 2019-01..2019-09");
}

TEST(ReadPeriod, ASingleMonthLastsUntilAnotherTimeIsNamed) {
  EXPECT_THAT(lines(read("9月当月,出口138.2亿元。进口12.4亿元。前三季度,出口1197.9亿元。")),
              ElementsAre("138.2 亿元 level exports@330300 2019-09",
                          "12.4 亿元 level imports@330300 2019-09",
                          "1197.9 亿元 level exports@330300 2019-01..2019-09"));
}

TEST(ReadPeriod, StatisticsThatLagStayInTheirSentence) {
  EXPECT_THAT(lines(read("1-8月,餐饮收入增长15.4%。社零总额增长9.8%。")),
              ElementsAre("15.4 % growth_yoy catering_revenue@330300 2019-01..2019-08",
                          "9.8 % growth_yoy retail_sales@330300 2019-01..2019-09"));
}

TEST(ReadPeriod, ThePriorLevelIsOfThePriorYear) {
  EXPECT_THAT(lines(read("1-8月,进口143.16亿元,去年同期为150.18亿元,下降4.67%。")),
              ElementsAre("143.16 亿元 level imports@330300 2019-01..2019-08",
                          "150.18 亿元 level imports@330300 2018-01..2018-08",
                          "-4.67 % growth_yoy imports@330300 2019-01..2019-08"));
}

TEST(ReadPeriod, FromOneYearToAnother) {
  EXPECT_THAT(lines(read("出口占全省的比重由2017年的6.1%提高到2018年的7.3%。")),
              ElementsAre("6.1 % share exports@330300 2017", "7.3 % share exports@330300 2018"));
}

TEST(ReadPeriod, AValueThatIsPassedBelongsToItsOwnYear) {
  EXPECT_THAT(lines(read("出口1524.7亿元,已超2018年全年的1503.6亿元;进口433.0亿元。")),
              ElementsAre("1524.7 亿元 level exports@330300 2019-01..2019-09",
                          "1503.6 亿元 level exports@330300 2018",
                          "433.0 亿元 level imports@330300 2019-01..2019-09"));
}

TEST(ReadPeriod, ATitleSaysWhatTheTextIsAbout) {
  EXPECT_THAT(lines(read("2022年1-6月温州市外贸运行情况\n出口1217.9亿元,增长36.4%。", "", "")),
              ElementsAre("1217.9 亿元 level exports@330300 2022-01..2022-06",
                          "36.4 % growth_yoy exports@330300 2022-01..2022-06"));
}

TEST(ReadPeriod, WithoutAYearFiguresStillMeet) {
  const Reading reading =
      read("前三季度，全市出口120亿元，上年同期100亿元；1-8月出口104亿元。", "330300", "");
  ASSERT_THAT(reading.claims, SizeIs(3));
  EXPECT_FALSE(reading.period.known());
  for (const Claim& claim : reading.claims) EXPECT_FALSE(is_dated(claim.subject.period));
  const Period now = reading.claims[0].subject.period;
  EXPECT_EQ(reading.claims[1].subject.period, now.year_before());
  EXPECT_EQ(reading.claims[2].subject.period, *Period::to_date(now.year(), 8));
}

TEST(ReadPeriod, ADayAtTheFootSaysOfWhichYear) {
  const std::vector<std::string> found =
      lines(read("前三季度，全市出口120亿元。12月出口9亿元。\n（2020年10月18日）", "330300", ""));
  EXPECT_THAT(found, ElementsAre("120 亿元 level exports@330300 2020-01..2020-09",
                                 "9 亿元 level exports@330300 2019-12"));
}

TEST(ReadPeriod, AYearlyEventHasTheYearsFigures) {
  EXPECT_THAT(lines(read("1-9月，全市出口120亿元。博览会吸引观众6.85万人次。")),
              ElementsAre("120 亿元 level exports@330300 2019-01..2019-09",
                          "6.85 万人次 level expo_visits@330300 2019"));
}

TEST(ReadPlace, ChangesAndReturns) {
  EXPECT_THAT(lines(read("全国出口增长5.2%,全省出口增长9.3%,我市出口增长26.8%。")),
              ElementsAre("5.2 % growth_yoy exports@100000 2019-01..2019-09",
                          "9.3 % growth_yoy exports@330000 2019-01..2019-09",
                          "26.8 % growth_yoy exports@330300 2019-01..2019-09"));
}

TEST(ReadPlace, TheNationDoesNotOutlastItsSentence) {
  EXPECT_THAT(lines(read("全国出口增长5.2%。社零总额增长9.8%。")),
              ElementsAre("5.2 % growth_yoy exports@100000 2019-01..2019-09",
                          "9.8 % growth_yoy retail_sales@330300 2019-01..2019-09"));
}

TEST(ReadPlace, ACountysBareNameCountsOnlyAtHome) {
  const Reading at_home = read("瑞安出口198.7亿元。");
  ASSERT_THAT(at_home.claims, SizeIs(1));
  EXPECT_EQ(subject_line(at_home.claims[0].subject), "exports@330381 2019-01..2019-09");
  const Reading elsewhere = read("和平出口198.7亿元。");
  ASSERT_THAT(elsewhere.claims, SizeIs(1));
  EXPECT_EQ(subject_line(elsewhere.claims[0].subject), "'和平出口'@330300 2019-01..2019-09");
}

TEST(ReadPlace, ACustomsHouseIsNoPlace) {
  EXPECT_THAT(lines(read("据杭州海关统计,全省出口增长9.3%。")),
              ElementsAre("9.3 % growth_yoy exports@330000 2019-01..2019-09"));
}

TEST(ReadPlace, ARegionIsNobodysOwnFigure) {
  const Reading reading = read("长三角地区进出口12.62万亿元。");
  ASSERT_THAT(reading.claims, SizeIs(1));
  EXPECT_FALSE(reading.claims[0].subject.place.known());
}

TEST(ReadDefaults, WhatBracketsHoldIsSaidOnce) {
  EXPECT_THAT(
      lines(read("按贸易方式分(括号内为占出口总值的比重):一般贸易出口875.3亿元(78.6%)。"))[1],
      "78.6 % share general_trade_exports@330300 2019-01..2019-09");
}

TEST(ReadDefaults, RatesInBracketsOfWhatIsCompared) {
  const std::vector<std::string> found =
      lines(read("规上工业增加值增长9.1%,比全省(7.4%)和全国(6.3%)分别高1.7、2.8个百分点。"));
  EXPECT_THAT(found,
              ElementsAre("9.1 % growth_yoy industrial_value_added@330300 2019-01..2019-09",
                          "7.4 % growth_yoy industrial_value_added@330000 2019-01..2019-09",
                          "6.3 % growth_yoy industrial_value_added@100000 2019-01..2019-09",
                          "1.7 百分点 gap_pp industrial_value_added@330300 2019-01..2019-09",
                          "2.8 百分点 gap_pp industrial_value_added@330300 2019-01..2019-09"));
}

}  // namespace
}  // namespace duibiao::bulletin::reading
