#include "figure/characters.h"

#include "text/utf8.h"

namespace duibiao::figure_text {
namespace {

bool shows_nothing(char32_t code) {
  return code == 0xFEFF || (code >= 0x200B && code <= 0x200F) || code == 0x2060;
}

bool is_dash(char32_t code) {
  constexpr char32_t minus = 0x2212;
  constexpr char32_t table_rule = 0x2500;  // typed for a dash in many sheets
  return (code >= 0x2010 && code <= 0x2015) || code == minus || code == table_rule ||
         code == 0xFE58 || code == 0xFE63;
}

}  // namespace

char32_t folded(char32_t code) {
  constexpr char32_t wide_offset = 0xFEE0;
  if (code >= 0xFF01 && code <= 0xFF5E) {
    code -= wide_offset;
  }
  if (code < 0x80) {
    const bool blank = code == U'\t' || code == U'\n' || code == U'\r';
    return blank ? U' ' : code >= U'A' && code <= U'Z' ? code + (U'a' - U'A') : code;
  }
  if (is_dash(code)) {
    return U'-';
  }
  if (code == 0x301C || code == 0x223C) {
    return U'~';
  }
  return text::is_blank(code) ? U' ' : code;
}

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> out;
  out.reserve(text.size());
  for (const text::CodePoint point : text::code_points(text)) {
    if (!shows_nothing(point.value)) {
      out.push_back({folded(point.value), point.offset, point.offset + point.length});
    }
  }
  return out;
}

std::span<const Character> trimmed(std::span<const Character> text) {
  while (!text.empty() && text.front().code == U' ') {
    text = text.subspan(1);
  }
  while (!text.empty() && text.back().code == U' ') {
    text = text.first(text.size() - 1);
  }
  return text;
}

std::string key_of(std::span<const Character> text) {
  std::string key;
  key.reserve(text.size() * 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t code = text[i].code;
    const bool inside_digits = code == U',' && i > 0 && i + 1 < text.size() &&
                               is_digit(text[i - 1].code) && is_digit(text[i + 1].code);
    if (code != U' ' && !inside_digits) {
      text::append_utf8(key, code);
    }
  }
  return key;
}

std::string key_of(std::string_view text) {
  const std::vector<Character> characters = characters_of(text);
  return key_of(std::span<const Character>(characters));
}

}  // namespace duibiao::figure_text
