#include "render/json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "render/words.h"

namespace duibiao::render {
namespace {

Json key_fields(const FigureKey& key, const Vocabulary& words, Language language) {
  Json out;
  out["indicator"] = indicator_json(words, key.indicator, language);
  out["place"] = place_json(words, key.place, language);
  out["period"] = key.period.to_string();
  out["measure"] = id_of(key.measure);
  return out;
}

void add_value(Json& out, const num::Decimal& value, Unit unit, const num::Interval& range) {
  out["value"] = value.to_string();
  out["unit"] = unit.symbol();
  out["decimals"] = value.scale();
  out["low"] = range.low().to_string();
  out["high"] = range.high().to_string();
}

void add_origin(Json& out, const cube::Published* published) {
  out["source"] = published != nullptr && published->source != nullptr
                      ? Json(published->source->name)
                      : Json(nullptr);
  out["released"] = published != nullptr && !published->release_assumed
                        ? Json(published->released.to_string())
                        : Json(nullptr);
}

Json optional_answer(const std::optional<cube::Answer>& answer, const Vocabulary& words,
                     Language language) {
  return answer ? to_json(*answer, words, language) : Json(nullptr);
}

std::string_view name_of(compare::Gap::CatchUp catch_up) {
  switch (catch_up) {
    case compare::Gap::CatchUp::ahead:
      return "ahead";
    case compare::Gap::CatchUp::years:
      return "years";
    case compare::Gap::CatchUp::never:
      return "never";
    case compare::Gap::CatchUp::unknown:
      break;
  }
  return "unknown";
}

}  // namespace

std::string code_name(ErrorCode code) { return fmt::format("DB{}", static_cast<int>(code)); }

Json document(std::string_view name) { return Json{{"schema", fmt::format("duibiao.{}/1", name)}}; }

Json to_json(const Message& message) { return Json{{"zh", message.zh}, {"en", message.en}}; }

Json to_json(const Position& position) {
  Json out = Json::object();
  if (!position.file.empty()) out["file"] = position.file;
  if (!position.sheet.empty()) out["sheet"] = position.sheet;
  if (!position.cell.empty()) out["cell"] = position.cell;
  if (position.line != 0) out["line"] = position.line;
  if (position.column != 0) out["column"] = position.column;
  return out;
}

Json to_json(const Error& error) {
  return Json{{"error", Json{{"code", code_name(error.code)},
                             {"message", to_json(error.message)},
                             {"advice", to_json(error.advice)},
                             {"where", to_json(error.where)}}}};
}

Json place_json(const Vocabulary& words, PlaceId place, Language language) {
  if (!place.known()) return nullptr;
  const Place& found = words.places.at(place);
  return Json{{"code", found.code}, {"name", name_of(found, language)}};
}

Json indicator_json(const Vocabulary& words, IndicatorId indicator, Language language) {
  const Indicator& found = words.catalogue.at(indicator);
  return Json{{"id", found.id}, {"name", name_of(found, language)}};
}

Json to_json(const FigureKey& key, const Vocabulary& words, Language language) {
  return key_fields(key, words, language);
}

Json to_json(const cube::Answer& answer, const Vocabulary& words, Language language) {
  Json out = key_fields(answer.key, words, language);
  add_value(out, answer.value, answer.unit, answer.range);
  add_origin(out, answer.published ? &*answer.published : nullptr);
  out["derived"] = answer.derived;
  if (!answer.derived) return out;
  Json inputs = Json::array();
  for (const FigureKey& input : answer.inputs) inputs.push_back(key_fields(input, words, language));
  out["inputs"] = std::move(inputs);
  return out;
}

Json to_json(const FigureKey& key, const cube::Published& published, const Vocabulary& words,
             Language language) {
  Json out = key_fields(key, words, language);
  const num::Interval point = num::Interval::point(published.value);
  add_value(out, published.value, published.unit, published.interval().value_or(point));
  add_origin(out, &published);
  out["derived"] = false;
  return out;
}

Json to_json(const cube::Outcome& outcome, const Vocabulary& words, Language language) {
  Json out;
  out["figure"] = optional_answer(outcome.answer, words, language);
  Json missing = Json::array();
  for (const cube::Lack& lack : outcome.lacks) {
    missing.push_back(key_fields(lack.key, words, language));
  }
  out["missing"] = std::move(missing);
  return out;
}

Json to_json(const compare::Ranking& ranking, const Vocabulary& words, Language language) {
  Json out;
  out["indicator"] = indicator_json(words, ranking.indicator, language);
  out["period"] = ranking.period.to_string();
  out["by"] = ranking.by == compare::By::level ? "level" : "growth";
  Json rows = Json::array();
  for (const compare::Standing& standing : ranking.standings) {
    Json row;
    row["rank"] = standing.rank;
    row["best"] = standing.best;
    row["worst"] = standing.worst;
    row["rank_before"] = standing.rank_before ? Json(*standing.rank_before) : Json(nullptr);
    row["place"] = place_json(words, standing.place, language);
    row["figure"] = to_json(standing.answer, words, language);
    row["other"] = optional_answer(standing.growth, words, language);
    row["share"] = optional_answer(standing.share, words, language);
    rows.push_back(std::move(row));
  }
  out["standings"] = std::move(rows);
  Json missing = Json::array();
  for (const PlaceId place : ranking.missing) missing.push_back(place_json(words, place, language));
  out["missing"] = std::move(missing);
  return out;
}

Json to_json(const compare::Gap& gap, const Vocabulary& words, Language language) {
  Json out;
  out["peer"] = place_json(words, gap.peer, language);
  out["is_best"] = gap.is_best;
  out["own"] = to_json(gap.own, words, language);
  out["other"] = to_json(gap.other, words, language);
  out["absolute"] = optional_answer(gap.absolute, words, language);
  out["ratio"] = optional_answer(gap.ratio, words, language);
  out["growth_points"] = optional_answer(gap.growth_points, words, language);
  out["catch_up"] = name_of(gap.catch_up);
  out["years_to_catch_up"] =
      gap.years_to_catch_up ? Json(fmt::format("{:.1f}", *gap.years_to_catch_up)) : Json(nullptr);
  return out;
}

Json card_json(std::span<const compare::CardLine> lines, const Vocabulary& words,
               Language language) {
  Json out = document("show");
  out["measures"] = Json::array();
  for (const compare::CardLine& line : lines) {
    Json row = {{"what", to_json(line.what)}};
    row.update(to_json(line.outcome, words, language));
    out["measures"].push_back(std::move(row));
  }
  return out;
}

}  // namespace duibiao::render
