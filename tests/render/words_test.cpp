#include "render/words.h"

#include <gtest/gtest.h>

namespace duibiao::render {
namespace {

num::Decimal decimal(std::string_view text) { return num::Decimal::parse(text).value(); }
Unit unit_named(std::string_view symbol) { return Unit::find(symbol).value(); }

TEST(Words, BringsAnAmountToTheUnitTheLanguageCountsIn) {
  const Unit shown = unit_named("亿元");
  EXPECT_EQ(worded(for_reading(decimal("176601314852"), unit::yuan(), shown, 2, Language::zh),
                   Language::zh),
            "1766.01亿元");
  EXPECT_EQ(worded(for_reading(decimal("176601314852"), unit::yuan(), shown, 2, Language::en),
                   Language::en),
            "CNY 176.601 billion");
}

TEST(Words, KeepsTheCoarserUnitOfANumberPrintedInIt) {
  EXPECT_EQ(worded(for_reading(decimal("12.48"), unit::trillion_yuan(), unit_named("亿元"), 2,
                               Language::zh),
                   Language::zh),
            "12.48万亿元");
}

TEST(Words, DoesNotAddDecimalsNobodyPublished) {
  EXPECT_EQ(
      worded(for_reading(decimal("8.5"), unit_named("亿元"), unit_named("亿元"), 2, Language::zh),
             Language::zh),
      "8.5亿元");
}

TEST(Words, SignsRatesWithTheTypographicMinus) {
  EXPECT_EQ(signed_rate(decimal("9.8"), unit::percent(), Language::zh), "+9.8%");
  EXPECT_EQ(signed_rate(decimal("-4.67"), unit::percent(), Language::zh), "−4.67%");
  EXPECT_EQ(signed_rate(decimal("0.0"), unit::percent(), Language::zh), "0.0%");
  EXPECT_EQ(signed_rate(decimal("0.7"), unit::percentage_point(), Language::zh), "+0.7百分点");
  EXPECT_EQ(signed_rate(decimal("0.7"), unit::percentage_point(), Language::en), "+0.7 pp");
}

TEST(Words, ShowsTheRangeOfRanksWhenPrecisionCannotSeparate) {
  EXPECT_EQ(rank_words(3, 3, 3), "3");
  EXPECT_EQ(rank_words(3, 2, 4), "3 (2–4)");
}

TEST(Words, AnUpwardMoveIsASmallerRank) {
  EXPECT_EQ(moved(5, 3), "↑2");
  EXPECT_EQ(moved(3, 5), "↓2");
  EXPECT_EQ(moved(3, 3), "–");
  EXPECT_EQ(moved(std::nullopt, 3), "");
}

}  // namespace
}  // namespace duibiao::render
