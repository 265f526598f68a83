#include "render/figures_table.h"

#include <fmt/format.h>

namespace duibiao::render {

Table figures_table() {
  Table table;
  for (const char* id : {"place_code", "place", "indicator", "period", "measure", "value", "unit",
                         "decimals", "status", "source", "released"}) {
    table.columns.push_back({id, {id, id}});
  }
  return table;
}

void add_figure(Table& table, const FigureKey& key, const cube::Published& published,
                const Vocabulary& words) {
  const Place& place = words.places.at(key.place);
  table.rows.push_back(
      {place.code, place.zh, words.catalogue.at(key.indicator).id, key.period.to_string(),
       std::string(id_of(key.measure)), Cell(published.value.to_string(), published.value),
       std::string(published.unit.symbol()), fmt::format("{}", published.value.scale()),
       std::string(id_of(published.status)),
       published.source != nullptr ? published.source->name : "",
       published.release_assumed ? "" : published.released.to_string()});
}

}  // namespace duibiao::render
