#include "bulletin/read/lexicon.h"

#include "bulletin/reading.h"

namespace duibiao::bulletin::reading {
namespace {

TEST(Lexicon, FindsTheLongestWordWithinTheLimit) {
  Lexicon lexicon;
  ASSERT_TRUE(lexicon.add("[[words]]\nclass = \"up\"\nwords = [\"增\", \"增长\"]\n", "a.toml"));
  const std::string_view text = "增长";
  ASSERT_TRUE(lexicon.longest(text, 0, text.size()));
  EXPECT_EQ(lexicon.longest(text, 0, text.size())->length, 6U);
  EXPECT_EQ(lexicon.longest(text, 0, 3)->length, 3U);
  EXPECT_FALSE(lexicon.longest(text, 3, text.size()));
}

TEST(Lexicon, WordsOfLettersAreWholeWords) {
  Lexicon lexicon;
  ASSERT_TRUE(lexicon.add("[[words]]\nclass = \"up\"\nwords = [\"Up\"]\n", "a.toml"));
  EXPECT_TRUE(lexicon.longest("go up", 3, 5));
  EXPECT_FALSE(lexicon.longest("upon", 0, 4));
  EXPECT_FALSE(lexicon.longest("cup", 1, 3));
}

TEST(Lexicon, ALaterFileDecides) {
  Lexicon lexicon;
  ASSERT_TRUE(lexicon.add("[[words]]\nclass = \"up\"\nwords = [\"扩大\"]\n", "a.toml"));
  ASSERT_TRUE(lexicon.add("[[words]]\nclass = \"plain\"\nwords = [\"扩大\"]\n", "b.toml"));
  const auto match = lexicon.longest("扩大", 0, 6);
  ASSERT_TRUE(match);
  EXPECT_TRUE(lexicon.at(match->entry).classes.has(WordClass::plain));
  EXPECT_FALSE(lexicon.at(match->entry).classes.has(WordClass::up));
}

TEST(Lexicon, NamesTheLineOfWhatIsWrong) {
  Lexicon lexicon;
  const Status unknown = lexicon.add("[[words]]\nclass = \"upp\"\nwords = [\"增\"]\n", "a.toml");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::bad_catalogue);
  EXPECT_EQ(unknown.error().where.file, "a.toml");
  EXPECT_EQ(unknown.error().where.line, 2U);
  const Status empty = lexicon.add("[[words]]\nclass = \"up\"\nwords = [\"\"]\n", "a.toml");
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().where.line, 3U);
}

TEST(Lexicon, AUsersWordIsReadAtOnce) {
  auto words = builtin_vocabulary();
  ASSERT_TRUE(words);
  const auto shared = std::make_shared<const Vocabulary>(std::move(*words));
  const Reader::LexiconFile mine{"mine.toml", "[[words]]\nclass = \"down\"\nwords = [\"跳水\"]\n"};
  const auto own = Reader::build(shared, std::span(&mine, 1));
  ASSERT_TRUE(own);
  text::Document document;
  document.text = "出口跳水5.0%。";
  const Reading reading = own->read(document, {});
  ASSERT_EQ(reading.claims.size(), 1U);
  EXPECT_EQ(reading.claims[0].measure, Measure::growth_yoy);
  EXPECT_EQ(reading.claims[0].value.to_string(), "-5.0");
}

TEST(Lexicon, ABadFileOfTheUserIsAnErrorWithItsName) {
  auto words = builtin_vocabulary();
  ASSERT_TRUE(words);
  const auto shared = std::make_shared<const Vocabulary>(std::move(*words));
  const Reader::LexiconFile mine{"mine.toml", "[[word]]\n"};
  const auto own = Reader::build(shared, std::span(&mine, 1));
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().where.file, "mine.toml");
}

}  // namespace
}  // namespace duibiao::bulletin::reading
