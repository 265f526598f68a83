#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "figure/characters.h"
#include "figure/period.h"

/// How periods are read out of text; shared by Period::parse and find_periods, private to the room.
namespace duibiao::figure_text {

/// A period without its year: what the factories of Period take. For a day, `a` is the day of the
/// month and `b` the month; else `a` the first month and `b` the last month or the number.
struct Shape {
  Period::Kind kind = Period::Kind::year;
  int a = 0;
  int b = 0;
};

/// Why something that looks like a period is none.
struct Refusal {
  std::string_view zh;
  std::string_view en;
};

/// The style of what was read; titles trust some less than others.
enum class Style : std::uint8_t {
  chinese,  ///< 2019年1-9月, 前三季度
  numeric,  ///< 2019-09, 2019Q3
  bare,     ///< 2019, 201909, 2019.09: could be any number
  english,  ///< September 2019
};

struct Reading {
  Shape shape;
  std::optional<int> year;
  std::size_t end = 0;  ///< index after the last character read
  Style style = Style::chinese;
  const Refusal* refusal = nullptr;
};

/// A place in a text, with the small steps that reading is made of. Steps that fail do not move.
class Cursor {
 public:
  Cursor(std::span<const Character> text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead].code : 0;
  }
  void skip(std::size_t count) { at_ += count; }

  /// Passes blanks; true when there were some.
  bool blanks();
  bool eat(char32_t code);
  /// In ASCII, a word ends where its letters end: «mar» does not begin «market».
  bool eat(std::u32string_view word);
  /// The first of these that stands here; give the longer before the shorter.
  bool eat_any(std::initializer_list<std::u32string_view> words);
  /// A whole run of `least` to `most` ASCII digits.
  std::optional<int> digits(std::size_t least, std::size_t most);
  /// Up to two digits, or a Chinese numeral up to 九十九.
  std::optional<int> numeral();
  /// Four digits or four Chinese digits (二〇一九) inside the range of years.
  std::optional<int> year();

 private:
  std::span<const Character> text_;
  std::size_t at_;
};

/// 一二三四五六七八九十 and 两.
[[nodiscard]] bool is_numeral(char32_t code);

[[nodiscard]] std::optional<Reading> read_chinese(Cursor cursor);
[[nodiscard]] std::optional<Reading> read_numeric(Cursor cursor);
[[nodiscard]] std::optional<Reading> read_english(Cursor cursor);
/// Q3, H1, W46; after a year also the codes of SDMX (S1, A1, M09).
[[nodiscard]] std::optional<Shape> read_code(Cursor& cursor, bool after_year);

/// The longest period that begins here, joined with a second one across «至», «-», «..» and the
/// like; nothing when none begins here. Looks a bounded number of characters ahead.
[[nodiscard]] std::optional<Reading> read_period(std::span<const Character> text,
                                                 std::size_t begin);

/// The period that a shape means in a year. Errors: bad_period.
[[nodiscard]] Result<Period> in_year(const Shape& shape, int year);

/// Months of one year as a shape; from January it is to_date.
[[nodiscard]] constexpr Shape months_shape(int first, int last) {
  return {first == 1 ? Period::Kind::to_date : Period::Kind::range, first, last};
}

inline constexpr Refusal across_years = {"时期跨了年度", "The stretch crosses years"};
inline constexpr Refusal not_whole_months = {"起止日期不是整月", "The days are not whole months"};
inline constexpr Refusal no_end = {"时期没有终点", "The stretch has no end"};
inline constexpr Refusal two_meanings = {"写法有两种读法", "The spelling has two readings"};
inline constexpr Refusal part_of_month = {"不足一个月的时期不能使用",
                                          "A part of a month is no period here"};

}  // namespace duibiao::figure_text
