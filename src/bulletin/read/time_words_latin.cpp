#include <algorithm>
#include <array>

#include "bulletin/read/time_words_latin.h"

namespace duibiao::bulletin::time_text {
namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

/// same period (of) last year, same month of 2018, corresponding period.
std::optional<TimeWords> read_same_period(Cursor& cursor) {
  Cursor c = cursor;
  if (!c.word_any({"same", "corresponding", "comparable"})) return std::nullopt;
  if (!c.word_any({"period", "month", "months", "quarter"})) return std::nullopt;
  TimeWords time;
  time.shape = Shape::same_period;
  Cursor ahead = c;
  ahead.word_any({"of", "in"});
  if (const std::optional<int> year = read_year_digits(ahead)) {
    put_year(time, Year::absolute, *year);
    c = ahead;
  } else if (Cursor back = ahead; back.word_any({"a", "one"}) && back.word("year") &&
                                  back.word_any({"earlier", "ago", "before"})) {
    put_year(time, Year::relative, -1, true);
    c = back;
  } else {
    TimeWords year_only;
    if (read_relative_year(ahead, year_only) && year_only.year_kind == Year::relative) {
      put_year(time, Year::relative, year_only.year, year_only.of_context);
      c = ahead;
    }
  }
  cursor = c;
  return time;
}

/// last year, this month, previous quarter; full year; so far this year.
std::optional<TimeWords> read_relative(Cursor& cursor) {
  Cursor c = cursor;
  TimeWords time;
  if (c.word("so") && c.word("far") && c.word("this") && c.word("year")) {
    time.shape = Shape::so_far;
    cursor = c;
    return time;
  }
  c = cursor;
  if (c.word_any({"full", "whole", "entire"}) && c.hyphen_word("year")) {
    time.shape = Shape::year;
    read_year_suffix(c, time);
    cursor = c;
    return time;
  }
  c = cursor;
  const bool last = c.word_any({"last", "previous", "preceding", "prior"});
  const bool next = !last && c.word("next");
  if (!last && !next && !c.word_any({"this", "current"})) return std::nullopt;
  const int step = last ? -1 : next ? 1 : 0;
  if (c.word("year")) {
    time.shape = Shape::year;
    put_year(time, Year::relative, step, last && !follows_any(c.text(), c.at(), {"ast year"}));
  } else if (c.word("month")) {
    time.shape = Shape::month;
    time.months_back = step;
  } else if (c.word("quarter")) {
    time.shape = Shape::quarter;
    time.months_back = 3 * step;
  } else {
    return std::nullopt;
  }
  cursor = c;
  return time;
}

/// a year earlier, the year before, year to date, year-end.
std::optional<TimeWords> read_year_word(Cursor& cursor) {
  Cursor c = cursor;
  if (!c.word("year")) return std::nullopt;
  TimeWords time;
  if (c.hyphen_word("to") && c.hyphen_word("date")) {
    time.shape = Shape::so_far;
  } else if (c.hyphen_word("end")) {
    time.shape = Shape::year;
    time.at_end = true;
    read_year_suffix(c, time);
  } else if (c.hyphen_word("earlier") || c.word("ago")) {
    time.shape = Shape::same_period;
    put_year(time, Year::relative, -1, true);
  } else if (c.word("before")) {
    const bool one = follows_any(c.text(), cursor.at(), {" a ", "A ", "one "});
    time.shape = one ? Shape::same_period : Shape::year;
    put_year(time, Year::relative, -1, true);
  } else {
    return std::nullopt;
  }
  cursor = c;
  return time;
}

std::optional<TimeWords> read_words(Cursor& cursor, std::size_t at);

/// in the seven months (of 2019), the six months through June: without «first», and only where it
/// can be nothing else: «in the three months» may be a quarter.
std::optional<TimeWords> read_month_count(Cursor& cursor, std::size_t at) {
  constexpr int shortest_alone = 4;
  if (!follows_any(cursor.text(), at, {"the "})) return std::nullopt;
  Cursor c = cursor;
  const std::optional<int> count = read_count(c);
  if (!count || *count < 2 || !(c.word("months") || c.hyphen_word("month"))) return std::nullopt;
  c.word("period");
  TimeWords time;
  Cursor to = c;
  if (to.word_any({"through", "to", "till", "until", "ended", "ending"})) {
    to.word("in");
    const std::optional<TimeWords> month = read_month(to, to.at());
    if (!month || month->shape != Shape::month || month->first < *count) return std::nullopt;
    time = *month;
    set_months(time, month->first - *count + 1, month->first);
    cursor = to;
    return time;
  }
  const bool stretch = follows_any(
      c.text(), at, {"in the ", "In the ", "during the ", "During the ", "over the ", "Over the "});
  Cursor next = c;
  if (!stretch || *count < shortest_alone ||
      next.word_any({"since", "before", "after", "following", "prior", "preceding", "from"})) {
    return std::nullopt;
  }
  set_months(time, 1, *count);
  read_year_suffix(c, time);
  cursor = c;
  return time;
}

/// end of September, end-2019, beginning of the year.
std::optional<TimeWords> read_edge(Cursor& cursor) {
  Cursor c = cursor;
  const bool end = c.word("end");
  if (!end && !c.word_any({"beginning", "start"})) return std::nullopt;
  if (!c.word("of") && !(end && c.eat("-"))) return std::nullopt;
  TimeWords time;
  Cursor ahead = c;
  if (const std::optional<int> year = read_year_digits(ahead)) {
    time.shape = Shape::year;
    put_year(time, Year::absolute, *year);
    c = ahead;
  } else if (TimeWords year_only; read_relative_year(ahead, year_only)) {
    time = year_only;
    time.shape = Shape::year;
    c = ahead;
  } else {
    ahead.word_any({"the", "this"});
    ahead.blanks();
    const std::optional<TimeWords> inner = read_words(ahead, ahead.at());
    if (!inner || inner->at_end || inner->at_start) return std::nullopt;
    time = *inner;
    c = ahead;
  }
  if (!end && follows_any(c.text(), cursor.at(), {"since the ", "Since the "})) {
    time.shape = Shape::so_far;
  } else {
    (end ? time.at_end : time.at_start) = true;
  }
  cursor = c;
  return time;
}

std::optional<TimeWords> read_words(Cursor& cursor, std::size_t at) {
  std::optional<TimeWords> time = read_month(cursor, at);
  if (!time) time = read_english_ordinal(cursor);
  if (!time) time = read_lettered(cursor);
  if (!time) time = read_same_period(cursor);
  if (!time) time = read_relative(cursor);
  if (!time) time = read_year_word(cursor);
  if (!time) time = read_month_count(cursor, at);
  return time;
}

/// 2019 third quarter, 2018 first half, 2019 September.
std::optional<TimeWords> read_year_first(Cursor& cursor) {
  Cursor c = cursor;
  const std::optional<int> year = read_year_digits(c);
  if (!year || !c.eat(" ")) return std::nullopt;
  std::optional<TimeWords> time = read_month(c, c.at());
  if (!time) time = read_english_ordinal(c);
  if (!time || time->year_kind != Year::none) return std::nullopt;
  put_year(*time, Year::absolute, *year);
  cursor = c;
  return time;
}

/// Most words begin no time: one look at three letters spares the rest.
bool may_begin_time(std::string_view rest) {
  constexpr std::array<std::string_view, 41> openers{
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
      "dec", "fir", "sec", "thi", "fou", "las", "pre", "pri", "nex", "so ", "ful",
      "who", "ent", "sam", "cor", "com", "cur", "end", "beg", "sta", "yea", "two",
      "thr", "fiv", "six", "sev", "eig", "nin", "ten", "ele"};
  if (rest.size() < 2) return false;
  const auto lower = [&](std::size_t i) {
    const char c = i < rest.size() ? rest[i] : ' ';
    return is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
  };
  const std::array<char, 3> head{lower(0), lower(1), lower(2)};
  if (head[0] == 'q' || head[0] == 'h') return is_ascii_digit(head[1]);
  return std::any_of(openers.begin(), openers.end(), [&head](std::string_view opener) {
    return opener[0] == head[0] && opener[1] == head[1] && opener[2] == head[2];
  });
}

}  // namespace

std::optional<TimeWords> read_latin(std::string_view text, std::size_t at) {
  Cursor c(text, at);
  std::optional<TimeWords> time;
  if (is_ascii_digit(c.peek())) {
    time = read_day_first(c);
    if (!time) time = read_english_ordinal(c);
    if (!time) time = read_year_first(c);
    if (!time) time = read_month_count(c, at);
  } else {
    if (!may_begin_time(c.rest())) return std::nullopt;
    time = read_words(c, at);
    if (!time) time = read_edge(c);
  }
  if (!time) return std::nullopt;
  time->span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at())};
  return time;
}

}  // namespace duibiao::bulletin::time_text
