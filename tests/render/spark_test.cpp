#include "render/spark.h"

#include <gtest/gtest.h>

#include <vector>

namespace duibiao::render {
namespace {

TEST(Sparkline, RunsFromTheLeastToTheGreatestAndLeavesGaps) {
  const std::vector<std::optional<double>> values = {0.0, 7.0, std::nullopt, 3.5};
  EXPECT_EQ(sparkline(values), "▁█ ▅");
}

TEST(Sparkline, EqualValuesStandAtMidHeight) {
  const std::vector<std::optional<double>> values = {5.0, 5.0};
  EXPECT_EQ(sparkline(values), "▅▅");
}

TEST(Sparkline, OfNothingIsEmpty) { EXPECT_EQ(sparkline({}), ""); }

TEST(Bar, IsProportionalInEighths) {
  EXPECT_EQ(bar(1, 1, 3), "███");
  EXPECT_EQ(bar(1, 2, 3), "█▌");
  EXPECT_EQ(bar(1, 1000, 3), "▏");  // small, but not nothing
}

TEST(Bar, OfNothingNegativeOrUnknownIsEmpty) {
  EXPECT_EQ(bar(0, 1, 3), "");
  EXPECT_EQ(bar(-1, 1, 3), "");
  EXPECT_EQ(bar(1, 0, 3), "");
}

}  // namespace
}  // namespace duibiao::render
