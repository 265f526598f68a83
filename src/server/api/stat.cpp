#include "server/api/stat.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "render/words.h"

namespace duibiao::server {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(StatRole role) {
  switch (role) {
    case StatRole::geo:
      return "geo";
    case StatRole::time:
      return "time";
    case StatRole::metric:
      break;
  }
  return "metric";
}

Json category_json(const std::vector<StatCategory>& categories, Language language) {
  Json index = Json::array();
  Json label = Json::object();
  Json unit = Json::object();
  for (const StatCategory& one : categories) {
    index.push_back(one.id);
    label[one.id] = one.label;
    if (!one.unit.known()) continue;
    Json said = {{"label", render::unit_word(one.unit, language)}, {"symbol", one.unit.symbol()}};
    if (one.decimals >= 0) said["decimals"] = one.decimals;
    unit[one.id] = std::move(said);
  }
  Json out = {{"index", std::move(index)}, {"label", std::move(label)}};
  if (!unit.empty()) out["unit"] = std::move(unit);
  return out;
}

}  // namespace

std::uint64_t StatDataset::place(const std::vector<std::size_t>& members) const {
  std::uint64_t out = 0;
  for (std::size_t k = 0; k < dimensions.size(); ++k) {
    out = out * dimensions[k].categories.size() + members[k];
  }
  return out;
}

std::string to_json_stat(const StatDataset& dataset, Language language) {
  Json out = {{"version", "2.0"}, {"class", "dataset"}, {"label", dataset.label}};
  out["id"] = Json::array();
  out["size"] = Json::array();
  Json role = Json::object();
  Json dimension = Json::object();
  for (const StatDimension& one : dataset.dimensions) {
    out["id"].push_back(one.id);
    out["size"].push_back(one.categories.size());
    role[std::string(name_of(one.role))].push_back(one.id);
    dimension[one.id] = {{"label", one.label},
                         {"category", category_json(one.categories, language)}};
  }
  out["role"] = std::move(role);
  out["dimension"] = std::move(dimension);
  std::string text = out.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.pop_back();
  // By hand: a number that went through binary floating point might lose its last digits.
  text += ",\"value\":{";
  bool first = true;
  for (const auto& [place, value] : dataset.values) {
    fmt::format_to(std::back_inserter(text), "{}\"{}\":{}", first ? "" : ",", place,
                   value.to_string());
    first = false;
  }
  return text + "}}";
}

}  // namespace duibiao::server
