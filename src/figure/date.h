#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao {

/// A calendar day (proleptic Gregorian), written `2019-10-18` (GB/T 7408.1-2023 = ISO 8601-1).
/// Year 0 means «unknown» and sorts first.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  /// `2019-10-18`; also 2019/10/18, 20191018, 2019年10月18日 and 18 October 2019, of the years that
  /// periods have. Errors: bad_period.
  [[nodiscard]] static Result<Date> parse(std::string_view text);
  [[nodiscard]] static Date from_unix(
      std::int64_t seconds);                    ///< UTC+8, the bureau's day; unknown outside 1…9999
  [[nodiscard]] std::string to_string() const;  ///< empty when unknown
  [[nodiscard]] bool known() const { return year != 0; }

  friend auto operator<=>(const Date&, const Date&) = default;
};

}  // namespace duibiao
