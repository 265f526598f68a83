#include "compare/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "cube/fixture.h"

namespace duibiao::compare {
namespace {

using test::World;

constexpr std::array<std::string_view, 3> codes{"330100", "330200", "330300"};

std::vector<PlaceId> cities(const World& world) {
  return {world.place(codes[0]), world.place(codes[1]), world.place(codes[2])};
}

const Standing& standing_of(const Ranking& ranking, PlaceId place) {
  const auto found = std::find_if(ranking.standings.begin(), ranking.standings.end(),
                                  [&](const Standing& s) { return s.place == place; });
  EXPECT_NE(found, ranking.standings.end());
  return *found;
}

TEST(Rank, PutsTheBestFirstWithTheMovementSinceAYearBefore) {
  World world;
  world.add("exports", codes[0], "2018", "300").add("exports", codes[0], "2019", "310");
  world.add("exports", codes[1], "2018", "400").add("exports", codes[1], "2019", "380");
  world.add("exports", codes[2], "2018", "290").add("exports", codes[2], "2019", "350");
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::level);
  ASSERT_EQ(ranking.standings.size(), 3U);
  EXPECT_TRUE(ranking.missing.empty());
  const Standing& wenzhou = standing_of(ranking, world.place("330300"));
  EXPECT_EQ(wenzhou.rank, 2);
  EXPECT_EQ(wenzhou.rank_before, 3);
  EXPECT_EQ(wenzhou.best, 2);
  EXPECT_EQ(wenzhou.worst, 2);
  ASSERT_TRUE(wenzhou.growth.has_value());
  EXPECT_EQ(wenzhou.growth->value.to_string(), "20.69");
  ASSERT_TRUE(wenzhou.share.has_value());
  EXPECT_EQ(wenzhou.share->value.to_string(), "33.65");
  EXPECT_EQ(ranking.period_before, World::period("2018"));
}

TEST(Rank, ByGrowthUsesPublishedRatesAndShowsLevelsBeside) {
  World world;
  world.add("exports", codes[0], "2019", "310").growth("exports", codes[0], "2019", "3.3");
  world.growth("exports", codes[1], "2019", "-5.0").growth("exports", codes[2], "2019", "26.8");
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::growth);
  ASSERT_EQ(ranking.standings.size(), 3U);
  EXPECT_EQ(ranking.standings[0].place, world.place("330300"));
  EXPECT_FALSE(ranking.standings[0].growth.has_value());
  EXPECT_TRUE(ranking.standings[1].growth.has_value());
  EXPECT_FALSE(ranking.standings[1].share.has_value());
}

TEST(Rank, ByGrowthStillSharesOutTheLevelsAndNamesThemAsInputs) {
  World world;
  for (std::size_t k = 0; k < 3; ++k) {
    world.add("exports", codes[k], "2019", k == 0 ? "200" : "400");
    world.growth("exports", codes[k], "2019", k == 0 ? "9.0" : "1.0");
  }
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::growth);
  ASSERT_EQ(ranking.standings.size(), 3U);
  const Standing& first = ranking.standings.front();
  ASSERT_TRUE(first.share.has_value());
  EXPECT_EQ(first.share->value.to_string(), "20.00");
  ASSERT_EQ(first.share->inputs.size(), 1U);
  EXPECT_EQ(first.share->inputs.front().measure, Measure::level);
  EXPECT_EQ(first.share->inputs.front().place, world.place(codes[0]));
}

TEST(Rank, GivesTiesOneRankInCodeOrderAndSkipsTheNext) {
  World world;
  world.add("exports", codes[0], "2019", "100.0").add("exports", codes[2], "2019", "200.0");
  world.add("exports", codes[1], "2019", "200.00").add("exports", "330000", "2019", "50");
  const auto cube = world.cube();
  auto members = cities(world);
  std::reverse(members.begin(), members.end());
  members.push_back(world.place("330000"));
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::level);
  ASSERT_EQ(ranking.standings.size(), 4U);
  EXPECT_EQ(ranking.standings[0].place, world.place(codes[1]));
  EXPECT_EQ(ranking.standings[1].place, world.place(codes[2]));
  EXPECT_EQ(ranking.standings[0].rank, 1);
  EXPECT_EQ(ranking.standings[1].rank, 1);
  EXPECT_EQ(ranking.standings[2].rank, 3);
  EXPECT_EQ(ranking.standings[3].rank, 4);
  EXPECT_EQ(ranking.standings[0].best, 1);
  EXPECT_EQ(ranking.standings[0].worst, 2);
}

TEST(Rank, GivesARangeWherePrecisionCannotSeparate) {
  World world;
  world.growth("exports", codes[0], "2019", "9.8").growth("exports", codes[1], "2019", "9.81");
  world.growth("exports", codes[2], "2019", "7.0");
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::growth);
  const Standing& coarse = standing_of(ranking, world.place(codes[0]));
  EXPECT_EQ(coarse.rank, 2);
  EXPECT_EQ(coarse.best, 1);
  EXPECT_EQ(coarse.worst, 2);
  EXPECT_EQ(standing_of(ranking, world.place(codes[2])).best, 3);
}

TEST(Rank, ListsMembersWithoutTheFigureAndGivesNoShareOfAnIncompleteTotal) {
  World world;
  world.add("exports", codes[0], "2019", "100.0").add("exports", codes[1], "2019", "9", "亿美元");
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), members, World::period("2019"), By::level);
  EXPECT_EQ(ranking.standings.size(), 1U);
  EXPECT_EQ(ranking.missing.size(), 2U);
  EXPECT_FALSE(ranking.standings[0].share.has_value());
  EXPECT_FALSE(ranking.standings[0].rank_before.has_value());
}

TEST(Rank, PutsTheLowestFirstWhereLowerIsBetter) {
  World world;
  world.add("energy_use", codes[0], "2019", "3.0", "吨");
  world.add("energy_use", codes[1], "2019", "2.0", "吨");
  const auto cube = world.cube();
  const auto members = cities(world);
  const Ranking ranking =
      rank(*cube, world.indicator("energy_use"), members, World::period("2019"), By::level);
  EXPECT_EQ(ranking.standings[0].place, world.place(codes[1]));
  EXPECT_EQ(ranking.standings[0].answer.value.to_string(), "2.0");
  EXPECT_EQ(ranking.standings[1].best, 2);
}

TEST(Rank, OfNobodyIsEmpty) {
  World world;
  const auto cube = world.cube();
  const Ranking ranking =
      rank(*cube, world.indicator("exports"), {}, World::period("2019"), By::level);
  EXPECT_TRUE(ranking.standings.empty());
  EXPECT_TRUE(ranking.missing.empty());
}

/// Unrounded values are ranked, their prints are what the cube sees: the possible range must hold
/// the true rank, and best ≤ rank ≤ worst.
TEST(Rank, RangeHoldsTheTrueRankAndThePrintedOne) {
  std::mt19937 random(21);
  for (int round = 0; round < 200; ++round) {
    World world;
    std::array<int, 3> exact{};
    for (std::size_t i = 0; i < 3; ++i) {
      exact[i] = std::uniform_int_distribution<int>(1'000, 1'300)(random);
      const int decimals = std::uniform_int_distribution<int>(0, 2)(random);
      const auto printed = num::Decimal::of(exact[i], 2).rounded(decimals, num::Rounding::half_up);
      world.add("exports", codes[i], "2019", printed->to_string());
    }
    const auto cube = world.cube();
    const auto members = cities(world);
    const Ranking ranking =
        rank(*cube, world.indicator("exports"), members, World::period("2019"), By::level);
    int total = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const Standing& standing = standing_of(ranking, members[i]);
      const auto above =
          std::count_if(exact.begin(), exact.end(), [&](int other) { return other > exact[i]; });
      EXPECT_LE(standing.best, standing.rank);
      EXPECT_LE(standing.rank, standing.worst);
      EXPECT_LE(standing.best, static_cast<int>(above) + 1);
      EXPECT_GE(standing.worst, static_cast<int>(above) + 1);
      total += standing.rank;
    }
    EXPECT_LE(total, 6);
  }
}

class GapTest : public testing::Test {
 public:
  /// 杭州 400 → 440 (+10 %), 宁波 600 → 630 (+5 %), 温州 200 → 230 (+15 %).
  GapTest() {
    world.add("exports", codes[0], "2018", "400").add("exports", codes[0], "2019", "440");
    world.add("exports", codes[1], "2018", "600").add("exports", codes[1], "2019", "630");
    world.add("exports", codes[2], "2018", "200").add("exports", codes[2], "2019", "230");
  }
  World world;
};

TEST_F(GapTest, MeasuresPeersThenTheBestThenTheMean) {
  const auto cube = world.cube();
  const auto group = cities(world);
  const std::array<PlaceId, 1> peers{world.place(codes[0])};
  const auto all = gaps(*cube, world.indicator("exports"), world.place(codes[2]), peers, group,
                        World::period("2019"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].absolute->value.to_string(), "210");
  EXPECT_EQ(all[0].ratio->value.to_string(), "52.27");
  EXPECT_EQ(all[0].growth_points->value.to_string(), "5.00");
  EXPECT_EQ(all[0].growth_points->unit, unit::percentage_point());
  ASSERT_EQ(all[0].catch_up, Gap::CatchUp::years);
  EXPECT_NEAR(*all[0].years_to_catch_up, std::log(440.0 / 230) / std::log(1.15 / 1.10), 1e-6);
  EXPECT_TRUE(all[1].is_best);
  EXPECT_EQ(all[1].peer, world.place(codes[1]));
  EXPECT_FALSE(all[2].peer.known());
  EXPECT_EQ(all[2].other->value.to_string(), "433.33");
  EXPECT_EQ(all[2].other->inputs.size(), 3U);
  EXPECT_EQ(all[2].growth_points->value.to_string(), "6.67");  // 15 − (1300 ÷ 1200 − 1)
}

TEST_F(GapTest, SaysWhenAlreadyAheadOrNever) {
  const auto cube = world.cube();
  const auto group = cities(world);
  const std::array<PlaceId, 2> peers{world.place(codes[2]), world.place(codes[1])};
  const auto all = gaps(*cube, world.indicator("exports"), world.place(codes[1]), peers, group,
                        World::period("2019"));
  EXPECT_EQ(all[0].catch_up, Gap::CatchUp::ahead);
  EXPECT_EQ(all[0].absolute->value.to_string(), "-400");
  EXPECT_EQ(all[1].catch_up, Gap::CatchUp::ahead);
  EXPECT_TRUE(all[1].is_best);  // named among the peers: marked there, not repeated
  ASSERT_EQ(all.size(), 3U);
  EXPECT_FALSE(all[2].peer.known());
  const auto alone = gaps(*cube, world.indicator("exports"), world.place(codes[1]), {}, group,
                          World::period("2019"));
  ASSERT_EQ(alone.size(), 1U);  // the best itself is compared with the mean alone
  EXPECT_FALSE(alone[0].peer.known());
  const std::array<PlaceId, 1> faster{world.place(codes[2])};
  World slow;
  slow.add("exports", codes[0], "2018", "100").add("exports", codes[0], "2019", "101");
  slow.add("exports", codes[2], "2018", "200").add("exports", codes[2], "2019", "230");
  const auto slow_cube = slow.cube();
  const auto never = gaps(*slow_cube, slow.indicator("exports"), slow.place(codes[0]), faster,
                          faster, World::period("2019"));
  EXPECT_EQ(never[0].catch_up, Gap::CatchUp::never);
  EXPECT_FALSE(never[0].years_to_catch_up.has_value());
}

TEST_F(GapTest, SaysWhatWasLacking) {
  const auto cube = world.cube();
  const auto group = cities(world);
  const std::array<PlaceId, 1> peers{world.place("330000")};
  const auto all = gaps(*cube, world.indicator("exports"), world.place(codes[2]), peers, group,
                        World::period("2019"));
  EXPECT_FALSE(all[0].other);
  EXPECT_EQ(all[0].other.lacks[0].key.place, world.place("330000"));
  EXPECT_FALSE(all[0].absolute.has_value());
  EXPECT_EQ(all[0].catch_up, Gap::CatchUp::unknown);
  const auto none = gaps(*cube, world.indicator("gdp"), world.place(codes[2]), peers, group,
                         World::period("2019"));
  ASSERT_EQ(none.size(), 1U);  // no best and no mean of nothing
}

}  // namespace
}  // namespace duibiao::compare
