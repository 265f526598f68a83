#include "document/markdown_line.h"

#include <algorithm>
#include <cctype>

namespace duibiao::document {
namespace {

using text::Block;
using text::Span;

bool is_digit(char byte) { return std::isdigit(static_cast<unsigned char>(byte)) != 0; }

LineMark heading(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level > 6 || (level < line.size() && line[level] != ' ' && line[level] != '\t')) return {};
  LineMark mark{Block::Kind::heading, static_cast<std::uint8_t>(level),
                static_cast<std::uint32_t>(level), 0};
  const std::size_t last = line.find_last_not_of('#');
  if (last != std::string_view::npos && last > level && line[last] == ' ') {
    mark.tail = static_cast<std::uint32_t>(line.size() - last - 1);
  }
  return mark;
}

LineMark item(std::size_t length) {
  return {Block::Kind::list_item, 0, static_cast<std::uint32_t>(length), 0};
}

}  // namespace

bool RawLines::next() {
  if (next_ >= text_.size()) return false;
  std::size_t end = text_.find_first_of("\n\r", next_);
  if (end == std::string_view::npos) end = text_.size();
  now_ = {static_cast<std::uint32_t>(next_), static_cast<std::uint32_t>(end)};
  const bool pair = end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n';
  next_ = end + (pair ? 2 : 1);
  return true;
}

LineMark read_line_mark(std::string_view line) {
  if (line.empty()) return {};
  if (line[0] == '#') return heading(line);
  if ((line[0] == '-' || line[0] == '*' || line[0] == '+') && line.size() > 1 && line[1] == ' ') {
    const bool task = line.size() > 5 && line[2] == '[' && line[4] == ']' && line[5] == ' ' &&
                      (line[3] == ' ' || line[3] == 'x' || line[3] == 'X');
    return item(task ? 6 : 2);
  }
  if (line.starts_with("[^")) {
    const std::size_t close = line.substr(0, 64).find("]:");
    if (close == std::string_view::npos) return {};
    return {Block::Kind::footnote, 0, static_cast<std::uint32_t>(close + 2), 0};
  }
  std::size_t digits = 0;
  while (digits < line.size() && digits < 10 && is_digit(line[digits])) ++digits;
  if (digits > 0 && digits < 10 && digits + 1 < line.size() &&
      (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ') {
    return item(digits + 2);
  }
  return {};
}

Span without_quote(std::string_view text, Span line) {
  while (!line.empty() && (text[line.begin] == ' ' || text[line.begin] == '>')) ++line.begin;
  return line;
}

int underline_level(std::string_view line) {
  if (line.empty()) return 0;
  if (line.find_first_not_of('=') == std::string_view::npos) return 1;
  return line.find_first_not_of('-') == std::string_view::npos ? 2 : 0;
}

bool is_thematic_break(std::string_view line) {
  const char mark = line.empty() ? '\0' : line[0];
  if (mark != '-' && mark != '*' && mark != '_') return false;
  return std::count(line.begin(), line.end(), mark) >= 3 &&
         std::all_of(line.begin(), line.end(), [mark](char c) { return c == mark || c == ' '; });
}

bool is_link_definition(std::string_view line) {
  if (!line.starts_with('[') || line.starts_with("[^")) return false;
  const std::size_t close = line.substr(0, 1024).find("]:");
  return close != std::string_view::npos && line.find("//", close) != std::string_view::npos;
}

std::string_view fence_mark(std::string_view line) {
  if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
  const std::size_t length = std::min(line.find_first_not_of(line[0]), line.size());
  // Ticks behind the opening ones make it a span inside a line.
  if (line[0] == '`' && line.find('`', length) != std::string_view::npos) return {};
  return line.substr(0, length);
}

bool is_delimiter_row(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of("|-: \t") == std::string_view::npos;
}

std::uint32_t end_of_cell(std::string_view text, Span rest) {
  for (std::uint32_t at = rest.begin; at < rest.end; ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '|') {
      return at;
    }
  }
  return rest.end;
}

}  // namespace duibiao::document
