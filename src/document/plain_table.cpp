#include <algorithm>

#include "document/plain.h"
#include "text/utf8.h"

namespace duibiao::document {
namespace {

using text::Block;
using text::Span;

constexpr std::size_t fewest_rows = 3;
// More columns than this stand in no text that a person aligned.
constexpr std::size_t most_columns = 256;
// Gaps part words of titles too; a table has figures in most of its rows. It is judged by its first
// rows, so that looking for one at every line stays linear.
constexpr std::size_t rows_to_judge = 8;

/// What parts the cells of a table in plain text.
enum class Parting : std::uint8_t { tabs, bars, gaps };

/// «+----+----+»: a rule between rows.
bool is_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-+: \t") == std::string_view::npos;
}

/// «| a | b |»: the bars at either end part nothing.
Span within_bars(std::string_view text, Span line) {
  Span inner = trimmed(text, line);
  if (!inner.empty() && text[inner.begin] == '|') ++inner.begin;
  if (!inner.empty() && text[inner.end - 1] == '|') --inner.end;
  return inner;
}

/// The cells of a line: parted by tabs or bars, or by gaps of two blanks and more (an ideographic
/// space is a gap by itself, except behind another gap). Empty cells between tabs and bars count.
void split(std::string_view text, Span line, Parting parting, std::vector<Span>& cells) {
  cells.clear();
  if (parting == Parting::bars) line = within_bars(text, line);
  std::uint32_t begin = line.begin;
  const std::string_view all = line.of(text);
  std::size_t at = 0;
  while (at < all.size() && cells.size() <= most_columns) {
    std::size_t end = at;
    bool parts = false;
    if (parting != Parting::gaps) {
      parts = all[at] == (parting == Parting::tabs ? '\t' : '|');
      end = at + 1;
    } else {
      int gap = 0;
      while (end < all.size()) {
        const text::CodePoint c = text::decode_at(all, end);
        if (!text::is_blank(c.value)) break;
        gap += c.value == U'\u3000' ? 2 : 1;
        end += c.length;
      }
      parts = gap >= 2;
      if (gap == 0) end = at + text::decode_at(all, at).length;
    }
    if (parts) {
      cells.push_back(trimmed(text, {begin, line.begin + static_cast<std::uint32_t>(at)}));
      begin = line.begin + static_cast<std::uint32_t>(end);
    }
    at = end;
  }
  cells.push_back(trimmed(text, {begin, line.end}));
}

bool has_digit(std::string_view cell) {
  const auto points = text::code_points(cell);
  return std::any_of(points.begin(), points.end(),
                     [](const text::CodePoint c) { return text::is_digit(c.value); });
}

std::size_t rows_of(std::string_view text, std::span<const Span> lines, Parting parting,
                    std::vector<Block>& cells) {
  const std::size_t fewest_columns = parting == Parting::tabs ? 2 : 3;
  std::vector<Span> row;
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::size_t numbers = 0;
  cells.clear();
  for (const Span line : lines) {
    if (parting == Parting::bars && is_rule(line.of(text))) {
      ++rows;
      continue;
    }
    split(text, line, parting, row);
    if (columns == 0) columns = row.size();
    if (row.size() != columns || columns < fewest_columns || columns > most_columns) break;
    for (std::uint32_t column = 0; column < row.size(); ++column) {
      if (row[column].empty()) continue;
      if (column > 0 && has_digit(row[column].of(text))) ++numbers;
      cells.push_back({.kind = Block::Kind::cell,
                       .span = row[column],
                       .row = static_cast<std::uint32_t>(rows),
                       .column = column});
    }
    ++rows;
    if (rows == rows_to_judge && numbers + 1 < rows) return 0;
  }
  if (rows < fewest_rows || (rows < rows_to_judge && numbers + 1 < rows)) return 0;
  return rows;
}

}  // namespace

std::size_t find_aligned_table(std::string_view text, std::span<const Span> lines,
                               std::vector<Block>& cells) {
  if (lines.size() < fewest_rows) return 0;
  for (const Parting parting : {Parting::tabs, Parting::bars, Parting::gaps}) {
    if (const std::size_t rows = rows_of(text, lines, parting, cells); rows > 0) return rows;
  }
  return 0;
}

}  // namespace duibiao::document
