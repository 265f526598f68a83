#include "cube/grid.h"

#include <chrono>

namespace duibiao::cube {
namespace {

// Days from 0000-01-01 to 1970-01-01, so that slots of any year in the calendar are positive.
constexpr std::int32_t epoch_offset = 719'528;

Period or_unknown(const Result<Period>& period) { return period ? *period : Period(); }

Period from_day(std::int32_t slot) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{slot - epoch_offset}}};
  return or_unknown(Period::day(static_cast<int>(date.year()),
                                static_cast<int>(static_cast<unsigned>(date.month())),
                                static_cast<int>(static_cast<unsigned>(date.day()))));
}

Period from_to_date(int year, int month) {
  if (month == 1) return or_unknown(Period::month(year, 1));
  if (month == 12) return Period::year(year);
  return or_unknown(Period::to_date(year, month));
}

}  // namespace

namespace detail {

Locus locate_day(const Period& period) {
  const std::chrono::year_month_day date{
      std::chrono::year{period.year()}, std::chrono::month{static_cast<unsigned>(period.number())},
      std::chrono::day{static_cast<unsigned>(period.day_of_month())}};
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return {Grid::day, static_cast<std::int32_t>(days) + epoch_offset};
}

Locus locate_range(const Period& period) {
  const int first = period.first_month();
  const int last = period.last_month();
  const std::int32_t year = period.year();
  if (first == 1) return {Grid::to_date, year * 12 + last - 1};
  if (first == last) return {Grid::month, year * 12 + last - 1};
  if (first == 7 && last == 12) return {Grid::half, year};
  if (first % 3 == 1 && last == first + 2) return {Grid::quarter, year * 3 + last / 3 - 2};
  return {};
}

}  // namespace detail

Period period_at(Locus locus) {
  switch (locus.grid) {
    case Grid::to_date:
      return from_to_date(locus.slot / 12, locus.slot % 12 + 1);
    case Grid::month:
      return or_unknown(Period::month(locus.slot / 12, locus.slot % 12 + 1));
    case Grid::quarter:
      return or_unknown(Period::quarter(locus.slot / 3, locus.slot % 3 + 2));
    case Grid::half:
      return or_unknown(Period::half(locus.slot, 2));
    case Grid::week:
      return or_unknown(Period::week(locus.slot / 53, locus.slot % 53 + 1));
    case Grid::day:
      return from_day(locus.slot);
    case Grid::none:
      break;
  }
  return {};
}

}  // namespace duibiao::cube
