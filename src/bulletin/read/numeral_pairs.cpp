#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

std::string_view between(std::string_view text, const Numeral& a, const Numeral& b) {
  return text.substr(a.with_unit.end, b.with_unit.begin - a.with_unit.end);
}

bool joins_range(std::string_view mark) {
  return mark == "-" || mark == "~" || mark == "至" || mark == "到" || mark == "--" ||
         mark == "—" || mark == "–" || mark == " to " || mark == " - " || mark == "-至";
}

/// «10%和15%之间».
bool joins_between(std::string_view text, std::string_view mark, const Numeral& high) {
  if (mark != "和" && mark != "与") return false;
  return stands_at(text, high.with_unit.end, "之间") || stands_at(text, high.with_unit.end, "间");
}

bool same_kind(const Numeral& low, const Numeral& high) {
  if (low.malformed || high.malformed) return false;
  if (low.form == high.form && low.unit_word == high.unit_word) return true;
  return low.unit_word == nullptr && low.form == Numeral::Form::plain;  // 3.5万-4万元
}

/// From here to there, «从10%到15%», is a change and no range.
bool tells_change(std::string_view text, const Numeral& low) {
  for (const std::string_view word : {"从", "由", "自", "from "}) {
    if (ends_before(text, low.with_unit.begin, word)) return true;
  }
  return false;
}

/// «0571-8888», «A12-3»: a code.
bool is_code(std::string_view text, const Numeral& low) {
  const std::size_t at = low.span.begin;
  if (text[at] == '0' && digit_at(text, at + 1)) return true;
  return at > 0 && letter_at(text, at - 1);
}

bool is_range(std::string_view text, const Numeral& low, const Numeral& high) {
  const std::string_view mark = between(text, low, high);
  if (!(joins_range(mark) || joins_between(text, mark, high)) || !same_kind(low, high) ||
      tells_change(text, low))
    return false;
  if (is_code(text, low)) return false;
  // A mark also joins codes; a word joins the two ends of a range, whichever is greater.
  const bool sign = mark.find_first_of("-~") != std::string_view::npos;
  return !sign || low.printed < high.printed || low.power < high.power;
}

bool is_term(const Numeral& numeral) {
  return numeral.form == Numeral::Form::plain && numeral.power == 0 && !numeral.malformed &&
         !numeral.grouped && !numeral.printed.is_negative() && numeral.group == 0;
}

/// Whether terms joined by colons are a ratio and no time of day or score. Three terms are, unless
/// they read as hours, minutes and seconds and do not add up to about a hundred; two are when one
/// has decimals, when they make a hundred, or when the second is no minute of two digits.
bool is_ratio(const std::vector<Numeral>& numerals, std::size_t first, std::size_t last) {
  bool decimals = false;
  bool clock = true;
  num::Decimal sum;
  for (std::size_t i = first; i <= last; ++i) {
    const Numeral& term = numerals[i];
    decimals = decimals || term.printed.scale() > 0;
    const num::Decimal limit = num::Decimal::whole(i == first ? 25 : 60);
    clock = clock && term.printed < limit && (i == first || term.span.size() == 2);
    if (const auto more = sum.plus(term.printed)) sum = *more;
  }
  if (decimals) return true;
  const num::Decimal whole = num::Decimal::whole(100);
  if (sum == whole ||
      (last - first == 2 && sum >= num::Decimal::whole(99) && sum <= num::Decimal::whole(101))) {
    return true;
  }
  return !clock;
}

void join_ratios(std::string_view text, std::vector<Numeral>& numerals, std::uint32_t& group) {
  for (std::size_t first = 0; first < numerals.size();) {
    std::size_t last = first;
    while (last + 1 < numerals.size() && is_term(numerals[last]) &&
           numerals[last].unit_text.empty() && is_term(numerals[last + 1]) &&
           between(text, numerals[last], numerals[last + 1]) == ":") {
      ++last;
    }
    if (last > first && is_ratio(numerals, first, last)) {
      ++group;
      for (std::size_t i = first; i <= last; ++i) {
        numerals[i].form = Numeral::Form::ratio;
        numerals[i].group = group;
      }
    }
    first = last + 1;
  }
}

}  // namespace

void join_neighbours(std::string_view text, std::vector<Numeral>& numerals) {
  std::uint32_t group = 0;
  join_ratios(text, numerals, group);
  for (std::size_t first = 0; first + 1 < numerals.size(); ++first) {
    Numeral& low = numerals[first];
    Numeral& high = numerals[first + 1];
    if (low.group != 0 || high.group != 0 || !is_range(text, low, high)) continue;
    // A chain, «2019-10-18», is a date or a code.
    const bool chain =
        first + 2 < numerals.size() && joins_range(between(text, high, numerals[first + 2]));
    const bool behind = first > 0 && joins_range(between(text, numerals[first - 1], low));
    if (chain || behind) continue;
    low.group = high.group = ++group;
    low.range_low = true;
    high.range_high = true;
  }
}

}  // namespace duibiao::bulletin::scan
