#pragma once

#include <cstdint>

#include "figure/period.h"

namespace duibiao::cube {

/// Time as numbered slots. Periods that cover the same days share a slot whatever they are called:
/// January, the first quarter, the first half and the year are slots of `to_date`.
enum class Grid : std::uint8_t {
  to_date,  ///< January to month m: year × 12 + m − 1
  month,    ///< February … December: year × 12 + m − 1
  quarter,  ///< second … fourth: year × 3 + q − 2
  half,     ///< second: year
  week,     ///< year × 53 + ISO week − 1
  day,      ///< days since 0000-01-01
  none,     ///< other spans of months: too rare for columns
};
inline constexpr int grid_count = 6;  ///< grids that have slots

struct Locus {
  Grid grid = Grid::none;
  std::int32_t slot = 0;
  friend bool operator==(const Locus&, const Locus&) = default;
};

namespace detail {
[[nodiscard]] Locus locate_day(const Period& period);
[[nodiscard]] Locus locate_range(const Period& period);
}  // namespace detail

/// The slot of a period; Grid::none for a span that has none (2019-02..2019-05) or is unknown.
/// Inline because an import asks it once a figure.
[[nodiscard]] inline Locus locate(const Period& period) {
  if (period.year() < 1) return {};
  const std::int32_t year = period.year();
  const std::int32_t number = period.number();
  switch (period.kind()) {
    case Period::Kind::year:
      return {Grid::to_date, year * 12 + 11};
    case Period::Kind::half:
      return number == 1 ? Locus{Grid::to_date, year * 12 + 5} : Locus{Grid::half, year};
    case Period::Kind::quarter:
      return number == 1 ? Locus{Grid::to_date, year * 12 + 2}
                         : Locus{Grid::quarter, year * 3 + number - 2};
    case Period::Kind::month:
      return {number == 1 ? Grid::to_date : Grid::month, year * 12 + number - 1};
    case Period::Kind::to_date:
      return {Grid::to_date, year * 12 + number - 1};
    case Period::Kind::week:
      return {Grid::week, year * 53 + number - 1};
    case Period::Kind::day:
      return detail::locate_day(period);
    case Period::Kind::range:
      return detail::locate_range(period);
  }
  return {};
}

/// The period of a slot under its one name (Period::canonical); unknown for Grid::none.
[[nodiscard]] Period period_at(Locus locus);

}  // namespace duibiao::cube
