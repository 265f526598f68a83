#include <gtest/gtest.h>

#include "intake/open_merge.h"
#include "intake/xlsx_formats.h"
#include "intake/xlsx_strings.h"
#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

TEST(XlsxReader, ReadsWhatOpenpyxlWrites) {
  EXPECT_EQ(dump_fixture("openpyxl.xlsx"),
            "[出口]\n"
            "1 | t 浙江省进出口\n"
            "2 | t 地区 | t 出口 | t 增速 | t 日期\n"
            "3 | t 温州市 | n 26.78 | n% 0.2678 | d 2019-10-18\n"
            "4 hidden | t 合计 | x #NO-RESULT! | b TRUE | d 2019-10-18 13:30:00\n"
            "6 | -  | n 0.0000001 | t A甲\r\n乙\n"
            "merged A1:D1\n"
            "[隐藏] hidden\n"
            "7 | -  | d 08:05:00\n");
}

TEST(XlsxReader, ReadsWhatXlsxWriterWrites) {
  EXPECT_EQ(dump_fixture("xlsxwriter.xlsx"),
            "[数据]\n"
            "1 | t 温州市 | n 1804289.383 | n% 0.3 .3\n"
            "3 | -  | n 12345678901234570\n");
}

TEST(XlsxReader, ReadsWhatExcelAndWpsWrite) {
  EXPECT_EQ(dump_fixture("excel.xlsx"),
            "[汇总]\n"
            "1 | t 地区 | -  | t 出口 总值 | t 第一行\r\n第二行 | - \n"
            "2 | d 2019-09-01 | n~% 0.2678 | n~ 9.8 | d 2019-10-18 13:30:00 | d 1900-02-28 | n 60\n"
            "4 hidden | t 地区x | x #DIV/0! | b TRUE | x #NO-RESULT! | d 2019-10-18 | n 2\n"
            "5 | t 行内 | n 0.000012345 | n 13438.000002\n"
            "merged A1:B1\n"
            "merged C1:C3\n");
}

TEST(XlsxReader, KeepsTheZerosThatANumberFormatPrints) {
  EXPECT_EQ(dump_fixture("decimals.xlsx"),
            "[Sheet1]\n"
            "1 | n 7 | n 7 .1 | n 7 .2 | n 7 | n 7 .2 | n 7 | n 7 | n 7 | n 7 .2\n"
            "2 | n% 0.1 .3 | n% 0.3 .2 | n% 0.12345 | n 9.8123 | n 9.8123 | n -7 .1 | n 0 .2 | "
            "n~ 9.8 .2\n"
            "3 | d 2019-10-18 | t 7 | b TRUE | n 1E400 .1 | n 12345678901234 .3 | "
            "n 123456789012345678 .3\n");
}

TEST(XlsxReader, CountsDaysFrom1904WhereTheWorkbookSaysSo) {
  EXPECT_EQ(dump_fixture("excel_1904.xlsx"), "[Sheet1]\n1 | d 1904-01-01 | d 2019-10-18\n");
}

TEST(XlsxReader, FollowsStrictNamespacesPrefixesAndOddPaths) {
  EXPECT_EQ(dump_fixture("strict_prefixed.xlsx"),
            "[甲] hidden\n1 | t 宁波 | n 1.50\n2\n3 | -  | t 乙\n");
}

TEST(XlsxReader, SkipsWhatIsLeftOfASheet) {
  auto reader = open_table(fixture("openpyxl.xlsx"));
  ASSERT_TRUE(reader);
  SheetInfo info;
  Row row;
  ASSERT_TRUE((*reader)->next_sheet(info).value());
  ASSERT_TRUE((*reader)->next_row(row).value());
  ASSERT_TRUE((*reader)->next_sheet(info).value());
  EXPECT_EQ(info.name, "隐藏");
  ASSERT_TRUE((*reader)->next_row(row).value());
  EXPECT_EQ(row.number, 7U);
  EXPECT_FALSE((*reader)->next_row(row).value());
  EXPECT_FALSE((*reader)->next_row(row).value());
  EXPECT_FALSE((*reader)->next_sheet(info).value());
}

TEST(XlsxReader, NamesTheCellThatPointsNowhere) {
  EXPECT_EQ(dump_fixture("bad_shared_string.xlsx"), "[Sheet1]\n! 2003 Sheet1 C7 0\n");
}

TEST(XlsxReader, RefusesOverlappingMerges) {
  EXPECT_EQ(dump_fixture("overlapping_merges.xlsx"), "[Sheet1]\n! 2003 Sheet1 B3 0\n");
}

TEST(NumberFormats, TellsDatesFromNumbers) {
  EXPECT_EQ(read_format_code("General").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("G/通用格式").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("#,##0.00_);[Red]\\(#,##0.00\\)").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("0.00E+00").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("0.0\"days\"").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("0.0,,\"Mio\"").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("[h]:mm:ss").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("@").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("0.0%").kind, NumberFormat::percent);
  EXPECT_EQ(read_format_code("0.0\"%\"").kind, NumberFormat::plain);
  EXPECT_EQ(read_format_code("yyyy\"年\"m\"月\"").kind, NumberFormat::date);
  EXPECT_EQ(read_format_code("[$-804]yyyy/m/d;@").kind, NumberFormat::date);
  EXPECT_EQ(read_format_code("mmm-yy").kind, NumberFormat::date);
  EXPECT_EQ(read_format_code("m/d/yy h:mm").kind, NumberFormat::date_time);
  EXPECT_EQ(read_format_code("h:mm AM/PM").kind, NumberFormat::time);
  EXPECT_EQ(builtin_format(57).kind, NumberFormat::date);
  EXPECT_EQ(builtin_format(10).kind, NumberFormat::percent);
  EXPECT_EQ(builtin_format(4).kind, NumberFormat::plain);
}

TEST(NumberFormats, TellTheDecimalsThatTheyAlwaysPrint) {
  const auto decimals = [](std::string_view code) { return int{read_format_code(code).decimals}; };
  EXPECT_EQ(decimals("0.0"), 1);
  EXPECT_EQ(decimals("#,##0.00_);[Red]\\(#,##0.00\\)"), 2);
  EXPECT_EQ(decimals("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ "), 2);
  EXPECT_EQ(decimals("[Red]0.000;0.0"), 3);
  EXPECT_EQ(decimals("[$¥-804]#,##0.00"), 2);
  EXPECT_EQ(decimals("0.0\"万元\""), 1);
  EXPECT_EQ(decimals("0.0#"), 1);
  EXPECT_EQ(decimals("0.0\"%\""), 1);
  EXPECT_EQ(decimals("0%"), 2);
  EXPECT_EQ(decimals("0.0%"), 3);
  EXPECT_EQ(decimals("0.0,"), 0);
  EXPECT_EQ(decimals("0.0000,"), 1);
  EXPECT_EQ(decimals("0,.0000"), 1);
  EXPECT_EQ(decimals("0." + std::string(300, '0')), 15);
}

TEST(NumberFormats, PromiseNoDecimalsWhereNoneAreForced) {
  for (const char* code : {"General",
                           "G/通用格式",
                           "@",
                           "0",
                           "#,##0",
                           "#.##",
                           "0.##",
                           "0.??",
                           "# ?/?",
                           "0.00E+00",
                           "##0.0E+0",
                           "[<1]0.00;0",
                           "[>=10000]0.00;0.0",
                           "[h]:mm:ss.00",
                           "yyyy-mm-dd",
                           "mm:ss.00",
                           "0\"0.00\"",
                           "0\\.00",
                           "0!.0000",
                           "",
                           ";;;",
                           ".",
                           ",",
                           "0;0.00",
                           "\"0.0"}) {
    EXPECT_EQ(int{read_format_code(code).decimals}, 0) << code;
  }
}

TEST(NumberFormats, KnowTheDecimalsOfThoseWithoutACode) {
  for (std::uint32_t id = 0; id < 60; ++id) {
    const bool two = id == 2 || id == 4 || id == 7 || id == 8 || id == 9 || id == 39 || id == 40 ||
                     id == 43 || id == 44;
    EXPECT_EQ(int{builtin_format(id).decimals}, id == 10 ? 4 : two ? 2 : 0) << id;
  }
}

TEST(PrintedDecimals, AreSeenInWhatAProgramShows) {
  EXPECT_EQ(shown_decimals("7.0", "7"), 1U);
  EXPECT_EQ(shown_decimals("¥-1,234.50", "-1234.5"), 2U);
  EXPECT_EQ(shown_decimals("10.0%", "0.1"), 3U);
  EXPECT_EQ(shown_decimals("0.00", "0"), 2U);
  EXPECT_EQ(shown_decimals("0.050", "0.05"), 3U);
}

TEST(PrintedDecimals, AreNotTakenFromAnotherNumber) {
  const std::pair<const char*, const char*> pairs[] = {
      {"7.0", "6.96"},     {"7.0", "70"},   {"7.0", "7000000"}, {"1.00E+00", "1"}, {"7.0", "7.0"},
      {"1.234", "1234"},   {"8.0", "7"},    {"7.00 / 2", "7"},  {"", "0"},         {"-", "0"},
      {"2019.10", "2019"}, {"10.0", "0.1"}, {"7 0/1", "7"},     {"7.0", ""},       {"###", "7"}};
  for (const auto& [shown, plain] : pairs) EXPECT_EQ(shown_decimals(shown, plain), 0U) << shown;
}

std::string date(std::string_view serial, NumberFormat format, bool epoch_1904 = false) {
  std::string out;
  return append_serial_date(out, serial, format, epoch_1904) ? out : "-";
}

TEST(SerialDates, KnowTheLeapDayThatNeverWas) {
  EXPECT_EQ(date("1", NumberFormat::date), "1900-01-01");
  EXPECT_EQ(date("59", NumberFormat::date), "1900-02-28");
  EXPECT_EQ(date("60", NumberFormat::date), "-");
  EXPECT_EQ(date("61", NumberFormat::date), "1900-03-01");
  EXPECT_EQ(date("2958465", NumberFormat::date), "9999-12-31");
}

TEST(SerialDates, RoundToTheSecondAndCarry) {
  EXPECT_EQ(date("43756.999999999", NumberFormat::date_time), "2019-10-19");
  EXPECT_EQ(date("43756.5", NumberFormat::date), "2019-10-18");
  EXPECT_EQ(date("0.5", NumberFormat::time), "12:00:00");
}

TEST(SerialDates, RefuseWhatIsNoDay) {
  for (const char* serial : {"-1", "2958466", "1e300", "nan", "inf", "", "abc", "12x"}) {
    EXPECT_EQ(date(serial, NumberFormat::date), "-") << serial;
  }
}

TEST(PlainNumbers, LoseTheNoiseOfDoublesAndNothingElse) {
  const auto plain = [](std::string_view text) {
    std::string out;
    const bool rounded = append_plain_number(out, text);
    return (rounded ? "~" : "") + out;
  };
  EXPECT_EQ(plain("26.78"), "26.78");
  EXPECT_EQ(plain("26.80"), "26.80");
  EXPECT_EQ(plain("26.779999999999998"), "~26.78");
  EXPECT_EQ(plain("213701612388.99997"), "~213701612389");
  EXPECT_EQ(plain("1E+15"), "1000000000000000");
  EXPECT_EQ(plain("1e999"), "1e999");
  EXPECT_EQ(plain("x"), "x");
}

TEST(XlsxText, UndoesEscapes) {
  const auto plain = [](std::string text) {
    unescape_xlsx_text(text);
    return text;
  };
  EXPECT_EQ(plain("a_x000D_b"), "a\rb");
  EXPECT_EQ(plain("_x005F_x000D_"), "_x000D_");
  EXPECT_EQ(plain("_x6E29__x5DDE_"), "温州");
  EXPECT_EQ(plain("_x00_x_xZZZZ_ _x0041"), "_x00_x_xZZZZ_ _x0041");
}

TEST(CellNames, AreReadAndWrittenBothWays) {
  EXPECT_EQ(cell_name(14, 3), "C14");
  EXPECT_EQ(cell_name(1, 26), "Z1");
  EXPECT_EQ(cell_name(1, 27), "AA1");
  EXPECT_EQ(cell_name(1, 16'384), "XFD1");
  for (std::uint32_t column = 1; column <= limit::columns; ++column) {
    const auto place = read_cell_name(cell_name(column, column));
    ASSERT_TRUE(place);
    ASSERT_EQ(place->column, column);
    ASSERT_EQ(place->row, column);
  }
  for (const char* name : {"", "A", "1", "A0", "XFE1", "A1B", "A99999999999", "1A", "甲1"}) {
    EXPECT_FALSE(read_cell_name(name)) << name;
  }
}

TEST(Merges, OverlapOnlyWhereTheyShareACell) {
  const Merge a{1, 1, 2, 2};
  const Merge beside{1, 3, 5, 3};
  const Merge below{3, 1, 3, 2};
  const Merge across{2, 2, 2, 9};
  EXPECT_FALSE(overlap(std::vector{a, beside, below}));
  EXPECT_TRUE(overlap(std::vector{a, across}));
  EXPECT_TRUE(overlap(std::vector{beside, across}));
  EXPECT_TRUE(overlap(std::vector{a, a}));
}

TEST(Merges, OverlapAsTheSlowWayFindsIt) {
  unsigned state = 7;
  const auto next = [&state](unsigned below) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U) % below;
  };
  for (int round = 0; round < 3'000; ++round) {
    std::vector<Merge> merges;
    bool expected = false;
    for (unsigned count = next(6) + 1; count > 0; --count) {
      const Merge fresh{next(8) + 1, next(8) + 1, 0, 0};
      Merge merge = fresh;
      merge.last_row = merge.first_row + next(4);
      merge.last_column = merge.first_column + next(4);
      for (const Merge& other : merges) {
        expected =
            expected ||
            (merge.first_row <= other.last_row && other.first_row <= merge.last_row &&
             merge.first_column <= other.last_column && other.first_column <= merge.last_column);
      }
      merges.push_back(merge);
    }
    ASSERT_EQ(overlap(merges).has_value(), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace duibiao::intake::testing
