#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace duibiao::text {

/// Bytes [begin, end) of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool holds(Span inner) const {
    return begin <= inner.begin && inner.end <= end;
  }
  [[nodiscard]] constexpr bool meets(Span other) const {
    return begin < other.end && other.begin < end;
  }
  [[nodiscard]] std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// A stretch of a document that is read as one: a paragraph, a heading, a cell.
struct Block {
  enum class Kind : std::uint8_t {
    paragraph,
    heading,
    list_item,
    cell,      ///< of a table: see table, row, column
    footnote,  ///< a note at the foot or the end, a caption
    code,      ///< preformatted; its figures are read all the same
  };
  Kind kind = Kind::paragraph;
  Span span;                 ///< in Document::text, without the line break after it
  std::uint8_t level = 0;    ///< of a heading, from 1
  std::uint32_t table = 0;   ///< tables count from 1; 0: not in a table
  std::uint32_t row = 0;     ///< from 0, as the grid is drawn
  std::uint32_t column = 0;  ///< from 0
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  bool header_cell = false;  ///< the source says so (th, a repeated header row)
};

/// What a draft says, whatever it came as: one UTF-8 text, and what its stretches are. Blocks stand
/// in the order of the text, do not overlap, and cover everything but line breaks (and the marks of
/// Markdown, which stay in `text` between blocks). Cells of a table are separated by a tab, rows by
/// a line break, so that the text reads well on its own.
struct Document {
  std::string text;
  std::vector<Block> blocks;
  std::string format;    ///< txt, md, html, docx, xlsx, pdf
  std::string encoding;  ///< what text formats were written in: «GB18030»
  bool encoding_certain = true;
  /// True when `text` is byte for byte the input, so that spans point into the user's own file.
  bool verbatim = false;
};

}  // namespace duibiao::text
