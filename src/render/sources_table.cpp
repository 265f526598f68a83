#include "render/sources_table.h"

#include <algorithm>

#include "intake/table.h"
#include "render/words.h"

namespace duibiao::render {

std::string cell_words(const cube::Published& published) {
  if (published.row == 0) return {};
  return intake::cell_name(published.row, std::max(published.column, 1U));
}

std::string source_words(const cube::Published& published) {
  if (published.source == nullptr) return {};
  std::string out = published.source->name;
  if (!published.source->sheet.empty()) out += " · " + published.source->sheet;
  return out;
}

Table sources_table(const cube::Cube& cube, std::span<const FigureKey> keys, Language language) {
  Table table;
  table.title = in(language, {"出处", "Where the figures come from"});
  table.columns = {{"figure", {"数", "figure"}},
                   {"value", {"公布值", "as published"}, Align::right},
                   {"unit", {"单位", "unit"}},
                   {"cell", {"单元格", "cell"}},
                   {"source", {"来源", "source"}, Align::left, true},
                   {"released", {"发布日", "released"}}};
  for (const FigureKey& key : keys) {
    const std::optional<cube::Published> found = cube.published(key);
    if (!found) continue;
    table.rows.push_back(
        {name_of(key, cube.vocabulary(), language), Cell(found->value.to_string(), found->value),
         unit_word(found->unit, language), cell_words(*found), source_words(*found),
         found->release_assumed ? "" : found->released.to_string()});
  }
  return table;
}

}  // namespace duibiao::render
