#include "bulletin/read/draft.h"

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Interval;

/// One unit of the last digit that is not 0: 10 for 280, 1000 for 4000, 0.1 for 0.3.
Decimal last_digit_unit(const Decimal& value) {
  num::int128 units = value.units() < 0 ? -value.units() : value.units();
  int power = 0;
  while (units != 0 && units % 10 == 0) {
    units /= 10;
    ++power;
  }
  const auto one = Decimal::make(1, value.scale());
  const auto unit = one ? one->shifted(power) : tl::unexpected<Error>(one.error());
  return unit ? *unit : Decimal::whole(1);
}

bool one_digit(const Decimal& value) {
  num::int128 units = value.units() < 0 ? -value.units() : value.units();
  while (units != 0 && units % 10 == 0) units /= 10;
  return units < 10;
}

/// |value| × hundredths ÷ 100.
Decimal part_of(const Decimal& value, std::int64_t hundredths) {
  const auto product = value.times(Decimal::of(hundredths, 2));
  return product ? *product : value;
}

const Decimal& larger(const Decimal& a, const Decimal& b) { return a < b ? b : a; }

Interval between(const Decimal& low, const Decimal& high) {
  const auto made = low < high ? Interval::make(low, high) : Interval::make(high, low);
  return made ? *made : Interval::point(low);
}

Decimal sum(const Decimal& a, const Decimal& b) {
  const auto s = a.plus(b);
  return s ? *s : a;
}

Decimal difference(const Decimal& a, const Decimal& b) {
  const auto s = a.minus(b);
  return s ? *s : a;
}

Interval printed_range(const Decimal& value) {
  const auto range = Interval::of_printed(value);
  return range ? *range : Interval::point(value);
}

/// The range of a value without its sign.
Interval widened(const Claim& claim, const Decimal& value) {
  const Interval printed = printed_range(value);
  if (claim.has(Qualifier::surplus)) return between(value, sum(value, last_digit_unit(value)));
  if (claim.has(Qualifier::over)) return between(value, part_of(value, 1000));
  if (claim.has(Qualifier::reached)) return between(value, part_of(value, 200));
  if (claim.has(Qualifier::under)) return between(part_of(value, 10), value);
  if (claim.has(Qualifier::near)) {
    return between(part_of(value, one_digit(value) ? 90 : 95), printed.high());
  }
  if (claim.has(Qualifier::about)) {
    const Decimal unit = sum(value.half_unit(), value.half_unit());
    const Decimal by = larger(unit, part_of(value, one_digit(value) ? 5 : 2));
    return between(difference(value, by), sum(value, by));
  }
  return printed;
}

}  // namespace

/// Writers choose the words loosely, and a range too narrow cries wolf:
///   约, 左右    ± a unit of the last printed digit, at least 2 % (5 % of a single digit)
///   近          from 5 % below (10 % of a single digit) to where rounding reaches
///   余, 多      up to the next unit of the last digit that is not 0: 280余 is 280…290
///   突破, 站上  up to twice as much: who has passed more names the higher mark
///   超, 以上    up to ten times: beyond that a digit has slipped, whatever was meant
///   不足, 以下  down to a tenth
///   rank        exactly the rank; 前三 is 1…3
void set_range(Claim& claim) {
  const Decimal value = claim.value.magnitude();
  if (claim.measure == Measure::rank || claim.measure == Measure::growth_rank) {
    claim.range =
        claim.has(Qualifier::under) ? between(Decimal::whole(1), value) : Interval::point(value);
    return;
  }
  const Interval range = widened(claim, value);
  claim.range = claim.value.is_negative() ? range.negated() : range;
}

void negate(Claim& claim) {
  claim.value = claim.value.negated();
  claim.range = claim.range.negated();
}

}  // namespace duibiao::bulletin
