#include <gtest/gtest.h>

#include "recognizers_time.h"

namespace duibiao::bulletin {
namespace {

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

// Their month and year ranges stop before the last unit; ours hold both ends. The file's
// `derived_inclusive` is that reading, so that no case has to be set aside.
TEST(RecognizersTime, EveryCoreStretchIsFoundAndMeansTheMonthsItSays) {
  const auto scores =
      test::score_times(DUIBIAO_SOURCE_DIR "/../shared/oracles/recognizers/zh/daterange.json");
  if (!scores) GTEST_SKIP() << "the shared specs are not beside this checkout";
  EXPECT_EQ(scores->spans.total, 93);
  EXPECT_EQ(scores->spans.matched, scores->spans.total) << joined_lines(scores->spans.failing);
  EXPECT_GT(scores->periods.total, 50);
  EXPECT_EQ(scores->periods.matched, scores->periods.total)
      << joined_lines(scores->periods.failing);
}

}  // namespace
}  // namespace duibiao::bulletin
