#pragma once

#include <cstddef>

#include "base/result.h"
#include "bulletin/read/claim.h"
#include "bulletin/relate/relation.h"
#include "num/interval.h"

namespace duibiao::bulletin {

/// An interval on its way through a formula. Amounts are in the base unit of their dimension (元,
/// 吨, 人); percentages, per mille, points and 倍 are plain ratios (9.4 % is 0.094), so that they
/// mix with each other and with nothing else. Exact but for quotients and roots, which are rounded
/// outwards, so that nothing a formula allows is lost. The first failure (mixed units, a divisor
/// that may be zero, overflow) is kept and comes out at the end. A value type.
class Quantity {
 public:
  /// What a claim may stand for, its qualifiers included.
  [[nodiscard]] static Quantity of(const Claim& claim);
  [[nodiscard]] static Quantity ratio(num::Interval value);
  /// n × 10^-decimals, exactly.
  [[nodiscard]] static Quantity ratio(std::int64_t units, int decimals = 0);
  [[nodiscard]] static Quantity failed(Error error);

  friend Quantity operator+(const Quantity& a, const Quantity& b);
  friend Quantity operator-(const Quantity& a, const Quantity& b);
  friend Quantity operator*(const Quantity& a, const Quantity& b);
  friend Quantity operator/(const Quantity& a, const Quantity& b);
  [[nodiscard]] Quantity negated() const;

  /// Everything from the lower of both to the higher of both.
  [[nodiscard]] static Quantity hull(const Quantity& a, const Quantity& b);
  /// The number whose `degree`-th power this is (degree 1…10), for ratios that are not negative.
  [[nodiscard]] Quantity root(int degree) const;
  [[nodiscard]] Quantity power(int degree) const;
  /// The same number as an amount of another dimension: yuan ÷ (yuan per dollar) as dollars.
  [[nodiscard]] Quantity counted_as(const Quantity& other) const;
  /// Zero up to this, or this up to zero.
  [[nodiscard]] Quantity down_to_zero() const;

  /// In the unit that `claim` is printed in. Errors: mixed_units, what went wrong before.
  [[nodiscard]] Result<num::Interval> in_unit_of(const Claim& claim) const;
  [[nodiscard]] const Result<num::Interval>& value() const { return value_; }

 private:
  Quantity(Result<num::Interval> value, std::size_t kind) : value_(std::move(value)), kind_(kind) {}

  Result<num::Interval> value_;
  std::size_t kind_ = 0;  ///< 0: a ratio; else the dimension, or the name of an unknown unit
};

/// How a claim lies to what a formula allows: the usual test of two intervals. Errors: as above.
[[nodiscard]] Result<Evaluation> meeting(const Claim& tested, const Quantity& computed);

/// The same for whole numbers such as ranks, where touching an end is agreement.
[[nodiscard]] Result<Evaluation> whole_meeting(const Claim& tested, const Quantity& computed);

/// A claim as a formula shows it: «1912.0亿元», «−5.3%»; in English «1912.0 (100 million yuan)».
[[nodiscard]] Message print(const Claim& claim);

/// «44.745%～44.753%», with two decimals more than the claim has; one number when both ends print
/// alike.
[[nodiscard]] Message print(const num::Interval& interval, const Claim& like);

}  // namespace duibiao::bulletin
