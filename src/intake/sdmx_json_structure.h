#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/json_pull.h"
#include "intake/sdmx_message.h"

namespace duibiao::intake {

/// A value as a data set holds it: an index into the values of its component, or the value itself.
struct JsonRaw {
  enum class Kind : std::uint8_t { none, number, text } kind = Kind::none;
  std::string text;
};
/// Reads the value that begins with `first`: of a list or of texts in several languages all parts,
/// with « / » between them.
[[nodiscard]] Result<JsonRaw> read_json_raw(JsonPull& json, JsonPull::Token first);
/// The elements of an array that has just begun.
[[nodiscard]] Result<std::vector<JsonRaw>> read_json_raws(JsonPull& json);

struct JsonCode {
  std::string id;
  std::string label;  ///< its names, one a line
};

/// A dimension, measure or attribute with the values that the message uses.
struct JsonComponent {
  std::uint32_t number = 0;  ///< in SdmxComponents
  std::string id;
  bool coded = false;  ///< data sets hold indices into `values`
  std::vector<JsonCode> values;
  std::string fallback;  ///< holds where a data set says nothing
  int key_position = -1;
};

/// One of data.structures (2.0), or data.structure (1.0).
struct JsonStructure {
  struct Levels {
    std::vector<JsonComponent> data_set;
    std::vector<JsonComponent> group;
    std::vector<JsonComponent> series;
    std::vector<JsonComponent> observation;
  };
  std::string name;
  Levels dimensions;
  Levels measures;
  Levels attributes;
  /// Dimensions as the keys of groups name them.
  [[nodiscard]] std::vector<const JsonComponent*> by_key_position() const;
};

/// Reads structures, and counts what they hold against limit::sdmx_structure_bytes.
class JsonStructureReader {
 public:
  JsonStructureReader(JsonPull& json, SdmxComponents& components)
      : json_(json), components_(components) {}
  /// The object that has just begun. Errors: those of the text, over_limit.
  [[nodiscard]] Result<JsonStructure> read();

 private:
  Status read_links(JsonStructure& structure);
  Status read_levels(JsonStructure::Levels& levels, SdmxRole role);
  Status read_components(std::vector<JsonComponent>& to, SdmxRole role);
  Result<JsonComponent> read_component(SdmxRole role);
  Status read_role(bool& time);
  Status read_values(JsonComponent& component);
  Result<JsonCode> read_code();
  Status read_names(std::string& label);
  Status count(std::size_t bytes);

  JsonPull& json_;
  SdmxComponents& components_;
  std::uint64_t bytes_ = 0;
};

}  // namespace duibiao::intake
