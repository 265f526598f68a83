#include <algorithm>
#include <vector>

#include "cube/estimate.h"

namespace duibiao::cube {
namespace {

using num::Decimal;
using num::Rounding;

// Powers are taken at this many decimals, rounded to one side; rates need four.
constexpr int power_scale = 20;
constexpr int max_years = 100;
// Growth above a million percent a year is a mistake in the data, not a rate to print.
constexpr std::int64_t highest_factor = 10'000;

/// base^exponent with every product rounded by `rule`, capped where it passes any real ratio.
Result<Decimal> power(const Decimal& base, int exponent, Rounding rule) {
  Result<Decimal> product = Decimal::whole(1);
  for (int i = 0; i < exponent; ++i) {
    auto exact = product->rounded(std::min(product->scale(), 12), rule);
    if (!exact) return exact;
    product = exact->times(base);
    if (!product) return product;
    if (product->scale() > power_scale) product = product->rounded(power_scale, rule);
    if (!product || *product > Decimal::whole(1'000'000'000'000)) return product;
  }
  return product;
}

/// The largest n × 10^-scale whose `years`-th power, rounded by `rule`, is not above `value`.
Result<Decimal> root_below(const Decimal& value, int years, int scale, Rounding rule) {
  std::int64_t low = 0;
  std::int64_t high = highest_factor;
  for (int i = 0; i < scale; ++i) high *= 10;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    const auto raised = power(Decimal::of(middle, scale), years, rule);
    if (!raised) return raised;
    if (*raised <= value) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return Decimal::of(low, scale);
}

/// The mean yearly growth in percent that a total factor over `years` years means. The point is
/// rounded once, half up, by asking for the root at half a unit; the range is rounded outward.
Outcome from_factor(const FigureKey& key, const Result<Estimate>& factor, int years, Method method,
                    std::vector<FigureKey> inputs) {
  if (!factor) return conclude(key, factor, unit::percent(), rate_decimals, method, {});
  constexpr int factor_scale = rate_decimals + 2;
  const auto target = num::divide(factor->top, factor->bottom, power_scale, Rounding::half_up);
  const auto lowest = factor->range.low().rounded(power_scale, Rounding::floor);
  const auto highest = factor->range.high().rounded(power_scale, Rounding::ceiling);
  if (!target || !lowest || !highest || target->is_negative() || lowest->is_negative()) {
    return lacking(key, Lack::Reason::negative_base);
  }
  const auto fine = root_below(*target, years, factor_scale + 1, Rounding::floor);
  const auto low = root_below(*lowest, years, factor_scale + 4, Rounding::ceiling);
  const auto high = root_below(*highest, years, factor_scale + 4, Rounding::floor);
  if (!fine || !low || !high) return lacking(key, Lack::Reason::overflow);
  const auto rounded = fine->rounded(factor_scale, Rounding::half_up);
  const auto above = high->plus(Decimal::of(1, factor_scale + 4));
  if (!rounded || !above) return lacking(key, Lack::Reason::overflow);
  const auto range = num::Interval::make(*low, *above);
  if (!range) return lacking(key, Lack::Reason::overflow);
  auto growth = subtract(Estimate{*rounded, Decimal::whole(1), *range}, exactly(Decimal::whole(1)));
  if (growth) growth = shift(*growth, 2);
  return conclude(key, growth, unit::percent(), rate_decimals, method, std::move(inputs));
}

/// Π (1 + g) over the published rates of all the years; nothing when one is not published.
std::optional<Outcome> by_rates(const Cube& cube, const FigureKey& key, int years) {
  Result<Estimate> factor = exactly(Decimal::whole(1));
  std::vector<FigureKey> inputs;
  for (int i = 0; i < years; ++i) {
    const auto at = i == 0 ? std::optional(key.period) : key.period.year_before(i);
    if (!at) return {};
    if (!cube.published({key.indicator, key.place, *at, Measure::growth_yoy})) return {};
    const Outcome rate = growth_yoy(cube, key.indicator, key.place, *at);
    if (!rate) return {};
    auto step = estimate_of(*rate.answer);
    if (step) step = shift(*step, -2);
    if (step) step = add(*step, exactly(Decimal::whole(1)));
    if (factor && step) factor = multiply(*factor, *step);
    if (!step || !factor) return lacking(key, Lack::Reason::overflow);
    inputs.push_back(rate->key);
  }
  return from_factor(key, factor, years, Method::rates, std::move(inputs));
}

}  // namespace

Outcome growth_avg(const Cube& cube, IndicatorId indicator, PlaceId place, Period period,
                   int years) {
  const FigureKey key{indicator, place, period, Measure::growth_avg};
  const auto base = years >= 1 && years <= max_years ? period.year_before(years) : std::nullopt;
  if (!base) return lacking(key, Lack::Reason::not_meaningful);
  // 两年平均增速 is the geometric mean of the published rates, which share a basis with the year
  // before; prints of two distant years need not.
  if (const auto outcome = by_rates(cube, key, years)) return *outcome;
  const Outcome now = level(cube, indicator, place, period);
  const Outcome before = level(cube, indicator, place, *base);
  if (!now || !before) return lacking({&now, &before});
  if (now->unit.dimension() == Dimension::rate) {
    return lacking(key, Lack::Reason::not_meaningful);
  }
  if (const auto reason = bad_base(*before.answer)) return lacking(before->key, *reason);
  const auto pair = pair_of(*now.answer, *before.answer);
  if (!pair) return lacking(before->key, Lack::Reason::unit_mismatch);
  if (!*pair) return lacking(key, Lack::Reason::overflow);
  return from_factor(key, divide((*pair)->first, (*pair)->second), years, Method::levels,
                     inputs_of({&now, &before}));
}

}  // namespace duibiao::cube
