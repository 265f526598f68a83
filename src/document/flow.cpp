#include "document/flow.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/utf8.h"

namespace duibiao::document {
namespace {

using text::Block;

bool is_ascii_letter(char byte) { return std::isalpha(static_cast<unsigned char>(byte)) != 0; }

}  // namespace

bool TableGrid::arranges() const {
  bool one_column = true;
  for (const TableCell& cell : cells) {
    std::size_t bytes = 0;
    for (const Paragraph& paragraph : cell.paragraphs) bytes += paragraph.text.size();
    if (cell.paragraphs.size() >= 3 && bytes > 400) return true;
    one_column = one_column && cell.column == 0;
  }
  return one_column;
}

void Flow::write(const Paragraph& paragraph, bool in_cell) {
  std::size_t at = 0;
  if (in_cell && paragraph.text.find_first_of("\t\n\r") != std::string::npos) {
    // Tabs and breaks part cells and rows of the text.
    std::string flat = paragraph.text;
    std::replace_if(
        flat.begin(), flat.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    at = out_->write(flat);
  } else {
    at = out_->write(paragraph.text);
  }
  if (pieces_ == nullptr) return;
  for (Piece piece : paragraph.pieces) {
    piece.at += static_cast<std::uint32_t>(at);
    pieces_->push_back(piece);
  }
}

void Flow::add(const Paragraph& paragraph) {
  out_->begin({.kind = paragraph.kind, .span = {}, .level = paragraph.level});
  write(paragraph, false);
  out_->end();
  // A paragraph of blanks is taken back.
  while (pieces_ != nullptr && !pieces_->empty() &&
         pieces_->back().at + pieces_->back().length > out_->size()) {
    pieces_->pop_back();
  }
}

void Flow::add(const TableGrid& table) {
  if (table.arranges()) {
    for (const TableCell& cell : table.cells) {
      for (const Paragraph& paragraph : cell.paragraphs) add(paragraph);
    }
    return;
  }
  const std::uint32_t number = out_->next_table();
  for (const TableCell& cell : table.cells) {
    out_->begin({.kind = Block::Kind::cell,
                 .span = {},
                 .table = number,
                 .row = cell.row,
                 .column = cell.column,
                 .row_span = cell.row_span,
                 .column_span = cell.column_span,
                 .header_cell = cell.header});
    bool first = true;
    for (const Paragraph& paragraph : cell.paragraphs) {
      if (paragraph.text.empty()) continue;
      if (!first) out_->write(" ");
      first = false;
      write(paragraph, true);
    }
    out_->end();
  }
}

std::string raised(std::string_view mark, std::string_view before) {
  constexpr std::array<std::string_view, 10> digits = {"⁰", "¹", "²", "³", "⁴",
                                                       "⁵", "⁶", "⁷", "⁸", "⁹"};
  const std::string_view core = text::trim(mark);
  const bool number =
      !core.empty() && core.size() <= 3 &&
      std::all_of(core.begin(), core.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) return std::string(mark);
  if (before.empty() || !is_ascii_letter(before.back())) return "[" + std::string(core) + "]";
  std::string exponent;
  for (const char digit : core) exponent += digits[static_cast<std::size_t>(digit - '0')];
  return exponent;
}

}  // namespace duibiao::document
