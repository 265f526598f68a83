#include <gtest/gtest.h>

#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

TEST(OdsReader, ReadsWhatLibreOfficeWrites) {
  const std::string row = " | n~ 26.78 | n~ 26.78 | -  | n% 0.22 | n 12\n";
  EXPECT_EQ(dump_fixture("libreoffice.ods"),
            "[出口]\n"
            "1 | t 标题  甲\n乙\t丙\n"
            "2" +
                row + "3" + row +
                "1004 hidden | d 2019-10-18 | d 2019-10-18 13:30:00 | d 08:05:00 | b FALSE | "
                "x #DIV/0! | x Err:502 | x #NO-RESULT!\n"
                "merged A1:C1\n"
                "[隐藏] hidden\n"
                "1 | t 只有值\n");
}

TEST(OdsReader, KeepsTheZerosThatAreShown) {
  EXPECT_EQ(dump_fixture("decimals.ods"),
            "[Sheet1]\n"
            "1 | n 7 | n 7 .1 | n 1234.5 .2 | n 12 .2 | n% 0.1 .3 | n% 0.3 .2 | n 0 .1 | n -7 .2 | "
            "n~ 9.8 .2\n"
            "2 | n 9.8123 | n 6.96 | n 7000000 | n 1 | n 7 | n 7 | n 1234 | n 7 | n 0\n"
            "3 | n 7 | n 12345678901234\n");
}

TEST(OdsReader, LeavesASheetInTheMiddle) {
  auto reader = open_table(fixture("libreoffice.ods"));
  ASSERT_TRUE(reader);
  SheetInfo info;
  Row row;
  ASSERT_TRUE((*reader)->next_sheet(info).value());
  ASSERT_TRUE((*reader)->next_row(row).value());
  ASSERT_TRUE((*reader)->next_row(row).value());  // the first of two repeated rows
  ASSERT_TRUE((*reader)->next_sheet(info).value());
  EXPECT_EQ(info.name, "隐藏");
  ASSERT_TRUE((*reader)->next_row(row).value());
  EXPECT_EQ(row.number, 1U);
  EXPECT_FALSE((*reader)->next_row(row).value());
}

TEST(OdsReader, RefusesAFloodOfRepeatedCells) {
  EXPECT_EQ(dump_fixture("flood.ods"), "[洪水]\n! 2004 洪水 XFD1 0\n");
}

TEST(OdsReader, SaysThatAPasswordProtectsTheFile) {
  auto reader = open_table(fixture("encrypted.ods"));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::unknown_format);
  EXPECT_NE(reader.error().message.zh.find("密码"), std::string::npos);
}

TEST(OdsReader, RefusesATextDocument) { EXPECT_EQ(dump_fixture("text.odt"), "!! 2002\n"); }

}  // namespace
}  // namespace duibiao::intake::testing
