#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/context.h"
#include "render/cells.h"

namespace CLI {
class App;
}

namespace duibiao::app {

/// A store opened for an answer: its names and its snapshot.
struct Opened {
  std::unique_ptr<workspace::Workspace> space;
  std::shared_ptr<const cube::Cube> cube;
  [[nodiscard]] const Vocabulary& words() const { return space->vocabulary(); }
};
[[nodiscard]] Result<Opened> open_for_reading(const Context& context);

using workspace::period_named;

/// The period asked for, or the latest that the place has for the indicator when none is.
/// Errors: bad_period; missing_figure when there is nothing at all.
[[nodiscard]] Result<Period> period_or_latest(const cube::Cube& cube, const std::string& text,
                                              IndicatorId indicator, PlaceId place);

/// Cells as render/cells.h makes them, in the style of the command line.
[[nodiscard]] render::CellStyle cell_style(const Context& context);
[[nodiscard]] render::Cell level_cell(const cube::Cube& cube, const cube::Answer& answer,
                                      const Context& context);
[[nodiscard]] render::Cell rate_cell(const cube::Answer& answer, const Context& context);
[[nodiscard]] render::Cell growth_cell(const cube::Answer& answer, const Context& context);
void explain_star(render::Table& table, const Context& context);
[[nodiscard]] render::Cell unit_cell(const std::optional<cube::Answer>& answer,
                                     const Context& context);

/// One line that names what was missing for an answer; empty when nothing was.
[[nodiscard]] std::string lacking(const cube::Outcome& outcome, const Vocabulary& words,
                                  const Context& context);

/// The cells a list of figures came from: one row each with file, sheet, cell, release.
[[nodiscard]] render::Table sources_table(const cube::Cube& cube,
                                          const std::vector<FigureKey>& keys,
                                          const Context& context);

/// Options that several commands share, declared alike.
void add_period_option(CLI::App& command, std::string& text, const Context& context);
void add_group_option(CLI::App& command, std::string& text, const Context& context);

}  // namespace duibiao::app
