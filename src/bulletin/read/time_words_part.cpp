#include <algorithm>

#include "bulletin/read/time_words_cursor.h"

namespace duibiao::bulletin::time_text {
namespace {

using Shape = TimeWords::Shape;

bool is_month(const Number& n) { return n.value >= 1 && n.value <= 12 && n.digits <= 2; }
bool is_quarter(const Number& n) { return n.value >= 1 && n.value <= 4 && n.digits == 1; }
bool is_day(const Number& n) { return n.value >= 1 && n.value <= 31; }

Date day_of(int month, int day) {
  return {0, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

/// 日, but not 日均, 日内 or the 日元 of money; 号 is too often a number's own.
bool eat_day_word(Cursor& c) {
  Cursor after = c;
  if (!after.eat_any({"日", "号"})) return false;
  if (after.sees_any({"均", "内", "元", "游", "龄", "本", "线", "楼", "院", "文"})) return false;
  c = after;
  return true;
}

/// 18日, 18日至20日, 18-20日 after their month.
bool read_days(Cursor& cursor, int month, TimeWords& time) {
  Cursor c = cursor;
  c.blanks();
  const std::optional<Number> first = c.number();
  if (!first || !is_day(*first)) return false;
  c.blanks();
  const bool said = eat_day_word(c);
  Cursor to = c;
  if (to.dash()) {
    const std::optional<Number> last = to.number();
    to.blanks();
    if (last && is_day(*last) && last->value > first->value && eat_day_word(to)) {
      time.shape = Shape::days;
      time.first = 0;
      time.first_day = day_of(month, first->value);
      time.last_day = day_of(month, last->value);
      cursor = to;
      return true;
    }
  }
  if (!said) return false;
  time.shape = Shape::day;
  time.first = 0;
  time.first_day = time.last_day = day_of(month, first->value);
  cursor = c;
  return true;
}

/// 末, 底, 初 behind a month, quarter, half or year.
void read_edge(Cursor& c, TimeWords& time) {
  Cursor ahead = c;
  ahead.eat("份");
  if (ahead.eat_any({"末", "底"})) {
    time.at_end = true;
    c = ahead;
  } else if (ahead.eat("初") && !ahead.sees_any({"步", "级", "次", "中", "期", "始"})) {
    time.at_start = true;
    c = ahead;
  }
}

/// What may follow «9月».
void read_after_month(Cursor& c, TimeWords& time) {
  const int month = time.first;
  if (month != 0 && read_days(c, month, time)) return;
  c.eat("份");
  Cursor ahead = c;
  ahead.blanks();
  if (ahead.eat("累计") && time.shape == Shape::month) {
    time.shape = Shape::to_date;
    time.last = month;
    time.first = 1;
    time.cumulative = true;
    c = ahead;
  } else if (ahead.eat_any({"当月", "单月"})) {
    time.single = true;
    c = ahead;
  } else if (ahead.eat_any({"上旬", "中旬", "下旬", "上半月", "下半月", "以来"})) {
    time.shape = Shape::other;
    c = ahead;
  } else {
    read_edge(c, time);
  }
}

/// 以上, 此前 …: the 上 or 前 belongs to the word before.
bool end_of_another_word(const Cursor& c) {
  return follows_any(c.text(), c.at(), {"以", "之", "此", "目", "提", "在此", "天", "线", "网"});
}

/// 上半年, 下半期, 前半年, 上个半年.
bool read_half(Cursor& c, TimeWords& time) {
  if (end_of_another_word(c)) return false;
  Cursor a = c;
  const bool second = a.eat_any({"下", "后"});
  if (!second && !a.eat_any({"上", "前"})) return false;
  const bool counted = a.eat("个");
  if (!a.eat_any({"半年度", "半年", "半期"}) || a.sees("报")) return false;
  time.shape = Shape::half;
  time.first = second ? 2 : 1;
  if (counted) {
    time.first = 0;
    time.months_back = second ? 6 : -6;
  }
  read_edge(a, time);
  c = a;
  return true;
}

/// 前三季度, 前9个月, 首两个月: January to there. «前一个月» is the month before.
bool read_first_months(Cursor& cursor, TimeWords& time) {
  if (end_of_another_word(cursor)) return false;
  Cursor c = cursor;
  if (!c.eat_any({"前", "头", "首"})) return false;
  c.blanks();
  const std::optional<Number> n = c.number();
  c.blanks();
  if (!n || n->digits > 2 || n->value == 0) {
    Cursor alone = cursor;
    if (!alone.eat("首季度") && !alone.eat("首季")) return false;
    time.shape = Shape::quarter;
    time.first = 1;
    cursor = alone;
    return true;
  }
  const bool quarters = c.eat_any({"个季度", "季度", "季"});
  if (!quarters && !c.eat_any({"个月份", "个月", "月份", "月"})) return false;
  const int last = quarters ? n->value * 3 : n->value;
  if (last > 12 || c.sees("龄")) return false;
  if (n->value == 1) {
    time.shape = quarters ? Shape::quarter : Shape::month;
    time.months_back = quarters ? -3 : -1;
  } else {
    time.shape = Shape::to_date;
    time.first = 1;
    time.last = last;
  }
  time.cumulative = c.eat("累计");
  read_edge(c, time);
  cursor = c;
  return true;
}

void read_after_quarter(Cursor& c, TimeWords& time) {
  Cursor ahead = c;
  ahead.eat_any({"(", " "});
  if (ahead.eat_any({"当季", "单季"})) {
    time.single = true;
    ahead.eat(")");
    c = ahead;
  } else if (c.eat("累计")) {
    time.cumulative = true;
  } else {
    read_edge(c, time);
  }
}

/// 第三季度; 第三个月 where a year stands before.
bool read_ordinal(Cursor& cursor, bool has_year, TimeWords& time) {
  Cursor c = cursor;
  if (!c.eat("第")) return false;
  c.blanks();
  const std::optional<Number> n = c.number();
  c.blanks();
  if (!n) return false;
  if (is_quarter(*n) && c.eat_any({"个季度", "季度"})) {
    time.shape = Shape::quarter;
    time.first = n->value;
    read_after_quarter(c, time);
  } else if (has_year && is_month(*n) && c.eat("个月")) {
    time.shape = Shape::month;
    time.first = n->value;
  } else {
    return false;
  }
  cursor = c;
  return true;
}

/// 1-9月, 一至三季度, 2019-9月, 10-12日: two numbers and one word; 1-本月 in the head of a table.
bool read_number_range(Cursor& cursor, const Number& first, TimeWords& time) {
  Cursor c = cursor;
  if (!c.dash()) return false;
  if (first.value == 1 && c.eat_any({"本月", "当月"})) {
    c.eat("累计");
    time.shape = Shape::so_far;
    cursor = c;
    return true;
  }
  const std::optional<Number> last = c.number();
  c.blanks();
  if (!last || last->han != first.han) return false;
  if (is_month(first) && is_month(*last) && first.value != last->value && c.eat("月")) {
    set_months(time, first.value, last->value);
    c.eat("份");
    time.cumulative = c.eat("累计");
    read_edge(c, time);
  } else if (is_quarter(first) && is_quarter(*last) && first.value < last->value && c.eat("季度")) {
    set_months(time, first.value * 3 - 2, last->value * 3);
  } else if (first.digits == 4 && plausible_year(first.value) && is_month(*last) && c.eat("月")) {
    time.year_kind = TimeWords::Year::absolute;
    time.year = first.value;
    time.shape = Shape::month;
    time.first = last->value;
    read_after_month(c, time);
  } else {
    return false;
  }
  cursor = c;
  return true;
}

/// 9月, 9月18日, 三季度, 1-9月.
bool read_numbered(Cursor& cursor, TimeWords& time) {
  if (follows_any(cursor.text(), cursor.at(), {"第", "连续", "近", "个", "满"})) return false;
  Cursor c = cursor;
  const std::optional<Number> n = c.number();
  if (!n) return false;
  c.blanks();
  if (read_number_range(c, *n, time)) {
    cursor = c;
    return true;
  }
  if (is_month(*n) && c.eat("月") && !c.sees_any({"龄", "亮", "饼", "嫂", "薪"})) {
    time.shape = Shape::month;
    time.first = n->value;
    read_after_month(c, time);
  } else if (is_quarter(*n) && c.eat("季度")) {
    time.shape = Shape::quarter;
    time.first = n->value;
    read_after_quarter(c, time);
  } else {
    return false;
  }
  cursor = c;
  return true;
}

/// 上月, 本月, 当月, 单月, 下个月, 上季度, 当季.
bool read_counted_back(Cursor& cursor, TimeWords& time) {
  if (follows_any(cursor.text(), cursor.at(),
                  {"以", "日", "基", "成", "资", "样", "根", "版", "线", "网", "相"})) {
    return false;
  }
  Cursor c = cursor;
  int back = 0;
  if (c.eat("上")) {
    back = -1;
  } else if (c.eat("下")) {
    back = 1;
  } else if (c.sees("单")) {
    // 订单月均, 清单
    if (follows_any(c.text(), c.at(), {"订", "下", "清", "名", "账", "运"})) return false;
    c.eat("单");
  } else if (!c.eat_any({"本", "当"})) {
    return false;
  }
  c.eat("个");
  c.eat("一");
  c.eat("个");
  if (c.eat_any({"季度", "季"})) {
    time.shape = Shape::quarter;
    back *= 3;
  } else if (c.eat("月") && !c.sees_any({"均", "球", "亮", "台"})) {
    c.eat("份");
    time.shape = c.eat_any({"止累计", "末累计"}) ? Shape::so_far : Shape::month;
  } else {
    return false;
  }
  time.months_back = back;
  time.single = back == 0;
  read_edge(c, time);
  cursor = c;
  return true;
}

/// 同期, 同月, 全年, 以来, 末, 底 behind a year.
bool read_behind_year(Cursor& c, TimeWords& time) {
  if (c.eat_any({"同期", "同月份", "同月", "同季度", "同季"})) {
    time.shape = Shape::same_period;
    return true;
  }
  if (c.eat_any({"初以来", "年初以来", "以来"})) {
    time.shape = Shape::so_far;
    return true;
  }
  time.shape = Shape::year;
  Cursor ahead = c;
  if (ahead.eat("全年") || ahead.eat("年度")) {
    c = ahead;
    return true;
  }
  ahead.eat("年");
  const Cursor before = ahead;
  read_edge(ahead, time);
  if (ahead.at() == before.at()) return false;
  c = ahead;
  return true;
}

}  // namespace

void set_months(TimeWords& time, int first, int last) {
  time.first = first;
  time.last = last;
  time.shape = first > last   ? Shape::months_across
               : first == 1   ? Shape::to_date
               : first < last ? Shape::months
                              : Shape::month;
}

std::optional<TimeWords> read_part(Cursor& cursor, bool has_year) {
  TimeWords time;
  Cursor c = cursor;
  bool found = false;
  if (number_stands(c.text(), c.at())) {
    found = read_numbered(c, time);
  } else if (c.sees("第")) {
    found = read_ordinal(c, has_year, time);
  } else if (c.sees_any({"上", "下", "前", "后", "头", "首", "本", "当", "单"})) {
    found = read_half(c, time) || read_first_months(c, time) ||
            (!has_year && read_counted_back(c, time));
  }
  if (!found && (!has_year || !read_behind_year(c, time))) return std::nullopt;
  cursor = c;
  return time;
}

}  // namespace duibiao::bulletin::time_text
