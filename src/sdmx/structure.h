#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sdmx/data.h"
#include "sdmx/message.h"

namespace duibiao::sdmx {

enum class Kind : std::uint8_t {
  agency_scheme,
  dataflow,
  codelist,
  concept_scheme,
  data_structure,
  constraint,
};
/// «codelist»: what paths and `references` call it.
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name);

/// A code, a concept, an agency.
struct Item {
  std::string id;
  Message name;
  std::string parent;
};

/// How much of an artefact is told.
enum class Form : std::uint8_t {
  full,
  stub,           ///< its identity alone
  complete_stub,  ///< with its names
};

struct Artefact {
  Kind kind = Kind::codelist;
  std::string id;
  std::string agency;
  Message name;
  Form form = Form::full;
  bool partial = false;     ///< not all of its items
  std::vector<Item> items;  ///< of schemes and code lists
};

/// A question for structures.
struct StructureQuery {
  std::optional<Kind> kind;  ///< nothing: of every kind
  Reference reference;
  std::vector<std::string> items;  ///< empty: all
  Form form = Form::full;
  Form form_of_references = Form::full;
  bool partial_references = false;
  std::string references = "none";
};
/// `item` may be empty. Errors: syntax (words and parameters that there are not; `other` parameters
/// are somebody else's).
[[nodiscard]] Answer<StructureQuery> read_structure_query(
    std::optional<Kind> kind, const Reference& reference, std::string_view item,
    const Parameters& parameters, const std::vector<std::string_view>& other);

/// What is there, of which messages of structures are made. `content` is asked once, where a
/// constraint or partial code lists are to be told.
struct StructureSource {
  const Vocabulary& words;
  const std::function<Answer<Available>()>& content;
};

/// The artefacts asked for and those that they refer to, each once, and the content that a
/// constraint among them tells.
struct Structures {
  std::vector<Artefact> artefacts;
  std::optional<Available> content;
};
/// Errors: no_results, and those of `content`.
[[nodiscard]] Answer<Structures> select_structures(const StructureSource& source,
                                                   const StructureQuery& query);

/// The constraint that tells what a query for data would find, with the references asked for
/// («none», «all», or kinds). Code lists among them are partial. `components` empty: all
/// dimensions.
[[nodiscard]] Answer<Structures> constraint_of(const StructureSource& source,
                                               std::string_view references);

/// Structures as SDMX-ML 2.1 and SDMX-JSON 1.0. `components`: the dimensions that a constraint
/// tells of; empty for all.
[[nodiscard]] std::string write_structures_xml(const Structures& structures,
                                               const MessageInfo& info,
                                               const std::vector<std::string>& components);
[[nodiscard]] std::string write_structures_json(const Structures& structures,
                                                const MessageInfo& info,
                                                const std::vector<std::string>& components);

/// The code list of a dimension or attribute; empty for times, numbers and free text.
[[nodiscard]] std::string codelist_of(std::string_view component);
/// TextFormat of a component that has no code list.
[[nodiscard]] std::string_view text_type_of(std::string_view component);
[[nodiscard]] Message name_of_component(std::string_view component);
[[nodiscard]] std::string urn_of(const Artefact& artefact);
[[nodiscard]] std::string urn_of(Kind kind, std::string_view id);

}  // namespace duibiao::sdmx
