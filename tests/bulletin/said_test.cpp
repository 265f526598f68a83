#include "bulletin/said.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>

namespace duibiao::bulletin {
namespace {

num::Decimal decimal(std::string_view text) { return num::Decimal::parse(text).value(); }

cube::Answer derived(std::string_view value, std::string_view low, std::string_view high) {
  cube::Answer answer;
  answer.key.measure = Measure::growth_yoy;
  answer.value = decimal(value);
  answer.point = num::Ratio::of(answer.value);
  answer.range = num::Interval::make(decimal(low), decimal(high)).value();
  answer.unit = unit::percent();
  answer.derived = true;
  return answer;
}

std::string words(const std::optional<cube::Answer>& answer) {
  return answer ? answer->value.to_string() : "";
}

TEST(Said, HasTheMostDecimalsThatTheRangeFixes) {
  for (const auto& [value, low, high, expected] :
       {std::tuple{"7.00", "6.9922", "6.9983", "7.00"}, std::tuple{"8.37", "8.32", "8.42", "8.4"},
        std::tuple{"8.37", "8.3", "8.41", "8"}, std::tuple{"8.37", "7.9", "8.9", "8"},
        std::tuple{"8.37", "7.8", "8.81", ""}, std::tuple{"16.68", "6.96", "28.35", ""},
        std::tuple{"-2.78", "-2.781", "-2.779", "-2.78"}, std::tuple{"3", "3", "3", "3"}}) {
    EXPECT_EQ(words(said(derived(value, low, high))), expected) << value << " " << high;
  }
}

TEST(Said, IsNothingWhileTheSignIsOpen) {
  EXPECT_FALSE(said(derived("0.05", "-0.01", "0.08")).has_value());
  EXPECT_FALSE(said(derived("0.40", "0.01", "0.90")).has_value());  // a whole 0 would deny it
  EXPECT_EQ(words(said(derived("0.00", "-0.004", "0.004"))), "0.00");
  EXPECT_EQ(words(said(derived("0.05", "0", "0.09"))), "0.1");
}

TEST(Said, KeepsWhatASourcePrinted) {
  cube::Answer printed = derived("16.68", "6.96", "28.35");
  printed.derived = false;
  EXPECT_EQ(words(said(printed)), "16.68");
}

TEST(Said, KeepsTheDecimalsOfADifferenceOfPrintedRates) {
  cube::Answer points = derived("0.3", "0.2", "0.4");
  EXPECT_FALSE(said(points).has_value());
  points.key.measure = Measure::gap_pp;
  points.inputs = {points.key, points.key};
  points.inputs[0].measure = points.inputs[1].measure = Measure::growth_yoy;
  EXPECT_EQ(words(said(points)), "0.3");
  points.inputs[1].measure = Measure::level;
  EXPECT_FALSE(said(points).has_value());
}

}  // namespace
}  // namespace duibiao::bulletin
