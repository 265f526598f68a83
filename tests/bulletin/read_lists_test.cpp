#include "bulletin/reading.h"

namespace duibiao::bulletin::reading {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::string> short_lines(const Reading& reading) {
  std::vector<std::string> out;
  for (const Claim& claim : reading.claims) {
    const std::string full = line(claim);
    out.push_back(full.substr(0, full.rfind(' ')));
  }
  return out;
}

TEST(ReadShares, GoOnInPerMille) {
  EXPECT_THAT(lines(read("出口1528.3亿元，占全省的6.31%、全国的9.99‰；进口237.7亿元。")),
              ElementsAre("1528.3 亿元 level exports@330300 2019-01..2019-09",
                          "6.31 % share exports@330300 2019-01..2019-09",
                          "9.99 ‰ share exports@330300 2019-01..2019-09",
                          "237.7 亿元 level imports@330300 2019-01..2019-09"));
}

TEST(ReadLists, NamesPairWithValuesInOrder) {
  EXPECT_THAT(short_lines(read("杭州、宁波、温州三市出口额分别达3612.4亿元、5969.7亿元、1646.3亿元,"
                               "同比分别增长5.8%、7.6%、26.5%。")),
              ElementsAre("3612.4 亿元 level exports@330100", "5969.7 亿元 level exports@330200",
                          "1646.3 亿元 level exports@330300", "5.8 % growth_yoy exports@330100",
                          "7.6 % growth_yoy exports@330200", "26.5 % growth_yoy exports@330300"));
}

TEST(ReadLists, DirectionsAndUnitsMayMix) {
  EXPECT_THAT(
      short_lines(read("手机、口罩出口分别下降6.3%和增长9.1倍。")),
      ElementsAre("-6.3 % growth_yoy '手机出口'@330300", "9.1 倍 multiple '口罩出口'@330300"));
}

TEST(ReadLists, AUnitSaidOnceBelongsToAll) {
  const Reading reading = read("对欧盟、美国、东盟出口分别为422.3亿、294.4亿、290.7亿元。");
  EXPECT_THAT(short_lines(reading), ElementsAre("422.3 亿 level '对欧盟出口'@330300",
                                                "294.4 亿 level '对美国出口'@330300",
                                                "290.7 亿元 level '对东盟出口'@330300"));
  for (const Claim& claim : reading.claims) EXPECT_EQ(claim.unit, unit::hundred_million_yuan());
}

TEST(ReadLists, PointsSaidOnceBelongToAll) {
  EXPECT_THAT(
      short_lines(read("鞋类、服装、眼镜出口分别增长8.1%、10.4%和15.2%,"
                       "分别比上年同期回落7.1、18.6和3.5个百分点。")),
      ElementsAre("8.1 % growth_yoy '鞋类出口'@330300", "10.4 % growth_yoy '服装出口'@330300",
                  "15.2 % growth_yoy '眼镜出口'@330300",
                  "-7.1 百分点 growth_change '鞋类出口'@330300",
                  "-18.6 百分点 growth_change '服装出口'@330300",
                  "-3.5 百分点 growth_change '眼镜出口'@330300"));
}

TEST(ReadLists, PeriodsMayBeTheNames) {
  EXPECT_THAT(
      lines(read("全市一、二、三季度分别进出口177.9亿元、250.4亿元、339.3亿元。")),
      ElementsAre("177.9 亿元 level trade@330300 2019-Q1", "250.4 亿元 level trade@330300 2019-Q2",
                  "339.3 亿元 level trade@330300 2019-Q3"));
}

TEST(ReadLists, ThreeIndustriesByNumber) {
  EXPECT_THAT(
      short_lines(read("第一、二、三产业增加值分别增长1.9%、8.1%和8.6%。")),
      ElementsAre("1.9 % growth_yoy gdp_primary@330300", "8.1 % growth_yoy gdp_secondary@330300",
                  "8.6 % growth_yoy gdp_tertiary@330300"));
}

TEST(ReadLists, OneNumberOfNamesAndAnotherOfValuesPairsNothing) {
  const Reading reading = read("出口、进口分别增长5.8%、7.6%和26.5%。");
  ASSERT_THAT(reading.claims, SizeIs(3));
  for (const Claim& claim : reading.claims) EXPECT_FALSE(claim.subject.indicator.known());
}

TEST(ReadLists, RunTogetherValuesArePairedWithNothing) {
  const std::string text = "杭州、宁波、温州出口分别增长4.2%5.0%6.7%。";
  const Reading reading = read(text);
  EXPECT_THAT(reading.claims, SizeIs(0));
  EXPECT_THAT(ignored_lines(reading, text),
              ElementsAre("4.2% unreadable", "5.0% unreadable", "6.7% unreadable"));
}

TEST(ReadLists, BracketsRankTheirPlaces) {
  EXPECT_THAT(short_lines(read("出口增速前三位的是:瑞安(19.4%)、永嘉(24.0%)、平阳(8.0%)。")),
              ElementsAre("19.4 % growth_yoy exports@330381", "24.0 % growth_yoy exports@330324",
                          "8.0 % growth_yoy exports@330326"));
}

TEST(ReadLists, ASumSaysWhatItAddsUp) {
  const Reading reading =
      read("对欧盟、美国、东盟出口占全市出口总值的比重分别为24.6%、17.2%和16.9%,三者合计占58.7%。");
  ASSERT_THAT(reading.claims, SizeIs(4));
  EXPECT_THAT(reading.claims[3].adds_up, ElementsAre(0U, 1U, 2U));
}

TEST(ReadLists, TermsOfARatioShareAList) {
  const Reading reading = read("三次产业结构为2.3:42.6:55.1。");
  ASSERT_THAT(reading.claims, SizeIs(3));
  for (const Claim& claim : reading.claims) {
    EXPECT_EQ(claim.measure, Measure::ratio);
    EXPECT_EQ(claim.list, reading.claims[0].list);
    EXPECT_NE(claim.list, 0U);
  }
}

TEST(ReadLists, EndsOfARangeStandForTheWholeStretch) {
  const Reading reading = read("全年出口增长目标为5%-6%。");
  ASSERT_THAT(reading.claims, SizeIs(2));
  for (const Claim& claim : reading.claims) {
    EXPECT_TRUE(claim.has(Qualifier::range_end));
    EXPECT_EQ(claim.range.low().to_string(), "4.5");
    EXPECT_EQ(claim.range.high().to_string(), "6.5");
  }
}

}  // namespace
}  // namespace duibiao::bulletin::reading
