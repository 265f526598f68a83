// No binary floating point gets into an exact number.
#include "num/rate.h"

using namespace duibiao::num;

auto attempt(const Percent& percent, const PerMille& per_mille, const PercentagePoint& points) {
  static_cast<void>(percent);
  static_cast<void>(per_mille);
  static_cast<void>(points);
#ifdef MUST_NOT_COMPILE
  Decimal exact = 44.8;
  return exact;
#else
  return Decimal::parse("44.8");
#endif
}
