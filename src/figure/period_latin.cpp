#include <array>

#include "figure/period_reader.h"

namespace duibiao::figure_text {
namespace {

using Kind = Period::Kind;

/// The months after «2019-», «2019/» or «2019.»: a month, a day of it, or «1-9月».
std::optional<Reading> read_after_separator(Cursor c, int year, char32_t separator) {
  const Style style = separator == U'.' ? Style::bare : Style::numeric;
  const std::optional<int> first = c.digits(1, 2);
  if (!first) {
    return std::nullopt;
  }
  Cursor ahead = c;
  if (separator != U'-' && (ahead.eat(U'-') || ahead.eat(U'~'))) {
    const std::optional<int> last = ahead.digits(1, 2);
    if (last && ahead.eat(U'月')) {
      ahead.eat(U'份');
      return Reading{months_shape(*first, *last), year, ahead.at(), Style::chinese};
    }
  }
  ahead = c;
  if (ahead.eat(separator)) {
    if (const std::optional<int> second = ahead.digits(1, 2)) {
      // 2019-1-9月: the ninth of January, or January to September?
      if (ahead.eat(U'月')) {
        return Reading{{}, year, ahead.at(), Style::chinese, &two_meanings};
      }
      return Reading{{Kind::day, *second, *first}, year, ahead.at(), style};
    }
  }
  if (c.eat(U'月')) {
    c.eat(U'份');
    return Reading{{Kind::month, *first, *first}, year, c.at(), Style::chinese};
  }
  return Reading{{Kind::month, *first, *first}, year, c.at(), style};
}

std::optional<Reading> read_run(Cursor c) {
  if (const std::optional<int> date = Cursor(c).digits(8, 8)) {
    const int year = *date / 10000;
    c.skip(8);
    return Reading{{Kind::day, *date % 100, *date / 100 % 100}, year, c.at(), Style::bare};
  }
  if (const std::optional<int> month = Cursor(c).digits(6, 6)) {
    c.skip(6);
    return Reading{{Kind::month, *month % 100, *month % 100}, *month / 100, c.at(), Style::bare};
  }
  return std::nullopt;
}

constexpr std::array<std::array<std::u32string_view, 3>, 12> month_words = {
    {{U"january", U"jan", U"jan"},
     {U"february", U"feb", U"feb"},
     {U"march", U"mar", U"mar"},
     {U"april", U"apr", U"apr"},
     {U"may", U"may", U"may"},
     {U"june", U"jun", U"jun"},
     {U"july", U"jul", U"jul"},
     {U"august", U"aug", U"aug"},
     {U"september", U"sept", U"sep"},
     {U"october", U"oct", U"oct"},
     {U"november", U"nov", U"nov"},
     {U"december", U"dec", U"dec"}}};

std::optional<int> read_month_word(Cursor& c) {
  for (std::size_t i = 0; i < month_words.size(); ++i) {
    for (const std::u32string_view word : month_words.at(i)) {
      if (c.eat(word)) {
        c.eat(U'.');
        return static_cast<int>(i) + 1;
      }
    }
  }
  return std::nullopt;
}

std::optional<int> read_count_word(Cursor& c) {
  constexpr std::array<std::u32string_view, 11> words = {U"two", U"three",  U"four",  U"five",
                                                         U"six", U"seven",  U"eight", U"nine",
                                                         U"ten", U"eleven", U"twelve"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (c.eat(words.at(i))) {
      return static_cast<int>(i) + 2;
    }
  }
  return c.digits(1, 2);
}

std::optional<int> read_ordinal_word(Cursor& c) {
  constexpr std::array<std::array<std::u32string_view, 2>, 4> words = {
      {{U"first", U"1st"}, {U"second", U"2nd"}, {U"third", U"3rd"}, {U"fourth", U"4th"}}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (c.eat(words.at(i)[0]) || c.eat(words.at(i)[1])) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

void blank_or_hyphen(Cursor& c) {
  if (!c.blanks()) {
    c.eat(U'-');
  }
}

/// first half, third quarter, first nine months, first three quarters.
std::optional<Shape> read_ordinal_phrase(Cursor& cursor) {
  Cursor c = cursor;
  const std::optional<int> ordinal = read_ordinal_word(c);
  if (!ordinal) {
    return std::nullopt;
  }
  blank_or_hyphen(c);
  if (c.eat(U"quarter")) {
    cursor = c;
    return Shape{Kind::quarter, 0, *ordinal};
  }
  if (*ordinal <= 2 && c.eat_any({U"half-year", U"half"})) {
    cursor = c;
    return Shape{Kind::half, 0, *ordinal};
  }
  const std::optional<int> count = *ordinal == 1 ? read_count_word(c) : std::nullopt;
  if (!count || *count < 2) {
    return std::nullopt;
  }
  blank_or_hyphen(c);
  if (c.eat(U"months")) {
    cursor = c;
    return Shape{Kind::to_date, 1, *count};
  }
  if (c.eat(U"quarters")) {
    cursor = c;
    return Shape{Kind::to_date, 1, 3 * *count};
  }
  return std::nullopt;
}

std::optional<Shape> read_english_shape(Cursor& cursor) {
  Cursor c = cursor;
  if (c.eat(U"the")) {
    c.blanks();
  }
  std::optional<Shape> shape = read_code(c, false);
  if (!shape) {
    shape = read_ordinal_phrase(c);
  }
  if (!shape && c.eat_any({U"full year", U"full-year", U"whole year", U"entire year"})) {
    shape = Shape{};
  }
  if (!shape && c.eat(U"week")) {
    c.blanks();
    if (const std::optional<int> week = c.digits(1, 2)) {
      shape = Shape{Kind::week, 0, *week};
    }
  }
  if (!shape) {
    if (const std::optional<int> month = read_month_word(c)) {
      shape = Shape{Kind::month, *month, *month};
    }
  }
  if (shape) {
    cursor = c;
  }
  return shape;
}

/// « of the year 2019», «, 2019», «-2019», « 2019».
std::optional<int> read_year_after(Cursor& cursor) {
  Cursor c = cursor;
  c.eat(U',');
  c.blanks();
  if (c.eat_any({U"of", U"in"})) {
    c.blanks();
    if (c.eat(U"the")) c.blanks();
    if (c.eat(U"year")) c.blanks();
  } else if (c.at() == cursor.at()) {
    c.eat_any({U"-", U"/", U"_"});
  }
  // «Dec2019» runs together only for codes: Q32019 would be 2019 and 32.
  if (c.at() == cursor.at()) {
    return std::nullopt;
  }
  const std::optional<int> year = c.year();
  if (year) {
    cursor = c;
  }
  return year;
}

/// 18 October 2019 and October 18, 2019.
std::optional<Reading> read_english_day(Cursor c) {
  std::optional<int> day = c.digits(1, 2);
  if (day) {
    c.blanks();
  }
  const std::optional<int> month = read_month_word(c);
  if (!month) {
    return std::nullopt;
  }
  if (!day) {
    c.blanks();
    day = c.digits(1, 2);
  }
  if (!day) {
    return std::nullopt;
  }
  const std::optional<int> year = read_year_after(c);
  if (!year) {
    return std::nullopt;
  }
  return Reading{{Kind::day, *day, *month}, year, c.at(), Style::english};
}

}  // namespace

std::optional<Shape> read_code(Cursor& cursor, bool after_year) {
  Cursor c = cursor;
  const char32_t letter = c.peek();
  c.skip(1);
  const std::optional<int> number = c.digits(1, 2);
  if (!number) {
    return std::nullopt;
  }
  std::optional<Shape> shape;
  if (letter == U'q') {
    shape = Shape{Kind::quarter, 0, *number};
  } else if (letter == U'h' || (after_year && letter == U's')) {
    shape = Shape{Kind::half, 0, *number};
  } else if (letter == U'w') {
    shape = Shape{Kind::week, 0, *number};
  } else if (after_year && letter == U'm') {
    shape = Shape{Kind::month, *number, *number};
  } else if (after_year && letter == U'a' && *number == 1) {
    shape = Shape{};
  }
  if (shape) {
    cursor = c;
  }
  return shape;
}

std::optional<Reading> read_numeric(Cursor c) {
  if (const std::optional<Reading> run = read_run(c)) {
    return run;
  }
  if (!is_digit(c.peek())) {
    return std::nullopt;
  }
  const std::optional<int> year = c.year();
  if (!year) {
    return std::nullopt;
  }
  Cursor ahead = c;
  if (!ahead.blanks()) {
    ahead.eat(U'-');
  }
  if (const std::optional<Shape> shape = read_code(ahead, true)) {
    return Reading{*shape, year, ahead.at(), Style::numeric};
  }
  for (const char32_t separator : {U'-', U'/', U'.'}) {
    ahead = c;
    if (ahead.eat(separator)) {
      if (const auto reading = read_after_separator(ahead, *year, separator)) {
        return reading;
      }
    }
  }
  return Reading{{}, year, c.at(), Style::bare};
}

std::optional<Reading> read_english(Cursor c) {
  if (const std::optional<Reading> day = read_english_day(c)) {
    return day;
  }
  if (is_digit(c.peek())) {
    const std::optional<int> year = c.year();
    if (year) {
      blank_or_hyphen(c);
      const std::optional<Shape> shape = read_english_shape(c);
      if (shape && shape->kind != Kind::year) {
        return Reading{*shape, year, c.at(), Style::english};
      }
      return std::nullopt;
    }
  }
  if (c.eat_any({U"calendar year", U"year"})) {
    const std::optional<int> year = read_year_after(c);
    return year ? std::optional(Reading{{}, year, c.at(), Style::english}) : std::nullopt;
  }
  const std::optional<Shape> shape = read_english_shape(c);
  if (!shape) {
    return std::nullopt;
  }
  const std::optional<int> year = read_year_after(c);
  return Reading{*shape, year, c.at(), Style::english};
}

}  // namespace duibiao::figure_text
