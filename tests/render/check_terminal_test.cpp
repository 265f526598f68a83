#include "render/check_terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checked.h"
#include "text/width.h"

namespace duibiao::render {
namespace {

using bulletin::Verdict;
using test::Checked;
using ::testing::HasSubstr;
using ::testing::Not;

CheckTerminalOptions plain(int width = 0, Language language = Language::zh) {
  return {{language, false, width}, false, false};
}

Checked three_figures() {
  Checked checked("出口100.0亿元，增长12.0%，占全省6.3%。");
  checked.claim("100.0亿元", Measure::level, "100.0", "亿元");
  const auto wrong =
      checked.claim("12.0%", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent);
  checked.claim("6.3%", Measure::share, "6.3", "%", Verdict::not_checkable);
  auto& finding = checked.finding(wrong);
  finding.suggestion = bulletin::Suggestion{checked.report().reading.claims[wrong].span,
                                            "10.0%",
                                            bulletin::Slip::digit,
                                            {"一位数字有误", "one digit"}};
  checked.report().summary = {4, 3, 2, 1, 0, 1, 1};
  return checked;
}

TEST(CheckTerminal, MarksSayWhatColourWouldSay) {
  const Checked checked = three_figures();
  EXPECT_EQ(check_to_terminal(checked.draft(), plain()),
            "  出口100.0亿元✓，增长12.0%✗[1]，占全省6.3%。\n"
            "\n"
            "✗[1] 出口同比应为10.0%\n"
            "     算式  库中为 10.0%\n"
            "     区间  应在 9.95～10.05%，文中为 11.95～12.05%\n"
            "     依据  温州市出口总值 2025年1-7月 同比 10.0% · 浙江省-2025-07.csv · C9 · "
            "2025-08-18\n"
            "     建议  12.0% → 10.0%（一位数字有误）\n"
            "\n"
            "数字 4 个：读作统计数 3 个，略过 1 个；核对 2 个（覆盖率 66%）：一致 1，临界 0，"
            "不一致 1；无从核对 1 个\n");
}

TEST(CheckTerminal, ColourIsOnlyWrittenWhenAskedFor) {
  const Checked checked = three_figures();
  EXPECT_THAT(check_to_terminal(checked.draft(), plain()), Not(HasSubstr("\x1b")));
  const std::string coloured =
      check_to_terminal(checked.draft(), {{Language::zh, true, 0}, false, false});
  EXPECT_THAT(coloured, HasSubstr("\x1b[1;31m12.0%✗[1]\x1b[0m"));
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m100.0亿元\x1b[0m"));
}

TEST(CheckTerminal, LinesKeepToTheWidthAndNeverBreakAFigure) {
  Checked checked(
      "据海关统计，今年以来全市出口总值持续增长，1-7月累计达到1528.34亿元，同比增长10.0%。");
  checked.claim("1528.34亿元", Measure::level, "1528.34", "亿元");
  checked.claim("10.0%", Measure::growth_yoy, "10.0", "%");
  for (int width = 30; width < 90; ++width) {
    const std::string out = check_to_terminal(checked.draft(), plain(width));
    EXPECT_THAT(out, HasSubstr("1528.34亿元✓")) << width;
    std::size_t begin = 0;
    while (begin < out.size()) {
      const std::size_t end = out.find('\n', begin);
      // A closing mark may hang over the edge rather than begin a line.
      EXPECT_LE(text::display_width(out.substr(begin, end - begin)),
                static_cast<std::size_t>(width) + 2)
          << out.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(CheckTerminal, OfALongDraftOnlyTheLinesWithFindingsAreShown) {
  std::string text;
  for (int k = 0; k < 300; ++k) text += "这一行没有什么问题可说。\n";
  Checked checked(text + "出口增长12.0%。\n" + text);
  checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent));
  const std::string out = check_to_terminal(checked.draft(), plain());
  EXPECT_THAT(out, HasSubstr("⋯ 300 行没有问题"));
  EXPECT_THAT(out, HasSubstr("12.0%✗[1]"));
  EXPECT_THAT(out, HasSubstr("第301行"));
  EXPECT_THAT(out, Not(HasSubstr("这一行")));
  CheckTerminalOptions full = plain();
  full.full = true;
  EXPECT_THAT(check_to_terminal(checked.draft(), full), HasSubstr("这一行"));
}

TEST(CheckTerminal, ControlCharactersOfADraftAreHarmless) {
  Checked checked("出口\x1b[2J增长12.0%\x07。");
  checked.claim("12.0%", Measure::growth_yoy, "12.0", "%");
  EXPECT_THAT(check_to_terminal(checked.draft(), plain()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(check_to_terminal(checked.draft(), plain()), Not(HasSubstr("\x07")));
}

TEST(CheckTerminal, CellsOfATableStandBelowEachOther) {
  Checked checked("地区\t出口（亿元）\t同比（%）\n温州市\t1528.3\t12.0\nNingbo\t5719.1\t8.3\n");
  checked.claim("1528.3", Measure::level, "1528.3", "亿元");
  checked.claim("12.0", Measure::growth_yoy, "12.0", "%", Verdict::inconsistent);
  EXPECT_THAT(check_to_terminal(checked.draft(), plain(80)),
              HasSubstr("  地区          出口（亿元）  同比（%）\n"
                        "  温州市        1528.3✓       12.0✗\n"
                        "  Ningbo        5719.1        8.3\n"));
}

TEST(CheckTerminal, AnEmptyDraftIsNoTrouble) {
  const Checked checked("");
  EXPECT_THAT(check_to_terminal(checked.draft(), plain(80, Language::en)),
              HasSubstr("no number in the text"));
}

TEST(CheckTerminal, WhatIsNoFaultIsOneLine) {
  Checked checked("出口增长12.0%。");
  auto& finding = checked.finding(checked.claim("12.0%", Measure::growth_yoy, "12.0", "%"),
                                  Verdict::consistent);
  finding.severity = bulletin::Severity::info;
  const std::string out = check_to_terminal(checked.draft(), plain());
  EXPECT_THAT(out, HasSubstr("i[1] 出口同比应为10.0%\n"));
  EXPECT_THAT(out, Not(HasSubstr("依据")));
}

}  // namespace
}  // namespace duibiao::render
