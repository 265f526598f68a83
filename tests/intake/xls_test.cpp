#include <gtest/gtest.h>

#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

TEST(XlsReader, ReadsExcel97WorkbooksWithMergesFormatsAndFormulaResults) {
  std::string long_text;
  for (int index = 0; index < 9'000; ++index) long_text += "长";
  EXPECT_EQ(dump_fixture("xlwt.xls"),
            "[出口]\n"
            "1 | t 浙江省进出口\n"
            "2 | t 地区 | t 出口 | t 增速 | t 日期\n"
            "3 | t 温州市 | n 26.78 | n% 0.2678 | d 2019-10-18\n"
            "4 | b TRUE | n 12345 | n~ 0.3 | n -1234.56\n"
            "5 hidden | n 2 | t 公式文字 | x #DIV/0! | b TRUE\n"
            "merged A1:D1\n"
            "[隐藏] hidden\n"
            "7 | -  | t " +
                std::string(3'000, 'a') + "\n8 | -  | t " + long_text + "\n");
}

TEST(XlsReader, KeepsTheZerosThatANumberFormatPrints) {
  EXPECT_EQ(dump_fixture("decimals.xls"),
            "[Sheet1]\n"
            "1 | n 7 | n 7 .1 | n 7 .2 | n 7 | n 7 | n% 0.1 .3 | n% 0.3 .2 | n 9.8123 | n 0 .2 | "
            "d 2019-10-18 | n 7\n"
            "2 | n 7 .1\n");
}

TEST(XlsReader, ReadsExcel95InItsCodePageFromSmallSectors) {
  EXPECT_EQ(dump_fixture("excel95.xls"),
            "[进出口]\n1 | t 温州 | n% 0.125 .4\n3 | n 100 | n 26.78\n");
}

TEST(XlsReader, SaysThatAWorkbookIsEncrypted) {
  auto reader = open_table(fixture("encrypted.xlsx"));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::unknown_format);
  EXPECT_NE(reader.error().message.en.find("password"), std::string::npos);
}

TEST(XlsReader, ReportsAFileCutAnywhere) {
  const std::string whole = bytes_of(fixture("xlwt.xls"));
  for (std::size_t size = 9; size + 2'048 < whole.size(); size += 97) {
    const std::string text = dump_bytes(std::string_view(whole).substr(0, size));
    ASSERT_NE(text.find("! 200"), std::string::npos) << "cut at " << size;
  }
}

TEST(XlsReader, SurvivesAnyByteChanged) {
  const std::string whole = bytes_of(fixture("excel95.xls"));
  for (std::size_t at = 8; at < whole.size(); ++at) {
    for (const int value : {0x00, 0x7F, 0xFF}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(value);
      ASSERT_FALSE(dump_bytes(changed).empty()) << "byte " << at;
    }
  }
}

}  // namespace
}  // namespace duibiao::intake::testing
