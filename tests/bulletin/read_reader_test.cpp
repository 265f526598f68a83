#include "bulletin/reading.h"

namespace duibiao::bulletin::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ReadChange, ALevelAndItsGrowthShareTheirSubject) {
  EXPECT_THAT(lines(read("前三季度,全市外贸出口1197.9亿元,同比增长26.8%。")),
              ElementsAre("1197.9 亿元 level exports@330300 2019-01..2019-09",
                          "26.8 % growth_yoy exports@330300 2019-01..2019-09"));
}

TEST(ReadChange, AFallIsNegative) {
  const Reading reading = read("进口161.5亿元,下降4.6%。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(reading.claims[1].value.to_string(), "-4.6");
  EXPECT_EQ(reading.claims[1].range.low().to_string(), "-4.65");
  EXPECT_EQ(reading.claims[1].range.high().to_string(), "-4.55");
}

TEST(ReadChange, AFallThatNarrowsIsAChangeUpwards) {
  const Reading reading = read("进口下降4.6%,降幅较上半年收窄1.3个百分点。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(line(reading.claims[1]), "1.3 百分点 growth_change imports@330300 2019-01..2019-09");
  EXPECT_EQ(reading.claims[1].reference.kind, Reference::Kind::since);
  EXPECT_EQ(reading.claims[1].reference.subject.period.to_string(), "2019-H1");
}

TEST(ReadChange, ARiseThatNarrowsIsAChangeDownwards) {
  EXPECT_THAT(lines(read("出口增长5.1%,增幅比上半年收窄1.3个百分点。")),
              ElementsAre("5.1 % growth_yoy exports@330300 2019-01..2019-09",
                          "-1.3 百分点 growth_change exports@330300 2019-01..2019-09"));
}

TEST(ReadChange, ASurplusThatWidensGrowsThoughImportsFell) {
  EXPECT_THAT(lines(read("进口下降0.1%;贸易顺差2.05万亿元,扩大44.2%。")),
              ElementsAre("-0.1 % growth_yoy imports@330300 2019-01..2019-09",
                          "2.05 万亿元 level trade_balance@330300 2019-01..2019-09",
                          "44.2 % growth_yoy trade_balance@330300 2019-01..2019-09"));
}

TEST(ReadChange, GrowthOnAnotherBaseIsNotYearOnYear) {
  const Reading reading = read("一季度出口462.4亿元,比2019年同期增长31.5%。", "330300", "2021-Q1");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(reading.claims[1].measure, Measure::other);
  EXPECT_EQ(reading.claims[1].of, Measure::growth_yoy);
  EXPECT_EQ(reading.claims[1].reference.subject.period.to_string(), "2019-Q1");
}

TEST(ReadMultiple, GrownByAndGrownToAreToldApart) {
  const Reading by = read("市场采购贸易出口增长1.2倍。");
  ASSERT_THAT(by.claims, SizeIs(1));
  EXPECT_EQ(by.claims[0].measure, Measure::multiple);
  EXPECT_EQ(by.claims[0].of, Measure::growth_yoy);
  const Reading times = read("市场采购贸易出口是去年同期的2.2倍。");
  ASSERT_THAT(times.claims, SizeIs(1));
  EXPECT_EQ(times.claims[0].measure, Measure::multiple);
  EXPECT_EQ(times.claims[0].of, Measure::level);
  EXPECT_EQ(times.claims[0].reference.subject.period.to_string(), "2018-01..2018-09");
}

TEST(ReadShare, TheWholeIsNamedOrElidedOrOnlyAPlace) {
  const Reading reading = read(
      "民营企业出口1024.6亿元,占全市出口总值的88.2%;机电产品出口492.7亿元,占44.9%;"
      "出口占全国份额9.7‰。");
  ASSERT_THAT(reading.claims, SizeIs(5));
  const auto whole = [&](std::size_t i) {
    return subject_line(reading.claims[i].reference.subject);
  };
  EXPECT_EQ(whole(1), "exports@330300 2019-01..2019-09");
  EXPECT_EQ(whole(3), "exports@330300 2019-01..2019-09");
  EXPECT_EQ(line(reading.claims[4]), "9.7 ‰ share exports@330300 2019-01..2019-09");
  EXPECT_EQ(whole(4), "exports@100000 2019-01..2019-09");
}

TEST(ReadShare, PointsBehindAShareAreItsChange) {
  EXPECT_THAT(lines(read("民营企业出口占88.2%,比重较去年同期下降2.1个百分点。")),
              ElementsAre("88.2 % share private_enterprise_exports@330300 2019-01..2019-09",
                          "-2.1 百分点 share_change private_enterprise_exports@330300 "
                          "2019-01..2019-09"));
}

TEST(ReadShare, PullAndContributionNameTheirWhole) {
  const Reading reading =
      read("民营企业对全市出口增长的贡献率达96.2%,拉动全市出口增长25.8个百分点。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(line(reading.claims[0]),
            "96.2 % contribution_rate private_enterprise_exports@330300 2019-01..2019-09");
  EXPECT_EQ(line(reading.claims[1]),
            "25.8 百分点 contribution_pp private_enterprise_exports@330300 2019-01..2019-09");
  EXPECT_EQ(subject_line(reading.claims[1].reference.subject), "exports@330300 2019-01..2019-09");
}

TEST(ReadGap, LowerIsNegativeAndNamesWhoIsCompared) {
  const Reading reading = read("社零增速低于全省平均0.7个百分点,比全国高1.2个百分点。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(line(reading.claims[0]), "-0.7 百分点 gap_pp retail_sales@330300 2019-01..2019-09");
  EXPECT_EQ(subject_line(reading.claims[0].reference.subject),
            "retail_sales@330000 2019-01..2019-09");
  EXPECT_EQ(subject_line(reading.claims[1].reference.subject),
            "retail_sales@100000 2019-01..2019-09");
}

TEST(ReadGap, AGapGoesOnWithAnotherPlace) {
  const Reading reading = read("出口增幅高于全省22个百分点、全国18个百分点。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(line(reading.claims[1]), "18 百分点 gap_pp exports@330300 2019-01..2019-09");
  EXPECT_EQ(subject_line(reading.claims[1].reference.subject), "exports@100000 2019-01..2019-09");
}

TEST(ReadRank, OfTheLevelAndOfTheGrowth) {
  const Reading reading = read("出口总量居全省第4位,增速居全省首位。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_EQ(line(reading.claims[0]), "4 rank rank exports@330300 2019-01..2019-09");
  EXPECT_EQ(reading.claims[0].of, Measure::level);
  EXPECT_EQ(line(reading.claims[1]), "1 rank rank exports@330300 2019-01..2019-09");
  EXPECT_EQ(reading.claims[1].of, Measure::growth_yoy);
  EXPECT_EQ(reading.claims[1].reference.kind, Reference::Kind::among);
}

TEST(ReadRank, AnOrdinalOfAThingIsNoRank) {
  EXPECT_THAT(read("第三产业和第四届博览会,我国是第一大贸易国。").claims, IsEmpty());
}

TEST(ReadQualifiers, WidenTheRangeByTheStatedPolicy) {
  const auto range = [](std::string_view text) {
    const Reading reading = read(text);
    if (reading.claims.size() != 1) return std::string("no single claim");
    return reading.claims[0].range.low().to_string() + ".." +
           reading.claims[0].range.high().to_string();
  };
  EXPECT_EQ(range("网络零售额1000亿元。"), "999.5..1000.5");
  EXPECT_EQ(range("网络零售额突破1000亿元。"), "1000..2000.00");
  EXPECT_EQ(range("网络零售额近1000亿元。"), "900.00..1000.5");
  EXPECT_EQ(range("参展企业280余家。"), "280..290");
  EXPECT_EQ(range("网络零售额1234亿元左右。"), "1209.32..1258.68");
}

TEST(ReadQualifiers, TargetsAndForecastsAreNoObservations) {
  const Reading reading = read("力争全年出口增长8%以上。预计四季度出口增长3%。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  EXPECT_TRUE(reading.claims[0].has(Qualifier::target));
  EXPECT_TRUE(reading.claims[0].has(Qualifier::over));
  EXPECT_TRUE(reading.claims[1].has(Qualifier::forecast));
  EXPECT_FALSE(reading.claims[1].has(Qualifier::target));
}

TEST(ReadQualifiers, ThePriceBasisStaysWithItsRate) {
  EXPECT_THAT(
      lines(read("全市地区生产总值6606.1亿元,按可比价格计算,比上年增长8.2%,总量居全省第3位。",
                 "330300", "2019")),
      ElementsAre("6606.1 亿元 level gdp@330300 2019",
                  "8.2 % growth_yoy gdp@330300 2019 +constant_price",
                  "3 rank rank gdp@330300 2019"));
}

TEST(ReadSubject, AModifierMakesAnotherIndicator) {
  EXPECT_THAT(lines(read("全市玩具出口30亿元,增长5%。")),
              ElementsAre("30 亿元 level '玩具出口'@330300 2019-01..2019-09",
                          "5 % growth_yoy '玩具出口'@330300 2019-01..2019-09"));
}

TEST(ReadSubject, DollarsNameTheDollarIndicator) {
  EXPECT_THAT(lines(read("2015年,全市出口500.67亿美元。")),
              ElementsAre("500.67 亿美元 level exports_usd@330300 2015"));
}

TEST(ReadIncrement, CountsThatRoseByAndToAreToldApart) {
  EXPECT_THAT(lines(read("有出口实绩企业6873家,比上年同期增加127家;新设外商投资企业减少5家。")),
              ElementsAre("6873 家 level exporters@330300 2019-01..2019-09",
                          "127 家 increment exporters@330300 2019-01..2019-09",
                          "-5 家 increment fdi_projects@330300 2019-01..2019-09"));
}

}  // namespace
}  // namespace duibiao::bulletin::reading
