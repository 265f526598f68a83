#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "dump.h"
#include "package.h"

namespace duibiao::document::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view author = "对标 & 核对";
constexpr std::string_view date = "2031-10-18T09:00:00Z";

bool is_well_formed(std::string_view xml) {
  XML_Parser parser = XML_ParserCreateNS(nullptr, ' ');
  const bool good =
      XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return good;
}

/// Comments at each place where one of the words first stands.
Result<std::string> comment(std::string_view bytes, const std::vector<std::string>& words) {
  const auto document = read_document(bytes, "a.docx", {});
  if (!document) return tl::unexpected(document.error());
  std::vector<Comment> comments;
  for (const std::string& word : words) {
    const auto at = static_cast<std::uint32_t>(document->text.find(word));
    comments.push_back(
        {{at, at + static_cast<std::uint32_t>(word.size())}, "关于" + word + "\n<二>"});
  }
  return comment_docx(bytes, *document, comments, author, date);
}

/// The body after commenting, which must be well-formed and say the same.
std::string body_with(const std::string& content, const std::vector<std::string>& words,
                      Parts more = {}) {
  const std::string before = word(content, std::move(more));
  const auto after = comment(before, words);
  if (!after) return "error: " + after.error().message.en;
  EXPECT_EQ(read(*after), read(before));
  const std::string body = entry(*after, "word/document.xml");
  EXPECT_TRUE(is_well_formed(body)) << body;
  EXPECT_TRUE(is_well_formed(entry(*after, "word/comments.xml")));
  const std::size_t from = body.find("<w:body>") + 8;
  return body.substr(from, body.find("</w:body>") - from);
}

std::string start(int id) { return fmt::format("<w:commentRangeStart w:id=\"{}\"/>", id); }
std::string end(int id) {
  return fmt::format(
      "<w:commentRangeEnd w:id=\"{0}\"/><w:r><w:commentReference w:id=\"{0}\"/></w:r>", id);
}

TEST(CommentDocx, PartsARunAtTheFigureAndKeepsItsLook) {
  EXPECT_EQ(
      body_with("<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>出口1912.0亿元，增长</w:t>"
                "</w:r></w:p>",
                {"1912.0亿元"}),
      "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">出口</w:t>"
      "</w:r>" +
          start(0) +
          "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">1912.0亿元"
          "</w:t></w:r>" +
          end(0) +
          "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">，增长</w:t>"
          "</w:r></w:p>");
}

TEST(CommentDocx, AWholeRunIsNotParted) {
  EXPECT_EQ(body_with("<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>9.4%</w:t></w:r></w:p>", {"9.4%"}),
            "<w:p><w:r><w:t>甲</w:t></w:r>" + start(0) + "<w:r><w:t>9.4%</w:t></w:r>" + end(0) +
                "</w:p>");
}

TEST(CommentDocx, AFigureMayLieInSeveralRuns) {
  EXPECT_EQ(
      body_with("<w:p><w:r><w:t>增9</w:t></w:r><w:ins><w:r><w:t>.4</w:t></w:r></w:ins>"
                "<w:hyperlink><w:r><w:t>%。</w:t></w:r></w:hyperlink></w:p>",
                {"9.4%"}),
      "<w:p><w:r><w:t xml:space=\"preserve\">增</w:t></w:r>" + start(0) +
          "<w:r><w:t xml:space=\"preserve\">9</w:t></w:r><w:ins><w:r><w:t>.4</w:t></w:r></w:ins>"
          "<w:hyperlink><w:r><w:t xml:space=\"preserve\">%</w:t></w:r>" +
          end(0) + "<w:r><w:t xml:space=\"preserve\">。</w:t></w:r></w:hyperlink></w:p>");
}

TEST(CommentDocx, ProofMarksBookmarksAndDeletionsDoNotPartAFigure) {
  const std::string body = body_with(
      "<w:p><w:r><w:t>增长1</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>2</w:t></w:r>"
      "<w:bookmarkStart w:id=\"0\" w:name=\"x\"/><w:r><w:t>.0</w:t></w:r><w:bookmarkEnd "
      "w:id=\"0\"/><w:del w:id=\"1\"><w:r><w:delText>9</w:delText></w:r></w:del>"
      "<w:r><w:t>%。</w:t></w:r></w:p>",
      {"12.0%"});
  EXPECT_THAT(body, HasSubstr(start(0) + "<w:r><w:t xml:space=\"preserve\">1</w:t></w:r>"));
  EXPECT_THAT(body, HasSubstr("<w:r><w:t xml:space=\"preserve\">%</w:t></w:r>" + end(0)));
  EXPECT_THAT(body, HasSubstr("<w:delText>9</w:delText>"));
}

TEST(CommentDocx, HeadersAreNotReadAndStayAsTheyAre) {
  const std::string header = "<w:hdr xmlns:w=\"" + std::string(word_space) +
                             "\"><w:p><w:r><w:t>增长13.0%</w:t></w:r></w:p></w:hdr>";
  const std::string before = word(p("出口增长12.0%。"), {{"word/header1.xml", header}});
  const auto after = comment(before, {"12.0%"});
  ASSERT_TRUE(after);
  EXPECT_EQ(entry(*after, "word/header1.xml"), header);
  EXPECT_EQ(read(before).find("13.0"), std::string::npos);
}

TEST(CommentDocx, SeveralCommentsShareARunAndOverlap) {
  const std::string body =
      body_with(p("出口12亿元，增长3%。"), {"12亿元", "3%", "12亿元，增长3%", "亿元，"});
  for (int id = 0; id < 4; ++id) {
    EXPECT_THAT(body, HasSubstr(start(id)));
    EXPECT_THAT(body, HasSubstr(end(id)));
    EXPECT_LT(body.find(start(id)), body.find(end(id)));
  }
}

TEST(CommentDocx, TabsEntitiesAndSectionsOfCharactersAreNotBroken) {
  EXPECT_THAT(body_with("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>5&lt;6</w:t></w:r></w:p>", {"5<"}),
              HasSubstr("<w:tab/></w:r>" + start(0) +
                        "<w:r><w:t xml:space=\"preserve\">5&lt;</w:t></w:r>" + end(0)));
  EXPECT_THAT(body_with("<w:p><w:r><w:t><![CDATA[甲5乙]]></w:t></w:r></w:p>", {"5"}),
              HasSubstr(start(0) + "<w:r><w:t><![CDATA[甲5乙]]></w:t></w:r>" + end(0)));
  EXPECT_THAT(body_with("<w:p><w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r>"
                        "<w:t>据9</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
                        {"9"}),
              HasSubstr("<w:p>" + start(0) + "<w:r><w:ruby>"));
  EXPECT_THAT(body_with("<w:p><m:oMath><m:r><m:t>a=1</m:t></m:r></m:oMath></w:p>", {"1"}),
              HasSubstr("<w:p>" + start(0) + "<m:oMath>"));
}

TEST(CommentDocx, TextBoxesAndNotesAreCommentedWhereTheyHang) {
  EXPECT_THAT(body_with("<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><w:txbxContent>" + p("框3.1%") +
                            "</w:txbxContent></w:pict></w:r></w:p>",
                        {"3.1%"}),
              HasSubstr(start(0) + "<w:r><w:pict>"));
  const std::string notes = "<w:footnotes xmlns:w=\"" + std::string(word_space) +
                            "\"><w:footnote w:id=\"2\">" + p("按7.7%计") +
                            "</w:footnote></w:footnotes>";
  EXPECT_THAT(body_with("<w:p><w:r><w:t>前</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>"
                        "</w:p>",
                        {"7.7%"}, {{"word/footnotes.xml", notes}}),
              HasSubstr(start(0) + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + end(0)));
}

TEST(CommentDocx, CellsAreCommentedInTheirCell) {
  EXPECT_THAT(body_with("<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc><w:tc>" + p("5.1") +
                            "</w:tc></w:tr></w:tbl>",
                        {"5.1"}),
              HasSubstr("<w:tc><w:p>" + start(0) + "<w:r><w:t>5.1</w:t></w:r>" + end(0)));
}

TEST(CommentDocx, ListsTheCommentsWhereWordLooksForThem) {
  const auto after = comment(word(p("出口9.4%")), {"9.4%"});
  ASSERT_TRUE(after);
  EXPECT_THAT(entry(*after, "word/_rels/document.xml.rels"),
              HasSubstr("relationships/comments\" Target=\"comments.xml\"/></Relationships>"));
  EXPECT_THAT(entry(*after, "[Content_Types].xml"), HasSubstr("PartName=\"/word/comments.xml\""));
  EXPECT_THAT(
      entry(*after, "word/comments.xml"),
      HasSubstr(
          "<w:comment w:id=\"0\" w:author=\"对标 &amp; 核对\" w:date=\"2031-10-18T09:00:00Z\">"
          "<w:p><w:r><w:t xml:space=\"preserve\">关于9.4%</w:t></w:r></w:p>"
          "<w:p><w:r><w:t xml:space=\"preserve\">&lt;二&gt;</w:t></w:r></w:p></w:comment>"
          "</w:comments>"));
}

TEST(CommentDocx, KeepsCommentsThatAreThere) {
  const auto once = comment(word(p("出口9.4%，进口3%")), {"9.4%"});
  ASSERT_TRUE(once);
  const auto twice = comment(*once, {"3%"});
  ASSERT_TRUE(twice);
  const std::string list = entry(*twice, "word/comments.xml");
  EXPECT_THAT(list, HasSubstr("w:id=\"0\""));
  EXPECT_THAT(list, HasSubstr("w:id=\"1\""));
  EXPECT_EQ(entry(*twice, "word/_rels/document.xml.rels"),
            entry(*once, "word/_rels/document.xml.rels"));
  EXPECT_EQ(entry(*twice, "[Content_Types].xml"), entry(*once, "[Content_Types].xml"));
  EXPECT_TRUE(is_well_formed(list));
}

TEST(CommentDocx, OtherPrefixesAndNoneAreKept) {
  for (const std::string_view prefix : {"x:", ""}) {
    const std::string name = prefix.empty() ? "xmlns" : "xmlns:x";
    const std::string body = fmt::format(
        "<{0}document {1}=\"{2}\"><{0}body><{0}p><{0}r><{0}t>出口9.4%</{0}t></{0}r></{0}p>"
        "</{0}body></{0}document>",
        prefix, name, word_space);
    const std::string before = zipped({{"word/document.xml", "\xEF\xBB\xBF" + body}});
    const auto after = comment(before, {"9.4%"});
    ASSERT_TRUE(after);
    EXPECT_EQ(read(*after), "p 出口9.4%\n");
    const std::string marked = entry(*after, "word/document.xml");
    EXPECT_TRUE(is_well_formed(marked)) << marked;
    EXPECT_THAT(marked, HasSubstr("commentReference"));
    EXPECT_THAT(marked, HasSubstr(fmt::format("</{0}t></{0}r>", prefix)));
    EXPECT_TRUE(is_well_formed(entry(*after, "word/comments.xml")));
  }
}

TEST(CommentDocx, NothingElseChangesAndTheSameInputGivesTheSameBytes) {
  const std::string picture(5000, '\x07');
  const std::string before =
      word(p("出口9.4%"), {{"word/media/a.png", picture}, {"word/styles.xml", "<a/>"}});
  const auto one = comment(before, {"9.4%"});
  const auto two = comment(before, {"9.4%"});
  ASSERT_TRUE(one && two);
  EXPECT_EQ(*one, *two);
  EXPECT_EQ(entry(*one, "word/media/a.png"), picture);
  EXPECT_EQ(entry(*one, "word/styles.xml"), "<a/>");
  EXPECT_EQ(entry(*one, "_rels/.rels"), entry(before, "_rels/.rels"));
  const auto document = read_document(before, "a", {});
  EXPECT_EQ(*comment_docx(before, *document, {}, author, date), before);
}

TEST(CommentDocx, RefusesWhatIsNotTheDocumentThatWasRead) {
  const auto document = read_document(word(p("甲")), "a", {});
  ASSERT_TRUE(document);
  const std::vector<Comment> comments = {{{0, 3}, "x"}};
  const auto other = comment_docx(word(p("乙")), *document, comments, author, date);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::bad_argument);
  const auto text = comment_docx("甲", *document, comments, author, date);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::unknown_format);
}

/// Documents of random runs, cut at random places: whatever comes, the text stays and the XML
/// holds.
TEST(CommentDocx, RandomPlacesInRandomRunsKeepTheText) {
  std::mt19937 random(20311018);  // NOLINT(bugprone-random-generator-seed)
  const std::vector<std::string> pieces = {
      "<w:r><w:t>出口12.5亿元</w:t></w:r>",
      R"(<w:r><w:rPr><w:i/></w:rPr><w:t>a&amp;b</w:t><w:tab/><w:t xml:space="preserve"> 9 </w:t></w:r>)",
      "<w:hyperlink><w:r><w:t>x</w:t><w:t>3%</w:t></w:r></w:hyperlink>",
      "<w:del><w:r><w:delText>7</w:delText></w:r></w:del>",
      "<w:r><w:t>x</w:t><w:br/></w:r>",
      "<w:r><w:t/></w:r>",
      "</w:p><w:p>",
      "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>",
      "<w:ins><w:r><w:t>&#x4e00;\r\n二</w:t><w:noBreakHyphen/></w:r></w:ins>",
      "<w:r><w:t>a<!-- c -->b</w:t></w:r>"};
  for (int round = 0; round < 300; ++round) {
    std::string content = "<w:p>";
    for (int at = 0; at < 8; ++at) content += pieces[random() % pieces.size()];
    const std::string before = word(content + "</w:p>");
    const auto document = read_document(before, "a", {});
    ASSERT_TRUE(document);
    if (document->text.empty()) continue;
    std::vector<Comment> comments;
    for (int at = 0; at < 5; ++at) {
      auto begin = static_cast<std::uint32_t>(random() % document->text.size());
      auto stop = static_cast<std::uint32_t>(random() % document->text.size());
      // Comments begin and end where characters do.
      const auto is_inside = [&](std::uint32_t byte) {
        return (static_cast<unsigned char>(document->text[byte]) & 0xC0U) == 0x80U;
      };
      while (is_inside(begin)) --begin;
      while (is_inside(stop)) --stop;
      comments.push_back({{std::min(begin, stop), std::max(begin, stop)}, "x"});
    }
    const auto after = comment_docx(before, *document, comments, author, date);
    ASSERT_TRUE(after);
    EXPECT_EQ(read(*after), read(before)) << content;
    const std::string body = entry(*after, "word/document.xml");
    EXPECT_TRUE(is_well_formed(body)) << content;
    for (int id = 0; id < 5; ++id) {
      EXPECT_LT(body.find(start(id)), body.find(end(id))) << content;
    }
  }
}

}  // namespace
}  // namespace duibiao::document::testing
