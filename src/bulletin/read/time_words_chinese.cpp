#include <algorithm>
#include <array>

#include "bulletin/read/time_words_cursor.h"

namespace duibiao::bulletin::time_text {
namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

/// The year in front of a time word.
struct YearPart {
  Year kind = Year::none;
  int year = 0;
  bool of_context = false;
  bool weak = false;  ///< 19年, 一九年: a year only when more follows
};

struct RelativeYear {
  std::string_view word;
  int years;
  bool of_context;
  /// Characters before it that make it part of another word: 如今, 说明, 以上, 过去.
  std::string_view not_after;
};
constexpr std::array<RelativeYear, 16> relative_years{{
    {"今年", 0, false, "如当现"},
    {"去年", -1, false, "过"},
    {"前年", -2, false, "以之此目提年月天日周"},
    {"明年", 1, false, "说证表透声昆三"},
    {"后年", 2, false, "以之此年月天日周"},
    {"上一年", -1, true, "以"},
    {"上年", -1, true, "以线网海陆路"},
    {"前一年", -1, true, "以之此年"},
    {"上届", -1, true, "以"},  // of fairs and festivals, which are held once a year
    {"下一年", 1, true, "以"},
    {"下年", 1, true, "以线"},
    {"次年", 1, true, "一二三四五六七八九十"},
    {"本年", 0, true, "日基成资样根版"},
    {"当年", 0, true, "相"},
    {"同年", 0, true, "不"},
    {"该年", 0, true, "应"},
}};

bool follows_one_of(std::string_view text, std::size_t at, std::string_view characters) {
  if (at < 3) return false;
  const std::string_view before = text.substr(at - 3, 3);
  for (std::size_t i = 0; i + 3 <= characters.size(); i += 3) {
    if (before == characters.substr(i, 3)) return true;
  }
  return false;
}

/// After 年: 年轻, 年龄, 年货 … are other words, and so is the 年均 of «五年前年均».
bool other_word_follows(const Cursor& c, bool mean_is_other) {
  if (c.sees_any({"货物"})) return false;  // 全年货物进出口
  if (c.sees_any({"轻", "龄", "货", "画", "味", "糕", "夜", "迈"})) return true;
  return mean_is_other && c.sees_any({"均", "化"});
}

std::optional<YearPart> read_relative_year(Cursor& cursor) {
  for (const RelativeYear& word : relative_years) {
    Cursor c = cursor;
    if (!c.eat(word.word)) continue;
    const bool mean_is_other = word.word == "前年" || word.word == "后年" || word.word == "明年";
    if (follows_one_of(c.text(), cursor.at(), word.not_after)) return std::nullopt;
    if (other_word_follows(c, mean_is_other)) return std::nullopt;
    Cursor ahead = c;
    if (ahead.eat("度") && !ahead.sees_any({"假", "过", "夏"})) c = ahead;
    cursor = c;
    return YearPart{Year::relative, word.years, word.of_context, false};
  }
  return std::nullopt;
}

int full_year(int two_digits) { return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits; }

std::optional<YearPart> read_numbered_year(Cursor& cursor) {
  Cursor c = cursor;
  const std::optional<Number> n = c.number();
  if (!n || n->ten || n->digits == 1 || n->digits == 3) return std::nullopt;
  const bool leading_zero = n->digits == 2 && n->value < 10;
  c.blanks();
  if (!c.eat("年") || other_word_follows(c, false) || c.sees_any({"历史", "期", "级"})) {
    return std::nullopt;
  }
  YearPart part{Year::absolute, n->value, false, false};
  if (n->digits == 2) {
    part.year = full_year(n->value);
    part.weak = !leading_zero;
  } else if (n->value < 1000 || n->value > 2200) {
    return std::nullopt;
  }
  c.eat("度");
  cursor = c;
  return part;
}

void put_year(TimeWords& time, const YearPart& part) {
  time.year_kind = part.kind;
  time.year = part.year;
  time.of_context = part.of_context;
  if (part.kind != Year::absolute) return;
  if (time.shape == Shape::day || time.shape == Shape::days) {
    time.first_day.year = time.last_day.year = static_cast<std::int16_t>(part.year);
  }
  if (time.shape == Shape::months_across) time.last_year = part.year + 1;
}

/// 2019年1-9月, 去年同期, 今年以来, 2021年的第三个月, 2019年.
std::optional<TimeWords> read_with_year(Cursor& cursor, bool numeral) {
  Cursor c = cursor;
  const std::optional<YearPart> year = numeral ? read_numbered_year(c) : read_relative_year(c);
  if (!year) return std::nullopt;
  Cursor ahead = c;
  ahead.blanks();
  ahead.eat("的");
  ahead.blanks();
  std::optional<TimeWords> part = read_part(ahead, true);
  if (part && part->year_kind != Year::none) part.reset();
  if (part) {
    c = ahead;
  } else if (year->weak) {
    return std::nullopt;
  } else {
    part.emplace();
    part->shape = Shape::year;
  }
  put_year(*part, *year);
  cursor = c;
  return part;
}

/// 1995-1997年, 2018-19年: two numbers and one 年.
std::optional<TimeWords> read_year_range(Cursor& cursor) {
  Cursor c = cursor;
  const std::optional<Number> first = c.number();
  if (!first || first->digits != 4 || first->ten || !plausible_year(first->value)) return {};
  if (!c.dash()) return std::nullopt;
  const std::optional<Number> last = c.number();
  c.blanks();
  if (!last || last->ten || !c.eat("年")) return std::nullopt;
  int end = last->value;
  if (last->digits == 2) end += first->value / 100 * 100;
  if (last->digits % 2 != 0 || end <= first->value || end > 2200) return std::nullopt;
  c.eat("度");
  TimeWords time;
  time.shape = Shape::years;
  time.year_kind = Year::absolute;
  time.year = first->value;
  time.last_year = end;
  cursor = c;
  return time;
}

/// 同期, 年初以来, 年末, 全年, 近年来, 十三五时期: words without a number of their own.
std::optional<TimeWords> read_fixed_word(Cursor& c) {
  TimeWords time;
  const bool after_number = c.at() >= 3 && han_digit(c.text(), c.at() - 3) >= 0;
  const bool after_digit = c.at() >= 1 && is_ascii_digit(c.text()[c.at() - 1]);
  const bool counted = after_number || after_digit;
  if (c.eat_any({"同期", "同月份", "同月"})) {
    time.shape = Shape::same_period;
  } else if (!counted && c.eat_any({"年初以来", "年初至今", "开年以来"})) {
    time.shape = Shape::so_far;
  } else if (!counted && c.eat_any({"年末", "年底"})) {
    time.shape = Shape::year;
    time.at_end = true;
  } else if (!counted && c.eat("年初")) {
    time.shape = Shape::year;
    time.at_start = true;
  } else if (!follows_any(c.text(), c.at(), {"安", "健", "周", "齐"}) && c.eat("全年")) {
    if (other_word_follows(c, false)) return std::nullopt;
    time.shape = Shape::year;
  } else if (c.eat_any({"近年来", "近年", "近几年来", "近几年", "近些年", "历年", "往年"})) {
    time.shape = Shape::other;
  } else {
    return std::nullopt;
  }
  return time;
}

/// 21世纪, 20世纪90年代, 90年代.
std::optional<TimeWords> read_age(Cursor& cursor) {
  Cursor c = cursor;
  const bool relative = c.eat_any({"本世纪", "上世纪"});
  std::optional<Number> n;
  if (!relative) n = c.number();
  if (!relative && !n) return std::nullopt;
  const bool century = relative || (n->value <= 30 && c.eat("世纪"));
  Cursor decade = c;
  const std::optional<Number> tens = century ? decade.number() : n;
  const bool in_tens = tens && tens->value % 10 == 0 && tens->digits != 1;
  if (in_tens && decade.eat("年代")) {
    decade.eat_any({"初期", "中期", "末期", "初", "末"});
    c = decade;
  } else if (!century) {
    return std::nullopt;
  }
  cursor = c;
  return TimeWords{};
}

/// “十三五”时期, 十四五期间, “十三五”以来.
std::optional<TimeWords> read_plan_years(Cursor& cursor) {
  Cursor c = cursor;
  if (!c.eat("十")) return std::nullopt;
  const int unit = han_digit(c.text(), c.at());
  if (unit < 1 || unit > 9 || !c.eat(c.text().substr(c.at(), 3)) || !c.eat("五")) {
    return std::nullopt;
  }
  c.eat_any({"”", "\"", "’", "」", "》"});
  if (!c.eat_any({"时期", "期间", "以来", "末", "初", "前期", "中期", "后期", "头"})) return {};
  cursor = c;
  return TimeWords{};
}

/// 18日, 10日至12日 whose month stands elsewhere.
std::optional<TimeWords> read_bare_days(Cursor& cursor) {
  Cursor c = cursor;
  const auto days_word = [](Cursor& at) {
    if (!at.eat("日")) return false;
    return !at.sees_any({"均", "内", "元", "游", "龄", "本", "后", "间", "以", "左", "用", "产",
                         "处", "供", "游客", "耗", "发"});
  };
  const std::optional<Number> first = c.number();
  if (!first || first->digits > 2 || first->value < 1 || first->value > 31) return {};
  c.blanks();
  Cursor to = c;
  const bool said = days_word(c);
  if (said) to = c;
  TimeWords time;
  time.first_day.day = time.last_day.day = static_cast<std::uint8_t>(first->value);
  if (to.dash()) {
    const std::optional<Number> last = to.number();
    to.blanks();
    if (last && last->value > first->value && last->value <= 31 && days_word(to)) {
      time.shape = Shape::days;
      time.last_day.day = static_cast<std::uint8_t>(last->value);
      cursor = to;
      return time;
    }
  }
  if (!said) return std::nullopt;
  time.shape = Shape::day;
  cursor = c;
  return time;
}

}  // namespace

std::optional<TimeWords> read_chinese(std::string_view text, std::size_t at) {
  Cursor c(text, at);
  const bool numeral = number_stands(text, at);
  std::optional<TimeWords> time;
  if (numeral) time = read_year_range(c);
  if (!time) time = read_with_year(c, numeral);
  if (!time) time = read_part(c, false);
  if (!time && !numeral) time = read_fixed_word(c);
  if (!time && (numeral || c.sees_any({"本世", "上世"}))) time = read_age(c);
  if (!time && numeral) time = read_plan_years(c);
  if (!time && numeral) time = read_bare_days(c);
  if (!time) return std::nullopt;
  time->span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at())};
  if (follows_any(text, at, {"截至", "截止", "截止到", "截至到"})) {
    const bool stretch = time->shape == Shape::month || time->shape == Shape::year ||
                         time->shape == Shape::quarter || time->shape == Shape::half;
    time->at_end = time->at_end || (stretch && !time->at_start);
  }
  return time;
}

}  // namespace duibiao::bulletin::time_text
