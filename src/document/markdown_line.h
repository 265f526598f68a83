#pragma once

#include <cstdint>
#include <string_view>

#include "text/document.h"

namespace duibiao::document {

/// Walks through the lines of a text, breaks taken off, nothing else.
class RawLines {
 public:
  RawLines(std::string_view text, std::size_t from) : text_(text), next_(from) {}
  /// False after the last.
  bool next();
  [[nodiscard]] text::Span now() const { return now_; }

 private:
  std::string_view text_;
  std::size_t next_ = 0;
  text::Span now_;
};

/// What stands at the start of a trimmed line of Markdown.
struct LineMark {
  text::Block::Kind kind = text::Block::Kind::paragraph;
  std::uint8_t level = 0;
  std::uint32_t length = 0;  ///< bytes of the mark
  std::uint32_t tail = 0;    ///< bytes of closing #
};
[[nodiscard]] LineMark read_line_mark(std::string_view line);

/// The line without > and blanks before it.
[[nodiscard]] text::Span without_quote(std::string_view text, text::Span line);
/// 1 for a row of =, 2 for a row of -; 0 else.
[[nodiscard]] int underline_level(std::string_view line);
[[nodiscard]] bool is_thematic_break(std::string_view line);
/// «[name]: address»; a footnote is none.
[[nodiscard]] bool is_link_definition(std::string_view line);
/// The run of ` or ~ that opens a fence; empty when the line is none.
[[nodiscard]] std::string_view fence_mark(std::string_view line);
/// «|---|:--:|»
[[nodiscard]] bool is_delimiter_row(std::string_view line);
/// Where the cell that begins at the span's begin ends: at its bar, or at the end of the row.
[[nodiscard]] std::uint32_t end_of_cell(std::string_view text, text::Span rest);

}  // namespace duibiao::document
