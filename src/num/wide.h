#pragma once

#include <compare>
#include <cstdint>

#include "num/decimal.h"

/// Arithmetic under the exact numbers, private to this room: unsigned 128 and 256 bits.
namespace duibiao::num::wide {

__extension__ using uint128 = unsigned __int128;

/// Absolute value; total, because no number of this room reaches the most negative integer.
[[nodiscard]] constexpr uint128 magnitude(int128 value) {
  return value < 0 ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
}

inline constexpr int max_power = 38;  ///< 10^38 is the largest power of ten in 128 bits

/// 10^exponent for 0 ≤ exponent ≤ max_power.
[[nodiscard]] uint128 power_of_ten(int exponent);

/// How many decimal digits; 1 for 0.
[[nodiscard]] int digit_count(uint128 value);

/// Greatest common divisor; the other one when one is 0.
[[nodiscard]] uint128 common_divisor(uint128 a, uint128 b);

/// An unsigned integer of 256 bits.
struct Uint256 {
  uint128 high = 0;
  uint128 low = 0;

  friend constexpr std::strong_ordering operator<=>(const Uint256& a, const Uint256& b) {
    return a.high != b.high ? a.high <=> b.high : a.low <=> b.low;
  }
  friend constexpr bool operator==(const Uint256&, const Uint256&) = default;
};

/// The whole product; cannot overflow.
[[nodiscard]] Uint256 product(uint128 a, uint128 b);

/// value × 10^exponent for 0 ≤ exponent ≤ 2 × max_power; false when 256 bits do not hold it.
[[nodiscard]] bool scale_up(Uint256& value, int exponent);

/// a − b for a ≥ b.
[[nodiscard]] Uint256 difference(const Uint256& a, const Uint256& b);

struct Division {
  Uint256 quotient;
  Uint256 remainder;
};

/// Long division; `divisor` is not 0.
[[nodiscard]] Division divide(const Uint256& dividend, const Uint256& divisor);

/// ±dividend ÷ divisor brought to an integer by `rule` from the exact quotient, sign included;
/// false when it has more than Decimal::max_digits digits.
[[nodiscard]] bool divide_rounded(const Uint256& dividend, const Uint256& divisor, bool negative,
                                  Rounding rule, int128& result);

}  // namespace duibiao::num::wide
