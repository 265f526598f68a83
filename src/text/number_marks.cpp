#include "text/number_marks.h"

#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/utf8.h"

namespace duibiao::text {

namespace {

constexpr bool between(char32_t value, char32_t first, char32_t last) {
  return value >= first && value <= last;
}

constexpr bool is_single_mark(char32_t value) {
  return between(value, U'①', U'⒇') || between(value, U'❶', U'❿') || between(value, U'⁴', U'⁹') ||
         std::u32string_view(U"*＊∗#＃†‡§¹²³⁰※").find(value) != std::u32string_view::npos;
}

/// The bracket that closes this one; 0 for what opens nothing.
constexpr char32_t closing(char32_t open) {
  constexpr std::u32string_view opens = U"[［〔【(（";
  constexpr std::u32string_view closes = U"]］〕】)）";
  const auto at = opens.find(open);
  return at == std::u32string_view::npos ? U'\0' : closes[at];
}

CodePoint at(std::string_view text, std::size_t offset) {
  return offset < text.size() ? decode_at(text, offset) : CodePoint{0, 0, false, offset};
}

constexpr bool is_letter(char32_t value) {
  return between(value, U'a', U'z') || between(value, U'A', U'Z');
}

/// Skips up to two digits.
std::size_t skip_digits(std::string_view text, std::size_t offset) {
  for (int i = 0; i < 2 && is_digit(at(text, offset).value); ++i) offset += at(text, offset).length;
  return offset;
}

/// The end of 注, 注1, 注12; `offset` itself when there is none.
std::size_t skip_note(std::string_view text, std::size_t offset) {
  const CodePoint first = at(text, offset);
  return first.value == U'注' || first.value == U'註' ? skip_digits(text, offset + first.length)
                                                      : offset;
}

/// The end of a bracketed mark; `offset` itself when there is none. In round brackets only notes
/// count: «12.3(1)» may be anything.
std::size_t skip_bracketed(std::string_view text, std::size_t offset) {
  const CodePoint open = at(text, offset);
  const char32_t close = closing(open.value);
  if (close == U'\0') return offset;
  const std::size_t begin = offset + open.length;
  std::size_t inside = skip_note(text, begin);
  const bool round = open.value == U'(' || open.value == U'（';
  if (inside == begin && !round) {
    inside = is_letter(at(text, begin).value) ? begin + 1 : skip_digits(text, begin);
  }
  const CodePoint last = at(text, inside);
  return inside > begin && last.value == close ? inside + last.length : offset;
}

std::size_t skip_mark(std::string_view text, std::size_t offset) {
  const CodePoint first = at(text, offset);
  if (is_single_mark(first.value) || is_blank(first.value)) return offset + first.length;
  const std::size_t note = skip_note(text, offset);
  return note != offset ? note : skip_bracketed(text, offset);
}

constexpr bool is_dash(char32_t value) {
  return between(value, U'‐', U'―') ||
         std::u32string_view(U"-−－﹣﹘─━").find(value) != std::u32string_view::npos;
}

/// The length of the dashes or dots the cell begins with, where they mean «no figure».
std::size_t missing_prefix(std::string_view cell) {
  std::size_t dashes = 0;
  while (is_dash(at(cell, dashes).value)) dashes += at(cell, dashes).length;
  if (dashes > 0) return dashes;
  std::size_t end = 0;
  int points = 0;
  for (CodePoint c = at(cell, 0);; c = at(cell, end)) {
    if (c.value == U'…' || c.value == U'⋯' || c.value == U'‥') {
      points += 2;
    } else if (c.value == U'.' || c.value == U'．') {
      points += 1;
    } else {
      break;
    }
    end += c.length;
  }
  return points >= 2 ? end : 0;  // one point alone is a slip, not a sign
}

bool is_missing_word(std::string_view cell) {
  // The last four are what spreadsheets and scripts write for an absent value.
  constexpr std::array<std::string_view, 16> words{"/",    "／",  "*",    "＊",   "#",  "＃",
                                                   "x",    "×",   "n/a",  "n.a.", "na", "ｘ",
                                                   "#n/a", "nan", "null", "none"};
  constexpr std::size_t longest = 4;
  if (cell.size() > longest) return false;
  const std::string folded = fold_case(cell);  // short: stays in the string itself
  return std::find(words.begin(), words.end(), folded) != words.end();
}

}  // namespace

bool are_footnote_marks(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t next = skip_mark(text, offset);
    if (next == offset) return false;
    offset = next;
  }
  return true;
}

bool read_missing(std::string_view cell, std::string_view& mark) {
  if (cell.empty() || is_missing_word(cell)) return true;
  const std::size_t prefix = missing_prefix(cell);
  if (prefix == 0) return false;
  const std::string_view rest = trim(cell.substr(prefix));
  if (!are_footnote_marks(rest)) return false;
  mark = rest;
  return true;
}

}  // namespace duibiao::text
