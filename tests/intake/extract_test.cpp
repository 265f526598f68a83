// Figures, held rows and what a retry makes of them; long tables that stream.
#include "intake/extract.h"

#include <fstream>
#include <iterator>
#include <random>

#include "intake/extract_parts.h"
#include "intake/tidy_memo.h"
#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

TEST(Values, CellsAreReadAsPrinted) {
  const auto number = [](std::string_view text, bool percent = false, bool exact = false) {
    const CellNumber read = read_value(text, percent, exact);
    if (read.kind == CellNumber::Kind::missing) return std::string("missing");
    if (read.kind == CellNumber::Kind::bad) return std::string("bad");
    return num::Decimal::of(read.mantissa, read.decimals).to_string();
  };
  EXPECT_EQ(number("26.80"), "26.80");
  EXPECT_EQ(number("1,912.0"), "1912.0");
  EXPECT_EQ(number("－４.６"), "-4.6");
  EXPECT_EQ(number("26.029999999999998"), "26.03");
  EXPECT_EQ(number("273094007215.00003"), "273094007215");
  EXPECT_EQ(number("26.029999999999998", false, true), "26.029999999999998");
  EXPECT_EQ(number("0.053", true), "5.3");
  EXPECT_EQ(number("5.3%"), "5.3");
  EXPECT_EQ(number("—"), "missing");
  EXPECT_EQ(number("…"), "missing");
  EXPECT_EQ(number(""), "missing");
  EXPECT_EQ(number("十二"), "bad");
  EXPECT_EQ(number("1234567890123456789012"), "bad");
}

TEST(Values, TheZerosOfANumberFormatAreAddedAndNothingIsCut) {
  const auto number = [](std::string_view text, std::uint8_t decimals, bool percent = false) {
    const CellNumber read = read_value(text, percent, false, decimals);
    if (read.kind != CellNumber::Kind::number) return std::string("none");
    return num::Decimal::of(read.mantissa, read.decimals).to_string();
  };
  EXPECT_EQ(number("7", 1), "7.0");
  EXPECT_EQ(number("7", 0), "7");
  EXPECT_EQ(number("-7.5", 3), "-7.500");
  EXPECT_EQ(number("0", 2), "0.00");
  EXPECT_EQ(number("9.8123", 1), "9.8123");
  EXPECT_EQ(number("0.1", 3, true), "10.0");
  EXPECT_EQ(number("0.3", 2, true), "30");
  EXPECT_EQ(number("0.2678", 3, true), "26.78");
  EXPECT_EQ(number("7", 15), "7.00000000000000");
  EXPECT_EQ(number("12345678901234", 3), "12345678901234.0");
  EXPECT_EQ(number("123456789012345678", 3), "123456789012345678");
  EXPECT_EQ(number("-", 2), "none");
}

TEST(Values, AFormatOfTheWholeSheetChangesFiguresAndNoCodesOrPeriods) {
  const auto path = std::string(DUIBIAO_SOURCE_DIR) + "/tests/fixtures/readers/decimals_tidy.xlsx";
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const ReadSheet read = read_bytes(bytes, "decimals_tidy.xlsx");
  ASSERT_TRUE(read.reading) << read.reading.error().message.en;
  ASSERT_EQ(read.sink.all.size(), 2U);
  EXPECT_EQ(read.sink.all[0].value().to_string(), "7.00");
  EXPECT_EQ(read.sink.all[1].value().to_string(), "12.50");
  EXPECT_EQ(read.sink.all[1].key.period.to_string(), "2019");
  // The third row's unit is none: it is held, with the zeros that its retry cannot see.
  ASSERT_EQ(read.sink.rows.size(), 1U);
  EXPECT_NE(read.sink.rows[0].context.find("\"8.00\""), std::string::npos)
      << read.sink.rows[0].context;
}

TEST(Memo, RemembersWhatEachTextMeant) {
  Memo<int> memo;
  int made = 0;
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const int value = static_cast<int>(random() % 1'500);
    const std::string text(static_cast<std::size_t>(value % 23), 'x');
    const std::string key = text + std::to_string(value);
    EXPECT_EQ(memo.get(key,
                       [&](std::string_view) {
                         ++made;
                         return value;
                       }),
              value);
  }
  EXPECT_LE(made, 1'500);
}

constexpr std::string_view zones =
    "地区,出口总值(亿元),进口总值(亿元),出口同比(%)\n"
    "温州市,1500.5,233.3,9.0\n"
    "温州经济技术开发区,26.5,10.25,2.4\n"
    "杭州市,3679.5,1474.2,12.3\n";

TEST(Held, ARowOfAnUnknownPlaceKeepsItsCellsAndWaits) {
  const ReadSheet read = read_bytes(zones, "2025年1-7月.csv");
  ASSERT_TRUE(read.reading);
  EXPECT_EQ(read.sink.all.size(), 6U);
  ASSERT_EQ(read.sink.rows.size(), 1U);
  const HeldCells& row = read.sink.rows[0];
  EXPECT_EQ(row.row, 3U);
  EXPECT_EQ(row.reason_code, "unknown_place");
  EXPECT_EQ(row.cells, (std::vector<std::string>{"温州经济技术开发区", "26.5", "10.25", "2.4"}));
  EXPECT_EQ(read.first().counts.held_figures, 3U);
}

TEST(Held, OnceItsNameIsKnownTheRowComesInWhole) {
  const ReadSheet read = read_bytes(zones, "2025年1-7月.csv");
  ASSERT_EQ(read.sink.rows.size(), 1U);
  const HeldCells& row = read.sink.rows[0];
  const auto before = retry_held(row.cells, row.context, row.row, words());
  ASSERT_TRUE(before);
  EXPECT_TRUE(before->figures.empty());

  Vocabulary more = words();
  ASSERT_TRUE(more.places.add_alias("温州经济技术开发区", *more.places.by_code("330300")));
  const auto after = retry_held(row.cells, row.context, row.row, more);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->figures.size(), 3U);
  EXPECT_EQ(line_of(after->figures[0]), "B3 330300 exports 2025-01..2025-07 level 26.5 亿元");
  EXPECT_EQ(line_of(after->figures[1]), "C3 330300 imports 2025-01..2025-07 level 10.25 亿元");
  EXPECT_EQ(line_of(after->figures[2]), "D3 330300 exports 2025-01..2025-07 growth_yoy 2.4 %");
  EXPECT_EQ(after->source.name, "2025年1-7月.csv");
}

TEST(Held, AnUnknownIndicatorComesInOnceItHasAnAlias) {
  const ReadSheet read =
      read_bytes("地区,瓯货出海(亿元)\n温州市,12.5\n杭州市,13.5\n", "2025年1-7月.csv");
  ASSERT_TRUE(read.reading);
  ASSERT_EQ(read.sink.rows.size(), 2U);
  EXPECT_EQ(read.sink.rows[0].reason_code, "unknown_indicator");
  Vocabulary more = words();
  ASSERT_TRUE(more.catalogue.add_alias("瓯货出海", *more.catalogue.by_id("exports")));
  const auto after = retry_held(read.sink.rows[0].cells, read.sink.rows[0].context, 2, more);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->figures.size(), 1U) << after->still_held.zh;
  EXPECT_EQ(line_of(after->figures[0]), "B2 330300 exports 2025-01..2025-07 level 12.5 亿元");
}

TEST(Held, TidyRowsComeInWithTheirOwnSource) {
  const ReadSheet read = read_bytes(
      "place,indicator,period,value,unit,source,released\n"
      "瓯海新城,exports,2024,12.50,亿元,快报,2025-01-20\n",
      "a.csv");
  ASSERT_TRUE(read.reading);
  ASSERT_EQ(read.sink.rows.size(), 1U);
  Vocabulary more = words();
  ASSERT_TRUE(more.places.add_alias("瓯海新城", *more.places.by_code("330300")));
  const HeldCells& row = read.sink.rows[0];
  const auto after = retry_held(row.cells, row.context, row.row, more);
  ASSERT_TRUE(after);
  ASSERT_EQ(after->figures.size(), 1U) << after->still_held.zh;
  EXPECT_EQ(line_of(after->figures[0]), "D2 330300 exports 2024 level 12.50 亿元");
  EXPECT_EQ(after->source.name, "快报");
  EXPECT_EQ(after->source.released.to_string(), "2025-01-20");
}

TEST(Held, AContextThatIsNotOursIsRefused) {
  const std::vector<std::string> cells{"a"};
  for (const char* bad :
       {"", "[]", "{}", "{\"place\":1}", R"({"place":"x","region":"","source":[],"figures":[]})"}) {
    EXPECT_FALSE(retry_held(cells, bad, 1, words())) << bad;
  }
}

TEST(Tidy, ManyRowsStreamAndNoneIsLost) {
  std::string csv = "place,indicator,period,value,unit,source\n";
  std::mt19937 random(11);
  const std::size_t rows = limit::checked_figures + 30'000;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto value = static_cast<std::int64_t>(random() % 100'000);
    const int year = 1980 + static_cast<int>(random() % 40);
    sum += value;
    csv += fmt::format("{},exports,{}-{:02},{}.{:02},亿元,S{}\n", i % 2 == 0 ? "温州" : "杭州市",
                       year, 1 + random() % 12, value / 100, value % 100, i % 3);
  }
  const ReadSheet read = read_bytes(csv, "long.csv");
  ASSERT_TRUE(read.reading);
  EXPECT_EQ(read.sink.all.size(), rows);
  EXPECT_EQ(read.first().counts.figures, rows);
  EXPECT_EQ(read.sink.sources.size(), 3U);
  std::int64_t back = 0;
  for (const Observation& figure : read.sink.all) back += figure.mantissa;
  EXPECT_EQ(back, sum);
  ASSERT_EQ(read.first().warnings.size(), 1U);
  EXPECT_EQ(read.first().warnings[0].code, "not_checked");
}

TEST(Tidy, WhatExportWritesIsReadBackToTheDigit) {
  const std::string csv =
      "place_code,place,indicator,period,measure,value,unit,decimals,status,source,released\n"
      "330300,温州市,exports,2024-01..2024-07,level,138967090504,元,0,A,S,2024-08-20\n"
      "330300,温州市,exports,2024-01..2024-07,growth_yoy,18.1444088342978520,%,16,P,S,2024-08-20\n";
  const ReadSheet read = read_bytes(csv, "export.csv");
  ASSERT_TRUE(read.reading);
  ASSERT_EQ(read.sink.all.size(), 2U) << read.sink.rows[0].reason.en;
  EXPECT_EQ(read.sink.all[1].value().to_string(), "18.1444088342978520");
  EXPECT_EQ(read.sink.all[1].status, ObsStatus::provisional);
  EXPECT_EQ(read.sink.sources[0].released.to_string(), "2024-08-20");
}

TEST(Sinks, AnErrorOfTheSinkStopsTheSheet) {
  class Full final : public FigureSink {
   public:
    Result<std::uint16_t> source(const Source&) override { return std::uint16_t{0}; }
    Status figures(std::span<const Observation>) override {
      return fail(ErrorCode::io_failed, {"满", "full"});
    }
    Status held(const HeldCells&) override { return {}; }
  };
  const auto table = open_table_bytes(zones);
  ASSERT_TRUE(table);
  Full sink;
  ReadOptions options;
  options.file_name = "2025年1-7月.csv";
  const auto read = read_file(**table, options, words(), sink, nullptr);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::io_failed);
}

TEST(Sheets, TheSameBytesGiveTheSameReading) {
  const ReadSheet a = read_bytes(zones, "2025年1-7月.csv");
  const ReadSheet b = read_bytes(zones, "2025年1-7月.csv");
  EXPECT_EQ(a.lines(), b.lines());
  EXPECT_EQ(a.first().layout, b.first().layout);
  EXPECT_EQ(a.sink.rows[0].context, b.sink.rows[0].context);
}

}  // namespace
}  // namespace duibiao::intake
