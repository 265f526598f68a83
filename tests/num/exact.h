#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "num/decimal.h"

/// Exact rationals for the tests: schoolbook big integers, written apart from the code under test
/// and of unlimited size, so that they can only agree with it by both being right.
namespace duibiao::num::exact {

class Integer {
 public:
  Integer() = default;
  Integer(int128 value) : negative_(value < 0) {  // NOLINT(google-explicit-constructor)
    __extension__ using uint128 = unsigned __int128;
    auto rest = negative_ ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
    for (; rest != 0; rest /= base) limbs_.push_back(static_cast<std::uint32_t>(rest % base));
  }

  friend Integer operator*(const Integer& a, const Integer& b) {
    Integer result;
    result.limbs_.assign(a.limbs_.size() + b.limbs_.size(), 0);
    for (std::size_t i = 0; i < a.limbs_.size(); ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < b.limbs_.size() || carry != 0; ++j) {
        const std::uint64_t other = j < b.limbs_.size() ? b.limbs_[j] : 0;
        const std::uint64_t sum = result.limbs_[i + j] + a.limbs_[i] * other + carry;
        result.limbs_[i + j] = static_cast<std::uint32_t>(sum % base);
        carry = sum / base;
      }
    }
    result.negative_ = a.negative_ != b.negative_;
    result.tidy();
    return result;
  }

  friend Integer operator+(const Integer& a, const Integer& b) {
    if (a.negative_ == b.negative_) return with_sign(sum(a, b), a.negative_);
    return size_order(a, b) >= 0 ? with_sign(gap(a, b), a.negative_)
                                 : with_sign(gap(b, a), b.negative_);
  }
  friend Integer operator-(const Integer& a, const Integer& b) {
    return a + with_sign(b, !b.negative_);
  }

  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    if (a.negative_ != b.negative_) {
      return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return a.negative_ ? size_order(b, a) : size_order(a, b);
  }
  friend bool operator==(const Integer&, const Integer&) = default;

  [[nodiscard]] bool negative() const { return negative_; }

  static Integer power_of_ten(int exponent) {
    Integer result = 1;
    for (; exponent > 0; --exponent) result = result * Integer(10);
    return result;
  }

 private:
  static constexpr std::uint64_t base = 1'000'000'000;

  static std::strong_ordering size_order(const Integer& a, const Integer& b) {
    if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() <=> b.limbs_.size();
    return std::lexicographical_compare_three_way(a.limbs_.rbegin(), a.limbs_.rend(),
                                                  b.limbs_.rbegin(), b.limbs_.rend());
  }
  static Integer sum(const Integer& a, const Integer& b) {
    Integer result;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < std::max(a.limbs_.size(), b.limbs_.size()) || carry != 0; ++i) {
      const std::uint64_t digit = a.limb(i) + b.limb(i) + carry;
      result.limbs_.push_back(static_cast<std::uint32_t>(digit % base));
      carry = digit / base;
    }
    return result;
  }
  static Integer gap(const Integer& a, const Integer& b) {
    Integer result;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < a.limbs_.size(); ++i) {
      const std::uint64_t digit = base + a.limb(i) - b.limb(i) - borrow;
      result.limbs_.push_back(static_cast<std::uint32_t>(digit % base));
      borrow = digit < base ? 1 : 0;
    }
    return result;
  }
  static Integer with_sign(Integer value, bool negative) {
    value.negative_ = negative;
    value.tidy();
    return value;
  }
  [[nodiscard]] std::uint64_t limb(std::size_t i) const {
    return i < limbs_.size() ? limbs_[i] : 0;
  }
  void tidy() {
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
    if (limbs_.empty()) negative_ = false;
  }

  std::vector<std::uint32_t> limbs_;  // least first, base 10^9
  bool negative_ = false;
};

/// A fraction with a positive denominator, never reduced.
struct Rational {
  Integer top;
  Integer bottom = 1;

  friend Rational operator+(const Rational& a, const Rational& b) {
    return {a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom};
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    return {a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom};
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    return {a.top * b.top, a.bottom * b.bottom};
  }
  friend Rational operator/(const Rational& a, const Rational& b) {
    Rational result{a.top * b.bottom, a.bottom * b.top};
    if (result.bottom.negative()) result = {result.top * Integer(-1), result.bottom * Integer(-1)};
    return result;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    return a.top * b.bottom <=> b.top * a.bottom;
  }
  friend bool operator==(const Rational& a, const Rational& b) { return (a <=> b) == 0; }
};

inline Rational rational(const Decimal& value) {
  return {Integer(value.units()), Integer::power_of_ten(value.scale())};
}

/// Is `rounded` what `rule` makes of `value` at `scale` decimals? By definition, not by method: the
/// two neighbours on the grid are compared with the value itself.
inline bool is_rounding_of(const Decimal& rounded, const Rational& value, int scale,
                           Rounding rule) {
  if (rounded.scale() != scale) return false;
  const Rational unit{1, Integer::power_of_ten(scale)};
  const Rational got = rational(rounded);
  const Rational zero{0};
  const Rational error = got - value;
  const Rational size = error < zero ? zero - error : error;
  const Rational doubled = size + size;
  switch (rule) {
    case Rounding::floor:
      return error <= zero && size < unit;
    case Rounding::ceiling:
      return error >= zero && size < unit;
    case Rounding::truncate:
      return size < unit &&
             (value >= zero ? error <= zero && got >= zero : error >= zero && got <= zero);
    case Rounding::half_up:
      if (doubled != unit) return doubled < unit;
      return value >= zero ? error > zero : error < zero;
    case Rounding::half_even:
      return doubled < unit || (doubled == unit && rounded.units() % 2 == 0);
  }
  return false;
}

}  // namespace duibiao::num::exact
