#include "bulletin/brief.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "cube/fixture.h"

namespace duibiao::bulletin {
namespace {

using test::World;

constexpr std::string_view wenzhou = "330300";
constexpr std::string_view ningbo = "330200";

/// Two years of three cities, their province and the nation; Wenzhou grows by exactly 10 %.
void add_two_years(World& world) {
  for (const auto& [code, before, now] :
       {std::tuple{"330100", "300.0", "315.0"}, std::tuple{"330200", "500.0", "520.0"},
        std::tuple{"330300", "100.0", "110.0"}, std::tuple{"330000", "900.0", "945.0"},
        std::tuple{"100000", "20000.0", "21000.0"}}) {
    world.add("exports", code, "2018", before).add("exports", code, "2019", now);
  }
  world.add("imports", wenzhou, "2018", "20.0").add("imports", wenzhou, "2019", "18.0");
}

Brief brief_of(const World& world, const cube::Cube& cube, std::string_view indicator,
               std::vector<PlaceId> against = {}) {
  BriefRequest request;
  request.place = world.place(wenzhou);
  request.period = World::period("2019");
  request.indicators = {world.indicator(indicator)};
  request.against = std::move(against);
  return write_brief(cube, request);
}

TEST(Brief, SaysLevelGrowthRankAndShares) {
  World world;
  add_two_years(world);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "exports");
  ASSERT_EQ(brief.items.size(), 1U);
  const BriefItem& item = brief.items.front();
  EXPECT_EQ(item.level->value, num::Decimal::whole(110));
  EXPECT_EQ(item.growth->value, num::Decimal::whole(10));
  ASSERT_TRUE(item.by_level && item.by_growth);
  EXPECT_EQ(item.by_level->rank, 3);
  EXPECT_EQ(item.by_growth->rank, 1);
  EXPECT_EQ(item.ranked, 3);
  ASSERT_TRUE(item.share_of_province && item.share_of_nation);
  EXPECT_EQ(item.share_of_province->value.to_string(), "11.64");
}

TEST(Brief, ReadsASmallShareOfTheNationInPerMille) {
  World world;
  add_two_years(world);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "exports");
  EXPECT_EQ(brief.items.front().share_of_nation->unit, unit::per_mille());
  EXPECT_EQ(brief.items.front().share_of_nation->value.to_string(), "5.24");
}

TEST(Brief, SplitsTheGrowthOfTheWholeAmongItsParts) {
  World world;
  add_two_years(world);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "trade");
  const std::vector<PartPlayed>& parts = brief.items.front().parts;
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].points->value.to_string(), "8.33");   // (110 − 100) ÷ 120
  EXPECT_EQ(parts[1].points->value.to_string(), "-1.67");  // (18 − 20) ÷ 120
}

TEST(Brief, NotesAPublishedRateThatTheLevelsCannotGive) {
  World world;
  add_two_years(world);
  world.add("exports", wenzhou, "2019", "12.0", "%", Measure::growth_yoy);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "exports");
  ASSERT_EQ(brief.notes.size(), 1U);
  EXPECT_EQ(brief.notes.front().kind, BriefNote::Kind::revised_base);
  EXPECT_NE(brief.notes.front().text.zh.find("12.0%"), std::string::npos);
}

TEST(Brief, StaysSilentWhenThePublishedRateFits) {
  World world;
  add_two_years(world);
  world.add("exports", wenzhou, "2019", "10.0", "%", Measure::growth_yoy);
  const auto cube = world.cube();
  EXPECT_TRUE(brief_of(world, *cube, "exports").notes.empty());
}

TEST(Brief, StaysSilentAboutConstantPriceGrowth) {
  World world;
  world.add("gdp", wenzhou, "2018", "100.0").add("gdp", wenzhou, "2019", "110.0");
  world.add("gdp", wenzhou, "2019", "6.0", "%", Measure::growth_yoy);
  const auto cube = world.cube();
  EXPECT_TRUE(brief_of(world, *cube, "gdp").notes.empty());
}

TEST(Brief, SaysThatAFigureAskedForIsMissing) {
  World world;
  add_two_years(world);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "gdp");
  EXPECT_TRUE(brief.items.empty());
  ASSERT_EQ(brief.notes.size(), 1U);
  EXPECT_EQ(brief.notes.front().kind, BriefNote::Kind::missing);
}

TEST(Brief, ShowsARankAsPrintedWhereItCannotRank) {
  World world;
  world.add("exports", wenzhou, "2019", "26.78", "%", Measure::growth_yoy);
  world.add("exports", wenzhou, "2019", "1", "位", Measure::growth_rank);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "exports");
  ASSERT_EQ(brief.items.size(), 1U);
  EXPECT_FALSE(brief.items.front().by_growth.has_value());
  ASSERT_TRUE(brief.items.front().printed_growth_rank.has_value());
  EXPECT_EQ(brief.items.front().printed_growth_rank->value, num::Decimal::whole(1));
}

TEST(Brief, TracesEveryNumberToPublishedFigures) {
  World world;
  add_two_years(world);
  const auto cube = world.cube();
  const Brief brief = brief_of(world, *cube, "exports", {world.place(ningbo)});
  const std::vector<FigureKey> keys = figures_behind(brief);
  const auto holds = [&](std::string_view code, std::string_view when) {
    return std::ranges::find(keys, world.key("exports", code, when)) != keys.end();
  };
  EXPECT_TRUE(holds(wenzhou, "2019"));
  EXPECT_TRUE(holds(wenzhou, "2018"));
  EXPECT_TRUE(holds(ningbo, "2019"));
  EXPECT_TRUE(holds("100000", "2019"));
  for (const FigureKey& key : keys) EXPECT_TRUE(cube->published(key).has_value());
}

/// Of Wenzhou's imports in 2019, among the cities.
Brief imports_brief(const World& world, const cube::Cube& cube) {
  BriefRequest request;
  request.place = world.place(wenzhou);
  request.period = World::period("2019");
  request.indicators = {world.indicator("imports")};
  return write_brief(cube, request);
}

TEST(Brief, NotesNoTurnThatTheLevelsDoNotFix) {
  World coarse;
  coarse.add("imports", wenzhou, "2017", "20").add("imports", wenzhou, "2018", "21");
  coarse.add("imports", wenzhou, "2019", "20");
  EXPECT_TRUE(imports_brief(coarse, *coarse.cube()).notes.empty());
  World fine;
  fine.add("imports", wenzhou, "2017", "20.0000").add("imports", wenzhou, "2018", "21.0000");
  fine.add("imports", wenzhou, "2019", "20.0000");
  const Brief told = imports_brief(fine, *fine.cube());
  ASSERT_EQ(told.notes.size(), 1U);
  EXPECT_EQ(told.notes.front().kind, BriefNote::Kind::sign_turned);
}

TEST(Brief, TellsNoMovementOfARankWhoseRangesOverlap) {
  World world;  // the year before, Wenzhou's 30 and Ningbo's 30 could stand either way
  world.add("imports", wenzhou, "2018", "30").add("imports", ningbo, "2018", "30");
  world.add("imports", wenzhou, "2019", "40").add("imports", ningbo, "2019", "50");
  world.add("imports", "330100", "2018", "90").add("imports", "330100", "2019", "10");
  const BriefItem item = imports_brief(world, *world.cube()).items.at(0);
  EXPECT_EQ(item.by_level->rank, 2);
  EXPECT_FALSE(item.level_rank_previous.has_value());
  World clear;
  clear.add("imports", wenzhou, "2018", "30").add("imports", ningbo, "2018", "20");
  clear.add("imports", wenzhou, "2019", "40").add("imports", ningbo, "2019", "50");
  const BriefItem moved = imports_brief(clear, *clear.cube()).items.at(0);
  EXPECT_EQ(moved.level_rank_previous, 1);
}

TEST(Siblings, AreTheChildrenOfTheParentAtTheSameLevel) {
  const World world;
  const auto words = test::small_world();
  EXPECT_EQ(siblings(words->places, world.place(wenzhou)).size(), 3U);
  EXPECT_EQ(siblings(words->places, world.place("100000")).size(), 1U);
}

}  // namespace
}  // namespace duibiao::bulletin
