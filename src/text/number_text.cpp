#include "text/number_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/number_marks.h"
#include "text/utf8.h"

namespace duibiao::text {

namespace {

constexpr std::uint64_t power_15 = 1'000'000'000'000'000;
constexpr std::uint64_t power_17 = power_15 * 100;
constexpr std::uint64_t power_18 = power_15 * 1000;

/// 16 or 17 digits, not ending in 0: the shortest print of a double never does.
constexpr bool looks_like_double(std::uint64_t units, int scale) {
  return scale > 0 && units >= power_15 && units < power_17 && units % 10 != 0;
}

num::Decimal signed_decimal(std::uint64_t units, int scale, bool negative) {
  const auto value = static_cast<std::int64_t>(units);
  return num::Decimal::of(negative ? -value : value, scale);
}

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// `[+-]digits[.digits]`, ASCII, at most 18 digits: nearly every numeric cell there is.
bool scan_plain(std::string_view cell, PrintedNumber& number) {
  const char* at = cell.data();
  const char* const end = at + cell.size();
  if (at == end) return false;
  const bool negative = *at == '-';
  if (negative || *at == '+') ++at;
  const char* const whole = at;
  std::uint64_t units = 0;
  while (at != end && is_ascii_digit(*at)) {
    units = units * 10 + static_cast<unsigned>(*at++ - '0');  // may wrap; refused below
  }
  const auto whole_digits = at - whole;
  std::ptrdiff_t decimals = 0;
  if (at != end) {
    if (*at++ != '.') return false;
    const char* const fraction = at;
    while (at != end && is_ascii_digit(*at)) {
      units = units * 10 + static_cast<unsigned>(*at++ - '0');
    }
    decimals = at - fraction;
    if (at != end || decimals == 0) return false;
  }
  if (whole_digits == 0 || whole_digits + decimals > max_printed_digits) return false;
  const int scale = static_cast<int>(decimals);
  number.value = signed_decimal(units, scale, negative);
  number.leading_zero = whole_digits > 1 && *whole == '0';
  number.double_noise = looks_like_double(units, scale);
  return true;
}

/// The digits of a number on their way in.
struct Mantissa {
  std::uint64_t units = 0;
  int digits = 0;  ///< significant ones, from the first that is not 0
  int decimals = 0;

  void add(char32_t digit) {
    const char32_t zero = digit >= U'０' ? U'０' : U'0';
    if (digits == 0 && digit == zero) return;
    if (++digits <= max_printed_digits) {
      units = units * 10 + static_cast<std::uint64_t>(digit - zero);
    }
  }
};

/// A cursor over the characters of one cell; every read_… leaves it where it was unless it reads.
class Scanner {
 public:
  explicit Scanner(std::string_view cell) : cell_(cell) {}

  [[nodiscard]] CellReading read(PrintedNumber& number) {
    number.parenthesised = take_any(U"(（");
    bool negative = number.parenthesised;
    if (!number.parenthesised) negative = read_sign();
    skip_blanks();
    if (!read_whole(number) || !read_fraction()) return CellReading::text;
    if (!number.grouped && !read_exponent()) return CellReading::text;
    read_rate(number);
    if (number.parenthesised) {
      skip_blanks();
      if (!take_any(U")）")) return CellReading::text;
      if (!number.percent && !number.per_mille) read_rate(number);
    }
    number.mark = trim(cell_.substr(at_));
    if (!are_footnote_marks(number.mark)) return CellReading::text;
    return finish(number, negative);
  }

 private:
  [[nodiscard]] CodePoint peek() const {
    return at_ < cell_.size() ? decode_at(cell_, at_) : CodePoint{0, 0, false, at_};
  }
  void take(const CodePoint& c) { at_ += c.length; }
  bool take_any(std::u32string_view set) {
    const CodePoint c = peek();
    if (c.length == 0 || set.find(c.value) == std::u32string_view::npos) return false;
    take(c);
    return true;
  }
  void skip_blanks() {
    for (CodePoint c = peek(); c.length != 0 && is_blank(c.value); c = peek()) take(c);
  }

  /// Hyphens and the minus of either width, and the en dash that typesetters use for it; an em dash
  /// stands for «no figure» and is not taken for a minus.
  bool read_sign() {
    if (take_any(U"-−－﹣‐‑–")) return true;
    take_any(U"+＋﹢");
    return false;
  }

  /// ',' for commas, '\'' for apostrophes, ' ' for blanks that part thousands, 0 for the rest.
  static char separator(char32_t value) {
    if (value == U',' || value == U'，' || value == U'﹐') return ',';
    if (value == U'\'' || value == U'’') return '\'';
    return value != U'\n' && value != U'\r' && value != U'\t' && is_blank(value) ? ' ' : '\0';
  }

  /// Whole digits with their thousands: one to three digits, then threes, one kind of separator.
  bool read_whole(PrintedNumber& number) {
    int group = 0;
    int total = 0;
    char used = '\0';
    const bool zero_first = peek().value == U'0' || peek().value == U'０';
    while (true) {
      const CodePoint c = peek();
      if (c.length != 0 && is_digit(c.value)) {
        mantissa_.add(c.value);
        take(c);
        ++group;
        ++total;
        continue;
      }
      const char part = c.length != 0 ? separator(c.value) : '\0';
      if (part == '\0' || !digit_after(c)) break;
      const bool well_formed =
          used == '\0' ? group >= 1 && group <= 3 && !zero_first : group == 3 && part == used;
      if (!well_formed) return false;
      used = part;
      group = 0;
      take(c);
    }
    if (used != '\0' && group != 3) return false;
    number.grouped = used != '\0';
    number.leading_zero = zero_first && total > 1;
    whole_digits_ = total;
    return true;
  }

  [[nodiscard]] bool digit_after(const CodePoint& c) const {
    const std::size_t next = at_ + c.length;
    return next < cell_.size() && is_digit(decode_at(cell_, next).value);
  }

  /// The point and at least one digit; SAS prints «.5». Without a point there must be whole digits.
  bool read_fraction() {
    if (!take_any(U".．")) return whole_digits_ > 0;
    const int before = mantissa_.decimals;
    for (CodePoint c = peek(); c.length != 0 && is_digit(c.value); c = peek()) {
      mantissa_.add(c.value);
      mantissa_.decimals = std::min(mantissa_.decimals + 1, too_many);
      take(c);
    }
    return mantissa_.decimals > before;
  }

  bool read_exponent() {
    if (!take_any(U"eEｅＥ")) return true;
    const bool negative = take_any(U"-−－");
    if (!negative) take_any(U"+＋");
    int digits = 0;
    for (CodePoint c = peek(); c.length != 0 && is_digit(c.value); c = peek()) {
      const int digit = static_cast<int>(c.value - (c.value >= U'０' ? U'０' : U'0'));
      exponent_ = std::min(exponent_ * 10 + digit, too_many);
      ++digits;
      take(c);
    }
    if (negative) exponent_ = -exponent_;
    return digits > 0;
  }

  void read_rate(PrintedNumber& number) {
    const std::size_t before = at_;
    skip_blanks();
    number.percent = take_any(U"%％﹪");
    number.per_mille = !number.percent && take_any(U"‰");
    if (!number.percent && !number.per_mille) at_ = before;
  }

  CellReading finish(PrintedNumber& number, bool negative) const {
    if (mantissa_.digits > max_printed_digits || mantissa_.decimals > num::Decimal::max_scale) {
      return CellReading::too_long;
    }
    number.value = signed_decimal(mantissa_.units, mantissa_.decimals, negative);
    if (exponent_ != 0) {
      const auto moved = number.value.shifted(exponent_);
      if (!moved || moved->magnitude().units() >= static_cast<num::int128>(power_18)) {
        return CellReading::too_long;
      }
      number.value = *moved;
    }
    const auto units = static_cast<std::uint64_t>(number.value.magnitude().units());
    number.double_noise = looks_like_double(units, number.value.scale());
    return CellReading::number;
  }

  static constexpr int too_many = 10'000;  // far past every limit, far from overflow

  std::string_view cell_;
  std::size_t at_ = 0;
  Mantissa mantissa_;
  int whole_digits_ = 0;
  int exponent_ = 0;
};

/// A cell in a message: its beginning, without half characters.
std::string shown(std::string_view cell) {
  constexpr std::size_t shown_characters = 30;
  std::string result;
  std::size_t count = 0;
  for (const CodePoint c : code_points(cell)) {
    if (count++ == shown_characters) return result + "…";
    append_utf8(result, c.value < 0x20 ? U' ' : c.value);
  }
  return result;
}

}  // namespace

CellReading scan_number(std::string_view cell, PrintedNumber& number) {
  number = PrintedNumber{};
  if (scan_plain(cell, number)) return CellReading::number;
  cell = trim(cell);
  if (read_missing(cell, number.mark)) return CellReading::missing;
  const CellReading reading = Scanner(cell).read(number);
  if (reading != CellReading::number) number = PrintedNumber{};
  return reading;
}

Result<std::optional<PrintedNumber>> read_number(std::string_view cell) {
  PrintedNumber number;
  switch (scan_number(cell, number)) {
    case CellReading::number:
      return number;
    case CellReading::missing:
      return std::optional<PrintedNumber>{};
    case CellReading::too_long:
      return fail(ErrorCode::over_limit,
                  {fmt::format("“{}”超过 {} 位有效数字", shown(cell), max_printed_digits),
                   fmt::format("\"{}\" has more than {} significant digits", shown(cell),
                               max_printed_digits)},
                  {"如果是编码或证号，请作为文本；如果是数值，请减少位数",
                   "mark it as text if it is a code; use fewer digits if it is a figure"});
    case CellReading::text:
      break;
  }
  return fail(
      ErrorCode::bad_number,
      {fmt::format("“{}”不是数字", shown(cell)),
       fmt::format("\"{}\" is not a number", shown(cell))},
      {"请改为数字，例如 1,912.0 或 -4.67；缺数请留空或写“—”",
       "write a number, such as 1,912.0 or -4.67; leave it empty or write a dash if missing"});
}

Denoised without_double_noise(const num::Decimal& value) {
  const num::int128 size = value.magnitude().units();
  if (size >= static_cast<num::int128>(power_17)) return {value, false};
  const auto units = static_cast<std::uint64_t>(size);
  if (!looks_like_double(units, value.scale())) return {value, false};
  const int excess = units >= power_15 * 10 ? 2 : 1;
  const auto rounded = value.rounded(std::max(value.scale() - excess, 0), num::Rounding::half_even);
  if (!rounded) return {value, false};
  return {rounded->trimmed(), true};
}

}  // namespace duibiao::text
