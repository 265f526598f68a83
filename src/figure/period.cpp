#include "figure/period.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace duibiao {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

bool year_in_range(int y) { return y >= first_period_year && y <= last_period_year; }

tl::unexpected<Error> no_such(std::string zh, std::string en) {
  return fail(ErrorCode::bad_period, {std::move(zh), std::move(en)},
              {"请写成 2019-09、2019-Q3 或 2019-01..2019-09 这样的时期",
               "Write a period such as 2019-09, 2019-Q3 or 2019-01..2019-09"});
}

Status check(int y, const char* zh, const char* en, int number, int limit) {
  if (!year_in_range(y)) {
    return no_such(fmt::format("年份 {} 不在 {}—{} 之间", y, first_period_year, last_period_year),
                   fmt::format("The year {} is not between {} and {}", y, first_period_year,
                               last_period_year));
  }
  if (number < 1 || number > limit) {
    return no_such(fmt::format("{} 年没有第 {} {}", y, number, zh),
                   fmt::format("{} has no {} {}", y, en, number));
  }
  return {};
}

sys_days day_of(int y, int m, int d) {
  return std::chrono::year{y} / std::chrono::month{static_cast<unsigned>(m)} /
         std::chrono::day{static_cast<unsigned>(d)};
}

sys_days month_end(int y, int m) {
  return sys_days{std::chrono::year{y} / std::chrono::month{static_cast<unsigned>(m)} /
                  std::chrono::last};
}

/// The Monday of an ISO week: week 1 is the one that holds 4 January (GB/T 7408.1, ISO 8601-1).
sys_days week_begin(int y, int w) {
  const sys_days fourth = day_of(y, 1, 4);
  const auto since_monday = std::chrono::weekday{fourth}.iso_encoding() - 1;
  return fourth - days{since_monday} + days{7 * (w - 1)};
}

int weeks_in(int y) {
  return static_cast<int>((week_begin(y + 1, 1) - week_begin(y, 1)).count() / 7);
}

struct Days {
  sys_days first;
  sys_days last;
};

/// The days of a week or a day.
Days days_of(const Period& p) {
  if (p.kind() == Period::Kind::week) {
    const sys_days monday = week_begin(p.year(), p.number());
    return {monday, monday + days{6}};
  }
  const sys_days day = day_of(p.year(), p.number(), p.day_of_month());
  return {day, day};
}

struct Calendar {
  int year;
  int month;
  int day;
};

Calendar calendar(sys_days day) {
  const year_month_day ymd{day};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Period> made(const Result<Period>& result) {
  return result ? std::optional(*result) : std::nullopt;
}

}  // namespace

Period Period::year(int y) { return year_in_range(y) ? Period(y, Kind::year, 0, 0) : Period(); }

Result<Period> Period::half(int y, int h) {
  return check(y, "个半年", "half", h, 2).map([&] { return Period(y, Kind::half, 0, h); });
}

Result<Period> Period::quarter(int y, int q) {
  return check(y, "季度", "quarter", q, 4).map([&] { return Period(y, Kind::quarter, 0, q); });
}

Result<Period> Period::month(int y, int m) {
  return check(y, "个月", "month", m, 12).map([&] { return Period(y, Kind::month, m, m); });
}

Result<Period> Period::to_date(int y, int last_month) {
  return check(y, "个月", "month", last_month, 12).map([&] {
    return Period(y, Kind::to_date, 1, last_month);
  });
}

Result<Period> Period::range(int y, int first_month, int last_month) {
  if (first_month == 1) {
    return to_date(y, last_month);
  }
  const Status first = check(y, "个月", "month", first_month, 12);
  const Status last = check(y, "个月", "month", last_month, 12);
  if (!first || !last) {
    return tl::unexpected(first ? last.error() : first.error());
  }
  if (first_month > last_month) {
    return no_such(fmt::format("{} 月到 {} 月的先后颠倒，或跨了年度", first_month, last_month),
                   fmt::format("Month {} to month {} runs backwards or across years", first_month,
                               last_month));
  }
  return Period(y, Kind::range, first_month, last_month);
}

Result<Period> Period::week(int y, int iso_week) {
  const int limit = year_in_range(y) ? weeks_in(y) : 53;
  return check(y, "周", "ISO week", iso_week, limit).map([&] {
    return Period(y, Kind::week, 0, iso_week);
  });
}

Result<Period> Period::day(int y, int m, int d) {
  if (const Status status = check(y, "个月", "month", m, 12); !status) {
    return tl::unexpected(status.error());
  }
  if (d < 1 || d > calendar(month_end(y, m)).day) {
    return no_such(fmt::format("{} 年 {} 月没有 {} 日", y, m, d),
                   fmt::format("{}-{:02} has no day {}", y, m, d));
  }
  return Period(y, Kind::day, d, m);
}

int Period::first_month() const {
  switch (kind_) {
    case Kind::year:
      return 1;
    case Kind::half:
      return b_ == 2 ? 7 : 1;
    case Kind::quarter:
      return 3 * b_ - 2;
    case Kind::week:
      return calendar(week_begin(year_, b_)).month;
    case Kind::day:
      return b_;
    default:
      return a_;
  }
}

int Period::last_month() const {
  switch (kind_) {
    case Kind::year:
      return 12;
    case Kind::half:
      return 6 * b_;
    case Kind::quarter:
      return 3 * b_;
    case Kind::week:
      return first_month();
    default:
      return b_;
  }
}

bool Period::is_year_to_date() const { return has_months() && first_month() == 1; }

bool Period::is_single_month() const { return has_months() && months() == 1; }

std::optional<Period> Period::year_before(int years) const {
  const int y = year_ - years;
  if (!known() || !year_in_range(y)) {
    return std::nullopt;
  }
  if (kind_ == Kind::week) {
    return made(week(y, b_));
  }
  if (kind_ == Kind::day) {
    return made(day(y, b_, a_));
  }
  return Period(y, kind_, a_, b_);
}

std::optional<Period> Period::previous() const {
  if (!known()) {
    return std::nullopt;
  }
  switch (kind_) {
    case Kind::year:
      return year_before();
    case Kind::half:
      return made(b_ > 1 ? half(year_, 1) : half(year_ - 1, 2));
    case Kind::quarter:
      return made(b_ > 1 ? quarter(year_, b_ - 1) : quarter(year_ - 1, 4));
    case Kind::month:
      return made(b_ > 1 ? month(year_, b_ - 1) : month(year_ - 1, 12));
    case Kind::to_date:
      return made(to_date(year_, b_ - 1));
    case Kind::range:
      // Before 2-3月 lie December and January: no stretch inside one year.
      return a_ > months() ? made(range(year_, a_ - months(), a_ - 1)) : std::nullopt;
    case Kind::week:
      if (b_ > 1) {
        return made(week(year_, b_ - 1));
      }
      return year_in_range(year_ - 1) ? made(week(year_ - 1, weeks_in(year_ - 1))) : std::nullopt;
    case Kind::day:
      break;
  }
  const Calendar before = calendar(days_of(*this).first - days{1});
  return made(day(before.year, before.month, before.day));
}

std::optional<Period> Period::final_month() const {
  return has_months() ? made(month(year_, last_month())) : std::nullopt;
}

std::optional<Period> Period::to_date_through() const {
  return has_months() ? made(to_date(year_, last_month())) : std::nullopt;
}

Period Period::canonical() const {
  if (!has_months()) {
    return *this;
  }
  const int first = first_month();
  const int last = last_month();
  const int length = last - first + 1;
  if (length == 1) {
    return Period(year_, Kind::month, first, first);
  }
  if (length == 12) {
    return Period(year_, Kind::year, 0, 0);
  }
  if (first == 1) {
    return Period(year_, Kind::to_date, 1, last);
  }
  if (length == 3 && last % 3 == 0) {
    return Period(year_, Kind::quarter, 0, last / 3);
  }
  if (length == 6 && last == 12) {
    return Period(year_, Kind::half, 0, 2);
  }
  return Period(year_, Kind::range, first, last);
}

namespace {

constexpr int packed_year_base = 1899;  // so that no known period packs to 0
constexpr int longest_days = 366;

std::uint32_t pack(const Calendar& end, int length, Period::Kind kind) {
  return static_cast<std::uint32_t>(end.year - packed_year_base) << 21U |
         static_cast<std::uint32_t>(end.month) << 17U | static_cast<std::uint32_t>(end.day) << 12U |
         static_cast<std::uint32_t>(longest_days - length) << 3U | static_cast<std::uint32_t>(kind);
}

/// Days of the year before the end of a month; keys are compared often, so months take no calendar.
int days_through(int y, int m) {
  constexpr std::array<int, 13> common = {0,   31,  59,  90,  120, 151, 181,
                                          212, 243, 273, 304, 334, 365};
  return common.at(static_cast<std::size_t>(m)) +
         (m >= 2 && std::chrono::year{y}.is_leap() ? 1 : 0);
}

}  // namespace

std::uint32_t Period::packed() const {
  if (!known()) {
    return 0;
  }
  if (has_months()) {
    const int last = last_month();
    const int through = days_through(year_, last);
    const Calendar end{year_, last, through - days_through(year_, last - 1)};
    return pack(end, through - days_through(year_, first_month() - 1), kind_);
  }
  const Days span = days_of(*this);
  return pack(calendar(span.last), static_cast<int>((span.last - span.first).count()) + 1, kind_);
}

std::optional<Period> Period::unpacked(std::uint32_t bits) {
  if (bits == 0) {
    return Period();
  }
  const int y = static_cast<int>(bits >> 21U) + packed_year_base;
  const int m = static_cast<int>(bits >> 17U & 0xFU);
  const int d = static_cast<int>(bits >> 12U & 0x1FU);
  const int length = longest_days - static_cast<int>(bits >> 3U & 0x1FFU);
  const year_month_day end{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                           std::chrono::day{static_cast<unsigned>(d)}};
  if (!end.ok() || length < 1) {
    return std::nullopt;
  }
  const Calendar start = calendar(sys_days{end} - days{length - 1});
  std::optional<Period> out;
  switch (static_cast<Kind>(bits & 0x7U)) {
    case Kind::year:
      out = year(y);
      break;
    case Kind::half:
      out = made(half(y, m / 6));
      break;
    case Kind::quarter:
      out = made(quarter(y, m / 3));
      break;
    case Kind::month:
      out = made(month(y, m));
      break;
    case Kind::to_date:
      out = made(to_date(y, m));
      break;
    case Kind::range:
      out = made(range(y, start.month, m));
      break;
    case Kind::week: {
      // The Thursday of a week lies in the year the week is counted in.
      const Calendar thursday = calendar(sys_days{end} - days{3});
      const auto since = sys_days{end} - days{6} - week_begin(thursday.year, 1);
      out = made(week(thursday.year, static_cast<int>(since.count()) / 7 + 1));
      break;
    }
    case Kind::day:
      out = made(day(y, m, d));
      break;
  }
  // Anything that does not pack to the same bits was never packed.
  return out && out->packed() == bits ? out : std::nullopt;
}

}  // namespace duibiao
