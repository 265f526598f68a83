#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "bulletin/judge/check.h"

namespace duibiao::bulletin {
namespace {

using Rule = UsageRemark::Rule;

text::Document document(std::string text) {
  text::Document out;
  out.text = std::move(text);
  const auto size = static_cast<std::uint32_t>(out.text.size());
  out.blocks.push_back({.span = {0, size}});
  out.verbatim = true;
  return out;
}

std::vector<UsageRemark> remarks(const std::string& text) {
  return usage_remarks(document(text), Reading());
}

std::vector<Rule> rules(const std::string& text) {
  std::vector<Rule> out;
  for (const UsageRemark& remark : remarks(text)) out.push_back(remark.rule);
  return out;
}

/// The draft with every replacement put in.
std::string corrected(std::string text) {
  std::vector<UsageRemark> all = remarks(text);
  std::ranges::reverse(all);
  for (const UsageRemark& remark : all) {
    if (remark.replacement) {
      text.replace(remark.span.begin, remark.span.size(), *remark.replacement);
    }
  }
  return text;
}

using Rules = std::vector<Rule>;

TEST(Usage, ADecreaseIsNoMultiple) {
  EXPECT_EQ(rules("出口下降3倍。"), Rules{Rule::decrease_by_times});
  EXPECT_EQ(rules("参展企业减少了近两倍。"), Rules{Rule::decrease_by_times});
  EXPECT_EQ(rules("物流成本降低1.5倍。"), Rules{Rule::decrease_by_times});
  EXPECT_EQ(rules("Shipments decreased by 3 times."), Rules{Rule::decrease_by_times});
}

TEST(Usage, MultiplesThatGrowOrAreReachedAreRight) {
  EXPECT_EQ(rules("出口增长3倍，市盈率下降到15倍，收入倍差缩小0.1倍。"), Rules{});
  EXPECT_EQ(rules("规模是去年的两倍，下降5%。"), Rules{});
  EXPECT_EQ(rules("The index fell 3 times last year; exports grew 3 times."), Rules{});
}

TEST(Usage, APercentSignIsWrittenOnce) {
  const std::vector<UsageRemark> found = remarks("出口增长5.1%%，进口下降2%%。");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].rule, Rule::doubled_sign);
  EXPECT_EQ(found[0].replacement, "5.1%");
  EXPECT_EQ(corrected("出口增长5.1%%。"), "出口增长5.1%。");
  EXPECT_EQ(rules("占比提高2.1%个百分点。"), (Rules{Rule::doubled_sign}));
  EXPECT_EQ(rules("出口增长5.1%，占全国9.7‰，提高2.1个百分点。"), Rules{});
}

TEST(Usage, RatesDifferByPoints) {
  EXPECT_EQ(rules("出口增速高于全省2.1%。"), Rules{Rule::percent_for_points});
  EXPECT_EQ(rules("增幅比全国平均水平快2.1%。"), Rules{Rule::percent_for_points});
  EXPECT_EQ(rules("民营企业出口占比较上年同期提高了2.1%。"), Rules{Rule::percent_for_points});
  EXPECT_EQ(rules("降幅比上月收窄0.5%。"), Rules{Rule::percent_for_points});
  EXPECT_EQ(corrected("增速高出全省２.1％。"), "增速高出全省２.1个百分点。");
  EXPECT_EQ(rules("Exports were up 43.9 percent, higher than the national average by 33.9 "
                  "percent."),
            Rules{Rule::percent_for_points});
  EXPECT_EQ(corrected("Exports grew 9.4 percent, 2.1 percent faster than the national growth "
                      "rate."),
            "Exports grew 9.4 percent, 2.1 percentage points faster than the national growth "
            "rate.");
}

TEST(Usage, PercentIsRightForAmountsLevelsAndThresholds) {
  EXPECT_EQ(rules("出口增速高于全省2.1个百分点。"), Rules{});
  EXPECT_EQ(rules("增速高于5%的企业有12家，增速高于5%。"), Rules{});
  EXPECT_EQ(rules("增速高于全国5.3%的平均水平；增速高于全省平均（7.3%）。"), Rules{});
  EXPECT_EQ(rules("人均收入高于全国平均水平12.5%。"), Rules{});
  EXPECT_EQ(rules("劳动生产率提高5.2%，汇率上升2%。"), Rules{});
  EXPECT_EQ(rules("占比提高到34.5%，占比最大的机电产品下降2.1%。"), Rules{});
  EXPECT_EQ(rules("增速回落，出口下降2.1%。"), Rules{});
  EXPECT_EQ(rules("Output was higher than last year's by 3 percent."), Rules{});
  EXPECT_EQ(rules("Exports rose 9.4 percent, 2.1 percentage points faster than the nation."),
            Rules{});
}

TEST(Usage, AListKeepsItsDecimals) {
  const std::string text = "零售额分别增长10.3%、14%和15.2%。";
  const std::vector<UsageRemark> found = remarks(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, Rule::mixed_precision);
  EXPECT_EQ(found[0].span.of(text), "14%");
  EXPECT_FALSE(found[0].replacement);
  EXPECT_EQ(rules("分别增长10.3%、14.0%和15.2%；分别下降6.3%和增长9.1倍。"), Rules{});
  EXPECT_EQ(rules("增长10.3%，占全省14%。近14%、10.3%以上。"), Rules{});
}

TEST(Usage, NumeralsAreOfOneKind) {
  EXPECT_EQ(corrected("二〇19年出口增长，20一八年下降。"), "2019年出口增长，2018年下降。");
  EXPECT_EQ(rules("参展3千5百人。"), Rules{Rule::numeral_form});
  EXPECT_EQ(rules("二〇一九年，出口3500亿元，共5千人，3万5千人次。"), Rules{});
  EXPECT_EQ(corrected("投资9-16亿元。"), "投资9亿-16亿元。");
}

TEST(Usage, BothEndsOfARangeCarryTheirSign) {
  EXPECT_EQ(rules("预计增长10—15%。"), Rules{Rule::range_sign});
  EXPECT_EQ(corrected("预计增长10—15%。"), "预计增长10%—15%。");
  EXPECT_EQ(rules("预计增长10%—15%，1-9月出口120亿元，2019-2020年，长100—150千克。"), Rules{});
  EXPECT_EQ(rules("Growth of 10-15% is expected."), Rules{});
}

TEST(Usage, MixedWidthsAreReportedOnce) {
  const std::string text = "出口９.8亿元，增长9.8％；进口９９亿元，增长3%，占1%。";
  const std::vector<UsageRemark> found = remarks(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].rule, Rule::mixed_width);
  EXPECT_EQ(found[0].span.of(text), "９");
  EXPECT_EQ(found[1].span.of(text), "％");
  EXPECT_EQ(rules("出口9.8亿元，增长9.8％，进口增长3.1％。"), Rules{});
}

TEST(Usage, ApproximationIsSaidOnce) {
  EXPECT_EQ(corrected("成交额约100亿元左右。"), "成交额约100亿元。");
  EXPECT_EQ(corrected("超过2000家以上。"), "超过2000家。");
  EXPECT_EQ(rules("到会近100多家客商。"), Rules{Rule::redundant_about});
  EXPECT_EQ(rules("约占三成左右。"), Rules{Rule::redundant_about});
  EXPECT_EQ(rules("吸引近千余人。"), Rules{Rule::redundant_about});
}

TEST(Usage, WordsThatOnlyLookLikeApproximationAreLeftAlone) {
  EXPECT_EQ(rules("约100亿元，100亿元左右，近100家，100多家，超过2000家，2000家以上。"), Rules{});
  EXPECT_EQ(rules("签约120余个项目，节约30多万元，附近100多家，近10余年来。"), Rules{});
  EXPECT_EQ(rules("近50家多元化企业；约100亿元，30%以上来自民企。"), Rules{});
}

TEST(Usage, GrowthIsByNotTo) {
  const std::string text = "出口同比增长到9.4%，占比增长到34.5%。";
  Reading reading;
  Claim growth;
  const auto at = static_cast<std::uint32_t>(text.find("9.4%"));
  growth.span = {at, at + 4};
  growth.measure = Measure::growth_yoy;
  reading.claims.push_back(growth);
  const std::vector<UsageRemark> found = usage_remarks(document(text), reading);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, Rule::to_or_by);
  EXPECT_EQ(found[0].span.of(text), "增长到9.4%");
  EXPECT_EQ(found[0].replacement, "增长9.4%");
  EXPECT_EQ(rules(text), Rules{}) << "nothing is said of a figure that was not read as growth";
}

TEST(Usage, ABulletinAsItShouldBeStaysSilent) {
  EXPECT_EQ(
      rules(
          "2025年1—7月，全市进出口总值1766.0亿元，同比增长6.6%。其中，出口1528.3亿元，增长10.0%，"
          "增速高于全省1.9个百分点，居全省第6位；进口237.7亿元，下降11.0%，降幅比1—6月扩大3.4个"
          "百分点。对美国、欧盟、东盟分别出口212.4亿元、198.7亿元和176.5亿元，分别增长3.1%、12.6%"
          "和18.0%。民营企业出口占比92.4%，比上年同期提高0.6个百分点，拉动全市出口增长9.3个百分点。"
          "有出口实绩的企业超过1.2万家，净增800余家，其中出口超10亿元的企业12家。市场采购贸易出口"
          "增长1.3倍，跨境电商出口翻一番，占全国份额9.99‰。力争全年增长8%左右。"),
      Rules{});
}

TEST(Usage, HostileTextIsReadInLinearTime) {
  std::string text;
  for (int k = 0; k < 40000; ++k) text += "约1-2%%左右";
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<UsageRemark> found = remarks(text + std::string(1U << 20U, '1') + "一一一一");
  EXPECT_LE(found.size(), 1002U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace duibiao::bulletin
