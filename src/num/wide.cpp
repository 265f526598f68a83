#include "num/wide.h"

#include <array>
#include <bit>
#include <utility>

#include "base/assert.h"

namespace duibiao::num::wide {

namespace {

constexpr auto powers = [] {
  std::array<uint128, max_power + 1> table{};
  uint128 power = 1;
  for (auto& entry : table) {
    entry = power;
    power *= 10;  // past the last entry it wraps, unused
  }
  return table;
}();

int bit_width(uint128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  return high != 0 ? 64 + static_cast<int>(std::bit_width(high))
                   : static_cast<int>(std::bit_width(static_cast<std::uint64_t>(value)));
}

int bit_width(const Uint256& value) {
  return value.high != 0 ? 128 + bit_width(value.high) : bit_width(value.low);
}

Uint256 shifted_left(const Uint256& value, int bits) {
  if (bits == 0) return value;
  if (bits >= 128) return {value.low << (bits - 128), 0};
  return {value.high << bits | value.low >> (128 - bits), value.low << bits};
}

/// Does half of the divisor lie below, at or above the remainder? Without doubling, which could
/// leave 256 bits.
std::strong_ordering remainder_against_half(const Division& division, const Uint256& divisor) {
  return division.remainder <=> difference(divisor, division.remainder);
}

bool goes_away_from_zero(const Division& division, const Uint256& divisor, bool negative,
                         Rounding rule) {
  if (division.remainder == Uint256{}) return false;
  switch (rule) {
    case Rounding::truncate:
      return false;
    case Rounding::floor:
      return negative;
    case Rounding::ceiling:
      return !negative;
    case Rounding::half_up:
      return remainder_against_half(division, divisor) >= 0;
    case Rounding::half_even: {
      const auto half = remainder_against_half(division, divisor);
      return half > 0 || (half == 0 && (division.quotient.low & 1) != 0);
    }
  }
  return false;
}

}  // namespace

uint128 power_of_ten(int exponent) {
  DUIBIAO_ASSERT(exponent >= 0 && exponent <= max_power);
  return powers[static_cast<std::size_t>(exponent)];
}

int digit_count(uint128 value) {
  int digits = 1;
  while (digits <= max_power && value >= powers[static_cast<std::size_t>(digits)]) ++digits;
  return digits;
}

uint128 common_divisor(uint128 a, uint128 b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

Uint256 product(uint128 a, uint128 b) {
  constexpr uint128 mask = ~std::uint64_t{0};
  const uint128 a_low = a & mask;
  const uint128 a_high = a >> 64;
  const uint128 b_low = b & mask;
  const uint128 b_high = b >> 64;
  const uint128 low = a_low * b_low;
  const uint128 cross = a_high * b_low + (low >> 64);
  const uint128 middle = a_low * b_high + (cross & mask);
  return {a_high * b_high + (cross >> 64) + (middle >> 64), middle << 64 | (low & mask)};
}

bool scale_up(Uint256& value, int exponent) {
  while (exponent > 0) {
    const int step = exponent < max_power ? exponent : max_power;
    const uint128 factor = power_of_ten(step);
    const Uint256 from_high = product(value.high, factor);
    Uint256 scaled = product(value.low, factor);
    if (from_high.high != 0) return false;
    scaled.high += from_high.low;
    if (scaled.high < from_high.low) return false;
    value = scaled;
    exponent -= step;
  }
  return true;
}

Uint256 difference(const Uint256& a, const Uint256& b) {
  DUIBIAO_ASSERT(a >= b);
  return {a.high - b.high - (a.low < b.low ? 1 : 0), a.low - b.low};
}

Division divide(const Uint256& dividend, const Uint256& divisor) {
  DUIBIAO_ASSERT(divisor != Uint256{});
  if (dividend < divisor) return {{}, dividend};
  if (dividend.high == 0) {
    return {{0, dividend.low / divisor.low}, {0, dividend.low % divisor.low}};
  }
  // Bit by bit from the first place where the divisor fits: at most 255 steps, and rare.
  Division result{{}, dividend};
  for (int shift = bit_width(dividend) - bit_width(divisor); shift >= 0; --shift) {
    const Uint256 part = shifted_left(divisor, shift);
    if (result.remainder < part) continue;
    result.remainder = difference(result.remainder, part);
    const Uint256 bit = shifted_left({0, 1}, shift);
    result.quotient.high |= bit.high;
    result.quotient.low |= bit.low;
  }
  return result;
}

bool divide_rounded(const Uint256& dividend, const Uint256& divisor, bool negative, Rounding rule,
                    int128& result) {
  const Division division = divide(dividend, divisor);
  const uint128 limit = power_of_ten(Decimal::max_digits);
  if (division.quotient.high != 0 || division.quotient.low >= limit) return false;
  uint128 whole = division.quotient.low;
  if (goes_away_from_zero(division, divisor, negative, rule)) ++whole;
  if (whole >= limit) return false;
  result = negative ? -static_cast<int128>(whole) : static_cast<int128>(whole);
  return true;
}

}  // namespace duibiao::num::wide
