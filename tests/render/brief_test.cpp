#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cube/fixture.h"
#include "render/brief_docx.h"
#include "render/brief_html.h"
#include "render/brief_json.h"
#include "render/brief_numerals.h"
#include "render/brief_table.h"
#include "render/spark.h"

namespace duibiao::render {
namespace {

using duibiao::test::World;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view wenzhou = "330300";

/// Two years of three cities, their province and the nation, so that every clause is written.
class Page {
 public:
  explicit Page(const std::string& source = "sheet.xlsx") {
    world_.from(source, 1);
    for (const auto& [code, early, before, now] :
         {std::tuple{"330100", "290.0", "300.0", "315.0"},
          std::tuple{"330200", "480.0", "500.0", "520.0"},
          std::tuple{"330300", "90.0", "100.0", "110.0"},
          std::tuple{"330000", "850.0", "900.0", "945.0"},
          std::tuple{"100000", "19000.0", "20000.0", "21000.0"}}) {
      world_.add("exports", code, "2017", early).add("exports", code, "2018", before);
      world_.add("exports", code, "2019", now);
    }
    for (const auto& [code, before, now] :
         {std::tuple{"330100", "200.0", "190.0"}, std::tuple{"330200", "300.0", "310.0"},
          std::tuple{"330300", "20.0", "18.0"}}) {
      world_.add("imports", code, "2018", before).add("imports", code, "2019", now);
    }
    world_.growth("exports", wenzhou, "2019", "10.0");
    cube_ = world_.cube();
    bulletin::BriefRequest request;
    request.place = world_.place(wenzhou);
    request.period = World::period("2019");
    request.group_name = {"浙江各市", "Zhejiang's cities"};
    request.group = {world_.place("330100"), world_.place("330200"), world_.place("330300")};
    request.against = {world_.place("330200")};
    request.indicators = {world_.indicator("trade"), world_.indicator("exports"),
                          world_.indicator("imports")};
    brief = bulletin::write_brief(*cube_, request);
  }

  [[nodiscard]] const cube::Cube& cube() const { return *cube_; }
  [[nodiscard]] const Vocabulary& words() const { return cube_->vocabulary(); }

  bulletin::Brief brief;

 private:
  World world_;
  std::shared_ptr<const cube::Cube> cube_;
};

constexpr Language both[] = {Language::zh, Language::en};

TEST(BriefSentences, EveryDigitBelongsToANumeral) {
  const Page page;
  for (const Language language : both) {
    for (const Sentence& sentence : sentences(page.brief, page.cube(), language)) {
      std::uint32_t at = 0;
      std::string rest;
      for (const Numeral& numeral : sentence.numerals) {
        ASSERT_LE(at, numeral.span.begin) << sentence.text;
        rest += sentence.text.substr(at, numeral.span.begin - at);
        at = numeral.span.end;
      }
      rest += sentence.text.substr(at);
      EXPECT_TRUE(std::ranges::none_of(rest, [](char c) { return c >= '0' && c <= '9'; })) << rest;
      EXPECT_GE(sentence.numerals.size(), 5U) << sentence.text;
    }
  }
}

TEST(BriefSentences, TheUnitBelongsToTheNumber) {
  const Page page;
  std::set<std::string> seen;
  for (const Sentence& sentence : sentences(page.brief, page.cube(), Language::zh)) {
    for (const Numeral& n : sentence.numerals) seen.emplace(n.span.of(sentence.text));
  }
  for (const char* words : {"110.0亿元", "10.0%", "第3位", "8个百分点"}) {
    EXPECT_TRUE(seen.contains(words)) << words;
  }
}

TEST(BriefJson, EveryNumeralPointsToAFieldAndStandsWhereItSays) {
  const Page page;
  for (const Language language : both) {
    const Json json = brief_json(page.brief, page.cube(), true, language);
    std::set<std::string> ids;
    for (const Json& figure : json["figures"]) ids.insert(figure["id"].get<std::string>());
    ASSERT_EQ(json["numerals"].size(), json["sentences"].size());
    for (std::size_t k = 0; k < json["sentences"].size(); ++k) {
      const auto text = json["sentences"][k].get<std::string>();
      for (const Json& numeral : json["numerals"][k]) {
        const auto begin = numeral["span"][0].get<std::size_t>();
        const auto end = numeral["span"][1].get<std::size_t>();
        EXPECT_EQ(text.substr(begin, end - begin), numeral["text"].get<std::string>());
        const Json::json_pointer at(numeral["at"].get<std::string>());
        ASSERT_TRUE(json.contains(at)) << numeral;
        EXPECT_FALSE(json[at].is_null()) << numeral;
        EXPECT_FALSE(numeral["figures"].empty()) << numeral;
        for (const Json& id : numeral["figures"]) {
          EXPECT_TRUE(ids.contains(id.get<std::string>())) << id;
        }
      }
    }
  }
}

TEST(BriefJson, CountsUtf16UnitsAsBrowsersDo) {
  const Page page;
  const Json json = brief_json(page.brief, page.cube(), false, Language::zh);
  const Json& first = json["numerals"][1][0];
  // «温州市出口总值» is seven units and twenty-one bytes.
  EXPECT_EQ(first["utf16"], (Json{7, 14}));
  EXPECT_EQ(first["span"][0], 21);
  EXPECT_FALSE(json.contains("figures"));
}

TEST(BriefNumerals, AShareNamesBothItsFiguresAndARankAllThatWereRanked) {
  const Page page;
  const Sentence exports = sentences(page.brief, page.cube(), Language::zh)[1];
  const auto backing = [&](Numeral::What what) {
    const auto found = std::ranges::find(exports.numerals, what, &Numeral::what);
    EXPECT_NE(found, exports.numerals.end());
    return backing_of(page.brief, *found, page.words());
  };
  const Backing share = backing(Numeral::What::share_of_province);
  EXPECT_TRUE(share.derived);
  EXPECT_EQ(share.formula.zh, "温州市 ÷ 浙江省");
  EXPECT_EQ(share.figures.size(), 2U);
  const Backing growth = backing(Numeral::What::growth);
  EXPECT_FALSE(growth.derived);
  EXPECT_EQ(figure_id(growth.figures.front(), page.words()), "exports/330300/2019/growth_yoy");
  const Backing rank = backing(Numeral::What::level_rank);
  EXPECT_EQ(rank.figures.size(), 3U);
  ASSERT_NE(rank.ranking, nullptr);
  EXPECT_EQ(rank.ranking->standings.size(), 3U);
}

TEST(BriefWorkbook, HasARowForEachNumeralWithItsValue) {
  const Page page;
  const std::vector<Sentence> written = sentences(page.brief, page.cube(), Language::zh);
  std::size_t numerals = 0;
  for (const Sentence& sentence : written) numerals += sentence.numerals.size();
  const Table table = numerals_table(page.brief, written, page.cube(), Language::zh);
  ASSERT_EQ(table.rows.size(), numerals);
  const std::vector<Cell>& derived = table.rows.front();  // trade = exports + imports
  EXPECT_EQ(derived[0].text, "128亿元");  // 110.0 + 18.0, each with half a unit either way
  EXPECT_EQ(derived[6].number->to_string(), "128");
  EXPECT_EQ(derived[8].text, "计算");
  EXPECT_EQ(brief_workbook(page.brief, page.cube(), Language::zh).size(), 3U);
}

TEST(BriefWorkbook, ShowsTheClauseRoundEachNumber) {
  const Page page;
  for (const Language language : both) {
    const std::vector<Sentence> written = sentences(page.brief, page.cube(), language);
    const Table table = numerals_table(page.brief, written, page.cube(), language);
    for (const std::vector<Cell>& row : table.rows) {
      EXPECT_THAT(row[1].text, HasSubstr(row[0].text));
      EXPECT_THAT(row[1].text, Not(HasSubstr(language == Language::zh ? "；" : "; ")));
    }
  }
}

TEST(BriefHtml, ShowsEveryNumberWithItsSourceAndLoadsNothing) {
  const Page page;
  const std::string zh = brief_to_html(page.brief, page.cube(), Language::zh);
  EXPECT_THAT(zh, HasSubstr("<html lang=\"zh-CN\">"));
  EXPECT_THAT(zh, HasSubstr("default-src 'none'"));
  EXPECT_THAT(zh, HasSubstr("sheet.xlsx · C"));
  EXPECT_THAT(zh, HasSubstr("温州市 ÷ 浙江省"));
  for (const char* foreign : {"<script", " src=", "http://", "https://", "@import", "url("}) {
    EXPECT_THAT(zh, Not(HasSubstr(foreign)));
  }
  EXPECT_EQ(zh, brief_to_html(page.brief, page.cube(), Language::zh));
  const std::string en = brief_to_html(page.brief, page.cube(), Language::en);
  EXPECT_THAT(en, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(en, HasSubstr("Wenzhou ÷ Zhejiang"));
  EXPECT_THAT(en, Not(HasSubstr("算法")));
}

TEST(BriefHtml, NamesFromSheetsAreText) {
  const Page page("<img src=x onerror=alert(1)>&\".xlsx");
  const std::string html = brief_to_html(page.brief, page.cube(), Language::zh);
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, HasSubstr("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;.xlsx"));
}

TEST(BriefDocx, IsLaidOutAsOfficialDocumentsAre) {
  const Page page;
  const PackageParts parts = brief_docx_parts(page.brief, page.cube(), Language::zh);
  EXPECT_EQ(parts.front().first, "[Content_Types].xml");
  const auto part = [&parts](std::string_view path) {
    const auto found =
        std::ranges::find(parts, path, [](const auto& one) { return std::string_view(one.first); });
    return found == parts.end() ? std::string() : found->second;
  };
  const std::string document = part("word/document.xml");
  EXPECT_THAT(document, HasSubstr("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));  // A4
  EXPECT_THAT(document, HasSubstr("w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" "
                                  "w:left=\"1588\""));  // 37, 26, 35, 28 mm
  EXPECT_THAT(document, HasSubstr("<w:tblHeader/>"));
  for (const Sentence& sentence : sentences(page.brief, page.cube(), Language::zh)) {
    EXPECT_THAT(document, HasSubstr(sentence.text));
  }
  const std::string styles = part("word/styles.xml");
  for (const char* font : {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"}) {
    EXPECT_THAT(styles, HasSubstr(font));
    EXPECT_THAT(part("word/fontTable.xml"), HasSubstr(font));
  }
  EXPECT_THAT(styles, HasSubstr("w:line=\"560\" w:lineRule=\"exact\""));
  EXPECT_THAT(part("word/footer1.xml"), HasSubstr(" PAGE "));
  EXPECT_EQ(parts, brief_docx_parts(page.brief, page.cube(), Language::zh));
}

TEST(BriefDocx, TableWidthsFillTheTextExactly) {
  const Page page;
  const PackageParts parts = brief_docx_parts(page.brief, page.cube(), Language::zh);
  const std::string& document = parts[2].second;
  std::size_t tables = 0;
  for (std::size_t at = document.find("<w:tblGrid>"); at != std::string::npos;
       at = document.find("<w:tblGrid>", at + 1)) {
    const std::size_t end = document.find("</w:tblGrid>", at);
    int sum = 0;
    constexpr std::string_view key = "<w:gridCol w:w=\"";
    for (std::size_t column = document.find(key, at); column < end;
         column = document.find(key, column + 1)) {
      const int width = std::stoi(document.substr(column + key.size()));
      EXPECT_GT(width, 300);
      sum += width;
    }
    EXPECT_EQ(sum, 8844);  // 156 mm in twentieths of a point
    ++tables;
  }
  EXPECT_EQ(tables, 2U);
}

TEST(BriefDocx, CharactersThatXmlCannotHoldAreLeftOut) {
  DocxWriter writer(Language::en);
  writer.paragraph("a<b>&\x01\xEF\xBF\xBE.");
  const std::string document = writer.parts("x & y")[2].second;
  EXPECT_THAT(document, HasSubstr("a&lt;b&gt;&amp;"));
  EXPECT_EQ(document.find('\x01'), std::string::npos);
  EXPECT_EQ(document.find("\xEF\xBF\xBE"), std::string::npos);
}

TEST(SparklineSvg, BreaksWhereAValueIsMissing) {
  const std::vector<std::optional<double>> values = {0.0, 7.0, std::nullopt, 3.5};
  const std::string svg = sparkline_svg(values, "x");
  EXPECT_EQ(std::ranges::count(svg.substr(svg.find(" d=\"")), 'M'), 2);
  EXPECT_THAT(svg, HasSubstr("<circle"));
  EXPECT_EQ(sparkline_svg({}, "x"), "");
  EXPECT_EQ(sparkline_svg(std::vector<std::optional<double>>{1.0, std::nullopt}, "x"), "");
}

}  // namespace
}  // namespace duibiao::render
