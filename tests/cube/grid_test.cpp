#include "cube/grid.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace duibiao::cube {
namespace {

Period parsed(std::string_view text) {
  const auto period = Period::parse(text);
  EXPECT_TRUE(period.has_value()) << text;
  return period.value_or(Period());
}

TEST(Grid, GivesOneSlotToEverySpellingOfASpan) {
  EXPECT_EQ(locate(parsed("2019-Q1")), locate(parsed("2019-01..2019-03")));
  EXPECT_EQ(locate(parsed("2019-H1")), locate(parsed("2019-01..2019-06")));
  EXPECT_EQ(locate(parsed("2019")), locate(parsed("2019-01..2019-12")));
  EXPECT_EQ(locate(Period::month(2019, 1).value()), locate(Period::to_date(2019, 1).value()));
  EXPECT_EQ(locate(Period::range(2019, 4, 6).value()), locate(parsed("2019-Q2")));
  EXPECT_EQ(locate(Period::range(2019, 7, 12).value()), locate(parsed("2019-H2")));
  EXPECT_EQ(locate(Period::range(2019, 1, 9).value()), locate(parsed("2019-01..2019-09")));
  EXPECT_EQ(locate(Period::range(2019, 9, 9).value()), locate(parsed("2019-09")));
}

TEST(Grid, KeepsDifferentSpansApart) {
  EXPECT_NE(locate(parsed("2019-09")), locate(parsed("2019-01..2019-09")));
  EXPECT_NE(locate(parsed("2019-Q2")), locate(parsed("2019-Q3")));
  EXPECT_NE(locate(parsed("2018")), locate(parsed("2019")));
}

TEST(Grid, HasNoSlotForOddSpansAndUnknownPeriods) {
  EXPECT_EQ(locate(Period::range(2019, 2, 5).value()).grid, Grid::none);
  EXPECT_EQ(locate(Period()).grid, Grid::none);
  EXPECT_FALSE(period_at({}).known());
}

TEST(Grid, RestoresEveryPeriodOfEveryKind) {
  std::set<std::pair<int, int>> seen;
  const auto check = [&](const Result<Period>& period) {
    ASSERT_TRUE(period.has_value());
    const Locus locus = locate(*period);
    ASSERT_NE(locus.grid, Grid::none);
    EXPECT_TRUE(period_at(locus).same_span(*period)) << period->to_string();
    EXPECT_EQ(period_at(locus), period->canonical()) << period->to_string();
    EXPECT_TRUE(seen.emplace(int(locus.grid), locus.slot).second) << period->to_string();
  };
  for (int year = 1949; year <= 2050; ++year) {
    for (int m = 1; m <= 12; ++m) check(Period::to_date(year, m));
    for (int m = 2; m <= 12; ++m) check(Period::month(year, m));
    for (int q = 2; q <= 4; ++q) check(Period::quarter(year, q));
    for (int w = 1; w <= 52; ++w) check(Period::week(year, w));
    for (int m = 1; m <= 12; ++m) check(Period::day(year, m, 28));
    check(Period::half(year, 2));
  }
}

}  // namespace
}  // namespace duibiao::cube
