#include "text/width.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace duibiao::text {

int display_width(char32_t value) {
  if (value < 0x7F) return value >= 0x20 ? 1 : 0;
  if (value >= 0x4E00 && value <= 0x9FFF) return 2;  // nearly every character of a Chinese table
  if (value == 0xAD) return 1;                       // soft hyphen: a format character that shows
  if (value >= 0x1160 && value <= 0x11FF) return 0;  // Hangul vowels and finals join the initial
  const auto code = static_cast<UChar32>(value);
  switch (u_charType(code)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for (const CodePoint c : code_points(text)) {
    columns += static_cast<std::size_t>(display_width(c.value));
  }
  return columns;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  std::string result(columns < width ? width - columns : 0, ' ');
  return result += text;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  std::string result(text);
  if (columns < width) result.append(width - columns, ' ');
  return result;
}

std::string truncate_to_width(std::string_view text, std::size_t width, std::string_view ellipsis) {
  if (display_width(text) <= width) return std::string(text);
  const std::size_t tail = display_width(ellipsis);
  if (tail > width) ellipsis = {};
  const std::size_t room = tail > width ? width : width - tail;
  std::size_t columns = 0;
  std::size_t end = 0;
  for (const CodePoint c : code_points(text)) {
    columns += static_cast<std::size_t>(display_width(c.value));
    if (columns > room) break;
    end = c.offset + c.length;
  }
  std::string result(text.substr(0, end));
  return result += ellipsis;
}

}  // namespace duibiao::text
