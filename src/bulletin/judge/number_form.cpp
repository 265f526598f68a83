#include "bulletin/judge/number_form.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace duibiao::bulletin {
namespace {

using std::string;
using std::string_view;

constexpr std::size_t han_character = 3;
constexpr std::array<string_view, 10> han_digits{"零", "一", "二", "三", "四",
                                                 "五", "六", "七", "八", "九"};
/// What a Chinese numeral is written with; 万 and 亿 are left to units.
constexpr std::array<string_view, 15> han_marks{"零", "〇", "一", "二", "三", "四", "五", "六",
                                                "七", "八", "九", "十", "百", "千", "两"};
constexpr std::array<string_view, 21> cardinals{
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
constexpr std::array<string_view, 21> ordinals{
    "zeroth",     "first",     "second",    "third",       "fourth",     "fifth",      "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
constexpr std::array<string_view, 4> ordinal_endings{"st", "nd", "rd", "th"};

/// The bytes of a digit at a place, full-width ones (U+FF10 … U+FF19) too; 0 when there is none.
std::size_t digit_at(string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] >= '0' && text[at] <= '9') return 1;
  const string_view wide = text.substr(at, han_character);
  const bool is_wide = wide.size() == han_character && wide.starts_with("\xEF\xBC") &&
                       static_cast<unsigned char>(wide[2]) >= 0x90 &&
                       static_cast<unsigned char>(wide[2]) <= 0x99;
  return is_wide ? han_character : 0;
}

/// The bytes of a mark inside a number, and which kind it is.
struct Mark {
  std::size_t length = 0;
  bool groups = false;
};
Mark mark_at(string_view text, std::size_t at) {
  static constexpr std::array<string_view, 2> points{".", "．"};
  static constexpr std::array<string_view, 4> groups{",", "，", "\u00A0", "\u2009"};
  const string_view rest = text.substr(at);
  for (const string_view point : points) {
    if (rest.starts_with(point)) return {point.size(), false};
  }
  for (const string_view group : groups) {
    if (rest.starts_with(group)) return {group.size(), true};
  }
  return {};
}

/// The run of digits of a numeral, and what it is written with.
struct Digits {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool wide = false;
  string_view point = ".";
  string_view group;  ///< empty when the digits are not grouped
};

std::optional<Digits> digits_in(string_view source) {
  std::size_t at = 0;
  while (at < source.size() && digit_at(source, at) == 0) ++at;
  if (at == source.size()) return std::nullopt;
  Digits run{at, at, digit_at(source, at) > 1, ".", {}};
  while (at < source.size()) {
    if (const std::size_t digit = digit_at(source, at); digit > 0) {
      run.end = at += digit;
      continue;
    }
    const Mark mark = mark_at(source, at);
    if (mark.length == 0 || digit_at(source, at + mark.length) == 0) break;
    (mark.groups ? run.group : run.point) = source.substr(at, mark.length);
    at += mark.length;
  }
  return run;
}

string in_digits(const Digits& run, const num::Decimal& value) {
  constexpr std::size_t group_size = 3;
  const string plain = value.magnitude().to_string();
  const std::size_t whole = std::min(plain.find('.'), plain.size());
  string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool parts = i > 0 && i < whole && (whole - i) % group_size == 0;
    if (parts) out += run.group;
    if (plain[i] == '.') {
      out += run.point;
    } else if (run.wide) {
      out += "\xEF\xBC";
      out += static_cast<char>(0x90 + (plain[i] - '0'));
    } else {
      out += plain[i];
    }
  }
  return out;
}

/// 3 → 三, 15 → 十五, 208 → 二百零八; below ten thousand.
string in_han(std::int64_t value) {
  static constexpr std::array<string_view, 4> powers{"", "十", "百", "千"};
  if (value == 0) return string(han_digits[0]);
  string out;
  bool skipped = false;
  std::int64_t power = 1000;
  for (std::size_t place = powers.size(); place-- > 0; power /= 10) {
    const auto digit = static_cast<std::size_t>(value / power % 10);
    if (digit == 0) {
      skipped = !out.empty();
      continue;
    }
    if (skipped) out += han_digits[0];
    skipped = false;
    const bool plain_ten = place == 1 && digit == 1 && out.empty();
    if (!plain_ten) out += han_digits[digit];
    out += powers[place];
  }
  return out;
}

/// The whole number that a value is, when it is a small one.
std::optional<std::int64_t> small_whole(const num::Decimal& value) {
  constexpr std::int64_t limit = 10000;
  const num::Decimal plain = value.magnitude().trimmed();
  if (plain.scale() != 0) return std::nullopt;
  const auto units = static_cast<std::int64_t>(plain.units());
  return units < limit ? std::optional(units) : std::nullopt;
}

/// The Chinese numeral that text holds, as begin and end; empty when it holds none.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
Stretch han_run(string_view source) {
  const auto is_mark = [&](std::size_t at) {
    const string_view here = source.substr(at, han_character);
    return std::ranges::find(han_marks, here) != han_marks.end();
  };
  Stretch run;
  while (run.begin < source.size() && !is_mark(run.begin)) ++run.begin;
  run.end = run.begin;
  while (run.end < source.size() && is_mark(run.end)) run.end += han_character;
  return run;
}

bool is_rank(const Claim& claim) {
  return claim.measure == Measure::rank || claim.measure == Measure::growth_rank;
}

string lower(string_view text) {
  string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

string as_capitalised(string_view word, string_view like) {
  string out(word);
  const bool capital = !like.empty() && like.front() >= 'A' && like.front() <= 'Z';
  if (capital) out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

/// «fifth», «six percent»: words of one list at the start of the source.
std::optional<Written> in_english(string_view source, std::int64_t value) {
  const string small = lower(source);
  for (const auto* words : {&ordinals, &cardinals}) {
    if (value < 0 || value >= static_cast<std::int64_t>(words->size())) continue;
    for (const string_view word : *words) {
      const bool here =
          small.starts_with(word) &&
          (small.size() == word.size() || small[word.size()] < 'a' || small[word.size()] > 'z');
      if (!here) continue;
      const string_view other = (*words)[static_cast<std::size_t>(value)];
      return Written{{}, as_capitalised(other, source), string(source.substr(word.size())), false};
    }
  }
  return std::nullopt;
}

/// 1st, 2nd, 3rd, 11th.
string_view ending_of(std::int64_t value) {
  const std::int64_t last = value % 10;
  const bool teens = value % 100 / 10 == 1;
  return teens || last < 1 || last > 3 ? ordinal_endings[3]
                                       : ordinal_endings[static_cast<std::size_t>(last - 1)];
}

std::optional<Written> in_words(string_view source, const Claim& printed, const Claim& right) {
  const auto value = small_whole(right.value);
  if (!value) return std::nullopt;
  if (auto english = in_english(source, *value)) return english;
  const bool chinese = !source.empty() && static_cast<unsigned char>(source.front()) >= 0x80;
  // 首位, 榜首, 龙头 are words for the first; another rank needs its number.
  const Stretch run = han_run(source);
  if (run.begin == run.end) {
    if (!is_rank(printed) || !chinese) return std::nullopt;
    return Written{"第", in_han(*value), "位", false};
  }
  if (printed.unit != right.unit || (*value == 0 && is_rank(printed))) return std::nullopt;
  const string_view behind = source.substr(run.end);
  if (behind.starts_with("万") || behind.starts_with("亿") || behind.starts_with("点") ||
      behind.starts_with("分之")) {
    return std::nullopt;
  }
  return Written{string(source.substr(0, run.begin)), in_han(*value), string(behind), false};
}

}  // namespace

Written written_like(string_view source, const Claim& printed, const Claim& right) {
  if (const auto run = digits_in(source)) {
    Written out{string(source.substr(0, run->begin)), in_digits(*run, right.value),
                string(source.substr(run->end)), true};
    const auto value = small_whole(right.value);
    const bool ordinal =
        is_rank(printed) && value && std::ranges::any_of(ordinal_endings, [&](string_view ending) {
          return string_view(out.suffix).starts_with(ending);
        });
    if (ordinal) out.suffix.replace(0, 2, ending_of(*value));
    return out;
  }
  if (auto words = in_words(source, printed, right)) return std::move(*words);
  const string digits = right.value.magnitude().to_string();
  const bool chinese = source.empty() || static_cast<unsigned char>(source.front()) >= 0x80;
  if (is_rank(printed) && chinese) return {"第", digits, "位", false};
  return {{}, digits, string(right.unit.known() ? right.unit.symbol() : string_view()), false};
}

}  // namespace duibiao::bulletin
