#include "intake/xlsx_formats.h"

#include <fmt/format.h>

#include <algorithm>
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

/// The letters of the first section that are not quoted, escaped, fill or bracketed.
std::string code_letters(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char byte = code[at];
    if (byte == ';') break;
    if (byte == '\\' || byte == '_' || byte == '*') {
      ++at;
    } else if (byte == '"' || byte == '[') {
      const std::size_t end = code.find(byte == '"' ? '"' : ']', at + 1);
      if (end == std::string_view::npos) break;
      const std::string_view inside = code.substr(at + 1, end - at - 1);
      if (byte == '[' && inside.find_first_not_of("hHmMsS") == std::string_view::npos) {
        return "[";
      }
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

}  // namespace

NumberFormat builtin_format(std::uint32_t id) {
  if (id == 9 || id == 10) return NumberFormat::percent;
  if (id == 22) return NumberFormat::date_time;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return NumberFormat::time;
  if (id >= 32 && id <= 35) return NumberFormat::time;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
    return NumberFormat::date;
  }
  return NumberFormat::plain;
}

NumberFormat read_format_code(std::string_view code) {
  const std::string letters = code_letters(code);
  if (letters.starts_with("general") || letters.starts_with("g/") || letters == "[" ||
      letters.starts_with("@")) {
    return NumberFormat::plain;
  }
  const bool clock = has(letters, "hs");
  const bool day = has(letters, "yd") || (has(letters, "m") && !clock);
  if (day) return clock ? NumberFormat::date_time : NumberFormat::date;
  if (clock) return NumberFormat::time;
  return has(letters, "%") ? NumberFormat::percent : NumberFormat::plain;
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

}  // namespace duibiao::intake
