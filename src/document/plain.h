#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "document/build.h"
#include "text/document.h"

namespace duibiao::document {

/// The blocks of plain text: a line each, headings, list items and notes by their marks, a
/// paragraph broken into lines of one width as one, and tables where at least three lines in a row
/// have the same number of columns parted by tabs or wide gaps. Linear.
void find_plain_blocks(std::string_view text, std::size_t from, BlockList& blocks);

/// For each line of one stretch without blank lines, where a paragraph that begins with it ends,
/// when it was broken to `width` (see broken_width): one past its last line. A line of its own ends
/// itself; so do all lines when `width` is 0.
[[nodiscard]] std::vector<std::size_t> paragraph_ends(std::string_view text,
                                                      std::span<const text::Span> lines,
                                                      std::size_t width);

/// The width to which these lines were broken; 0 when they do not look so.
[[nodiscard]] std::size_t broken_width(std::string_view text, std::span<const text::Span> lines);

/// How many of the lines from the first on form one table; 0 when they are none. `cells` receives
/// the cells' spans with rows and columns, table number aside.
[[nodiscard]] std::size_t find_aligned_table(std::string_view text,
                                             std::span<const text::Span> lines,
                                             std::vector<text::Block>& cells);

}  // namespace duibiao::document
