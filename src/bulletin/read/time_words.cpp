#include "bulletin/read/time_words.h"

#include <algorithm>
#include <array>

#include "bulletin/read/time_words_cursor.h"

namespace duibiao::bulletin {
namespace time_text {
namespace {

using Shape = TimeWords::Shape;
using Year = TimeWords::Year;

bool same_year(const TimeWords& from, const TimeWords& to) {
  return to.year_kind == Year::none || (to.year_kind == from.year_kind && to.year == from.year);
}

std::optional<TimeWords> joined_months(const TimeWords& from, const TimeWords& to) {
  if (from.first == 0 || to.first == 0) return std::nullopt;
  const int width = from.shape == Shape::quarter ? 3 : 1;
  const int first = (from.first - 1) * width + 1;
  const int last = to.first * width;
  TimeWords time = from;
  if (same_year(from, to)) {
    set_months(time, first, last);
    if (time.shape == Shape::months_across && from.year_kind != Year::none) {
      time.last_year = from.year + 1;
    }
    return time;
  }
  if (to.year_kind != from.year_kind || to.year < from.year) return std::nullopt;
  time.shape = Shape::months_across;
  time.first = first;
  time.last = last;
  time.last_year = to.year;
  return time;
}

std::optional<TimeWords> joined_days(const TimeWords& from, const TimeWords& to) {
  TimeWords time = from;
  time.shape = Shape::days;
  time.last_day = to.first_day;
  if (time.last_day.month == 0) time.last_day.month = from.first_day.month;
  if (time.last_day.year == 0) time.last_day.year = from.first_day.year;
  return time;
}

}  // namespace

std::optional<TimeWords> joined(const TimeWords& from, const TimeWords& to) {
  if (from.at_end || from.at_start || from.shape != to.shape) return std::nullopt;
  std::optional<TimeWords> time;
  if (from.shape == Shape::year) {
    if (from.year_kind != to.year_kind || from.year_kind == Year::none || to.year <= from.year) {
      return std::nullopt;
    }
    time = from;
    time->shape = Shape::years;
    time->last_year = to.year;
  } else if (from.shape == Shape::month || from.shape == Shape::quarter) {
    time = joined_months(from, to);
  } else if (from.shape == Shape::day) {
    time = joined_days(from, to);
  }
  if (!time) return std::nullopt;
  time->at_end = to.at_end;
  time->cumulative = to.cumulative;
  time->single = false;
  time->span = {from.span.begin, to.span.end};
  return time;
}

namespace {

/// Characters a Chinese expression may begin with.
constexpr std::array<char32_t, 33> chinese_starts{
    U'〇', U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九', U'十',
    U'零', U'○',  U'今', U'去', U'上', U'前', U'明', U'后', U'下', U'次', U'本',
    U'当', U'同', U'该', U'头', U'首', U'第', U'年', U'全', U'近', U'历', U'单'};

/// One bit for each character of the basic plane.
constexpr std::array<std::uint64_t, 1024> starts_bitmap() {
  std::array<std::uint64_t, 1024> bits{};
  for (const char32_t c : chinese_starts) bits[c / 64] |= std::uint64_t{1} << (c % 64);
  for (const char32_t c : {U'往', U'开'}) bits[c / 64] |= std::uint64_t{1} << (c % 64);
  return bits;
}
constexpr std::array<std::uint64_t, 1024> chinese_start_bits = starts_bitmap();

/// Goes over a text once and collects.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<TimeWords> all() {
    while (at_ < text_.size()) step();
    return std::move(found_);
  }

 private:
  void step();
  void at_chinese();
  bool at_amount();
  void at_digit();
  void at_letter();
  bool take(std::optional<TimeWords> time);
  [[nodiscard]] TimeWords with_range(TimeWords time) const;
  [[nodiscard]] std::optional<TimeWords> read_one(std::size_t at) const;
  bool take_list();
  bool take_next_year();
  void inherit_year(TimeWords& time) const;
  void skip_han_number();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t looked_to_ = 0;  ///< the end of the number that at_amount saw last
  std::vector<TimeWords> found_;
};

void Finder::step() {
  const auto c = static_cast<unsigned char>(text_[at_]);
  if (c < 0x80) {
    if (is_ascii_digit(text_[at_])) return at_digit();
    if (is_ascii_letter(text_[at_])) return at_letter();
    ++at_;
    return;
  }
  if (c < 0xE0 || c >= 0xF0 || at_ + 2 >= text_.size()) {
    ++at_;
    return;
  }
  const char32_t value = (char32_t{c} & 0x0FU) << 12U |
                         (static_cast<unsigned char>(text_[at_ + 1]) & 0x3FU) << 6U |
                         (static_cast<unsigned char>(text_[at_ + 2]) & 0x3FU);
  if ((chinese_start_bits[value / 64] >> (value % 64) & 1U) != 0) return at_chinese();
  at_ += 3;
}

void Finder::skip_han_number() {
  const std::size_t begin = at_;
  while (han_digit(text_, at_) >= 0) at_ += 3;
  if (at_ == begin) at_ += 3;
}

void Finder::at_chinese() {
  if (take(read_chinese(text_, at_)) || take_list()) return;
  skip_han_number();
}

/// 123.4亿元, 5.6%: most numbers of a bulletin, and none of them a time.
bool Finder::at_amount() {
  // In a run of dates, 2019.9.18.2019.9.19.…, every date would look to the end of the run.
  if (at_ < looked_to_) return false;
  looked_to_ = skip_number(text_, at_);
  if (!Cursor(text_, looked_to_).sees_any({"亿", "万", "%", "‰"})) return false;
  at_ = looked_to_;
  return true;
}

void Finder::at_digit() {
  if (at_amount()) return;
  if (take(read_chinese(text_, at_)) || take(read_latin(text_, at_)) ||
      take(read_digits(text_, at_)) || take_list()) {
    return;
  }
  at_ = skip_number(text_, at_);
}

void Finder::at_letter() {
  const bool inside =
      at_ > 0 && (is_ascii_letter(text_[at_ - 1]) || is_ascii_digit(text_[at_ - 1]));
  if (!inside && take(read_latin(text_, at_))) return;
  while (at_ < text_.size() && is_ascii_letter(text_[at_])) ++at_;
}

std::optional<TimeWords> Finder::read_one(std::size_t at) const {
  if (at >= text_.size()) return std::nullopt;
  if (is_ascii_letter(text_[at])) return read_latin(text_, at);
  std::optional<TimeWords> time = read_chinese(text_, at);
  if (!time && is_ascii_digit(text_[at])) time = read_digits(text_, at);
  return time;
}

/// Puts «… 至 …» and «… 和 …之间» together, with the words around them.
TimeWords Finder::with_range(TimeWords time) const {
  Cursor c(text_, time.span.end);
  const bool dash = c.dash();
  if (!dash) {
    c.blanks();
    if (!c.eat_any({"和", "与", "跟", "及"})) return time;
    c.blanks();
  }
  const std::optional<TimeWords> to = read_one(c.at());
  const std::optional<TimeWords> both = to ? joined(time, *to) : std::nullopt;
  if (!both) return time;
  Cursor after(text_, both->span.end);
  after.blanks();
  const bool between = after.eat_any({"之间", "期间"}) ||
                       (!after.sees_any({"间接", "间隔", "间距"}) && after.eat("间"));
  if (!dash && !between) return time;
  TimeWords whole = *both;
  if (between) whole.span.end = static_cast<std::uint32_t>(after.at());
  const bool opened = follows_any(text_, whole.span.begin, {"从"}) ||
                      (between && follows_any(text_, whole.span.begin, {"在"}));
  if (opened) whole.span.begin -= 3;
  return whole;
}

/// «(2019年)1-9月», «去年7、8月»: the year stands right before.
void Finder::inherit_year(TimeWords& time) const {
  if (time.year_kind != Year::none || found_.empty() || time.first == 0) return;
  const TimeWords& before = found_.back();
  if (before.shape != Shape::year || before.at_end || before.at_start) return;
  if (before.span.end > time.span.begin) return;
  const std::string_view gap = text_.substr(before.span.end, time.span.begin - before.span.end);
  if (!gap.empty() && gap != ")" && gap != "'s " && gap != "’s ") return;
  time.year_kind = before.year_kind;
  time.year = before.year;
  time.of_context = before.of_context;
}

bool Finder::take(std::optional<TimeWords> time) {
  if (!time) return false;
  TimeWords whole = with_range(*time);
  // 从一月十日到十二日: two ends in one expression.
  const bool stretch = whole.shape == Shape::years || whole.shape == Shape::days;
  if (stretch && whole.span.begin == at_ && follows_any(text_, at_, {"从"})) whole.span.begin -= 3;
  inherit_year(whole);
  at_ = whole.span.end;
  found_.push_back(whole);
  const bool bare_year = whole.shape == Shape::year && whole.span.size() == 4;
  while (bare_year && take_next_year()) {
  }
  return true;
}

/// «in 2017, 2018 and 2019»: the word before the first serves all.
bool Finder::take_next_year() {
  Cursor c(text_, at_);
  if (!c.eat_any({", and ", ", ", " and "})) return false;
  const std::size_t begin = c.at();
  const std::optional<Number> n = c.number();
  const bool year = n && !n->han && n->digits == 4 && plausible_year(n->value);
  if (!year || is_ascii_letter(c.peek()) || c.sees("%") || unit_follows(text_, c.at()))
    return false;
  Cursor next = c;
  next.blanks();
  const bool ends =
      next.done() || !is_ascii_letter(next.peek()) || next.word("and") || next.word("respectively");
  if (!ends) return false;
  TimeWords time;
  time.shape = Shape::year;
  time.year_kind = Year::absolute;
  time.year = n->value;
  time.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(c.at())};
  found_.push_back(time);
  at_ = c.at();
  return true;
}

/// «一、三季度», «7、8月份», «2016、2017和2018年»: the word is printed once, behind the last.
bool Finder::take_list() {
  constexpr std::size_t longest = 12;
  if (follows_any(text_, at_, {"第"}) && han_digit(text_, at_) < 0) return false;
  struct Item {
    Number number;
    Span span;
  };
  std::array<Item, longest> items{};
  std::size_t count = 0;
  Cursor c(text_, at_);
  const bool opens_block = at_ == 0 || text_[at_ - 1] == '\n';
  for (;;) {
    const auto begin = static_cast<std::uint32_t>(c.at());
    const std::optional<Number> n = c.number();
    if (!n || count == longest || (count > 0 && n->han != items[0].number.han)) return false;
    items[count++] = {*n, {begin, static_cast<std::uint32_t>(c.at())}};
    if (!c.eat_any({"、", "和", "与", "及", "或"})) break;
    // «一、三季度…» at the head of a block numbers the block.
    if (count == 1 && opens_block && n->digits <= 2 && text_.substr(c.at() - 3, 3) == "、")
      return false;
    c.eat("第");
  }
  if (count < 2) return false;
  const std::optional<TimeWords> last = read_chinese(text_, items[count - 1].span.begin);
  if (!last || last->at_start) return false;
  const bool year = last->shape == Shape::year && last->year_kind == Year::absolute;
  if (!year && last->shape != Shape::month && last->shape != Shape::quarter) return false;
  const int most = year ? 2200 : last->shape == Shape::month ? 12 : 4;
  for (std::size_t i = 0; i < count; ++i) {
    const int value = items[i].number.value;
    if (value < (year ? 1900 : 1) || value > most) return false;
  }
  for (std::size_t i = 0; i + 1 < count; ++i) {
    TimeWords time = *last;
    (year ? time.year : time.first) = items[i].number.value;
    time.span = items[i].span;
    inherit_year(time);
    found_.push_back(time);
  }
  at_ = items[count - 1].span.begin;
  const TimeWords first = found_[found_.size() - (count - 1)];
  take(read_chinese(text_, at_));
  TimeWords& end = found_.back();
  if (!year && end.year_kind == Year::none && first.year_kind != Year::none) {
    end.year_kind = first.year_kind;
    end.year = first.year;
    end.of_context = first.of_context;
  }
  return true;
}

}  // namespace
}  // namespace time_text

std::vector<TimeWords> find_times(std::string_view normal) {
  return time_text::Finder(normal).all();
}

}  // namespace duibiao::bulletin
