#include "bulletin/read/numeral.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "bulletin/read/normal.h"

namespace duibiao::bulletin {
namespace {

using Form = Numeral::Form;

const UnitWords& units() {
  static const UnitWords built = *UnitWords::builtin();
  return built;
}

std::vector<Numeral> numerals_of(std::string_view normal) { return find_numerals(normal, units()); }

/// The only numeral of a text.
Numeral only(std::string_view text) {
  const auto all = numerals_of(text);
  EXPECT_EQ(all.size(), 1U) << text;
  return all.empty() ? Numeral{} : all.front();
}

/// «1912.0e8 亿元» and so on, for every numeral of a text.
std::string brief(std::string_view text) {
  std::string out;
  for (const Numeral& n : numerals_of(text)) {
    if (!out.empty()) out += ", ";
    out += n.printed.to_string();
    if (n.denominator != num::Decimal::whole(1)) out += "/" + n.denominator.to_string();
    if (n.power != 0) out += fmt::format("e{}", n.power);
    if (!n.unit_text.empty()) out += " " + n.unit_text;
  }
  return out;
}

TEST(Numeral, PrintedDigitsAndMagnitudeStayApart) {
  const std::string text = "出口1912.0亿元";
  const Numeral n = only(text);
  EXPECT_TRUE(n.printed.same_print(num::Decimal::of(19120, 1)));
  EXPECT_EQ(n.power, 8);
  EXPECT_EQ(n.span.of(text), "1912.0亿");
  EXPECT_EQ(n.with_unit.of(text), "1912.0亿元");
  EXPECT_EQ(n.unit_text, "亿元");
  EXPECT_EQ(n.unit.symbol(), "亿元");
  EXPECT_FALSE(n.magnitude_only);
}

TEST(Numeral, UnitsOfBulletinsAreRead) {
  EXPECT_EQ(brief("6.85万人次"), "6.85e4 万人次");
  EXPECT_EQ(brief("3512.6千公顷"), "3512.6e3 千公顷");
  EXPECT_EQ(only("3512.6千公顷").unit.symbol(), "千公顷");
  EXPECT_EQ(brief("35.6亿千瓦时"), "35.6e8 亿千瓦时");
  EXPECT_EQ(brief("1120.5万标箱"), "1120.5e4 万标箱");
  EXPECT_EQ(only("1120.5万标箱").unit.symbol(), "万标准箱");
  EXPECT_EQ(brief("2.5千克和3千米"), "2.5 千克, 3 千米");
  EXPECT_EQ(brief("1912.0 亿元"), "1912.0e8 亿元");
  EXPECT_EQ(brief("300个体户"), "300");
  EXPECT_EQ(brief("27国"), "27");
}

TEST(Numeral, AMagnitudeWithoutUnitWaitsForTheUnitOfItsList) {
  const auto all = numerals_of("422.3亿、294.4亿和290.7亿元");
  ASSERT_EQ(all.size(), 3U);
  EXPECT_TRUE(all[0].magnitude_only);
  EXPECT_TRUE(all[1].magnitude_only);
  EXPECT_FALSE(all[2].magnitude_only);
  EXPECT_EQ(all[0].unit_text, "亿");
  EXPECT_FALSE(all[0].unit.known());
}

TEST(Numeral, RatesSayWhichKindTheyAre) {
  EXPECT_EQ(only("9.4%").form, Form::percent);
  EXPECT_EQ(only("9.7‰").form, Form::per_mille);
  EXPECT_EQ(only("百分之二点四").form, Form::percent);
  EXPECT_EQ(brief("百分之二点四"), "2.4 %");
  EXPECT_EQ(brief("百分之百"), "100 %");
  EXPECT_EQ(only("千分之三").form, Form::per_mille);
  EXPECT_EQ(only("万分之三").form, Form::per_myriad);
  EXPECT_EQ(brief("百万分之五"), "5/1000000");
  EXPECT_EQ(only("0.3个千分点").form, Form::per_mille_point);
  const std::string text = "回落0.3个百分点";
  const Numeral points = only(text);
  EXPECT_EQ(points.form, Form::percentage_point);
  EXPECT_EQ(points.unit_text, "百分点");
  EXPECT_EQ(points.with_unit.of(text), "0.3个百分点");
  EXPECT_EQ(only("9.4 percent").form, Form::percent);
  EXPECT_EQ(only("2.1 percentage points").form, Form::percentage_point);
  EXPECT_EQ(only("提高0.5个点").form, Form::percentage_point);
  EXPECT_EQ(only("25个基点").form, Form::plain);  // a hundredth of a point, never a point
}

TEST(Numeral, PartsAndMultiplesAreRead) {
  EXPECT_EQ(brief("三成五"), "3.5 成");
  EXPECT_EQ(only("近四成").form, Form::tenths);
  EXPECT_EQ(only("八折").form, Form::discount);
  EXPECT_EQ(brief("四分之一、1/40、一半、过半数"), "1/4, 1/40, 1/2, 1/2");
  EXPECT_EQ(brief("三百五十又3分之1"), "1051/3");
  EXPECT_EQ(only("2.3倍").form, Form::times);
  const std::string text = "翻了两番";
  EXPECT_EQ(only(text).form, Form::doublings);
  EXPECT_EQ(only(text).with_unit.of(text), "翻了两番");
  EXPECT_EQ(brief("一吨半"), "1.5 吨");
  EXPECT_TRUE(only("一吨半").half);
  EXPECT_EQ(brief("建成、3成立"), "3");
}

TEST(Numeral, SignsBelongToTheNumberUnlessTheyJoin) {
  EXPECT_EQ(brief("增速-5.3%"), "-5.3 %");
  EXPECT_EQ(brief("负3.9%"), "-3.9 %");
  EXPECT_TRUE(only("+5.3%").signed_);
  EXPECT_EQ(brief("9月-10月"), "9 月, 10 月");
  EXPECT_EQ(brief("COVID-19"), "19");
  EXPECT_EQ(brief("10%-15%"), "10 %, 15 %");
}

TEST(Numeral, ThousandsAreGroupedOnlyWhereWellFormed) {
  EXPECT_EQ(brief("1,912.0亿元"), "1912.0e8 亿元");
  EXPECT_TRUE(only("1,912.0").grouped);
  EXPECT_EQ(brief("10,20,30"), "10, 20, 30");
  EXPECT_EQ(brief("2018,2019"), "2018, 2019");
  EXPECT_EQ(brief(normalise("９，９９９").text), "9999");
  EXPECT_EQ(brief(normalise("312，456家").text), "312, 456 家");
}

TEST(Numeral, ChineseNumeralsAreWorkedOut) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"四亿五千六百四十二万零一十五", "456420015"},
      {"九百九", "990"},
      {"一万零五十", "10050"},
      {"两千零三", "2003"},
      {"二点五", "2.5"},
      {"五十五点零七", "55.07"},
      {"2千零30万", "20300000"},
      {"3万4000", "34000"},
      {"25万6千", "256000"},
      {"二十一万亿", "21000000000000"},
      {"负三十二", "-32"},
      {"半百", "50"},
      {"壹佰贰拾叁", "123"},
  };
  for (const auto& [text, value] : rows) {
    const auto read = read_han_number(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->trimmed().to_string(), value) << text;
  }
  for (const std::string_view text :
       {"", "万", "二三十", "十三五", "两两", "一万元", "点五", "负"}) {
    EXPECT_FALSE(read_han_number(text)) << text;
  }
}

TEST(Numeral, AChineseMagnitudeAtTheEndStaysWithTheUnit) {
  EXPECT_EQ(brief("三亿元"), "3e8 亿元");
  EXPECT_EQ(brief("四亿五千万元"), "450000000 元");
  EXPECT_EQ(brief("突破万亿元"), "1e12 万亿元");
  EXPECT_EQ(brief("近千亿美元"), "1000e8 亿美元");
  EXPECT_EQ(brief("千万不要、百万富翁、千亿级"), "");
}

TEST(Numeral, WordsThatHoldANumeralAreNoNumerals) {
  for (const std::string_view text :
       {"统一部署", "一些企业",   "四川",     "陆地",     "进一步",   "万一",     "一般贸易",
        "一带一路", "十分重要",   "百姓",     "千方百计", "两岸",     "五角大楼", "六安市",
        "九江",     "十四五规划", "二三十家", "数十家",   "几十亿元", "唯一一",   "三亚",
        "半导体",   "第三方",     "零售额",   "美味十足", "三三两两"}) {
    EXPECT_EQ(brief(text), "") << text;
  }
  EXPECT_EQ(brief("十分之一"), "1/10");
  EXPECT_EQ(brief("五家企业、十个、三双"), "5 家, 10 个, 3 双");
}

TEST(Numeral, SurplusAndBoundsAreMarked) {
  for (const std::string_view text :
       {"280余家", "十余万人", "4000多亿元", "一千多家", "十几万人", "2000余户", "1倍多,"}) {
    EXPECT_TRUE(only(text).surplus) << text;
  }
  EXPECT_EQ(brief("4000多亿元"), "4000e8 亿元");
  EXPECT_FALSE(only("280多元化").surplus);
  EXPECT_TRUE(only("100元以上").lower_bound);
  EXPECT_TRUE(only("3个百分点以内").upper_bound);
  EXPECT_TRUE(only("5人(含)以上").lower_bound);
  EXPECT_FALSE(only("100元上下").lower_bound);
}

TEST(Numeral, RangesShareAGroup) {
  for (const std::string_view text : {"10%-15%", "10-15%", "3到5个", "3~5万亿元", "10%和15%之间",
                                      "3.5万-4万元", "5万吨-8万吨", "10 to 15 percent"}) {
    const auto all = numerals_of(text);
    ASSERT_EQ(all.size(), 2U) << text;
    EXPECT_TRUE(all[0].range_low && all[1].range_high) << text;
    EXPECT_NE(all[0].group, 0U);
    EXPECT_EQ(all[0].group, all[1].group);
  }
  for (const std::string_view text :
       {"0571-88051234", "2019-10-18", "从10%到15%", "15-10%", "10%和15%", "H1-2"}) {
    for (const Numeral& n : numerals_of(text)) EXPECT_FALSE(n.range_low) << text;
  }
}

TEST(Numeral, RatiosAreToldFromTimesOfDay) {
  for (const std::string_view text : {"6.0:55.0:39.0", "3:42:55", "1:2.5", "45:55", "3:1"}) {
    for (const Numeral& n : numerals_of(text)) EXPECT_EQ(n.form, Form::ratio) << text;
  }
  for (const std::string_view text : {"14:30", "14:30:05"}) {
    for (const Numeral& n : numerals_of(text)) EXPECT_EQ(n.form, Form::plain) << text;
  }
}

TEST(Numeral, OrdinalsAreRead) {
  EXPECT_EQ(only("居全省第二位").form, Form::ordinal);
  EXPECT_EQ(only("第3").printed.units(), 3);
  EXPECT_EQ(only("ranking third in the nation").form, Form::ordinal);
  EXPECT_EQ(only("No. 1").form, Form::ordinal);
  EXPECT_EQ(only("2nd").form, Form::ordinal);
  EXPECT_EQ(brief("the second time, at first"), "");
}

TEST(Numeral, MoneyIsReadWithItsSignInFront) {
  const std::string text = "(US$ 316.9 billion)";
  const Numeral n = only(text);
  EXPECT_EQ(n.with_unit.of(text), "US$ 316.9 billion");
  EXPECT_EQ(n.unit.symbol(), "十亿美元");
  EXPECT_EQ(only("RMB 3.2 billion").unit.symbol(), "十亿元");
  EXPECT_EQ(only("367 million yuan").unit.symbol(), "百万元");
  EXPECT_EQ(brief("$20, ¥300, US$5m"), "20 $, 300 ¥, 5e6 US$ m");
  EXPECT_EQ(only("300泰铢").unit_word->currency, "THB");
}

TEST(Numeral, EnglishWordsCountOnlyWhereTheyMeasure) {
  EXPECT_EQ(brief("ten percent"), "10 percent");
  EXPECT_EQ(brief("twenty-three companies"), "23 companies");
  EXPECT_EQ(brief("five million people"), "5e6 million people");
  EXPECT_EQ(brief("one hundred and five"), "105");
  EXPECT_EQ(brief("two-thirds, a third of it, half of it"), "2/3, 1/3, 1/2");
  EXPECT_EQ(brief("one of the two sides, a third party, second only to"), "");
  EXPECT_EQ(brief("a 10-billion-yuan fund"), "10e9 billion-yuan");
}

TEST(Numeral, WhatIsNotWellFormedIsKeptAndMarked) {
  const Numeral twice = only("5.1%%");
  EXPECT_EQ(twice.problem, Numeral::Problem::doubled_percent);
  EXPECT_EQ(twice.printed, num::Decimal::of(51, 1));
  EXPECT_EQ(only("1.2.3").problem, Numeral::Problem::two_points);
  EXPECT_EQ(only("1,234,56亿元").problem, Numeral::Problem::bad_grouping);
  EXPECT_EQ(only("1234567890123456789元").problem, Numeral::Problem::too_long);
  EXPECT_FALSE(only("123456789012345678").malformed);
  EXPECT_EQ(brief("4.2%5.0%6.7%"), "4.2 %, 5.0 %, 6.7 %");
}

TEST(Numeral, AnAddressHoldsOnlyDigits) {
  for (const Numeral& n : numerals_of("见 https://example.com/q=30%25%2020% 页")) {
    EXPECT_EQ(n.form, Form::plain);
    EXPECT_TRUE(n.unit_text.empty());
  }
}

TEST(Numeral, NumberGivesTheWholeValue) {
  EXPECT_EQ(*only("4.78万亿元").number(), num::Ratio::of(num::Decimal::whole(4'780'000'000'000)));
  const auto third = num::Ratio::make(num::Decimal::whole(1), num::Decimal::whole(3));
  EXPECT_EQ(*only("三分之一").number(), *third);
}

// Whatever stands side by side: in order, apart, inside the text, and each span within its own.
TEST(Numeral, SpansAreInOrderAndInsideTheText) {
  const std::vector<std::string> parts = {
      "1912.0", "亿",  "万", "元", "%",    "-",       "百分之", "三",   "十", "点",
      "第",     "半",  "负", "又", "分之", "个",      "百分点", "余",   ",",  ".",
      " ",      "US$", "成", "番", "翻",   "million", "third",  "统一", "0",  "123",
      "二〇",   "壹",  "拾", "两", "/",    ":",       "~",      "至",   "‰",  "\xFF",
  };
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const int count = static_cast<int>(random() % 10);
    for (int i = 0; i < count; ++i) text += parts[random() % parts.size()];
    std::uint32_t last = 0;
    for (const Numeral& n : numerals_of(text)) {
      ASSERT_LE(last, n.with_unit.begin) << text;
      ASSERT_TRUE(n.with_unit.holds(n.span)) << text;
      ASSERT_FALSE(n.span.empty()) << text;
      ASSERT_LE(n.with_unit.end, text.size()) << text;
      last = n.with_unit.end;
    }
  }
}

// A character cut in two takes the sign behind it with it; the next number must not claim it again.
TEST(Numeral, NoByteBelongsToTwoNumerals) {
  const auto found = numerals_of("二百五千\xE5\x85-14%");
  for (std::size_t i = 1; i < found.size(); ++i) {
    EXPECT_LE(found[i - 1].with_unit.end, found[i].with_unit.begin);
  }
}

TEST(Numeral, HostileTextsStayLinear) {
  for (const std::string_view part : {"9", "一", "十", "万", "1,", "1.", "百分之", "第", "又一",
                                      "二分之", "1:", "1-", "one hundred and ", "http,", "a"}) {
    std::string text;
    while (text.size() < 400'000) text += part;
    EXPECT_LT(numerals_of(text).size(), text.size());
  }
}

}  // namespace
}  // namespace duibiao::bulletin
