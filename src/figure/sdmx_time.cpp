#include "figure/sdmx_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace duibiao::sdmx {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

tl::unexpected<Error> no_time(std::string_view text) {
  const std::string shown(text.substr(0, 40));
  return fail(
      ErrorCode::bad_period,
      {fmt::format("「{}」不是 SDMX 的时间", shown), fmt::format("“{}” is no time of SDMX", shown)},
      {"请写成 2019、2019-09、2019-Q3、2019-S1、2019-W36、2019-09-01 或 2019-01-01/P9M",
       "Write 2019, 2019-09, 2019-Q3, 2019-S1, 2019-W36, 2019-09-01 or 2019-01-01/P9M"});
}

/// A place in the text; steps that fail do not move.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool eat(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// A whole run of `least` to `most` digits.
  std::optional<int> digits(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    while (count < rest_.size() && count <= most && rest_[count] >= '0' && rest_[count] <= '9') {
      value = count < most ? value * 10 + (rest_[count] - '0') : value;
      ++count;
    }
    if (count < least || count > most) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  /// «T12:00:00.5»; the hour is not kept.
  bool clock() {
    if (!eat('T')) return true;
    const auto hour = digits(2, 2);
    const bool minute = eat(':') && digits(2, 2);
    const bool second = minute && eat(':') && digits(2, 2);
    if (!hour || !second) return false;
    return !eat('.') || digits(1, 12);
  }
  /// «Z» or «+08:00», when there is one.
  bool zone() {
    if (done() || eat('Z')) return true;
    if (!eat('+') && !eat('-')) return true;
    return digits(2, 2) && eat(':') && digits(2, 2);
  }

 private:
  std::string_view rest_;
};

sys_days day_of(int y, int m, int d) {
  return std::chrono::year{y} / std::chrono::month{static_cast<unsigned>(m)} /
         std::chrono::day{static_cast<unsigned>(d)};
}

/// The days of months first … last of a year.
Time months(int y, int first, int last, Period period) {
  Time out{period, day_of(y, first, 1), {}};
  out.last = last == 12 ? day_of(y, 12, 31) : day_of(y, last + 1, 1) - days{1};
  return out;
}

std::optional<Period> made(const Result<Period>& period) {
  return period ? std::optional(*period) : std::nullopt;
}

/// What follows the year in a reporting period: «Q3», «W36».
std::optional<Period> reporting(Reader& reader, int year) {
  switch (reader.peek()) {
    case 'A':
      return reader.eat('A') && reader.digits(1, 1) == 1 ? std::optional(Period::year(year))
                                                         : std::nullopt;
    case 'S':
      return reader.eat('S') ? made(Period::half(year, reader.digits(1, 1).value_or(0)))
                             : std::nullopt;
    case 'T': {
      reader.eat('T');
      const int third = reader.digits(1, 1).value_or(0);
      return made(Period::range(year, 4 * third - 3, 4 * third));
    }
    case 'Q':
      return reader.eat('Q') ? made(Period::quarter(year, reader.digits(1, 1).value_or(0)))
                             : std::nullopt;
    case 'M':
      return reader.eat('M') ? made(Period::month(year, reader.digits(1, 2).value_or(0)))
                             : std::nullopt;
    case 'W':
      return reader.eat('W') ? made(Period::week(year, reader.digits(1, 2).value_or(0)))
                             : std::nullopt;
    case 'D': {
      reader.eat('D');
      const int number = reader.digits(1, 3).value_or(0);
      const year_month_day day{day_of(year, 1, 1) + days{number - 1}};
      if (number < 1 || static_cast<int>(day.year()) != year) return std::nullopt;
      return made(Period::day(year, static_cast<int>(static_cast<unsigned>(day.month())),
                              static_cast<int>(static_cast<unsigned>(day.day()))));
    }
    default:
      return std::nullopt;
  }
}

/// A period up to its zone or the «/» of a range.
std::optional<Period> standard(Reader& reader) {
  const auto year = reader.digits(4, 4);
  if (!year || !Period::year(*year).known()) return std::nullopt;
  if (reader.peek() != '-') return Period::year(*year);
  Reader ahead = reader;
  ahead.eat('-');
  if (ahead.peek() < '0' || ahead.peek() > '9') {
    reader = ahead;
    return reporting(reader, *year);
  }
  const auto month = ahead.digits(2, 2);
  if (!month) return std::nullopt;
  // «2019-08:00» is the year in a western zone.
  if (ahead.peek() == ':') return Period::year(*year);
  reader = ahead;
  Reader further = reader;
  if (!further.eat('-')) return made(Period::month(*year, *month));
  const auto day = further.digits(2, 2);
  if (!day) return std::nullopt;
  if (further.peek() == ':') return made(Period::month(*year, *month));
  reader = further;
  if (!reader.clock()) return std::nullopt;
  return made(Period::day(*year, *month, *day));
}

struct Duration {
  int months = 0;
  int days = 0;
};

/// «P9M», «P1Y», «P2W», «P10D»; nothing below a day.
std::optional<Duration> duration(Reader& reader) {
  if (!reader.eat('P') || reader.done()) return std::nullopt;
  Duration out;
  std::string_view units = "YMWD";  // each at most once, in this order
  while (!reader.done()) {
    const auto number = reader.digits(1, 5);
    const std::size_t which = number ? units.find(reader.peek()) : units.npos;
    if (which == units.npos) return std::nullopt;
    const char unit = units[which];
    reader.eat(unit);
    units.remove_prefix(which + 1);
    if (unit == 'Y') out.months += 12 * *number;
    if (unit == 'M') out.months += *number;
    if (unit == 'W') out.days += 7 * *number;
    if (unit == 'D') out.days += *number;
  }
  return out;
}

/// The period that covers just these days.
Period period_between(sys_days first, sys_days last) {
  const year_month_day begin{first};
  const year_month_day end{last};
  const year_month_day after{last + days{1}};
  const int year = static_cast<int>(begin.year());
  const auto number = [](const auto part) { return static_cast<int>(static_cast<unsigned>(part)); };
  if (first == last) {
    return made(Period::day(year, number(begin.month()), number(begin.day()))).value_or(Period());
  }
  const bool whole_months = number(begin.day()) == 1 && number(after.day()) == 1;
  if (whole_months && begin.year() == end.year()) {
    return made(Period::range(year, number(begin.month()), number(end.month())))
        .value_or(Period())
        .canonical();
  }
  if ((last - first).count() != 6) return {};
  // A week is counted in the year of its Thursday.
  const year_month_day thursday{first + days{3}};
  const int week = static_cast<int>((first + days{3} - sys_days{thursday.year() / 1 / 1}).count());
  const auto found = made(Period::week(static_cast<int>(thursday.year()), week / 7 + 1));
  return found && time_of(*found).first == first ? *found : Period();
}

}  // namespace

Result<Time> read_time(std::string_view text) {
  constexpr std::size_t longest = 80;
  Reader reader(text.size() > longest ? std::string_view() : text);
  const auto period = standard(reader);
  if (!period || !period->known()) return no_time(text);
  Time time = time_of(*period);
  if (!reader.zone()) return no_time(text);
  if (reader.done()) return time;
  const auto length = reader.eat('/') ? duration(reader) : std::nullopt;
  // A range begins on a day; what begins with a month or a year is no range of SDMX.
  if (!length || period->kind() != Period::Kind::day) return no_time(text);
  const year_month_day begin{time.first};
  const year_month_day moved = begin + std::chrono::months{length->months};
  if (!moved.ok()) return no_time(text);
  time.last = sys_days{moved} + days{length->days - 1};
  const bool in_reach = static_cast<int>(year_month_day{time.last}.year()) <= last_period_year;
  if (time.last < time.first || !in_reach) return no_time(text);
  time.period = period_between(time.first, time.last);
  time.range = true;
  return time;
}

Time time_of(const Period& period) {
  if (period.has_months()) {
    return months(period.year(), period.first_month(), period.last_month(), period);
  }
  if (period.kind() == Period::Kind::day) {
    const sys_days day = day_of(period.year(), period.number(), period.day_of_month());
    return {period, day, day};
  }
  // ISO 8601-1: week 1 holds 4 January.
  const sys_days fourth = day_of(period.year(), 1, 4);
  const auto since_monday = std::chrono::weekday{fourth}.iso_encoding() - 1;
  const sys_days monday = fourth - days{since_monday} + days{7 * (period.number() - 1)};
  return {period, monday, monday + days{6}};
}

std::string range_text(const Period& period) {
  const Time time = time_of(period);
  const year_month_day begin{time.first};
  const std::string length = period.has_months()
                                 ? fmt::format("P{}M", period.months())
                                 : fmt::format("P{}D", (time.last - time.first).count() + 1);
  return fmt::format("{:04}-{:02}-{:02}/{}", static_cast<int>(begin.year()),
                     static_cast<unsigned>(begin.month()), static_cast<unsigned>(begin.day()),
                     length);
}

}  // namespace duibiao::sdmx
