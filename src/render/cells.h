#pragma once

#include <optional>

#include "cube/measures.h"
#include "render/table.h"

namespace duibiao::render {

/// For whom a table is: on a terminal the words carry unit and remarks, in CSV and xlsx columns do.
struct CellStyle {
  Language language = Language::zh;
  bool terminal = false;
};

/// Cells that several tables show alike.
[[nodiscard]] Cell level_cell(const cube::Cube& cube, const cube::Answer& answer,
                              const CellStyle& style, Tone tone = Tone::plain);
[[nodiscard]] Cell rate_cell(const cube::Answer& answer, const CellStyle& style,
                             Tone tone = Tone::plain);

/// Growth, with a star when nobody published it and it was computed from two levels.
[[nodiscard]] Cell growth_cell(const cube::Answer& answer, const CellStyle& style,
                               Tone tone = Tone::plain);
/// Says below a table what the star means, when one stands in it.
void explain_star(Table& table, const CellStyle& style);

/// The unit of a number's column, for CSV and xlsx; on a terminal the words carry it.
[[nodiscard]] Cell unit_cell(const std::optional<cube::Answer>& answer, const CellStyle& style);

}  // namespace duibiao::render
