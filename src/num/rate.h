#pragma once

#include "num/decimal.h"

namespace duibiao::num {

/// Percent, per mille and percentage points are different things and do not mix: there is no
/// conversion between them but the named ones, and no operator that takes two of them.
/// (tests/must_not_compile proves it.)
struct Percent {
  Decimal value;
  friend auto operator<=>(const Percent&, const Percent&) = default;
};
struct PerMille {
  Decimal value;
  friend auto operator<=>(const PerMille&, const PerMille&) = default;
};
struct PercentagePoint {
  Decimal value;
  friend auto operator<=>(const PercentagePoint&, const PercentagePoint&) = default;
};

/// 0.97 % is 9.7 ‰. Errors: overflow.
[[nodiscard]] Result<PerMille> to_per_mille(const Percent& rate);
[[nodiscard]] Result<Percent> to_percent(const PerMille& rate);

/// The difference of two rates is in percentage points; never in percent.
[[nodiscard]] Result<PercentagePoint> difference(const Percent& now, const Percent& before);

/// A rate moved by points is a rate.
[[nodiscard]] Result<Percent> moved(const Percent& rate, const PercentagePoint& by);

}  // namespace duibiao::num
