#include "render/table.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/width.h"

namespace duibiao::render {
namespace {

constexpr std::string_view gutter = "  ";

/// One endless cell must not pad every row of the table.
constexpr std::size_t widest_cell = 160;

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::strong:
      return "\x1b[1m";
    case Tone::dim:
      return "\x1b[2m";
    case Tone::warn:
      return "\x1b[33m";
    case Tone::plain:
      break;
  }
  return "";
}

std::string padded(std::string_view raw, std::size_t width, Align align) {
  const std::string whole = printable(raw);
  const std::string text =
      text::display_width(whole) > width ? text::truncate_to_width(whole, width) : whole;
  return align == Align::right ? text::pad_left(text, width) : text::pad_right(text, width);
}

bool holds_anything(const Table& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [column](const std::vector<Cell>& row) {
    return column < row.size() && !row[column].text.empty();
  });
}

std::size_t width_of(const Table& table, std::size_t column, const TerminalStyle& style) {
  std::size_t width = text::display_width(in(style.language, table.columns[column].header));
  for (const std::vector<Cell>& row : table.rows) {
    if (column < row.size()) {
      width = std::max(width, text::display_width(printable(row[column].text)));
    }
  }
  return std::min(width, widest_cell);
}

/// The widest column of words that may still be cut; `shown.size()` when there is none.
std::size_t widest_column(const Table& table, const std::vector<std::size_t>& shown,
                          const std::vector<std::size_t>& widths, bool yielding) {
  constexpr std::size_t least = 12;
  std::size_t widest = shown.size();
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const Column& column = table.columns[shown[k]];
    if (column.align == Align::right || column.yields != yielding || widths[k] <= least) continue;
    if (widest == shown.size() || widths[k] > widths[widest]) widest = k;
  }
  return widest;
}

/// Takes what is too wide for the terminal, a column at a time, first from those that yield.
void narrow(const Table& table, const std::vector<std::size_t>& shown,
            std::vector<std::size_t>& widths, const TerminalStyle& style) {
  if (style.width <= 0 || shown.empty()) return;
  std::size_t total = gutter.size() * (shown.size() - 1);
  for (const std::size_t width : widths) total += width;
  while (total > static_cast<std::size_t>(style.width)) {
    std::size_t cut = widest_column(table, shown, widths, true);
    if (cut == shown.size()) cut = widest_column(table, shown, widths, false);
    if (cut == shown.size()) return;
    --widths[cut];
    --total;
  }
}

void strip_line_end(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::string printable(std::string_view words, bool keep_lines) {
  std::string out;
  for (const text::CodePoint c : text::code_points(words)) {
    const char32_t v = c.value;
    const bool line = v == '\n' || v == '\t' || v == '\r';
    const bool control = v < 0x20 || (v >= 0x7F && v < 0xA0);
    const bool turns =
        (v >= 0x202A && v <= 0x202E) || (v >= 0x2066 && v <= 0x2069) || v == 0x200E || v == 0x200F;
    if (line && (!keep_lines || v == '\r')) {
      out += ' ';
    } else if (line || (c.valid && !control && !turns)) {
      out.append(words.substr(c.offset, c.length));
    } else {
      out += "\xEF\xBF\xBD";
    }
  }
  return out;
}

std::string toned(std::string_view text, Tone tone, const TerminalStyle& style) {
  if (!style.colour || tone == Tone::plain || text.empty()) return std::string(text);
  std::string out(escape_of(tone));
  out.append(text);
  out.append("\x1b[0m");
  return out;
}

std::string to_terminal(const Table& table, const TerminalStyle& style) {
  std::string out;
  if (!table.title.empty()) out += toned(printable(table.title), Tone::strong, style) + "\n";
  std::vector<std::size_t> shown;
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!holds_anything(table, c)) continue;
    shown.push_back(c);
    widths.push_back(width_of(table, c, style));
  }
  narrow(table, shown, widths, style);
  std::string line;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    const Column& column = table.columns[shown[k]];
    if (k != 0) line += gutter;
    line += padded(in(style.language, column.header), widths[k], column.align);
  }
  strip_line_end(line);
  if (!line.empty()) out += toned(line, Tone::dim, style) + "\n";
  for (const std::vector<Cell>& row : table.rows) {
    line.clear();
    for (std::size_t k = 0; k < shown.size(); ++k) {
      static const Cell nothing;
      const Cell& cell = shown[k] < row.size() ? row[shown[k]] : nothing;
      if (k != 0) line += gutter;
      line += toned(padded(cell.text, widths[k], table.columns[shown[k]].align), cell.tone, style);
    }
    strip_line_end(line);
    out += line + "\n";
  }
  for (const std::string& note : table.notes)
    out += toned(printable(note), Tone::dim, style) + "\n";
  return out;
}

void append_csv_field(std::string& out, std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted = formula || text.find_first_of(",;\"\r\n\t") != std::string_view::npos;
  if (!quoted) {
    out.append(text);
    return;
  }
  out.push_back('"');
  if (formula) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

std::string to_csv(const Table& table, bool byte_order_mark) {
  std::string out = byte_order_mark ? "\xEF\xBB\xBF" : "";
  const auto line = [&](const auto& append_field) {
    bool first = true;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].drawing) continue;
      if (!first) out.push_back(',');
      first = false;
      append_field(c);
    }
    out += "\r\n";
  };
  line([&](std::size_t c) { append_csv_field(out, table.columns[c].id); });
  for (const std::vector<Cell>& row : table.rows) {
    line([&](std::size_t c) {
      if (c >= row.size()) return;
      if (row[c].number) {
        out += row[c].number->to_string();
      } else {
        append_csv_field(out, row[c].text);
      }
    });
  }
  return out;
}

}  // namespace duibiao::render
