#include <gtest/gtest.h>

#include "dump.h"

namespace duibiao::document::testing {
namespace {

/// A PDF whose text layer is this.
std::string read_pdf(std::string text) {
  OpenOptions options;
  options.pdf_to_text = [text](std::string_view) { return Result<std::string>(text); };
  return read("%PDF-1.7 …", "a.pdf", options);
}

TEST(Pdf, LinesBrokenAtTheMarginAreOneParagraph) {
  EXPECT_EQ(read_pdf("              2031年前三季度外贸情况\n\n"
                     "      2031年1-9月，全市实现进出口总额1912.0亿元，同比增长3.1\n"
                     "  个百分点以上，其中出口1500.0亿元，增长9.4%，进口四百一十二亿\n"
                     "  元，下降1.5%。\n"
                     "      二是结构优化。\n"),
            "h1 2031年前三季度外贸情况\n"
            "p 2031年1-9月，全市实现进出口总额1912.0亿元，同比增长3.1个百分点以上，其中出口1500.0"
            "亿元，增长9.4%，进口四百一十二亿元，下降1.5%。\n"
            "p 二是结构优化。\n");
}

TEST(Pdf, LatinLinesAreJoinedByASpace) {
  EXPECT_EQ(read_pdf("Exports of the city rose by 9.4 percent to 191.2\n"
                     "billion yuan in the first nine months of 2031, and\n"
                     "imports fell.\n"),
            "p Exports of the city rose by 9.4 percent to 191.2 billion yuan in the first nine "
            "months of 2031, and imports fell.\n");
}

TEST(Pdf, PageNumbersAndRunningHeadsAreLeftOut) {
  const std::string head = "统计快报 第";
  std::string text;
  for (int page = 1; page <= 4; ++page) {
    text += fmt::format("{}{}期\n\n正文{}说完了，这里是一句话。\n\n— {} —\n\f", head, 7,
                        std::string(1, static_cast<char>('A' + page)), page);
  }
  EXPECT_EQ(read_pdf(text),
            "p 正文B说完了，这里是一句话。\np 正文C说完了，这里是一句话。\n"
            "p 正文D说完了，这里是一句话。\np 正文E说完了，这里是一句话。\n");
}

TEST(Pdf, AParagraphGoesOnAcrossPages) {
  EXPECT_EQ(
      read_pdf("  甲。\n    全市进出口总额一千九百一十二亿元，比上年同期增长百分之\n          1\n\f"
               "  三点一，其中出口一千五百亿元。\n          2\n"),
      "p 甲。\np 全市进出口总额一千九百一十二亿元，比上年同期增长百分之三点一，其中出口一千五百"
      "亿元。\n");
}

TEST(Pdf, AlignedColumnsAreATable) {
  EXPECT_EQ(read_pdf("甲。\n"
                     "    地区         出口        同比\n"
                     "    宁波          5.1        3.2\n"
                     "    温州         12.0       -1.1\n"),
            "p 甲。\nc1.0.0 地区\nc1.0.1 出口\nc1.0.2 同比\nc1.1.0 宁波\nc1.1.1 5.1\nc1.1.2 3.2\n"
            "c1.2.0 温州\nc1.2.1 12.0\nc1.2.2 -1.1\n");
}

TEST(Pdf, WithoutTextOrReaderItIsRefused) {
  EXPECT_EQ(read_pdf("\n\f\n\f"), "error: “a.pdf” holds no text; it is probably scanned");
  EXPECT_EQ(read("%PDF-1.7", "a.pdf"), "error: “a.pdf” cannot be read: no program that reads PDF");
}

}  // namespace
}  // namespace duibiao::document::testing
