#include "render/brief_json.h"

#include <nlohmann/json.hpp>

#include "render/brief_words.h"

namespace duibiao::render {
namespace {

Json item_json(const bulletin::BriefItem& item, const Vocabulary& words, Language language) {
  const auto figure = [&](const std::optional<cube::Answer>& answer) {
    return answer ? to_json(*answer, words, language) : Json(nullptr);
  };
  const auto rank = [](const std::optional<compare::Standing>& standing,
                       std::optional<int> before) {
    if (!standing) return Json(nullptr);
    return Json{{"rank", standing->rank},
                {"best", standing->best},
                {"worst", standing->worst},
                {"previous", before ? Json(*before) : Json(nullptr)}};
  };
  Json out;
  out["indicator"] = indicator_json(words, item.indicator, language);
  out["level"] = to_json(item.level, words, language);
  out["growth"] = to_json(item.growth, words, language);
  out["growth_change"] = to_json(item.growth_change, words, language);
  out["level_rank"] = rank(item.by_level, item.level_rank_previous);
  out["growth_rank"] = rank(item.by_growth, item.growth_rank_previous);
  out["ranked"] = item.ranked;
  out["share_of_province"] = figure(item.share_of_province);
  out["share_of_nation"] = figure(item.share_of_nation);
  out["parts"] = Json::array();
  for (const bulletin::PartPlayed& part : item.parts) {
    out["parts"].push_back({{"indicator", indicator_json(words, part.part, language)},
                            {"points", to_json(part.points, words, language)},
                            {"rate", to_json(part.rate, words, language)}});
  }
  out["gaps"] = Json::array();
  for (const compare::Gap& gap : item.gaps) {
    out["gaps"].push_back(to_json(gap, words, language));
  }
  return out;
}

}  // namespace

Json brief_json(const bulletin::Brief& brief, const cube::Cube& cube, bool explain,
                Language language) {
  const Vocabulary& words = cube.vocabulary();
  Json out = document("brief");
  out["place"] = place_json(words, brief.place, language);
  out["period"] = brief.period.to_string();
  out["items"] = Json::array();
  for (const bulletin::BriefItem& item : brief.items) {
    out["items"].push_back(item_json(item, words, language));
  }
  out["sentences"] = sentences(brief, cube, language);
  out["notes"] = Json::array();
  for (const bulletin::BriefNote& note : brief.notes) {
    out["notes"].push_back(to_json(note.text));
  }
  if (!explain) return out;
  out["figures"] = Json::array();
  for (const FigureKey& key : bulletin::figures_behind(brief)) {
    const auto found = cube.published(key);
    if (!found) continue;
    Json figure = to_json(key, *found, words, language);
    figure["row"] = found->row;
    figure["column"] = found->column;
    out["figures"].push_back(std::move(figure));
  }
  return out;
}

}  // namespace duibiao::render
