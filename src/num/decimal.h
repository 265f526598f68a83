#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::num {

/// The wide integer under every exact number. Named, because `std::integral` does not know it.
__extension__ using int128 = __int128;

/// How a number is brought to fewer decimals. Always said, never assumed.
enum class Rounding : std::uint8_t {
  half_up,    ///< 四舍五入: ties away from zero, what bulletins do
  half_even,  ///< GB/T 8170-2008: an exact tie goes to the even digit
  truncate,   ///< towards zero
  floor,      ///< towards minus infinity
  ceiling,    ///< towards plus infinity
};

/// An exact decimal that remembers how it was printed: `26.80` and `26.8` are equal in value and
/// differ in precision. units() × 10^-scale(), 0 ≤ scale ≤ max_scale, |units| < 10^max_digits.
/// Every operation that could leave that range returns ErrorCode::overflow; nothing wraps.
/// A value type; safe to share between threads.
class Decimal {
 public:
  static constexpr int max_scale = 24;   ///< decimals kept: 万亿 printed to the 分 needs 14
  static constexpr int max_digits = 36;  ///< leaves a factor 100 of head-room in 127 bits

  constexpr Decimal() = default;

  /// units × 10^-scale. Errors: overflow when outside the range above.
  [[nodiscard]] static Result<Decimal> make(int128 units, int scale);

  /// A whole number; always in range.
  [[nodiscard]] static constexpr Decimal whole(std::int64_t units) { return Decimal(units, 0); }

  /// A mantissa and a scale already known to be in range (64 bits always are for 0 ≤ scale ≤ 24).
  [[nodiscard]] static constexpr Decimal of(std::int64_t units, int scale) {
    return Decimal(units, scale);
  }

  /// Reads plain ASCII `[+-]digits[.digits][(e|E)[+-]digits]`. Thousands separators, full-width
  /// digits and footnote marks are the reader's business (intake), not the number's.
  /// Errors: bad_number, overflow. Linear in the text.
  [[nodiscard]] static Result<Decimal> parse(std::string_view text);

  [[nodiscard]] constexpr int128 units() const { return units_; }
  [[nodiscard]] constexpr int scale() const { return scale_; }
  [[nodiscard]] constexpr bool is_zero() const { return units_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return units_ < 0; }

  /// All decimals it has: parse("26.80") prints «26.80».
  [[nodiscard]] std::string to_string() const;

  /// The nearest double, for ranking and drawing only; never for a verdict.
  [[nodiscard]] double approx() const;

  /// Exact. The result has the larger scale of the two.
  [[nodiscard]] Result<Decimal> plus(const Decimal& other) const;
  [[nodiscard]] Result<Decimal> minus(const Decimal& other) const;
  /// Exact. The scales add; trailing zeros are dropped only where a limit would be passed.
  [[nodiscard]] Result<Decimal> times(const Decimal& other) const;
  [[nodiscard]] Decimal negated() const { return Decimal(-units_, scale_); }
  [[nodiscard]] Decimal magnitude() const { return units_ < 0 ? negated() : *this; }

  /// Brought to `scale` decimals (0 … max_scale, else overflow); more are filled with zeros.
  [[nodiscard]] Result<Decimal> rounded(int scale, Rounding rule) const;

  /// Multiplied by 10^power, exactly; the digits stay, the point moves (unit conversion).
  /// 1.20 shifted by 4 is 12000, by −4 is 0.000120. Trailing zeros are dropped only where max_scale
  /// would be passed.
  [[nodiscard]] Result<Decimal> shifted(int power) const;

  /// Without trailing zeros after the point; the precision is given up.
  [[nodiscard]] Decimal trimmed() const;

  /// Half a unit of the last printed digit: 0.05 for `26.8`, 0.5 for `27`. With max_scale decimals
  /// the half has one more; such a half may be compared, but not calculated with (overflow).
  [[nodiscard]] Decimal half_unit() const;

  /// By value, exactly, at any pair of scales.
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

  /// Same value *and* same printed precision.
  [[nodiscard]] constexpr bool same_print(const Decimal& other) const {
    return units_ == other.units_ && scale_ == other.scale_;
  }

 private:
  constexpr Decimal(int128 units, int scale)
      : units_(units), scale_(static_cast<std::uint8_t>(scale)) {}

  int128 units_ = 0;
  std::uint8_t scale_ = 0;
};

/// dividend ÷ divisor brought to `scale` decimals by `rule`, rounded once from the exact quotient.
/// Errors: division_by_zero; overflow, also for a scale outside 0 … max_scale.
[[nodiscard]] Result<Decimal> divide(const Decimal& dividend, const Decimal& divisor, int scale,
                                     Rounding rule);

/// An exact fraction of two integers, kept with a positive denominator, not always reduced;
/// compared by cross-multiplication in 256 bits, so the comparison itself cannot overflow.
class Ratio {
 public:
  /// Errors: division_by_zero; overflow when scales cannot be brought together.
  [[nodiscard]] static Result<Ratio> make(const Decimal& numerator, const Decimal& denominator);
  [[nodiscard]] static Ratio of(const Decimal& value);

  [[nodiscard]] int128 numerator() const { return numerator_; }
  [[nodiscard]] int128 denominator() const { return denominator_; }
  [[nodiscard]] double approx() const;
  [[nodiscard]] Result<Decimal> rounded(int scale, Rounding rule) const;

  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
  friend bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == 0; }

 private:
  int128 numerator_ = 0;
  int128 denominator_ = 1;
};

}  // namespace duibiao::num
