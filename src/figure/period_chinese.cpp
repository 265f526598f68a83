#include "figure/period_reader.h"

namespace duibiao::figure_text {
namespace {

using Kind = Period::Kind;

struct Part {
  Shape shape;
  const Refusal* refusal = nullptr;
};

bool dash(Cursor& cursor) {
  Cursor c = cursor;
  c.blanks();
  if (!c.eat_any({U"--", U"-", U"~", U"至", U"到"})) {
    return false;
  }
  c.blanks();
  cursor = c;
  return true;
}

bool quarter_word(Cursor& c) { return c.eat_any({U"个季度", U"季度"}); }

/// 前三季度, 前9个月, 首两个月: January to there. «前一个月» is the month before, which is
/// relative.
std::optional<Part> read_first_months(Cursor& cursor) {
  Cursor c = cursor;
  if (!c.eat_any({U"前", U"头", U"首"})) {
    return std::nullopt;
  }
  c.blanks();
  const std::optional<int> count = c.numeral();
  c.blanks();
  if (!count || *count < 2) {
    return std::nullopt;
  }
  int last = 0;
  if (quarter_word(c) || c.eat(U'季')) {
    last = *count * 3;
  } else if (c.eat_any({U"个月份", U"个月", U"月份", U"月"})) {
    last = *count;
  } else {
    return std::nullopt;
  }
  c.eat(U"累计");
  cursor = c;
  return Part{{Kind::to_date, 1, last}};
}

/// 第三季度, 第46周.
std::optional<Part> read_ordinal(Cursor& cursor) {
  Cursor c = cursor;
  if (!c.eat(U'第')) {
    return std::nullopt;
  }
  c.blanks();
  const std::optional<int> number = c.numeral();
  c.blanks();
  if (number && c.eat_any({U"季度", U"季"})) {
    cursor = c;
    return Part{{Kind::quarter, 0, *number}};
  }
  if (number && c.eat(U'周')) {
    cursor = c;
    return Part{{Kind::week, 0, *number}};
  }
  return std::nullopt;
}

/// What may follow «9月»: 份, 当月, 累计, a day, or a part of the month, which is refused.
Part read_after_month(Cursor& c, int month) {
  c.eat(U'份');
  Cursor ahead = c;
  ahead.blanks();
  if (ahead.eat(U"累计")) {
    c = ahead;
    return {{Kind::to_date, 1, month}};
  }
  if (ahead.eat_any({U"当月", U"单月"})) {
    c = ahead;
    return {{Kind::month, month, month}};
  }
  if (ahead.eat_any({U"上旬", U"中旬", U"下旬"})) {
    c = ahead;
    return {{Kind::month, month, month}, &part_of_month};
  }
  if (const std::optional<int> day = ahead.numeral()) {
    ahead.blanks();
    if (ahead.eat_any({U"日", U"号"})) {
      c = ahead;
      // 10月18日至20日; but 至9月30日 has a month of its own and is joined later.
      const bool goes_on = dash(ahead) && ahead.numeral() && ahead.eat_any({U"日", U"号"});
      c = goes_on ? ahead : c;
      return {{Kind::day, *day, month}, goes_on ? &part_of_month : nullptr};
    }
    if (dash(ahead) && ahead.numeral() && ahead.eat_any({U"日", U"号"})) {
      c = ahead;
      return {{Kind::month, month, month}, &part_of_month};
    }
  }
  return {{Kind::month, month, month}};
}

/// 三季度, 1-3季度, 9月, 1-9月, 9月份当月, 10月18日.
std::optional<Part> read_numbered(Cursor& cursor, bool has_year) {
  Cursor c = cursor;
  const std::optional<int> first = c.numeral();
  if (!first) {
    return std::nullopt;
  }
  c.blanks();
  if (c.eat(U"季度")) {
    cursor = c;
    return Part{{Kind::quarter, 0, *first}};
  }
  if (has_year && c.eat(U'周')) {
    cursor = c;
    return Part{{Kind::week, 0, *first}};
  }
  if (c.eat(U'月')) {
    const Part part = read_after_month(c, *first);
    cursor = c;
    return part;
  }
  const std::optional<int> last = dash(c) ? c.numeral() : std::nullopt;
  if (last) {
    c.blanks();
    if (c.eat(U"季度")) {
      cursor = c;
      const bool sound = *first >= 1 && *last >= *first && *last <= 4;
      return Part{months_shape(3 * *first - 2, 3 * *last), sound ? nullptr : &across_years};
    }
    if (c.eat(U'月')) {
      c.eat(U'份');
      c.eat(U"累计");
      cursor = c;
      return Part{months_shape(*first, *last)};
    }
  }
  return std::nullopt;
}

std::optional<Part> read_part(Cursor& c, bool has_year) {
  if (c.eat(U"全年")) {
    return Part{{Kind::year, 0, 0}};
  }
  if (c.eat_any({U"上半年", U"上半期"})) {
    return Part{{Kind::half, 0, 1}};
  }
  if (c.eat_any({U"下半年", U"下半期"})) {
    return Part{{Kind::half, 0, 2}};
  }
  if (const auto part = read_first_months(c)) {
    return part;
  }
  if (const auto part = read_ordinal(c)) {
    return part;
  }
  return read_numbered(c, has_year);
}

Reading reading(const Part& part, std::optional<int> year, const Cursor& c) {
  return {part.shape, year, c.at(), Style::chinese, part.refusal};
}

/// After «2019» without 年 only words may follow, for digits would run together.
std::optional<Reading> read_after_bare_year(Cursor c, int year) {
  c.blanks();
  if (is_digit(c.peek())) {
    return std::nullopt;
  }
  const std::optional<Part> part = read_part(c, true);
  return part ? std::optional(reading(*part, year, c)) : std::nullopt;
}

}  // namespace

std::optional<Reading> read_chinese(Cursor c) {
  Cursor start = c;
  const std::optional<int> year = c.year();
  if (!year) {
    const std::optional<Part> part = read_part(start, false);
    return part ? std::optional(reading(*part, std::nullopt, start)) : std::nullopt;
  }
  Cursor bare = c;
  c.blanks();
  if (!c.eat(U'年')) {
    return read_after_bare_year(bare, *year);
  }
  c.eat(U'度');
  Cursor after = c;
  after.blanks();
  after.eat_any({U"_", U"-"});
  if (const std::optional<Part> part = read_part(after, true)) {
    return reading(*part, year, after);
  }
  if (const std::optional<Shape> shape = read_code(after, true)) {
    return reading({*shape}, year, after);
  }
  return Reading{{}, year, c.at(), Style::chinese};
}

}  // namespace duibiao::figure_text
