// What moves a rate is points, never percent.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  return moved(percent, percent);
#else
  return moved(percent, points);
#endif
}
