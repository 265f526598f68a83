#include <gtest/gtest.h>

#include <thread>

#include "bulletin/judge/check.h"
#include "bulletin/shop.h"

/// A draft from its text to what is said of it.
namespace duibiao::bulletin {
namespace {

using test::Shop;

const Reader& reader() {
  static const auto built = Reader::build(Shop::shared_words());
  EXPECT_TRUE(built.has_value());
  return *built;
}

text::Document document_of(std::string_view text) {
  text::Document document;
  document.text = text;
  text::Block block;
  block.span = {0, static_cast<std::uint32_t>(text.size())};
  document.blocks = {block};
  document.verbatim = true;
  return document;
}

CheckOptions wenzhou() {
  CheckOptions options;
  options.context.home = test::place("330300");
  options.context.period = test::period("2019-01..2019-09");
  return options;
}

CheckReport check_text(std::string_view text, const cube::Cube* cube) {
  return check(reader(), document_of(text), cube, wenzhou());
}

std::size_t errors(const CheckReport& report) {
  std::size_t count = 0;
  for (const Finding& finding : report.findings) {
    count += finding.verdict == Verdict::inconsistent ? 1U : 0U;
  }
  return count;
}

std::shared_ptr<const cube::Cube> two_figures() {
  Shop shop;
  shop.from("温州海关").add("exports", "330300", "2019-01..2019-08", "1059.76");
  shop.from("海关总署").add("exports", "100000", "2019-01..2019-09", "12.48", "万亿元");
  return shop.cube();
}

TEST(CheckReport, AShareInPercentThatMustBePerMilleIsFoundAndPutRight) {
  const auto cube = two_figures();
  const std::string text = "1-9月，温州市出口占全国出口总值的9.7%，份额稳步上升。";
  const CheckReport report = check_text(text, cube.get());
  ASSERT_EQ(errors(report), 1U);
  const Finding& finding = report.findings.front();
  EXPECT_EQ(finding.relation, RelationKind::plausible);
  EXPECT_EQ(finding.severity, Severity::high);
  ASSERT_TRUE(finding.suggestion.has_value());
  std::string mended = text;
  mended.replace(finding.suggestion->span.begin, finding.suggestion->span.size(),
                 finding.suggestion->replacement);
  EXPECT_EQ(mended, "1-9月，温州市出口占全国出口总值的9.7‰，份额稳步上升。");
  EXPECT_EQ(errors(check_text(mended, cube.get())), 0U);
  EXPECT_EQ(errors(check_text(text, nullptr)), 0U) << "without the store nothing is known of it";
}

TEST(CheckReport, OneWrongLevelInFourRelationsIsOneFinding) {
  const CheckReport report = check_text(
      "全市进出口1338.3亿元，其中出口1197.9亿元，占进出口总值的82.6%；进口252.4亿元。", nullptr);
  ASSERT_EQ(errors(report), 1U);
  const Finding& finding = report.findings.front();
  EXPECT_EQ(finding.suspects, 1U);
  EXPECT_EQ(report.reading.claims[finding.claims.front()].value, test::number("1338.3"));
}

TEST(CheckReport, TheGapAWriterWorkedOutWrongIsPutRight) {
  const CheckReport report =
      check_text("2019年全市出口增长26.8%，全省出口增长9.0%，高于全省18.7个百分点。", nullptr);
  ASSERT_EQ(report.summary.inconsistent > 0, true);
  ASSERT_FALSE(report.findings.empty());
  const Finding& finding = report.findings.front();
  EXPECT_EQ(finding.relation, RelationKind::gap);
  ASSERT_TRUE(finding.suggestion);
  EXPECT_EQ(finding.suggestion->replacement, "17.8个百分点");
  EXPECT_EQ(finding.suggestion->slip, Slip::swap);
}

TEST(CheckReport, TheSummaryCountsEveryNumeralOnce) {
  const auto cube = two_figures();
  const CheckReport report = check_text(
      "1-9月，全市出口占全国出口总值的9.7%，力争全年出口1600亿元，海鲜出口3.1亿元。", cube.get());
  const CheckSummary& summary = report.summary;
  EXPECT_EQ(summary.claims, report.reading.claims.size());
  EXPECT_EQ(summary.numerals, summary.claims + report.reading.ignored.size());
  EXPECT_EQ(summary.consistent + summary.edge + summary.inconsistent + summary.not_checkable,
            summary.claims);
  EXPECT_EQ(summary.checked, summary.claims - summary.not_checkable);
  ASSERT_EQ(report.verdicts.size(), report.reading.claims.size());
  ASSERT_EQ(report.reasons.size(), report.reading.claims.size());
  for (std::size_t i = 0; i < report.verdicts.size(); ++i) {
    const bool open = report.verdicts[i] == Verdict::not_checkable;
    EXPECT_EQ(open, !report.reasons[i].zh.empty()) << i;
    EXPECT_EQ(open, !report.reasons[i].en.empty()) << i;
  }
}

TEST(CheckReport, AnEmptyDraftIsClean) {
  const CheckReport report = check_text("", nullptr);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.summary.numerals, 0U);
  EXPECT_EQ(report.summary.coverage(), 1.0);
}

TEST(CheckReport, ADraftOfStoredFiguresIsSilent) {
  const CheckReport report = check_text(
      "1-8月，全市进出口1202.92亿元，同比增长22.51%，其中出口1059.76亿元，增长27.42%，"
      "进口143.16亿元，下降4.67%。",
      &test::demo_store());
  EXPECT_EQ(errors(report), 0U) << report.findings.front().message.zh;
  EXPECT_EQ(report.summary.consistent, 6U);
}

TEST(CheckReport, IsTheSameFromEveryThread) {
  const std::string text = "1-8月，全市出口1095.76亿元，增长27.42%；1-9月出口占全国的9.7%。";
  const CheckReport once = check_text(text, &test::demo_store());
  std::vector<std::size_t> seen(4);
  std::vector<std::thread> threads;
  for (std::size_t& agreed : seen) {
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        const CheckReport again = check_text(text, &test::demo_store());
        bool same = again.findings.size() == once.findings.size();
        for (std::size_t k = 0; same && k < again.findings.size(); ++k) {
          same = again.findings[k].message == once.findings[k].message;
        }
        agreed += same ? 1U : 0U;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t same : seen) EXPECT_EQ(same, 5U);
}

}  // namespace
}  // namespace duibiao::bulletin
