#include <utility>

#include "cube/estimate.h"

namespace duibiao::cube {
namespace {

/// part ÷ whole in % or ‰.
Outcome share_of(const FigureKey& key, const Outcome& part, const Outcome& whole, Unit in) {
  if (in != unit::percent() && in != unit::per_mille()) {
    return lacking(key, Lack::Reason::unit_mismatch);
  }
  if (!part || !whole) return lacking({&part, &whole});
  if (const auto reason = bad_base(*whole.answer)) return lacking(whole->key, *reason);
  const auto pair = pair_of(*part.answer, *whole.answer);
  if (!pair) return lacking(whole->key, Lack::Reason::unit_mismatch);
  if (!*pair) return lacking(key, Lack::Reason::overflow);
  auto share = divide((*pair)->first, (*pair)->second);
  if (share) share = shift(*share, in == unit::percent() ? 2 : 3);
  return conclude(key, share, in, rate_decimals, Method::levels, inputs_of({&part, &whole}));
}

/// Nominal increments do not give the official contribution where growth is at constant prices
/// (GDP, industrial value added) or on a matched sample.
bool increments_fit(const Indicator& whole) {
  return whole.growth_basis == GrowthBasis::nominal || whole.growth_basis == GrowthBasis::unknown;
}

/// The four levels of a contribution: part and whole, now and a year before, in one unit.
struct Increments {
  Outcome part_now, part_before, whole_now, whole_before;

  [[nodiscard]] bool complete() const {
    return part_now && part_before && whole_now && whole_before;
  }
  [[nodiscard]] Outcome lacks() const {
    return lacking({&part_now, &part_before, &whole_now, &whole_before});
  }
  [[nodiscard]] std::vector<FigureKey> inputs() const {
    return inputs_of({&part_now, &part_before, &whole_now, &whole_before});
  }
};

Increments increments(const Cube& cube, IndicatorId part, IndicatorId whole, PlaceId place,
                      const Period& now, const Period& before) {
  return {level(cube, part, place, now), level(cube, part, place, before),
          level(cube, whole, place, now), level(cube, whole, place, before)};
}

/// now − before, in the unit of `in`; nothing across dimensions.
std::optional<Result<Estimate>> increment(const Outcome& now, const Outcome& before, Unit in) {
  const auto pair = pair_of(*now.answer, *before.answer);
  if (!pair) return {};
  if (!*pair) return tl::unexpected(pair->error());
  auto change = subtract((*pair)->first, (*pair)->second);
  if (!change) return change;
  const auto power = power_between(now->unit, in);
  if (now->unit != in && !power) return {};
  return now->unit == in ? change : shift(*change, *power);
}

}  // namespace

Outcome share_of_place(const Cube& cube, IndicatorId indicator, PlaceId place, PlaceId whole,
                       Period period, Unit in) {
  const FigureKey key{indicator, place, period, Measure::share};
  if (!indicator_at(cube, indicator).additive) return lacking(key, Lack::Reason::not_additive);
  return share_of(key, level(cube, indicator, place, period), level(cube, indicator, whole, period),
                  in);
}

Outcome share_of_indicator(const Cube& cube, IndicatorId part, IndicatorId whole, PlaceId place,
                           Period period, Unit in) {
  return share_of({part, place, period, Measure::share}, level(cube, part, place, period),
                  level(cube, whole, place, period), in);
}

Outcome contribution_points(const Cube& cube, IndicatorId part, IndicatorId whole, PlaceId place,
                            Period period) {
  const FigureKey key{part, place, period, Measure::contribution_pp};
  const auto before = period.year_before();
  if (!before) return lacking(key, Lack::Reason::not_meaningful);
  if (!increments_fit(indicator_at(cube, whole))) {
    return lacking(key, Lack::Reason::price_basis);
  }
  const Increments of = increments(cube, part, whole, place, period, *before);
  if (!of.part_now || !of.part_before || !of.whole_before) {
    return lacking({&of.part_now, &of.part_before, &of.whole_before});
  }
  if (const auto reason = bad_base(*of.whole_before.answer)) {
    return lacking(of.whole_before->key, *reason);
  }
  const auto change = increment(of.part_now, of.part_before, of.whole_before->unit);
  if (!change) return lacking(key, Lack::Reason::unit_mismatch);
  const auto base = estimate_of(*of.whole_before.answer);
  if (!*change || !base) return lacking(key, Lack::Reason::overflow);
  auto points = divide(**change, *base);
  if (points) points = shift(*points, 2);
  return conclude(key, points, unit::percentage_point(), rate_decimals, Method::levels,
                  inputs_of({&of.part_now, &of.part_before, &of.whole_before}));
}

Outcome contribution_rate(const Cube& cube, IndicatorId part, IndicatorId whole, PlaceId place,
                          Period period) {
  const FigureKey key{part, place, period, Measure::contribution_rate};
  const auto before = period.year_before();
  if (!before) return lacking(key, Lack::Reason::not_meaningful);
  if (!increments_fit(indicator_at(cube, whole))) {
    return lacking(key, Lack::Reason::price_basis);
  }
  const Increments of = increments(cube, part, whole, place, period, *before);
  if (!of.complete()) return of.lacks();
  const Unit unit = of.whole_now->unit;
  const auto part_change = increment(of.part_now, of.part_before, unit);
  const auto whole_change = increment(of.whole_now, of.whole_before, unit);
  if (!part_change || !whole_change) return lacking(key, Lack::Reason::unit_mismatch);
  if (!*part_change || !*whole_change) return lacking(key, Lack::Reason::overflow);
  auto rate = divide(**part_change, **whole_change);
  if (rate) rate = shift(*rate, 2);
  return conclude(key, rate, unit::percent(), rate_decimals, Method::levels, of.inputs());
}

Outcome index_to(const Cube& cube, IndicatorId indicator, PlaceId place, Period period,
                 Period base) {
  const FigureKey key{indicator, place, period, Measure::ratio};
  const Outcome now = level(cube, indicator, place, period);
  const Outcome then = level(cube, indicator, place, base);
  if (!now || !then) return lacking({&now, &then});
  if (const auto reason = bad_base(*then.answer)) return lacking(then->key, *reason);
  const auto pair = pair_of(*now.answer, *then.answer);
  if (!pair) return lacking(then->key, Lack::Reason::unit_mismatch);
  if (!*pair) return lacking(key, Lack::Reason::overflow);
  auto index = divide((*pair)->first, (*pair)->second);
  if (index) index = shift(*index, 2);
  return conclude(key, index, base_unit(Dimension::index_point), rate_decimals, Method::levels,
                  inputs_of({&now, &then}));
}

}  // namespace duibiao::cube
