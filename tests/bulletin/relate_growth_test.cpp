#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Meeting;
using test::Draft;
using test::Found;
using test::words;

/// Zhejiang's exports of October 2019 as Hangzhou Customs printed them: 1912.0, up 9.4 %. The level
/// of October 2018 is what that implies: 1912.0 ÷ 1.094 = 1747.7.
Draft october() {
  Draft draft;
  draft.of("exports").in("330000").during("2019-10");
  return draft;
}

TEST(Growth, AgreesWithTheTwoLevels) {
  Draft draft = october();
  draft.level("1912.0");
  const auto rate = draft.growth("9.4").index();
  draft.during("2018-10").level("1747.7");
  const Found found(draft);
  EXPECT_EQ(found.meeting(RelationKind::growth, rate), Meeting::overlap);
  EXPECT_TRUE(found.binding(RelationKind::growth, rate));
}

TEST(Growth, IsRefutedByTheTwoLevels) {
  for (const char* wrong : {"9.3", "9.5", "-9.4", "94", "4.9"}) {
    Draft draft = october();
    draft.level("1912.0");
    const auto rate = draft.growth(wrong).index();
    draft.during("2018-10").level("1747.7");
    EXPECT_EQ(Found(draft).meeting(RelationKind::growth, rate), Meeting::apart) << wrong;
  }
}

}  // namespace
}  // namespace duibiao::bulletin
