#include <algorithm>
#include <array>

#include "figure/period_reader.h"

namespace duibiao {
namespace {

using figure_text::Character;
using figure_text::Cursor;
using figure_text::is_digit;
using figure_text::is_letter;
using figure_text::is_numeral;
using figure_text::Reading;
using figure_text::Style;
using Kind = Period::Kind;

bool one_of(char32_t code, std::u32string_view set) {
  return code != 0 && set.find(code) != set.npos;
}

bool is_opening(char32_t code) { return one_of(code, U"([【《"); }
bool is_closing(char32_t code) { return one_of(code, U")]】》"); }

class Finder {
 public:
  Finder(std::span<const Character> text, std::optional<int> default_year)
      : text_(text), default_year_(default_year) {}

  std::vector<FoundPeriod> run(std::size_t most) {
    std::vector<FoundPeriod> out;
    std::size_t at = 0;
    while (at < text_.size() && out.size() < most) {
      at = std::max(at + 1, step(at, out));
    }
    return out;
  }

 private:
  [[nodiscard]] char32_t code(std::size_t at) const {
    return at < text_.size() ? text_[at].code : 0;
  }
  [[nodiscard]] char32_t before(std::size_t at, std::size_t count = 1) const {
    return at >= count ? text_[at - count].code : 0;
  }

  /// Tries to read a period here; where to go on, or 0 when nothing was read.
  std::size_t step(std::size_t at, std::vector<FoundPeriod>& out) const {
    if (!may_begin(at)) {
      return 0;
    }
    const std::optional<Reading> reading = figure_text::read_period(text_, at);
    if (!reading || !stands_apart(at, *reading)) {
      return 0;
    }
    const std::optional<int> year = reading->year ? reading->year : default_year_;
    const bool trusted = reading->year || (reading->style != Style::english && !relative(at));
    if (reading->refusal == nullptr && year && trusted && !points_elsewhere(*reading)) {
      if (const Result<Period> period = figure_text::in_year(reading->shape, *year)) {
        out.push_back({*period, text_[at].begin, text_[reading->end - 1].end});
      }
    }
    return reading->end;
  }

  /// Not inside a longer word or number.
  [[nodiscard]] bool may_begin(std::size_t at) const {
    const char32_t first = code(at);
    const char32_t left = before(at);
    if (is_digit(first)) {
      return !is_digit(left);
    }
    if (is_letter(first)) {
      return !is_letter(left) && !is_digit(left);
    }
    if (is_numeral(first)) {
      return !is_numeral(left) && left != U'第';
    }
    return one_of(first, U"〇○全上下前头首第");
  }

  [[nodiscard]] bool stands_apart(std::size_t at, const Reading& reading) const {
    if (reading.style == Style::bare) {
      return between_marks(at, reading.end);
    }
    return apart_on_left(at, reading) && apart_on_right(reading);
  }

  [[nodiscard]] bool apart_on_left(std::size_t at, const Reading& reading) const {
    const char32_t left = before(at);
    if (reading.style == Style::chinese && reading.year) {
      return true;  // «表1.2025年1-7月»: no number is followed by 年 like this
    }
    if (is_digit(code(at)) && (is_letter(left) || one_of(left, U"$¥£€+"))) {
      return false;
    }
    return !(is_digit(code(at)) && one_of(left, U".,-/:") && is_digit(before(at, 2)));
  }

  [[nodiscard]] bool apart_on_right(const Reading& reading) const {
    const char32_t last = code(reading.end - 1);
    const char32_t next = code(reading.end);
    const char32_t after = code(reading.end + 1);
    if (is_letter(last)) {
      return !is_letter(next);
    }
    if (!is_digit(last)) {
      return true;
    }
    if (reading.shape.kind == Kind::day && next == U't' && is_digit(after)) {
      return true;  // 2019-11-15T08:00
    }
    const bool goes_on = one_of(next, U".,-/") && is_digit(after);
    return !goes_on && !is_digit(next) && !is_letter(next) && !one_of(next, U"%‰号");
  }

  /// A bare number is a period only where a file's name or brackets set it apart.
  [[nodiscard]] bool between_marks(std::size_t at, std::size_t end) const {
    const char32_t left = before(at);
    const char32_t next = code(end);
    const char32_t after = code(end + 1);
    const bool whole = at == 0 && end == text_.size();
    const bool all_in_brackets = at == 1 && end + 1 == text_.size();
    if (whole || all_in_brackets) {
      return false;
    }
    const bool extension = next == U'.' && is_letter(after);
    const bool joined = next == U'-' && after != 0 && !is_digit(after) && after != U' ';
    // 〔2016〕20号 and (2016)20号 number a document.
    const bool closed = is_closing(next) && !is_digit(after) && after != U'第';
    const bool right = end == text_.size() || next == U'_' || extension || joined || closed;
    const bool hyphen = left == U'-' && at > 1 && !is_digit(before(at, 2)) && before(at, 2) != U' ';
    const bool strict = at == 0 || left == U'_' || is_opening(left) || hyphen;
    const bool loose = extension && (left == U' ' || left > 0x4E00) && left != U'鉴';
    return right && (strict || loose);
  }

  /// «去年1-9月», «同期前三季度», «19年9月»: the year is another than the default.
  [[nodiscard]] bool relative(std::size_t at) const {
    while (at > 0 && before(at) == U' ') --at;
    if (before(at) == U'年') {
      return true;
    }
    constexpr std::array<std::u32string_view, 6> words = {U"去年", U"上年", U"前年",
                                                          U"明年", U"次年", U"同期"};
    constexpr std::size_t reach = 6;
    for (std::size_t back = 2; back <= reach && back <= at; ++back) {
      const char32_t first = before(at, back);
      if (one_of(first, U",。;、()")) {
        return false;
      }
      const char32_t second = before(at, back - 1);
      if (std::any_of(words.begin(), words.end(),
                      [&](auto word) { return word[0] == first && word[1] == second; })) {
        return true;
      }
    }
    return false;
  }

  /// «2019年以来», «1990年代», «2016年鉴», «2019年第3号» are not about that year alone.
  [[nodiscard]] bool points_elsewhere(const Reading& reading) const {
    if (reading.style != Style::chinese) {
      return false;
    }
    Cursor c(text_, reading.end);
    c.blanks();
    if (c.eat_any({U"以来", U"以前", U"以后", U"之前", U"之后", U"前后", U"起", U"后"})) {
      return true;
    }
    if (c.eat(U'前')) {
      return !is_digit(c.peek()) && !is_numeral(c.peek()) && c.peek() != U'列';
    }
    const bool bare_year = reading.shape.kind == Kind::year && code(reading.end - 1) == U'年';
    if (!bare_year) {
      return false;
    }
    if (c.eat_any({U"代", U"鉴"})) {
      return true;
    }
    return c.eat(U'第') && c.digits(1, 4) && c.eat(U'号');
  }

  std::span<const Character> text_;
  std::optional<int> default_year_;
};

std::vector<FoundPeriod> find(std::string_view text, std::optional<int> default_year,
                              std::size_t most) {
  const std::vector<Character> characters = figure_text::characters_of(text);
  return Finder(characters, default_year).run(most);
}

}  // namespace

std::vector<FoundPeriod> find_periods(std::string_view text, std::optional<int> default_year) {
  return find(text, default_year, text.size());
}

std::optional<FoundPeriod> find_period(std::string_view text, std::optional<int> default_year) {
  const std::vector<FoundPeriod> found = find(text, default_year, 1);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace duibiao
