#include <gtest/gtest.h>

#include <chrono>

#include "dump.h"
#include "package.h"

namespace duibiao::document::testing {
namespace {

std::string heading_style() {
  return "<w:styles xmlns:w=\"" + std::string(word_space) +
         "\"><w:style w:type=\"paragraph\" w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>"
         "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/>"
         "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
         "<w:style w:type=\"paragraph\" w:styleId=\"mine\"><w:name w:val=\"我的\"/>"
         "<w:basedOn w:val=\"2\"/></w:style></w:styles>";
}

TEST(Docx, GivesParagraphsAndHeadingsByStyle) {
  EXPECT_EQ(read(word(p("标题", "<w:pPr><w:pStyle w:val=\"a3\"/></w:pPr>") +
                          p("一节", "<w:pPr><w:pStyle w:val=\"mine\"/></w:pPr>") +
                          p("三级", "<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>") +
                          p("项", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>") +
                          "<w:p/>" + p("出口1912.0亿元。"),
                      {{"word/styles.xml", heading_style()}})),
            "h1 标题\nh2 一节\nh3 三级\nli 项\np 出口1912.0亿元。\n");
}

TEST(Docx, JoinsRunsWhateverStandsBetweenThem) {
  EXPECT_EQ(read(word("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">出口 </w:t></w:r>"
                      "<w:proofErr w:type=\"spellStart\"/><w:hyperlink><w:r><w:t>19</w:t></w:r>"
                      "</w:hyperlink><w:r><w:t>12.</w:t><w:softHyphen/><w:t>0</w:t></w:r>"
                      "<w:smartTag><w:r><w:t>亿&amp;元</w:t></w:r></w:smartTag>"
                      "<w:r><w:noBreakHyphen/><w:tab/><w:t>末</w:t><w:br/><w:t>下行</w:t></w:r>"
                      "</w:p>")),
            "p 出口 1912.0亿&元-\t末\np 下行\n");
}

TEST(Docx, KeepsInsertionsAndLeavesOutDeletions) {
  EXPECT_EQ(read(word("<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>9.4</w:delText></w:r>"
                      "</w:del><w:ins><w:r><w:t>4.9</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>7"
                      "</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
                      "<w:r><w:t>%</w:t></w:r></w:p>")),
            "p 增长4.9%\n");
}

TEST(Docx, FieldsShowTheirResultsButPageNumbersDoNot) {
  const auto field = [](std::string_view code, std::string_view result) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" + std::string(code) +
           "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>" +
           std::string(result) + "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  EXPECT_EQ(read(word("<w:p><w:r><w:t>甲</w:t></w:r>" + field(" DATE ", "5日") +
                      field(" PAGEREF _Toc1 \\h ", "17") +
                      "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple>"
                      "<w:r><w:t>乙</w:t></w:r></w:p>")),
            "p 甲5日乙\n");
}

TEST(Docx, TablesHaveSpansAndMergedRows) {
  const auto tc = [](std::string_view words, std::string_view properties = {}) {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + p(words) + "</w:tc>";
  };
  const std::string table =
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + tc("地区", "<w:vMerge w:val=\"restart\"/>") +
      tc("出口", "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" + tc("", "<w:vMerge/>") +
      tc("总值") + tc("同比") + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + tc("9") +
      "</w:tr><w:tr>" + tc("宁波") + tc("5.1") + tc("3.2") + "</w:tr></w:tbl>";
  EXPECT_EQ(read(word(p("表前。") + table + p("表后。"))),
            "p 表前。\nc1.0.0* 2x1 地区\nc1.0.1* 1x2 出口\nc1.1.1 总值\nc1.1.2 同比\n"
            "c1.2.0 宁波\nc1.2.1 5.1\nc1.2.2 3.2\np 表后。\n");
}

TEST(Docx, ATableThatHoldsATableArranges) {
  EXPECT_EQ(
      read(word("<w:tbl><w:tr><w:tc>" + p("甲") + "<w:tbl><w:tr><w:tc>" + p("1") + "</w:tc><w:tc>" +
                p("2") + "</w:tc></w:tr></w:tbl>" + p("乙") + "</w:tc></w:tr></w:tbl>")),
      "p 甲\nc1.0.0 1\nc1.0.1 2\np 乙\n");
}

TEST(Docx, TextBoxesFollowTheirParagraphAndAreReadOnce) {
  const std::string box = "<w:txbxContent>" + p("框内3.1%") + "</w:txbxContent>";
  EXPECT_EQ(read(word("<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice>" + box +
                      "</mc:Choice><mc:Fallback>" + box +
                      "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>")),
            "p 前后\np 框内3.1%\n");
}

TEST(Docx, NotesStandAtTheEndWithTheirMarks) {
  const std::string notes = "<w:footnotes xmlns:w=\"" + std::string(word_space) +
                            "\"><w:footnote w:id=\"0\">" + p("分隔") +
                            "</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/>"
                            "<w:t>按海关口径</w:t></w:r></w:p></w:footnote></w:footnotes>";
  EXPECT_EQ(read(word("<w:p><w:r><w:t>出口1912.0</w:t></w:r><w:r><w:rPr><w:vertAlign "
                      "w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>"
                      "<w:r><w:t>亿元，面积2km</w:t></w:r><w:r><w:rPr><w:vertAlign "
                      "w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>",
                      {{"word/footnotes.xml", notes}})),
            "p 出口1912.0[1]亿元，面积2km²\nfn [1] 按海关口径\n");
}

TEST(Docx, StrictNamespacesAndOtherPrefixesAreTheSame) {
  const std::string strict =
      "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r>"
      "<x:t>出口</x:t></x:r></x:p></x:body></x:document>";
  EXPECT_EQ(read(zipped({{"word/document.xml", strict}})), "p 出口\n");
}

TEST(Docx, DamagedOnesAreRefusedWithTheirPlace) {
  const auto broken = read_document(zipped({{"word/document.xml", "<w:document>"}}), "稿.docx", {});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::damaged_file);
  EXPECT_EQ(broken.error().where.file, "稿.docx");
  const std::string whole = word(p("甲"));
  const auto cut = read_document(std::string_view(whole).substr(0, 200), "稿.docx", {});
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::damaged_file);
  EXPECT_EQ(read(zipped({{"a.txt", "x"}}), "a.zip"),
            "error: “a.zip” is an archive, not a draft that can be checked");
  const auto entities = read_document(
      zipped({{"word/document.xml", "<!DOCTYPE d [<!ENTITY a \"aaaa\">]><d>&a;</d>"}}), "a", {});
  ASSERT_FALSE(entities);
  EXPECT_EQ(entities.error().code, ErrorCode::damaged_file);
}

TEST(Docx, AMillionElementsInsideOneAnotherAreRefused) {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<w:ins>";
  const auto document = read_document(word(deep), "a", {});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::over_limit);
}

TEST(Docx, ABombIsRefused) {
  const auto document =
      read_document(word("<w:p><w:r><w:t>" + std::string(std::size_t{64} << 20U, ' ')), "a", {});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::over_limit);
}

}  // namespace
}  // namespace duibiao::document::testing
