#include <algorithm>
#include <utility>

#include "compare/compare.h"
#include "cube/estimate.h"

namespace duibiao::compare {
namespace {

using cube::Answer;
using cube::Outcome;

/// A member with its figure, in the unit shared by the whole ranking.
struct Contender {
  PlaceId place;
  Answer answer;
  num::Ratio point;
  num::Interval range;
};

struct Field {
  std::vector<Contender> contenders;
  std::vector<PlaceId> missing;
};

Outcome measured(const cube::Cube& cube, IndicatorId indicator, PlaceId place, Period period,
                 By by) {
  return by == By::level ? cube::level(cube, indicator, place, period)
                         : cube::growth_yoy(cube, indicator, place, period);
}

/// Where lower is better, everything is mirrored, so that «above» always means «better».
std::optional<Contender> contender(PlaceId place, const Answer& answer, Unit unit, bool mirrored) {
  Contender one{place, answer, answer.point, answer.range};
  if (answer.unit != unit) {
    const auto power = power_between(answer.unit, unit);
    if (!power) return {};
    const auto value = answer.value.shifted(*power);
    const auto range = answer.range.shifted(*power);
    if (!value || !range) return {};
    one.point = num::Ratio::of(*value);
    one.range = *range;
  }
  if (mirrored) {
    const auto top = num::Decimal::make(-one.point.numerator(), 0);
    const auto bottom = num::Decimal::make(one.point.denominator(), 0);
    if (!top || !bottom) return {};
    const auto negative = num::Ratio::make(*top, *bottom);
    if (!negative) return {};
    one.point = *negative;
    one.range = one.range.negated();
  }
  return one;
}

Field line_up(const cube::Cube& cube, IndicatorId indicator, std::span<const PlaceId> members,
              Period period, By by) {
  const Indicator& about = cube::indicator_at(cube, indicator);
  const PlaceRegistry& places = cube.vocabulary().places;
  Field field;
  std::optional<Unit> common;
  for (const PlaceId place : members) {
    const Outcome outcome = measured(cube, indicator, place, period, by);
    if (outcome && !common) common = outcome->unit;
    auto one = outcome ? contender(place, *outcome.answer, *common, !about.higher_is_better)
                       : std::nullopt;
    if (one) {
      field.contenders.push_back(std::move(*one));
    } else {
      field.missing.push_back(place);
    }
  }
  std::sort(field.contenders.begin(), field.contenders.end(),
            [&](const Contender& a, const Contender& b) {
              const auto order = a.point <=> b.point;
              return order != 0 ? order > 0 : places.at(a.place).code < places.at(b.place).code;
            });
  return field;
}

/// Competition ranks of contenders sorted best first: 1, 2, 2, 4.
std::vector<int> ranks_of(const std::vector<Contender>& contenders) {
  std::vector<int> ranks(contenders.size());
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    const bool tied = i > 0 && contenders[i].point == contenders[i - 1].point;
    ranks[i] = tied ? ranks[i - 1] : static_cast<int>(i) + 1;
  }
  return ranks;
}

/// The possible ranks: best = 1 + those wholly above, worst = 1 + those possibly above. With the
/// ends sorted once, each contender asks two binary searches.
class PossibleRanks {
 public:
  explicit PossibleRanks(const std::vector<Contender>& contenders) {
    for (const Contender& one : contenders) {
      by_low_.push_back(&one.range);
      by_high_.push_back(&one.range);
    }
    std::sort(by_low_.begin(), by_low_.end(),
              [](const auto* a, const auto* b) { return a->low() < b->low(); });
    std::sort(by_high_.begin(), by_high_.end(),
              [](const auto* a, const auto* b) { return a->high() < b->high(); });
  }

  [[nodiscard]] int best(const num::Interval& mine) const {
    const auto at_high = std::partition_point(
        by_low_.begin(), by_low_.end(),
        [&](const num::Interval* other) { return other->low() < mine.high(); });
    int above = 0;
    auto it = at_high;
    // Touching ends: above only when one of the two ends is not reached.
    for (; it != by_low_.end() && (*it)->low() == mine.high(); ++it) {
      if (*it != &mine && num::wholly_above(**it, mine)) ++above;
    }
    return 1 + above + static_cast<int>(by_low_.end() - it);
  }

  [[nodiscard]] int worst(const num::Interval& mine) const {
    const auto above = std::partition_point(
        by_high_.begin(), by_high_.end(),
        [&](const num::Interval* other) { return !(other->high() > mine.low()); });
    const int count = static_cast<int>(by_high_.end() - above);
    const bool counts_itself = mine.high() > mine.low();
    return 1 + count - (counts_itself ? 1 : 0);
  }

 private:
  std::vector<const num::Interval*> by_low_;
  std::vector<const num::Interval*> by_high_;
};

/// Shares of the group's total; only when the total is complete.
void fill_shares(std::vector<Standing>& standings, By by) {
  Result<cube::Estimate> total = cube::exactly(num::Decimal());
  std::optional<Unit> common;
  std::vector<cube::Estimate> parts;
  std::vector<FigureKey> of;
  for (const Standing& standing : standings) {
    const Answer* level = by == By::level   ? &standing.answer
                          : standing.growth ? &*standing.growth
                                            : nullptr;
    if (level == nullptr) return;
    if (!common) common = level->unit;
    const auto power = level->unit == *common ? 0 : power_between(level->unit, *common);
    auto part = cube::estimate_of(*level);
    if (!power || !part) return;
    part = cube::shift(*part, *power);
    if (!part) return;
    total = cube::add(*total, *part);
    if (!total) return;
    parts.push_back(*part);
    of.push_back(level->key);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto share = cube::divide(parts[i], *total);
    if (share) share = cube::shift(*share, 2);
    standings[i].share =
        cube::conclude({of[i].indicator, of[i].place, of[i].period, Measure::share}, share,
                       unit::percent(), cube::rate_decimals, cube::Method::levels, {of[i]})
            .answer;
  }
}

}  // namespace

Ranking rank(const cube::Cube& cube, IndicatorId indicator, std::span<const PlaceId> members,
             Period period, By by, std::optional<Period> before) {
  Ranking ranking{.indicator = indicator,
                  .period = period,
                  .by = by,
                  .period_before = before ? *before : period.year_before().value_or(Period()),
                  .standings = {},
                  .missing = {}};
  Field field = line_up(cube, indicator, members, period, by);
  ranking.missing = std::move(field.missing);
  const std::vector<int> ranks = ranks_of(field.contenders);
  const PossibleRanks possible(field.contenders);
  const By other = by == By::level ? By::growth : By::level;
  for (std::size_t i = 0; i < field.contenders.size(); ++i) {
    const Contender& one = field.contenders[i];
    ranking.standings.push_back(
        {.place = one.place,
         .answer = one.answer,
         .growth = measured(cube, indicator, one.place, period, other).answer,
         .rank = ranks[i],
         .best = possible.best(one.range),
         .worst = possible.worst(one.range),
         .rank_before = {},
         .share = {}});
  }
  if (ranking.period_before.known()) {
    const Field earlier = line_up(cube, indicator, members, ranking.period_before, by);
    const std::vector<int> earlier_ranks = ranks_of(earlier.contenders);
    for (Standing& standing : ranking.standings) {
      for (std::size_t i = 0; i < earlier.contenders.size(); ++i) {
        if (earlier.contenders[i].place == standing.place) {
          standing.rank_before = earlier_ranks[i];
        }
      }
    }
  }
  if (cube::indicator_at(cube, indicator).additive && ranking.missing.empty()) {
    fill_shares(ranking.standings, by);
  }
  return ranking;
}

}  // namespace duibiao::compare
