#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "bulletin/read/time_words.h"

/// How time words are taken apart; private to time_words*.cpp.
namespace duibiao::bulletin::time_text {

/// Blanks allowed inside one expression («2009 年 到 2010 年»); more is a layout.
inline constexpr std::size_t most_blanks = 8;

struct Number {
  int value = 0;
  int digits = 0;    ///< as printed; of Chinese numerals with 十 the digits of the value
  bool han = false;  ///< in Chinese numerals
  bool ten = false;  ///< 十 took part: 十二, never a year
};

/// A place in a text that moves forward over what it knows. Copies are cheap: try, then keep.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return done() ? '\0' : text_[at_]; }
  [[nodiscard]] bool sees(std::string_view word) const {
    if (text_.size() - at_ < word.size()) return false;
    // Words are short and mostly differ early: a call that compares memory takes longer.
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (text_[at_ + i] != word[i]) return false;
    }
    return true;
  }
  [[nodiscard]] bool sees_any(std::initializer_list<std::string_view> words) const;
  bool eat(std::string_view word);
  /// The first of the words that stands here: longer ones go first.
  bool eat_any(std::initializer_list<std::string_view> words);
  void blanks();
  /// 至, 到, ~ and dashes, blanks around them.
  bool dash();
  /// Up to four digits, or Chinese numerals: 十二, 九, 二〇一九. No part of a longer number.
  std::optional<Number> number();

  /// An English word, whole, in either case, after blanks or one line break.
  bool word(std::string_view lower);
  bool word_any(std::initializer_list<std::string_view> words);
  /// As word, but a hyphen may stand before it: first-half.
  bool hyphen_word(std::string_view lower);

 private:
  std::optional<Number> han_number();
  std::string_view text_;
  std::size_t at_;
};

[[nodiscard]] constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// 0…9, 10 for 十, −1 for what is no numeral.
[[nodiscard]] int han_digit(std::string_view text, std::size_t at);
/// A digit or a Chinese numeral.
[[nodiscard]] bool number_stands(std::string_view text, std::size_t at);
[[nodiscard]] bool plausible_year(int year);
/// Does the text end in one of these words just before `at`?
[[nodiscard]] bool follows_any(std::string_view text, std::size_t at,
                               std::initializer_list<std::string_view> words);
/// A unit stands here (亿元, 家, %, tons …): the number before it counts something.
[[nodiscard]] bool unit_follows(std::string_view text, std::size_t at);
/// End of the digits, points and thousands that begin at `at`.
[[nodiscard]] std::size_t skip_number(std::string_view text, std::size_t at);

/// The expression that begins exactly here; ranges and lists are put together by find_times.
[[nodiscard]] std::optional<TimeWords> read_chinese(std::string_view text, std::size_t at);
/// 2019-09, 2019-09-18, 2019/9/18, 2019.9.18, 2019Q3, (2019), 2016-2018, in 2018.
[[nodiscard]] std::optional<TimeWords> read_digits(std::string_view text, std::size_t at);
[[nodiscard]] std::optional<TimeWords> read_latin(std::string_view text, std::size_t at);

/// What follows a year or stands alone: 1-9月, 三季度, 上半年, 末. Moves the cursor when it fits.
[[nodiscard]] std::optional<TimeWords> read_part(Cursor& cursor, bool has_year);
/// Two ends of a stretch: 2016年至2018年. Nothing when they do not fit together.
[[nodiscard]] std::optional<TimeWords> joined(const TimeWords& from, const TimeWords& to);
/// Months first…last of one year, or across its end.
void set_months(TimeWords& time, int first, int last);

}  // namespace duibiao::bulletin::time_text
