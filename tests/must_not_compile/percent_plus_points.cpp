// A rate is moved by points only by name: 9.8 % + 0.3 points is no sum.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  return percent + points;
#else
  return moved(percent, points);
#endif
}
