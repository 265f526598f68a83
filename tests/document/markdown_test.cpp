#include <gtest/gtest.h>

#include "dump.h"

namespace duibiao::document::testing {
namespace {

std::string read_md(std::string_view text) { return read(text, "a.md"); }

TEST(Markdown, IsGivenBackByteForByte) {
  const auto document = read_document("# 标题 #\n\n正文**9.4%**。\n", "a.md", {});
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->verbatim);
  EXPECT_EQ(document->format, "md");
  EXPECT_EQ(dump(*document), "h1 标题\np 正文**9.4%**。\n");
}

TEST(Markdown, MarksAtTheStartOfLinesAreNoText) {
  EXPECT_EQ(read_md("标题\n====\n\n## 小节\n> 引文\n\n- 甲\n  1. 乙\n- [x] 丙\n---\n[^1]: 注\n"
                    "[a]: http://x.cn/1\n"),
            "h1 标题\nh2 小节\np 引文\nli 甲\nli 乙\nli 丙\nfn 注\n");
}

TEST(Markdown, AParagraphGoesOnUntilABlankLineOrAFullStop) {
  EXPECT_EQ(read_md("出口\n增长9.4%，\n进口下降。\n另一段\n\n第三段\n"),
            "p 出口\n增长9.4%，\n进口下降。\np 另一段\np 第三段\n");
}

TEST(Markdown, ATableHasAHeaderRowAndCells) {
  EXPECT_EQ(read_md("| 地区 | 出口 |\n|:--|--:|\n| 宁波 | 5.1 |\n甲 \\| 乙 | 2.0\n\n末。\n"),
            "c1.0.0* 地区\nc1.0.1* 出口\nc1.1.0 宁波\nc1.1.1 5.1\nc1.2.0 甲 \\| 乙\nc1.2.1 2.0\n"
            "p 末。\n");
}

TEST(Markdown, FencesAndFrontMatterAreCode) {
  EXPECT_EQ(read_md("---\ntitle: 甲\n---\n```\n# 9\n- 8\n```\n正文\n"),
            "code title: 甲\ncode # 9\n- 8\np 正文\n");
}

TEST(Markdown, IsRecognisedWithoutAName) {
  const std::string table = "说明。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n";
  EXPECT_EQ(read(table, "-"), "p 说明。\nc1.0.0* 甲\nc1.0.1* 乙\nc1.1.0 1\nc1.1.1 2\n");
  EXPECT_EQ(read("# 1号\n", "-"), "h1 # 1号\n");
  EXPECT_EQ(read("# 甲\n# 乙\n", "a.txt"), "h1 # 甲\np # 乙\n");
}

}  // namespace
}  // namespace duibiao::document::testing
