// Values that nobody published: computed from the figures with the cube's and compare's measures,
// the same that the page and the command line show.
#include <algorithm>
#include <map>
#include <set>

#include "compare/compare.h"
#include "cube/estimate.h"
#include "sdmx/walk.h"
#include "workspace/named.h"

namespace duibiao::sdmx {
namespace {

using Span = Transformation::Span;

/// A value with where it stands.
struct Found {
  Position at;
  Period period;
  cube::Answer answer;
};

/// Rankings are of a whole group at once: kept while the places of one indicator are gone through.
class Rankings {
 public:
  explicit Rankings(const cube::Cube& cube) : cube_(cube) {}

  const compare::Ranking* of(const Holdings::Subject& subject, Period period, compare::By by) {
    if (subject.indicator != indicator_) {
      known_.clear();
      indicator_ = subject.indicator;
    }
    const auto peers = peers_of(subject.place);
    if (peers.size() < 2) return nullptr;  // the first of one is no rank
    const auto key = std::tuple(peers.front(), peers.size(), period, by);
    auto found = known_.find(key);
    if (found == known_.end()) {
      found = known_.emplace(key, compare::rank(cube_, subject.indicator, peers, period, by)).first;
    }
    return &found->second;
  }

  const std::vector<PlaceId>& peers_of(PlaceId place) {
    const auto found = peers_.find(place);
    if (found != peers_.end()) return found->second;
    auto peers = workspace::group_named(cube_.vocabulary(), "", place);
    return peers_.emplace(place, peers ? std::move(*peers) : std::vector<PlaceId>()).first->second;
  }

 private:
  const cube::Cube& cube_;
  IndicatorId indicator_;
  std::map<std::tuple<PlaceId, std::size_t, Period, compare::By>, compare::Ranking> known_;
  std::map<PlaceId, std::vector<PlaceId>> peers_;
};

std::optional<cube::Answer> derived_only(cube::Outcome outcome) {
  if (!outcome || !outcome->derived) return std::nullopt;
  return std::move(outcome.answer);
}

const compare::Standing* standing_of(const compare::Ranking* ranking, PlaceId place) {
  if (ranking == nullptr || ranking->standings.size() < 2) return nullptr;
  const auto found = std::ranges::find(ranking->standings, place, &compare::Standing::place);
  return found == ranking->standings.end() ? nullptr : &*found;
}

std::optional<cube::Answer> rank_answer(const compare::Standing* standing, const FigureKey& key) {
  if (standing == nullptr) return std::nullopt;
  const auto rank = cube::exactly(num::Decimal::whole(standing->rank));
  return cube::conclude(key, rank, unit::rank(), 0, cube::Method::levels, {}).answer;
}

/// Own growth less that of the place above, in points: what bulletins call 高于全省.
std::optional<cube::Answer> points_above(const cube::Cube& cube, const FigureKey& key) {
  const PlaceId above = cube.vocabulary().places.at(key.place).parent;
  if (!above.known()) return std::nullopt;
  const auto own = cube::growth_yoy(cube, key.indicator, key.place, key.period);
  const auto other = cube::growth_yoy(cube, key.indicator, above, key.period);
  if (!own || !other) return std::nullopt;
  const auto a = cube::estimate_of(*own.answer);
  const auto b = cube::estimate_of(*other.answer);
  if (!a || !b) return std::nullopt;
  return cube::conclude(key, cube::subtract(*a, *b), unit::percentage_point(), cube::rate_decimals,
                        cube::Method::rates, {})
      .answer;
}

/// The best level of the group less the own one.
std::optional<cube::Answer> gap_to_best(const compare::Ranking* ranking, const FigureKey& key) {
  const compare::Standing* own = standing_of(ranking, key.place);
  if (own == nullptr) return std::nullopt;
  const cube::Answer& best = ranking->standings.front().answer;
  const auto pair = cube::pair_of(best, own->answer);
  if (!pair || !*pair) return std::nullopt;
  return cube::conclude(key, cube::subtract((*pair)->first, (*pair)->second), best.unit,
                        std::max(best.value.scale(), own->answer.value.scale()),
                        cube::Method::levels, {})
      .answer;
}

std::optional<cube::Answer> compute(const cube::Cube& cube, Rankings& rankings,
                                    const Holdings::Subject& subject, const Transformation& what,
                                    Period period) {
  const FigureKey key{subject.indicator, subject.place, period, what.measure};
  if (what.to_best) {
    return gap_to_best(rankings.of(subject, period, compare::By::level), key);
  }
  switch (what.measure) {
    case Measure::level:
      return derived_only(cube::level(cube, subject.indicator, subject.place, period));
    case Measure::growth_yoy:
      return cube::derived_growth_yoy(cube, subject.indicator, subject.place, period).answer;
    case Measure::growth_mom:
      return derived_only(cube::growth_mom(cube, subject.indicator, subject.place, period));
    case Measure::share: {
      const PlaceId above = cube.vocabulary().places.at(subject.place).parent;
      if (!above.known()) return std::nullopt;
      return derived_only(cube::share_of_place(cube, subject.indicator, subject.place, above,
                                               period, unit::percent()));
    }
    case Measure::rank:
      return rank_answer(
          standing_of(rankings.of(subject, period, compare::By::level), subject.place), key);
    case Measure::growth_rank:
      return rank_answer(
          standing_of(rankings.of(subject, period, compare::By::growth), subject.place), key);
    case Measure::gap_pp:
      return points_above(cube, key);
    default:
      return std::nullopt;
  }
}

/// The stretches that may have a value: those that end with a month that has a level or a growth.
std::vector<Period> candidates(const cube::Cube& cube, const Holdings::Subject& subject) {
  std::set<Period> out;
  for (const Measure measure : {Measure::level, Measure::growth_yoy}) {
    if (!subject.has(measure)) continue;
    for (const auto& point : cube.series(subject.indicator, subject.place, measure)) {
      if (!point.period.has_months()) {
        out.insert(point.period);
        continue;
      }
      const int year = point.period.year();
      const int last = point.period.last_month();
      for (const int first : {1, last, last - 2, last - 5}) {
        if (first < 1) continue;
        if (const auto span = Period::range(year, first, last)) out.insert(span->canonical());
      }
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace

std::vector<Transformation> derived_transformations() {
  std::vector<Transformation> out;
  for (const Span span : {Span::period, Span::to_date}) {
    for (const Measure measure :
         {Measure::level, Measure::growth_yoy, Measure::growth_mom, Measure::share, Measure::rank,
          Measure::growth_rank, Measure::gap_pp}) {
      if (measure == Measure::growth_mom && span == Span::to_date) continue;
      out.push_back({span, 0, measure, true, false});
    }
    out.push_back({span, 0, Measure::level, true, true});
  }
  return out;
}

std::optional<Problem> derive(const Holdings& holdings, const Filter& filter, Collector& into,
                              std::size_t most) {
  if (filter.derived().empty()) return std::nullopt;
  const cube::Cube& cube = *holdings.cube;
  Rankings rankings(cube);
  std::size_t tries = 0;
  for (const Holdings::Subject& subject : holdings.subjects) {
    if (!filter.takes(subject)) continue;
    const auto periods = candidates(cube, subject);
    for (const Transformation& what : filter.derived()) {
      for (const Period& period : periods) {
        for (Position at : positions_of(period, what.measure)) {
          at.what.derived = true;
          at.what.to_best = what.to_best;
          if (at.what != what || !filter.takes_frequency(at.freq) || !filter.takes_time(at)) {
            continue;
          }
          if (++tries > most) {
            return Problem{
                Problem::Code::too_large,
                {"推算值太多，请缩小地区、指标或时期的范围",
                 "too many derived values: ask for fewer places, indicators or periods"}};
          }
          auto answer = compute(cube, rankings, subject, what, period);
          if (!answer) continue;
          into.add(subject, at,
                   {.time = at.time,
                    .period = period,
                    .value = answer->value,
                    .unit = answer->unit,
                    .status = ObsStatus::estimated,
                    .source = nullptr,
                    .released = {},
                    .vintage = {},
                    .method = answer->method});
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace duibiao::sdmx
