#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cube/cube.h"

namespace duibiao::cube {

/// Why an answer is missing: which figure it lacked, and what was wrong with it.
struct Lack {
  enum class Reason : std::uint8_t {
    missing,           ///< nobody published it
    zero_base,         ///< the divisor is zero, or cannot be told from zero at its precision
    negative_base,     ///< growth or share on a negative base says nothing
    jan_feb_together,  ///< January stands only inside January–February
    unit_mismatch,     ///< the two figures are in different dimensions (yuan and dollars)
    not_meaningful,    ///< the measure is not defined here (环比 of a year-to-date figure)
    not_additive,      ///< places of this indicator do not sum to a whole
    price_basis,       ///< growth is at constant prices or on a matched sample, levels are not
    overflow,          ///< more digits than can be kept exactly
  };
  FigureKey key;
  Reason reason = Reason::missing;
};

/// The reason as a person reads it, without the figure's name.
[[nodiscard]] Message describe(Lack::Reason reason);

/// How an answer came about.
enum class Method : std::uint8_t {
  published,      ///< printed by a source
  spans,          ///< added and subtracted from published spans (months, year to date, quarters)
  stock_date,     ///< a stock: published for another span that ends on the same day
  formula_sum,    ///< the catalogue's sum
  formula_ratio,  ///< the catalogue's quotient
  formula_mean,   ///< the catalogue's quotient over the mean of two year-ends
  levels,         ///< from the levels
  rates,          ///< from published rates
  levels_and_rates,
};
[[nodiscard]] Message describe(Method method);

/// A published or derived value with everything needed to explain it. `value` is what the published
/// digits give when taken as points, rounded once for print; `range` is what it may be given that
/// every input is an interval; `point` is the exact fraction before rounding. All in `unit`.
struct Answer {
  FigureKey key;
  num::Decimal value;
  num::Interval range;
  Unit unit;
  bool derived = false;
  std::optional<Published> published;  ///< when it was printed by a source
  std::vector<FigureKey> inputs;       ///< the published figures it was computed from
  Method method = Method::published;
  num::Ratio point;
};

/// Either an answer or the figures that were missing for it.
struct Outcome {
  std::optional<Answer> answer;
  std::vector<Lack> lacks;
  [[nodiscard]] explicit operator bool() const { return answer.has_value(); }
  [[nodiscard]] const Answer* operator->() const { return &*answer; }
};

/// Formulas and sources: docs/measures.md. All are pure functions of the snapshot; thread-safe;
/// each costs a handful of lookups. Growth and shares come in the unit given by the measure (%),
/// at two decimals unless said.

/// Level in `unit` of the catalogue (as printed when that is another dimension): published for the
/// span; else, for a flow, the shortest way over published spans of the year (year to date less the
/// month before, months, quarters); for a stock, the same day under another name of the period;
/// else the catalogue's formula (trade = exports + imports, quotients). January is never invented.
[[nodiscard]] Outcome level(const Cube& cube, IndicatorId indicator, PlaceId place, Period period);

/// Published growth when there is one, else derived from the two levels.
[[nodiscard]] Outcome growth_yoy(const Cube& cube, IndicatorId indicator, PlaceId place,
                                 Period period);
/// Always from the two levels, so that it can be shown beside the published rate.
[[nodiscard]] Outcome derived_growth_yoy(const Cube& cube, IndicatorId indicator, PlaceId place,
                                         Period period);
/// The base of a year before that the published level and rate imply: C ÷ (1 + g).
[[nodiscard]] Outcome implied_base(const Cube& cube, IndicatorId indicator, PlaceId place,
                                   Period period);
/// Against the span just before (August for September, Q2 for Q3). Not meaningful for a year to
/// date.
[[nodiscard]] Outcome growth_mom(const Cube& cube, IndicatorId indicator, PlaceId place,
                                 Period period);
/// This period's growth less that of `against` (default: the period before), in percentage points.
[[nodiscard]] Outcome growth_change(const Cube& cube, IndicatorId indicator, PlaceId place,
                                    Period period, std::optional<Period> against = {});
/// Geometric mean growth over `years` years, %: of the published rates when all are there
/// (两年平均), else from the two levels; the method says which.
[[nodiscard]] Outcome growth_avg(const Cube& cube, IndicatorId indicator, PlaceId place,
                                 Period period, int years);
/// Level ÷ the whole's level, in `unit` (% or ‰).
[[nodiscard]] Outcome share_of_place(const Cube& cube, IndicatorId indicator, PlaceId place,
                                     PlaceId whole, Period period, Unit in);
[[nodiscard]] Outcome share_of_indicator(const Cube& cube, IndicatorId part, IndicatorId whole,
                                         PlaceId place, Period period, Unit in);
/// Points that the part adds to the whole's growth: last year's share × growth, which is
/// Δpart ÷ base of the whole. Only where growth is nominal.
[[nodiscard]] Outcome contribution_points(const Cube& cube, IndicatorId part, IndicatorId whole,
                                          PlaceId place, Period period);
/// Δpart ÷ Δwhole, %; may exceed 100 or be negative. Only where growth is nominal.
[[nodiscard]] Outcome contribution_rate(const Cube& cube, IndicatorId part, IndicatorId whole,
                                        PlaceId place, Period period);
/// Level as an index, base period = 100.
[[nodiscard]] Outcome index_to(const Cube& cube, IndicatorId indicator, PlaceId place,
                               Period period, Period base);

/// Is this level (or growth) a record among the same spans of earlier years and what is «first
/// since»: the last period with a value at least as high (or low).
struct Record {
  bool highest = false;
  bool lowest = false;
  int compared = 0;                    ///< earlier periods of the same shape in the store
  std::optional<Period> first_since;   ///< highest since this period (exclusive), when not a record
  std::optional<Period> lowest_since;  ///< lowest since this period (exclusive), when not a record
  /// No earlier value could be as high (or low) within its printed precision either. Only
  /// meaningful beside highest or lowest.
  bool certain = false;
};
[[nodiscard]] std::optional<Record> record(const Cube& cube, IndicatorId indicator, PlaceId place,
                                           Period period, Measure measure);

}  // namespace duibiao::cube
