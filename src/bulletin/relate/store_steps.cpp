#include "bulletin/relate/store_steps.h"

#include <utility>

namespace duibiao::bulletin::store {

Found lacks(Message why) { return {{}, std::move(why)}; }

Found one(Relation relation) {
  Found found;
  found.relations.push_back(std::move(relation));
  return found;
}

void append(std::vector<Evidence>& all, const std::vector<Evidence>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

Message joined(const Message& a, std::string_view sign, const Message& b,
               const std::string& result) {
  const std::string middle = " " + std::string(sign) + " ";
  return {a.zh + middle + b.zh + " = " + result, a.en + middle + b.en + " = " + result};
}

Message level_text(const cube::Cube& cube, const Level& level) {
  if (level.evidence.size() == 1) return figure_text(cube, level.evidence.front());
  const Message name = name_of(cube, level.answer.key);
  return {name.zh + printed_zh(level.answer.value, level.answer.unit),
          name.en + ": " + printed_en(level.answer.value, level.answer.unit)};
}

std::optional<Level> level_at(const cube::Cube& cube, const Subject& of) {
  return level_of(cube, of.indicator, of.place, of.period);
}

std::optional<Known> growth_at(const cube::Cube& cube, const Subject& of) {
  return growth_of(cube, of.indicator, of.place, of.period);
}

FigureKey key_of(const Subject& of, Measure measure) {
  return {of.indicator, of.place, of.period, measure};
}

}  // namespace duibiao::bulletin::store
