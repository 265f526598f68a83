#include "bulletin/read/time_words_cursor.h"

#include <algorithm>
#include <array>

#include "figure/period.h"

namespace duibiao::bulletin::time_text {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_word(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i) {
    if (lower(text[i]) != lower_word[i]) return false;
  }
  if (text.size() == lower_word.size()) return true;
  const char next = text[lower_word.size()];
  return !is_ascii_letter(next) && !is_ascii_digit(next);
}

}  // namespace

int han_digit(std::string_view text, std::size_t at) {
  if (at + 3 > text.size() || static_cast<unsigned char>(text[at]) < 0xE2) return -1;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const char32_t value = (char32_t{byte(0)} & 0x0FU) << 12U | (char32_t{byte(1)} & 0x3FU) << 6U |
                         (char32_t{byte(2)} & 0x3FU);
  switch (value) {
    case U'〇':
    case U'零':
    case U'○':
      return 0;
    case U'一':
      return 1;
    case U'二':
    case U'两':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    case U'十':
      return 10;
    default:
      return -1;
  }
}

bool number_stands(std::string_view text, std::size_t at) {
  return at < text.size() && (is_ascii_digit(text[at]) || han_digit(text, at) >= 0);
}

bool plausible_year(int year) { return year >= first_period_year && year <= last_period_year; }

bool Cursor::sees_any(std::initializer_list<std::string_view> words) const {
  return std::any_of(words.begin(), words.end(), [this](auto word) { return sees(word); });
}

bool Cursor::eat(std::string_view word) {
  if (!sees(word)) return false;
  at_ += word.size();
  return true;
}

bool Cursor::eat_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [this](auto word) { return eat(word); });
}

void Cursor::blanks() {
  for (std::size_t n = 0; n < most_blanks && peek() == ' '; ++n) ++at_;
}

bool Cursor::dash() {
  Cursor c = *this;
  c.blanks();
  if (!c.eat_any({"至", "到", "~", "～"})) {
    if (!c.eat_any({"-", "—", "–", "－", "−", "―"})) return false;
    c.eat_any({"-", "—", "–"});
  }
  c.blanks();
  *this = c;
  return true;
}

std::optional<Number> Cursor::han_number() {
  std::array<int, 4> values{};
  int count = 0;
  std::size_t i = at_;
  for (int v = 0; (v = han_digit(text_, i)) >= 0; i += 3) {
    if (count == 4) return std::nullopt;
    values[static_cast<std::size_t>(count++)] = v;
  }
  if (count == 0) return std::nullopt;
  const auto end = values.begin() + count;
  const auto ten = std::find(values.begin(), end, 10);
  Number n{.value = 0, .digits = count, .han = true, .ten = ten != end};
  if (!n.ten) {
    for (auto v = values.begin(); v != end; ++v) n.value = n.value * 10 + *v;
  } else {
    const auto before = ten - values.begin();
    const auto after = end - ten - 1;
    if (before > 1 || after > 1 || (before == 1 && values[0] == 0)) return std::nullopt;
    n.value = (before == 1 ? values[0] : 1) * 10 + (after == 1 ? *(ten + 1) : 0);
    if (after == 1 && (*(ten + 1) == 0 || *(ten + 1) == 10)) return std::nullopt;
    n.digits = 2;
  }
  at_ = i;
  return n;
}

std::optional<Number> Cursor::number() {
  if (!is_ascii_digit(peek())) return han_number();
  Number n;
  std::size_t i = at_;
  for (; i < text_.size() && is_ascii_digit(text_[i]); ++i) {
    if (++n.digits > 4) return std::nullopt;
    n.value = n.value * 10 + (text_[i] - '0');
  }
  const bool goes_on = i + 1 < text_.size() && text_[i] == '.' && is_ascii_digit(text_[i + 1]);
  if (goes_on) return std::nullopt;
  at_ = i;
  return n;
}

bool Cursor::word(std::string_view lower_word) {
  Cursor c = *this;
  c.blanks();
  if (c.peek() == '\n') ++c.at_;
  c.blanks();
  if (!starts_with_word(c.rest(), lower_word)) return false;
  at_ = c.at_ + lower_word.size();
  return true;
}

bool Cursor::word_any(std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [this](auto w) { return word(w); });
}

bool Cursor::hyphen_word(std::string_view lower_word) {
  Cursor c = *this;
  c.eat("-");
  if (!c.word(lower_word)) return false;
  *this = c;
  return true;
}

bool follows_any(std::string_view text, std::size_t at,
                 std::initializer_list<std::string_view> words) {
  const std::string_view before = text.substr(0, at);
  return std::any_of(words.begin(), words.end(), [before](auto w) { return before.ends_with(w); });
}

bool unit_follows(std::string_view text, std::size_t at) {
  Cursor c(text, at);
  c.blanks();
  if (c.sees_any({"万",   "亿", "千", "百", "元", "美元", "家", "个", "吨", "人",
                  "次",   "户", "件", "项", "名", "号",   "倍", "成", "公", "升",
                  "米",   "亩", "台", "辆", "艘", "架",   "套", "种", "类", "平方",
                  "立方", "箱", "标", "%",  "‰",  "℃",    "多", "余", "点", "位",
                  "条",   "所", "座", "场", "批", "股",   "期", "版", "页", "届"})) {
    return true;
  }
  return c.word_any({"billion", "million",     "trillion",  "thousand", "hundred",    "percent",
                     "yuan",    "rmb",         "usd",       "dollars",  "tons",       "tonnes",
                     "people",  "enterprises", "companies", "firms",    "projects",   "units",
                     "times",   "percentage",  "per",       "persons",  "households", "items",
                     "cases",   "countries",   "products",  "stores"});
}

std::size_t skip_number(std::string_view text, std::size_t at) {
  std::size_t i = at;
  const auto digit = [&](std::size_t k) { return k < text.size() && is_ascii_digit(text[k]); };
  while (digit(i)) {
    while (digit(i)) ++i;
    if (i >= text.size()) break;
    const bool point = text[i] == '.' && digit(i + 1);
    const bool comma =
        text[i] == ',' && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
    if (!point && !comma) break;
    ++i;
  }
  return i;
}

}  // namespace duibiao::bulletin::time_text
