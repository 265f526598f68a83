#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace duibiao::intake {

/// What a number format makes of a number.
enum class NumberFormat : std::uint8_t { plain, percent, date, date_time, time };

/// A number format as far as it matters here.
struct CellFormat {
  NumberFormat kind = NumberFormat::plain;
  /// The decimals that it always prints, of the stored number: «0.0» 1, «0.0%» 3, «#.##» 0, and 0
  /// where they cannot be told (General, scientific, fractions, conditions, dates).
  std::uint8_t decimals = 0;

  bool operator==(const CellFormat&) const = default;
};

/// The formats that have a number and no code (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are dates
/// in the Chinese editions).
[[nodiscard]] CellFormat builtin_format(std::uint32_t id);

/// Reads a format code such as «yyyy"年"m"月"» or «0.0%»; only its first section counts. Elapsed
/// time «[h]:mm» is a plain number here.
[[nodiscard]] CellFormat read_format_code(std::string_view code);

/// Appends a day serial as ISO 8601: «2019-10-18», «2019-10-18 13:30:00» or «13:30:00». False, and
/// nothing appended, when it is no number, out of Excel's range, or the 29 February 1900 that only
/// Excel knows.
[[nodiscard]] bool append_serial_date(std::string& out, std::string_view serial,
                                      NumberFormat format, bool epoch_1904);

/// Appends a number without exponent and without the noise of a binary double; true when digits
/// were rounded away. What is no number, or too long to be kept exactly, is appended as it is.
[[nodiscard]] bool append_plain_number(std::string& out, std::string_view number);

/// The same for a double that was never text (xls): its shortest print first.
[[nodiscard]] bool append_plain_number(std::string& out, double number);

/// The decimals of a number that is `shown` by a program, as «¥1,234.50» or «10.0%», when it is
/// `plain` itself and not its rounding; 0 otherwise. Counted as in CellFormat.
[[nodiscard]] std::uint8_t shown_decimals(std::string_view shown, std::string_view plain);

}  // namespace duibiao::intake
