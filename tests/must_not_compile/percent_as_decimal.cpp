// Nor does a rate become a bare number by itself.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  Decimal bare = percent;
  return bare;
#else
  return percent.value.trimmed();
#endif
}
