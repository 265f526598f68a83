#pragma once

#include "compare/compare.h"
#include "render/cells.h"

namespace duibiao::render {

/// A ranking, best first, with the place `marked` (when known) standing out.
[[nodiscard]] Table ranking_table(const cube::Cube& cube, const compare::Ranking& ranking,
                                  PlaceId marked, const CellStyle& style);

}  // namespace duibiao::render
