#include <gtest/gtest.h>

#include <map>
#include <string>

#include "bulletin/read/numeral.h"
#include "figure/builtin.h"

namespace duibiao::bulletin {
namespace {

const UnitWords& units() {
  static const UnitWords built = *UnitWords::builtin();
  return built;
}

std::string id_at(std::string_view text) {
  const auto match = units().at(text, 0);
  return match ? match->word->id + "/" + std::string(text.substr(0, match->length)) : "";
}

TEST(Units, TheLongestWordCounts) {
  EXPECT_EQ(id_at("人次,"), "人次/人次");
  EXPECT_EQ(id_at("人,"), "人/人");
  EXPECT_EQ(id_at("元人民币"), "元/元人民币");
  EXPECT_EQ(id_at("千瓦时"), "千瓦时/千瓦时");
  EXPECT_EQ(id_at("个百分点"), "百分点/个百分点");
  EXPECT_EQ(id_at("瑞士法郎"), "瑞士法郎/瑞士法郎");
}

TEST(Units, AMeasureWordThatBeginsALongerWordIsNone) {
  for (const std::string_view text : {"个体户", "家庭", "件均", "元旦", "点位", "人均", "名义增长",
                                      "户均", "项目", "单位", "台湾", "次年", "位列"}) {
    EXPECT_EQ(id_at(text), "") << text;
  }
  EXPECT_EQ(id_at("个项目"), "个/个");
  EXPECT_EQ(id_at("家企业"), "家/家");
}

TEST(Units, LettersCountInEitherCaseAndOnlyAsWholeWords) {
  EXPECT_EQ(id_at("KG"), "千克/KG");
  EXPECT_EQ(id_at("Million"), "");
  EXPECT_EQ(id_at("tons of"), "吨/tons");
  EXPECT_EQ(id_at("tonsil"), "");
  EXPECT_EQ(id_at("G基站"), "");  // 5G
  EXPECT_EQ(id_at("g,"), "克/g");
}

TEST(Units, MoneyKnowsItsCurrencyAndItsUnitsWithMagnitudes) {
  const auto* dollar = units().named("US$");
  ASSERT_NE(dollar, nullptr);
  EXPECT_EQ(dollar->currency, "USD");
  EXPECT_EQ(dollar->scaled[8].symbol(), "亿美元");
  EXPECT_EQ(dollar->scaled[9].symbol(), "十亿美元");
  EXPECT_FALSE(units().named("泰铢")->unit.known());
  EXPECT_EQ(units().named("泰铢")->currency, "THB");
  EXPECT_EQ(units().named("公顷")->scaled[3].symbol(), "千公顷");
}

TEST(Units, EveryUnitOfTheTableWithoutMagnitudeIsKnownByItsSymbol) {
  for (const Unit::Info& info : Unit::table().subspan(1)) {
    if (info.power != 0 || info.dimension == Dimension::rank) continue;  // 位 is a person here
    const auto* word = units().named(info.symbol);
    if (info.dimension == Dimension::rate) continue;  // signs, read where the number is
    ASSERT_NE(word, nullptr) << info.symbol;
    EXPECT_EQ(word->unit.symbol(), info.symbol);
  }
}

TEST(Units, NoSpellingStandsTwice) {
  for (const EmbeddedFile& file : builtin_files()) {
    if (file.name != "units.toml") continue;
    UnitWords twice;
    ASSERT_TRUE(twice.add(file.bytes, file.name));
    // A later file does not take a spelling away from the first.
    ASSERT_TRUE(twice.add("[[unit]]\nid = \"x\"\nzh = [\"吨\", \"筐\"]\n", "own.toml"));
    EXPECT_EQ(twice.named("吨")->id, "吨");
    EXPECT_EQ(twice.named("筐")->id, "x");
  }
}

TEST(Units, WordsThatOnlyHoldANumeralAreFoundFromAnyOfTheirNumerals) {
  const std::string text = "统一部署";
  const auto word = units().not_number(text, 3);
  ASSERT_TRUE(word);
  EXPECT_EQ(word->of(text), "统一");
  EXPECT_FALSE(units().not_number("二百零一", 0));
}

TEST(Units, ABrokenFileIsNamedWithItsLine) {
  UnitWords words;
  const auto unknown = words.add("[[unit]]\nid = \"x\"\nsymbol = \"斛\"\n", "own.toml");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(unknown.error().where.file, "own.toml");
  EXPECT_EQ(unknown.error().where.line, 3U);
  EXPECT_FALSE(words.add("[[unit]]\nid = \"x\"\nzh = [\"\"]\n", "own.toml"));
  EXPECT_FALSE(words.add("[[unit]]\nzh = [\"x\"]\n", "own.toml"));
  EXPECT_FALSE(words.add_not_numbers("[[not_numbers]]\nwords = [\"\"]\n", "own.toml"));
}

}  // namespace
}  // namespace duibiao::bulletin
