#pragma once

#include <string_view>

#include "document/build.h"

namespace duibiao::document {

/// The blocks of Markdown (CommonMark with the tables and footnotes of GitHub's dialect), as far as
/// a draft needs them. Marks at the start of lines, delimiter rows and link definitions stay
/// outside the blocks; marks inside a line (**, `, links) stay in them. Linear.
void find_markdown_blocks(std::string_view text, std::size_t from, BlockList& blocks);

/// Whether plain text is surely Markdown: a table's delimiter row under a line with bars, or two
/// headings with #.
[[nodiscard]] bool looks_like_markdown(std::string_view text);

}  // namespace duibiao::document
