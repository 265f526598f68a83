#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "intake/table.h"

namespace duibiao::intake {

/// «C14» or «$C$14» as row and column from 1; nothing when it is no cell of a sheet.
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};
[[nodiscard]] std::optional<CellPlace> read_cell_name(std::string_view name);

/// «A1:C3», or «A1» alone; corners in any order.
[[nodiscard]] std::optional<Merge> read_range(std::string_view range);

/// Two merged ranges that share a cell, if there are any: no program shows such a sheet in one way
/// only. n log n.
[[nodiscard]] std::optional<std::pair<Merge, Merge>> overlap(std::span<const Merge> merges);

/// damaged_file for two such ranges.
[[nodiscard]] Error overlap_error(const Merge& one, const Merge& other);

}  // namespace duibiao::intake
