#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "num/decimal.h"

namespace duibiao::render {

enum class Align : std::uint8_t { left, right };

/// How loudly a cell speaks. Colour is never the only carrier of a meaning.
enum class Tone : std::uint8_t { plain, strong, dim, warn };

struct Column {
  std::string id;  ///< the stable name: CSV header, JSON field
  Message header;
  Align align = Align::left;
  bool yields = false;   ///< cut before the others where the terminal is too narrow
  bool drawing = false;  ///< for the eye only: bars and sparklines stay out of CSV and xlsx
};

/// One cell, already worded in the reader's language. `number` is the exact value behind the words,
/// for CSV and xlsx.
struct Cell {
  std::string text;
  std::optional<num::Decimal> number;
  Tone tone = Tone::plain;

  Cell() = default;
  // Implicit, so that a row can be written down as its words.
  Cell(const char* words) : text(words) {}         // NOLINT(google-explicit-constructor)
  Cell(std::string words, Tone how = Tone::plain)  // NOLINT(google-explicit-constructor)
      : text(std::move(words)), tone(how) {}
  Cell(std::string words, num::Decimal value, Tone how = Tone::plain)
      : text(std::move(words)), number(value), tone(how) {}
};

/// A table for people and for spreadsheets. Rows may be shorter than the columns.
struct Table {
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<std::string> notes;  ///< printed below, and as rows at the end of an xlsx sheet
};

struct TerminalStyle {
  Language language = Language::zh;
  bool colour = false;
  int width = 100;  ///< columns available; 0 = unlimited
};

/// The table as aligned text: Chinese characters count two columns, numbers stand right. Columns
/// that hold nothing in any row are left out. Words are cut with «…» where the terminal is too
/// narrow; numbers never are. Ends with a newline.
[[nodiscard]] std::string to_terminal(const Table& table, const TerminalStyle& style);

/// RFC 4180 text with CRLF and, when asked, the byte-order mark that Excel needs to see UTF-8.
/// Numbers are the exact values; text that a spreadsheet would run as a formula is quoted with «'».
[[nodiscard]] std::string to_csv(const Table& table, bool byte_order_mark);

/// One field of such a CSV.
void append_csv_field(std::string& out, std::string_view text);

/// Words as a terminal may show them: control characters (escapes that would move the cursor or
/// rename the window) and characters that turn the direction of writing stand as «�», line ends in
/// a cell as a space. Sheets and file names are other people's text.
[[nodiscard]] std::string printable(std::string_view text, bool keep_lines = false);

/// Words in a tone, for prose around tables.
[[nodiscard]] std::string toned(std::string_view text, Tone tone, const TerminalStyle& style);

}  // namespace duibiao::render
