#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

/// As many digits as a figure in print may have, and as 64 bits hold (see text/number_text.h).
constexpr std::size_t most_digits = 18;

/// The end of «,234,567» behind one to three digits that begin at `begin`; `at` when it is no
/// grouping: «10,20,30» and «2018,2019» are lists. `broken`: it began well and went wrong, as in
/// «1,234,56».
std::size_t end_of_groups(std::string_view text, std::size_t begin, std::size_t at, bool& broken) {
  broken = false;
  if (at - begin > 3 || text[begin] == '0') return at;
  std::size_t end = at;
  while (end < text.size() && text[end] == ',' && digit_at(text, end + 1)) {
    std::size_t next = end + 1;
    while (digit_at(text, next)) ++next;
    if (next - end != 4) {
      if (end == at) return at;
      broken = true;
    }
    end = next;
  }
  return end;
}

}  // namespace

Amount scan_digits(std::string_view text, std::size_t at) {
  Amount amount;
  amount.begin = at;
  std::size_t end = at;
  while (digit_at(text, end)) ++end;
  bool broken = false;
  const std::size_t grouped_end = end == at ? end : end_of_groups(text, at, end, broken);
  amount.grouped = grouped_end != end;
  end = grouped_end;
  std::size_t points = 0;
  while (end < text.size() && text[end] == '.' && digit_at(text, end + 1)) {
    ++points;
    ++end;
    while (digit_at(text, end)) ++end;
  }
  amount.end = amount.magnitude_begin = end;
  if (points > 1) {
    amount.problem = Numeral::Problem::two_points;
    return amount;
  }
  if (broken) {
    amount.problem = Numeral::Problem::bad_grouping;
    return amount;
  }
  std::int64_t units = 0;
  std::size_t digits = 0;
  int scale = 0;
  bool behind_point = false;
  for (std::size_t i = at; i < end; ++i) {
    if (text[i] == '.') behind_point = true;
    if (!is_digit(text[i])) continue;
    if (units != 0 || text[i] != '0') ++digits;
    if (digits > most_digits || scale >= num::Decimal::max_scale) {
      amount.problem = Numeral::Problem::too_long;
      return amount;
    }
    units = units * 10 + (text[i] - '0');
    if (behind_point) ++scale;
  }
  amount.printed = num::Decimal::of(units, scale);
  return amount;
}

}  // namespace duibiao::bulletin::scan
