#include <algorithm>
#include <cmath>
#include <utility>

#include "compare/compare.h"
#include "cube/estimate.h"

namespace duibiao::compare {
namespace {

using cube::Outcome;

/// A level and the growth that goes with it, of a place or of a group's mean.
struct Side {
  PlaceId place;
  Outcome level;
  Outcome growth;
};

Side side_of(const cube::Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  return {place, cube::level(cube, indicator, place, period),
          cube::growth_yoy(cube, indicator, place, period)};
}

/// The sum of the members' levels, of those that have one in the first one's dimension.
struct Total {
  Result<cube::Estimate> sum = cube::exactly(num::Decimal());
  int count = 0;
  Unit unit;
  std::vector<FigureKey> inputs;

  void take(const Outcome& level) {
    if (!level || !sum) return;
    if (count == 0) unit = level->unit;
    const auto power = level->unit == unit ? 0 : power_between(level->unit, unit);
    auto part = cube::estimate_of(*level.answer);
    if (!power || !part) return;
    part = cube::shift(*part, *power);
    if (!part) return;
    sum = cube::add(*sum, *part);
    inputs.insert(inputs.end(), level->inputs.begin(), level->inputs.end());
    ++count;
  }
};

/// The group's mean level, and (where places add up) the growth of the group as a whole, over the
/// members that have both years.
Side mean_of(const cube::Cube& cube, IndicatorId indicator, std::span<const PlaceId> group,
             Period period) {
  const FigureKey level_key{indicator, {}, period, Measure::level};
  const FigureKey growth_key{indicator, {}, period, Measure::growth_yoy};
  Side mean{{},
            cube::lacking(level_key, cube::Lack::Reason::missing),
            cube::lacking(growth_key, cube::Lack::Reason::not_additive)};
  const auto before = period.year_before();
  Total all;
  Total now;
  Total base;
  int decimals = cube::rate_decimals;
  for (const PlaceId place : group) {
    const Outcome level = cube::level(cube, indicator, place, period);
    if (!level) continue;
    decimals = std::max(decimals, level->value.scale());
    all.take(level);
    const Outcome earlier = before ? cube::level(cube, indicator, place, *before) : Outcome{};
    if (!earlier) continue;
    now.take(level);
    base.take(earlier);
  }
  if (all.count == 0) return mean;
  auto level =
      all.sum ? cube::divide(*all.sum, cube::exactly(num::Decimal::whole(all.count))) : all.sum;
  mean.level = cube::conclude(level_key, level, all.unit, decimals, cube::Method::levels,
                              std::move(all.inputs));
  if (!cube::indicator_at(cube, indicator).additive) return mean;
  if (now.count == 0 || now.count != base.count || now.unit != base.unit || !now.sum || !base.sum) {
    mean.growth = cube::lacking(growth_key, cube::Lack::Reason::missing);
    return mean;
  }
  auto growth = cube::relative_change(*now.sum, *base.sum);
  if (growth) growth = cube::shift(*growth, 2);
  now.inputs.insert(now.inputs.end(), base.inputs.begin(), base.inputs.end());
  mean.growth = cube::conclude(growth_key, growth, unit::percent(), cube::rate_decimals,
                               cube::Method::levels, std::move(now.inputs));
  return mean;
}

void fill_levels(Gap& gap, const FigureKey& key) {
  const auto pair = cube::pair_of(*gap.own.answer, *gap.other.answer);
  if (!pair || !*pair) return;
  const Unit unit = gap.own->unit;
  const auto inputs = cube::inputs_of({&gap.own, &gap.other});
  FigureKey of = key;
  of.measure = Measure::increment;
  gap.absolute = cube::conclude(of, cube::subtract((*pair)->second, (*pair)->first), unit,
                                std::max(gap.own->value.scale(), gap.other->value.scale()),
                                cube::Method::levels, inputs)
                     .answer;
  if (cube::bad_base(*gap.other.answer)) return;
  of.measure = Measure::ratio;
  auto ratio = cube::divide((*pair)->first, (*pair)->second);
  if (ratio) ratio = cube::shift(*ratio, 2);
  gap.ratio =
      cube::conclude(of, ratio, unit::percent(), cube::rate_decimals, cube::Method::levels, inputs)
          .answer;
}

void fill_growth(Gap& gap, const FigureKey& key, const Side& own, const Side& other) {
  if (!own.growth || !other.growth) return;
  const auto a = cube::estimate_of(*own.growth.answer);
  const auto b = cube::estimate_of(*other.growth.answer);
  if (!a || !b) return;
  FigureKey of = key;
  of.measure = Measure::gap_pp;
  gap.growth_points =
      cube::conclude(of, cube::subtract(*a, *b), unit::percentage_point(), cube::rate_decimals,
                     cube::Method::rates, cube::inputs_of({&own.growth, &other.growth}))
          .answer;
}

/// Display arithmetic in doubles: a projection is not a verdict.
void fill_catch_up(Gap& gap, const Side& own, const Side& other, bool higher_is_better) {
  if (!gap.ratio) return;
  const double behind = -std::log(gap.ratio->point.approx() / 100);  // ln(other ÷ own)
  if (higher_is_better ? !(behind > 0) : !(behind < 0)) {
    gap.catch_up = Gap::CatchUp::ahead;
    return;
  }
  if (!own.growth || !other.growth || !std::isfinite(behind)) return;
  const double mine = 1 + own.growth->point.approx() / 100;
  const double theirs = 1 + other.growth->point.approx() / 100;
  if (mine <= 0 || theirs <= 0) return;
  const double years = behind / std::log(mine / theirs);
  if (std::isfinite(years) && years > 0) {
    gap.years_to_catch_up = years;
    gap.catch_up = Gap::CatchUp::years;
  } else {
    gap.catch_up = Gap::CatchUp::never;
  }
}

Gap gap_between(const Side& own, const Side& other, IndicatorId indicator, Period period,
                bool higher_is_better) {
  Gap gap{.peer = other.place,
          .is_best = false,
          .own = own.level,
          .other = other.level,
          .absolute = {},
          .ratio = {},
          .growth_points = {},
          .years_to_catch_up = {}};
  const FigureKey key{indicator, own.place, period, Measure::level};
  if (gap.own && gap.other) fill_levels(gap, key);
  fill_growth(gap, key, own, other);
  fill_catch_up(gap, own, other, higher_is_better);
  return gap;
}

}  // namespace

std::vector<Gap> gaps(const cube::Cube& cube, IndicatorId indicator, PlaceId own,
                      std::span<const PlaceId> peers, std::span<const PlaceId> group,
                      Period period) {
  const bool up = cube::indicator_at(cube, indicator).higher_is_better;
  const Side mine = side_of(cube, indicator, own, period);
  std::vector<Gap> gaps;
  for (const PlaceId peer : peers) {
    gaps.push_back(
        gap_between(mine, side_of(cube, indicator, peer, period), indicator, period, up));
  }
  const Ranking ranking = rank(cube, indicator, group, period, By::level);
  if (ranking.standings.size() < 2) return gaps;  // a group of one has no best and no mean
  const PlaceId best = ranking.standings.front().place;
  const auto named = std::ranges::find(gaps, best, &Gap::peer);
  if (named != gaps.end()) {
    named->is_best = true;
  } else if (best != own) {
    gaps.push_back(
        gap_between(mine, side_of(cube, indicator, best, period), indicator, period, up));
    gaps.back().is_best = true;
  }
  // The mean's growth is computed, so the place's own is too: two ways of reckoning do not mix.
  Side reckoned = mine;
  reckoned.growth = cube::derived_growth_yoy(cube, indicator, own, period);
  gaps.push_back(
      gap_between(reckoned, mean_of(cube, indicator, group, period), indicator, period, up));
  return gaps;
}

}  // namespace duibiao::compare
