#include <utility>

#include "cube/estimate.h"

namespace duibiao::cube {
namespace {

/// A published rate in percent. Sheets head growth columns «同比» without a unit: percent is meant.
Outcome published_rate(const FigureKey& key, const Published& published) {
  Outcome rate = from_published(key, published, unit::percent());
  if (!rate) return rate;
  if (!rate->unit.known()) rate.answer->unit = unit::percent();
  if (rate->unit != unit::percent()) return lacking(key, Lack::Reason::unit_mismatch);
  return rate;
}

/// Growth between two levels, in percent, at `key`.
Outcome growth_between(const FigureKey& key, const Outcome& now, const Outcome& before) {
  if (!now || !before) return lacking({&now, &before});
  // The change of a rate is a difference in points, not a growth.
  if (now->unit.dimension() == Dimension::rate) {
    return lacking(key, Lack::Reason::not_meaningful);
  }
  if (const auto reason = bad_base(*before.answer)) return lacking(before->key, *reason);
  const auto pair = pair_of(*now.answer, *before.answer);
  if (!pair) return lacking(before->key, Lack::Reason::unit_mismatch);
  if (!*pair) return lacking(key, Lack::Reason::overflow);
  auto change = relative_change((*pair)->first, (*pair)->second);
  if (change) change = shift(*change, 2);
  return conclude(key, change, unit::percent(), rate_decimals, Method::levels,
                  inputs_of({&now, &before}));
}

/// 环比 compares a span with the one just before it; a year-to-date span has no such neighbour.
bool has_neighbour(const Period& period) {
  return period.kind() != Period::Kind::to_date || period.months() == 1;
}

}  // namespace

Outcome growth_yoy(const Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  const FigureKey key{indicator, place, period, Measure::growth_yoy};
  if (const auto published = cube.published(key)) return published_rate(key, *published);
  return derived_growth_yoy(cube, indicator, place, period);
}

Outcome derived_growth_yoy(const Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  const FigureKey key{indicator, place, period, Measure::growth_yoy};
  const auto base = period.year_before();
  if (!base) return lacking(key, Lack::Reason::not_meaningful);
  return growth_between(key, level(cube, indicator, place, period),
                        level(cube, indicator, place, *base));
}

Outcome implied_base(const Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  const FigureKey rate_key{indicator, place, period, Measure::growth_yoy};
  const Outcome now = level(cube, indicator, place, period);
  const auto published = cube.published(rate_key);
  const Outcome rate =
      published ? published_rate(rate_key, *published) : lacking(rate_key, Lack::Reason::missing);
  if (!now || !rate) return lacking({&now, &rate});
  const auto base = period.year_before();
  if (!base) return lacking(rate_key, Lack::Reason::not_meaningful);
  const FigureKey key{indicator, place, *base, Measure::level};
  const auto amount = estimate_of(*now.answer);
  const auto growth = estimate_of(*rate.answer);
  if (!amount || !growth) return lacking(key, Lack::Reason::overflow);
  // C ÷ (1 + g ÷ 100)
  auto divisor = shift(*growth, -2);
  if (divisor) divisor = add(*divisor, exactly(num::Decimal::whole(1)));
  if (!divisor) return lacking(key, Lack::Reason::overflow);
  if (!divisor->top.is_zero() && divisor->top.is_negative()) {
    return lacking(rate_key, Lack::Reason::negative_base);
  }
  return conclude(key, divide(*amount, *divisor), now->unit, now->value.scale(),
                  Method::levels_and_rates, inputs_of({&now, &rate}));
}

Outcome growth_mom(const Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  const FigureKey key{indicator, place, period, Measure::growth_mom};
  if (const auto published = cube.published(key)) return published_rate(key, *published);
  if (!has_neighbour(period)) return lacking(key, Lack::Reason::not_meaningful);
  const auto before = period.is_single_month() ? period.canonical().previous() : period.previous();
  if (!before) return lacking(key, Lack::Reason::not_meaningful);
  return growth_between(key, level(cube, indicator, place, period),
                        level(cube, indicator, place, *before));
}

Outcome growth_change(const Cube& cube, IndicatorId indicator, PlaceId place, Period period,
                      std::optional<Period> against) {
  const FigureKey key{indicator, place, period, Measure::growth_change};
  if (!against) against = period.previous();
  if (!against) return lacking(key, Lack::Reason::not_meaningful);
  const Outcome now = growth_yoy(cube, indicator, place, period);
  const Outcome before = growth_yoy(cube, indicator, place, *against);
  if (!now || !before) return lacking({&now, &before});
  const auto a = estimate_of(*now.answer);
  const auto b = estimate_of(*before.answer);
  if (!a || !b) return lacking(key, Lack::Reason::overflow);
  return conclude(key, subtract(*a, *b), unit::percentage_point(), rate_decimals, Method::rates,
                  inputs_of({&now, &before}));
}

}  // namespace duibiao::cube
