#include <algorithm>
#include <array>
#include <random>

#include "bulletin/read/normal.h"
#include "bulletin/read/numeral.h"
#include "bulletin/reading.h"

namespace duibiao::bulletin::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> ignored(const std::string& text) {
  return ignored_lines(read(text), text);
}

TEST(ReadIgnored, NamesThatHoldNumbers) {
  const std::string text = "对“一带一路”沿线国家出口增长5.0%,“双11”期间5G手机热销。";
  const Reading reading = read(text);
  EXPECT_THAT(reading.claims, SizeIs(1));
  EXPECT_THAT(ignored_lines(reading, text), ElementsAre("一带一路 name", "双11 name", "5G name"));
}

TEST(ReadIgnored, DocumentsPhonesAndAddresses) {
  EXPECT_THAT(read("根据温政发〔2019〕8号文件,咨询电话:0577-88366666,地址:学院中路303号。").claims,
              IsEmpty());
}

TEST(ReadIgnored, MarksOfItems) {
  EXPECT_THAT(ignored("(一)出口增长5.0%。"), ElementsAre("一 list_mark"));
  EXPECT_THAT(ignored("2、进口增长5.0%。"), ElementsAre("2 list_mark"));
}

TEST(ReadIgnored, LengthsOfTime) {
  EXPECT_THAT(ignored("出口连续6个月保持增长。"), ElementsAre("6个月 duration"));
}

TEST(ReadIgnored, ThresholdsThatDefineAClass) {
  const std::string text = "货值超1000万美元的出口企业达213家。";
  EXPECT_THAT(lines(read(text)), SizeIs(1));
  EXPECT_THAT(ignored(text), ElementsAre("1000万美元 rule"));
}

TEST(ReadIgnored, NumbersInsideWordsAreNone) {
  const Reading reading = read("进一步统一思想,一般企业一律妥善安置,万一遇到困难。");
  EXPECT_THAT(reading.claims, IsEmpty());
  EXPECT_THAT(reading.ignored, IsEmpty());
}

TEST(ReadIgnored, EmptyAndStrangeTextsAreRead) {
  EXPECT_THAT(read("").claims, IsEmpty());
  EXPECT_THAT(read("()()(((,;:、。\n\t").claims, IsEmpty());
  EXPECT_THAT(read("\xFF\xFE\xE4\xB8").claims, IsEmpty());
}

/// Pieces that bulletins are made of, and marks that break them.
constexpr std::array<std::string_view, 40> pieces = {"出口",
                                                     "进口",
                                                     "全市",
                                                     "杭州、宁波",
                                                     "分别",
                                                     "增长",
                                                     "下降",
                                                     "占",
                                                     "居",
                                                     "全省",
                                                     "第3位",
                                                     "首位",
                                                     "其中,",
                                                     "(",
                                                     ")",
                                                     ",",
                                                     "。",
                                                     ";",
                                                     "、",
                                                     "和",
                                                     "5.1%",
                                                     "100亿元",
                                                     "2.3个百分点",
                                                     "1.2倍",
                                                     "9.7‰",
                                                     "高于",
                                                     "比",
                                                     "去年同期",
                                                     "拉动",
                                                     "贡献率",
                                                     "由",
                                                     "提高到",
                                                     "约",
                                                     "左右",
                                                     "9月当月",
                                                     "2019年",
                                                     "2.3:42.6:55.1",
                                                     "八成",
                                                     "合计",
                                                     "(同比,下同)"};

TEST(ReadProperty, EveryNumeralIsAClaimOrIgnoredExactlyOnce) {
  std::mt19937 random(20261122);
  UnitWords units;
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    const auto length = random() % 24U;
    for (unsigned i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    const Reading reading = read(text);
    std::vector<Span> settled;
    for (const Claim& claim : reading.claims) settled.push_back(claim.span);
    for (const Ignored& number : reading.ignored) settled.push_back(number.span);
    for (std::size_t i = 0; i < settled.size(); ++i) {
      ASSERT_LE(settled[i].end, text.size());
      for (std::size_t k = i + 1; k < settled.size(); ++k) {
        ASSERT_FALSE(settled[i].meets(settled[k])) << text;
      }
    }
    const NormalText normal = normalise(text);
    for (const Numeral& numeral : find_numerals(normal.text, units)) {
      const Span span = normal.source(numeral.span);
      const auto holds =
          std::count_if(settled.begin(), settled.end(), [&](Span s) { return s.meets(span); });
      ASSERT_GE(holds, 1) << text << " at " << span.begin;
    }
    for (const Claim& claim : reading.claims) {
      ASSERT_LE(claim.range.low(), claim.range.high());
      if (claim.whole) {
        ASSERT_LT(*claim.whole, reading.claims.size());
      }
      for (const std::uint32_t part : claim.adds_up) ASSERT_LT(part, reading.claims.size());
    }
  }
}

TEST(ReadProperty, ReadingIsTheSameEveryTime) {
  const std::string_view text = "杭州、宁波出口分别增长5.1%和6.2%,高于全省1.2个百分点。";
  EXPECT_EQ(lines(read(text)), lines(read(text)));
}

std::string repeated(std::string_view word, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += word;
  return out;
}

/// Half a megabyte each: a reader that is not linear would take minutes.
TEST(ReadHostile, TextsThatRepeatOneThingStayLinear) {
  constexpr std::size_t size = 500'000;
  for (const std::string_view word : {"分别", "7", "(", "杭州、", "占", "比全省(1%)", "1%、",
                                      "出口为", "由去年", "其中", "增长5%(", "为", "一、二、三"}) {
    const Reading reading = read(repeated(word, size));
    EXPECT_LE(reading.claims.size(), most_claims) << word;
  }
}

}  // namespace
}  // namespace duibiao::bulletin::reading
