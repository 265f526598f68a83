#include <gtest/gtest.h>

#include <chrono>

#include "dump.h"

namespace duibiao::document::testing {
namespace {

std::string page(std::string_view body) {
  return "<!DOCTYPE html><html><head><title>不读</title></head><body>" + std::string(body);
}

TEST(Html, GivesParagraphsHeadingsAndItems) {
  EXPECT_EQ(
      read(page("<h2>外贸&nbsp;情况</h2><p>1-9月，\n出口<b>1912.0</b>亿元。<p>进口下降。"
                "<ul><li>甲<li>乙</ul><div>丙<br>丁</div>")),
      "h2 外贸\u00A0情况\np 1-9月，出口1912.0亿元。\np 进口下降。\nli 甲\nli 乙\np 丙\np 丁\n");
}

TEST(Html, LeavesOutWhatIsNotShown) {
  EXPECT_EQ(read(page("<script>var a='1.0<p>';</script><style>p{width:9px}</style><nav>首页 1</nav>"
                      "<p style='DISPLAY : none'>2</p><p hidden>3</p><!-- 4 > 5 --><p>甲"
                      "<ruby>据<rp>(</rp><rt>jù</rt></ruby></p><select><option>6</select>")),
            "p 甲据\n");
}

TEST(Html, ResolvesCharacterReferences) {
  EXPECT_EQ(read(page("<p>9.4&permil;&#8240;&#x2030;&ldquo;&amp;lt;&bogus;&#0;&#151;A&ensp;B")),
            "p 9.4‰‰‰“&lt;&bogus;&#0;—A\u2002B\n");
}

TEST(Html, ARaisedNumberIsNoDigitOfTheNumberBeforeIt) {
  EXPECT_EQ(read(page("<p>出口1912.0<sup>1</sup>亿元<sup><a href=#n>[2]</a></sup>，"
                      "面积3km<sup>2</sup>，第4<sup>th</sup>")),
            "p 出口1912.0[1]亿元[2]，面积3km²，第4th\n");
}

TEST(Html, TablesHaveSpansAndHeaders) {
  EXPECT_EQ(read(page("<table><caption>表1</caption><tr><th rowspan=2>地区<th colspan=2>出口</tr>"
                      "<tr><th>总值<th>同比</tr><tr><td>宁波<td><p>5.1</p><td>3.2</table>末")),
            "fn 表1\n"
            "c1.0.0* 2x1 地区\nc1.0.1* 1x2 出口\nc1.1.1* 总值\nc1.1.2* 同比\n"
            "c1.2.0 宁波\nc1.2.1 5.1\nc1.2.2 3.2\np 末\n");
}

TEST(Html, TablesThatArrangeThePageAreParagraphs) {
  EXPECT_EQ(read(page("<table><tr><td>甲<td><p>乙</p><table><tr><td>1<td>2</table>丙</table>丁")),
            "p 甲\np 乙\nc1.0.0 1\nc1.0.1 2\np 丙\np 丁\n");
  EXPECT_EQ(read(page("<table><tr><td>甲<tr><td>乙</table>")), "p 甲\np 乙\n");
}

TEST(Html, TextReadsWellByItself) {
  const auto document =
      read_document(page("<h1>题</h1><table><tr><td>甲<td>1<tr><td>乙<td>2</table>"), "a", {});
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text, "题\n甲\t1\n乙\t2");
  EXPECT_FALSE(document->verbatim);
  EXPECT_EQ(document->format, "html");
}

TEST(Html, ReadsTheCharsetItDeclares) {
  const auto document = read_document(
      "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\"></head>"
      "<body>\xA5\x58\xA4\x66 9</body></html>",
      "a", {});
  ASSERT_TRUE(document);
  EXPECT_EQ(dump(*document), "p 出口 9\n");
  EXPECT_TRUE(document->encoding_certain);
}

TEST(Html, BrokenPagesAreReadAsFarAsTheyGo) {
  EXPECT_EQ(read(page("<p>a < b <3 </><b>1</i></p></div><td>2<a href='x>3</a>")),
            "p a < b <3 1\np 2\n");
  EXPECT_EQ(read("<div>1<script>var x"), "p 1\n");
}

TEST(Html, HostilePagesStayLinear) {
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view piece : {"<div>",
                                       "<b>",
                                       "<table><tr><td>",
                                       "<table>",
                                       "<td colspan=1000 rowspan=9>",
                                       "<p>x",
                                       "</div>",
                                       "<li>",
                                       "<a href='",
                                       "&amp",
                                       "&#",
                                       "<!--",
                                       "<script>",
                                       "</",
                                       "<sup>1",
                                       "<td>1<tr>",
                                       "<",
                                       "<p style=\"",
                                       "<pre>\n",
                                       "<th rowspan=65534>1<tr>"}) {
    std::string text = "<html>";
    while (text.size() < (1U << 18U)) text += piece;
    const auto document = read_document(text, "a", {});
    if (document) {
      EXPECT_TRUE(is_sound(*document)) << piece;
    }
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(40));
}

}  // namespace
}  // namespace duibiao::document::testing
