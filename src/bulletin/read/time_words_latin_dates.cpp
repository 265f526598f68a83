#include <array>
#include <tuple>

#include "bulletin/read/time_words_latin.h"

namespace duibiao::bulletin::time_text {

namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr std::array<std::string_view, 13> count_words{"zero", "one",    "two",   "three", "four",
                                                       "five", "six",    "seven", "eight", "nine",
                                                       "ten",  "eleven", "twelve"};

/// September, Sept., Sep, SEP: 1…12. Short forms and May, March, August need their capital.
int read_month_name(Cursor& cursor) {
  Cursor start = cursor;
  start.blanks();
  const bool capital = is_ascii_upper(start.peek());
  for (std::size_t m = 0; m < month_names.size(); ++m) {
    const bool needs_capital = m == 2 || m == 4 || m == 7;
    Cursor c = start;
    if (c.word(month_names[m]) && (capital || !needs_capital)) {
      cursor = c;
      return static_cast<int>(m) + 1;
    }
    c = start;
    if (capital && (c.word(month_names[m].substr(0, 3)) || (m == 8 && c.word("sept")))) {
      Cursor point = c;
      // The point of an abbreviation, unless the sentence ends with it.
      if (point.eat(".") && !point.done() && point.peek() != '\n') c = point;
      cursor = c;
      return static_cast<int>(m) + 1;
    }
  }
  return 0;
}

}  // namespace

std::optional<int> read_year_digits(Cursor& cursor) {
  Cursor c = cursor;
  c.blanks();
  if (c.peek() == '\n') c.eat("\n");
  if (!is_ascii_digit(c.peek())) return std::nullopt;
  const std::optional<Number> n = c.number();
  if (!n || n->digits != 4 || !plausible_year(n->value)) return std::nullopt;
  Cursor next = c;
  if (next.eat(",") && is_ascii_digit(next.peek())) return std::nullopt;
  if (is_ascii_letter(c.peek()) || c.sees("%")) return std::nullopt;
  cursor = c;
  return n->value;
}

void put_year(TimeWords& time, Year kind, int year, bool of_context) {
  time.year_kind = kind;
  time.year = year;
  time.of_context = of_context;
  if (kind == Year::absolute && (time.shape == Shape::day || time.shape == Shape::days)) {
    time.first_day.year = time.last_day.year = static_cast<std::int16_t>(year);
  }
}

bool read_relative_year(Cursor& cursor, TimeWords& time) {
  Cursor c = cursor;
  c.word("the");
  const Cursor begin = c;
  const auto pair = [&](std::initializer_list<std::string_view> first, std::string_view second) {
    c = begin;
    return c.word_any(first) && c.word(second);
  };
  if (pair({"this", "current"}, "year")) {
    put_year(time, Year::relative, 0);
  } else if (pair({"last"}, "year")) {
    put_year(time, Year::relative, -1);
  } else if (pair({"next"}, "year")) {
    put_year(time, Year::relative, 1);
  } else if (pair({"previous", "preceding", "prior"}, "year") || pair({"year"}, "before")) {
    put_year(time, Year::relative, -1, true);
  } else if (pair({"same"}, "year")) {
    put_year(time, Year::relative, 0, true);
  } else {
    c = begin;
    Cursor after = begin;
    if (!c.word("year")) return false;
    after.word("year");
    if (after.peek() == '-' || after.word_any({"earlier", "ago", "on", "over"})) return false;
  }
  cursor = c;
  return true;
}

void read_year_suffix(Cursor& cursor, TimeWords& time) {
  Cursor c = cursor;
  const bool comma = c.eat(",");
  // «the January-October period of 2024»
  Cursor period = c;
  if (period.word("period") && period.word("of")) c = period;
  c.word_any({"of", "in"});
  if (const std::optional<int> year = read_year_digits(c)) {
    // «In September, 2019 enterprises …» counts enterprises.
    Cursor next = c;
    next.blanks();
    const bool closed = next.done() || next.sees_any({",", ".", ";", ":", ")", "\n", "-"});
    const bool day = time.shape == Shape::day || time.shape == Shape::days;
    if (comma && !day ? !closed : unit_follows(c.text(), c.at())) return;
    put_year(time, Year::absolute, *year);
    cursor = c;
    return;
  }
  c = cursor;
  if (c.eat(",")) return;
  c.word("of");
  if (read_relative_year(c, time)) cursor = c;
}

namespace {

std::optional<int> read_day_number(Cursor& cursor) {
  Cursor c = cursor;
  c.blanks();
  if (!is_ascii_digit(c.peek())) return std::nullopt;
  const std::optional<Number> n = c.number();
  if (!n || n->digits > 2 || n->value < 1 || n->value > 31) return std::nullopt;
  for (const std::string_view tail : {"st", "nd", "rd", "th"}) {
    if (c.word(tail)) break;
  }
  if (is_ascii_letter(c.peek()) || c.sees("%")) return std::nullopt;
  Cursor next = c;
  next.eat(",");
  if (is_ascii_digit(next.peek()) && next.at() != c.at()) return std::nullopt;
  next = c;
  next.blanks();
  const bool closed = next.done() || !is_ascii_letter(next.peek()) ||
                      next.word_any({"and", "to", "in", "at", "on", "this", "last", "when", "this",
                                     "with", "through", "for", "of"});
  if (!closed || unit_follows(c.text(), c.at())) return std::nullopt;
  cursor = c;
  return n->value;
}

Date day_of(int month, int day) {
  return {0, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

bool range_word(Cursor& c, std::string_view text, std::size_t at) {
  if (c.dash() || c.word_any({"to", "through", "until"})) return true;
  return follows_any(text, at, {"between ", "Between "}) && c.word("and");
}

/// «may» as a verb: no year, day or preposition beside it.
bool is_verb_may(const Cursor& after, std::size_t at) {
  Cursor c = after;
  const bool dated = read_year_digits(c).has_value() || read_day_number(c).has_value();
  if (dated || c.dash() || c.sees_any({",", ".", ")"})) return false;
  return !follows_any(after.text(), at,
                      {"in ", "In ", "of ", "to ", "and ", "from ", "for ", "since ", "by ", "-",
                       "–", "until ", "last ", "during "});
}

}  // namespace

std::optional<TimeWords> read_month(Cursor& cursor, std::size_t at) {
  Cursor c = cursor;
  const int month = read_month_name(c);
  if (month == 0 || (month == 5 && is_verb_may(c, at))) return std::nullopt;
  TimeWords time;
  time.shape = Shape::month;
  time.first = month;
  Cursor ahead = c;
  if (const std::optional<int> day = read_day_number(ahead)) {
    c = ahead;
    time.shape = Shape::day;
    time.first = 0;
    time.first_day = time.last_day = day_of(month, *day);
    Cursor to = ahead;
    if (range_word(to, c.text(), at)) {
      const int last_month = read_month_name(to);
      const std::optional<int> last = read_day_number(to);
      if (last) {
        time.shape = Shape::days;
        time.last_day = day_of(last_month == 0 ? month : last_month, *last);
        c = to;
      }
    }
    read_year_suffix(c, time);
    cursor = c;
    return time;
  }
  read_year_suffix(ahead, time);
  Cursor to = ahead;
  if (range_word(to, c.text(), at)) {
    TimeWords end;
    const int last = read_month_name(to);
    if (last != 0 && last != month) {
      read_year_suffix(to, end);
      cursor = to;
      const TimeWords start = time;
      time = end;
      set_months(time, month, last);
      if (start.year_kind == Year::absolute && end.year_kind == Year::absolute &&
          start.year < end.year) {
        time.shape = Shape::months_across;
        time.year = start.year;
        time.last_year = end.year;
      } else if (time.shape == Shape::months_across && end.year_kind != Year::none) {
        time.last_year = end.year;
        time.year = end.year - 1;
      } else if (end.year_kind == Year::none) {
        time.year_kind = start.year_kind;
        time.year = start.year;
      }
      return time;
    }
  }
  cursor = ahead;
  return time;
}

std::optional<int> read_count(Cursor& cursor) {
  Cursor c = cursor;
  for (std::size_t n = 1; n < count_words.size(); ++n) {
    if (cursor.word(count_words[n])) return static_cast<int>(n);
  }
  c.blanks();
  if (!is_ascii_digit(c.peek())) return std::nullopt;
  const std::optional<Number> n = c.number();
  if (!n || n->digits > 2 || n->value < 1 || n->value > 12) return std::nullopt;
  cursor = c;
  return n->value;
}

std::optional<TimeWords> read_english_ordinal(Cursor& cursor) {
  Cursor c = cursor;
  int ordinal = 0;
  for (const auto& [lower, digits, value] : {std::tuple{"first", "1st", 1},
                                             {"second", "2nd", 2},
                                             {"third", "3rd", 3},
                                             {"fourth", "4th", 4}}) {
    if (c.word(lower) || c.word(digits)) ordinal = value;
    if (ordinal != 0) break;
  }
  if (ordinal == 0) return std::nullopt;
  TimeWords time;
  Cursor counted = c;
  if (ordinal <= 2 && c.hyphen_word("half")) {
    time.shape = Shape::half;
    time.first = ordinal;
  } else if (c.hyphen_word("quarter") || c.hyphen_word("season")) {
    time.shape = Shape::quarter;
    time.first = ordinal;
  } else if (const std::optional<int> count = ordinal == 1 ? read_count(counted) : std::nullopt) {
    c = counted;
    const bool quarters = c.hyphen_word("quarters");
    if (!quarters && !c.word("months") && !c.hyphen_word("month")) return std::nullopt;
    const int last = quarters ? *count * 3 : *count;
    if (last > 12) return std::nullopt;
    set_months(time, 1, last);
  } else if (ordinal == 1 && c.word("month")) {
    time.shape = Shape::month;
    time.first = 1;
  } else {
    return std::nullopt;
  }
  c.hyphen_word("period");
  read_year_suffix(c, time);
  cursor = c;
  return time;
}

std::optional<TimeWords> read_lettered(Cursor& cursor) {
  Cursor c = cursor;
  const bool quarter = c.eat_any({"Q", "q"});
  if (!quarter && !c.eat_any({"H", "h"})) return std::nullopt;
  const auto digit = [&c](int most) {
    const std::optional<Number> n = is_ascii_digit(c.peek()) ? c.number() : std::nullopt;
    const bool fits = n && n->digits == 1 && n->value >= 1 && n->value <= most;
    return fits && !is_ascii_letter(c.peek()) ? n->value : 0;
  };
  TimeWords time;
  time.first = digit(quarter ? 4 : 2);
  if (time.first == 0) return std::nullopt;
  time.shape = quarter ? Shape::quarter : Shape::half;
  const Cursor one = c;
  if (quarter && c.dash() && (c.eat_any({"Q", "q"}) || true)) {
    const int last = digit(4);
    if (last > time.first) {
      set_months(time, time.first * 3 - 2, last * 3);
    } else {
      c = one;
    }
  }
  read_year_suffix(c, time);
  cursor = c;
  return time;
}

std::optional<TimeWords> read_day_first(Cursor& cursor) {
  Cursor c = cursor;
  const std::optional<Number> day = c.number();
  if (!day || day->han || day->digits > 2 || day->value < 1 || day->value > 31) return std::nullopt;
  for (const std::string_view tail : {"st", "nd", "rd", "th"}) {
    if (c.eat(tail)) break;
  }
  if (c.peek() != ' ') return std::nullopt;
  c.word("of");
  const int month = read_month_name(c);
  if (month == 0) return std::nullopt;
  TimeWords time;
  time.shape = Shape::day;
  time.first_day = time.last_day = day_of(month, day->value);
  read_year_suffix(c, time);
  cursor = c;
  return time;
}

}  // namespace duibiao::bulletin::time_text
