#include <gtest/gtest.h>

#include <random>

#include "cube/fixture.h"
#include "cube/measures.h"

namespace duibiao::cube {
namespace {

using test::expect_sound;
using test::print;
using test::reason;
using test::World;

Outcome level_of(const Cube& cube, const World& world, std::string_view id, std::string_view when,
                 std::string_view code = "330300") {
  return level(cube, world.indicator(id), world.place(code), World::period(when));
}

TEST(Level, GivesThePublishedFigureInTheUnitOfTheCatalogueWithItsDigits) {
  World world;
  world.add("exports", "330300", "2024-01", "1761230", "万元");
  const auto cube = world.cube();
  const Outcome found = level_of(*cube, world, "exports", "2024-01");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value.to_string(), "176.1230");
  EXPECT_EQ(found->range.low().to_string(), "176.12295");
  EXPECT_FALSE(found->derived);
  ASSERT_TRUE(found->published.has_value());
  EXPECT_EQ(found->published->value.to_string(), "1761230");
}

TEST(Level, KeepsThePrecisionOfACoarseUnit) {
  World world;
  world.add("exports", "100000", "2019-01..2019-09", "12.48", "万亿元");
  const auto cube = world.cube();
  const Outcome found = level_of(*cube, world, "exports", "2019-01..2019-09", "100000");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value, num::Decimal::whole(124'800));
  EXPECT_EQ(found->range.low(), num::Decimal::whole(124'750));
  EXPECT_EQ(found->range.high(), num::Decimal::whole(124'850));
}

TEST(Level, TakesTheMonthFromTheCumulativeValues) {
  World world;
  world.add("exports", "330300", "2024-01..2024-03", "500.25");
  world.add("exports", "330300", "2024-01..2024-04", "700.5");
  const auto cube = world.cube();
  const Outcome april = level_of(*cube, world, "exports", "2024-04");
  ASSERT_TRUE(april);
  EXPECT_EQ(april->value.to_string(), "200.25");
  EXPECT_TRUE(april->derived);
  EXPECT_EQ(april->method, Method::spans);
  EXPECT_EQ(april->inputs.size(), 2U);
  EXPECT_EQ(april->range.low().to_string(), "200.195");
  EXPECT_EQ(april->range.high().to_string(), "200.305");
  expect_sound(april);
}

TEST(Level, PrefersAPublishedMonthToADerivedOne) {
  World world;
  world.add("exports", "330300", "2024-01..2024-03", "500");
  world.add("exports", "330300", "2024-01..2024-04", "700");
  world.add("exports", "330300", "2024-04", "205.5");
  const auto cube = world.cube();
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-04")), "205.5");
}

TEST(Level, NeverInventsJanuary) {
  World world;
  world.add("exports", "330300", "2024-01..2024-02", "300");
  world.add("exports", "330300", "2024-01..2024-03", "500");
  const auto cube = world.cube();
  EXPECT_EQ(reason(level_of(*cube, world, "exports", "2024-01")), Lack::Reason::jan_feb_together);
  const Outcome february = level_of(*cube, world, "exports", "2024-02");
  EXPECT_EQ(reason(february), Lack::Reason::jan_feb_together);
  EXPECT_EQ(february.lacks[0].key.period, World::period("2024-01"));
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-03")), "200");
}

TEST(Level, TakesFebruaryFromJanuaryToFebruaryWhenJanuaryIsKnown) {
  World world;
  world.add("exports", "330300", "2024-01..2024-02", "300.0");
  world.add("exports", "330300", "2024-01", "180.5");
  const auto cube = world.cube();
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-02")), "119.5");
}

TEST(Level, NamesTheCumulativeValueThatWasLacking) {
  World world;
  world.add("exports", "330300", "2024-01..2024-04", "700");
  const auto cube = world.cube();
  const Outcome april = level_of(*cube, world, "exports", "2024-04");
  ASSERT_EQ(reason(april), Lack::Reason::missing);
  EXPECT_TRUE(april.lacks[0].key.period.same_span(World::period("2024-01..2024-03")));
  const Outcome june = level_of(*cube, world, "exports", "2024-06");
  ASSERT_EQ(reason(june), Lack::Reason::missing);
  EXPECT_EQ(june.lacks[0].key.period, World::period("2024-06"));
}

TEST(Level, AddsMonthsToQuartersAndQuartersToAYear) {
  World world;
  world.add("exports", "330300", "2024-04", "1.1").add("exports", "330300", "2024-05", "2.2");
  world.add("exports", "330300", "2024-06", "3.3").add("exports", "330300", "2024-Q1", "10");
  world.add("exports", "330300", "2024-H2", "20");
  const auto cube = world.cube();
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-Q2")), "6.6");
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-H1")), "16.6");
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024")), "36.6");
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-Q3")), "missing");
}

TEST(Level, TakesAQuarterFromCumulativeValuesRatherThanFromMonths) {
  World world;
  world.add("exports", "330300", "2024-01..2024-06", "60");
  world.add("exports", "330300", "2024-01..2024-09", "100");
  for (const char* month : {"2024-07", "2024-08", "2024-09"}) {
    world.add("exports", "330300", month, "13.3");
  }
  const auto cube = world.cube();
  EXPECT_EQ(print(level_of(*cube, world, "exports", "2024-Q3")), "40");
}

TEST(Level, NeverAddsAStockOverMonths) {
  World world;
  world.add("population", "330300", "2024-04", "960", "万人");
  world.add("population", "330300", "2024-05", "961", "万人");
  world.add("population", "330300", "2024-06", "962", "万人");
  const auto cube = world.cube();
  const Outcome half = level_of(*cube, world, "population", "2024-H1");
  ASSERT_TRUE(half);
  EXPECT_EQ(half->value.to_string(), "962");
  EXPECT_EQ(half->method, Method::stock_date);
  EXPECT_EQ(print(level_of(*cube, world, "population", "2024")), "missing");
}

TEST(Level, SumsByFormulaExactly) {
  World world;
  world.add("exports", "330300", "2019-01..2019-08", "1059.76");
  world.add("imports", "330300", "2019-01..2019-08", "1431600", "万元");
  const auto cube = world.cube();
  const Outcome trade = level_of(*cube, world, "trade", "2019-01..2019-08");
  ASSERT_TRUE(trade);
  EXPECT_EQ(trade->value, num::Decimal::parse("1202.92").value());
  EXPECT_EQ(trade->method, Method::formula_sum);
  expect_sound(trade);
}

TEST(Level, NamesTheTermThatAFormulaLacked) {
  World world;
  world.add("exports", "330300", "2019-01..2019-08", "1059.76");
  const auto cube = world.cube();
  const Outcome trade = level_of(*cube, world, "trade", "2019-01..2019-08");
  ASSERT_EQ(reason(trade), Lack::Reason::missing);
  EXPECT_EQ(trade.lacks[0].key.indicator, world.indicator("imports"));
  const Outcome nothing = level_of(*cube, world, "trade", "2018");
  ASSERT_EQ(nothing.lacks.size(), 1U);
  EXPECT_EQ(nothing.lacks[0].key.indicator, world.indicator("trade"));
}

TEST(Level, DividesByTheMeanOfTwoYearEndsWhenBothExist) {
  World world;
  world.add("gdp", "330300", "2019", "6606.1");
  world.add("population", "330300", "2018", "925.0", "万人");
  world.add("population", "330300", "2019", "930.0", "万人");
  world.add("gdp", "330300", "2018", "6006.2");
  const auto cube = world.cube();
  const Outcome mean = level_of(*cube, world, "gdp_per_head", "2019");
  ASSERT_TRUE(mean);
  // 6606.1 亿元 ÷ 927.5 万人 = 71224.7978… 元
  EXPECT_EQ(mean->value.to_string(), "71224.80");
  EXPECT_EQ(mean->method, Method::formula_mean);
  expect_sound(mean);
  const Outcome end = level_of(*cube, world, "gdp_per_head", "2018");
  ASSERT_TRUE(end);
  EXPECT_EQ(end->method, Method::formula_ratio);
  EXPECT_EQ(end->value.to_string(), "64931.89");
}

TEST(Level, GivesRatiosInPercentAcrossUnits) {
  World world;
  world.add("gdp", "330300", "2019", "6606.1");
  world.add("trade", "330300", "2019", "18986000", "万元");
  const auto cube = world.cube();
  EXPECT_EQ(print(level_of(*cube, world, "dependency", "2019")), "28.74");
}

TEST(Level, DoesNotMixCurrenciesInADerivation) {
  World world;
  world.add("exports", "330300", "2024-01..2024-03", "70", "亿美元");
  world.add("exports", "330300", "2024-01..2024-04", "700");
  const auto cube = world.cube();
  EXPECT_FALSE(level_of(*cube, world, "exports", "2024-04"));
  const Outcome dollars = level_of(*cube, world, "exports", "2024-Q1");
  ASSERT_TRUE(dollars);
  EXPECT_EQ(dollars->unit.dimension(), Dimension::usd);
}

/// Months drawn at random, published in random mixtures of spans: what can be derived is exact.
TEST(Level, DerivesTheTrueValueOverAnyMixtureOfSpans) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    World world;
    std::int64_t months[13] = {};
    std::int64_t until[13] = {};
    for (int m = 1; m <= 12; ++m) {
      months[m] = std::uniform_int_distribution<int>(100, 99'999)(random);
      until[m] = until[m - 1] + months[m];
    }
    const auto text = [](std::int64_t units) { return num::Decimal::of(units, 2).to_string(); };
    const auto coin = [&] { return std::uniform_int_distribution<int>(0, 2)(random) > 0; };
    for (int m = 1; m <= 12; ++m) {
      const std::string month = Period::month(2024, m)->to_string();
      if (m > 1 && coin()) world.add("exports", "330300", month, text(months[m]));
      const std::string span = Period::to_date(2024, m)->to_string();
      if (coin()) world.add("exports", "330300", span, text(until[m]));
    }
    const auto cube = world.cube();
    int derived = 0;
    for (int a = 1; a <= 12; ++a) {
      for (int b = a; b <= 12; ++b) {
        const Outcome found = level(*cube, world.indicator("exports"), world.place("330300"),
                                    Period::range(2024, a, b).value());
        if (!found) continue;
        ++derived;
        EXPECT_EQ(found->value, num::Decimal::of(until[b] - until[a - 1], 2)) << a << ".." << b;
        expect_sound(found);
      }
    }
    EXPECT_GT(derived, 10);
  }
}

}  // namespace
}  // namespace duibiao::cube
