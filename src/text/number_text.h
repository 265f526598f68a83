#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "num/decimal.h"

namespace duibiao::text {

/// The longest mantissa a printed number may have: 18 digits always fit a signed 64-bit integer.
inline constexpr int max_printed_digits = 18;

/// A number as a sheet prints it: its digits, and what stood around them.
struct PrintedNumber {
  num::Decimal value;          ///< as printed: «12.30 %» is 12.30, nothing is divided by 100
  bool percent = false;        ///< a % sign followed
  bool per_mille = false;      ///< a ‰ sign followed
  bool grouped = false;        ///< thousands were separated: 1,912.0
  bool parenthesised = false;  ///< «(12.3)», read as −12.3 as accountants write it
  bool leading_zero = false;   ///< «0571»: a code rather than a quantity
  bool double_noise = false;   ///< 16 or 17 digits and a point: see without_double_noise
  std::string_view mark;       ///< the footnote marks after it («①», «*», «[1]»); in the cell
};

enum class CellReading : std::uint8_t {
  number,
  missing,   ///< empty, or a mark for «no figure»: — – - … ... .. / N/A x # *
  text,      ///< something else
  too_long,  ///< a number of more digits than can be kept exactly
};

/// The cheap form of read_number: fills `number` when it returns CellReading::number and its mark
/// when it returns missing. Allocates nothing, builds no messages; plain ASCII numbers take some
/// ten nanoseconds.
[[nodiscard]] CellReading scan_number(std::string_view cell, PrintedNumber& number);

/// The number in a cell's text; nothing when the cell says «missing». Reads either width of digits
/// and punctuation, signs + - − － ﹣ –, well-formed thousands (1,912.0 · 1 912 · 1’912),
/// accounting parentheses, exponents (1.2E+10), a trailing % or ‰, and footnote marks (① * # † [1]
/// 注1 ¹) which are reported, never taken for digits. Chinese numerals are not its business.
/// Errors: bad_number when it is neither; over_limit beyond max_printed_digits digits.
[[nodiscard]] Result<std::optional<PrintedNumber>> read_number(std::string_view cell);

/// A decimal freed of what is not in the figure but in the double it passed through.
struct Denoised {
  num::Decimal value;
  bool rounded = false;  ///< digits were rounded away
};

/// A fraction with 16 or 17 significant digits is the shortest print of a binary double, whose last
/// digits are noise: it is rounded to 15 digits (half to even; what Excel itself shows) and loses
/// its trailing zeros: 26.029999999999998 → 26.03. All else stays: 13438.000002, whole numbers.
[[nodiscard]] Denoised without_double_noise(const num::Decimal& value);

}  // namespace duibiao::text
