#include "text/word_trie.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

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

/// Words of one, two and three bytes a character, bytes that are no UTF-8, and texts cut anywhere.
TEST(WordTrie, FindsWhatASearchThroughAllWordsFinds) {
  std::mt19937 random(20191018);
  const std::vector<std::string> pieces{"出", "口",   "总",   "a",       "b",
                                        "é",  "\xE5", "\x87", "\xE5\x87"};
  const auto some = [&](std::size_t most) {
    std::string out;
    for (std::size_t n = 1 + random() % most; n > 0; --n) out += pieces[random() % pieces.size()];
    return out;
  };
  const std::vector<std::string> whole{"出", "口", "总", "a", "b", "é"};
  std::map<std::string, std::uint32_t> known;
  WordTrie words;
  for (std::uint32_t i = 0; i < 400; ++i) {
    std::string word;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) word += whole[random() % whole.size()];
    EXPECT_EQ(words.add(word, i), known.emplace(word, i).first->second);
  }
  for (int round = 0; round < 400; ++round) {
    const std::string text = some(12);
    for (std::size_t at = 0; at < text.size(); ++at) {
      std::vector<std::uint32_t> expected;
      for (std::size_t length = 1; length <= text.size() - at; ++length) {
        const auto found = known.find(text.substr(at, length));
        if (found != known.end()) expected.push_back(found->second);
      }
      std::vector<std::uint32_t> seen;
      words.each(text, at, [&](WordTrie::Match match) { seen.push_back(match.number); });
      EXPECT_EQ(seen, expected) << text << " at " << at;
    }
  }
}

}  // namespace
}  // namespace duibiao::text
