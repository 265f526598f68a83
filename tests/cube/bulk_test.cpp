#include "cube/bulk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cube/fixture.h"

namespace duibiao::cube {
namespace {

using test::World;

constexpr std::array<std::string_view, 3> cities{"330100", "330200", "330300"};

/// Three years of cumulative exports of the cities and the province, with holes.
std::shared_ptr<const Cube> random_cube(World& world, unsigned seed) {
  std::mt19937 random(seed);
  for (int year = 2017; year <= 2019; ++year) {
    for (const std::string_view code : {"330000", "330100", "330200", "330300"}) {
      std::int64_t sum = 0;
      for (int m = 1; m <= 12; ++m) {
        sum += std::uniform_int_distribution<int>(1, 40)(random) * 100;
        if (std::uniform_int_distribution<int>(0, 9)(random) == 0) continue;
        world.add("exports", code, Period::to_date(year, m)->to_string(),
                  num::Decimal::of(sum, 2).to_string());
      }
    }
  }
  return world.cube();
}

std::vector<std::vector<PlaceId>> city_group(const World& world) {
  return {{world.place(cities[0]), world.place(cities[1]), world.place(cities[2])}};
}

void expect_same(double bulk, const Outcome& exact, double scale) {
  ASSERT_EQ(std::isnan(bulk), !exact);
  if (!exact) return;
  EXPECT_NEAR(bulk * scale, exact->point.approx(), 1e-7);
}

TEST(Bulk, AgreesWithTheExactMeasuresCellByCell) {
  World world;
  const auto cube = random_cube(world, 99);
  const auto groups = city_group(world);
  const PeerColumns columns(world.vocabulary().places, groups);
  ASSERT_EQ(columns.places().size(), 4U);  // the province joins for the shares
  const auto exports = world.indicator("exports");
  const DerivedTable table = derive(*cube, exports, columns);
  ASSERT_EQ(table.rows, 36U);
  for (int year = 2017; year <= 2019; ++year) {
    for (int m = 1; m <= 12; ++m) {
      const std::size_t row = table.row_of(year, m).value();
      const Period span = Period::to_date(year, m).value();
      for (std::size_t c = 0; c < 3; ++c) {
        const PlaceId place = columns.places()[c];
        const std::size_t at = row * table.columns + c;
        const bool there = cube->published({exports, place, span, Measure::level}).has_value();
        ASSERT_EQ(std::isnan(table.level[at]), !there);
        if (!there) {
          EXPECT_EQ(table.rank[at], 0U);
          continue;
        }
        if (year > 2017)
          expect_same(table.growth[at], derived_growth_yoy(*cube, exports, place, span), 100);
        expect_same(table.month[at], level(*cube, exports, place, Period::month(year, m).value()),
                    1);
        expect_same(
            table.share[at],
            share_of_place(*cube, exports, place, world.place("330000"), span, unit::percent()),
            100);
        std::uint32_t above = 0;
        double best = table.level[at];
        for (std::size_t other = 0; other < 3; ++other) {
          const double level = table.level[row * table.columns + other];
          if (level > table.level[at]) ++above;
          if (level > best) best = level;
        }
        EXPECT_EQ(table.rank[at], above + 1);
        EXPECT_DOUBLE_EQ(table.gap[at], best - table.level[at]);
      }
    }
  }
}

TEST(Bulk, GivesNoRankToAPlaceThatIsOnlyAWhole) {
  World world;
  const auto cube = random_cube(world, 4);
  const auto groups = city_group(world);
  const PeerColumns columns(world.vocabulary().places, groups);
  const DerivedTable table = derive(*cube, world.indicator("exports"), columns);
  for (std::size_t row = 0; row < table.rows; ++row) {
    EXPECT_EQ(table.rank[row * table.columns + 3], 0U);
    EXPECT_TRUE(std::isnan(table.gap[row * table.columns + 3]));
  }
}

TEST(Bulk, RanksTheLowestFirstWhereLowerIsBetter) {
  World world;
  world.add("energy_use", cities[0], "2019", "3", "吨")
      .add("energy_use", cities[1], "2019", "2", "吨");
  world.add("energy_use", cities[2], "2019", "2", "吨");
  const auto cube = world.cube();
  const auto groups = city_group(world);
  const PeerColumns columns(world.vocabulary().places, groups);
  const DerivedTable table = derive(*cube, world.indicator("energy_use"), columns);
  const std::size_t at = table.row_of(2019, 12).value() * table.columns;
  EXPECT_EQ(table.rank[at], 3U);
  EXPECT_EQ(table.rank[at + 1], 1U);
  EXPECT_EQ(table.rank[at + 2], 1U);
  EXPECT_DOUBLE_EQ(table.gap[at], -1);
}

TEST(Bulk, LeavesOtherCurrenciesOutOfTheTable) {
  World world;
  world.add("exports", cities[0], "2019", "30", "亿美元")
      .add("exports", cities[1], "2019", "2000000", "万元");
  const auto cube = world.cube();
  const auto groups = city_group(world);
  const PeerColumns columns(world.vocabulary().places, groups);
  const DerivedTable table = derive(*cube, world.indicator("exports"), columns);
  const std::size_t at = table.row_of(2019, 12).value() * table.columns;
  EXPECT_TRUE(std::isnan(table.level[at]));
  EXPECT_DOUBLE_EQ(table.level[at + 1], 200);
  EXPECT_EQ(table.rank[at + 1], 1U);
}

TEST(Bulk, OfNothingIsAnEmptyTable) {
  World world;
  const auto cube = world.cube();
  const PeerColumns columns(world.vocabulary().places, {});
  const DerivedTable table = derive(*cube, world.indicator("exports"), columns);
  EXPECT_EQ(table.rows, 0U);
  EXPECT_FALSE(table.row_of(2019, 1).has_value());
}

TEST(Screen, ShowsTheBestOfAGroupWithTheirMeasures) {
  World world;
  world.add("exports", cities[0], "2019", "400").add("exports", cities[1], "2019", "600");
  world.add("exports", cities[2], "2019", "400").add("exports", cities[2], "2018", "320");
  world.add("exports", "330000", "2019", "2000");
  const auto cube = world.cube();
  const auto lines =
      screen(*cube, world.indicator("exports"), city_group(world)[0], World::period("2019"), 20);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].place, world.place(cities[1]));
  EXPECT_EQ(lines[1].rank, 2U);
  EXPECT_EQ(lines[2].rank, 2U);
  EXPECT_DOUBLE_EQ(lines[2].growth, 0.25);
  EXPECT_TRUE(std::isnan(lines[0].growth));
  EXPECT_DOUBLE_EQ(lines[0].share, 0.3);
  EXPECT_DOUBLE_EQ(lines[2].gap, 200);
  EXPECT_EQ(
      screen(*cube, world.indicator("exports"), city_group(world)[0], World::period("2019"), 1)
          .size(),
      1U);
}

}  // namespace
}  // namespace duibiao::cube
