#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "dump.h"

namespace duibiao::document::testing {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(DUIBIAO_SOURCE_DIR) + "/tests/fixtures/readers/" + name,
                     std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(Sheets, EverySheetIsATableUnderItsName) {
  EXPECT_EQ(read(fixture("openpyxl.xlsx"), "a.xlsx"),
            "h1 出口\n"
            "c1.0.0 1x4 浙江省进出口\n"
            "c1.1.0 地区\nc1.1.1 出口\nc1.1.2 增速\nc1.1.3 日期\n"
            "c1.2.0 温州市\nc1.2.1 26.78\nc1.2.2 26.78%\nc1.2.3 2019-10-18\n"
            "c1.5.1 0.0000001\nc1.5.2 A甲  乙\n");
}

TEST(Sheets, NumbersKeepTheZerosTheirFormatPrints) {
  EXPECT_THAT(read(fixture("decimals.xlsx"), "a.xlsx"),
              ::testing::HasSubstr("c1.0.0 7\nc1.0.1 7.0\nc1.0.2 7.00\n"));
  EXPECT_THAT(read(fixture("decimals.xlsx"), "a.xlsx"),
              ::testing::HasSubstr("c1.1.0 10.0%\nc1.1.1 30%\n"));
}

TEST(Sheets, DelimitedTextIsASheetByItsName) {
  EXPECT_EQ(read("地区,出口\n宁波,5.1\n", "a.csv"),
            "c1.0.0 地区\nc1.0.1 出口\nc1.1.0 宁波\nc1.1.1 5.1\n");
  EXPECT_EQ(read("地区,出口\n", "a.txt"), "h1 地区,出口\n");
}

}  // namespace
}  // namespace duibiao::document::testing
