#include <algorithm>
#include <array>
#include <utility>

#include "cube/estimate.h"

namespace duibiao::cube {
namespace {

// A formula may name indicators with formulas; a catalogue is checked for unknown names, not for
// loops, so the descent is bounded here.
constexpr int max_formula_depth = 8;

/// A published span of months inside one year, as a step between month ends (0 … 12).
struct Step {
  int from = 0;
  int to = 0;
  Outcome level;
};

Outcome level_at(const Cube& cube, const FigureKey& key, int depth);

FigureKey with_period(FigureKey key, const Period& period) {
  key.period = period;
  return key;
}

void add_step(const Cube& cube, const FigureKey& key, const Result<Period>& period, Unit unit,
              std::vector<Step>& steps) {
  if (!period) return;
  const FigureKey at = with_period(key, *period);
  const auto published = cube.published(at);
  if (!published) return;
  Outcome level = from_published(at, *published, unit);
  if (level) steps.push_back({period->first_month() - 1, period->last_month(), std::move(level)});
}

/// Everything published for the months of one year; year-to-date spans first, because differences
/// of cumulative values are what the bureau itself uses.
std::vector<Step> published_steps(const Cube& cube, const FigureKey& key, Unit unit) {
  std::vector<Step> steps;
  const int year = key.period.year();
  for (int m = 1; m <= 12; ++m) add_step(cube, key, Period::to_date(year, m), unit, steps);
  for (int m = 2; m <= 12; ++m) add_step(cube, key, Period::month(year, m), unit, steps);
  for (int q = 2; q <= 4; ++q) add_step(cube, key, Period::quarter(year, q), unit, steps);
  add_step(cube, key, Period::half(year, 2), unit, steps);
  const auto fits = [&](const Step& step) {
    return step.level->unit.dimension() == unit.dimension();
  };
  if (steps.empty()) return steps;
  const bool catalogue_unit = std::any_of(steps.begin(), steps.end(), fits);
  const Dimension wanted = catalogue_unit ? unit.dimension() : steps[0].level->unit.dimension();
  std::erase_if(steps, [&](const Step& step) { return step.level->unit.dimension() != wanted; });
  return steps;
}

/// The shortest way from one month end to another over published spans: the level of a flow
/// between two dates is the same on every way, and each step adds its rounding. Breadth first;
/// the first found of equally short ways. Entries are the step and its sign.
std::vector<std::pair<const Step*, int>> shortest_way(const std::vector<Step>& steps, int from,
                                                      int to) {
  std::array<std::pair<const Step*, int>, 13> reached_by{};
  std::array<bool, 13> seen{};
  std::vector<int> queue{from};
  seen[static_cast<std::size_t>(from)] = true;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const int at = queue[head];
    for (const Step& step : steps) {
      if (step.from != at && step.to != at) continue;
      const int next = step.from == at ? step.to : step.from;
      if (std::exchange(seen[static_cast<std::size_t>(next)], true)) continue;
      reached_by[static_cast<std::size_t>(next)] = {&step, step.from == at ? 1 : -1};
      queue.push_back(next);
    }
  }
  std::vector<std::pair<const Step*, int>> way;
  if (!seen[static_cast<std::size_t>(to)]) return way;
  for (int at = to; at != from;) {
    const auto [step, sign] = reached_by[static_cast<std::size_t>(at)];
    way.emplace_back(step, sign);
    at = sign > 0 ? step->from : step->to;
  }
  std::reverse(way.begin(), way.end());
  return way;
}

/// What to name when no way leads there: for a month the cumulative value that is absent beside
/// the one that is there.
Outcome lacks_of_spans(const FigureKey& key, const std::vector<Step>& steps) {
  const Period& period = key.period;
  const auto has = [&](int from, int to) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& s) { return s.from == from && s.to == to; });
  };
  const int first = period.first_month();
  const int last = period.last_month();
  if (first == 1 && last == 1 && has(0, 2)) {
    return lacking(key, Lack::Reason::jan_feb_together);
  }
  if (first == 1 || has(0, first - 1) == has(0, last)) {
    return lacking(key, Lack::Reason::missing);
  }
  const int absent = has(0, last) ? first - 1 : last;
  const auto span =
      absent == 1 ? Period::month(period.year(), 1) : Period::to_date(period.year(), absent);
  if (!span) return lacking(key, Lack::Reason::missing);
  return lacking(with_period(key, *span),
                 absent == 1 ? Lack::Reason::jan_feb_together : Lack::Reason::missing);
}

Outcome by_spans(const Cube& cube, const FigureKey& key, Unit unit) {
  const std::vector<Step> steps = published_steps(cube, key, unit);
  const auto way = shortest_way(steps, key.period.first_month() - 1, key.period.last_month());
  if (way.empty()) return lacks_of_spans(key, steps);
  Unit common = way.front().first->level->unit;
  if (way.front().first->level->unit.dimension() == unit.dimension()) common = unit;
  Result<Estimate> sum = exactly(num::Decimal());
  std::vector<FigureKey> inputs;
  for (const auto& [step, sign] : way) {
    const Answer& part = *step->level.answer;
    auto amount = estimate_of(part);
    if (amount && part.unit != common) {
      amount = shift(*amount, power_between(part.unit, common).value_or(0));
    }
    if (!amount) return lacking(part.key, Lack::Reason::overflow);
    sum = sign > 0 ? add(*sum, *amount) : subtract(*sum, *amount);
    if (!sum) return lacking(key, Lack::Reason::overflow);
    inputs.push_back(part.key);
  }
  return conclude(key, sum, common, num::Decimal::max_scale, Method::spans, std::move(inputs));
}

/// A stock stands on a day: the end of September is the end of «1-9月» and of the third quarter.
Outcome by_stock_date(const Cube& cube, const FigureKey& key, Unit unit) {
  const int year = key.period.year();
  const int month = key.period.last_month();
  const std::array<Result<Period>, 4> names{
      Period::to_date(year, month), Period::month(year, month),
      Period::quarter(year, (month + 2) / 3), Period::half(year, month > 6 ? 2 : 1)};
  for (const auto& name : names) {
    if (!name || name->last_month() != month) continue;
    const FigureKey at = with_period(key, *name);
    const auto published = cube.published(at);
    if (!published) continue;
    Outcome found = from_published(at, *published, unit);
    if (!found) continue;
    found.answer->key = key;
    found.answer->derived = true;
    found.answer->published.reset();
    found.answer->method = Method::stock_date;
    return found;
  }
  return lacking(key, Lack::Reason::missing);
}

Outcome by_sum(const Cube& cube, const FigureKey& key, const Indicator& about, int depth) {
  Result<Estimate> sum = exactly(num::Decimal());
  Outcome lacks;
  bool any = false;
  std::vector<FigureKey> inputs;
  for (const FormulaTerm& term : about.sum) {
    FigureKey at = key;
    at.indicator = term.indicator;
    const Outcome part = level_at(cube, at, depth + 1);
    if (!part) {
      lacks.lacks.insert(lacks.lacks.end(), part.lacks.begin(), part.lacks.end());
      continue;
    }
    any = true;
    auto amount = estimate_of(*part.answer);
    if (amount && part->unit != about.unit) {
      const auto power = power_between(part->unit, about.unit);
      if (!power) return lacking(at, Lack::Reason::unit_mismatch);
      amount = shift(*amount, *power);
    }
    if (sum && amount) sum = term.sign > 0 ? add(*sum, *amount) : subtract(*sum, *amount);
    if (!sum || !amount) return lacking(at, Lack::Reason::overflow);
    inputs.insert(inputs.end(), part->inputs.begin(), part->inputs.end());
  }
  if (!any) return lacking(key, Lack::Reason::missing);
  if (!lacks.lacks.empty()) return lacks;
  return conclude(key, sum, about.unit, num::Decimal::max_scale, Method::formula_sum,
                  std::move(inputs));
}

/// The power of ten that brings top ÷ bottom (both in their own units) to the quotient's unit.
std::optional<int> quotient_power(Unit top, Unit bottom, Unit result) {
  switch (result.dimension()) {
    case Dimension::rate:  // the base unit of rates is the percent
      if (top.dimension() != bottom.dimension()) return {};
      return top.power() - bottom.power() + 2 - result.power();
    case Dimension::times:
      if (top.dimension() != bottom.dimension()) return {};
      return top.power() - bottom.power() - result.power();
    default:
      if (top.dimension() != result.dimension() || !result.known()) return {};
      return top.power() - bottom.power() - result.power();
  }
}

struct Divisor {
  Outcome level;
  Method method = Method::formula_ratio;
};

/// Per-head figures of a year divide by the mean of two year-ends (国家统计局: 年平均人口); with
/// one year-end only that one is used, and the method says so.
Divisor divisor_of(const Cube& cube, const FigureKey& key, int depth) {
  Divisor divisor{level_at(cube, key, depth + 1)};
  const bool whole_year = key.period.is_year_to_date() && key.period.last_month() == 12;
  if (!divisor.level || !whole_year) return divisor;
  if (indicator_at(cube, key.indicator).kind != IndicatorKind::stock) return divisor;
  const auto before = key.period.year_before();
  if (!before) return divisor;
  const Outcome begin = level_at(cube, with_period(key, *before), depth + 1);
  if (!begin) return divisor;
  const auto pair = pair_of(*divisor.level.answer, *begin.answer);
  if (!pair || !*pair) return divisor;
  auto mean = add((*pair)->first, (*pair)->second);
  if (mean) mean = multiply(*mean, exactly(num::Decimal::of(5, 1)));
  Outcome level = conclude(key, mean, divisor.level->unit, num::Decimal::max_scale, Method::spans,
                           inputs_of({&divisor.level, &begin}));
  if (level) divisor = {std::move(level), Method::formula_mean};
  return divisor;
}

Outcome by_quotient(const Cube& cube, const FigureKey& key, const Indicator& about, int depth) {
  FigureKey top_key = key;
  top_key.indicator = about.quotient->numerator;
  FigureKey bottom_key = key;
  bottom_key.indicator = about.quotient->denominator;
  const Outcome top = level_at(cube, top_key, depth + 1);
  const Divisor bottom = divisor_of(cube, bottom_key, depth);
  if (!top && !bottom.level) return lacking(key, Lack::Reason::missing);
  if (!top || !bottom.level) return lacking({&top, &bottom.level});
  const auto power = quotient_power(top->unit, bottom.level->unit, about.unit);
  if (!power) return lacking(key, Lack::Reason::unit_mismatch);
  const auto a = estimate_of(*top.answer);
  const auto b = estimate_of(*bottom.level.answer);
  if (!a || !b) return lacking(key, Lack::Reason::overflow);
  auto quotient = divide(*a, *b);
  if (quotient) quotient = shift(*quotient, *power);
  return conclude(key, quotient, about.unit, rate_decimals, bottom.method,
                  inputs_of({&top, &bottom.level}));
}

Outcome level_at(const Cube& cube, const FigureKey& key, int depth) {
  const Indicator& about = indicator_at(cube, key.indicator);
  if (const auto published = cube.published(key)) {
    return from_published(key, *published, about.unit);
  }
  Outcome found = lacking(key, Lack::Reason::missing);
  const Period::Kind kind = key.period.kind();
  const bool months = kind != Period::Kind::week && kind != Period::Kind::day;
  if (!key.period.known() || depth >= max_formula_depth) return found;
  if (months && about.kind == IndicatorKind::flow) found = by_spans(cube, key, about.unit);
  if (months && about.kind == IndicatorKind::stock) found = by_stock_date(cube, key, about.unit);
  if (found) return found;
  Outcome formula;
  if (!about.sum.empty()) {
    formula = by_sum(cube, key, about, depth);
  } else if (about.quotient) {
    formula = by_quotient(cube, key, about, depth);
  } else {
    return found;
  }
  // When neither the figure nor its parts are there, the figure itself is what was lacking.
  return formula ? formula : lacking({&formula});
}

}  // namespace

Outcome level(const Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  return level_at(cube, {indicator, place, period, Measure::level}, 0);
}

}  // namespace duibiao::cube
