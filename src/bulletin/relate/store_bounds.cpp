#include "bulletin/relate/store_bounds.h"

#include <algorithm>
#include <utility>

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

constexpr int quotient_scale = 12;
constexpr int months_near = 3;  ///< how far off a year to date still says something
constexpr std::int64_t to_date_factor = 2;
constexpr std::int64_t season_factor = 6;
constexpr std::int64_t stock_factor = 3;
/// A month weighs at most so many times its calendar share in the year before.
constexpr std::int64_t month_weight = 4;
/// Rates beyond ±50 % belong to places whose single months can be anything.
constexpr Decimal slowest_tame = Decimal::of(5, 1);
constexpr Decimal fastest_tame = Decimal::of(15, 1);

/// Gathers bounds; the intersection of all is what stays possible.
class Gathering {
 public:
  explicit Gathering(const cube::Cube& cube, const FigureKey& key) : cube_(cube), key_(key) {}

  [[nodiscard]] std::optional<Level> level(const Period& period) const {
    if (period.same_span(key_.period)) return std::nullopt;
    auto found = level_of(cube_, key_.indicator, key_.place, period);
    // Sums worked back from the very figure that is sought, or negative ones, bound nothing.
    if (!found || found->answer.range.low().is_negative()) return std::nullopt;
    if (std::ranges::any_of(found->answer.inputs, [&](const FigureKey& input) {
          return input.place == key_.place && input.period.same_span(key_.period) &&
                 input.measure == Measure::level;
        })) {
      return std::nullopt;
    }
    return found;
  }

  /// The figure lies in level × [low, high].
  void within(const Level& level, const Interval& factor) {
    const auto range = level.answer.range.times(factor);
    if (range) meet_with(*range, level.answer.unit, level.evidence);
  }

  void meet_with(const Interval& range, Unit unit, const std::vector<Evidence>& evidence) {
    bool tighter = !bounds_;
    if (!bounds_) {
      bounds_ = Bounds{range, unit, {}, {}};
    } else {
      const auto here = brought(range, unit, bounds_->unit);
      if (!here) return;
      const Decimal low = std::max(bounds_->range.low(), here->low());
      const Decimal high = std::min(bounds_->range.high(), here->high());
      const auto both = Interval::make(low, high);
      if (!both) {
        contradicted_ = true;
        return;
      }
      tighter = *both != bounds_->range;
      bounds_->range = *both;
    }
    if (tighter) {
      bounds_->evidence.insert(bounds_->evidence.end(), evidence.begin(), evidence.end());
    }
  }

  /// Nothing when the figures near by contradict each other: then none is to be trusted.
  [[nodiscard]] std::optional<Bounds> finish() {
    if (!bounds_ || contradicted_) return std::nullopt;
    const Unit unit = bounds_->unit;
    std::string zh;
    std::string en;
    for (const Evidence& evidence : bounds_->evidence) {
      const Message text = figure_text(cube_, evidence);
      zh += (zh.empty() ? "" : "、") + text.zh;
      en += (en.empty() ? "" : "; ") + text.en;
    }
    const std::string low = shown(Interval::point(rounded(bounds_->range.low())));
    const std::string high = shown(Interval::point(rounded(bounds_->range.high())));
    const Message name = name_of(cube_, key_);
    bounds_->reason = {
        zh + "，" + name.zh + "应在" + low + "～" + high + std::string(unit.symbol()) + "之间",
        en + "; so " + name.en + " lies between " + low + " and " +
            printed_en(rounded(bounds_->range.high()), unit)};
    return bounds_;
  }

  [[nodiscard]] const cube::Cube& cube() const { return cube_; }
  [[nodiscard]] const FigureKey& key() const { return key_; }

 private:
  static Decimal rounded(const Decimal& value) {
    constexpr int decimals = 2;
    return value.rounded(decimals, num::Rounding::half_up).value_or(value);
  }

  const cube::Cube& cube_;
  FigureKey key_;
  std::optional<Bounds> bounds_;
  bool contradicted_ = false;
};

/// [1 ÷ factor, factor].
Interval around(std::int64_t factor) {
  const Decimal top = Decimal::whole(factor);
  const auto low = num::divide(Decimal::whole(1), top, quotient_scale, num::Rounding::floor);
  const auto both = Interval::make(low.value_or(Decimal()), top);
  return both.value_or(Interval::point(Decimal::whole(1)));
}

/// What a year to date through `m` may be, as a multiple of the one through `other`.
Interval to_date_multiple(int m, int other) {
  const Decimal one = Decimal::whole(1);
  if (m > other) {
    const auto high = num::divide(Decimal::whole(m * to_date_factor), Decimal::whole(other),
                                  quotient_scale, num::Rounding::ceiling);
    return Interval::make(one, high.value_or(one)).value_or(Interval::point(one));
  }
  const auto low = num::divide(Decimal::whole(m), Decimal::whole(other * to_date_factor),
                               quotient_scale, num::Rounding::floor);
  return Interval::make(low.value_or(Decimal()), one).value_or(Interval::point(one));
}

/// Of the nearest year to date before and after, up to three months off.
void by_year_to_date(Gathering& gathering) {
  const Period& own = gathering.key().period;
  const int m = own.last_month();
  for (const int step : {-1, 1}) {
    for (int k = 1; k <= months_near; ++k) {
      const int other = m + step * k;
      if (other < 1 || other > 12) break;
      const auto period = Period::to_date(own.year(), other);
      const auto level = period ? gathering.level(*period) : std::nullopt;
      if (!level) continue;
      gathering.within(*level, to_date_multiple(m, other));
      break;
    }
  }
}

/// A span inside the year is not above the year to date that ends with it.
void by_sum_so_far(Gathering& gathering) {
  const auto sum = gathering.key().period.to_date_through();
  const auto level = sum ? gathering.level(*sum) : std::nullopt;
  if (!level) return;
  const auto range = Interval::make(Decimal(), level->answer.range.high());
  if (range) gathering.meet_with(*range, level->answer.unit, level->evidence);
}

/// Of the spans before and after, and of the same span in the years beside.
void by_neighbours(Gathering& gathering, std::int64_t factor) {
  const Period& own = gathering.key().period;
  std::vector<Period> near;
  const auto add = [&near](const std::optional<Period>& period) {
    if (period && period->known()) near.push_back(*period);
  };
  add(own.year_before());
  add(own.year_before(-1));
  const bool single = !own.is_year_to_date() || own.is_single_month();
  if (single && own.has_months() && own.kind() != Period::Kind::to_date) add(own.previous());
  for (const Period& period : near) {
    const auto level = gathering.level(period);
    if (!level) continue;
    gathering.within(*level, around(factor));
  }
}

/// Last year's level × (1 + published growth), give or take a revised base.
void by_growth(Gathering& gathering) {
  const FigureKey& key = gathering.key();
  const cube::Cube& cube = gathering.cube();
  if (cube::indicator_at(cube, key.indicator).growth_basis != GrowthBasis::nominal) return;
  const auto before = key.period.year_before();
  const auto base = before ? gathering.level(*before) : std::nullopt;
  if (!base) return;
  const FigureKey rate_key{key.indicator, key.place, key.period, Measure::growth_yoy};
  if (!cube.published(rate_key)) return;
  const auto growth = growth_of(cube, key.indicator, key.place, key.period);
  const auto rate = growth ? growth->range.shifted(-2) : Result<Interval>(Interval());
  const auto factor = rate ? rate->plus(Interval::point(Decimal::whole(1))) : rate;
  if (!growth || !factor || factor->low().is_negative()) return;
  // Twice what a base may move: this is to find slips, not revisions.
  Level with_rate = *base;
  with_rate.evidence.insert(with_rate.evidence.end(), growth->evidence.begin(),
                            growth->evidence.end());
  gathering.within(with_rate, widened(widened(*factor, revision_between_documents()),
                                      revision_between_documents()));
}

/// Not above the figure of the place around.
void by_place_around(Gathering& gathering) {
  const FigureKey& key = gathering.key();
  const cube::Cube& cube = gathering.cube();
  if (!cube::indicator_at(cube, key.indicator).additive) return;
  const PlaceRegistry& places = cube.vocabulary().places;
  for (PlaceId whole = places.at(key.place).parent; whole.known();
       whole = places.at(whole).parent) {
    const auto level = level_of(cube, key.indicator, whole, key.period);
    if (!level || level->answer.range.low().is_negative()) continue;
    const auto range = Interval::make(Decimal(), level->answer.range.high());
    if (range) gathering.meet_with(*range, level->answer.unit, level->evidence);
    return;
  }
}

bool never_negative(const Indicator& about) {
  return std::ranges::none_of(about.sum, [](const FormulaTerm& term) { return term.sign < 0; });
}

/// The growth through month `m`, in percent, from that through an earlier one. With w the weight of
/// the months in between and f what they grew by, G = (1 − w)·g + w·f.
std::optional<Interval> rate_from(const Interval& percent, int m, int earlier_month) {
  const Interval one = Interval::point(Decimal::whole(1));
  const auto share = percent.shifted(-2);
  const auto factor = share ? share->plus(one) : share;
  if (!factor || factor->low() < slowest_tame || factor->high() > fastest_tame) return {};
  const auto weight = num::divide(Decimal::whole(month_weight * (m - earlier_month)),
                                  Decimal::whole(m), quotient_scale, num::Rounding::ceiling);
  const auto rest = weight ? Decimal::whole(1).minus(*weight) : weight;
  if (!rest || rest->is_negative() || rest->is_zero()) return std::nullopt;
  const auto months_factor = Interval::make(Decimal::of(2, 1), Decimal::whole(4));  // −80 … +300 %
  const auto months =
      months_factor ? months_factor->times(Interval::point(*weight)) : months_factor;
  if (!months) return std::nullopt;
  const auto earlier = factor->times(Interval::point(*rest));
  const auto bound = earlier ? earlier->plus(*months) : earlier;
  if (!bound) return std::nullopt;
  const auto change = hull(*bound, *factor).minus(one);
  const auto range = change ? change->shifted(2) : change;
  return range ? std::optional(*range) : std::nullopt;
}

}  // namespace

std::optional<Bounds> level_bounds(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                                   const Period& period) {
  const Indicator& about = cube::indicator_at(cube, indicator);
  const bool shaped = period.known() && period.has_months();
  if (!shaped || !never_negative(about) || about.unit.dimension() == Dimension::rate) return {};
  Gathering gathering(cube, {indicator, place, period, Measure::level});
  const bool sums = about.kind == IndicatorKind::flow || about.kind == IndicatorKind::count;
  if (about.kind == IndicatorKind::flow && period.is_year_to_date()) by_year_to_date(gathering);
  by_growth(gathering);
  if (about.kind == IndicatorKind::flow && !period.is_year_to_date()) by_sum_so_far(gathering);
  by_neighbours(gathering, sums ? season_factor : stock_factor);
  by_place_around(gathering);
  return gathering.finish();
}

std::optional<Bounds> growth_bounds(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                                    const Period& period) {
  const Indicator& about = cube::indicator_at(cube, indicator);
  const bool to_date = period.known() && period.has_months() && period.is_year_to_date();
  if (!to_date || about.kind != IndicatorKind::flow || !never_negative(about)) return std::nullopt;
  const int m = period.last_month();
  for (int k = 1; k <= months_near; ++k) {
    const int earlier = m - k;
    if (earlier < months_near) break;  // early months swing with the holidays
    const auto when = Period::to_date(period.year(), earlier);
    const FigureKey key{indicator, place, when.value_or(Period()), Measure::growth_yoy};
    if (!when || !cube.published(key)) continue;
    const auto rate = growth_of(cube, indicator, place, *when);
    const auto range = rate ? rate_from(rate->range, m, earlier) : std::nullopt;
    if (!range) continue;
    const std::string ends = shown(*range);
    const Message name = name_of(cube, {indicator, place, period, Measure::growth_yoy});
    return Bounds{*range,
                  unit::percent(),
                  rate->evidence,
                  {rate->formula.zh + "，" + name.zh + "应在" + ends + "%之间",
                   rate->formula.en + "; so " + name.en + " lies within " + ends + "%"}};
  }
  return std::nullopt;
}

}  // namespace duibiao::bulletin::store
