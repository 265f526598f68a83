// Structures as SDMX-JSON 1.0 (structure message).
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sdmx/artefact_ids.h"
#include "sdmx/structure.h"

namespace duibiao::sdmx {
namespace {

using Json = nlohmann::ordered_json;

Json named(std::string_view id, const Message& name, Language language) {
  return {{"id", id}, {"name", in(language, name)}, {"names", {{"zh", name.zh}, {"en", name.en}}}};
}

std::string concept_urn(std::string_view id) {
  return fmt::format("urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={}:{}({}).{}",
                     artefact::agency, artefact::concepts, artefact::version, id);
}

Json component(std::string_view id) {
  const std::string list = codelist_of(id);
  Json out = {{"id", id}, {"conceptIdentity", concept_urn(id)}};
  if (list.empty()) {
    out["localRepresentation"]["textFormat"]["textType"] = text_type_of(id);
  } else {
    out["localRepresentation"]["enumeration"] = urn_of(Kind::codelist, list);
  }
  return out;
}

Json components() {
  Json out;
  Json& list = out["dimensionList"];
  list["id"] = "DimensionDescriptor";
  for (std::size_t d = 0; d < dimension_count; ++d) {
    Json one = component(dimension_ids.at(d));
    one["position"] = d;
    one["type"] = d == time_dimension ? "TimeDimension" : "Dimension";
    list[d == time_dimension ? "timeDimensions" : "dimensions"].push_back(std::move(one));
  }
  Json& attributes = out["attributeList"];
  attributes["id"] = "AttributeDescriptor";
  for (const std::string_view id : attribute_ids) {
    Json one = component(id);
    one["assignmentStatus"] = "Conditional";
    one["attributeRelationship"]["primaryMeasure"] = "OBS_VALUE";
    attributes["attributes"].push_back(std::move(one));
  }
  out["measureList"] = {{"id", "MeasureDescriptor"}, {"primaryMeasure", component("OBS_VALUE")}};
  return out;
}

std::string day(std::chrono::sys_days at) {
  const std::chrono::year_month_day ymd{at};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

Json region(const Available& content, const std::vector<std::string>& told) {
  const auto tells = [&](std::string_view id) {
    return told.empty() || std::ranges::find(told, id) != told.end();
  };
  Json values = Json::array();
  for (std::size_t d = 0; d < time_dimension; ++d) {
    if (!tells(dimension_ids.at(d))) continue;
    values.push_back({{"id", dimension_ids.at(d)}, {"values", content.codes.at(d)}});
  }
  if (tells(dimension_ids[time_dimension])) {
    values.push_back({{"id", dimension_ids[time_dimension]},
                      {"timeRange",
                       {{"startPeriod", {{"period", day(content.first)}, {"isInclusive", true}}},
                        {"endPeriod", {{"period", day(content.last)}, {"isInclusive", true}}}}}});
  }
  return {{"isIncluded", true}, {"keyValues", std::move(values)}};
}

Json counts(const Available& content) {
  const auto one = [](std::string_view id, std::size_t count) {
    return Json{{"id", id}, {"title", fmt::format("{}", count)}, {"type", "sdmx_metrics"}};
  };
  return Json::array({one("obs_count", content.observations), one("series_count", content.series)});
}

std::string_view list_of(Kind kind) {
  switch (kind) {
    case Kind::agency_scheme:
      return "agencySchemes";
    case Kind::dataflow:
      return "dataflows";
    case Kind::concept_scheme:
      return "conceptSchemes";
    case Kind::data_structure:
      return "dataStructures";
    case Kind::constraint:
      return "contentConstraints";
    case Kind::codelist:
      break;
  }
  return "codelists";
}

void add_items(Json& out, const Artefact& artefact, Language language) {
  const std::string_view list = artefact.kind == Kind::codelist         ? "codes"
                                : artefact.kind == Kind::concept_scheme ? "concepts"
                                                                        : "agencies";
  Json items = Json::array();
  for (const Item& item : artefact.items) {
    Json one = named(item.id, item.name, language);
    if (!item.parent.empty()) one["parent"] = item.parent;
    items.push_back(std::move(one));
  }
  out["isPartial"] = artefact.partial;
  out[list] = std::move(items);
}

Json artefact_json(const Artefact& artefact, const Structures& structures, Language language,
                   const std::vector<std::string>& told) {
  Json out = named(artefact.id, artefact.name, language);
  out["version"] = artefact::version;
  out["agencyID"] = artefact.agency;
  out["isFinal"] = false;
  out["isExternalReference"] = artefact.form != Form::full;
  out["links"] = Json::array({{{"rel", "self"}, {"urn", urn_of(artefact)}}});
  if (artefact.form != Form::full) return out;
  switch (artefact.kind) {
    case Kind::dataflow:
      out["structure"] = urn_of(Kind::data_structure, artefact::flow);
      break;
    case Kind::data_structure:
      out["dataStructureComponents"] = components();
      break;
    case Kind::constraint:
      out["type"] = "Actual";
      if (!structures.content) break;
      out["annotations"] = counts(*structures.content);
      out["constraintAttachment"]["dataflows"] = {urn_of(Kind::dataflow, artefact::flow)};
      out["cubeRegions"] = Json::array({region(*structures.content, told)});
      break;
    default:
      add_items(out, artefact, language);
  }
  return out;
}

}  // namespace

std::string write_structures_json(const Structures& structures, const MessageInfo& info,
                                  const std::vector<std::string>& told) {
  Json out;
  out["meta"] = {
      {"schema",
       "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/"
       "schemas/1.0/sdmx-json-structure-schema.json"},
      {"id", info.id},
      {"test", false},
      {"prepared", info.prepared},
      {"contentLanguages", info.language == Language::zh ? Json{"zh", "en"} : Json{"en", "zh"}},
      {"sender", {{"id", artefact::agency}}}};
  out["data"] = Json::object();
  for (const Artefact& one : structures.artefacts) {
    out["data"][list_of(one.kind)].push_back(artefact_json(one, structures, info.language, told));
  }
  out["errors"] = Json::array();
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace duibiao::sdmx
