#pragma once

#include "bulletin/brief.h"
#include "render/json.h"

namespace duibiao::render {

/// `duibiao.brief/1`: the page with its sentences; `explain` adds the published figures that it
/// rests on, with row and column.
[[nodiscard]] Json brief_json(const bulletin::Brief& brief, const cube::Cube& cube, bool explain,
                              Language language);

}  // namespace duibiao::render
