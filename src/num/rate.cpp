#include "num/rate.h"

namespace duibiao::num {

Result<PerMille> to_per_mille(const Percent& rate) {
  return rate.value.shifted(1).map([](const Decimal& value) { return PerMille{value}; });
}

Result<Percent> to_percent(const PerMille& rate) {
  return rate.value.shifted(-1).map([](const Decimal& value) { return Percent{value}; });
}

Result<PercentagePoint> difference(const Percent& now, const Percent& before) {
  return now.value.minus(before.value).map([](const Decimal& value) {
    return PercentagePoint{value};
  });
}

Result<Percent> moved(const Percent& rate, const PercentagePoint& by) {
  return rate.value.plus(by.value).map([](const Decimal& value) { return Percent{value}; });
}

}  // namespace duibiao::num
