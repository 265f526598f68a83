#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cube/fixture.h"
#include "cube/measures.h"

namespace duibiao::cube {
namespace {

using test::expect_sound;
using test::print;
using test::reason;
using test::World;

class Growth : public testing::Test {
 public:
  [[nodiscard]] IndicatorId exports() const { return world.indicator("exports"); }
  [[nodiscard]] PlaceId wenzhou() const { return world.place("330300"); }
  static Period at(std::string_view text) { return World::period(text); }
  World world;
};

TEST_F(Growth, PrefersThePublishedRateAndShowsTheDerivedOneBeside) {
  world.add("exports", "330300", "2024", "2000.0").add("exports", "330300", "2025", "2190.0");
  world.growth("exports", "330300", "2025", "9.8");
  const auto cube = world.cube();
  const Outcome shown = growth_yoy(*cube, exports(), wenzhou(), at("2025"));
  EXPECT_EQ(print(shown), "9.8");
  EXPECT_FALSE(shown->derived);
  EXPECT_EQ(shown->range.low().to_string(), "9.75");
  const Outcome derived = derived_growth_yoy(*cube, exports(), wenzhou(), at("2025"));
  EXPECT_EQ(print(derived), "9.50");
  EXPECT_TRUE(derived->derived);
  expect_sound(derived);
}

TEST_F(Growth, RoundsOnceHalfUpFromTheExactQuotient) {
  // 1000.05 ÷ 1000 − 1 = 0.005 %: a tie at two decimals goes up.
  world.add("exports", "330300", "2024", "1000").add("exports", "330300", "2025", "1000.05");
  world.add("imports", "330300", "2024", "1000").add("imports", "330300", "2025", "999.95");
  const auto cube = world.cube();
  EXPECT_EQ(print(growth_yoy(*cube, exports(), wenzhou(), at("2025"))), "0.01");
  EXPECT_EQ(print(growth_yoy(*cube, world.indicator("imports"), wenzhou(), at("2025"))), "-0.01");
}

TEST_F(Growth, ReadsARateWithoutAUnitAsPercent) {
  world.add("exports", "330300", "2025", "26.78", "", Measure::growth_yoy);
  const auto cube = world.cube();
  const Outcome rate = growth_yoy(*cube, exports(), wenzhou(), at("2025"));
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->unit, unit::percent());
  EXPECT_EQ(print(rate), "26.78");
}

TEST_F(Growth, RefusesZeroAndNegativeBases) {
  world.add("exports", "330300", "2024", "0.0").add("exports", "330300", "2025", "5.0");
  world.add("imports", "330300", "2024", "-3.0").add("imports", "330300", "2025", "5.0");
  world.add("gdp", "330300", "2024", "0.04").add("gdp", "330300", "2025", "5.0");
  world.add("trade", "330300", "2024", "0.4").add("trade", "330300", "2025", "5");
  const auto cube = world.cube();
  EXPECT_EQ(reason(growth_yoy(*cube, exports(), wenzhou(), at("2025"))), Lack::Reason::zero_base);
  EXPECT_EQ(reason(growth_yoy(*cube, world.indicator("imports"), wenzhou(), at("2025"))),
            Lack::Reason::negative_base);
  EXPECT_TRUE(growth_yoy(*cube, world.indicator("gdp"), wenzhou(), at("2025")));
  EXPECT_TRUE(growth_yoy(*cube, world.indicator("trade"), wenzhou(), at("2025")));
}

TEST_F(Growth, RefusesABaseThatCannotBeToldFromZero) {
  world.add("exports", "330300", "2024", "0").add("exports", "330300", "2025", "5");
  const auto cube = world.cube();
  EXPECT_EQ(reason(growth_yoy(*cube, exports(), wenzhou(), at("2025"))), Lack::Reason::zero_base);
}

TEST_F(Growth, NamesTheFigureThatWasLacking) {
  world.add("exports", "330300", "2025", "5.0");
  const auto cube = world.cube();
  const Outcome growth = growth_yoy(*cube, exports(), wenzhou(), at("2025"));
  ASSERT_EQ(growth.lacks.size(), 1U);
  EXPECT_EQ(growth.lacks[0].key, world.key("exports", "330300", "2024"));
  EXPECT_EQ(growth.lacks[0].reason, Lack::Reason::missing);
}

TEST_F(Growth, DoesNotCompareYuanWithDollars) {
  world.add("exports", "330300", "2024", "5.0", "亿美元").add("exports", "330300", "2025", "40.0");
  const auto cube = world.cube();
  EXPECT_EQ(reason(growth_yoy(*cube, exports(), wenzhou(), at("2025"))),
            Lack::Reason::unit_mismatch);
}

TEST_F(Growth, OfARateIsNotMeaningful) {
  world.add("dependency", "330300", "2024", "28.0", "%");
  world.add("dependency", "330300", "2025", "30.0", "%");
  const auto cube = world.cube();
  EXPECT_EQ(reason(growth_yoy(*cube, world.indicator("dependency"), wenzhou(), at("2025"))),
            Lack::Reason::not_meaningful);
}

TEST_F(Growth, OfAQuotientComesFromItsExactFraction) {
  world.add("gdp", "330300", "2018", "6006.2").add("gdp", "330300", "2019", "6606.1");
  for (const auto& [year, people] :
       {std::pair("2017", "921.5"), {"2018", "925.0"}, {"2019", "930.0"}}) {
    world.add("population", "330300", year, people, "万人");
  }
  const auto cube = world.cube();
  const Outcome growth = growth_yoy(*cube, world.indicator("gdp_per_head"), wenzhou(), at("2019"));
  ASSERT_TRUE(growth);
  const double expected = (6606.1 / 927.5) / (6006.2 / 923.25) * 100 - 100;
  EXPECT_NEAR(growth->value.approx(), expected, 0.005);
  expect_sound(growth);
}

TEST_F(Growth, MonthOnMonthComparesNeighbours) {
  world.add("exports", "330300", "2024-08", "100").add("exports", "330300", "2024-09", "103");
  world.add("exports", "330300", "2024-01..2024-11", "1000");
  world.add("exports", "330300", "2024", "1100").add("exports", "330300", "2025-01", "99");
  world.add("exports", "330300", "2024-01..2024-09", "800");
  const auto cube = world.cube();
  EXPECT_EQ(print(growth_mom(*cube, exports(), wenzhou(), at("2024-09"))), "3.00");
  EXPECT_EQ(print(growth_mom(*cube, exports(), wenzhou(), at("2025-01"))), "-1.00");
  EXPECT_EQ(reason(growth_mom(*cube, exports(), wenzhou(), at("2024-01..2024-09"))),
            Lack::Reason::not_meaningful);
}

TEST_F(Growth, ImpliedBaseIsTheLevelOverOnePlusTheRate) {
  world.add("exports", "330300", "2025", "1048.0").growth("exports", "330300", "2025", "9.8");
  const auto cube = world.cube();
  const Outcome base = implied_base(*cube, exports(), wenzhou(), at("2025"));
  ASSERT_TRUE(base);
  EXPECT_EQ(print(base), "954.5");
  EXPECT_EQ(base->key.period, at("2024"));
  EXPECT_LT(base->range.low(), num::Decimal::parse("954.1").value());
  EXPECT_GT(base->range.high(), num::Decimal::parse("954.9").value());
  expect_sound(base);
  EXPECT_FALSE(implied_base(*cube, exports(), wenzhou(), at("2024")));
}

TEST_F(Growth, ChangeOfGrowthIsInPoints) {
  world.growth("exports", "330300", "2019-01..2019-09", "26.78");
  world.growth("exports", "330300", "2019-01..2019-08", "27.42");
  world.growth("exports", "330300", "2018-01..2018-09", "9.7");
  const auto cube = world.cube();
  const Outcome change = growth_change(*cube, exports(), wenzhou(), at("2019-01..2019-09"));
  ASSERT_TRUE(change);
  EXPECT_EQ(print(change), "-0.64");
  EXPECT_EQ(change->unit, unit::percentage_point());
  EXPECT_EQ(print(growth_change(*cube, exports(), wenzhou(), at("2019-01..2019-09"),
                                at("2018-01..2018-09"))),
            "17.08");
}

TEST_F(Growth, ChangeOfDerivedGrowthRoundsOnce) {
  // 1.005 % − 0.995 % = 0.01 points; rounding each first would give 1.01 − 1.00 = 0.01 or worse.
  world.add("exports", "330300", "2023", "100000").add("exports", "330300", "2024", "100994");
  world.add("exports", "330300", "2025", "102004.94994");
  const auto cube = world.cube();
  const Outcome change = growth_change(*cube, exports(), wenzhou(), at("2025"));
  ASSERT_TRUE(change);
  const double expected = (102004.94994 / 100994 - 100994.0 / 100000) * 100;
  EXPECT_NEAR(change->value.approx(), expected, 0.005);
  expect_sound(change);
}

TEST_F(Growth, TwoYearMeanIsTheRootOfTheRates) {
  world.growth("exports", "330300", "2020", "-10.0").growth("exports", "330300", "2021", "21.0");
  const auto cube = world.cube();
  const Outcome mean = growth_avg(*cube, exports(), wenzhou(), at("2021"), 2);
  ASSERT_TRUE(mean);
  EXPECT_EQ(mean->method, Method::rates);
  EXPECT_EQ(print(mean), "4.36");  // √(0.9 × 1.21) = 1.043551…
  EXPECT_LE(mean->range.low(), mean->value);
  EXPECT_LE(mean->value, mean->range.high());
}

TEST_F(Growth, MeanOverYearsFallsBackToTheLevelsAndHitsExactRoots) {
  world.add("exports", "330300", "2020", "1000").add("exports", "330300", "2022", "1210");
  world.add("exports", "330300", "2030", "500");
  const auto cube = world.cube();
  const Outcome mean = growth_avg(*cube, exports(), wenzhou(), at("2022"), 2);
  ASSERT_TRUE(mean);
  EXPECT_EQ(mean->method, Method::levels);
  EXPECT_EQ(print(mean), "10.00");
  EXPECT_NEAR(growth_avg(*cube, exports(), wenzhou(), at("2030"), 10)->value.approx(),
              (std::pow(0.5, 0.1) - 1) * 100, 0.006);
  EXPECT_FALSE(growth_avg(*cube, exports(), wenzhou(), at("2022"), 0));
  EXPECT_FALSE(growth_avg(*cube, exports(), wenzhou(), at("2022"), 1));
}

/// Any two printed levels: the range holds the growth of every pair of values they may stand for.
TEST_F(Growth, RangeHoldsTheGrowthOfEveryUnroundedPair) {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    World fresh;
    std::uniform_int_distribution<int> exact(1'000, 9'999'999);
    const int before = exact(random);
    const int now = exact(random);
    const auto printed = [](int units) {
      return num::Decimal::of(units, 3).rounded(1, num::Rounding::half_up)->to_string();
    };
    fresh.add("exports", "330300", "2024", printed(before));
    fresh.add("exports", "330300", "2025", printed(now));
    const auto cube = fresh.cube();
    const Outcome growth = growth_yoy(*cube, exports(), wenzhou(), at("2025"));
    ASSERT_TRUE(growth);
    expect_sound(growth);
    const auto truth = num::divide(num::Decimal::whole(100LL * (now - before)),
                                   num::Decimal::whole(before), 15, num::Rounding::half_even);
    EXPECT_LE(growth->range.low(), *truth);
    EXPECT_LE(*truth, growth->range.high());
  }
}

}  // namespace
}  // namespace duibiao::cube
