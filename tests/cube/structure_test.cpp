#include <gtest/gtest.h>

#include <array>
#include <random>

#include "cube/fixture.h"
#include "cube/measures.h"

namespace duibiao::cube {
namespace {

using test::expect_sound;
using test::print;
using test::reason;
using test::World;

constexpr std::array<std::string_view, 3> cities{"330100", "330200", "330300"};

TEST(Share, OfTheNationReadsInPerMille) {
  World world;
  world.add("exports", "330300", "2019", "1210.0")
      .add("exports", "100000", "2019", "12.48", "万亿元");
  const auto cube = world.cube();
  const auto share = [&](Unit in) {
    return share_of_place(*cube, world.indicator("exports"), world.place("330300"),
                          world.place("100000"), World::period("2019"), in);
  };
  EXPECT_EQ(print(share(unit::per_mille())), "9.70");
  EXPECT_EQ(print(share(unit::percent())), "0.97");
  EXPECT_EQ(share(unit::per_mille())->unit, unit::per_mille());
  expect_sound(share(unit::per_mille()));
  EXPECT_EQ(reason(share(unit::percentage_point())), Lack::Reason::unit_mismatch);
}

TEST(Share, NeedsAnIndicatorThatAddsUp) {
  World world;
  world.add("gdp_per_head", "330300", "2019", "71225", "元");
  world.add("gdp_per_head", "330000", "2019", "107624", "元");
  const auto cube = world.cube();
  EXPECT_EQ(reason(share_of_place(*cube, world.indicator("gdp_per_head"), world.place("330300"),
                                  world.place("330000"), World::period("2019"), unit::percent())),
            Lack::Reason::not_additive);
}

TEST(Share, OfAnIndicatorInItsWhole) {
  World world;
  world.add("exports", "330300", "2019", "1912.0").add("trade", "330300", "2019", "2557.4");
  const auto cube = world.cube();
  const Outcome share =
      share_of_indicator(*cube, world.indicator("exports"), world.indicator("trade"),
                         world.place("330300"), World::period("2019"), unit::percent());
  EXPECT_EQ(print(share), "74.76");
  EXPECT_EQ(share->inputs.size(), 2U);
}

/// Unrounded parts that sum to the whole, then printed: the shares' ranges must admit 100 %.
TEST(Share, OfAllPartsSumToAHundredWithinTheirRanges) {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    World world;
    std::int64_t total = 0;
    for (const auto city : cities) {
      const std::int64_t exact = std::uniform_int_distribution<int>(10'000, 900'000)(random);
      total += exact;
      const auto printed = num::Decimal::of(exact, 3).rounded(1, num::Rounding::half_up);
      world.add("exports", city, "2019", printed->to_string());
    }
    const auto whole = num::Decimal::of(total, 3).rounded(1, num::Rounding::half_up);
    world.add("exports", "330000", "2019", whole->to_string());
    const auto cube = world.cube();
    num::Interval sum = num::Interval::point(num::Decimal());
    for (const auto city : cities) {
      const Outcome share =
          share_of_place(*cube, world.indicator("exports"), world.place(city),
                         world.place("330000"), World::period("2019"), unit::percent());
      ASSERT_TRUE(share);
      expect_sound(share);
      sum = sum.plus(share->range).value();
    }
    EXPECT_TRUE(sum.contains(num::Decimal::whole(100)));
  }
}

TEST(Contribution, PointsAndRateOfTheParts) {
  World world;
  world.add("exports", "330300", "2018", "800").add("imports", "330300", "2018", "200");
  world.add("exports", "330300", "2019", "920").add("imports", "330300", "2019", "190");
  world.add("trade", "330300", "2018", "1000").add("trade", "330300", "2019", "1110");
  const auto cube = world.cube();
  const auto points = [&](std::string_view part) {
    return contribution_points(*cube, world.indicator(part), world.indicator("trade"),
                               world.place("330300"), World::period("2019"));
  };
  EXPECT_EQ(print(points("exports")), "12.00");
  EXPECT_EQ(print(points("imports")), "-1.00");
  EXPECT_EQ(points("exports")->unit, unit::percentage_point());
  const Outcome rate =
      contribution_rate(*cube, world.indicator("exports"), world.indicator("trade"),
                        world.place("330300"), World::period("2019"));
  EXPECT_EQ(print(rate), "109.09");  // more than the whole: legal
  expect_sound(rate);
}

TEST(Contribution, IsRefusedWhereGrowthIsAtConstantPrices) {
  World world;
  world.add("gdp", "330300", "2018", "6006.2").add("gdp", "330300", "2019", "6606.1");
  world.add("exports", "330300", "2018", "800").add("exports", "330300", "2019", "920");
  const auto cube = world.cube();
  const auto exports = world.indicator("exports");
  const auto gdp = world.indicator("gdp");
  EXPECT_EQ(reason(contribution_points(*cube, exports, gdp, world.place("330300"),
                                       World::period("2019"))),
            Lack::Reason::price_basis);
  EXPECT_EQ(
      reason(contribution_rate(*cube, exports, gdp, world.place("330300"), World::period("2019"))),
      Lack::Reason::price_basis);
}

TEST(Contribution, RateHasNoValueWhereTheWholeDidNotMove) {
  World world;
  world.add("exports", "330300", "2018", "800").add("exports", "330300", "2019", "920");
  world.add("trade", "330300", "2018", "1000").add("trade", "330300", "2019", "1000.4");
  const auto cube = world.cube();
  EXPECT_EQ(reason(contribution_rate(*cube, world.indicator("exports"), world.indicator("trade"),
                                     world.place("330300"), World::period("2019"))),
            Lack::Reason::zero_base);
}

/// With exact parts (the whole derived by formula) the points of the parts sum to its growth.
TEST(Contribution, PointsOfThePartsSumToTheGrowthOfTheWhole) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> amount(1'000, 999'999);
  for (int round = 0; round < 100; ++round) {
    World world;
    for (const char* year : {"2018", "2019"}) {
      for (const char* part : {"exports", "imports"}) {
        world.add(part, "330300", year, num::Decimal::of(amount(random), 2).to_string());
      }
    }
    const auto cube = world.cube();
    const auto place = world.place("330300");
    const auto when = World::period("2019");
    const auto trade = world.indicator("trade");
    const Outcome a = contribution_points(*cube, world.indicator("exports"), trade, place, when);
    const Outcome b = contribution_points(*cube, world.indicator("imports"), trade, place, when);
    const Outcome growth = growth_yoy(*cube, trade, place, when);
    ASSERT_TRUE(a && b && growth);
    expect_sound(a);
    expect_sound(b);
    EXPECT_NEAR(a->point.approx() + b->point.approx(), growth->point.approx(), 1e-9);
    EXPECT_NE(num::meet(a->range.plus(b->range).value(), growth->range), num::Meeting::apart);
  }
}

TEST(Index, SetsTheBaseToAHundred) {
  World world;
  world.add("exports", "330300", "2018", "800").add("exports", "330300", "2019", "920");
  const auto cube = world.cube();
  const Outcome index = index_to(*cube, world.indicator("exports"), world.place("330300"),
                                 World::period("2019"), World::period("2018"));
  EXPECT_EQ(print(index), "115.00");
  EXPECT_EQ(index->unit.dimension(), Dimension::index_point);
}

TEST(RecordOfLevels, FindsHighsLowsAndFirstSince) {
  World world;
  const std::array<std::pair<const char*, const char*>, 5> values{{{"2015-09", "90.0"},
                                                                   {"2016-09", "50.0"},
                                                                   {"2017-09", "80.0"},
                                                                   {"2018-09", "60.0"},
                                                                   {"2019-09", "70.0"}}};
  for (const auto& [when, value] : values) world.add("exports", "330300", when, value);
  world.add("exports", "330300", "2019-08", "500.0");  // another month does not count
  const auto cube = world.cube();
  const auto of = [&](const char* when) {
    return record(*cube, world.indicator("exports"), world.place("330300"), World::period(when),
                  Measure::level);
  };
  const auto now = of("2019-09");
  ASSERT_TRUE(now.has_value());
  EXPECT_FALSE(now->highest);
  EXPECT_FALSE(now->lowest);
  EXPECT_EQ(now->compared, 4);
  EXPECT_EQ(now->first_since, World::period("2017-09"));
  EXPECT_EQ(now->lowest_since, World::period("2018-09"));
  EXPECT_TRUE(of("2016-09")->lowest);
  EXPECT_TRUE(of("2016-09")->certain);
  EXPECT_FALSE(of("2015-09")->highest);  // nothing to compare with
  EXPECT_FALSE(of("2020-09").has_value());
}

TEST(RecordOfLevels, IsNotCertainWithinPrintedPrecision) {
  World world;
  world.add("exports", "330300", "2018", "100").add("exports", "330300", "2019", "100.2");
  const auto cube = world.cube();
  const auto now = record(*cube, world.indicator("exports"), world.place("330300"),
                          World::period("2019"), Measure::level);
  ASSERT_TRUE(now.has_value());
  EXPECT_TRUE(now->highest);
  EXPECT_FALSE(now->certain);
}

TEST(RecordOfLevels, WorksOnGrowth) {
  World world;
  world.growth("exports", "330300", "2017", "5.0").growth("exports", "330300", "2018", "9.0");
  world.growth("exports", "330300", "2019", "26.8");
  const auto cube = world.cube();
  const auto now = record(*cube, world.indicator("exports"), world.place("330300"),
                          World::period("2019"), Measure::growth_yoy);
  ASSERT_TRUE(now.has_value());
  EXPECT_TRUE(now->highest);
  EXPECT_TRUE(now->certain);
  EXPECT_EQ(now->compared, 2);
}

TEST(Describe, SaysEveryReasonAndMethodInBothLanguages) {
  for (int i = 0; i <= static_cast<int>(Lack::Reason::overflow); ++i) {
    EXPECT_FALSE(describe(Lack::Reason(i)).zh.empty());
    EXPECT_FALSE(describe(Lack::Reason(i)).en.empty());
  }
  for (int i = 0; i <= static_cast<int>(Method::levels_and_rates); ++i) {
    EXPECT_FALSE(describe(Method(i)).zh.empty());
    EXPECT_FALSE(describe(Method(i)).en.empty());
  }
}

}  // namespace
}  // namespace duibiao::cube
