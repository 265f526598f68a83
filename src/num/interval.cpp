#include "num/interval.h"

#include <array>

namespace duibiao::num {

namespace {

/// An end of an interval on its way through an operation.
struct End {
  Decimal value;
  bool closed = true;
};

/// Is the product of two ends reached? Also when an open end is multiplied by a zero that is
/// reached: 0 × anything is 0.
bool product_reached(const End& a, const End& b) {
  return (a.closed && b.closed) || (a.closed && a.value.is_zero()) ||
         (b.closed && b.value.is_zero());
}

Result<Interval> from_ends(const End& low, const End& high) {
  return Interval::make(low.value, high.value, low.closed, high.closed);
}

/// One end of a quotient, rounded away from the inside of the interval.
Result<End> quotient_end(const End& dividend, const End& divisor, int scale, Rounding outwards) {
  const auto value = divide(dividend.value, divisor.value, scale, outwards);
  if (!value) return tl::unexpected(value.error());
  const auto inwards = divide(dividend.value, divisor.value, scale,
                              outwards == Rounding::floor ? Rounding::ceiling : Rounding::floor);
  const bool exact = inwards && *inwards == *value;
  // Zero over anything is zero, whether the divisor's end is reached or not.
  const bool reached = dividend.closed && (divisor.closed || dividend.value.is_zero());
  return End{*value, exact && reached};
}

}  // namespace

Result<Interval> Interval::make(Decimal low, Decimal high, bool low_closed, bool high_closed) {
  const auto order = low <=> high;
  if (order > 0 || (order == 0 && !(low_closed && high_closed))) {
    return fail(ErrorCode::bad_argument,
                {"区间下限 " + low.to_string() + " 与上限 " + high.to_string() + " 之间没有数值",
                 "no value lies between the ends " + low.to_string() + " and " + high.to_string()});
  }
  Interval result;
  result.low_ = low;
  result.high_ = high;
  result.low_closed_ = low_closed;
  result.high_closed_ = high_closed;
  return result;
}

Interval Interval::point(const Decimal& value) {
  Interval result;
  result.low_ = value;
  result.high_ = value;
  return result;
}

Result<Interval> Interval::of_printed(const Decimal& printed, Rounding rule) {
  const bool by_half = rule == Rounding::half_up || rule == Rounding::half_even;
  const auto step =
      by_half ? Result<Decimal>(printed.half_unit()) : Decimal::make(1, printed.scale());
  if (!step) return tl::unexpected(step.error());
  const auto below = printed.minus(*step);
  const auto above = printed.plus(*step);
  if (!below) return tl::unexpected(below.error());
  if (!above) return tl::unexpected(above.error());
  if (by_half) return make(*below, *above);
  switch (rule) {
    case Rounding::floor:
      return make(printed, *above, true, false);
    case Rounding::ceiling:
      return make(*below, printed, false, true);
    default:  // truncate: what was cut off lies on the far side of zero, for 0 on both sides
      if (printed.is_zero()) return make(*below, *above, false, false);
      return printed.is_negative() ? make(*below, printed, false, true)
                                   : make(printed, *above, true, false);
  }
}

bool Interval::contains(const Decimal& value) const {
  const auto from_low = value <=> low_;
  const auto from_high = value <=> high_;
  return (from_low > 0 || (from_low == 0 && low_closed_)) &&
         (from_high < 0 || (from_high == 0 && high_closed_));
}

bool Interval::contains(const Interval& inner) const {
  const auto low = inner.low_ <=> low_;
  const auto high = inner.high_ <=> high_;
  return (low > 0 || (low == 0 && (low_closed_ || !inner.low_closed_))) &&
         (high < 0 || (high == 0 && (high_closed_ || !inner.high_closed_)));
}

Result<Interval> Interval::plus(const Interval& other) const {
  const auto low = low_.plus(other.low_);
  if (!low) return tl::unexpected(low.error());
  const auto high = high_.plus(other.high_);
  if (!high) return tl::unexpected(high.error());
  return make(*low, *high, low_closed_ && other.low_closed_, high_closed_ && other.high_closed_);
}

Result<Interval> Interval::minus(const Interval& other) const { return plus(other.negated()); }

Result<Interval> Interval::times(const Interval& other) const {
  const std::array<End, 2> mine{End{low_, low_closed_}, End{high_, high_closed_}};
  const std::array<End, 2> theirs{End{other.low_, other.low_closed_},
                                  End{other.high_, other.high_closed_}};
  End low;
  End high;
  bool first = true;
  for (const End& a : mine) {
    for (const End& b : theirs) {
      const auto value = a.value.times(b.value);
      if (!value) return tl::unexpected(value.error());
      const End corner{*value, product_reached(a, b)};
      // Of two equal corners the reached one counts.
      if (first || corner.value < low.value) low = corner;
      if (first || corner.value > high.value) high = corner;
      if (corner.value == low.value && corner.closed) low.closed = true;
      if (corner.value == high.value && corner.closed) high.closed = true;
      first = false;
    }
  }
  return from_ends(low, high);
}

Result<Interval> Interval::divided_by(const Interval& divisor, int scale) const {
  if (divisor.high_.is_negative()) return negated().divided_by(divisor.negated(), scale);
  if (divisor.low_.is_negative() || divisor.low_.is_zero()) {
    return fail(ErrorCode::division_by_zero,
                {"除数的取值范围包含零", "the divisor may be zero within its printed precision"},
                {"请检查作为除数的数据", "check the figure that is divided by"});
  }
  const End near{divisor.low_, divisor.low_closed_};
  const End far{divisor.high_, divisor.high_closed_};
  const auto low =
      quotient_end({low_, low_closed_}, low_.is_negative() ? near : far, scale, Rounding::floor);
  if (!low) return tl::unexpected(low.error());
  const auto high = quotient_end({high_, high_closed_}, high_.is_negative() ? far : near, scale,
                                 Rounding::ceiling);
  if (!high) return tl::unexpected(high.error());
  return from_ends(*low, *high);
}

Result<Interval> Interval::shifted(int power) const {
  const auto low = low_.shifted(power);
  if (!low) return tl::unexpected(low.error());
  const auto high = high_.shifted(power);
  if (!high) return tl::unexpected(high.error());
  return make(*low, *high, low_closed_, high_closed_);
}

Interval Interval::negated() const {
  Interval result;
  result.low_ = high_.negated();
  result.high_ = low_.negated();
  result.low_closed_ = high_closed_;
  result.high_closed_ = low_closed_;
  return result;
}

Meeting meet(const Interval& a, const Interval& b) {
  if (a.high() < b.low() || b.high() < a.low()) return Meeting::apart;
  const bool touching = a.high() == b.low() || b.high() == a.low();
  if (!touching) return Meeting::overlap;
  const bool both_points = a.low() == a.high() && b.low() == b.high();
  return both_points ? Meeting::overlap : Meeting::edge;
}

bool wholly_above(const Interval& a, const Interval& b) {
  const auto order = a.low() <=> b.high();
  return order > 0 || (order == 0 && !(a.low_closed() && b.high_closed()));
}

}  // namespace duibiao::num
