#include "render/check_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checked.h"
#include "render/check_html_usage.h"

namespace duibiao::render {
namespace {

using bulletin::Verdict;
using test::Checked;
using ::testing::HasSubstr;
using ::testing::Not;
using text::Block;

TEST(CheckHtml, EverythingOfTheDraftIsEscaped) {
  Checked checked("<script>alert(1)</script>出口\"增长\"12.0%&'x'", "<a>.txt");
  auto& finding = checked.finding(
      checked.claim("12.0%", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent));
  finding.message = {"<img src=x>", "<img src=x>"};
  finding.evidence.front().source = "\"><script>";
  checked.report().reading.ignored.push_back({{0, 3}, bulletin::IgnoredReason::name});
  const std::string page = check_to_html(checked.draft(), Language::zh);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("ript&gt;alert(1)&lt;/script&gt;出口&quot;增长&quot;"));
  EXPECT_THAT(page, HasSubstr("<title>&lt;a&gt;.txt"));
}

TEST(CheckHtml, ThePageLoadsNothingAndRunsNothing) {
  Checked checked("见 https://example.org/a 出口增长12.0%。");
  checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  const std::string page = check_to_html(checked.draft(), Language::en);
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* outside : {"src=", "href=\"http", "url(", "@import", "<link", "<script"}) {
    EXPECT_THAT(page, Not(HasSubstr(outside))) << outside;
  }
  EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
}

TEST(CheckHtml, AFigureShowsWhatItWasUnderstoodToSay) {
  Checked checked("出口增长12.0%，占6.3%。");
  const auto wrong =
      checked.claim("12.0%", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent);
  const auto open = checked.claim("6.3%", Measure::share, "6.3", "%", Verdict::not_checkable);
  checked.report().reasons[open] = {"库中没有", "not in the store"};
  checked.finding(wrong);
  const std::string page = check_to_html(checked.draft(), Language::zh);
  EXPECT_THAT(page, HasSubstr("<a class=\"f bad\" id=\"c0\" href=\"#n1\">12.0%<sup>1</sup>"));
  EXPECT_THAT(page, HasSubstr("温州市 · 出口总值 · 2025年1-7月 · 同比"));
  EXPECT_THAT(page, HasSubstr("<span class=\"f none\" id=\"c1\" tabindex=\"0\">6.3%"));
  EXPECT_THAT(page, HasSubstr("库中没有"));
  EXPECT_THAT(page, HasSubstr("<li id=\"n1\" class=\"bad\"><p><a href=\"#c0\">1</a>"));
}

TEST(CheckHtml, BlocksKeepTheirShape) {
  Checked checked("外贸情况\n一、出口\n地区\t出口\n温州\t100.0亿元\n");
  auto& blocks = checked.document().blocks;
  const std::string& text = checked.document().text;
  const auto cell = [&text](std::string_view words, std::uint32_t row, std::uint32_t column,
                            std::size_t after) {
    const auto at = static_cast<std::uint32_t>(text.find(words, after));
    Block out;
    out.kind = Block::Kind::cell;
    out.span = {at, at + static_cast<std::uint32_t>(words.size())};
    out.table = 1;
    out.row = row;
    out.column = column;
    return out;
  };
  const std::size_t table = text.find("地区");
  blocks = {{.kind = Block::Kind::heading, .span = {0, 12}, .level = 1},
            {.kind = Block::Kind::list_item, .span = {13, 25}},
            cell("地区", 0, 0, table),
            cell("出口", 0, 1, table),
            cell("100.0亿元", 1, 1, table)};
  blocks[2].header_cell = true;
  checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  const std::string page = check_to_html(checked.draft(), Language::zh);
  EXPECT_THAT(page, HasSubstr("<h2>外贸情况</h2>"));
  EXPECT_THAT(page, HasSubstr("<p class=\"item\">一、出口</p>"));
  EXPECT_THAT(page, HasSubstr("<tr><th>地区</th><td>出口</td></tr>\n<tr><td></td><td><span"));
}

TEST(CheckHtml, UsageIsMarkedWhereItStandsWithALetter) {
  Checked checked("成交约100.0亿元左右，增长5.1%%。");
  checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  checked.claim("5.1%%", Measure::growth_yoy, "5.1", "%");
  const auto at = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(checked.document().text.find(words));
    return text::Span{begin, begin + static_cast<std::uint32_t>(words.size())};
  };
  using Rule = bulletin::UsageRemark::Rule;
  checked.report().usage = {
      {at("约100.0亿元左右"), Rule::redundant_about, {"重复", "twice"}, "约100.0亿元"},
      {at("5.1%%"), Rule::doubled_sign, {"百分号<重复>", "doubled"}, {}}};
  const std::string page = check_to_html(checked.draft(), Language::zh);
  EXPECT_THAT(page, HasSubstr("成交<span class=\"u\">约</span><span class=\"f ok\""));
  EXPECT_THAT(page, HasSubstr("<span class=\"u\">100.0亿元</span>"));
  EXPECT_THAT(page, HasSubstr("<span class=\"u\">左右</span><a class=\"ul\" id=\"wa\" "
                              "href=\"#ua\"><sup>a</sup><span class=\"tip\""));
  EXPECT_THAT(page, HasSubstr("</span><a class=\"ul\" id=\"wb\" href=\"#ub\">"));
  EXPECT_THAT(page, HasSubstr("<li id=\"ua\" class=\"usage\"><p><a href=\"#wa\">a</a>"));
  EXPECT_THAT(page, HasSubstr("百分号&lt;重复&gt;"));
  EXPECT_THAT(page, HasSubstr("用字用语</span>"));
  EXPECT_THAT(check_to_html(Checked("无").draft(), Language::zh), Not(HasSubstr("class=\"u")));
}

TEST(CheckHtml, LettersGoOnBehindZ) {
  EXPECT_EQ(UsageMarks::letter(0), "a");
  EXPECT_EQ(UsageMarks::letter(25), "z");
  EXPECT_EQ(UsageMarks::letter(26), "aa");
  EXPECT_EQ(UsageMarks::letter(51), "az");
  EXPECT_EQ(UsageMarks::letter(52), "ba");
  EXPECT_EQ(UsageMarks::letter(701), "zz");
  EXPECT_EQ(UsageMarks::letter(702), "aaa");
}

TEST(CheckHtml, EveryByteOfTheTextIsShownOnce) {
  Checked checked("2025年出口100.0亿元，增长12.0%。\n电话88960000。");
  checked.ignore("2025", bulletin::IgnoredReason::date);
  checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  checked.ignore("88960000", bulletin::IgnoredReason::phone);
  const std::string page = check_to_html(checked.draft(), Language::zh);
  std::string shown;
  bool in_tag = false;
  int tip = 0;  // depth of spans inside a tip
  const std::string main =
      page.substr(page.find("<main"), page.find("</main>") - page.find("<main"));
  for (std::size_t k = 0; k < main.size(); ++k) {
    if (main.compare(k, 17, "<span class=\"tip\"") == 0)
      tip = 1;
    else if (tip > 0 && main.compare(k, 5, "<span") == 0)
      ++tip;
    if (tip > 0 && main.compare(k, 7, "</span>") == 0 && --tip == 0) {
      k += 6;
      continue;
    }
    if (main[k] == '<') in_tag = true;
    if (!in_tag && tip == 0 && main[k] != '\n') shown += main[k];
    if (main[k] == '>') in_tag = false;
  }
  EXPECT_EQ(shown, "2025年出口100.0亿元，增长12.0%。电话88960000。");
}

}  // namespace
}  // namespace duibiao::render
