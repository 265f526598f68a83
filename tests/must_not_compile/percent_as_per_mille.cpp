// A factor of ten between % and ‰ is the commonest slip: the conversion has a name.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  PerMille slip = percent;
  return slip;
#else
  return to_per_mille(percent).value_or(PerMille{});
#endif
}
