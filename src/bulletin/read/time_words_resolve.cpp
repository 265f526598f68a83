#include "bulletin/read/time_words.h"

namespace duibiao::bulletin {
namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

Period known_or_none(const Result<Period>& period) { return period ? *period : Period{}; }

int year_meant(const TimeWords& time, const Period& about, const Date& written) {
  if (time.year_kind == Year::absolute) return time.year;
  const bool writer_counts = time.year_kind == Year::relative && !time.of_context;
  const int first = writer_counts ? written.year : about.year();
  const int second = writer_counts ? about.year() : written.year;
  const int base = first != 0 ? first : second;
  if (base == 0) return 0;
  return time.year_kind == Year::relative ? base + time.year : base;
}

/// 上月, 当季, 上个半年: `months` long, counted from the last month of the context.
Period counted_back(const TimeWords& time, int months, const Period& about, const Date& written) {
  const bool by_text = about.known() && (about.has_months() || !written.known());
  const int year = by_text ? about.year() : written.year;
  const int month = by_text ? about.last_month() : written.month;
  if (year == 0 || month == 0) return {};
  const int at = year * 12 + (month - 1) / months * months + time.months_back;
  const int first = at % 12 + 1;
  const int y = at / 12;
  if (months == 1) return known_or_none(Period::month(y, first));
  if (months == 3) return known_or_none(Period::quarter(y, (first - 1) / 3 + 1));
  return known_or_none(Period::half(y, (first - 1) / 6 + 1));
}

Period same_period(const TimeWords& time, const Period& about) {
  if (!about.known()) return {};
  if (time.year_kind == Year::none) return about;
  const int back = time.year_kind == Year::absolute ? about.year() - time.year : -time.year;
  return about.year_before(back).value_or(Period{});
}

Period so_far(const TimeWords& time, const Period& about) {
  const bool of_its_year = time.year_kind != Year::absolute || time.year == about.year();
  if (!about.known() || !of_its_year) return {};
  return about.to_date_through().value_or(Period{});
}

/// Months that had not begun when the text was written hold no figures: in January «12月» and
/// «1-12月» are of the year before.
int year_of_months(const TimeWords& time, int last, const Period& about, const Date& written) {
  const int year = year_meant(time, about, written);
  const bool may_shift =
      time.year_kind == Year::none || (time.year_kind == Year::relative && time.year == 0);
  const bool ahead = written.known() && year == written.year && last > written.month;
  return may_shift && ahead ? year - 1 : year;
}

Period stretch(const TimeWords& time, const Period& about, const Date& written) {
  const int year = year_meant(time, about, written);
  switch (time.shape) {
    case Shape::year:
      return Period::year(year);
    case Shape::half:
      if (time.first == 0) return counted_back(time, 6, about, written);
      return known_or_none(Period::half(year, time.first));
    case Shape::quarter:
      if (time.first == 0) return counted_back(time, 3, about, written);
      if (time.cumulative) return known_or_none(Period::to_date(year, time.first * 3));
      return known_or_none(Period::quarter(year, time.first));
    case Shape::month:
      if (time.first == 0) return counted_back(time, 1, about, written);
      return known_or_none(
          Period::month(year_of_months(time, time.first, about, written), time.first));
    case Shape::to_date:
      return known_or_none(
          Period::to_date(year_of_months(time, time.last, about, written), time.last));
    case Shape::months:
      return known_or_none(Period::range(year, time.first, time.last));
    case Shape::day:
      return known_or_none(Period::day(time.first_day.year != 0 ? time.first_day.year : year,
                                       time.first_day.month, time.first_day.day));
    case Shape::same_period:
      return same_period(time, about);
    case Shape::so_far:
      return so_far(time, about);
    default:
      return {};
  }
}

}  // namespace

Period TimeWords::resolve(const Period& about, const Date& written) const {
  const Period meant = stretch(*this, about, written);
  return at_start ? meant.previous().value_or(Period{}) : meant;
}

}  // namespace duibiao::bulletin
