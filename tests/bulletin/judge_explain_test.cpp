#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

#include "bulletin/judge/assess.h"

/// Which claims are to blame when several relations fail.
namespace duibiao::bulletin {
namespace {

using num::Interval;
using num::Meeting;

/// Relations whose outcome is given, over claims that say nothing.
class Docket {
 public:
  explicit Docket(std::size_t claims) { reading_.claims.resize(claims); }

  Docket& relation(std::vector<std::uint32_t> claims, Meeting meeting,
                   RelationKind kind = RelationKind::growth, bool store = false) {
    Relation relation;
    relation.kind = kind;
    relation.claims = std::move(claims);
    relation.against_store = store;
    relation.evaluate = [meeting](const Values&) -> Result<Evaluation> {
      return Evaluation{meeting, Interval(), Interval(), {}};
    };
    relations_.push_back(std::move(relation));
    return *this;
  }
  Docket& fails(std::vector<std::uint32_t> claims) {
    return relation(std::move(claims), Meeting::apart);
  }
  Docket& holds(std::vector<std::uint32_t> claims) {
    return relation(std::move(claims), Meeting::overlap);
  }
  Docket& refuted(std::uint32_t claim) {
    return relation({claim}, Meeting::apart, RelationKind::stored, true);
  }
  Docket& confirmed(std::uint32_t claim) {
    return relation({claim}, Meeting::overlap, RelationKind::stored, true);
  }

  [[nodiscard]] std::vector<Explanation> explain() const {
    return bulletin::explain(reading_, assess(reading_, relations_));
  }
  [[nodiscard]] std::vector<Finding> judge() const {
    return bulletin::judge(reading_, relations_, text::Document{}, nullptr);
  }

 private:
  Reading reading_;
  std::vector<Relation> relations_;
};

using Claims = std::vector<std::uint32_t>;

TEST(JudgeExplain, AgreementBlamesNobody) {
  EXPECT_TRUE(Docket(3).holds({0, 1, 2}).explain().empty());
}

TEST(JudgeExplain, OneFigureInFiveFailingRelationsIsOneFinding) {
  Docket docket(8);
  for (std::uint32_t other = 1; other <= 5; ++other) docket.fails({other, 0});
  const auto found = docket.explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].certain, Claims{0});
  EXPECT_TRUE(found[0].one_of.empty());
  EXPECT_EQ(found[0].failures.size(), 5U);
  const auto findings = docket.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].claims.front(), 0U);
  EXPECT_EQ(findings[0].claims.size(), 6U);
}

TEST(JudgeExplain, WhatTheStoreConfirmsIsNotSuspected) {
  const auto found = Docket(3).fails({0, 1, 2}).confirmed(0).confirmed(2).explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].certain, Claims{1});
}

TEST(JudgeExplain, WhatTheStoreRefutesIsToBlameForTheRest) {
  const auto found = Docket(3).refuted(1).fails({0, 1, 2}).fails({2, 1}).explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].certain, Claims{1});
  EXPECT_EQ(found[0].failures.size(), 3U);
}

TEST(JudgeExplain, AnAgreeingIdentityClearsAFigure) {
  const auto found = Docket(4).fails({0, 1, 2}).holds({0, 3}).holds({1, 3}).explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].certain, Claims{2});
}

TEST(JudgeExplain, ABoundThatHoldsClearsNobody) {
  const auto found =
      Docket(2).fails({0, 1}).relation({0}, Meeting::overlap, RelationKind::share_bound).explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].one_of, (Claims{0, 1}));
}

TEST(JudgeExplain, WhatCannotBeToldApartIsOneFindingWithAllSuspects) {
  Docket docket(3);
  docket.fails({0, 1, 2});
  const auto found = docket.explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].certain.empty());
  EXPECT_EQ(found[0].one_of, (Claims{0, 1, 2}));
  const auto findings = docket.judge();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].suspects, 3U);
}

TEST(JudgeExplain, TwoUnrelatedErrorsAreTwoFindings) {
  const auto found = Docket(4).fails({0}).fails({2, 3}).explain();
  EXPECT_EQ(found.size(), 2U);
}

TEST(JudgeExplain, WhatDoesNotBindBlamesNobody) {
  Reading reading;
  reading.claims.resize(2);
  Relation relation;
  relation.claims = {0, 1};
  relation.binding = false;
  relation.evaluate = [](const Values&) -> Result<Evaluation> {
    return Evaluation{Meeting::apart, Interval(), Interval(), {}};
  };
  const std::vector<Relation> relations{relation};
  EXPECT_TRUE(explain(reading, assess(reading, relations)).empty());
  EXPECT_TRUE(judge(reading, relations, text::Document{}, nullptr).empty()) << "no note, no word";
}

TEST(JudgeExplain, WhatSourcesPrintedSoIsNotTheWritersError) {
  Docket docket(3);
  docket.fails({0, 1, 2}).confirmed(0).confirmed(1).confirmed(2);
  EXPECT_TRUE(docket.explain().empty());
  EXPECT_TRUE(docket.judge().empty());
}

TEST(JudgeExplain, TheSetIsASmallestOneThatTouchesEveryFailure) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    constexpr std::uint32_t claims = 7;
    Docket docket(claims);
    std::vector<Claims> failures;
    const auto count = 1 + random() % 6;
    for (std::uint32_t i = 0; i < count; ++i) {
      Claims one;
      for (std::uint32_t c = 0; c < claims; ++c) {
        if (random() % 3 == 0) one.push_back(c);
      }
      if (one.empty()) one.push_back(static_cast<std::uint32_t>(random() % claims));
      docket.fails(one);
      failures.push_back(one);
    }
    // The smallest number of claims that touches all, by trying every set.
    int smallest = claims;
    for (std::uint32_t mask = 0; mask < (1U << claims); ++mask) {
      const auto touched = [&](const Claims& failing) {
        return std::ranges::any_of(failing, [&](std::uint32_t c) { return (mask >> c & 1U) != 0; });
      };
      if (std::ranges::all_of(failures, touched))
        smallest = std::min(smallest, std::popcount(mask));
    }
    std::size_t certain = 0;
    std::size_t open = 0;
    std::size_t explained = 0;
    for (const Explanation& one : docket.explain()) {
      certain += one.certain.size();
      open += one.one_of.empty() ? 0U : 1U;
      explained += one.failures.size();
    }
    EXPECT_LE(certain + open, static_cast<std::size_t>(smallest)) << "round " << round;
    EXPECT_EQ(explained, failures.size());
  }
}

TEST(JudgeExplain, AHundredSuspectsAreStillExplainedInTime) {
  constexpr std::uint32_t claims = 2000;
  Docket docket(claims);
  for (std::uint32_t c = 0; c + 1 < claims; ++c) docket.fails({c, c + 1});
  const auto found = docket.explain();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(found[0].certain.size(), claims);
  std::vector<bool> blamed(claims);
  for (const std::uint32_t c : found[0].certain) blamed[c] = true;
  for (std::uint32_t c = 0; c + 1 < claims; ++c) EXPECT_TRUE(blamed[c] || blamed[c + 1]);
}

}  // namespace
}  // namespace duibiao::bulletin
