#include "render/cells.h"

#include "render/words.h"

namespace duibiao::render {

Cell level_cell(const cube::Cube& cube, const cube::Answer& answer, const CellStyle& style,
                Tone tone) {
  const Indicator& indicator = cube.vocabulary().catalogue.at(answer.key.indicator);
  const Quantity shown = level_quantity(indicator, answer, style.language);
  return {worded(shown, style.language), answer.value, tone};
}

Cell rate_cell(const cube::Answer& answer, const CellStyle& style, Tone tone) {
  switch (answer.key.measure) {
    case Measure::share:  // parts of something: a plus sign would make them changes
    case Measure::ratio:
    case Measure::contribution_rate:
      return {worded({at_most(answer.value, 2), answer.unit}, style.language), answer.value, tone};
    default:
      return {signed_rate(answer.value, answer.unit, style.language), answer.value, tone};
  }
}

Cell growth_cell(const cube::Answer& answer, const CellStyle& style, Tone tone) {
  Cell cell = rate_cell(answer, style, tone);
  if (answer.derived && style.terminal) cell.text += "*";
  return cell;
}

Cell unit_cell(const std::optional<cube::Answer>& answer, const CellStyle& style) {
  if (!answer || style.terminal) return {};
  return {std::string(answer->unit.symbol())};
}

void explain_star(Table& table, const CellStyle& style) {
  for (const std::vector<Cell>& row : table.rows) {
    for (const Cell& cell : row) {
      if (!cell.number || !cell.text.ends_with("*")) continue;
      table.notes.push_back(in(style.language, {"* 未见公布，按两期总量推算。",
                                                "* not published; computed from the two levels."}));
      return;
    }
  }
}

}  // namespace duibiao::render
