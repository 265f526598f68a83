#include "text/encoding.h"

#include <gtest/gtest.h>

#include <iterator>
#include <string>
#include <vector>

#include "text/encoding_samples.h"
#include "text/utf8.h"

namespace duibiao::text {
namespace {

using namespace std::string_literals;

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

std::string name_of(std::string_view bytes) { return guess_encoding(bytes, true).name; }

TEST(EncodingGuess, BelievesAByteOrderMark) {
  EXPECT_EQ(guess_encoding("\xEF\xBB\xBF温州", true), (EncodingGuess{"UTF-8", true, true}));
  EXPECT_EQ(guess_encoding("\xFF\xFE" + utf16(u"温州", true), true),
            (EncodingGuess{"UTF-16LE", true, true}));
  EXPECT_EQ(guess_encoding("\xFE\xFF" + utf16(u"温州", false), true),
            (EncodingGuess{"UTF-16BE", true, true}));
  EXPECT_EQ(guess_encoding("\x84\x31\x95\x33\xCE\xC2", true),
            (EncodingGuess{"GB18030", true, true}));
  EXPECT_EQ(guess_encoding("\xFF\xFE\0\0a\0\0\0"s, true).name, "UTF-32LE");
}

TEST(EncodingGuess, KnowsUtf8ByItsStrictness) {
  EXPECT_EQ(guess_encoding("地区,出口\n温州,1912.0\n", true),
            (EncodingGuess{"UTF-8", false, true}));
  EXPECT_EQ(guess_encoding("", true), (EncodingGuess{"UTF-8", false, true}));
  EXPECT_EQ(guess_encoding("place,exports\n", true), (EncodingGuess{"UTF-8", false, true}));
  // Only ASCII so far: the rest of the file may be anything.
  EXPECT_EQ(guess_encoding("place,exports\n", false), (EncodingGuess{"UTF-8", false, false}));
  // A character cut off at the sample's end is no objection, at the file's end it is.
  EXPECT_EQ(guess_encoding("温州\xE5\xAE", false).name, "UTF-8");
  EXPECT_NE(guess_encoding("温州\xE5\xAE", true).name, "UTF-8");
}

TEST(EncodingGuess, KnowsUtf16WithoutMarkByItsNuls) {
  EXPECT_EQ(name_of(utf16(u"地区\t出口\r\n温州\t1912.0\r\n", true)), "UTF-16LE");
  EXPECT_EQ(name_of(utf16(u"地区\t出口\r\n温州\t1912.0\r\n", false)), "UTF-16BE");
  EXPECT_EQ(name_of(utf16(u"place,exports\n", true)), "UTF-16LE");
  EXPECT_EQ(name_of("a\0\0\0b"s), "UTF-8");  // NULs, but in no pattern
}

TEST(EncodingGuess, TellsGb18030FromBig5OnCommerceWords) {
  for (const Sample& sample : simplified_gb18030) {
    EXPECT_EQ(name_of(sample.bytes), "GB18030") << sample.utf8;
  }
  for (const Sample& sample : traditional_big5) {
    EXPECT_EQ(name_of(sample.bytes), "Big5") << sample.utf8;
  }
  for (const Sample& sample : traditional_gb18030) {
    EXPECT_EQ(name_of(sample.bytes), "GB18030") << sample.utf8;
  }
}

TEST(EncodingGuess, ASampleMayEndInsideACharacter) {
  for (const Sample& sample : simplified_gb18030) {
    if (sample.bytes.size() < 12) continue;
    for (std::size_t cut = 8; cut < sample.bytes.size(); ++cut) {
      EXPECT_EQ(guess_encoding(sample.bytes.substr(0, cut), false).name, "GB18030")
          << sample.utf8 << " " << cut;
    }
  }
}

TEST(EncodingGuess, IsNotCertainWhereBothReadingsAreValid) {
  EXPECT_FALSE(guess_encoding("\xCE\xC2\xD6\xDD", true).certain);  // 温州
}

TEST(TextDecoder, AgreesWithAnotherProgramsTables) {
  for (const Sample& sample : simplified_gb18030) {
    EXPECT_EQ(to_utf8(sample.bytes, "GB18030").value(), sample.utf8);
    EXPECT_EQ(to_utf8(sample.bytes, "gbk").value(), sample.utf8);
  }
  for (const Sample& sample : traditional_big5) {
    EXPECT_EQ(to_utf8(sample.bytes, "Big5").value(), sample.utf8);
  }
}

TEST(TextDecoder, LosesNothingAtChunkBorders) {
  struct Case {
    std::string encoding;
    std::string bytes;
    std::string expected;
  };
  const std::u16string text = u"温州\t1912.0\r\n𠮷—％";
  const std::string expected = "温州\t1912.0\r\n𠮷—％";
  std::vector<Case> cases{{"UTF-8", "\xEF\xBB\xBF" + expected, expected},
                          {"UTF-8", expected, expected},
                          {"UTF-16LE", "\xFF\xFE" + utf16(text, true), expected},
                          {"UTF-16BE", utf16(text, false), expected}};
  for (const Sample& s : simplified_gb18030) {
    cases.push_back({"GB18030", std::string(s.bytes), std::string(s.utf8)});
  }
  for (const Sample& s : traditional_big5) {
    cases.push_back({"Big5", std::string(s.bytes), std::string(s.utf8)});
  }
  // A character of four bytes, and one beyond the first plane.
  cases.push_back({"GB18030", "a\x81\x30\x81\x30\x95\x32\x82\x36z", "a\u0080\U00020000z"});
  for (const Case& c : cases) {
    for (std::size_t step = 1; step <= c.bytes.size(); step += step < 5 ? 1 : 7) {
      auto decoder = TextDecoder::open(c.encoding).value();
      std::string out;
      for (std::size_t at = 0; at < c.bytes.size(); at += step) {
        ASSERT_TRUE(decoder.feed(std::string_view(c.bytes).substr(at, step), out)) << c.expected;
      }
      ASSERT_TRUE(decoder.finish(out));
      ASSERT_EQ(out, c.expected) << c.encoding << " by " << step;
    }
  }
}

TEST(TextDecoder, ReportsIllFormedBytesWithTheirOffsetInEveryChunking) {
  struct Case {
    std::string encoding;
    std::string bytes;
    std::uint64_t offset;
  };
  const std::vector<Case> cases{
      {"UTF-8", "温州\xFF,1", 6},
      {"UTF-8", "\xEF\xBB\xBFok\xC0\xAF", 5},
      {"UTF-8", "ab\xE6\xB8", 2},
      {"UTF-8", "ab\xE0\x80\x80", 2},
      {"GB18030", "\xCE\xC2\xFF\xFF,1", 2},
      {"GB18030", "ab\xCE", 2},
      {"Big5", "ab\xA4", 2},
      {"UTF-16LE", utf16(u"ab", true) + "\x00\xDC"s + "x\0"s, 4},
      {"UTF-16LE", "a\0b"s, 2},
      {"GB18030", "ab\xA3\x30\x57:", 2},  // looks like four bytes until the third
  };
  for (const Case& c : cases) {
    for (std::size_t step = 1; step <= c.bytes.size(); ++step) {
      auto decoder = TextDecoder::open(c.encoding).value();
      std::string out;
      Status status;
      for (std::size_t at = 0; at < c.bytes.size() && status; at += step) {
        status = decoder.feed(std::string_view(c.bytes).substr(at, step), out);
      }
      if (status) status = decoder.finish(out);
      ASSERT_FALSE(status) << c.encoding << " " << c.offset;
      EXPECT_EQ(status.error().code, ErrorCode::bad_encoding);
      EXPECT_FALSE(status.error().message.zh.empty() || status.error().message.en.empty());
      EXPECT_EQ(decoder.error_offset(), c.offset) << c.encoding << " by " << step;
      EXPECT_TRUE(is_valid_utf8(out));
      EXPECT_EQ(out.find("\xEF\xBF\xBD"), std::string::npos);
    }
  }
}

TEST(TextDecoder, ReadsTheCharactersThatGb18030MovedIn2022) {
  EXPECT_EQ(to_utf8("\xA6\xD9\xA6\xDB\xFE\x59\xFE\xA0", "GB18030").value(),
            "\uFE10\uFE11\u9FB4\u9FBB");
}

TEST(TextDecoder, RefusesNamesNobodyKnows) {
  for (const std::string& name : {"klingon"s, ""s, std::string(5000, 'x'), "---"s}) {
    const auto decoder = TextDecoder::open(name);
    ASSERT_FALSE(decoder) << name;
    EXPECT_EQ(decoder.error().code, ErrorCode::bad_argument);
  }
}

TEST(TextDecoder, ConvertsLongTextsPastItsBuffer) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    bytes += "\xCE\xC2\xD6\xDD,";
    expected += "温州,";
  }
  EXPECT_EQ(to_utf8(bytes, "GB18030").value(), expected);
}

}  // namespace
}  // namespace duibiao::text
