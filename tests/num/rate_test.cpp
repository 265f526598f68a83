#include "num/rate.h"

#include <gtest/gtest.h>

#include <string>

namespace duibiao::num {
namespace {

Percent percent(std::string_view text) { return {Decimal::parse(text).value()}; }

TEST(Rates, ConvertOnlyByName) {
  EXPECT_EQ(to_per_mille(percent("0.97")).value().value.to_string(), "9.7");
  EXPECT_EQ(to_percent(PerMille{Decimal::parse("9.7").value()}).value().value.to_string(), "0.97");
  EXPECT_EQ(to_percent(to_per_mille(percent("26.80")).value()).value(), percent("26.8"));
}

TEST(Rates, DifferInPercentagePoints) {
  const PercentagePoint points = difference(percent("9.8"), percent("10.1")).value();
  EXPECT_EQ(points.value.to_string(), "-0.3");
  EXPECT_EQ(moved(percent("10.1"), points).value(), percent("9.8"));
}

TEST(Rates, OverflowIsAnError) {
  const Percent huge = percent(std::string(36, '9'));
  EXPECT_EQ(to_per_mille(huge).error().code, ErrorCode::overflow);
  EXPECT_EQ(moved(huge, PercentagePoint{Decimal::whole(1)}).error().code, ErrorCode::overflow);
  EXPECT_EQ(difference(huge, percent("-1")).error().code, ErrorCode::overflow);
}

}  // namespace
}  // namespace duibiao::num
