#pragma once

#include "cube/cube.h"
#include "render/table.h"

namespace duibiao::render {

/// The columns of a tidy table of figures, as `export` writes and `import` reads it.
[[nodiscard]] Table figures_table();
void add_figure(Table& table, const FigureKey& key, const cube::Published& published,
                const Vocabulary& words);

}  // namespace duibiao::render
