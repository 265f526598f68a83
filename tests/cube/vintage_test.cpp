#include <gtest/gtest.h>

#include "cube/cube.h"
#include "cube/fixture.h"

namespace duibiao::cube {
namespace {

using test::World;
constexpr Date january{2025, 1, 20};
constexpr Date february{2025, 2, 20};

TEST(Vintage, ShowsTheLatestReleaseAndKeepsTheEarlier) {
  World world;
  world.from("yearbook", 1, january).add("exports", "330300", "2024", "2000.0");
  world.from("final", 2, february).add("exports", "330300", "2024", "2010.5");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024"));
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->value.to_string(), "2010.5");
  EXPECT_FALSE(shown->conflict);
  const auto rivals = cube->rivals(false);
  ASSERT_EQ(rivals.size(), 1U);
  EXPECT_EQ(rivals[0].kind, Rival::Kind::revised);
  EXPECT_EQ(rivals[0].other.value.to_string(), "2000.0");
  EXPECT_EQ(rivals[0].current.value.to_string(), "2010.5");
  EXPECT_EQ(cube->figures(), 1U);
}

TEST(Vintage, DoesNotLetAnOlderReleaseImportedLaterWin) {
  World world;
  world.from("final", 1, february).add("exports", "330300", "2024", "2010.5");
  world.from("early", 2, january).add("exports", "330300", "2024", "2000.0");
  const auto cube = world.cube();
  EXPECT_EQ(cube->published(world.key("exports", "330300", "2024"))->value.to_string(), "2010.5");
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false)[0].kind, Rival::Kind::revised);
}

TEST(Vintage, LetsAStatedReleaseReviseAnUndatedSheetThatCameBefore) {
  World world;
  world.from("undated.csv", 1, {}, Date{2026, 11, 22}).add("exports", "330300", "2025", "1528.34");
  world.from("revised.csv", 2, Date{2025, 9, 1}, Date{2026, 11, 22})
      .add("exports", "330300", "2025", "1530.00");
  const auto cube = world.cube();
  EXPECT_EQ(cube->published(world.key("exports", "330300", "2025"))->value.to_string(), "1530.00");
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false).front().kind, Rival::Kind::revised);
}

TEST(Vintage, TakesAnUndatedSheetAfterADatedOneForAConflict) {
  World world;
  world.from("dated.csv", 1, Date{2025, 9, 1}, Date{2026, 11, 22})
      .add("exports", "330300", "2025", "1530.00");
  world.from("undated.csv", 2, {}, Date{2026, 11, 23}).add("exports", "330300", "2025", "1528.34");
  const auto cube = world.cube();
  EXPECT_EQ(cube->published(world.key("exports", "330300", "2025"))->value.to_string(), "1530.00");
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false).front().kind, Rival::Kind::conflict);
}

TEST(Vintage, CountsSourcesWhoseIntervalsMeetAsWitnessesAndShowsTheFinerPrint) {
  World world;
  world.from("national", 1, january).add("exports", "330300", "2024-01", "1761234", "万元");
  world.from("provincial", 2, january).add("exports", "330300", "2024-01", "17612341234", "元");
  world.from("bulletin", 3, january).add("exports", "330300", "2024-01", "176.1");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024-01"));
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->unit, unit::yuan());
  EXPECT_EQ(shown->witnesses, 3);
  EXPECT_FALSE(shown->conflict);
  EXPECT_TRUE(cube->rivals(false).empty());
  EXPECT_EQ(cube->rivals(true).size(), 2U);
}

TEST(Vintage, ReportsAConflictOnOneDayAndKeepsTheFirstImport) {
  World world;
  world.from("national", 1, january).add("exports", "330300", "2024-01", "176.1");
  world.from("provincial", 2, january).add("exports", "330300", "2024-01", "179.9");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024-01"));
  EXPECT_EQ(shown->value.to_string(), "176.1");
  EXPECT_TRUE(shown->conflict);
  EXPECT_EQ(shown->witnesses, 1);
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false)[0].kind, Rival::Kind::conflict);
}

TEST(Vintage, LetsTheSameDocumentImportedAgainCorrectItself) {
  World world;
  world.from("a.csv", 1, january).add("exports", "330300", "2024-01", "176.1");
  world.from("a.csv", 2, january).add("exports", "330300", "2024-01", "186.1");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024-01"));
  EXPECT_EQ(shown->value.to_string(), "186.1");
  EXPECT_FALSE(shown->conflict);
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false)[0].kind, Rival::Kind::revised);
}

TEST(Vintage, DoesNotTakeARepeatOfOneSourceForAWitness) {
  World world;
  world.from("a.csv", 1, january).add("exports", "330300", "2024-01", "176.1");
  world.from("a.csv", 2, february).add("exports", "330300", "2024-01", "176.1");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024-01"));
  EXPECT_EQ(shown->witnesses, 1);
  EXPECT_EQ(shown->released, february);
  EXPECT_TRUE(cube->rivals(true).empty());
}

TEST(Vintage, SeesAFigureThatStandsTwiceInOneFileWithTwoValues) {
  World world;
  world.from("a.csv", 1, january).add("exports", "330300", "2024-01", "176.1");
  world.from("a.csv", 1, january).add("exports", "330300", "2024-01", "999.9");
  const auto cube = world.cube();
  EXPECT_EQ(cube->published(world.key("exports", "330300", "2024-01"))->value.to_string(), "176.1");
  EXPECT_TRUE(cube->published(world.key("exports", "330300", "2024-01"))->conflict);
}

TEST(Vintage, NeverComparesYuanWithDollars) {
  World world;
  world.from("customs", 1, january).add("exports", "330300", "2024-01", "25.3", "亿美元");
  world.from("province", 2, january).add("exports", "330300", "2024-01", "176.1", "亿元");
  const auto cube = world.cube();
  const auto shown = cube->published(world.key("exports", "330300", "2024-01"));
  EXPECT_EQ(shown->unit, unit::hundred_million_yuan());
  EXPECT_FALSE(shown->conflict);
  EXPECT_EQ(shown->witnesses, 1);
  EXPECT_TRUE(cube->rivals(false).empty());
  ASSERT_EQ(cube->rivals(true).size(), 1U);
  EXPECT_TRUE(cube->rivals(true)[0].other_unit);
}

TEST(Vintage, RevisesAWholePeriodUnderAnotherOfItsNames) {
  World world;
  world.from("a", 1, january).add("exports", "330300", "2024-Q1", "500.0");
  world.from("b", 2, february).add("exports", "330300", "2024-01..2024-03", "520.0");
  const auto cube = world.cube();
  EXPECT_EQ(cube->figures(), 1U);
  EXPECT_EQ(cube->published(world.key("exports", "330300", "2024-Q1"))->value.to_string(), "520.0");
}

TEST(Vintage, SettlesOddSpansToo) {
  World world;
  Observation seen;
  seen.key = world.key("exports", "330300", "2024-01");
  seen.key.period = Period::range(2024, 2, 5).value();
  seen.mantissa = 100;
  seen.unit = unit::hundred_million_yuan();
  const std::vector<Source> first{{"a", "", january}};
  const std::vector<Source> second{{"b", "", february}};
  world.builder().add({&seen, 1}, {1, 0, first, january});
  seen.mantissa = 200;
  world.builder().add({&seen, 1}, {2, 0, second, february});
  const auto cube = world.cube();
  EXPECT_EQ(cube->published(seen.key)->value.to_string(), "200");
  ASSERT_EQ(cube->rivals(false).size(), 1U);
  EXPECT_EQ(cube->rivals(false)[0].key.period, seen.key.period);
}

TEST(Vintage, GivesTheVersionsOfOneFigureByItsKeyAsInTheWholeList) {
  World world;
  world.from("early", 1, january).add("exports", "330300", "2024", "2000.0");
  world.add("exports", "330200", "2024", "900.0").add("exports", "330300", "2024-02..2024-05", "7");
  world.from("final", 2, february).add("exports", "330300", "2024", "2010.5");
  world.add("exports", "330200", "2024", "901.0").add("exports", "330300", "2024-02..2024-05", "8");
  world.from("bulletin", 3, february).add("exports", "330300", "2024", "2010.47");
  world.add("imports", "330300", "2024", "5.0");
  const auto cube = world.cube();
  std::size_t listed = 0;
  for (const auto& [id, code, when] : {std::tuple("exports", "330300", "2024"),
                                       {"exports", "330200", "2024"},
                                       {"exports", "330300", "2024-02..2024-05"},
                                       {"imports", "330300", "2024"},
                                       {"imports", "330200", "2024"}}) {
    const FigureKey key = world.key(id, code, when);
    auto expected = cube->rivals(true);
    std::erase_if(expected, [&](const Rival& rival) { return rival.key != key; });
    const auto found = cube->rivals_of(key);
    ASSERT_EQ(found.size(), expected.size()) << id << code << when;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_TRUE(found[i].other.value.same_print(expected[i].other.value));
      EXPECT_EQ(found[i].kind, expected[i].kind);
    }
    listed += found.size();
  }
  EXPECT_EQ(listed, 4U);
}

TEST(Vintage, GivesTheSameAnswerWhateverTheBlocks) {
  // Three releases in one block or in three: the current value and the rivals are the same.
  for (const bool together : {false, true}) {
    World world;
    std::vector<Observation> figures;
    for (int i = 0; i < 3; ++i) {
      Observation seen;
      seen.key = world.key("exports", "330300", "2024-01");
      seen.mantissa = 100 + i * 10;
      seen.unit = unit::hundred_million_yuan();
      seen.source = static_cast<std::uint16_t>(i);
      figures.push_back(seen);
    }
    const std::vector<Source> sources{
        {"a", "", january}, {"b", "", Date{2025, 3, 1}}, {"c", "", february}};
    if (together) {
      world.builder().add(figures, {1, 0, sources, january});
    } else {
      for (const auto& seen : figures) world.builder().add({&seen, 1}, {1, 0, sources, january});
    }
    const auto cube = world.cube();
    EXPECT_EQ(cube->published(figures[0].key)->value.to_string(), "110");
    EXPECT_EQ(cube->rivals(false).size(), 2U);
  }
}

}  // namespace
}  // namespace duibiao::cube
