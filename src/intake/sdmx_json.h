#pragma once

#include <memory>
#include <string>
#include <vector>

#include "intake/open_source.h"
#include "intake/sdmx_groups.h"
#include "intake/sdmx_json_structure.h"
#include "intake/sdmx_refusal.h"

namespace duibiao::intake {

/// What a first look through an SDMX-JSON message gives: its structures, and of its data sets
/// everything but series and observations, which may stand before what explains them.
struct JsonPlan {
  struct DataSet {
    std::string action;
    std::size_t structure = 0;
    std::vector<JsonRaw> attributes;
  };
  std::vector<JsonStructure> structures;
  std::vector<DataSet> data_sets;
  SdmxComponents components;
  SdmxGroups groups;
  bool at_root = false;  ///< the layout of the drafts: no «data» around it
};

/// Errors: unknown_format for JSON that is no SDMX data message, or is an error message; those of
/// the text; damaged_file with the path for what points nowhere.
[[nodiscard]] Result<std::shared_ptr<const JsonPlan>> plan_sdmx_json(JsonPull json);

/// Reads SDMX-JSON data messages of version 1.0 and 2.x and of the drafts before them. Streams; the
/// structure and one series at a time are held in memory.
class SdmxJson final : public SdmxMessage {
 public:
  SdmxJson(JsonPull json, std::shared_ptr<const JsonPlan> plan);

  [[nodiscard]] Result<bool> next(SdmxObservation& out) override;
  [[nodiscard]] const SdmxComponents& components() const override { return plan_->components; }
  [[nodiscard]] const std::string& name() const override;
  [[nodiscard]] std::span<const Message> notes() const override { return {}; }

 private:
  using Token = JsonPull::Token;
  /// What is open around the next token.
  enum class Inside : std::uint8_t { root, data, data_sets, data_set, all_series, observations };

  struct Held {
    std::string key;
    std::vector<JsonRaw> values;
    std::uint64_t line = 0;
  };

  Result<bool> advance();
  Status enter(Token token);
  Status enter_member(std::string_view key, Token value);
  Status read_series(std::string key);
  Status read_observations();
  Result<Held> read_observation(std::string key, Token value);
  Status count(const Held& held);

  Status assemble(const Held& held, SdmxObservation& out);
  Status add_key(const std::vector<JsonComponent>& components, std::string_view key,
                 SdmxObservation& out);
  Status add_values(const std::vector<JsonComponent>& components, std::span<const JsonRaw> values,
                    SdmxObservation& out);
  Status add_value(const JsonComponent& component, const JsonRaw& raw, SdmxObservation& out);
  void add_measure(const JsonRaw& raw, SdmxObservation& out);
  [[nodiscard]] std::string path(std::string_view observation) const;
  [[nodiscard]] tl::unexpected<Error> bad(std::string_view zh, std::string_view en) const;

  JsonPull json_;
  std::shared_ptr<const JsonPlan> plan_;
  const JsonStructure* structure_ = nullptr;
  std::vector<Inside> open_ = {};
  bool begun_ = false;
  std::size_t data_set_ = 0;  // from 1
  bool found_ = false;        // an observation in this data set
  std::string series_key_;
  bool in_series_ = false;
  std::vector<JsonRaw> series_attributes_;
  std::vector<Held> held_;
  std::size_t given_ = 0;
  std::uint64_t held_bytes_ = 0;
  std::string current_;  // the key of the observation that is being put together
  std::uint64_t line_ = 0;
  std::vector<std::string> texts_;
};

}  // namespace duibiao::intake
