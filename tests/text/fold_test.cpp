#include "text/fold.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "text/utf8.h"

namespace duibiao::text {
namespace {

using Span = std::pair<std::uint32_t, std::uint32_t>;

TEST(FoldWidth, MakesOneSpellingOfBothWidths) {
  EXPECT_EQ(fold_width("２０１９年１－９月"), "2019年1-9月");
  EXPECT_EQ(fold_width("增长９．４％（可比价）"), "增长9.4%(可比价)");
  EXPECT_EQ(fold_width("ＧＤＰ：亿元"), "GDP:亿元");
  EXPECT_EQ(fold_width("出口\u00A0总值\u3000"), "出口 总值");
  EXPECT_EQ(fold_width("㎡①"), "m21");
  EXPECT_EQ(fold_width("\u3000"), "");
}

TEST(FoldWidth, LeavesDashesChinesePunctuationAndPlainTextAlone) {
  EXPECT_EQ(fold_width("1—9月–x−y"), "1—9月–x−y");
  EXPECT_EQ(fold_width("温州、宁波。"), "温州、宁波。");
  EXPECT_EQ(fold_width("  plain (ASCII) 1,912.0%  "), "plain (ASCII) 1,912.0%");
  EXPECT_EQ(fold_width("0.97‰"), "0.97‰");
}

TEST(FoldWidth, IsIdempotent) {
  for (const char* text :
       {"２０１９年", "（％）", "ﾊﾟ", "e\u0301", "¨x¨", "㍿㌢", "\u3000Ａ\u3000"}) {
    const std::string once = fold_width(text);
    EXPECT_EQ(fold_width(once), once) << text;
  }
}

TEST(FoldWidth, LeavesIllFormedBytesAsTheyAre) {
  EXPECT_EQ(fold_width("温\xFF％"), "温\xFF%");
  EXPECT_EQ(fold_width("\xE4\xB8 \xC0\x80 ％"), "\xE4\xB8 \xC0\x80 %");
}

TEST(FoldWithMap, PointsBackToTheSource) {
  const std::string source = "\u3000增长９.４％ ";
  const Folded folded = fold_with_map(source);
  EXPECT_EQ(folded.text, "增长9.4%");
  const std::size_t nine = folded.text.find('9');
  const Span number = folded.source_span(nine, nine + 3);
  EXPECT_EQ(source.substr(number.first, number.second - number.first), "９.４");
  const Span all = folded.source_span(0, folded.text.size());
  EXPECT_EQ(source.substr(all.first, all.second - all.first), "增长９.４％");
}

TEST(FoldWithMap, KeepsTogetherWhatWasFoldedTogether) {
  const std::string source = "12㎡x";
  const Folded folded = fold_with_map(source);
  ASSERT_EQ(folded.text, "12m2x");
  EXPECT_EQ(folded.source_span(2, 3), Span(2, 5));
  EXPECT_EQ(folded.source_span(3, 4), Span(2, 5));
  EXPECT_EQ(folded.source_span(4, 5), Span(5, 6));
  const Folded composed = fold_with_map("e\u0301x");
  EXPECT_EQ(composed.text, "\u00E9x");
  EXPECT_EQ(composed.source_span(0, 2), Span(0, 3));
}

/// Every span of the folded text, cut at characters, folds from the source span it names.
void expect_faithful(const std::string& source) {
  const Folded folded = fold_with_map(source);
  ASSERT_EQ(folded.text, fold_width(source));
  ASSERT_EQ(folded.source_offset.size(), folded.text.size() + 1);
  for (std::size_t i = 0; i + 1 < folded.source_offset.size(); ++i) {
    ASSERT_LE(folded.source_offset[i], folded.source_offset[i + 1]);
  }
  ASSERT_LE(folded.source_offset.back(), source.size());
  for (const CodePoint c : code_points(folded.text)) {
    const auto [first, last] = folded.source_span(c.offset, c.offset + c.length);
    ASSERT_LT(first, last);
    const std::string origin = source.substr(first, last - first);
    if (!is_valid_utf8(origin)) continue;
    const std::string character = folded.text.substr(c.offset, c.length);
    if (is_blank(c.value)) continue;
    ASSERT_NE(fold_width(origin).find(character), std::string::npos) << source;
  }
}

TEST(FoldWithMap, HoldsOnRandomTexts) {
  constexpr char32_t alphabet[] = {
      U'a', U'1',      U' ',      U'　', U'温', U'％', U'（', U'９', U'㎡',     U'①',  U'—',
      U'…', U'\u00A0', U'\u0301', U'é',  U'ﾊ',  U'ﾟ',  U'½',  U'가', U'\u200B', U'𠮷', U'¨'};
  std::mt19937 random(3);
  for (int round = 0; round < 4'000; ++round) {
    std::string source;
    for (auto i = random() % 12; i > 0; --i) {
      append_utf8(source, alphabet[random() % std::size(alphabet)]);
      if (random() % 40 == 0) source += static_cast<char>(0x80 + random() % 0x80);
    }
    expect_faithful(source);
    if (HasFatalFailure()) return;
  }
}

TEST(FoldCase, LowersAsciiOnly) { EXPECT_EQ(fold_case("GDP Ä 温州 Ａ"), "gdp Ä 温州 Ａ"); }

}  // namespace
}  // namespace duibiao::text
