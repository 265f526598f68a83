#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "document/build.h"
#include "text/document.h"

namespace duibiao::document {

/// The blocks of plain text: a line each, headings, list items and notes by their marks, a
/// paragraph broken into lines of one width as one, and tables where at least three lines in a row
/// have the same number of columns parted by tabs or wide gaps. Linear.
void find_plain_blocks(std::string_view text, std::size_t from, BlockList& blocks);

/// The end of the paragraph that line `first` begins, when it was broken to a width: one past its
/// last line; first + 1 for a line of its own. `lines` are those of one stretch without blank line.
/// `width` is that of its broad lines (see broken_width); 0: nothing was broken.
[[nodiscard]] std::size_t end_of_paragraph(std::string_view text, std::span<const text::Span> lines,
                                           std::size_t first, std::size_t width);

/// The width to which these lines were broken; 0 when they do not look so.
[[nodiscard]] std::size_t broken_width(std::string_view text, std::span<const text::Span> lines);

/// How many of the lines from the first on form one table; 0 when they are none. `cells` receives
/// the cells' spans with rows and columns, table number aside.
[[nodiscard]] std::size_t find_aligned_table(std::string_view text,
                                             std::span<const text::Span> lines,
                                             std::vector<text::Block>& cells);

}  // namespace duibiao::document
