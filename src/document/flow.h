#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/build.h"
#include "text/document.h"

namespace duibiao::document {

/// A stretch of a paragraph and where it came from; only readers that give places back keep them.
struct Piece {
  std::uint32_t at = 0;      ///< in the paragraph; once written, in the document's text
  std::uint32_t length = 0;  ///< bytes in the text
  std::uint32_t from = 0;    ///< first byte in the source
  std::uint32_t size = 0;    ///< bytes in the source
  std::uint32_t run = 0;     ///< of the source's runs
  std::uint32_t tag =
      no_tag;  ///< the element of text it stands in; no_tag for a tab, a note's mark
  static constexpr std::uint32_t no_tag = 0xFFFFFFFF;
};

struct Paragraph {
  text::Block::Kind kind = text::Block::Kind::paragraph;
  std::uint8_t level = 0;
  std::string text;
  std::vector<Piece> pieces;
};

struct TableCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  bool header = false;
  std::vector<Paragraph> paragraphs;
};

/// A table as it was met, cells in the order of rows and columns.
struct TableGrid {
  std::vector<TableCell> cells;

  /// Tables also serve to arrange a page: one column, or articles in the cells. Such a one is no
  /// table but its paragraphs.
  [[nodiscard]] bool arranges() const;
};

/// Writes paragraphs and tables, and collects where their pieces stand.
class Flow {
 public:
  explicit Flow(TextBuilder& out, std::vector<Piece>* pieces = nullptr)
      : out_(&out), pieces_(pieces) {}
  void add(const Paragraph& paragraph);
  void add(const TableGrid& table);

 private:
  void write(const Paragraph& paragraph, bool in_cell);

  TextBuilder* out_;
  std::vector<Piece>* pieces_;
};

/// What a raised mark says in plain text: a digit behind a letter is an exponent («m²»), any other
/// is a footnote's number («[2]»), so that it never becomes a digit of the number before it.
/// Anything else stays as it is. `before` is the text in front of it.
[[nodiscard]] std::string raised(std::string_view mark, std::string_view before);

}  // namespace duibiao::document
