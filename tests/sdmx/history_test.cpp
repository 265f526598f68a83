#include "sdmx/history.h"

#include <random>
#include <set>

#include "sdmx/world.h"

namespace duibiao::sdmx {
namespace {

/// Wenzhou's exports of January to July as several sheets told them.
class SdmxVersions : public testing::Test {
 protected:
  void sheet(std::string_view value, Date released, Date imported = Date{2026, 11, 23}) {
    ++batch_;
    world_.from("sheet" + std::to_string(batch_) + ".csv", batch_, released, imported);
    world_.add("exports", "330300", "2025-01..2025-07", value);
  }
  std::string told(const Parameters& parameters = {{"includeHistory", "true"}}) {
    if (!holdings_.cube) holdings_ = holdings_of(world_.cube());
    return answer(holdings_, "M.330300.exports.YTD", parameters);
  }
  test::World world_;
  Holdings holdings_;
  std::int64_t batch_ = 0;
};

const std::string line = "M.330300.exports.YTD 2025-07=";

TEST_F(SdmxVersions, AStatedRevisionEndsWhatAnUndatedSheetSaid) {
  sheet("1528.33", {});
  sheet("1530.50", Date{2025, 10, 15});
  EXPECT_EQ(told({}), line + "1530.50\n");
  EXPECT_EQ(told(), "..2025-10-14T23:59:59+08:00\n" + line +
                        "1528.33\n2025-10-15T00:00:00+08:00..\n" + line + "1530.50\n");
}

TEST_F(SdmxVersions, AnUndatedSheetOfBeforeTheRevisionHasItsDay) {
  sheet("1528.33", {}, Date{2025, 9, 1});
  sheet("1530.50", Date{2025, 10, 15});
  EXPECT_EQ(told(), "2025-09-01T00:00:00+08:00..2025-10-14T23:59:59+08:00\n" + line +
                        "1528.33\n2025-10-15T00:00:00+08:00..\n" + line + "1530.50\n");
}

TEST_F(SdmxVersions, TheFinerPrintCountsSinceItWasConfirmed) {
  sheet("1530.46", Date{2025, 8, 1});
  sheet("1600", Date{2025, 9, 1});
  sheet("1530.5", Date{2025, 10, 1});
  EXPECT_EQ(told(), "2025-09-01T00:00:00+08:00..2025-09-30T23:59:59+08:00\n" + line +
                        "1600\n2025-10-01T00:00:00+08:00..\n" + line + "1530.46\n");
}

TEST_F(SdmxVersions, ACorrectionOfOneDayLeavesNoEmptyStretch) {
  world_.from("same.csv", 1, Date{2025, 8, 1});
  world_.add("exports", "330300", "2025-01..2025-07", "1500");
  world_.from("same.csv", 2, Date{2025, 8, 1});
  world_.add("exports", "330300", "2025-01..2025-07", "1528");
  EXPECT_EQ(told(), "2025-08-01T00:00:00+08:00..\n" + line + "1528\n");
  EXPECT_EQ(holdings_.cube->rivals(false).size(), 1U);
}

TEST_F(SdmxVersions, WhatAnUndoneRevisionFellBackToIsGivenAgain) {
  sheet("1528.33", {});
  told();
  holdings_.imported = {{1, 100}};
  const Parameters later = {{"updatedAfter", "1970-01-01T00:02:30Z"}};
  EXPECT_EQ(told(later), "problem 100");
  const FigureKey key = world_.key("exports", "330300", "2025-01..2025-07");
  set_undone(holdings_, {{key, 120}, {key, 200}});
  EXPECT_TRUE(holdings_.undone.empty());
  const auto sets = select(holdings_, asked("M.330300.exports.YTD", later));
  ASSERT_TRUE(sets);
  ASSERT_EQ(sets->size(), 1U);
  EXPECT_EQ(sets->front().action, DataSet::Action::replace);
  EXPECT_EQ(listed(*sets), line + "1528.33\n");
  // Undone before the moment: nothing new, nor of another figure.
  EXPECT_EQ(told({{"updatedAfter", "1970-01-01T00:03:20Z"}}), "problem 100");
  EXPECT_EQ(answer(holdings_, "M.330300.exports.N", later), "problem 100");
}

/// Every observation of a set as «key time»; fails for one that stands twice.
void expect_once(const DataSet& set) {
  std::set<std::string> seen;
  for (const Series& series : set.series) {
    for (const Value& value : series.values) {
      std::string key = value.time;
      for (const std::string& code : series.codes) key += " " + code;
      EXPECT_TRUE(seen.insert(key).second) << key;
    }
  }
}

TEST(SdmxHistory, EndsWithThePresentAndNamesAKeyOnceASet) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 dice(seed);
    test::World world;
    const auto roll = [&](unsigned sides) { return dice() % sides; };
    for (std::int64_t batch = 1; batch <= 9; ++batch) {
      const Date released = roll(3) == 0 ? Date{} : Date{2025, 8, std::uint8_t(1 + roll(6))};
      world.from("sheet" + std::to_string(roll(4)), batch, released,
                 Date{2025, 8, std::uint8_t(1 + roll(9))});
      for (const char* when : {"2025-01..2025-03", "2025-01..2025-06", "2024"}) {
        if (roll(3) == 0) continue;
        world.add("exports", "330300", when, std::to_string(100 + roll(5)) + (roll(2) ? ".4" : ""));
      }
    }
    const Holdings holdings = holdings_of(world.cube());
    const auto sets = select(holdings, asked("all", {{"includeHistory", "true"}}));
    ASSERT_TRUE(sets);
    DataSet present;
    present.series = sets->back().series;
    EXPECT_EQ(listed({present}), answer(holdings, "all")) << seed;
    std::string last;
    for (const DataSet& set : *sets) {
      expect_once(set);
      if (&set == &sets->back()) break;
      EXPECT_LT(set.valid_from, set.valid_to) << seed;
      EXPECT_LE(last, set.valid_to) << seed;
      last = set.valid_to;
    }
    EXPECT_TRUE(sets->back().valid_to.empty());
  }
}

}  // namespace
}  // namespace duibiao::sdmx
