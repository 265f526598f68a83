#include "sdmx_cases.h"

namespace duibiao::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(Sdmx, EveryFormOfTheSameDataGivesTheSameFigures) {
  const std::string qianjiang = "http://jiaozhou.guicaiba.com/i/1/295566 (钱江晚报)";
  const std::string wenzhou =
      "Wenzhou's commerce figures for January-September 2019, as printed in November 2019";
  const std::vector<std::string> expected = {
      "100000 exports 2019-01..2019-09 level 12.48 万亿元 A | 海关总署 2019-10-14",
      "100000 imports 2019-01..2019-09 growth_yoy -0.1 % A | 海关总署 2019-10-14",
      "100000 imports 2019-01..2019-09 level 10.43 万亿元 A | 海关总署 2019-10-14",
      "330000 exports 2019 growth_yoy 9.0 % A | " + qianjiang,
      "330000 exports 2019 level 23069.8 亿元 A | " + qianjiang,
      "330000 exports 2019-01..2019-03 level 4914.7 亿元 A | " + qianjiang,
      // In brackets, lest the linter think a comma forgotten.
      ("330000 exports 2023 level 3.57 万亿元 E | derived: level of 2024-12 ÷ (1 + growth); "
       "杭州海关 2024-12"),
      "330300 exports 2019-01..2019-09 growth_rank 1 位 A | " + wenzhou,
      "330300 exports 2019-01..2019-09 growth_yoy 26.78 % A | " + wenzhou,
  };
  for (const char* name :
       {"generic.xml", "generic_flat.xml", "specific.xml", "specific_3_flat.xml", "json_1.json",
        "json_2.json", "csv_1.csv", "csv_2_both.csv", "csv_2_name.csv"}) {
    const ReadSheet sheet = read_sdmx_fixture(name);
    ASSERT_TRUE(sheet.reading) << name << ": " << sheet.reading.error().message.en;
    EXPECT_EQ(all_told(sheet), expected) << name;
    EXPECT_EQ(sheet.first().layout.kind, "sdmx") << name;
    EXPECT_TRUE(sheet.sink.rows.empty()) << name << ": " << sheet.sink.rows.front().reason.en;
  }
}

TEST(Sdmx, APeriodIsReadInEveryFormItMayHave) {
  const auto period = [](const std::string& freq, const std::string& what,
                         const std::string& time) {
    const std::string line =
        csv_row(freq + ",330300,exports," + what + "," + time + ",1912.0,CNY,8,1,A");
    const std::size_t from = line.find("exports ") + 8;
    return line.starts_with("330300 exports") ? line.substr(from, line.find(' ', from) - from)
                                              : line;
  };
  EXPECT_EQ(period("A", "N", "2019"), "2019");
  EXPECT_EQ(period("A", "N", "2019-A1"), "2019");
  EXPECT_EQ(period("S", "N", "2019-S2"), "2019-H2");
  EXPECT_EQ(period("H", "N", "2019-S2"), "2019-H2");
  EXPECT_EQ(period("Q", "N", "2019-Q3"), "2019-Q3");
  EXPECT_EQ(period("M", "N", "2019-M09"), "2019-09");
  EXPECT_EQ(period("M", "N", "2019M09"), "2019-09");
  EXPECT_EQ(period("M", "N", "201909"), "2019-09");
  EXPECT_EQ(period("M", "N", "2019年9月"), "2019-09");
  EXPECT_EQ(period("M", "YTD", "2019-09"), "2019-01..2019-09");
  EXPECT_EQ(period("M", "YTD", "2019-01-01/P9M"), "2019-01..2019-09");
  EXPECT_EQ(period("M", "", "2019-01-01/P9M"), "2019-01..2019-09");
  EXPECT_EQ(period("M", "YTD", "2019-01-01--P9M"), "2019-01..2019-09");
  EXPECT_EQ(period("", "", "2019年1-9月"), "2019-01..2019-09");
  EXPECT_EQ(period("M", "C3", "2019-09"), "2019-Q3");
  EXPECT_EQ(period("W", "N", "2019-W36"), "2019-W36");
  EXPECT_EQ(period("D", "N", "2019-D244"), "2019-09-01");
}

TEST(Sdmx, AFrequencyThatContradictsItsTimeIsHeldForGood) {
  EXPECT_EQ(csv_row("M,330300,exports,N,2019-Q3,1912.0,CNY,8,1,A"),
            "unknown_period: 2019-Q3 is no time of frequency M");
  EXPECT_THAT(csv_row("Q,330300,exports,N,2019-09,1912.0,CNY,8,1,A"), StartsWith("unknown_period"));
  EXPECT_THAT(csv_row("A,330300,exports,YTD,2019-01-01/P18M,1,CNY,8,1,A"),
              StartsWith("unknown_period"));
  EXPECT_THAT(csv_row("M,330300,exports,PCH,2019-09,1912.0,CNY,8,1,A"),
              HasSubstr("unknown transformation “PCH”"));
  const ReadSheet sheet = read_bytes(
      "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nDB:CITY(1.0),M,330300,exports,"
      "2019-Q3,5\n",
      "t.csv");
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  const HeldCells& held = sheet.sink.rows.front();
  EXPECT_THAT(held.cells, ElementsAre("DB:CITY(1.0)", "M", "330300", "exports", "2019-Q3", "5"));
  const auto again = retry_held(held.cells, held.context, held.row, words());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->figures.empty());
  EXPECT_THAT(again->still_held.en, HasSubstr("no time of frequency M"));
}

TEST(Sdmx, WhatIsMissingIsNotZero) {
  for (const char* value : {"", "NaN", "nan", "NA", "—"}) {
    EXPECT_EQ(csv_row("M,330300,exports,YTD," + std::string("2019-09,") + value + ",CNY,8,1,A"),
              "missing")
        << value;
  }
  EXPECT_EQ(csv_row("M,330300,exports,YTD,2019-09,0,CNY,8,0,M"), "missing");
  EXPECT_EQ(csv_row("M,330300,exports,YTD,2019-09,0,CNY,8,0,A"),
            "330300 exports 2019-01..2019-09 level 0 亿元 A");
}

TEST(Sdmx, AValueKeepsTheDigitsItWasPrintedWith) {
  const auto value = [](const std::string& text, const std::string& unit) {
    const std::string line = csv_row("M,330300,exports,YTD,2019-09," + text + "," + unit + ",A");
    const std::size_t from = line.find("level ");
    return from == line.npos ? line : line.substr(from + 6, line.size() - from - 8);
  };
  EXPECT_EQ(value("1912", "CNY,8,1"), "1912.0 亿元");
  EXPECT_EQ(value("1912.0", "CNY,8,"), "1912.0 亿元");
  EXPECT_EQ(value("1912.00", "CNY,8,1"), "1912.0 亿元");
  // More digits than are declared to be shown are digits all the same.
  EXPECT_EQ(value("1912.03", "CNY,8,1"), "1912.03 亿元");
  // Noise of a binary double is none.
  EXPECT_EQ(value("1912.0299999999999", "CNY,8,2"), "1912.03 亿元");
  // 19,120 times ten yuan: the next larger unit keeps the digits as they are.
  EXPECT_EQ(value("1912.0", "CNY,9,1"), "1912.0 十亿元");
  EXPECT_EQ(value("19120.5", "CNY,2,1"), "1912.05 千元");
  // Dollars are an indicator of their own.
  EXPECT_EQ(csv_row("M,330300,exports,YTD,2019-09,1912.0,USD,4,1,A"),
            "330300 exports_usd 2019-01..2019-09 level 1912.0 万美元 A");
}

TEST(Sdmx, AnUnknownUnitIsHeldUntilOneIsGiven) {
  EXPECT_EQ(csv_row("M,330300,exports,YTD,2019-09,1912.0,XDC,8,1,A"),
            "bad_unit: UNIT_MEASURE=XDC, UNIT_MULT=8: the unit is unknown");
  EXPECT_THAT(csv_row("M,330300,exports,YTD,2019-09,1912.0,,8,1,A"),
              HasSubstr("a multiplier (UNIT_MULT 8) but no unit"));
  EXPECT_EQ(csv_row("M,330300,exports,YTD,2019-09,1912.0,亿元,,1,A"),
            "330300 exports 2019-01..2019-09 level 1912.0 亿元 A");
  EXPECT_THAT(csv_row("M,330300,exports,YTD,2019-09,9.4,PC,0,1,A"), StartsWith("bad_unit"));
  const ReadSheet sheet = read_bytes(
      "DATAFLOW,REF_AREA,INDICATOR,TRANSFORMATION,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nDB:CITY(1.0),"
      "330300,exports,YTD,2019-09,1912.0,XDC\n",
      "t.csv");
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  const HeldCells& held = sheet.sink.rows.front();
  EXPECT_TRUE(retry_held(held.cells, held.context, held.row, words())->figures.empty());
  const Unit given = *Unit::find("亿元");
  const auto again = retry_held(held.cells, held.context, held.row, words(), {&given, 1});
  ASSERT_EQ(again->figures.size(), 1U);
  EXPECT_EQ(told(again->figures.front()), "330300 exports 2019-01..2019-09 level 1912.0 亿元 A");
}

TEST(Sdmx, NothingIsDeletedByAFileAndNothingUnpublishedComesIn) {
  const std::string header =
      "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TRANSFORMATION,TIME_PERIOD,OBS_VALUE,"
      "UNIT_MEASURE,UNIT_MULT,OBS_STATUS\ndataflow,DB:CITY(1.0),";
  const auto row = [&](const std::string& text) {
    return one_told(read_bytes(header + text + "\n", "t.csv"));
  };
  EXPECT_THAT(row("D,330300,exports,YTD,2019-09,-,,,"), StartsWith("deletion"));
  EXPECT_THAT(row("D,,exports,,,,,,"), StartsWith("deletion"));
  EXPECT_THAT(row("D,330300,exports,YTD,2019-09,1912.0,CNY,8,A"), StartsWith("deletion"));
  EXPECT_EQ(row("R,330300,exports,YTD,2019-09,1912.0,CNY,8,A"),
            "330300 exports 2019-01..2019-09 level 1912.0 亿元 A");
  EXPECT_THAT(row("I,330300,exports,YTD,2019-09,1912.0,CNY,8,F"), StartsWith("not_published"));
  EXPECT_THAT(row("I,330300,exports,YTD_SH_DER,2019-09,6.1,PC,0,A"), StartsWith("not_published"));
  EXPECT_THAT(
      one_told(read_bytes(
          specific_message(std::string(one_series) +
                               "><Obs TIME_PERIOD=\"2019-09\" OBS_VALUE=\"26.78\"/></Series>",
                           "Delete"),
          "t.xml")),
      StartsWith("deletion"));
  EXPECT_THAT(
      one_told(read_bytes(specific_message(std::string(one_series) + "/>", "Delete"), "t.xml")),
      HasSubstr("asks for deletions only"));
}

TEST(Sdmx, AnotherSeriesIsNeverTakenForThePlainOne) {
  const std::string header = "DATAFLOW,FREQ,GEO,SUBJECT,S_ADJ,PARTNER,TIME_PERIOD,OBS_VALUE,UNIT\n";
  const ReadSheet sheet = read_bytes(header +
                                         "X:Y(1),M,330300,exports,NSA,WLD,2019-09,200.1,亿元\n"
                                         "X:Y(1),M,330300,exports,SCA,WLD,2019-09,190.2,亿元\n"
                                         "X:Y(1),M,330300,exports,NSA,US,2019-09,35.7,亿元\n"
                                         "X:Y(1),M,330300,exports,NSA,,2019-08,199.0,亿元\n",
                                     "t.csv");
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(sheet.sink.all.size(), 2U);
  EXPECT_EQ(told(sheet.sink.all[0]), "330300 exports 2019-09 level 200.1 亿元 A");
  EXPECT_EQ(told(sheet.sink.all[1]), "330300 exports 2019-08 level 199.0 亿元 A");
  ASSERT_EQ(sheet.sink.rows.size(), 2U);
  EXPECT_THAT(sheet.sink.rows[0].reason.en, HasSubstr("“exports [S_ADJ=SCA]”"));
  EXPECT_THAT(sheet.sink.rows[1].reason.en, HasSubstr("“exports [PARTNER=US]”"));
  // No retry takes the bracket off.
  for (const HeldCells& held : sheet.sink.rows) {
    EXPECT_THAT(retry_held(held.cells, held.context, held.row, words())->figures, IsEmpty());
  }
}

TEST(Sdmx, AnAliasGivesAnotherSeriesAPlace) {
  Vocabulary mine = words();
  ASSERT_TRUE(mine.catalogue.add_alias("exports [S_ADJ=SCA]", *mine.catalogue.by_id("imports")));
  ASSERT_TRUE(mine.places.add_alias("WZ", *mine.places.by_code("330300")));
  const std::string bytes =
      "DATAFLOW,FREQ,GEO,INDICATOR,S_ADJ,TIME_PERIOD,OBS_VALUE,UNIT\n"
      "X:Y(1),M,WZ,exports,SCA,2019-09,190.2,亿元\n";
  const auto table = open_table_bytes(bytes);
  ASSERT_TRUE(table);
  MemorySink sink;
  ASSERT_TRUE(read_file(**table, {}, mine, sink, nullptr));
  ASSERT_EQ(sink.all.size(), 1U);
  EXPECT_EQ(told(sink.all.front()), "330300 imports 2019-09 level 190.2 亿元 A");
}

TEST(Sdmx, WhatIsNotKnownIsHeldWithItsDimensionAndCode) {
  EXPECT_THAT(csv_row("M,ZJE,exports,YTD,2019-09,1912.0,CNY,8,1,A"),
              StartsWith("unknown_place: REF_AREA=ZJE: unknown place “ZJE”"));
  EXPECT_THAT(csv_row("M,330300,XYZ_Q,YTD,2019-09,1912.0,CNY,8,1,A"),
              StartsWith("unknown_indicator: INDICATOR=XYZ_Q: unknown indicator “XYZ_Q”"));
  EXPECT_EQ(csv_row("M,温州,出口,YTD,2019-09,1912.0,CNY,8,1,A"),
            "330300 exports 2019-01..2019-09 level 1912.0 亿元 A");
}

TEST(Sdmx, WhatAnIdentifierCannotHoldIsReadFromItsHexadecimalDigits) {
  EXPECT_EQ(csv_row("M,330300,$E5$87$BA$E5$8F$A3,YTD,2019-09,1912.0,CNY,8,1,A"),
            "330300 exports 2019-01..2019-09 level 1912.0 亿元 A");
  EXPECT_THAT(csv_row("M,330300,a$zz,YTD,2019-09,1912.0,CNY,8,1,A"),
              StartsWith("unknown_indicator: INDICATOR=a$zz"));
}

TEST(Sdmx, InJsonAttributesOfGroupsAndDefaultsHoldForTheirObservations) {
  const std::string message =
      R"({"data":{"dataSets":[{"dimensionGroupAttributes":{"0:1:":[0]},)"
      R"("observations":{"0:0":[12.50],"1:0":[2.5]}}],"structures":[{"dimensions":{"dataSet":[)"
      R"({"id":"REF_AREA","keyPosition":0,"values":[{"id":"330300"}]}],"observation":[)"
      R"({"id":"INDICATOR","keyPosition":1,"values":[{"id":"exports"},{"id":"imports"}]},)"
      R"({"id":"TIME_PERIOD","keyPosition":2,"values":[{"value":"2019-09"}]}]},"attributes":{)"
      R"("dimensionGroup":[{"id":"UNIT_MULT","values":[{"id":"4"}]}],)"
      R"("observation":[{"id":"UNIT_MEASURE","default":"CNY"}]}}]}})";
  const ReadSheet sheet = read_bytes(message, "t.json");
  ASSERT_TRUE(sheet.reading) << sheet.reading.error().message.en;
  std::vector<std::string> lines;
  for (const Observation& figure : sheet.sink.all) lines.push_back(told(figure));
  EXPECT_THAT(lines, ElementsAre("330300 exports 2019-09 level 12.50 元 A",
                                 "330300 imports 2019-09 level 2.5 万元 A"));
}

TEST(Sdmx, ACodeAndANameThatDisagreeAreHeld) {
  const std::string header =
      "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: 地区,INDICATOR: 指标,TIME_PERIOD: 时期,OBS_VALUE: "
      "值,UNIT_MEASURE: 单位\ndataflow,DB:CITY(1.0),I,";
  EXPECT_EQ(one_told(read_bytes(header + "Z7: 温州市,K9: 出口,2019-09: 2019年9月,200.1,Y: 亿元\n",
                                "t.csv")),
            "330300 exports 2019-09 level 200.1 亿元 A");
  EXPECT_EQ(
      one_told(read_bytes(header + "330300: 杭州市,K9: 出口,2019-09,200.1,Y: 亿元\n", "t.csv")),
      "contradiction: the code “330300” of REF_AREA and its name “杭州市” mean different "
      "things");
}

TEST(Sdmx, RowsSayWhereTheyStandInTheFile) {
  const ReadSheet by_line = read_sdmx_fixture("specific.xml");
  EXPECT_EQ(by_line.sink.all.front().row, 23U);
  const std::string one_line =
      specific_message(std::string(one_series) +
                       "><Obs TIME_PERIOD=\"2019-08\" OBS_VALUE=\"1\"/>"
                       "<Obs TIME_PERIOD=\"2019-09\" OBS_VALUE=\"abc\"/></Series>");
  const ReadSheet sheet = read_bytes(one_line, "t.xml");
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows.front().cells.back(), "line 4");
  const auto table = open_table_bytes(
      R"({"data":{"structure":{"dimensions":{"observation":[{"id":"REF_AREA","values":[{"id":"Q"}]},)"
      R"({"id":"INDICATOR","values":[{"id":"exports"}]},{"id":"TIME_PERIOD","values":[{"id":"2019"}]}]}},)"
      R"("dataSets":[{"observations":{"0:0:0":[1.50]}}]}})");
  ASSERT_TRUE(table) << table.error().message.en;
  EXPECT_EQ(testing::dump(**table),
            "[]\n1 | t REF_AREA | t INDICATOR | t TIME_PERIOD | t OBS_VALUE | t POSITION\n"
            "2 | t Q | t exports | t 2019 | t 1.50 | t "
            "data.dataSets[0].observations[\"0:0:0\"]\n");
}

TEST(Sdmx, ASheetWithItsHeaderIsReadTheSameFromAWorkbookOrWithoutTheFirstColumn) {
  const ReadSheet sheet = read_bytes(
      "FREQ,REF_AREA,INDICATOR,TRANSFORMATION,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT\n"
      "M,330300,exports,YTD_GY,2019-09,26.78,PC,0\n",
      "t.csv");
  EXPECT_EQ(one_told(sheet), "330300 exports 2019-01..2019-09 growth_yoy 26.78 % A");
  EXPECT_EQ(sheet.first().layout.kind, "sdmx");
  const Layout saved = Layout::from_toml(sheet.first().layout.to_toml(), "saved").value();
  EXPECT_EQ(saved.columns, sheet.first().layout.columns);
}

}  // namespace
}  // namespace duibiao::intake
