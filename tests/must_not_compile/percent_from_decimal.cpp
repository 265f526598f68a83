// A bare number does not become a rate by itself.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  return to_per_mille(Decimal::whole(1));
#else
  return to_per_mille(Percent{Decimal::whole(1)});
#endif
}
