#include "sdmx/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "figure/sdmx_unit.h"
#include "sdmx/artefact_ids.h"
#include "sdmx/codes.h"

namespace duibiao::sdmx {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 6> kind_names = {
    {{Kind::agency_scheme, "agencyscheme"},
     {Kind::dataflow, "dataflow"},
     {Kind::codelist, "codelist"},
     {Kind::concept_scheme, "conceptscheme"},
     {Kind::data_structure, "datastructure"},
     {Kind::constraint, "contentconstraint"}}};

constexpr std::array<std::string_view, 7> codelists = {
    "CL_FREQ",         "CL_REF_AREA",   "CL_INDICATOR", "CL_TRANSFORMATION",
    "CL_UNIT_MEASURE", "CL_OBS_STATUS", "CL_METHOD"};

std::vector<Item> places_of(const Vocabulary& words) {
  std::vector<Item> out;
  for (const Place& place : words.places.all()) {
    out.push_back({identifier_of(place.code),
                   {place.zh, place.en.empty() ? place.zh : place.en},
                   place.parent.known() ? code_of(words, place.parent) : std::string()});
  }
  return out;
}

std::vector<Item> indicators_of(const Vocabulary& words) {
  std::vector<Item> out;
  for (const Indicator& one : words.catalogue.all()) {
    out.push_back({identifier_of(one.id),
                   {one.zh, one.en.empty() ? one.zh : one.en},
                   one.parent.known() ? code_of(words, one.parent) : std::string()});
  }
  return out;
}

std::vector<Item> transformations() {
  using Span = Transformation::Span;
  std::vector<Item> out;
  const auto add = [&](const Transformation& what) {
    out.push_back({code_of(what), name_of(what), {}});
  };
  for (int months = 0; months <= 12; ++months) {
    const Span span = months == 0 ? Span::period : months == 1 ? Span::to_date : Span::months;
    for (int m = 0; m < measure_count; ++m) {
      add({span, months < 2 ? 0 : months, Measure(m), false, false});
    }
  }
  for (const Transformation& what : derived_transformations()) add(what);
  return out;
}

std::vector<Item> codes_of(const Vocabulary& words, std::string_view list) {
  if (list == "CL_REF_AREA") return places_of(words);
  if (list == "CL_INDICATOR") return indicators_of(words);
  if (list == "CL_TRANSFORMATION") return transformations();
  std::vector<Item> out;
  const auto add = [&](std::string_view id, Message name) {
    out.push_back({std::string(id), std::move(name), {}});
  };
  if (list == "CL_FREQ") {
    for (const char freq : frequencies) add({&freq, 1}, name_of_frequency(freq));
  }
  if (list == "CL_UNIT_MEASURE") {
    for (const UnitCode& unit : unit_codes()) {
      add(unit.id, {std::string(unit.zh), std::string(unit.en)});
    }
  }
  if (list == "CL_OBS_STATUS") {
    for (const std::string_view id : {"A", "P", "E", "R", "M"}) {
      add(id, name_of_attribute_code(attribute::obs_status, id));
    }
  }
  if (list == "CL_METHOD") {
    for (int i = 0; i <= static_cast<int>(cube::Method::levels_and_rates); ++i) {
      const auto method = cube::Method(i);
      add(id_of(method), cube::describe(method));
    }
  }
  return out;
}

Message codelist_name(std::string_view list) {
  const std::string_view component = list.substr(3);
  Message out = name_of_component(component);
  return {out.zh + "代码表", out.en + " (codes)"};
}

std::vector<Item> concepts() {
  std::vector<Item> out;
  const auto add = [&](std::string_view id) {
    out.push_back({std::string(id), name_of_component(id), {}});
  };
  for (const std::string_view id : dimension_ids) add(id);
  add("OBS_VALUE");
  for (const std::string_view id : attribute_ids) add(id);
  return out;
}

/// Every artefact by its identity alone; items are filled in for those that are told in full.
std::vector<Artefact> all_artefacts() {
  const std::string agency(artefact::agency);
  const Message flow{"城市指标", "City indicators"};
  std::vector<Artefact> out;
  out.push_back({Kind::agency_scheme, "AGENCIES", "SDMX", {"机构", "Agencies"}, {}, false, {}});
  out.push_back({Kind::dataflow, std::string(artefact::flow), agency, flow, {}, false, {}});
  for (const std::string_view id : codelists) {
    out.push_back({Kind::codelist, std::string(id), agency, codelist_name(id), {}, false, {}});
  }
  out.push_back({Kind::concept_scheme,
                 std::string(artefact::concepts),
                 agency,
                 {"概念", "Concepts"},
                 {},
                 false,
                 {}});
  out.push_back({Kind::data_structure, std::string(artefact::flow), agency, flow, {}, false, {}});
  out.push_back({Kind::constraint,
                 std::string(artefact::constraint),
                 agency,
                 {"现有数据", "Available data"},
                 {},
                 false,
                 {}});
  return out;
}

void fill(Artefact& artefact, const Vocabulary& words) {
  if (artefact.form != Form::full) return;
  if (artefact.kind == Kind::codelist) artefact.items = codes_of(words, artefact.id);
  if (artefact.kind == Kind::concept_scheme) artefact.items = concepts();
  if (artefact.kind == Kind::agency_scheme) {
    artefact.items = {{std::string(artefact::agency), {"对标", "Duibiao"}, {}}};
  }
}

/// Leaves only the items of a list; their parents go, unless they stay too.
void keep_items(Artefact& artefact, const std::vector<std::string>& wanted) {
  const std::set<std::string_view> ids(wanted.begin(), wanted.end());
  const std::size_t before = artefact.items.size();
  std::erase_if(artefact.items, [&](const Item& item) { return !ids.contains(item.id); });
  artefact.partial = artefact.items.size() < before;
  if (!artefact.partial) return;
  for (Item& item : artefact.items) {
    if (!ids.contains(item.parent)) item.parent.clear();
  }
}

/// Only the codes of dimensions that data have; attributes' lists stay as they are.
void keep_used(Artefact& artefact, const Available& content) {
  for (std::size_t d = 0; d < time_dimension; ++d) {
    if (artefact.id == codelist_of(dimension_ids.at(d))) keep_items(artefact, content.codes.at(d));
  }
}

using Kinds = std::set<Kind>;

/// constraint → dataflow → data structure → code lists and concepts.
Kinds children_of(const Kinds& kinds) {
  Kinds out;
  if (kinds.contains(Kind::constraint)) out.insert(Kind::dataflow);
  if (kinds.contains(Kind::dataflow)) out.insert(Kind::data_structure);
  if (kinds.contains(Kind::data_structure)) {
    out.insert(Kind::codelist);
    out.insert(Kind::concept_scheme);
  }
  return out;
}

Kinds parents_of(const Kinds& kinds) {
  Kinds out;
  if (kinds.contains(Kind::codelist) || kinds.contains(Kind::concept_scheme)) {
    out.insert(Kind::data_structure);
  }
  if (kinds.contains(Kind::data_structure)) out.insert(Kind::dataflow);
  if (kinds.contains(Kind::dataflow)) out.insert(Kind::constraint);
  return out;
}

Kinds closure(const Kinds& kinds, Kinds (*step)(const Kinds&)) {
  Kinds out;
  for (Kinds next = step(kinds); !next.empty(); next = step(next)) {
    out.insert(next.begin(), next.end());
  }
  return out;
}

Kinds united(Kinds a, const Kinds& b) {
  a.insert(b.begin(), b.end());
  return a;
}

/// The kinds that `references` adds; nothing for a word that there is not.
std::optional<Kinds> referred(const Kinds& from, std::string_view references) {
  if (references == "none") return Kinds{};
  if (references == "children") return children_of(from);
  if (references == "descendants") return closure(from, children_of);
  Kinds parents = parents_of(from);
  if (references == "parents") return parents;
  Kinds siblings = united(parents, children_of(parents));
  if (references == "parentsandsiblings") return siblings;
  if (references == "all") return united(siblings, closure(from, children_of));
  Kinds named;
  if (const auto kind = kind_named(references)) {
    const Kinds reach = united(closure(from, children_of), closure(from, parents_of));
    if (reach.contains(*kind)) named.insert(*kind);
    return named;
  }
  return std::nullopt;
}

tl::unexpected<Problem> nothing() {
  return problem(Problem::Code::no_results,
                 {"没有符合条件的结构", "no structure matches the query"});
}

std::optional<Problem> take_detail(StructureQuery& query, std::string_view value) {
  if (value == "full") return std::nullopt;
  if (value == "referencepartial") {
    query.partial_references = true;
    return std::nullopt;
  }
  const bool complete = value == "allcompletestubs" || value == "referencecompletestubs";
  const bool all = value == "allstubs" || value == "allcompletestubs";
  if (!complete && !all && value != "referencestubs") {
    return Problem{Problem::Code::syntax,
                   {fmt::format("detail 没有「{}」", value.substr(0, 40)),
                    fmt::format("there is no detail “{}”", value.substr(0, 40))}};
  }
  query.form_of_references = complete ? Form::complete_stub : Form::stub;
  if (all) query.form = query.form_of_references;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Kind kind) {
  const auto found = std::ranges::find(kind_names, kind, &std::pair<Kind, std::string_view>::first);
  return found->second;
}

std::optional<Kind> kind_named(std::string_view name) {
  const auto found =
      std::ranges::find(kind_names, name, &std::pair<Kind, std::string_view>::second);
  if (found == kind_names.end()) return std::nullopt;
  return found->first;
}

Answer<StructureQuery> read_structure_query(std::optional<Kind> kind, const Reference& reference,
                                            std::string_view item, const Parameters& parameters,
                                            const std::vector<std::string_view>& other) {
  StructureQuery out;
  out.kind = kind;
  out.reference = reference;
  auto items = read_list(item);
  if (!items) return tl::unexpected(std::move(items.error()));
  out.items = std::move(*items);
  for (const auto& [name, value] : parameters) {
    if (std::ranges::find(other, name) != other.end()) continue;
    if (name == "detail") {
      if (auto wrong = take_detail(out, value)) return tl::unexpected(std::move(*wrong));
    } else if (name == "references") {
      if (!referred({}, value)) {
        return problem(Problem::Code::syntax,
                       {fmt::format("references 没有「{}」", value.substr(0, 40)),
                        fmt::format("there are no references “{}”", value.substr(0, 40))});
      }
      out.references = value;
    } else {
      return problem(Problem::Code::syntax,
                     {fmt::format("没有参数「{}」", name.substr(0, 40)),
                      fmt::format("there is no parameter “{}”", name.substr(0, 40))});
    }
  }
  return out;
}

Answer<Structures> select_structures(const StructureSource& source, const StructureQuery& query) {
  Structures out;
  Kinds asked;
  const std::vector<Artefact> all = all_artefacts();
  for (const Artefact& one : all) {
    if (query.kind && one.kind != *query.kind) continue;
    if (!query.reference.names(one.agency, one.id)) continue;
    out.artefacts.push_back(one);
    out.artefacts.back().form = query.form;
    fill(out.artefacts.back(), source.words);
    if (!query.items.empty()) keep_items(out.artefacts.back(), query.items);
    asked.insert(one.kind);
  }
  if (!query.items.empty()) {
    std::erase_if(out.artefacts, [](const Artefact& one) { return one.items.empty(); });
  }
  if (out.artefacts.empty()) return nothing();
  const Kinds more = referred(asked, query.references).value_or(Kinds());
  const std::size_t named = out.artefacts.size();
  for (const Artefact& one : all) {
    const auto same = [&](const Artefact& other) {
      return other.kind == one.kind && other.id == one.id;
    };
    if (!more.contains(one.kind) || std::ranges::any_of(out.artefacts, same)) continue;
    out.artefacts.push_back(one);
    out.artefacts.back().form = query.form_of_references;
    fill(out.artefacts.back(), source.words);
  }
  const auto tells = [](const Artefact& one) {
    return one.kind == Kind::constraint && one.form == Form::full;
  };
  if (!query.partial_references && std::ranges::none_of(out.artefacts, tells)) return out;
  auto content = source.content();
  if (!content) {
    // An empty store still has its structures.
    std::erase_if(out.artefacts, tells);
    if (out.artefacts.empty()) return tl::unexpected(std::move(content.error()));
    return out;
  }
  out.content = std::move(*content);
  if (query.partial_references) {
    for (std::size_t i = named; i < out.artefacts.size(); ++i) {
      keep_used(out.artefacts[i], *out.content);
    }
  }
  return out;
}

Answer<Structures> constraint_of(const StructureSource& source, std::string_view references) {
  StructureQuery query;
  query.kind = Kind::constraint;
  query.references = references == "all" ? "descendants" : references;
  query.partial_references = true;
  const auto more = referred({Kind::constraint}, query.references);
  if (!more) {
    return problem(Problem::Code::syntax,
                   {fmt::format("references 没有「{}」", references.substr(0, 40)),
                    fmt::format("there are no references “{}”", references.substr(0, 40))});
  }
  auto content = source.content();
  if (!content) return tl::unexpected(std::move(content.error()));
  const std::function<Answer<Available>()> same = [&] { return content; };
  return select_structures({source.words, same}, query);
}

std::string codelist_of(std::string_view component) {
  const std::string id = fmt::format("CL_{}", component);
  return std::ranges::find(codelists, id) == codelists.end() ? std::string() : id;
}

std::string_view text_type_of(std::string_view component) {
  if (component == dimension_ids[time_dimension]) return "ObservationalTimePeriod";
  if (component == "OBS_VALUE") return "Decimal";
  if (component == attribute::unit_mult || component == attribute::decimals) return "Integer";
  if (component == attribute::released) return "GregorianDay";
  return "String";
}

Message name_of_component(std::string_view component) {
  const auto dimension = dimension_named(component);
  return dimension ? name_of_dimension(*dimension) : name_of_attribute(component);
}

std::string urn_of(Kind kind, std::string_view id) {
  std::string_view type = "codelist.Codelist";
  std::string_view agency = artefact::agency;
  switch (kind) {
    case Kind::agency_scheme:
      type = "base.AgencyScheme";
      agency = "SDMX";
      break;
    case Kind::dataflow:
      type = "datastructure.Dataflow";
      break;
    case Kind::concept_scheme:
      type = "conceptscheme.ConceptScheme";
      break;
    case Kind::data_structure:
      type = "datastructure.DataStructure";
      break;
    case Kind::constraint:
      type = "registry.ContentConstraint";
      break;
    case Kind::codelist:
      break;
  }
  return fmt::format("urn:sdmx:org.sdmx.infomodel.{}={}:{}({})", type, agency, id,
                     artefact::version);
}

std::string urn_of(const Artefact& artefact) { return urn_of(artefact.kind, artefact.id); }

}  // namespace duibiao::sdmx
