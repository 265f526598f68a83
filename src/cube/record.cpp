#include <algorithm>

#include "cube/estimate.h"

namespace duibiao::cube {
namespace {

Outcome value_of(const Cube& cube, const FigureKey& key, const Period& period) {
  return key.measure == Measure::growth_yoy ? growth_yoy(cube, key.indicator, key.place, period)
                                            : level(cube, key.indicator, key.place, period);
}

/// The first year with anything published for this indicator and place.
int first_year(const Cube& cube, const FigureKey& key) {
  int first = key.period.year();
  for (const Measure measure : {Measure::level, Measure::growth_yoy}) {
    const auto points = cube.series(key.indicator, key.place, measure);
    if (!points.empty()) first = std::min(first, points.front().period.year());
  }
  return first;
}

}  // namespace

std::optional<Record> record(const Cube& cube, IndicatorId indicator, PlaceId place, Period period,
                             Measure measure) {
  if (measure != Measure::level && measure != Measure::growth_yoy) return {};
  const FigureKey key{indicator, place, period, measure};
  const Outcome now = value_of(cube, key, period);
  if (!now) return {};
  Record record;
  bool surely_above = true;
  bool surely_below = true;
  const int years = period.year() - first_year(cube, key);
  for (int back = 1; back <= years; ++back) {
    const auto at = period.year_before(back);
    if (!at) continue;
    const Outcome then = value_of(cube, key, *at);
    if (!then) continue;
    const auto pair = pair_of(*now.answer, *then.answer);
    if (!pair || !*pair) continue;
    const auto order = now->unit == then->unit ? now->point <=> then->point
                                               : (*pair)->first.top <=> (*pair)->second.top;
    ++record.compared;
    if (order <= 0 && !record.first_since) record.first_since = at;
    if (order >= 0 && !record.lowest_since) record.lowest_since = at;
    const num::Interval& mine = (*pair)->first.range;
    const num::Interval& other = (*pair)->second.range;
    surely_above = surely_above && num::wholly_above(mine, other);
    surely_below = surely_below && num::wholly_above(other, mine);
  }
  record.highest = record.compared > 0 && !record.first_since;
  record.lowest = record.compared > 0 && !record.lowest_since;
  record.certain = (record.highest && surely_above) || (record.lowest && surely_below);
  return record;
}

}  // namespace duibiao::cube
