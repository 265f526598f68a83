#include "figure/unit.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace duibiao {
namespace {

std::string found(std::string_view spelling) {
  const std::optional<Unit> unit = Unit::find(spelling);
  return unit ? std::string(unit->symbol()) : "none";
}

num::Decimal decimal(std::string_view text) { return *num::Decimal::parse(text); }

TEST(Unit, EverySymbolEnglishNameAndSpellingFindsItsRow) {
  std::set<std::string_view> symbols;
  for (std::size_t i = 1; i < Unit::table().size(); ++i) {
    const Unit unit = *Unit::at(static_cast<std::uint8_t>(i));
    EXPECT_TRUE(symbols.insert(unit.symbol()).second) << unit.symbol();
    EXPECT_NE(unit.dimension(), Dimension::none) << unit.symbol();
    EXPECT_EQ(Unit::find(unit.symbol()), unit) << unit.symbol();
    EXPECT_EQ(Unit::find(unit.info().en), unit) << unit.info().en;
    std::string_view rest = unit.info().spellings;
    while (!rest.empty()) {
      const std::size_t bar = rest.find('|');
      EXPECT_EQ(Unit::find(rest.substr(0, bar)), unit) << rest.substr(0, bar);
      rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
    }
  }
}

TEST(Unit, OneDimensionAndPowerOfMoneyIsOneUnit) {
  std::set<std::pair<Dimension, int>> seen;
  for (std::size_t i = 1; i < Unit::table().size(); ++i) {
    const Unit::Info& info = Unit::table()[i];
    if (info.dimension <= Dimension::hkd) {
      EXPECT_TRUE(seen.insert({info.dimension, info.power}).second) << info.symbol;
    }
  }
}

TEST(Unit, SpellingsOfSheets) {
  constexpr std::pair<const char*, const char*> spellings[] = {
      {"元", "元"},
      {"人民币元", "元"},
      {"yuan", "元"},
      {"CNY", "元"},
      {"万元", "万元"},
      {"万 元", "万元"},
      {"（万元）", "万元"},
      {"万人民币", "万元"},
      {"人民币万元", "万元"},
      {"万元人民币", "万元"},
      {"RMB 10,000", "万元"},
      {"10,000 yuan", "万元"},
      {"10 000 yuan", "万元"},
      {"亿元", "亿元"},
      {"亿元人民币", "亿元"},
      {"亿人民币", "亿元"},
      {"RMB 100 million", "亿元"},
      {"100 million yuan", "亿元"},
      {"100 Million Yuan", "亿元"},
      {"百万元", "百万元"},
      {"million yuan", "百万元"},
      {"十亿元", "十亿元"},
      {"billion yuan", "十亿元"},
      {"RMB billion", "十亿元"},
      {"CNY bn", "十亿元"},
      {"万亿元", "万亿元"},
      {"trillion yuan", "万亿元"},
      {"美元", "美元"},
      {"USD", "美元"},
      {"万美元", "万美元"},
      {"亿美元", "亿美元"},
      {"US$100 million", "亿美元"},
      {"US$ billion", "十亿美元"},
      {"USD million", "百万美元"},
      {"billion US dollars", "十亿美元"},
      {"亿欧元", "亿欧元"},
      {"EUR million", "百万欧元"},
      {"英镑", "英镑"},
      {"亿日元", "亿日元"},
      {"万港元", "万港元"},
      {"亿港币", "亿港元"},
      {"%", "%"},
      {"％", "%"},
      {"percent", "%"},
      {"per cent", "%"},
      {"‰", "‰"},
      {"per mille", "‰"},
      {"‱", "‱"},
      {"百分点", "百分点"},
      {"个百分点", "百分点"},
      {"percentage points", "百分点"},
      {"个", "个"},
      {"家", "家"},
      {"人", "人"},
      {"persons", "人"},
      {"万人", "万人"},
      {"千人", "千人"},
      {"人次", "人次"},
      {"visits", "人次"},
      {"万人次", "万人次"},
      {"吨", "吨"},
      {"万吨", "万吨"},
      {"10,000 tonnes", "万吨"},
      {"亿吨", "亿吨"},
      {"千克", "千克"},
      {"公斤", "千克"},
      {"点", "点"},
      {"位", "位"},
      {"倍", "倍"},
      {"平方米", "平方米"},
      {"万平方米", "万平方米"},
      {"㎡", "平方米"},
  };
  for (const auto& [spelling, symbol] : spellings) {
    EXPECT_EQ(found(spelling), symbol) << spelling;
  }
}

TEST(Unit, NothingIsGuessed) {
  for (const char* spelling :
       {"",        " ",   "人民币", "RMB",  "renminbi",   "$",       "¥",      "dollars",
        "million", "万",  "亿",     "个体", "元/人",      "万元、%", "亿亿元", "()",
        "(",       "100", "9.4%",   "个个", "出口(亿元)", "\xFF",    "yuann"}) {
    EXPECT_EQ(found(spelling), "none") << spelling;
  }
  EXPECT_EQ(found(std::string(100000, 'a')), "none");
}

TEST(Unit, TheUnknownUnitIsUnknown) {
  EXPECT_FALSE(Unit().known());
  EXPECT_EQ(Unit().symbol(), "");
  EXPECT_EQ(Unit().dimension(), Dimension::none);
  EXPECT_EQ(Unit::at(0), Unit());
  EXPECT_EQ(Unit::at(static_cast<std::uint8_t>(Unit::table().size())), std::nullopt);
  EXPECT_EQ(Unit::at(255), std::nullopt);
}

TEST(Unit, PlacesInStoredFilesStay) {
  EXPECT_EQ(Unit::find("元")->index(), 1);
  EXPECT_EQ(Unit::find("万元")->index(), 3);
  EXPECT_EQ(Unit::find("亿元")->index(), 7);
  EXPECT_EQ(Unit::find("美元")->index(), 12);
  EXPECT_EQ(Unit::find("%")->index(), 47);
}

TEST(Unit, NamedUnitsAreTheOnesMeant) {
  EXPECT_EQ(unit::yuan().symbol(), "元");
  EXPECT_EQ(unit::ten_thousand_yuan().symbol(), "万元");
  EXPECT_EQ(unit::hundred_million_yuan().symbol(), "亿元");
  EXPECT_EQ(unit::trillion_yuan().symbol(), "万亿元");
  EXPECT_EQ(unit::percent().symbol(), "%");
  EXPECT_EQ(unit::per_mille().symbol(), "‰");
  EXPECT_EQ(unit::percentage_point().symbol(), "百分点");
  EXPECT_EQ(unit::rank().symbol(), "位");
  EXPECT_EQ(unit::times().symbol(), "倍");
}

TEST(Convert, KeepsThePrintedDigits) {
  const struct {
    const char* value;
    const char* from;
    const char* to;
    const char* result;
  } cases[] = {
      {"1912.0", "亿元", "万元", "19120000"},
      {"376356483", "万元", "亿元", "37635.6483"},
      {"3.6", "万亿元", "亿元", "36000"},
      {"26.80", "%", "‰", "268.0"},
      {"9.7", "‰", "%", "0.97"},
      {"1.5", "吨", "千克", "1500"},
      {"6.85", "万人次", "人次", "68500"},
      {"5", "元", "元", "5"},
      {"-4.67", "亿美元", "万美元", "-46700"},
  };
  for (const auto& test : cases) {
    const auto result = convert(decimal(test.value), *Unit::find(test.from), *Unit::find(test.to));
    ASSERT_TRUE(result) << test.value;
    EXPECT_EQ(*result, decimal(test.result)) << test.value << test.from;
  }
  EXPECT_EQ(convert(decimal("376356483"), unit::ten_thousand_yuan(), unit::hundred_million_yuan())
                ->to_string(),
            "37635.6483");
}

TEST(Convert, ThereAndBackIsTheSameValue) {
  std::mt19937_64 random(7);
  const auto table = Unit::table();
  for (std::size_t i = 1; i < table.size(); ++i) {
    for (std::size_t j = 1; j < table.size(); ++j) {
      const Unit a = *Unit::at(static_cast<std::uint8_t>(i));
      const Unit b = *Unit::at(static_cast<std::uint8_t>(j));
      const auto value = num::Decimal::of(static_cast<std::int64_t>(random() % 1000000000), 2);
      const auto there = convert(value, a, b);
      ASSERT_EQ(there.has_value(), a.dimension() == b.dimension()) << a.symbol() << b.symbol();
      if (there) {
        EXPECT_EQ(*convert(*there, b, a), value) << a.symbol() << b.symbol();
      }
    }
  }
}

TEST(Convert, NeverAcrossDimensionsOrCurrencies) {
  const std::pair<const char*, const char*> pairs[] = {
      {"亿元", "亿美元"}, {"%", "百分点"}, {"人", "人次"}, {"位", "倍"}, {"家", "个"}};
  for (const auto& [a, b] : pairs) {
    const auto result = convert(decimal("1"), *Unit::find(a), *Unit::find(b));
    ASSERT_FALSE(result) << a << b;
    EXPECT_EQ(result.error().code, ErrorCode::mixed_units);
    EXPECT_NE(result.error().message.zh.find(a), std::string::npos);
    EXPECT_NE(result.error().message.zh.find(b), std::string::npos);
    EXPECT_FALSE(power_between(*Unit::find(a), *Unit::find(b)));
  }
  EXPECT_FALSE(convert(decimal("1"), Unit(), Unit()));
  EXPECT_FALSE(convert(decimal("1"), Unit(), unit::yuan()));
  EXPECT_EQ(power_between(unit::hundred_million_yuan(), unit::ten_thousand_yuan()), 4);
}

TEST(Convert, TooLargeIsAnOverflow) {
  const auto result =
      convert(decimal("999999999999999999999999999999999999"), unit::trillion_yuan(), unit::yuan());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::overflow);
}

struct MentionCase {
  const char* text;
  std::vector<std::string> found;  ///< symbol, then the bytes it stood in
};

void expect_mentions(const MentionCase& test) {
  std::vector<std::string> mentions;
  const std::string text = test.text;
  for (const UnitMention& mention : find_units(text)) {
    mentions.emplace_back(mention.unit.symbol());
    mentions.push_back(text.substr(mention.begin, mention.end - mention.begin));
  }
  EXPECT_EQ(mentions, test.found) << text;
}

TEST(FindUnits, HeadersTitlesAndFooters) {
  const MentionCase cases[] = {
      {"单位：万人民币", {"万元", "万人民币"}},
      {" 单位：人民币，元，%", {"元", "元", "%", "%"}},
      {" 单位：人民币，万元，%,,,", {"万元", "万元", "%", "%"}},
      {"出口总值(亿元)", {"亿元", "亿元"}},
      {"出口总值（亿元）", {"亿元", "亿元"}},
      {"出口总值【亿元】", {"亿元", "亿元"}},
      {"单位:亿元,%", {"亿元", "亿元", "%", "%"}},
      {"单位：亿元/%", {"亿元", "亿元", "%", "%"}},
      {"单位 亿元", {"亿元", "亿元"}},
      {"计量单位：万美元", {"万美元", "万美元"}},
      {"单位：万元  2019年1-9月", {"万元", "万元"}},
      {"表3 (单位：亿美元)", {"亿美元", "亿美元"}},
      {"Unit: 100 million yuan", {"亿元", "100 million yuan"}},
      {"Unit: RMB 10,000", {"万元", "RMB 10,000"}},
      {"Units: US$100 million, %", {"亿美元", "US$100 million", "%", "%"}},
      {"Exports (US$ billion), growth (%)", {"十亿美元", "US$ billion", "%", "%"}},
      {"万元、%", {"万元", "万元", "%", "%"}},
      {"人民币，万元", {"万元", "万元"}},
      {"亿元", {"亿元", "亿元"}},
      {"(亿元)", {"亿元", "亿元"}},
      {"进出口(万元人民币)", {"万元", "万元人民币"}},
      {"企业单位数（个）", {"个", "个"}},
      {"人次(万人次)", {"万人次", "万人次"}},
      {"GDP（亿元）增长（%）", {"亿元", "亿元", "%", "%"}},
      {"累计比去年同期±％", {"%", "％"}},
      {"累计比去年同期±％.1", {"%", "％"}},
      {"占全国份额‰", {"‰", "‰"}},
      {"增速（百分点）", {"百分点", "百分点"}},
  };
  for (const MentionCase& test : cases) {
    expect_mentions(test);
  }
}

TEST(FindUnits, WordsThatAreNotUnitsAreLeftAlone) {
  for (const char* text : {"",
                           "个体经营户",
                           "(个体)",
                           "人民币",
                           "单位：人民币",
                           "(元/人)",
                           "单位:元/人",
                           "单位：元/平方米",
                           "同比增长9.4%",
                           "增长 9.4 %",
                           "提高0.3个百分点",
                           "出口1912.0亿元",
                           "主管单位：商务局",
                           "工作单位：家具厂",
                           "事业单位",
                           "unity: yuan",
                           "community unit",
                           "家用电器",
                           "(家用电器)",
                           "人口",
                           "位于",
                           "(2019年)",
                           "(",
                           "()",
                           "）（",
                           "万",
                           "出口亿元"}) {
    expect_mentions({text, {}});
  }
}

TEST(FindUnits, LongHostileTextsTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 50000; ++i) {
    text += "单位：(";
  }
  EXPECT_TRUE(find_units(text).empty());
  EXPECT_TRUE(find_units(std::string(200000, ',')).empty());
}

}  // namespace
}  // namespace duibiao
