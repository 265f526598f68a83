#include <gtest/gtest.h>

#include <chrono>

#include "dump.h"

namespace duibiao::document::testing {
namespace {

TEST(PlainText, IsGivenBackByteForByte) {
  const std::string bytes = "\xEF\xBB\xBF标题\r\n\r\n　　1-9月，出口1912.0亿元。\r\n";
  const auto document = read_document(bytes, "稿.txt", {});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->verbatim);
  EXPECT_EQ(document->text, bytes);
  EXPECT_EQ(document->format, "txt");
  EXPECT_EQ(document->encoding, "UTF-8");
  EXPECT_TRUE(document->encoding_certain);
  EXPECT_EQ(dump(*document), "h1 标题\np 1-9月，出口1912.0亿元。\n");
}

TEST(PlainText, KnowsHeadingsItemsAndNotesByTheirMarks) {
  EXPECT_EQ(read("2031年前三季度外贸情况\n"
                 "一、总体平稳\n"
                 "全市进出口增长3.1%。\n"
                 "（一）出口\n"
                 "一、出口增长。1-9月出口12.5亿元，增长3.0%，快于全省1.2个百分点。\n"
                 "1. 机电产品增长4.2%\n"
                 "• 纺织下降1.5%\n"
                 "1.5亿元的项目开工\n"
                 "注：数据来自海关。\n"),
            "h1 2031年前三季度外贸情况\n"
            "h2 一、总体平稳\n"
            "p 全市进出口增长3.1%。\n"
            "h3 （一）出口\n"
            "p 一、出口增长。1-9月出口12.5亿元，增长3.0%，快于全省1.2个百分点。\n"
            "li 1. 机电产品增长4.2%\n"
            "li • 纺织下降1.5%\n"
            "p 1.5亿元的项目开工\n"
            "fn 注：数据来自海关。\n");
}

TEST(PlainText, ASentenceIsNoTitle) {
  EXPECT_EQ(read("出口增长9.4%。\n进口下降。\n"), "p 出口增长9.4%。\np 进口下降。\n");
}

TEST(PlainText, ThreeRowsOfTabsAreATable) {
  EXPECT_EQ(read("表\n\n地区\t出口\t同比\n宁波\t5.1\t3.2\n温州\t\t1.1\n绍兴\t2.0\t-4\n"),
            "h1 表\n"
            "c1.0.0 地区\nc1.0.1 出口\nc1.0.2 同比\n"
            "c1.1.0 宁波\nc1.1.1 5.1\nc1.1.2 3.2\n"
            "c1.2.0 温州\nc1.2.2 1.1\n"
            "c1.3.0 绍兴\nc1.3.1 2.0\nc1.3.2 -4\n");
}

TEST(PlainText, AnEmptyCornerKeepsItsColumn) {
  EXPECT_EQ(read("\t2030年\t2031年\n出口\t5\t6\n进口\t1\t2\n"),
            "c1.0.1 2030年\nc1.0.2 2031年\n"
            "c1.1.0 出口\nc1.1.1 5\nc1.1.2 6\nc1.2.0 进口\nc1.2.1 1\nc1.2.2 2\n");
}

TEST(PlainText, WideGapsPartColumnsToo) {
  EXPECT_EQ(read("标题。\n\n地区    出口    同比\n宁波     5.1   3.2\n温州     2.0    1.1\n"),
            "p 标题。\n"
            "c1.0.0 地区\nc1.0.1 出口\nc1.0.2 同比\n"
            "c1.1.0 宁波\nc1.1.1 5.1\nc1.1.2 3.2\n"
            "c1.2.0 温州\nc1.2.1 2.0\nc1.2.2 1.1\n");
}

TEST(PlainText, BarsPartColumnsAndARuleHoldsNoCell) {
  EXPECT_EQ(read("标题。\n\n| 地区 | 出口 | 同比 |\n+------+------+------+\n"
                 "| 宁波 | 5.1 | 3.2 |\n| 温州 | | 1.1 |\n"),
            "p 标题。\n"
            "c1.0.0 地区\nc1.0.1 出口\nc1.0.2 同比\n"
            "c1.2.0 宁波\nc1.2.1 5.1\nc1.2.2 3.2\n"
            "c1.3.0 温州\nc1.3.2 1.1\n");
  EXPECT_EQ(read("标题。\n\n地区|出口|同比\n宁波|5.1|3.2\n温州|2.0|1.1\n"),
            "p 标题。\n"
            "c1.0.0 地区\nc1.0.1 出口\nc1.0.2 同比\n"
            "c1.1.0 宁波\nc1.1.1 5.1\nc1.1.2 3.2\n"
            "c1.2.0 温州\nc1.2.1 2.0\nc1.2.2 1.1\n");
}

TEST(PlainText, TwoRowsOrWordsAloneAreNoTable) {
  EXPECT_EQ(read("一。\n\n甲\t1\n乙\t2\n"), "p 一。\np 甲\t1\np 乙\t2\n");
  EXPECT_EQ(read("一。\n\n甲  乙  丙\n丁  戊  己\n庚  辛  壬\n"),
            "p 一。\np 甲  乙  丙\np 丁  戊  己\np 庚  辛  壬\n");
}

TEST(PlainText, LinesBrokenToAWidthAreOneParagraph) {
  EXPECT_EQ(read("In the first nine months of 2031 the city's exports rose by 9.4 percent\n"
                 "to 191.2 billion yuan, while imports fell by 1.2 percent over the same\n"
                 "period of the year before.\n\n"
                 "The next paragraph.\n"),
            "p In the first nine months of 2031 the city's exports rose by 9.4 percent\n"
            "to 191.2 billion yuan, while imports fell by 1.2 percent over the same\n"
            "period of the year before.\n"
            "p The next paragraph.\n");
}

TEST(PlainText, ALineThatStopsInsideAListGoesOn) {
  EXPECT_EQ(read("甲市、乙市、\n"
                 "丙市出口分别增长1.1%、2.2%和3.3%。\n"
                 "丁市出口同比增长\n"
                 "4.4%。\n"
                 "出口增长\n"
                 "进口下降\n"),
            "p 甲市、乙市、\n"
            "丙市出口分别增长1.1%、2.2%和3.3%。\n"
            "p 丁市出口同比增长\n"
            "4.4%。\n"
            "p 出口增长\n"
            "p 进口下降\n");
}

TEST(PlainText, AListOfLikeLinesStaysAList) {
  EXPECT_EQ(read("情况。\n\n"
                 "甲市1-9月实现出口总值1289.2亿元，同比增长26.8%\n"
                 "乙市1-9月实现出口总值5812.3亿元，同比增长17.2%\n"
                 "丙市1-9月实现出口总值2001.0亿元，同比增长10.1%\n"),
            "p 情况。\n"
            "p 甲市1-9月实现出口总值1289.2亿元，同比增长26.8%\n"
            "p 乙市1-9月实现出口总值5812.3亿元，同比增长17.2%\n"
            "p 丙市1-9月实现出口总值2001.0亿元，同比增长10.1%\n");
}

TEST(PlainText, OtherEncodingsAreConvertedAndNamed) {
  const std::string gb =
      "\xB3\xF6\xBF\xDA\xD4\xF6\xB3\xA4"
      "9.4%\xA1\xA3\n";  // 出口增长9.4%。
  const auto document = read_document(gb, "a.txt", {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->encoding, "GB18030");
  EXPECT_FALSE(document->verbatim);
  EXPECT_EQ(document->text, "出口增长9.4%。\n");
  const std::string wide(
      "\xFF\xFE\xFA\x51\xE3\x53"
      "9\0\n\0",
      10);
  EXPECT_EQ(read(wide), "h1 出口9\n");
  EXPECT_EQ(read(gb, "a.txt", {.encoding = "gbk"}), "p 出口增长9.4%。\n");
}

TEST(PlainText, BadBytesAreNamedWithTheirLine) {
  const auto document = read_document("a\nb\n\xE5\x87", "甲.txt", {.encoding = "UTF-8"});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::bad_encoding);
  EXPECT_EQ(document.error().where.line, 3U);
  EXPECT_FALSE(document.error().advice.zh.empty());
}

TEST(PlainText, AFewBadBytesInUtf8AreRemarkedOn) {
  std::string bytes = "第一行出口增长9.4%。\n第二行进口下降";
  const std::size_t at = bytes.size();
  bytes += "\xE5\x85 1.2%，其余都好。\n";
  const auto document = read_document(bytes, "a.txt", {});
  ASSERT_TRUE(document) << document.error().message.en;
  EXPECT_EQ(document->encoding, "UTF-8");
  EXPECT_FALSE(document->verbatim);
  EXPECT_EQ(document->text, "第一行出口增长9.4%。\n第二行进口下降\xEF\xBF\xBD 1.2%，其余都好。\n");
  const auto remark = remark_on_bytes(bytes, *document);
  ASSERT_TRUE(remark);
  EXPECT_NE(remark->zh.find("1 处"), std::string::npos) << remark->zh;
  EXPECT_NE(remark->en.find("line 2 (byte " + std::to_string(at + 1) + ", 0xE5)"),
            std::string::npos)
      << remark->en;
  const auto marked = read_document("\xEF\xBB\xBF" + bytes, "a.txt", {});
  ASSERT_TRUE(marked);
  EXPECT_TRUE(remark_on_bytes("\xEF\xBB\xBF" + bytes, *marked));
}

TEST(PlainText, AWholeTextHasNoRemark) {
  for (const std::string bytes : {"出口增长9.4%。\n", "\xB3\xF6\xBF\xDA\xD4\xF6\xB3\xA4\n"}) {
    const auto document = read_document(bytes, "a.txt", {});
    ASSERT_TRUE(document);
    EXPECT_FALSE(remark_on_bytes(bytes, *document));
  }
}

TEST(PlainText, WhatIsNeitherUtf8NorPlausibleChineseIsRefused) {
  for (const std::string bytes :
       {"Caf\xE9s sold 12% more", "a \x93quoted\x94 12%", "\x01\x02\xFF\xFE\x80\x03\x9C"}) {
    const auto document = read_document(bytes, "a.txt", {});
    ASSERT_FALSE(document) << document->text;
    EXPECT_EQ(document.error().code, ErrorCode::bad_encoding);
    EXPECT_NE(document.error().message.en.find("neither UTF-8 nor GB18030"), std::string::npos);
  }
  EXPECT_TRUE(read_document("Caf\xE9s sold 12% more", "a.txt", {.encoding = "windows-1252"}));
}

TEST(PlainText, AWordDocumentByNameOnlyIsCalledDamaged) {
  const auto document = read_document("\x01\x02\xFF\xFE\x80\x03\x9C", "a.docx", {});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::damaged_file);
  EXPECT_NE(document.error().message.zh.find("扩展名"), std::string::npos);
}

TEST(PlainText, BlankIsEmpty) {
  EXPECT_FALSE(read_document(" \n\t\n", "a.txt", {}));
  EXPECT_FALSE(read_document("<html><body> </body></html>", "a.html", {}));
}

TEST(PlainText, NothingAndPicturesAreRefused) {
  EXPECT_EQ(read("", "a"), "error: “a” is empty: there is no text to read");
  EXPECT_EQ(read("\x89PNG\r\n\x1A\n", "a.txt"),
            "error: “a.txt” is an image (PNG), not a draft that can be checked");
  EXPECT_EQ(read("x", "a", {.format = "rtf"}), "error: no format “rtf”");
}

TEST(PlainText, HostileTextsStayLinear) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view piece :
       {"\t", "\n", "a\n", "1\t2\n", "  1", "（", "一、\n", "| -", "注"}) {
    std::string text;
    while (text.size() < (1U << 20U)) text += piece;
    const auto document = read_document(text, "a", {});
    if (document) {
      EXPECT_TRUE(is_sound(*document)) << piece;
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace duibiao::document::testing
