#include "text/utf8.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace duibiao::text {
namespace {

TEST(Utf8, DecodesWhatItEncodesForEveryCharacter) {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, value);
    const CodePoint c = decode_at(bytes, 0);
    ASSERT_TRUE(c.valid && c.value == value && c.length == bytes.size()) << std::hex << +value;
  }
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsOutOfRange) {
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
                          "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xFF", "\xE4\xB8", "\xE4\xB8x", "\xF0\x9F\x98"}) {
    EXPECT_EQ(first_ill_formed(bad), 0U) << bad;
    EXPECT_FALSE(decode_at(bad, 0).valid);
    EXPECT_EQ(decode_at(bad, 0).length, 1U);
  }
  EXPECT_EQ(first_ill_formed("ab温州\xFFz"), 8U);
  EXPECT_TRUE(is_valid_utf8("温州，2019年1—9月"));
  EXPECT_TRUE(is_valid_utf8(""));
}

TEST(Utf8, NeverWritesASurrogate) {
  std::string out;
  append_utf8(out, 0xD800);
  append_utf8(out, 0x110000);
  EXPECT_EQ(out, "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf8, VisitsEveryByteOfAnyTextExactlyOnce) {
  std::mt19937 random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string bytes;
    for (auto i = random() % 24; i > 0; --i) {
      bytes += static_cast<char>(random() % 3 == 0 ? random() % 128 : 128 + random() % 128);
    }
    std::size_t next = 0;
    bool all_valid = true;
    for (const CodePoint c : code_points(bytes)) {
      ASSERT_EQ(c.offset, next);
      ASSERT_GE(c.length, 1U);
      all_valid = all_valid && c.valid;
      next += c.length;
    }
    ASSERT_EQ(next, bytes.size());
    ASSERT_EQ(all_valid, is_valid_utf8(bytes));
  }
}

TEST(Utf8, KnowsHowMuchOfACharacterIsStillToCome) {
  EXPECT_EQ(unfinished_tail("ab"), 0U);
  EXPECT_EQ(unfinished_tail("温"), 0U);
  EXPECT_EQ(unfinished_tail("a\xE6"), 1U);
  EXPECT_EQ(unfinished_tail("a\xE6\xB8"), 2U);
  EXPECT_EQ(unfinished_tail("\xF0\x9F\x98"), 3U);
  EXPECT_EQ(unfinished_tail("\xE0\x80"), 0U);  // nothing can complete an overlong form
  EXPECT_EQ(unfinished_tail("\x80\x80"), 0U);
  EXPECT_EQ(unfinished_tail("\xFF"), 0U);
  EXPECT_EQ(unfinished_tail(""), 0U);
}

TEST(Utf8, TellsHanAsciiAndBlanksApart) {
  EXPECT_TRUE(is_han(U'温'));
  EXPECT_TRUE(is_han(U'〇'));
  EXPECT_TRUE(is_han(U'𠮷'));
  EXPECT_FALSE(is_han(U'，'));
  EXPECT_FALSE(is_han(U'あ'));
  EXPECT_TRUE(is_ascii("plain, text 123 that is longer than a block"));
  EXPECT_FALSE(is_ascii("plain text with one 字 inside of it"));
  EXPECT_TRUE(is_digit(U'９'));
  EXPECT_FALSE(is_digit(U'九'));
}

TEST(Utf8, TrimsEveryKindOfBlank) {
  EXPECT_EQ(trim("  温 州\t\r\n"), "温 州");
  EXPECT_EQ(trim("\u3000\u00A0出口\u2009\u200B\uFEFF"), "出口");
  EXPECT_EQ(trim(" \u3000 "), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\xE3\x80"), "\xE3\x80");  // half a blank is no blank
}

}  // namespace
}  // namespace duibiao::text
