#include <gtest/gtest.h>

#include <string>

#include "num/decimal.h"
#include "num/exact.h"
#include "num/random_numbers.h"
#include "num/wide.h"

namespace duibiao::num {
namespace {

using exact::is_rounding_of;
using exact::Rational;
using exact::rational;

std::string round_to(std::string_view text, int scale, Rounding rule) {
  return Decimal::parse(text).value().rounded(scale, rule).value().to_string();
}

TEST(Rounding, EveryRuleHoldsOnEverySmallNumber) {
  for (int units = -1500; units <= 1500; ++units) {
    for (int scale = 0; scale <= 3; ++scale) {
      const Decimal value = Decimal::of(units, scale);
      for (int to = 0; to <= 4; ++to) {
        for (const Rounding rule : all_rules) {
          const auto rounded = value.rounded(to, rule);
          ASSERT_TRUE(rounded);
          ASSERT_TRUE(is_rounding_of(*rounded, rational(value), to, rule))
              << value.to_string() << " to " << to << " by " << static_cast<int>(rule);
        }
      }
    }
  }
}

TEST(Rounding, FollowsTheExamplesOfGbT8170) {
  // GB/T 8170-2008, 3.2.1 to 3.2.5: below five down, above five up, an exact five to the even
  // digit.
  EXPECT_EQ(round_to("12.1498", 0, Rounding::half_even), "12");
  EXPECT_EQ(round_to("12.1498", 1, Rounding::half_even), "12.1");
  EXPECT_EQ(round_to("10.5002", 0, Rounding::half_even), "11");
  EXPECT_EQ(round_to("1.050", 1, Rounding::half_even), "1.0");
  EXPECT_EQ(round_to("0.35", 1, Rounding::half_even), "0.4");
  EXPECT_EQ(round_to("2.500", 0, Rounding::half_even), "2");
  EXPECT_EQ(round_to("3.500", 0, Rounding::half_even), "4");
  EXPECT_EQ(round_to("-35.5", 0, Rounding::half_even), "-36");
  EXPECT_EQ(round_to("-32.5", 0, Rounding::half_even), "-32");
  EXPECT_EQ(round_to("-0.0365", 3, Rounding::half_even), "-0.036");
  // 3.3.1: in one step. By way of 97.5 and of 15.455 they would become 98 and 16.
  EXPECT_EQ(round_to("97.46", 0, Rounding::half_even), "97");
  EXPECT_EQ(round_to("15.4546", 0, Rounding::half_even), "15");
}

TEST(Rounding, BulletinsRoundTiesAwayFromZero) {
  EXPECT_EQ(round_to("44.75", 1, Rounding::half_up), "44.8");
  EXPECT_EQ(round_to("-4.665", 2, Rounding::half_up), "-4.67");
  EXPECT_EQ(round_to("-0.5", 0, Rounding::half_up), "-1");
  EXPECT_EQ(round_to("0.4999999999999999999999", 0, Rounding::half_up), "0");
  EXPECT_EQ(round_to("99.95", 1, Rounding::half_up), "100.0");
}

TEST(Division, IsRoundedOnceFromTheExactQuotient) {
  for (int top = -120; top <= 120; ++top) {
    for (int bottom = -37; bottom <= 37; ++bottom) {
      if (bottom == 0) continue;
      for (int scale = 0; scale <= 3; ++scale) {
        const Decimal a = Decimal::of(top, 1);
        const Decimal b = Decimal::of(bottom, 2);
        for (const Rounding rule : all_rules) {
          const auto quotient = divide(a, b, scale, rule);
          ASSERT_TRUE(quotient);
          ASSERT_TRUE(is_rounding_of(*quotient, rational(a) / rational(b), scale, rule))
              << a.to_string() << " / " << b.to_string() << " at " << scale;
        }
      }
    }
  }
}

TEST(Division, IsExactForEverySizeOrRefused) {
  RandomDecimals random(11);
  int kept = 0;
  for (int i = 0; i < 6'000; ++i) {
    const Decimal a = random.decimal();
    const Decimal b = random.decimal();
    const int scale = random.below(Decimal::max_scale + 1);
    if (b.is_zero()) continue;
    const Rounding rule = all_rules[static_cast<std::size_t>(random.below(5))];
    const auto quotient = divide(a, b, scale, rule);
    const Rational true_value = rational(a) / rational(b);
    if (quotient) {
      ++kept;
      ASSERT_TRUE(is_rounding_of(*quotient, true_value, scale, rule))
          << a.to_string() << " / " << b.to_string() << " at " << scale;
    } else {
      const Rational size = true_value < Rational{0} ? Rational{0} - true_value : true_value;
      const Rational limit{exact::Integer::power_of_ten(Decimal::max_digits) - 1,
                           exact::Integer::power_of_ten(scale)};
      ASSERT_GT(size, limit) << a.to_string() << " / " << b.to_string() << " at " << scale;
    }
  }
  EXPECT_GT(kept, 2'000);
}

TEST(Division, ByZeroIsAnError) {
  const auto quotient = divide(Decimal::whole(1), Decimal::of(0, 3), 2, Rounding::half_up);
  ASSERT_FALSE(quotient);
  EXPECT_EQ(quotient.error().code, ErrorCode::division_by_zero);
  EXPECT_EQ(divide(Decimal::whole(1), Decimal::whole(3), 25, Rounding::half_up).error().code,
            ErrorCode::overflow);
}

TEST(Ratios, CompareByCrossMultiplicationAtAnySize) {
  RandomDecimals random(12);
  int kept = 0;
  for (int i = 0; i < 6'000; ++i) {
    const Decimal a = random.decimal();
    const Decimal b = random.decimal();
    const Decimal c = i % 3 == 0 ? a : random.decimal();
    const Decimal d = i % 3 == 0 ? b.plus(Decimal::of(1, b.scale())).value_or(b) : random.decimal();
    const auto left = Ratio::make(a, b);
    const auto right = Ratio::make(c, d);
    if (!left || !right) continue;
    ++kept;
    ASSERT_GT(left->denominator(), 0);
    ASSERT_EQ(*left <=> *right, rational(a) / rational(b) <=> rational(c) / rational(d))
        << a.to_string() << "/" << b.to_string() << " " << c.to_string() << "/" << d.to_string();
    if (const auto rounded = left->rounded(4, Rounding::half_even)) {
      ASSERT_TRUE(is_rounding_of(*rounded, rational(a) / rational(b), 4, Rounding::half_even));
    }
  }
  EXPECT_GT(kept, 2'000);
}

TEST(Ratios, AreReducedWhereOtherwiseTheyWouldNotFit) {
  const Decimal large = Decimal::parse("6" + std::string(35, '0')).value();
  const Decimal third = Decimal::parse("2" + std::string(32, '0') + ".00").value();
  const auto reduced = Ratio::make(large, third);  // 10^2 more digits than 127 bits hold
  ASSERT_TRUE(reduced);
  EXPECT_EQ(*reduced, Ratio::of(Decimal::whole(3000)));
  const Decimal small = Decimal::parse("0." + std::string(23, '0') + "7").value();
  const auto far_apart = Ratio::make(large, small);
  ASSERT_FALSE(far_apart);
  EXPECT_EQ(far_apart.error().code, ErrorCode::overflow);
  EXPECT_EQ(Ratio::make(large, Decimal::whole(0)).error().code, ErrorCode::division_by_zero);
  EXPECT_EQ(Ratio::of(Decimal::of(250, 2)),
            Ratio::make(Decimal::whole(5), Decimal::whole(2)).value());
  EXPECT_EQ(Ratio::make(Decimal::whole(-1), Decimal::whole(-4)).value().approx(), 0.25);
}

TEST(WideIntegers, ProductAndDivisionAreInverse) {
  RandomDecimals random(13);
  for (int i = 0; i < 20'000; ++i) {
    const auto a = wide::magnitude(random.units(38));
    const auto b = wide::magnitude(random.units(38)) + 1;
    const auto rest = wide::magnitude(random.units(38)) % b;
    wide::Uint256 sum = wide::product(a, b);
    sum.low += rest;
    if (sum.low < rest) ++sum.high;
    const auto division = wide::divide(sum, {0, b});
    ASSERT_TRUE(division.quotient == (wide::Uint256{0, a}));
    ASSERT_TRUE(division.remainder == (wide::Uint256{0, rest}));
  }
}

TEST(WideIntegers, RoundingUpDoesNotPassTheLimitOfDigits) {
  const wide::uint128 just_below = wide::power_of_ten(Decimal::max_digits + 1) - 1;
  int128 result = 0;
  EXPECT_FALSE(wide::divide_rounded({0, just_below}, {0, 10}, false, Rounding::half_up, result));
  EXPECT_TRUE(wide::divide_rounded({0, just_below}, {0, 10}, true, Rounding::truncate, result));
  EXPECT_EQ(result, -static_cast<int128>(wide::power_of_ten(Decimal::max_digits) - 1));
}

TEST(WideIntegers, ScalingUpStopsAt256Bits) {
  wide::Uint256 value{0, 1};
  EXPECT_TRUE(wide::scale_up(value, 76));
  EXPECT_TRUE(wide::divide(value, {0, wide::power_of_ten(38)}).quotient ==
              (wide::Uint256{0, wide::power_of_ten(38)}));
  wide::Uint256 ten_to_78{0, wide::power_of_ten(38)};
  EXPECT_FALSE(wide::scale_up(ten_to_78, 40));
  constexpr wide::uint128 all_ones = ~wide::uint128{0};
  wide::Uint256 carries{all_ones / 10, all_ones};  // each half fits tenfold, the carry does not
  EXPECT_FALSE(wide::scale_up(carries, 1));
  wide::Uint256 fits{all_ones / 10 - 1, all_ones};
  EXPECT_TRUE(wide::scale_up(fits, 1));
  EXPECT_EQ(wide::digit_count(0), 1);
  EXPECT_EQ(wide::digit_count(99), 2);
  EXPECT_EQ(wide::digit_count(wide::power_of_ten(38)), 39);
}

}  // namespace
}  // namespace duibiao::num
