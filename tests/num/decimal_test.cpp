#include "num/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "num/exact.h"
#include "num/random_numbers.h"

namespace duibiao::num {
namespace {

using exact::Rational;
using exact::rational;

Decimal dec(std::string_view text) {
  const auto value = Decimal::parse(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Decimal{});
}

std::string sum(std::string_view a, std::string_view b) {
  return dec(a).plus(dec(b)).value().to_string();
}

std::string shift(std::string_view a, int power) {
  return dec(a).shifted(power).value().to_string();
}

const std::string nines(36, '9');

TEST(DecimalParse, KeepsTheDigitsAsTheyWerePrinted) {
  for (const char* text : {"0", "26.80", "26.8", "-4.67", "0.00", "1912.0", "0.000001",
                           "999999999999999999", "-0.5", "3014651610684"}) {
    EXPECT_EQ(dec(text).to_string(), text);
  }
  EXPECT_FALSE(dec("26.80").same_print(dec("26.8")));
  EXPECT_EQ(dec("26.80"), dec("26.8"));
}

TEST(DecimalParse, ReadsSignsLeadingZerosAndExponents) {
  EXPECT_EQ(dec("+12.5").to_string(), "12.5");
  EXPECT_EQ(dec("007").to_string(), "7");
  EXPECT_EQ(dec("1.2E+10").to_string(), "12000000000");
  EXPECT_EQ(dec("1.20e1").to_string(), "12.0");
  EXPECT_EQ(dec("-25e-3").to_string(), "-0.025");
  EXPECT_EQ(dec("0e99999999999").to_string(), "0");
  EXPECT_EQ(dec("-0").to_string(), "0");
  EXPECT_EQ(dec("-0.00").to_string(), "0.00");
}

TEST(DecimalParse, RefusesWhatIsNotAPlainNumber) {
  for (const char* text : {"",    " ",   "+",   "-",     ".",   "1.",  ".5",    "1.2.3", "1,912",
                           " 1",  "1 ",  "--1", "+-1",   "1e",  "1e+", "1e1.5", "0x10",  "１２",
                           "12%", "nan", "inf", "1_000", "12a", "e5",  "1e-+5"}) {
    const auto value = Decimal::parse(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, ErrorCode::bad_number) << text;
    EXPECT_FALSE(value.error().message.zh.empty());
    EXPECT_FALSE(value.error().message.en.empty());
  }
  const std::string with_nul("1\0002", 3);
  EXPECT_FALSE(Decimal::parse(with_nul));
}

TEST(DecimalParse, RefusesWhatItCannotKeepExactly) {
  EXPECT_TRUE(Decimal::parse(nines));
  EXPECT_TRUE(Decimal::parse("-" + nines));
  EXPECT_TRUE(Decimal::parse("000" + nines));
  for (const std::string& text :
       {nines + "0", "1" + std::string(36, '0'), "0." + std::string(25, '1'), std::string("1e36"),
        std::string("1e-25"), std::string("1e999999999999"), std::string("1e-999999999999"),
        std::string(5000, '7')}) {
    const auto value = Decimal::parse(text);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().code, ErrorCode::overflow) << text;
  }
  EXPECT_EQ(dec("1e35").to_string(), "1" + std::string(35, '0'));
  EXPECT_EQ(dec("1e-24").to_string(), "0." + std::string(23, '0') + "1");
}

TEST(DecimalParse, PrintingAndReadingIsTheIdentity) {
  RandomDecimals random(1);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal value = random.decimal();
    const auto again = Decimal::parse(value.to_string());
    ASSERT_TRUE(again) << value.to_string();
    ASSERT_TRUE(again->same_print(value)) << value.to_string();
  }
  for (int units = -2000; units <= 2000; ++units) {
    for (int scale = 0; scale <= 5; ++scale) {
      const Decimal value = Decimal::of(units, scale);
      ASSERT_TRUE(dec(value.to_string()).same_print(value)) << value.to_string();
    }
  }
}

TEST(DecimalMake, HoldsExactlyTheStatedRange) {
  const int128 top = dec(nines).units();
  EXPECT_TRUE(Decimal::make(top, 24));
  EXPECT_TRUE(Decimal::make(-top, 0));
  EXPECT_FALSE(Decimal::make(top + 1, 0));
  EXPECT_FALSE(Decimal::make(-top - 1, 0));
  EXPECT_FALSE(Decimal::make(1, 25));
  EXPECT_FALSE(Decimal::make(1, -1));
  const int128 lowest = -(((int128{1} << 126) - 1) * 2 + 1) - 1;
  EXPECT_FALSE(Decimal::make(lowest, 0));
}

TEST(DecimalOrder, ComparesByValueAtAnyScales) {
  EXPECT_LT(dec("-1"), dec("0.000000000000000000000001"));
  EXPECT_LT(dec("1"), dec("1.000000000000000000000001"));
  EXPECT_GT(dec("-1"), dec("-1.000000000000000000000001"));
  EXPECT_LT(dec("0.1"), dec(nines));
  EXPECT_EQ(dec("0"), dec("0.000"));
}

TEST(DecimalOrder, AgreesWithExactRationals) {
  RandomDecimals random(2);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = random.decimal();
    const Decimal b = i % 4 == 0 ? a.trimmed() : random.decimal();
    ASSERT_EQ(a <=> b, rational(a) <=> rational(b)) << a.to_string() << " " << b.to_string();
    ASSERT_EQ(a == b, rational(a) == rational(b));
  }
}

TEST(DecimalArithmetic, AddsAtTheFinerScale) {
  EXPECT_EQ(sum("1912.0", "0.05"), "1912.05");
  EXPECT_EQ(sum("0.10", "-0.1"), "0.00");
  EXPECT_EQ(dec("1").minus(dec("0.001")).value().to_string(), "0.999");
}

TEST(DecimalArithmetic, OverflowIsAnErrorNeverAWrap) {
  EXPECT_EQ(dec(nines).plus(dec("1")).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec("-" + nines).minus(dec("1")).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec(nines).plus(dec("0.1")).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec(nines).times(dec("2")).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec(nines).times(dec(nines)).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec(nines).shifted(1).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec(nines).rounded(1, Rounding::half_up).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec("1").rounded(25, Rounding::half_up).error().code, ErrorCode::overflow);
  EXPECT_EQ(dec("1").rounded(-1, Rounding::half_up).error().code, ErrorCode::overflow);
  EXPECT_EQ(divide(dec(nines), dec("0.1"), 0, Rounding::floor).error().code, ErrorCode::overflow);
}

TEST(DecimalArithmetic, SumsDifferencesAndProductsAreExactOrRefused) {
  RandomDecimals random(3);
  int kept = 0;
  for (int i = 0; i < 20'000; ++i) {
    const int digits = i % 2 == 0 ? 36 : 17;
    const Decimal a = random.decimal(digits);
    const Decimal b = random.decimal(digits);
    if (const auto result = a.plus(b)) {
      ASSERT_EQ(rational(*result), rational(a) + rational(b));
      ASSERT_EQ(result->scale(), std::max(a.scale(), b.scale()));
    }
    if (const auto result = a.minus(b)) {
      ASSERT_EQ(rational(*result), rational(a) - rational(b));
    }
    if (const auto result = a.times(b)) {
      ++kept;
      ASSERT_EQ(rational(*result), rational(a) * rational(b));
      ASSERT_LE(result->scale(), Decimal::max_scale);
    }
  }
  EXPECT_GT(kept, 3'000);
}

TEST(DecimalArithmetic, SumsAreRefusedOnlyWhenTheyDoNotFit) {
  RandomDecimals random(4);
  const Rational limit{exact::Integer::power_of_ten(Decimal::max_digits)};
  for (int i = 0; i < 5'000; ++i) {
    const Decimal a = random.decimal();
    const Decimal b = random.decimal();
    const int scale = std::max(a.scale(), b.scale());
    const Rational units =
        (rational(a) + rational(b)) * Rational{exact::Integer::power_of_ten(scale)};
    const bool fits = units < limit && Rational{0} - limit < units;
    ASSERT_EQ(a.plus(b).has_value(), fits) << a.to_string() << " " << b.to_string();
  }
}

TEST(DecimalArithmetic, ProductsDropZerosOnlyWhereALimitWouldBePassed) {
  EXPECT_EQ(dec("0.50").times(dec("0.20")).value().to_string(), "0.1000");
  const Decimal small = dec("0.10000000000000");  // 14 decimals
  EXPECT_EQ(small.times(small).value().to_string(), "0.010000000000000000000000");
  EXPECT_FALSE(dec("0.0000000000001").times(dec("0.0000000000001")));
}

TEST(DecimalShift, MovesThePointAndKeepsTheDigits) {
  EXPECT_EQ(shift("1.20", 4), "12000");
  EXPECT_EQ(shift("1.20", -4), "0.000120");
  EXPECT_EQ(shift("1.20", 1), "12.0");
  EXPECT_EQ(shift("-0.97", 1), "-9.7");
  EXPECT_EQ(shift("0.00", 5), "0");
  EXPECT_EQ(shift("0", -30), "0." + std::string(24, '0'));
  EXPECT_EQ(shift("100", -26), "0." + std::string(23, '0') + "1");
  EXPECT_FALSE(dec("1").shifted(-25));
  EXPECT_FALSE(dec("1").shifted(2'000'000'000));
  EXPECT_FALSE(dec("1").shifted(-2'000'000'000));
}

TEST(DecimalShift, ThereAndBackIsTheSameValue) {
  RandomDecimals random(5);
  for (int i = 0; i < 5'000; ++i) {
    const Decimal value = random.decimal(20, 8);
    const int power = random.below(13);
    ASSERT_EQ(value.shifted(power).value().shifted(-power).value(), value);
    ASSERT_EQ(rational(value.shifted(power).value()),
              rational(value) * Rational{exact::Integer::power_of_ten(power)});
  }
}

TEST(DecimalPrecision, TrimsAndHalves) {
  EXPECT_EQ(dec("26.80").trimmed().to_string(), "26.8");
  EXPECT_EQ(dec("1200").trimmed().to_string(), "1200");
  EXPECT_EQ(dec("0.000").trimmed().to_string(), "0");
  EXPECT_EQ(dec("26.8").half_unit().to_string(), "0.05");
  EXPECT_EQ(dec("27").half_unit().to_string(), "0.5");
  EXPECT_EQ(dec("-27").half_unit().to_string(), "0.5");
  EXPECT_LT(dec("0." + std::string(24, '0')).half_unit(), dec("1e-24"));
  EXPECT_EQ(dec("-4.67").magnitude().to_string(), "4.67");
}

TEST(DecimalApprox, IsTheNearestDouble) {
  EXPECT_EQ(dec("0.1").approx(), 0.1);
  EXPECT_EQ(dec("-855.6").approx(), -855.6);
  EXPECT_EQ(dec("26.029999999999998").approx(), 26.029999999999998);
  EXPECT_EQ(dec("123456789012345678901234567890").approx(), 123456789012345678901234567890.0);
  EXPECT_EQ(dec("0.000000000000000000000001").approx(), 1e-24);
  RandomDecimals random(6);
  for (int i = 0; i < 5'000; ++i) {
    const Decimal value = random.decimal();
    ASSERT_EQ(value.approx(), std::strtod(value.to_string().c_str(), nullptr));
  }
}

}  // namespace
}  // namespace duibiao::num
