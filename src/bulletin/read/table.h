#pragma once

#include <functional>
#include <span>

#include "bulletin/read/draft.h"
#include "text/document.h"

namespace duibiao::bulletin {

/// Reads a table: headers, the labels of rows, the title and the line of units above say what each
/// number is. `before` are the blocks above it, the nearest last; `cells` those of one table;
/// `read_prose` reads a cell that holds words as running text. Two figures that would say the same
/// thing with different values were not understood: they become claims of measure other. Linear.
void read_table(Draft& draft, const text::Document& document, std::span<const text::Block> before,
                std::span<const text::Block> cells,
                const std::function<void(const text::Block&)>& read_prose);

}  // namespace duibiao::bulletin
