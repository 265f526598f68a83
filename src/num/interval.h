#pragma once

#include "num/decimal.h"

namespace duibiao::num {

/// How two closed intervals lie to each other: the three verdicts' raw material.
enum class Meeting : std::uint8_t {
  apart,    ///< no common point: inconsistent
  edge,     ///< they touch in one end point only
  overlap,  ///< they share more than a point
};

/// Everything a published number may stand for: [low, high], ends inclusive by default. «44.8» is
/// [44.75, 44.85]: national practice differs on ties (四舍五入, GB/T 8170), so both ends belong.
/// Invariant: low ≤ high. A value type.
class Interval {
 public:
  constexpr Interval() = default;

  /// Errors: bad_argument when low > high, or when they are equal and an end is open (nothing
  /// would be left).
  [[nodiscard]] static Result<Interval> make(Decimal low, Decimal high, bool low_closed = true,
                                             bool high_closed = true);

  /// A number known exactly.
  [[nodiscard]] static Interval point(const Decimal& value);

  /// What a number printed with its decimals stands for under a rounding rule: half_up and
  /// half_even give x ± half a unit, truncate [x, x + unit) away from zero, floor [x, x + unit),
  /// ceiling (x − unit, x]. Errors: overflow at the limit of scale.
  [[nodiscard]] static Result<Interval> of_printed(const Decimal& printed,
                                                   Rounding rule = Rounding::half_up);

  [[nodiscard]] const Decimal& low() const { return low_; }
  [[nodiscard]] const Decimal& high() const { return high_; }
  [[nodiscard]] bool low_closed() const { return low_closed_; }
  [[nodiscard]] bool high_closed() const { return high_closed_; }
  [[nodiscard]] Result<Decimal> width() const { return high_.minus(low_); }
  [[nodiscard]] bool contains(const Decimal& value) const;
  [[nodiscard]] bool contains(const Interval& inner) const;

  /// Interval arithmetic, exact: the result holds every value the operation can take.
  [[nodiscard]] Result<Interval> plus(const Interval& other) const;
  [[nodiscard]] Result<Interval> minus(const Interval& other) const;
  [[nodiscard]] Result<Interval> times(const Interval& other) const;
  /// Quotient at `scale` decimals, rounded outwards so nothing is lost (an end that had to be
  /// rounded is open: it is never reached); division_by_zero when the divisor holds or touches 0.
  [[nodiscard]] Result<Interval> divided_by(const Interval& divisor, int scale) const;
  [[nodiscard]] Result<Interval> shifted(int power) const;
  [[nodiscard]] Interval negated() const;

  friend bool operator==(const Interval&, const Interval&) = default;

 private:
  Decimal low_;
  Decimal high_;
  bool low_closed_ = true;
  bool high_closed_ = true;
};

/// Compares the *closed* hulls, as arithmetic of published figures asks: inconsistent only if even
/// the end points do not meet. Two equal points overlap.
[[nodiscard]] Meeting meet(const Interval& a, const Interval& b);

/// True when every value of `a` lies above every value of `b` (used for possible ranks).
[[nodiscard]] bool wholly_above(const Interval& a, const Interval& b);

}  // namespace duibiao::num
