#include <gtest/gtest.h>

#include "checked.h"
#include "render/check_table.h"

namespace duibiao::render {
namespace {

using bulletin::Verdict;
using test::Checked;

TEST(CheckView, AFindingMarksItsSuspectsOnly) {
  Checked checked("出口100.0亿元，增长12.0%。");
  const auto level = checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  const auto growth =
      checked.claim("12.0%", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent);
  checked.finding(growth).claims.push_back(level);
  const std::vector<Mark> marks = marks_of(checked.draft());
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_TRUE(marks[0].findings.empty());
  EXPECT_EQ(marks[1].findings, std::vector<std::uint32_t>{0});
  EXPECT_EQ(marks[1].verdict, Verdict::inconsistent);
}

TEST(CheckView, OfTwoReadingsOnTheSameCharactersTheFirstStands) {
  Checked checked("出口100.0亿元。");
  checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  bulletin::Claim again = checked.report().reading.claims.front();
  ++again.span.begin;
  checked.report().reading.claims.push_back(again);
  EXPECT_EQ(marks_of(checked.draft()).size(), 1U);
}

TEST(CheckView, ColumnsCountWhatEditorsCount) {
  const std::string text = "第一行\n出口😀5%\r\n";
  const Lines lines(text);
  EXPECT_EQ(lines.count(), 3U);
  const Lines::Place place = lines.at(text.find('5'));
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 5U) << "the emoji counts two units of UTF-16";
  EXPECT_EQ(lines.span(2).of(text), "出口😀5%") << "the carriage return is no part of the line";
}

TEST(CheckView, ALineOfMegabytesCostsNoMoreThanAnother) {
  std::string text;
  for (int k = 0; k < 200000; ++k) text += "出口1亿元";
  const Lines lines(text);
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size(); at += 13) {
    const std::size_t column = lines.at(at - at % 3).column;
    EXPECT_GE(column, last);
    last = column;
  }
  EXPECT_EQ(lines.at(text.size()).column, 5U * 200000U + 1U);
}

TEST(CheckView, IntervalsAreShownOutwards) {
  const num::Interval range = test::interval("44.7446123", "44.7528999");
  EXPECT_EQ(range_words(range, unit::percent(), 1, Language::zh), "44.744～44.753%");
  EXPECT_EQ(range_words(range, unit::percent(), 1, Language::en), "44.744 to 44.753%");
  EXPECT_EQ(
      range_words(test::interval("-0.75", "-0.65"), unit::percentage_point(), 1, Language::zh),
      "−0.75～−0.65个百分点");
  EXPECT_EQ(range_words(test::interval("3", "3"), unit::rank(), 0, Language::en), "3");
  EXPECT_EQ(range_words(test::interval("-1", "1000000"), unit::times(), 0, Language::zh),
            "−1倍以上");
  EXPECT_EQ(range_words(test::interval("-100", "1000000"), unit::percent(), 0, Language::en),
            "−100% or more");
}

TEST(CheckView, EvidenceNamesFigureSourceAndRelease) {
  Checked checked("出口增长12.0%。");
  auto& finding = checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%"));
  finding.evidence.front().superseded = true;
  EXPECT_EQ(evidence_words(finding.evidence.front(), test::words(), Language::zh),
            "温州市出口总值 2025年1-7月 同比 10.0% · 浙江省-2025-07.csv · C9 · 2025-08-18 · "
            "已有后来的发布");
}

TEST(CheckView, TheFormulaIsNotSaidTwice) {
  Checked checked("出口增长12.0%。");
  auto& finding = checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%"));
  EXPECT_EQ(details_of(checked.draft(), finding, Language::zh).front().kind,
            DetailLine::Kind::formula);
  finding.message.zh = "出口同比应为10.0%（库中为 10.0%）";
  EXPECT_EQ(details_of(checked.draft(), finding, Language::zh).front().kind,
            DetailLine::Kind::range);
}

TEST(CheckView, OnlyStrictCountsTheEdgeAndUsage) {
  Checked edge("出口增长12.0%。");
  edge.finding(edge.claim("12.0%", Measure::growth_yoy, "12.0", "%"), Verdict::edge);
  EXPECT_FALSE(has_findings(edge.report(), false));
  EXPECT_TRUE(has_findings(edge.report(), true));
  Checked usage("出口增长5.1%%。");
  usage.remark("5.1%%", bulletin::UsageRemark::Rule::doubled_sign);
  EXPECT_FALSE(has_findings(usage.report(), false));
  EXPECT_TRUE(has_findings(usage.report(), true));
}

TEST(CheckView, CommentsStandWhereTheFiguresAre) {
  Checked checked("增长5.1%%，增长12.0%。");
  checked.remark("5.1%%", bulletin::UsageRemark::Rule::doubled_sign).replacement = "5.1%";
  checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%"));
  const std::vector<Note> notes = notes_of(checked.draft(), Language::zh);
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].text, "百分号重复\n→ 5.1%");
  EXPECT_EQ(notes[1].span.of(checked.document().text), "12.0%");
  EXPECT_TRUE(notes[1].text.starts_with("不一致：出口同比应为10.0%\n算式：")) << notes[1].text;
}

TEST(CheckView, FindingsMakeATableForSpreadsheets) {
  Checked checked("外贸\n出口增长12.0%。");
  checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%"));
  Table table = findings_table(Language::en);
  add_findings(table, checked.draft(), Language::en);
  EXPECT_EQ(to_csv(table, false),
            "file,line,verdict,severity,relation,text,message,formula,suggestion\r\n"
            "draft.txt,2,inconsistent,normal,stored,12.0%,exports grew by 10.0%,"
            "the store has 10.0%,\r\n");
}

}  // namespace
}  // namespace duibiao::render
