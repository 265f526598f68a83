#include "bulletin/read/normal.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "figure/builtin.h"
#include "text/utf8.h"

namespace duibiao::bulletin {
namespace {

std::string plain(std::string_view source) { return normalise(source).text; }

TEST(Normal, FullWidthFormsBecomeAscii) {
  EXPECT_EQ(plain("（１２．５％），ＧＤＰ：１；"), "(12.5%),GDP:1;");
  EXPECT_EQ(plain("￥300"), "¥300");
  EXPECT_EQ(plain("6.0∶55.0∶39.0"), "6.0:55.0:39.0");
}

TEST(Normal, ChinesePunctuationWithoutLookAlikeStays) {
  EXPECT_EQ(plain("“一”、《二》。‰〔2019〕"), "“一”、《二》。‰〔2019〕");
}

TEST(Normal, TraditionalCharactersBecomeSimplified) {
  EXPECT_EQ(plain("餘於佔週衝萬億個點倍總額區噸圓臺"), "余于占周冲万亿个点倍总额区吨圆台");
  EXPECT_EQ(plain("顯著增長"), "显著增长");  // 著 is simplified too
  EXPECT_EQ(plain("外贸出口总额占比"), "外贸出口总额占比");
}

// 乾县 and 乾安 keep a character that looks traditional: no name may be changed under its reader.
TEST(Normal, TheNamesTheProgramKnowsStayAsTheyAre) {
  for (const EmbeddedFile& file : builtin_files()) {
    const NormalText normal = normalise(file.bytes);
    for (std::size_t i = 0; i < normal.text.size();) {
      const auto now = text::decode_at(normal.text, i);
      const auto before = text::decode_at(file.bytes, normal.source_offset[i]);
      if (text::is_han(before.value)) {
        ASSERT_EQ(now.value, before.value)
            << file.name << ": " << file.bytes.substr(before.offset, before.length);
      }
      i += now.length;
    }
  }
}

TEST(Normal, DashesJoinNumbersAndTimeWordsOnly) {
  EXPECT_EQ(plain("1—9月"), "1-9月");
  EXPECT_EQ(plain("2018年——2019年"), "2018年-2019年");
  EXPECT_EQ(plain("一月—三月"), "一月-三月");
  EXPECT_EQ(plain("10–15%"), "10-15%");
  EXPECT_EQ(plain("3～5万"), "3~5万");
  EXPECT_EQ(plain("增速−2.3%"), "增速-2.3%");
  EXPECT_EQ(plain("增速—2.3%"), "增速-2.3%");
  EXPECT_EQ(plain("稳中有进——全市外贸"), "稳中有进——全市外贸");
  EXPECT_EQ(plain("数据——2019年"), "数据——2019年");
}

TEST(Normal, AFullWidthCommaBetweenHalfWidthDigitsPartsAList) {
  EXPECT_EQ(plain("312，456亿元"), "312、456亿元");
  EXPECT_EQ(plain("９，９９９"), "9,999");
  EXPECT_EQ(plain("1,912.0"), "1,912.0");
}

TEST(Normal, PinyinBehindACharacterIsNoise) {
  EXPECT_EQ(plain("據(jù)統計"), "据统计");
  EXPECT_EQ(plain("增長（zhǎng）9%"), "增长9%");
  EXPECT_EQ(plain("得(de)"), "得");
  EXPECT_EQ(plain("增长(zēng zhǎng)"), "增长");
}

TEST(Normal, BracketsThatSaySomethingStay) {
  for (const std::string_view text :
       {"总值(GDP)", "人民币(RMB)", "到岸价(CIF)", "指数(a)", "系数(beta)", "增长(9%)", "A(de)",
        "单位(km)", "出口(up to)", "(jù"}) {
    EXPECT_EQ(plain(text), text);
  }
}

TEST(Normal, InvisibleMarksGoAndBlanksAreSpaces) {
  EXPECT_EQ(plain("\xEF\xBB\xBF出\xE2\x80\x8B口"), "出口");
  EXPECT_EQ(plain("出口\xE3\x80\x80"
                  "9\xC2\xA0%"),
            "出口 9 %");
}

TEST(Normal, IllFormedBytesStay) {
  const std::string bad = "出\xFF\xE4\xB8口";
  EXPECT_EQ(plain(bad), bad);
}

TEST(Normal, ASpanOfTheNormalTextGivesTheSourceBytesWithoutNoiseBehindIt) {
  const std::string source = "據(jù)統計：增長(zhǎng)９．４％。";
  const NormalText normal = normalise(source);
  ASSERT_EQ(normal.text, "据统计:增长9.4%。");
  const auto source_of = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(normal.text.find(part));
    const auto end = begin + static_cast<std::uint32_t>(part.size());
    return std::string(normal.source({begin, end}).of(source));
  };
  EXPECT_EQ(source_of("9.4%"), "９．４％");
  EXPECT_EQ(source_of("据"), "據");
  EXPECT_EQ(source_of("增长"), "增長");
  EXPECT_EQ(source_of("据统"), "據(jù)統");
  EXPECT_EQ(source_of("。"), "。");
  EXPECT_EQ(normal.source({3, 3}).size(), 0U);
}

// Whatever is put together: the map never goes back, begins and ends where a character does, and a
// character that was not noise is found again where it came from.
TEST(Normal, AnyMixtureKeepsItsWayBack) {
  const std::vector<std::pair<std::string, std::string>> parts = {
      {"出口", "出口"}, {"餘", "余"},         {"９", "9"},      {"(jù)", ""},
      {"％", "%"},      {"，", ","},          {"\u200B", ""},   {"abc", "abc"},
      {"—", "—"},       {"‰", "‰"},           {"12.5", "12.5"}, {"\u3000", " "},
      {"萬億", "万亿"}, {"（GDP）", "(GDP)"}, {"𠮷", "𠮷"},     {"\xFF", "\xFF"},
  };
  std::mt19937 random(20190930);
  for (int round = 0; round < 2000; ++round) {
    std::string source;
    const int count = static_cast<int>(random() % 12);
    for (int i = 0; i < count; ++i) source += parts[random() % parts.size()].first;
    const NormalText normal = normalise(source);
    ASSERT_EQ(normal.source_offset.size(), normal.text.size() + 1);
    ASSERT_LE(normal.text.size(), source.size());
    std::size_t covered = 0;
    for (std::size_t i = 0; i < normal.text.size(); ++i) {
      ASSERT_LE(normal.source_offset[i], normal.source_offset[i + 1]) << source;
      if (i > 0 && normal.source_offset[i] == normal.source_offset[i - 1]) continue;
      std::size_t end = i + 1;
      while (end < normal.text.size() && normal.source_offset[end] == normal.source_offset[i])
        ++end;
      const Span span =
          normal.source({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
      ASSERT_EQ(span.begin, normal.source_offset[i]) << source;
      covered += span.size();
    }
    for (const Span noise : normal.dropped) covered += noise.size();
    ASSERT_EQ(covered, source.size()) << source;  // every byte is kept or known to be dropped
  }
}

TEST(Normal, NormalisingTwiceChangesNothingMore) {
  const std::string once = plain("據(jù)統計，１—９月，外貿進出口１９１２．０億元（佔４４．８％）");
  EXPECT_EQ(plain(once), once);
}

}  // namespace
}  // namespace duibiao::bulletin
