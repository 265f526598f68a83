#include <algorithm>

#include "figure/period_reader.h"

namespace duibiao::figure_text {
namespace {

/// Blanks passed between two parts of a period; more of them is a gap, not a space.
constexpr std::size_t most_blanks = 8;

constexpr std::u32string_view chinese_digits = U"零一二三四五六七八九";

int digit_value(char32_t code) {
  if (code == U'〇' || code == U'○') {
    return 0;
  }
  if (code == U'两') {
    return 2;
  }
  const std::size_t found = chinese_digits.find(code);
  return found == chinese_digits.npos ? -1 : static_cast<int>(found);
}

/// 九 · 十二 · 二十 · 三十一; anything else gives nothing.
std::optional<int> numeral_value(std::u32string_view run) {
  const std::size_t ten = run.find(U'十');
  if (ten == run.npos) {
    return run.size() == 1 && digit_value(run[0]) > 0 ? std::optional(digit_value(run[0]))
                                                      : std::nullopt;
  }
  if (ten > 1 || run.size() > ten + 2) {
    return std::nullopt;
  }
  const int tens = ten == 0 ? 1 : digit_value(run[0]);
  const int ones = run.size() == ten + 1 ? 0 : digit_value(run[ten + 1]);
  return tens > 0 && ones >= 0 && (run.size() == ten + 1 || ones > 0)
             ? std::optional(10 * tens + ones)
             : std::nullopt;
}

}  // namespace

bool is_numeral(char32_t code) { return code == U'十' || digit_value(code) >= 0; }

bool Cursor::blanks() {
  const std::size_t start = at_;
  while (at_ < start + most_blanks && peek() == U' ') {
    ++at_;
  }
  return at_ > start;
}

bool Cursor::eat(char32_t code) {
  if (peek() != code) {
    return false;
  }
  ++at_;
  return true;
}

bool Cursor::eat(std::u32string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (peek(i) != word[i]) {
      return false;
    }
  }
  if (is_letter(word.back()) && is_letter(peek(word.size()))) {
    return false;
  }
  at_ += word.size();
  return true;
}

bool Cursor::eat_any(std::initializer_list<std::u32string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return eat(word); });
}

std::optional<int> Cursor::digits(std::size_t least, std::size_t most) {
  std::size_t length = 0;
  int value = 0;
  while (length <= most && is_digit(peek(length))) {
    value = 10 * value + static_cast<int>(peek(length) - U'0');
    ++length;
  }
  if (length < least || length > most) {
    return std::nullopt;
  }
  at_ += length;
  return value;
}

std::optional<int> Cursor::numeral() {
  if (is_digit(peek())) {
    return digits(1, 2);
  }
  constexpr std::size_t longest = 3;  // 三十一
  std::u32string run;
  while (run.size() <= longest && is_numeral(peek(run.size()))) {
    run += peek(run.size());
  }
  const std::optional<int> value = run.empty() ? std::nullopt : numeral_value(run);
  if (value) {
    at_ += run.size();
  }
  return value;
}

std::optional<int> Cursor::year() {
  const Cursor before = *this;
  std::optional<int> value = digits(4, 4);
  if (!value && is_numeral(peek())) {
    int sum = 0;
    std::size_t length = 0;
    while (length < 4 && digit_value(peek(length)) >= 0) {
      sum = 10 * sum + digit_value(peek(length));
      ++length;
    }
    if (length == 4 && !is_numeral(peek(4))) {
      at_ += 4;
      value = sum;
    }
  }
  if (value && (*value < first_period_year || *value > last_period_year)) {
    *this = before;
    return std::nullopt;
  }
  return value;
}

}  // namespace duibiao::figure_text
