#include "text/width.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace duibiao::text {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("Wenzhou"), 7U);
  EXPECT_EQ(display_width("温州"), 4U);
  EXPECT_EQ(display_width("（％）"), 6U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("a\u200Bb"), 2U);
  EXPECT_EQ(display_width("▁▂█"), 3U);
  EXPECT_EQ(display_width("…—①‰"), 4U);  // ambiguous: one column
  EXPECT_EQ(display_width("가나"), 4U);
  EXPECT_EQ(display_width("𠮷"), 2U);
  EXPECT_EQ(display_width("\t\x1B"), 0U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Padding, AlignsByColumns) {
  EXPECT_EQ(pad_left("9.4", 6), "   9.4");
  EXPECT_EQ(pad_right("温州", 6), "温州  ");
  EXPECT_EQ(pad_left("温州", 5), " 温州");
  EXPECT_EQ(pad_right("杭州地区", 4), "杭州地区");
}

TEST(Truncation, NeverPassesTheWidthNorHalvesACharacter) {
  EXPECT_EQ(truncate_to_width("温州市", 6), "温州市");
  EXPECT_EQ(truncate_to_width("温州市瓯海区", 6), "温州…");
  EXPECT_EQ(truncate_to_width("温州市瓯海区", 5), "温州…");
  EXPECT_EQ(truncate_to_width("abcdef", 3, ""), "abc");
  EXPECT_EQ(truncate_to_width("abcdef", 3, "...."), "abc");
  EXPECT_EQ(truncate_to_width("温州", 0), "");
  EXPECT_EQ(truncate_to_width("ae\u0301xyz", 3), "ae\u0301…");
  const std::string text = "温a州b市\u0301（c）d";
  for (std::size_t width = 0; width < 20; ++width) {
    const std::string cut = truncate_to_width(text, width);
    EXPECT_LE(display_width(cut), width);
    EXPECT_TRUE(is_valid_utf8(cut));
  }
}

}  // namespace
}  // namespace duibiao::text
