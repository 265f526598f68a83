#include <fmt/format.h>

#include <string>

#include "figure/period_reader.h"

namespace duibiao {
namespace figure_text {
namespace {

using Kind = Period::Kind;

/// Longer than any spelling of a period; a cell beyond it is not one.
constexpr std::size_t longest_spelling_bytes = 200;

std::optional<Reading> longer(std::optional<Reading> a, std::optional<Reading> b) {
  return !a || (b && b->end > a->end) ? b : a;
}

std::optional<Reading> read_one(std::span<const Character> text, std::size_t begin) {
  const Cursor cursor(text, begin);
  const std::optional<Reading> digits = longer(read_chinese(cursor), read_numeric(cursor));
  return longer(digits, read_english(cursor));
}

/// How two periods are joined. A dash or a stroke may also just stand between two things.
enum class Joint : std::uint8_t { none, word, dash, stroke };

Joint read_joint(Cursor& cursor) {
  Cursor c = cursor;
  const bool spaced = c.blanks();
  Joint joint = Joint::none;
  if (c.eat_any({U"..", U"至", U"到"}) ||
      (spaced && c.eat_any({U"to", U"through", U"thru", U"until"}))) {
    joint = Joint::word;
  } else if (c.eat_any({U"--", U"-", U"~"})) {
    joint = Joint::dash;
  } else if (c.eat(U'/')) {
    joint = Joint::stroke;
  }
  c.blanks();
  if (joint != Joint::none) {
    cursor = c;
  }
  return joint;
}

/// The first of the span's months and the last, from days; nothing unless they are whole months.
std::optional<Shape> whole_months(const Shape& from, const Shape& to, int year) {
  const Result<Period> next = Period::day(year, to.b, to.a + 1);
  const bool whole = from.a == 1 && !next && Period::day(year, to.b, to.a);
  return whole ? std::optional(months_shape(from.b, to.b)) : std::nullopt;
}

Reading refused(Reading reading, const Refusal& refusal) {
  reading.refusal = &refusal;
  return reading;
}

/// From the one to the other, as far as both lie in one year.
std::optional<Reading> joined(const Reading& from, const Reading& to) {
  Reading out = from;
  out.end = to.end;
  out.style = from.style == Style::bare ? to.style : from.style;
  if (from.style == Style::bare && to.style == Style::bare) {
    out.style = Style::bare;
  }
  out.year = from.year ? from.year : to.year;
  if (from.year && to.year && *from.year != *to.year) {
    return refused(out, across_years);
  }
  if (from.refusal != nullptr || to.refusal != nullptr) {
    return refused(out, from.refusal != nullptr ? *from.refusal : *to.refusal);
  }
  if (from.shape.kind != to.shape.kind) {
    return std::nullopt;
  }
  switch (from.shape.kind) {
    case Kind::month:
      out.shape = months_shape(from.shape.b, to.shape.b);
      return out;
    case Kind::quarter:
      out.shape = months_shape(3 * from.shape.b - 2, 3 * to.shape.b);
      return out;
    case Kind::day:
      if (const auto shape = whole_months(from.shape, to.shape, out.year.value_or(2001))) {
        out.shape = *shape;
        return out;
      }
      return refused(out, not_whole_months);
    default:
      return refused(out, two_meanings);
  }
}

/// SDMX and ISO 8601: the start and a duration, `2019-01-01/P9M`.
std::optional<Reading> read_duration(const Reading& start, Cursor c) {
  if (start.shape.kind != Kind::day || !c.eat(U'/') || !c.eat(U'p')) {
    return std::nullopt;
  }
  const std::optional<int> count = c.digits(1, 3);
  if (!count || *count < 1) {
    return std::nullopt;
  }
  Reading out = start;
  const int months = c.eat(U'm') ? *count : c.eat(U'y') ? 12 * *count : 0;
  const bool one_day = months == 0 && *count == 1 && c.eat(U'd');
  if (months == 0 && !one_day) {
    return std::nullopt;
  }
  out.end = c.at();
  if (one_day) {
    return out;
  }
  const int first = start.shape.b;
  if (start.shape.a != 1) {
    return refused(out, not_whole_months);
  }
  if (first + months - 1 > 12) {
    return refused(out, across_years);
  }
  out.shape = months == 12 ? Shape{} : months_shape(first, first + months - 1);
  if (months == 1) {
    out.shape = {Kind::month, first, first};
  }
  return out;
}

std::string quoted(std::string_view text) {
  return text.size() <= longest_spelling_bytes ? std::string(text) : std::string();
}

Message advice() {
  return {"请写成 2019-09、2019-Q3、2019-01..2019-09 或 2019年1-9月",
          "Write 2019-09, 2019-Q3, 2019-01..2019-09 or Jan-Sep 2019"};
}

tl::unexpected<Error> unreadable(std::string_view text) {
  return fail(ErrorCode::bad_period,
              {fmt::format("「{}」不是可识别的时期", quoted(text)),
               fmt::format("“{}” is not a period that can be read", quoted(text))},
              advice());
}

tl::unexpected<Error> yearless(std::string_view text, const Shape& shape) {
  constexpr int leap_year = 2000;  // any shape that exists at all exists in it
  const Result<Period> sample = in_year(shape, leap_year);
  if (!sample) {
    return unreadable(text);
  }
  const std::string zh = sample->has_months() ? fmt::format("（{}月至{}月）", sample->first_month(),
                                                            sample->last_month())
                                              : std::string();
  const std::string en =
      sample->has_months()
          ? fmt::format(" (months {} to {})", sample->first_month(), sample->last_month())
          : std::string();
  return fail(ErrorCode::bad_period,
              {fmt::format("「{}」{}没有写年份", quoted(text), zh),
               fmt::format("“{}”{} names no year", quoted(text), en)},
              advice());
}

/// `2019-09` and `2019-01..2019-09` fill whole columns of tidy files: read without allocating.
std::optional<Result<Period>> read_plain(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      const int digit = text[i] - '0';
      value = digit < 0 || digit > 9 || value < 0 ? -1 : 10 * value + digit;
    }
    return value;
  };
  const bool one = text.size() == 7;
  const bool two = text.size() == 16 && text.substr(7, 2) == ".." && text[13] == '-' &&
                   text.substr(9, 4) == text.substr(0, 4);
  if (!(one || two) || text[4] != '-') {
    return std::nullopt;
  }
  const int year = number(0, 4);
  const int first = number(5, 2);
  const int last = two ? number(14, 2) : first;
  if (year < 0 || first < 0 || last < 0) {
    return std::nullopt;
  }
  return one ? Period::month(year, first) : Period::range(year, first, last);
}

}  // namespace

std::optional<Reading> read_period(std::span<const Character> text, std::size_t begin) {
  const std::optional<Reading> from = read_one(text, begin);
  if (!from || from->refusal != nullptr) {
    return from;
  }
  Cursor c(text, from->end);
  if (const std::optional<Reading> duration = read_duration(*from, c)) {
    return duration;
  }
  const Joint joint = read_joint(c);
  if (joint == Joint::none) {
    return from;
  }
  if (joint != Joint::stroke && c.eat(U'今')) {
    Reading open = *from;
    open.end = c.at();
    return refused(open, no_end);
  }
  const std::optional<Reading> to = read_one(text, c.at());
  // «9月/1-9月» and «9月/10月» are two columns; «2019-01/2019-09» is an interval of ISO 8601.
  const bool listed = joint == Joint::stroke &&
                      !(from->style == Style::numeric && to && to->style == Style::numeric);
  if (!to || listed) {
    return from;
  }
  const std::optional<Reading> both = joined(*from, *to);
  if (both || joint != Joint::word) {
    return both ? both : from;
  }
  Reading odd = *from;
  odd.end = to->end;
  return refused(odd, two_meanings);
}

Result<Period> in_year(const Shape& shape, int year) {
  switch (shape.kind) {
    case Kind::year:
      break;
    case Kind::half:
      return Period::half(year, shape.b);
    case Kind::quarter:
      return Period::quarter(year, shape.b);
    case Kind::month:
      return Period::month(year, shape.b);
    case Kind::to_date:
      return Period::to_date(year, shape.b);
    case Kind::range:
      return Period::range(year, shape.a, shape.b);
    case Kind::week:
      return Period::week(year, shape.b);
    case Kind::day:
      return Period::day(year, shape.b, shape.a);
  }
  // January exists in every year there is, so it brings the message about years.
  return Period::month(year, 1).map([&](const Period&) { return Period::year(year); });
}

}  // namespace figure_text

Result<Period> Period::parse(std::string_view text, std::optional<int> default_year) {
  using figure_text::Character;
  if (auto plain = figure_text::read_plain(text)) {
    return *std::move(plain);
  }
  if (text.size() > figure_text::longest_spelling_bytes) {
    return figure_text::unreadable(text);
  }
  const std::vector<Character> characters = figure_text::characters_of(text);
  const std::span<const Character> trimmed = figure_text::trimmed(characters);
  const auto reading = figure_text::read_period(trimmed, 0);
  if (!reading || reading->end != trimmed.size()) {
    return figure_text::unreadable(text);
  }
  if (reading->refusal != nullptr) {
    return fail(ErrorCode::bad_period,
                {fmt::format("「{}」：{}", text, reading->refusal->zh),
                 fmt::format("“{}”: {}", text, reading->refusal->en)},
                figure_text::advice());
  }
  const std::optional<int> year = reading->year ? reading->year : default_year;
  if (!year) {
    return figure_text::yearless(text, reading->shape);
  }
  return figure_text::in_year(reading->shape, *year);
}

}  // namespace duibiao
