#include "cube/cube.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "cube/fixture.h"

namespace duibiao::cube {
namespace {

using test::World;

TEST(Cube, FindsAFigureUnderAnyNameOfItsSpan) {
  World world;
  world.add("exports", "330300", "2019-01..2019-03", "364.10");
  const auto cube = world.cube();
  const auto found = cube->published(world.key("exports", "330300", "2019-Q1"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->value.to_string(), "364.10");
  EXPECT_FALSE(cube->published(world.key("exports", "330300", "2019-03")).has_value());
  EXPECT_FALSE(cube->published(world.key("exports", "330200", "2019-Q1")).has_value());
  EXPECT_FALSE(cube->published(world.key("imports", "330300", "2019-Q1")).has_value());
}

TEST(Cube, RemembersWhereAFigureStood) {
  World world;
  world.from("2025-07.csv", 7, Date{2025, 8, 18})
      .add("exports", "330300", "2025-07", "123456", "万元");
  const auto cube = world.cube();
  const auto found = cube->published(world.key("exports", "330300", "2025-07"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->source->name, "2025-07.csv");
  EXPECT_EQ(found->batch, 7);
  EXPECT_EQ(found->row, 1U);
  EXPECT_EQ(found->column, 3U);
  EXPECT_EQ(found->released, (Date{2025, 8, 18}));
  EXPECT_FALSE(found->release_assumed);
  EXPECT_EQ(found->unit, unit::ten_thousand_yuan());
  EXPECT_EQ(found->witnesses, 1);
}

TEST(Cube, TakesTheDayOfImportWhereTheReleaseIsUnknown) {
  World world;
  world.from("a.csv", 1, {}, Date{2025, 3, 4}).add("exports", "330300", "2025-01", "1.0");
  const auto cube = world.cube();
  const auto found = cube->published(world.key("exports", "330300", "2025-01"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->released, (Date{2025, 3, 4}));
  EXPECT_TRUE(found->release_assumed);
}

TEST(Cube, GivesFiguresInPartAsItGivesThemAll) {
  World world;
  std::mt19937 random(20250707);
  const auto any = [&random](auto... words) {
    const std::vector<std::string> all = {words...};
    return all[random() % all.size()];
  };
  for (int k = 0; k < 200; ++k) {
    world.add(any("exports", "imports", "gdp"), any("330100", "330200", "330300"),
              any("2018", "2019", "2019-Q1", "2019-H1", "2019-01", "2019-02..2019-05",
                  "2019-01..2019-08", "2018-03..2018-04"),
              "1");
  }
  const auto cube = world.cube();
  std::vector<FigureKey> all;
  cube->each([&all](const FigureKey& key, const Published&) { all.push_back(key); });
  ASSERT_EQ(all.size(), cube->figures());
  EXPECT_TRUE(std::ranges::is_sorted(all));
  const IndicatorId imports = world.key("imports", "330100", "2018").indicator;
  const PlaceId ningbo = world.key("imports", "330200", "2018").place;
  for (std::size_t begin = 0; begin <= all.size(); ++begin) {
    const auto after = begin == 0 ? std::nullopt : std::optional(all[begin - 1]);
    std::vector<FigureKey> expected;
    for (std::size_t k = begin; k < all.size() && expected.size() < 5; ++k) {
      if (all[k].indicator != imports && all[k].place == ningbo) expected.push_back(all[k]);
    }
    std::vector<FigureKey> found;
    cube->each_of([&](IndicatorId of, PlaceId at) { return of != imports && at == ningbo; }, after,
                  [&found](const FigureKey& key, const Published&) {
                    found.push_back(key);
                    return found.size() < 5;
                  });
    EXPECT_EQ(found, expected) << "behind figure " << begin;
  }
}

TEST(Cube, KeepsOddSpansBesideTheColumns) {
  World world;
  FigureKey key = world.key("exports", "330300", "2019-01");
  key.period = Period::range(2019, 2, 5).value();
  Observation seen{.key = key, .mantissa = 42, .decimals = 1, .unit = unit::hundred_million_yuan()};
  world.builder().add({&seen, 1}, {});
  world.add("exports", "330300", "2019-03", "7.0");
  const auto cube = world.cube();
  EXPECT_EQ(cube->figures(), 2U);
  const auto found = cube->published(key);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->value.to_string(), "4.2");
  EXPECT_EQ(cube->series(key.indicator, key.place, Measure::level).size(), 2U);
}

TEST(Cube, GivesASeriesOldestFirstOverAllKindsOfPeriod) {
  World world;
  for (const char* when : {"2019", "2018-11", "2019-Q2", "2019-01..2019-02", "2019-01", "2018"}) {
    world.add("exports", "330300", when, "1");
  }
  const auto cube = world.cube();
  const auto series =
      cube->series(world.indicator("exports"), world.place("330300"), Measure::level);
  ASSERT_EQ(series.size(), 6U);
  EXPECT_TRUE(std::is_sorted(series.begin(), series.end(),
                             [](const auto& a, const auto& b) { return a.period < b.period; }));
  EXPECT_EQ(cube->latest(world.indicator("exports"), world.place("330300")), World::period("2019"));
  EXPECT_FALSE(cube->latest(world.indicator("imports"), world.place("330300")).has_value());
}

TEST(Cube, AnswersOfAnEmptyStoreAreEmpty) {
  World world;
  const auto cube = world.cube();
  EXPECT_EQ(cube->figures(), 0U);
  EXPECT_FALSE(cube->published(world.key("exports", "330300", "2019")).has_value());
  EXPECT_TRUE(cube->rivals(true).empty());
  int visits = 0;
  cube->each([&](const FigureKey&, const Published&) { ++visits; });
  EXPECT_EQ(visits, 0);
}

TEST(Cube, SurvivesADayOutOfReachOfItsSeries) {
  World world;
  FigureKey key = world.key("exports", "330300", "1950-03-01");
  Observation seen;
  seen.key = key;
  seen.mantissa = 1;
  world.builder().add({&seen, 1}, {});
  seen.key.period = Period::day(2150, 3, 1).value();
  seen.mantissa = 2;
  world.builder().add({&seen, 1}, {});
  const auto cube = world.cube();
  EXPECT_EQ(cube->figures(), 2U);
  EXPECT_EQ(cube->published(seen.key)->value, num::Decimal::whole(2));
  EXPECT_EQ(cube->published(key)->value, num::Decimal::whole(1));
  EXPECT_LT(cube->bytes(), 200'000U);
}

/// Random figures in random order, against an ordered map.
class AgainstAMap : public testing::TestWithParam<unsigned> {};

TEST_P(AgainstAMap, HoldsWhatWasAddedInAnyOrder) {
  std::mt19937 random(GetParam());
  World world;
  std::map<FigureKey, std::int64_t> expected;
  std::vector<Observation> figures;
  const auto pick = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  for (int i = 0; i < 4000; ++i) {
    const int year = pick(1990, 2030);
    const std::vector<Result<Period>> kinds = {Period::to_date(year, pick(1, 12)),
                                               Period::month(year, pick(1, 12)),
                                               Period::quarter(year, pick(1, 4)),
                                               Period::half(year, pick(1, 2)),
                                               Period::year(year),
                                               Period::range(year, 2, pick(3, 12)),
                                               Period::week(year, pick(1, 52)),
                                               Period::day(year, pick(1, 12), pick(1, 28))};
    FigureKey key{IndicatorId{static_cast<std::uint16_t>(pick(0, 7))},
                  PlaceId{static_cast<std::uint32_t>(pick(0, 4))},
                  kinds[static_cast<std::size_t>(pick(0, 7))].value(), Measure(pick(0, 3))};
    FigureKey canonical = key;
    canonical.period = key.period.canonical();
    if (!expected.emplace(canonical, i).second) continue;
    Observation seen;
    seen.key = key;
    seen.mantissa = i;
    seen.row = static_cast<std::uint32_t>(i);
    figures.push_back(seen);
  }
  std::shuffle(figures.begin(), figures.end(), random);
  for (std::size_t at = 0; at < figures.size();) {
    const auto count =
        std::min<std::size_t>(static_cast<std::size_t>(pick(1, 300)), figures.size() - at);
    world.builder().add({figures.data() + at, count}, {});
    at += count;
  }
  const auto cube = world.cube();
  ASSERT_EQ(cube->figures(), expected.size());
  for (const auto& [key, mantissa] : expected) {
    const auto found = cube->published(key);
    ASSERT_TRUE(found.has_value()) << key.period.to_string();
    EXPECT_EQ(found->value.units(), mantissa);
    EXPECT_EQ(found->row, static_cast<std::uint32_t>(mantissa));
  }
  auto next = expected.begin();
  std::size_t out_of_order = 0;
  std::vector<FigureKey> visited;
  cube->each([&](const FigureKey& key, const Published& published) {
    EXPECT_EQ(expected.at(key), published.value.units());
    visited.push_back(key);
    ++next;
  });
  EXPECT_EQ(visited.size(), expected.size());
  for (std::size_t i = 1; i < visited.size(); ++i) {
    out_of_order += visited[i - 1] < visited[i] ? 0U : 1U;
  }
  EXPECT_EQ(out_of_order, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgainstAMap, testing::Values(1U, 2U, 3U, 2019U));

TEST(Cube, HoldsADenseStoreInUnderTwentyFourBytesAFigure) {
  World world;
  std::vector<Observation> figures;
  for (std::uint32_t place = 0; place < 100; ++place) {
    for (int year = 2000; year < 2020; ++year) {
      for (int m = 1; m <= 12; ++m) {
        Observation seen;
        seen.key = {IndicatorId{0}, PlaceId{place}, Period::to_date(year, m).value(),
                    Measure::level};
        seen.mantissa = 1;
        figures.push_back(seen);
      }
    }
  }
  world.builder().add(figures, {});
  const auto cube = world.cube();
  EXPECT_EQ(cube->figures(), 24'000U);
  EXPECT_LT(static_cast<double>(cube->bytes()) / static_cast<double>(cube->figures()), 24.0);
}

}  // namespace
}  // namespace duibiao::cube
