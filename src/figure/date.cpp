#include "figure/date.h"

#include <fmt/format.h>

#include <chrono>

#include "figure/period.h"

namespace duibiao {

Result<Date> Date::parse(std::string_view text) {
  const Result<Period> period = Period::parse(text);
  if (!period || period->kind() != Period::Kind::day) {
    Error error = period ? Error{} : period.error();
    if (period) {
      error.message = {fmt::format("「{}」不是一个日期", text),
                       fmt::format("“{}” is not a day", text)};
    }
    error.code = ErrorCode::bad_period;
    error.advice = {"请写成 2019-10-18", "Write 2019-10-18"};
    return tl::unexpected(error);
  }
  return Date{static_cast<std::int16_t>(period->year()),
              static_cast<std::uint8_t>(period->number()),
              static_cast<std::uint8_t>(period->day_of_month())};
}

Date Date::from_unix(std::int64_t seconds) {
  using std::chrono::days;
  constexpr std::int64_t china_offset = 8 * 3600;
  constexpr std::int64_t day_seconds = 86400;
  // Four-digit years only: what lies outside is no moment of this program, and stays unknown.
  constexpr std::int64_t year_10000 = 253402300800;
  constexpr std::int64_t year_1 = -62135596800;
  if (seconds < year_1 || seconds >= year_10000 - china_offset) {
    return {};
  }
  const std::int64_t local = seconds + china_offset;
  std::int64_t count = local / day_seconds;
  if (local % day_seconds < 0) {
    --count;
  }
  const std::chrono::year_month_day day{std::chrono::sys_days{days{count}}};
  return Date{static_cast<std::int16_t>(static_cast<int>(day.year())),
              static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
              static_cast<std::uint8_t>(static_cast<unsigned>(day.day()))};
}

std::string Date::to_string() const {
  return known() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string();
}

}  // namespace duibiao
