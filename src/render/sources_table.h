#pragma once

#include <span>

#include "cube/cube.h"
#include "render/table.h"

namespace duibiao::render {

/// Where a published figure stands in its sheet: «C14»; empty when unknown.
[[nodiscard]] std::string cell_words(const cube::Published& published);
/// Its source, with the sheet.
[[nodiscard]] std::string source_words(const cube::Published& published);

/// The cells that figures came from: a row each with value, cell, source and release. Keys that the
/// cube does not hold are passed over.
[[nodiscard]] Table sources_table(const cube::Cube& cube, std::span<const FigureKey> keys,
                                  Language language);

}  // namespace duibiao::render
