// Labels, layouts as files, and what makes a sheet no table.
#include "intake/recognise.h"

#include "intake/layout_text.h"
#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

Label label(std::string_view text, std::optional<int> year = {}) {
  return read_label(text,
                    {&words(), words().places.by_code("330000").value_or(PlaceId{}), year, true});
}

std::string indicator_of(const Label& label) {
  return label.indicator.known() ? words().catalogue.at(label.indicator).id : "";
}

TEST(Labels, UnitsInBracketsAreTakenOut) {
  const Label read = label("出口总值（亿元）");
  EXPECT_EQ(indicator_of(read), "exports");
  ASSERT_EQ(read.units.size(), 1U);
  EXPECT_EQ(read.units[0].symbol(), "亿元");
  EXPECT_FALSE(read.declares_units);
}

TEST(Labels, ADeclarationOfUnitsIsNotTheColumnsOwnUnit) {
  const Label read = label("单位：万人民币");
  EXPECT_TRUE(read.declares_units);
  ASSERT_EQ(read.units.size(), 1U);
  EXPECT_EQ(read.units[0].symbol(), "万元");
}

TEST(Labels, CurrencyNamesBesideUnitsAreNotUnits) {
  const auto units = declared_units(" 单位：人民币，万元，%");
  ASSERT_EQ(units.size(), 2U);
  EXPECT_EQ(units[0].symbol(), "万元");
  EXPECT_EQ(units[1].symbol(), "%");
  EXPECT_TRUE(declared_units("单位名称:温州市商务局").empty());
}

TEST(Labels, MonthsWithoutAYearTakeTheTablesYear) {
  const Label month = label("7月", 2024);
  ASSERT_TRUE(month.period);
  EXPECT_EQ(month.period->fixed.to_string(), "2024-07");
  const Label so_far = label("1至7月", 2024);
  ASSERT_TRUE(so_far.period);
  EXPECT_EQ(so_far.period->fixed.to_string(), "2024-01..2024-07");
  EXPECT_FALSE(label("7月").period);
}

TEST(Labels, GrowthOfTheYearToDateIsUnderstood) {
  const Label read = label("累计比去年同期±％");
  EXPECT_EQ(read.measure, Measure::growth_yoy);
  ASSERT_TRUE(read.period);
  EXPECT_EQ(read.period->kind, PeriodRule::Kind::to_date);
  EXPECT_EQ(read.period->years_before, 0);
}

TEST(Labels, TheSamePeriodOfLastYearIsALevelAYearBefore) {
  const Label read = label("上年同期");
  ASSERT_TRUE(read.period);
  EXPECT_EQ(read.period->years_before, 1);
  EXPECT_NE(read.measure, Measure::growth_yoy);
}

TEST(Labels, IndexMarksAndStretchingBlanksAreDropped) {
  EXPECT_EQ(plain_label("一、出口总值"), "出口总值");
  EXPECT_EQ(plain_label("（二）进口"), "进口");
  EXPECT_EQ(plain_label("其中：温州市"), "温州市");
  EXPECT_EQ(plain_label("  #规模以上工业"), "规模以上工业");
  EXPECT_EQ(plain_label("温　州"), "温州");
  EXPECT_EQ(plain_label("出口总值①"), "出口总值");
  EXPECT_EQ(plain_label("Unnamed: 3_level_0"), "");
  EXPECT_EQ(plain_label("1.5倍"), "1.5倍");
}

TEST(Labels, APlaceIsFoundInTitlesAndFileNames) {
  const auto code = [](std::string_view text) {
    const PlaceId place = find_place_in(text, words().places);
    return place.known() ? words().places.at(place).code : std::string();
  };
  EXPECT_EQ(code("浙江省-2024-01"), "330000");
  EXPECT_EQ(code("温州市2025年1-7月主要指标"), "330300");
  EXPECT_EQ(code("2025年1-7月各市主要指标"), "");
  EXPECT_EQ(code("杭州海关2025年1-7月"), "");
}

TEST(Labels, SuffixesOfTidyIndicatorsSayTheMeasure) {
  const auto read = [](std::string_view text) {
    return read_tidy_indicator(text, words().catalogue);
  };
  EXPECT_EQ(read("出口总值_累计同比").measure, Measure::growth_yoy);
  EXPECT_EQ(read("出口总值_当月值").measure, Measure::level);
  EXPECT_EQ(read("进出口总值_累计同比_全省位次").measure, Measure::growth_rank);
  EXPECT_EQ(read("进出口总值_累计值_全省位次").measure, Measure::rank);
  EXPECT_FALSE(read("出口总值_船舶").indicator.known());
}

constexpr std::string_view july =
    "收发货人所在地,出口,出口\n"
    "收发货人所在地,7月,1至7月\n"
    "总值,213885246,1425730334\n"
    "浙江省,30000000,220000000\n"
    "单位:万元,,\n";

TEST(Layouts, ASavedLayoutReadsNextMonthsSheet) {
  const ReadSheet first = read_bytes(july, "2024-07.csv");
  ASSERT_TRUE(first.reading) << first.reading.error().message.en;
  ASSERT_EQ(first.sink.all.size(), 4U);
  const auto again = Layout::from_toml(first.first().layout.to_toml(), "saved.toml");
  ASSERT_TRUE(again) << again.error().message.en;
  Layout without_notes = first.first().layout;
  without_notes.notes.clear();
  EXPECT_EQ(*again, without_notes);

  std::string august(july);
  for (std::size_t at = august.find('7'); at != august.npos; at = august.find('7', at + 1)) {
    if (august.substr(at + 1).starts_with("月")) august[at] = '8';
  }
  ReadOptions options;
  options.overrides.layout = *again;
  const ReadSheet next = read_bytes(august, "2024-08.csv", options);
  ASSERT_TRUE(next.reading) << next.reading.error().message.zh;
  ASSERT_EQ(next.sink.all.size(), 4U);
  EXPECT_EQ(next.lines()[0], "B3 100000 exports 2024-08 level 213885246 万元");
  EXPECT_EQ(next.lines()[1], "C3 100000 exports 2024-01..2024-08 level 1425730334 万元");
}

TEST(Layouts, ASavedLayoutIsRefusedWhereItsColumnsAreOthers) {
  const ReadSheet first = read_bytes(july, "2024-07.csv");
  ASSERT_TRUE(first.reading);
  ReadOptions options;
  options.overrides.layout = first.first().layout;
  std::string imports(july);
  imports.replace(imports.find("出口"), std::string("出口").size(), "进口");
  const ReadSheet other = read_bytes(imports, "2024-07.csv", options);
  ASSERT_FALSE(other.reading);
  EXPECT_EQ(other.reading.error().code, ErrorCode::bad_layout);
}

TEST(Layouts, ALayoutThatTakesItsPeriodFromTheFileNameNeedsOneThere) {
  const ReadSheet first = read_bytes(july, "2024-07.csv");
  ASSERT_TRUE(first.reading);
  ReadOptions options;
  options.overrides.layout = first.first().layout;
  const ReadSheet nameless = read_bytes(july, "download.csv", options);
  ASSERT_FALSE(nameless.reading);
  EXPECT_EQ(nameless.reading.error().code, ErrorCode::bad_layout);
}

TEST(Layouts, MistakesInALayoutFileAreNamedWithTheirLine) {
  const auto bad = [](std::string_view toml, std::uint64_t line) {
    const auto layout = Layout::from_toml(toml, "l.toml");
    ASSERT_FALSE(layout) << toml;
    EXPECT_EQ(layout.error().code, ErrorCode::bad_layout);
    EXPECT_EQ(layout.error().where.line, line) << layout.error().message.en;
  };
  const std::string value = "[[column]]\nindex = 2\nrole = \"value\"\n";
  EXPECT_TRUE(Layout::from_toml(value, "l.toml"));
  bad("kind = \"tidy\"\ncolour = 1\n" + value, 2);
  bad("kind = 7\n" + value, 1);
  bad("first_data_row = -1\n" + value, 1);
  bad("[[column]]\nindex = 2\nrole = \"values\"\n", 3);
  bad("[[column]]\nindex = 2\nrole = \"value\"\nunit = \"furlong\"\n", 4);
  bad("[[column]]\nindex = 2\nrole = \"value\"\nperiod = \"2024-13\"\n", 4);
  bad("kind = \"x\n" + value, 1);
  EXPECT_FALSE(Layout::from_toml("kind = \"tidy\"\n", "l.toml"));
  EXPECT_FALSE(Layout::from_toml(value + value, "l.toml"));
}

TEST(Layouts, AUserCanSayWhatARecogniserCannotKnow) {
  const std::string toml =
      "first_data_row = 2\nregion = \"330000\"\nperiod = \"2024\"\n"
      "[[column]]\nindex = 1\nrole = \"place\"\n"
      "[[column]]\nindex = 2\nrole = \"value\"\nindicator = \"exports\"\nunit = \"万元\"\n";
  const auto layout = Layout::from_toml(toml, "l.toml");
  ASSERT_TRUE(layout) << layout.error().message.en;
  ReadOptions options;
  options.overrides.layout = *layout;
  const ReadSheet read = read_bytes("x,y\n温州,12\n杭州,34\n", "a.csv", options);
  ASSERT_TRUE(read.reading) << read.reading.error().message.zh;
  EXPECT_EQ(read.lines(), (std::vector<std::string>{"B2 330300 exports 2024 level 12 万元",
                                                    "B3 330100 exports 2024 level 34 万元"}));
}

TEST(Layouts, EveryColumnAndItsOriginAreDescribedInBothLanguages) {
  const ReadSheet read = read_bytes(july, "2024-07.csv");
  ASSERT_TRUE(read.reading);
  std::string zh;
  std::string en;
  for (const Message& line : describe(read.first().layout, words())) {
    EXPECT_FALSE(line.en.empty()) << line.zh;
    zh += line.zh + "\n";
    en += line.en + "\n";
  }
  EXPECT_NE(zh.find("C列「出口 1至7月」"), zh.npos) << zh;
  EXPECT_NE(zh.find("文件名"), zh.npos) << zh;
  EXPECT_NE(en.find("footer A5"), en.npos) << en;
}

TEST(Layouts, TheUsersUnitWinsOverTheFooter) {
  ReadOptions options;
  options.overrides.units = {*Unit::find("元")};
  const ReadSheet read = read_bytes(july, "2024-07.csv", options);
  ASSERT_TRUE(read.reading);
  EXPECT_EQ(read.lines()[0], "B3 100000 exports 2024-07 level 213885246 元");
}

}  // namespace
}  // namespace duibiao::intake
