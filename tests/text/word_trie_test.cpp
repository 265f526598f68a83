#include "text/word_trie.h"

#include <gtest/gtest.h>

#include <string>

namespace duibiao::text {
namespace {

TEST(WordTrie, TheLongestWordWins) {
  WordTrie words;
  words.add("出口", 1);
  words.add("出口总值", 2);
  words.add("a", 3);
  const std::string text = "全市出口总额a出口总值";
  EXPECT_FALSE(words.longest(text, 0));
  ASSERT_TRUE(words.longest(text, 6));
  EXPECT_EQ(words.longest(text, 6)->number, 1U);
  EXPECT_EQ(words.longest(text, 6)->length, 6U);
  EXPECT_EQ(words.longest(text, 18)->number, 3U);
  EXPECT_EQ(words.longest(text, 19)->number, 2U);
}

TEST(WordTrie, EveryWordThatBeginsHereIsVisitedShortestFirst) {
  WordTrie words;
  for (const auto& [word, number] : {std::pair{"a", 1}, {"ab", 2}, {"abc", 3}, {"b", 4}}) {
    words.add(word, static_cast<std::uint32_t>(number));
  }
  std::string seen;
  words.each("abcd", 0, [&seen](WordTrie::Match match) { seen += std::to_string(match.number); });
  EXPECT_EQ(seen, "123");
  seen.clear();
  words.each("ax", 0, [&seen](WordTrie::Match match) { seen += std::to_string(match.number); });
  EXPECT_EQ(seen, "1");
  EXPECT_EQ(words.longest("a", 0)->number, 1U) << "at the very end of a text";
}

TEST(WordTrie, AWordKeepsItsFirstNumber) {
  WordTrie words;
  EXPECT_EQ(words.add("增长", 7), 7U);
  EXPECT_EQ(words.add("增长", 8), 7U);
  EXPECT_EQ(words.find("增长"), 7U);
  EXPECT_FALSE(words.find("增"));
  EXPECT_FALSE(words.find("增长了"));
}

}  // namespace
}  // namespace duibiao::text
