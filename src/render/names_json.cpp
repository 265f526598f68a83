#include "render/names_json.h"

#include <nlohmann/json.hpp>

#include "render/words.h"

namespace duibiao::render {
namespace {

/// The indicators that name this one as their whole.
Json parts_of(const Catalogue& catalogue, IndicatorId whole) {
  Json out = Json::array();
  for (const Indicator& indicator : catalogue.all()) {
    if (indicator.parent == whole) out.push_back(indicator.id);
  }
  return out;
}

std::string_view level_word(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::world:
      return "world";
    case PlaceLevel::country:
      return "country";
    case PlaceLevel::province:
      return "province";
    case PlaceLevel::prefecture:
      return "prefecture";
    case PlaceLevel::county:
      return "county";
    case PlaceLevel::zone:
      return "zone";
    case PlaceLevel::group:
      break;
  }
  return "group";
}

}  // namespace

Json indicator_entry(const Vocabulary& words, IndicatorId id, Language language) {
  const Indicator& indicator = words.catalogue.at(id);
  return {{"id", indicator.id},
          {"name", name_of(indicator, language)},
          {"names", to_json(Message{indicator.zh, indicator.en})},
          {"unit", indicator.unit.symbol()},
          {"kind", id_of(indicator.kind)},
          {"growth_basis", id_of(indicator.growth_basis)},
          {"additive", indicator.additive},
          {"parent", indicator.parent.known() ? Json(words.catalogue.at(indicator.parent).id)
                                              : Json(nullptr)},
          {"formula", indicator.formula},
          {"aliases", indicator.aliases},
          {"headline", indicator.headline},
          {"parts", parts_of(words.catalogue, id)}};
}

Json indicators_json(const Vocabulary& words, Language language) {
  Json out = document("indicators");
  out["indicators"] = Json::array();
  for (std::uint16_t k = 0; k < words.catalogue.size(); ++k) {
    out["indicators"].push_back(indicator_entry(words, {k}, language));
  }
  return out;
}

Json place_entry(const Vocabulary& words, PlaceId id) {
  const Place& place = words.places.at(id);
  return {
      {"code", place.code},
      {"names", to_json(Message{place.zh, place.en})},
      {"parent", place.parent.known() ? Json(words.places.at(place.parent).code) : Json(nullptr)},
      {"aliases", place.aliases},
      {"level", level_word(place.level)}};
}

Json group_entry(const Vocabulary& words, const PeerGroup& group) {
  Json members = Json::array();
  for (const PlaceId id : group.members) members.push_back(words.places.at(id).code);
  return {{"id", group.id},
          {"names", to_json(Message{group.zh, group.en})},
          {"members", std::move(members)}};
}

Json places_json(const Vocabulary& words, std::span<const PlaceId> found) {
  Json out = document("places");
  out["places"] = Json::array();
  for (const PlaceId id : found) out["places"].push_back(place_entry(words, id));
  out["groups"] = Json::array();
  for (const PeerGroup& group : words.places.groups()) {
    out["groups"].push_back(group_entry(words, group));
  }
  return out;
}

}  // namespace duibiao::render
