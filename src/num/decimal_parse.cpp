#include <fmt/format.h>

#include <algorithm>

#include "num/decimal.h"
#include "num/wide.h"

namespace duibiao::num {

namespace {

constexpr std::size_t shown_bytes = 40;  // of a bad text in its message

/// Bad text in a message: short, and always valid UTF-8 because only ASCII is let through.
std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, shown_bytes)) result += c >= ' ' && c <= '~' ? c : '?';
  if (text.size() > shown_bytes) result += "...";
  return result;
}

tl::unexpected<Error> bad_number(std::string_view text) {
  return fail(
      ErrorCode::bad_number,
      {fmt::format("“{}”不是数字", shown(text)),
       fmt::format("\"{}\" is not a number", shown(text))},
      {"应为半角数字，例如 1912.0 或 -4.67", "write plain digits, such as 1912.0 or -4.67"});
}

tl::unexpected<Error> too_long(std::string_view text) {
  return fail(
      ErrorCode::overflow,
      {fmt::format("“{}”超出可精确表示的范围（36 位数字、24 位小数）", shown(text)),
       fmt::format("\"{}\" leaves the range kept exactly (36 digits, 24 decimals)", shown(text))},
      {"请减少位数", "use fewer digits"});
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a text as one integer; a small state machine over a cursor.
struct Mantissa {
  wide::uint128 units = 0;
  int digits = 0;  ///< significant ones
  int scale = 0;
  bool fits = true;

  void add(char c) {
    if (digits == 0 && c == '0') return;
    if (++digits > Decimal::max_digits) {
      fits = false;
    } else {
      units = units * 10 + static_cast<unsigned>(c - '0');
    }
  }
};

std::size_t read_digits(std::string_view text, std::size_t at, Mantissa& mantissa) {
  while (at < text.size() && is_digit(text[at])) mantissa.add(text[at++]);
  return at;
}

/// Reads `[+-]digits` to the end of the text into `exponent`, held within ±clip.
bool read_exponent(std::string_view text, std::size_t at, int& exponent) {
  constexpr int clip = 100'000;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  if (at == text.size()) return false;
  for (; at < text.size(); ++at) {
    if (!is_digit(text[at])) return false;
    exponent = std::min(exponent * 10 + (text[at] - '0'), clip);
  }
  if (negative) exponent = -exponent;
  return true;
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) negative = text[at++] == '-';

  Mantissa mantissa;
  const std::size_t whole_begin = at;
  at = read_digits(text, at, mantissa);
  if (at == whole_begin) return bad_number(text);
  std::size_t decimals = 0;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction_begin = ++at;
    at = read_digits(text, at, mantissa);
    decimals = at - fraction_begin;
    if (decimals == 0) return bad_number(text);
  }
  int exponent = 0;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return bad_number(text);
    if (!read_exponent(text, at + 1, exponent)) return bad_number(text);
  }
  if (!mantissa.fits || decimals > max_scale) return too_long(text);

  const auto units = static_cast<int128>(mantissa.units);
  const Decimal value(negative ? -units : units, static_cast<int>(decimals));
  if (exponent == 0) return value;
  const auto moved = value.shifted(exponent);
  if (!moved) return too_long(text);
  return *moved;
}

}  // namespace duibiao::num
