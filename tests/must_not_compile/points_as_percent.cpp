// Points are not percent: 提高 3.2 个百分点 is not 增长 3.2%.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  return moved(points, points);
#else
  return moved(percent, points);
#endif
}
