#include <gtest/gtest.h>

#include <array>

#include "bulletin/judge/check.h"
#include "bulletin/shop.h"

namespace duibiao::bulletin {
namespace {

using test::Draft;
using test::Shop;

constexpr std::array<std::string_view, 11> cities{"330100", "330200", "330300", "330400",
                                                  "330500", "330600", "330700", "330800",
                                                  "330900", "331000", "331100"};

/// Growth of the eleven cities; Wenzhou's is the third of eleven.
std::shared_ptr<const cube::Cube> eleven(std::size_t known = cities.size()) {
  constexpr std::array<std::string_view, 11> rates{"12.3", "8.3", "10.0", "1.0", "2.0", "3.0",
                                                   "20.7", "4.0", "5.0",  "6.0", "7.0"};
  Shop shop;
  for (std::size_t i = 0; i < known; ++i) {
    shop.growth("exports", cities[i], "2025-01..2025-07", rates[i]);
  }
  return shop.cube();
}

struct Verdicts {
  std::size_t relations = 0;
  int wrong = 0;
  std::string why;
  std::optional<num::Decimal> expected;
};

Verdicts rank_of(const cube::Cube& cube, std::string_view value, std::string_view place,
                 std::string_view group = {}) {
  Draft draft;
  draft.of("exports").in("330300").during("2025-01..2025-07");
  auto said = draft.rank(value).of_measure(Measure::growth_yoy);
  if (!place.empty()) said.against(place, Reference::Kind::among);
  if (!group.empty()) said.among(group);
  const Relations related = relate_to_store(draft.reading(), cube, {});
  Verdicts out{related.relations.size(), 0, {}, {}};
  for (const Relation& relation : related.relations) {
    const auto evaluation = relation.evaluate(Values(draft.reading()));
    EXPECT_TRUE(evaluation.has_value());
    if (evaluation && evaluation->meeting == num::Meeting::apart && relation.binding) ++out.wrong;
    if (relation.expected) out.expected = relation.expected;
  }
  if (!related.unrelated.empty()) out.why = related.unrelated.front().why.zh;
  return out;
}

TEST(RelateStoreRank, ARankAmongAllPeersIsCounted) {
  const auto cube = eleven();
  for (const std::string_view group : {"", "zhejiang-11"}) {
    const std::string_view place = group.empty() ? "330000" : "";
    EXPECT_EQ(rank_of(*cube, "3", place, group).wrong, 0);
    EXPECT_EQ(rank_of(*cube, "2", place, group).wrong, 1);
    EXPECT_EQ(rank_of(*cube, "4", place, group).wrong, 1);
    EXPECT_EQ(rank_of(*cube, "2", place, group).expected->to_string(), "3");
  }
}

TEST(RelateStoreRank, EqualPrintsLeaveTheRankOpen) {
  Shop shop;
  for (const std::string_view city : cities) {
    shop.growth("exports", city, "2025-01..2025-07", city == "330100" ? "12.0" : "5.0");
  }
  const auto cube = shop.cube();
  EXPECT_EQ(rank_of(*cube, "2", "330000").wrong, 0);
  EXPECT_EQ(rank_of(*cube, "11", "330000").wrong, 0);
  EXPECT_EQ(rank_of(*cube, "1", "330000").wrong, 1) << "Hangzhou is surely above";
}

TEST(RelateStoreRank, WithPeersMissingOnlyTheImpossibleIsWrong) {
  const auto cube = eleven(9);
  EXPECT_EQ(rank_of(*cube, "1", "330000").wrong, 1) << "two are above whatever is missing";
  const Verdicts open = rank_of(*cube, "4", "330000");
  EXPECT_EQ(open.relations, 0U);
  EXPECT_NE(open.why.find("缺2个"), std::string::npos) << open.why;
  EXPECT_EQ(rank_of(*cube, "9", "330000").wrong, 1) << "six are below whatever is missing";
}

TEST(RelateStoreRank, WithoutAGroupNothingIsSaid) {
  const auto cube = eleven();
  EXPECT_EQ(rank_of(*cube, "3", "").relations, 0U);
  EXPECT_EQ(rank_of(*cube, "3", "100000").relations, 0U) << "the nation's cities are not there";
}

TEST(RelateStoreRank, APublishedRankCountsForTheProvinceOnly) {
  Shop shop;
  shop.add("exports", "330300", "2025-01..2025-07", "1", "位", Measure::growth_rank);
  const auto cube = shop.cube();
  EXPECT_EQ(rank_of(*cube, "1", "330000").relations, 1U);
  EXPECT_EQ(rank_of(*cube, "1", "330000").wrong, 0);
  EXPECT_EQ(rank_of(*cube, "2", "330000").wrong, 1);
  EXPECT_EQ(rank_of(*cube, "2", "100000").wrong, 0);
}

TEST(RelateStoreRank, LowerIsBetterWhereTheCatalogueSaysSo) {
  Shop shop;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    shop.add("income_gap", cities[i], "2019", std::to_string(150 + i * 10), "元");
  }
  const auto cube = shop.cube();
  const auto income_gap = test::words().catalogue.by_id("income_gap");
  ASSERT_TRUE(income_gap.has_value());
  const bool lower = !test::words().catalogue.at(*income_gap).higher_is_better;
  Draft draft;
  draft.of("income_gap").in("330100").during("2019");
  draft.rank(lower ? "1" : "11").against("330000", Reference::Kind::among);
  const Relations related = relate_to_store(draft.reading(), *cube, {});
  ASSERT_EQ(related.relations.size(), 1U);
  const auto evaluation = related.relations[0].evaluate(Values(draft.reading()));
  ASSERT_TRUE(evaluation.has_value());
  EXPECT_EQ(evaluation->meeting, num::Meeting::overlap);
}

}  // namespace
}  // namespace duibiao::bulletin
