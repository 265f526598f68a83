#include "intake/xlsx_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iterator>

#include "num/decimal.h"
#include "text/number_text.h"

namespace duibiao::intake {
namespace {

constexpr double last_serial = 2'958'466;  // 9999-12-31 is 2958465
constexpr int seconds_a_day = 86'400;
constexpr std::size_t significant_digits = 15;  // of a double; Excel shows and keeps no more

/// The letters of the first section that are not quoted, escaped (Chinese editions escape with «!»
/// too), fill or bracketed. Elapsed time comes as «[», a condition as «<».
std::string code_letters(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char byte = code[at];
    if (byte == ';') break;
    if (byte == '\\' || byte == '!' || byte == '_' || byte == '*') {
      ++at;
    } else if (byte == '"' || byte == '[') {
      const std::size_t end = code.find(byte == '"' ? '"' : ']', at + 1);
      if (end == std::string_view::npos) break;
      const std::string_view inside = code.substr(at + 1, end - at - 1);
      if (byte == '[' && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return "[";
      }
      if (byte == '[' && inside.find_first_of("<>=") == 0) letters.push_back('<');
      at = end;
    } else {
      letters.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte);
    }
  }
  return letters;
}

bool has(std::string_view text, std::string_view any) {
  return text.find_first_of(any) != std::string_view::npos;
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// The decimals that a number's format always prints, of the stored number.
std::uint8_t code_decimals(std::string_view letters, bool percent) {
  // Scientific formats and fractions print something else, a condition makes it depend.
  if (has(letters, "e/<")) return 0;
  const std::size_t point = letters.find('.');
  std::size_t decimals = percent ? 2 : 0;
  std::size_t behind = letters.find_last_of("0#?");
  if (point != std::string_view::npos) {
    const std::size_t end = std::min(letters.find_first_not_of("0#?", point + 1), letters.size());
    const std::string_view places = letters.substr(point + 1, end - point - 1);
    decimals += static_cast<std::size_t>(std::count(places.begin(), places.end(), '0'));
    behind = end - 1;
  }
  // Each comma behind the digits, or before the point, shows the number in thousands of it.
  std::size_t commas = 0;
  for (std::size_t at = behind + 1; at < letters.size() && letters[at] == ','; ++at) ++commas;
  if (point != std::string_view::npos) {
    for (std::size_t at = point; at > 0 && letters[at - 1] == ','; --at) ++commas;
  }
  decimals -= std::min(decimals, 3 * commas);
  return static_cast<std::uint8_t>(std::min(decimals, significant_digits));
}

/// A number's digits without the zeros before them, and how many of its digits are decimals.
struct Digits {
  std::array<char, significant_digits> digits{};
  std::size_t size = 0;
  std::size_t decimals = 0;
  std::size_t end = 0;  ///< where the number ends in the text
  bool fits = true;
};

Digits read_digits(std::string_view text) {
  Digits number;
  std::size_t at = std::min(text.find_first_of("0123456789"), text.size());
  bool point = false;
  for (; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '.' && !point) {
      point = true;
    } else if (is_digit(byte)) {
      number.decimals += point ? 1 : 0;
      if (byte == '0' && number.size == 0) continue;
      number.fits = number.fits && number.size < significant_digits;
      if (number.fits) number.digits[number.size++] = byte;
    } else if (byte != ',' || point) {
      break;
    }
  }
  number.end = at;
  return number;
}

}  // namespace

CellFormat builtin_format(std::uint32_t id) {
  if (id == 9) return {NumberFormat::percent, 2};
  if (id == 10) return {NumberFormat::percent, 4};
  if (id == 22) return {NumberFormat::date_time};
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return {NumberFormat::time};
  if (id >= 32 && id <= 35) return {NumberFormat::time};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
    return {NumberFormat::date};
  }
  constexpr std::array<std::uint32_t, 8> of_two_decimals = {2, 4, 7, 8, 39, 40, 43, 44};
  const bool two = std::ranges::find(of_two_decimals, id) != of_two_decimals.end();
  return {NumberFormat::plain, static_cast<std::uint8_t>(two ? 2 : 0)};
}

CellFormat read_format_code(std::string_view code) {
  const std::string letters = code_letters(code);
  if (letters.starts_with("general") || letters.starts_with("g/") || letters == "[" ||
      letters.starts_with("@")) {
    return {};
  }
  const bool clock = has(letters, "hs");
  const bool day = has(letters, "yd") || (has(letters, "m") && !clock);
  if (day) return {clock ? NumberFormat::date_time : NumberFormat::date};
  if (clock) return {NumberFormat::time};
  const bool percent = has(letters, "%");
  return {percent ? NumberFormat::percent : NumberFormat::plain, code_decimals(letters, percent)};
}

bool append_serial_date(std::string& out, std::string_view serial, NumberFormat format,
                        bool epoch_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(serial.data(), serial.data() + serial.size(), value);
  if (error != std::errc() || end != serial.data() + serial.size()) return false;
  if (!(value >= 0) || value >= last_serial) return false;
  double days = std::floor(value);
  int seconds = static_cast<int>(std::lround((value - days) * seconds_a_day));
  if (seconds == seconds_a_day) {
    seconds = 0;
    days += 1;
  }
  auto to = std::back_inserter(out);
  const auto clock = [&] {
    fmt::format_to(to, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  };
  if (format == NumberFormat::time) {
    if (days != 0) return false;
    clock();
    return true;
  }
  if (!epoch_1904 && (days == 60 || days == 0)) return false;
  // Excel takes 1900 for a leap year, as Lotus did: before 1 March its serials are one day short.
  const int shift = epoch_1904 ? 1462 : days < 60 ? 1 : 0;
  const std::chrono::sys_days epoch = std::chrono::year(1899) / 12 / 30;
  const std::chrono::year_month_day date(epoch + std::chrono::days(static_cast<int>(days) + shift));
  fmt::format_to(to, "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (format == NumberFormat::date_time && seconds != 0) {
    out.push_back(' ');
    clock();
  }
  return true;
}

bool append_plain_number(std::string& out, std::string_view number) {
  // Up to 15 significant digits are what was typed; nearly all cells end here.
  const bool exponent = has(number, "eE");
  const auto digits = std::count_if(number.begin(), number.end(),
                                    [](char byte) { return byte >= '0' && byte <= '9'; });
  if (!exponent && digits <= 15) {
    out.append(number);
    return false;
  }
  const auto decimal = num::Decimal::parse(number);
  if (!decimal) {
    out.append(number);
    return false;
  }
  const text::Denoised clean = text::without_double_noise(*decimal);
  out.append(clean.value.to_string());
  return clean.rounded;
}

bool append_plain_number(std::string& out, double number) {
  char digits[40];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return append_plain_number(
      out,
      std::string_view(digits, error == std::errc() ? static_cast<std::size_t>(end - digits) : 0));
}

std::uint8_t shown_decimals(std::string_view shown, std::string_view plain) {
  const Digits of_shown = read_digits(shown);
  const Digits of_plain = read_digits(plain);
  const std::string_view behind = shown.substr(of_shown.end);
  // More digits behind it: an exponent, a fraction, or another number altogether.
  if (!of_shown.fits || !of_plain.fits || has(behind, "0123456789")) return 0;
  const std::size_t decimals = of_shown.decimals + (has(behind, "%") ? 2 : 0);
  if (decimals <= of_plain.decimals) return 0;
  const std::size_t zeros = of_plain.size == 0 ? 0 : decimals - of_plain.decimals;
  if (of_shown.size != of_plain.size + zeros) return 0;
  const auto of_zeros = of_shown.digits.begin() + static_cast<std::ptrdiff_t>(of_plain.size);
  const auto end = of_shown.digits.begin() + static_cast<std::ptrdiff_t>(of_shown.size);
  const bool same = std::equal(of_shown.digits.begin(), of_zeros, of_plain.digits.begin());
  const bool zero = std::all_of(of_zeros, end, [](char byte) { return byte == '0'; });
  return static_cast<std::uint8_t>(same && zero ? std::min(decimals, significant_digits) : 0);
}

}  // namespace duibiao::intake
