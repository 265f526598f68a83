#include <cctype>

#include "bulletin/read/time_words_cursor.h"

namespace duibiao::bulletin::time_text {
namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

TimeWords of_year(int year, Shape shape) {
  TimeWords time;
  time.shape = shape;
  time.year_kind = Year::absolute;
  time.year = year;
  return time;
}

std::optional<TimeWords> as_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  TimeWords time = of_year(year, Shape::day);
  time.first_day = {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
                    static_cast<std::uint8_t>(day)};
  time.last_day = time.first_day;
  return time;
}

bool ends_cleanly(const Cursor& c) {
  const char next = c.peek();
  return !is_ascii_digit(next) && !is_ascii_letter(next) && next != '-' && next != '/' &&
         !c.sees("年") && !unit_follows(c.text(), c.at());
}

/// 2019-09-18, 2019/9/18, 2019.9.18; 2019-09; (2019.9); 2019.9月.
std::optional<TimeWords> read_marked_date(Cursor& cursor, int year, bool in_brackets) {
  Cursor c = cursor;
  const char mark = c.peek();
  if (mark != '-' && mark != '/' && mark != '.') return std::nullopt;
  c.eat({&mark, 1});
  // number() refuses «9.18», so the parts are read digit by digit.
  const auto part = [&c](int& digits) {
    int value = 0;
    for (digits = 0; digits < 2 && is_ascii_digit(c.peek()); ++digits) {
      value = value * 10 + (c.peek() - '0');
      c.eat({&c.text()[c.at()], 1});
    }
    return value;
  };
  int month_digits = 0;
  const int month = part(month_digits);
  if (month_digits == 0 || month < 1 || month > 12) return std::nullopt;
  Cursor after_month = c;
  int day_digits = 0;
  if (c.eat({&mark, 1})) {
    const int day = part(day_digits);
    std::optional<TimeWords> time = as_day(year, month, day);
    if (time && day_digits > 0 && ends_cleanly(c)) {
      cursor = c;
      return time;
    }
  }
  c = after_month;
  const bool iso = mark == '-' && month_digits == 2 && ends_cleanly(c);
  const bool enclosed = in_brackets && (c.sees(")") || c.sees("]"));
  const bool chinese = mark == '.' && c.eat("月");
  if (!iso && !enclosed && !chinese) return std::nullopt;
  TimeWords time = of_year(year, Shape::month);
  time.first = month;
  cursor = c;
  // 2019-01..2019-09, as this program writes it.
  Cursor to = c;
  if (iso && to.eat("..")) {
    const std::optional<Number> end_year = to.number();
    const std::optional<TimeWords> end = end_year && end_year->digits == 4
                                             ? read_marked_date(to, end_year->value, false)
                                             : std::nullopt;
    if (end) time = joined(time, *end).value_or(time);
    if (time.shape != Shape::month) cursor = to;
  }
  return time;
}

/// 2019Q3, 2019-Q3, 2019 H1.
std::optional<TimeWords> read_lettered(Cursor& cursor, int year) {
  Cursor c = cursor;
  if (!c.eat("-")) c.blanks();
  const bool quarter = c.eat("Q");
  if (!quarter && !c.eat("H")) return std::nullopt;
  const std::optional<Number> n = c.number();
  if (!n || n->digits != 1 || n->value < 1 || n->value > (quarter ? 4 : 2)) return std::nullopt;
  if (is_ascii_letter(c.peek())) return std::nullopt;
  TimeWords time = of_year(year, quarter ? Shape::quarter : Shape::half);
  time.first = n->value;
  cursor = c;
  return time;
}

/// The English word before `at`, a blank between; as printed.
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < most_blanks && (text[end - 1] == ' ' || text[end - 1] == '\n'))
    --end;
  if (end == at) return {};
  std::size_t begin = end;
  while (begin > 0 && end - begin < 12 && is_ascii_letter(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> lower_words) {
  for (const std::string_view known : lower_words) {
    if (word.size() != known.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < word.size(); ++i) {
      same = same && std::tolower(static_cast<unsigned char>(word[i])) == known[i];
    }
    if (same) return true;
  }
  return false;
}

bool ends_sentence_part(const Cursor& c) {
  return c.done() || c.sees_any({",", ".", ";", ":", ")", "]", "\n", "。", "、", "》", "”", "\""});
}

/// «in 2018», «the 2018 level», «2018 看起来是一个年份», «(2018)»: said to be a year.
bool said_to_be_year(const Cursor& after, std::size_t at, bool in_brackets) {
  const std::string_view text = after.text();
  if (in_brackets && (after.sees(")") || after.sees("]"))) return true;
  Cursor c = after;
  c.blanks();
  if (c.eat_any({"看起来", "看上去", "像", "是", "为"})) {
    c.eat("是");
    c.eat_any({"一个", "个"});
    if (c.sees_any({"年份", "年度"})) return true;
  }
  if (follows_any(text, at, {"年份:", "年份为", "年份是", "年度:"})) return true;
  if (unit_follows(text, after.at())) return false;
  const std::string_view before = word_before(text, at);
  if (after.sees_any({"'s ", "’s "})) return true;
  if (is_one_of(before, {"in", "since", "during", "until", "till", "by", "year", "from", "between",
                         "before", "after", "than", "early", "late", "through"})) {
    return true;
  }
  if (is_one_of(before, {"of", "for", "and", "to", "with", "on", "over"}))
    return ends_sentence_part(after);
  Cursor next = after;
  if (is_one_of(before, {"the"})) {
    return next.word_any({"level", "figure", "total", "average", "value", "volume", "target",
                          "annual", "national", "statistical", "base"});
  }
  const bool opens = at == 0 || text[at - 1] == '\n' || follows_any(text, at, {". "});
  return opens && next.word_any({"was", "saw", "is", "had", "has", "witnessed", "marked"});
}

/// (2016-2018), 从2016到2018, «2016-2018,».
std::optional<TimeWords> read_bare_years(Cursor& cursor, int year, std::size_t at) {
  Cursor c = cursor;
  const bool hyphen = c.peek() == '-';
  if (!c.dash() && !c.word("to") && !c.word("and")) return std::nullopt;
  c.blanks();
  const std::optional<Number> last = c.number();
  if (!last || last->han || last->digits != 4 || last->value <= year) return std::nullopt;
  if (last->value > 2100 || year < 1950) return std::nullopt;
  const std::string_view before = word_before(c.text(), at);
  const bool from = follows_any(c.text(), at, {"从", "自"}) ||
                    is_one_of(before, {"from", "between", "in", "during"});
  const bool opens = hyphen && (c.done() || ends_sentence_part(c) || c.peek() == ' ');
  if ((!from && !opens) || unit_follows(c.text(), c.at())) return std::nullopt;
  TimeWords time = of_year(year, Shape::years);
  time.last_year = last->value;
  cursor = c;
  return time;
}

}  // namespace

std::optional<TimeWords> read_digits(std::string_view text, std::size_t at) {
  Cursor c(text, at);
  int digits = 0;
  int year = 0;
  std::size_t end = at;
  for (; end < text.size() && is_ascii_digit(text[end]) && digits < 5; ++end, ++digits) {
    year = year * 10 + (text[end] - '0');
  }
  const char before = at == 0 ? ' ' : text[at - 1];
  const bool parted = !is_ascii_letter(before) && before != '-' && before != '/' && before != '.';
  if (digits != 4 || year < 1500 || year > 2100 || !parted) return std::nullopt;
  c = Cursor(text, end);
  const bool in_brackets = before == '(' || before == '[';
  std::optional<TimeWords> time = read_marked_date(c, year, in_brackets);
  if (!time) time = read_lettered(c, year);
  if (!time) time = read_bare_years(c, year, at);
  if (!time) {
    const bool goes_on = c.peek() == '.' && at + 5 < text.size() && is_ascii_digit(text[end + 1]);
    const bool grouped = c.peek() == ',' && end + 1 < text.size() && is_ascii_digit(text[end + 1]);
    if (goes_on || grouped || is_ascii_letter(c.peek()) || !said_to_be_year(c, at, in_brackets)) {
      if (year % 10 != 0 || !c.eat("s") || is_ascii_letter(c.peek())) return std::nullopt;
      time = TimeWords{};  // the 1990s
    } else {
      time = of_year(year, Shape::year);
    }
  }
  time->span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at())};
  return time;
}

}  // namespace duibiao::bulletin::time_text
