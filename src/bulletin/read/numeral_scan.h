#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "bulletin/read/numeral.h"

/// The parts of find_numerals. All read a normalised text.
namespace duibiao::bulletin::scan {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] inline bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(text[at]);
}
[[nodiscard]] inline bool letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_letter(text[at]);
}
[[nodiscard]] inline bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  if (at > text.size() || text.size() - at < word.size()) return false;
  // Words are short and mostly differ early: a call that compares memory takes longer.
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (text[at + i] != word[i]) return false;
  }
  return true;
}
[[nodiscard]] inline bool ends_before(std::string_view text, std::size_t at,
                                      std::string_view word) {
  return text.substr(0, at).ends_with(word);
}

/// What a Chinese character is in a numeral.
enum class Role : std::uint8_t { none, digit, small_unit, big_unit, half, minus, ordinal };
struct HanRole {
  Role role = Role::none;
  std::uint8_t value = 0;  ///< of a digit; the power of a unit
  bool formal = false;     ///< 壹 拾: as on cheques
  bool liang = false;      ///< 两: a digit, and a weight
};
[[nodiscard]] constexpr bool is_unit(const HanRole& role) {
  return role.role == Role::small_unit || role.role == Role::big_unit;
}
inline constexpr std::size_t han_bytes = 3;
/// The role of the character at `at`; none when it is no Han character or has no role.
[[nodiscard]] HanRole role_at(std::string_view text, std::size_t at);
[[nodiscard]] bool han_at(std::string_view text, std::size_t at);
[[nodiscard]] bool han_before(std::string_view text, std::size_t at);

/// A number without sign and unit.
struct Amount {
  std::size_t begin = 0;
  std::size_t end = 0;              ///< behind the magnitude
  std::size_t magnitude_begin = 0;  ///< where «万亿» begins; `end` when it has none
  num::Decimal printed;
  int power = 0;
  bool han = false;  ///< no Arabic digit in it
  bool surplus = false;
  bool grouped = false;
  bool half = false;
  /// Numeral characters: one alone is as often part of a word as a number.
  std::size_t characters = 0;
  bool bare = false;  ///< magnitudes without any digit: 百亿, 千万
  /// Two digits side by side, 二三十 or 十三五: no number, but to be skipped as far as `end`.
  bool no_number = false;
  Numeral::Problem problem = Numeral::Problem::none;
};

/// Arabic digits with groups and decimals; nothing else.
[[nodiscard]] Amount scan_digits(std::string_view text, std::size_t at);

/// 余, 多 or 几 at a place.
[[nodiscard]] bool is_surplus(std::string_view text, std::size_t at);

/// A unit that begins with 千 or 兆 and is no magnitude: 千克, 千瓦时, 兆字节. (千公顷 is 千 and
/// 公顷.)
[[nodiscard]] bool begins_unit(std::string_view text, std::size_t at, const UnitWords& units);

/// A cardinal of Chinese units, its digits in either script: 四亿五千六百四十二万零一十五,
/// 2千零30万, 3万4000. Whole numbers only.
[[nodiscard]] std::optional<Amount> build_cardinal(std::string_view text, std::size_t at,
                                                   const UnitWords& units);

/// A cardinal in Arabic digits, Chinese ones or both, magnitudes included. Nothing when none stands
/// there. `currency`: a currency came before it, so that «5m» is five million.
[[nodiscard]] std::optional<Amount> scan_cardinal(std::string_view text, std::size_t at,
                                                  const UnitWords& units, bool currency = false);

/// The numeral that begins at `at` with a Chinese numeral character, 分之 and 又 included; sets
/// `skip_to` to where the search goes on when there is none.
[[nodiscard]] std::optional<Numeral> scan_han(std::string_view text, std::size_t at,
                                              const UnitWords& units, std::size_t& skip_to);

[[nodiscard]] inline bool any_at(std::string_view text, std::size_t at,
                                 std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return stands_at(text, at, word); });
}
[[nodiscard]] inline bool any_before(std::string_view text, std::size_t at,
                                     std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return ends_before(text, at, word); });
}

/// 百分之二点四, 千分之三, 万分之五, 百万分之五, from their first character on.
[[nodiscard]] std::optional<Numeral> rate_before(std::string_view text, std::size_t at,
                                                 const UnitWords& units);

/// A 分之 B, or a whole number and such a fraction: 三百五十又3分之1. `whole` may be null.
[[nodiscard]] std::optional<Numeral> fraction_at(std::string_view text, const Amount& below,
                                                 const Amount* whole, const UnitWords& units);

/// 一半, 半数, 近半: one half.
[[nodiscard]] std::optional<Numeral> half_at(std::string_view text, std::size_t at);

/// A fraction whose first number was read: 16分之5, 3又一千分之23, 1/40.
[[nodiscard]] std::optional<Numeral> fraction_of(std::string_view text, const Amount& amount,
                                                 const UnitWords& units);

/// «1st», «No. 3»: makes the number an ordinal. False when it is none.
bool take_english_ordinal(std::string_view text, Numeral& numeral);

/// English words: «two-thirds», «ranked third», «ten percent».
[[nodiscard]] std::optional<Numeral> scan_english(std::string_view text, std::size_t at,
                                                  const UnitWords& units);

/// A numeral of this amount.
[[nodiscard]] Numeral numeral_of(const Amount& amount);

/// Takes what belongs to a number in front of and behind it: currency, unit, %, 成, 倍, 半, 以上.
/// True when something stood behind it that makes it a quantity.
bool take_tail(std::string_view text, Numeral& numeral, std::size_t magnitude_begin,
               const UnitWords& units);

/// The unit of a percent, per mille or per myriad, from its form.
void set_rate_unit(Numeral& numeral);

/// Where the currency that stands before a number begins: «US$», «RMB »; `at` when none does.
[[nodiscard]] std::size_t currency_before(std::string_view text, std::size_t at,
                                          const UnitWords& units, const UnitWords::Word*& word);

/// Marks ranges and ratios among numerals that stand side by side.
void join_neighbours(std::string_view text, std::vector<Numeral>& numerals);

}  // namespace duibiao::bulletin::scan
