#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace duibiao::intake {

namespace limit {
/// Real structures have some thirty components; a hostile message could name millions.
inline constexpr std::size_t sdmx_components = 1'024;
/// What the groups of a message, or the codes and names of its structure, may hold in all.
inline constexpr std::uint64_t sdmx_structure_bytes = 256ULL << 20;
}  // namespace limit

/// What a component of an SDMX structure is for. A structure-specific message does not say which of
/// its attributes are dimensions: those are unclear until all their values have been seen.
enum class SdmxRole : std::uint8_t { dimension, time, measure, attribute, unclear };

struct SdmxComponent {
  std::string id;
  SdmxRole role = SdmxRole::unclear;
  bool labelled = false;      ///< its values have names besides their codes
  bool only_codes = true;     ///< no value so far is longer text than a code could be
  std::uint64_t on_keys = 0;  ///< in how many keys of series or of single observations it occurs
};

/// The components of a message, numbered as they are met. Ids compare exactly.
class SdmxComponents {
 public:
  /// The number of a component; made when it is new. A dimension stays one whatever is said of it
  /// elsewhere; TIME_PERIOD is the time and OBS_VALUE a measure wherever they stand. Errors:
  /// over_limit past limit::sdmx_components.
  [[nodiscard]] Result<std::uint32_t> take(std::string_view id, SdmxRole role);
  [[nodiscard]] SdmxComponent& at(std::uint32_t number) { return all_[number]; }
  [[nodiscard]] std::span<const SdmxComponent> all() const { return all_; }
  /// One more series, or observation without one, has been met.
  void count_key() { ++keys_; }
  /// Whether every key so far has the component, as they all have each dimension.
  [[nodiscard]] bool on_every_key(std::uint32_t number) const {
    return all_[number].on_keys > 0 && all_[number].on_keys == keys_;
  }

 private:
  std::vector<SdmxComponent> all_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::uint64_t keys_ = 0;
};

/// True for what an SDMX code may look like: letters, digits, «_», «-», «@», «$», «.», «+», at most
/// 64 of them.
[[nodiscard]] bool may_be_code(std::string_view text);

/// One value of an observation. `label`: the names of the code, one a line.
struct SdmxValue {
  std::uint32_t component = 0;
  std::string_view text;
  std::string_view label;
};

/// One observation with all that holds for it: what stands nearer to it comes later in `values`.
struct SdmxObservation {
  std::vector<SdmxValue> values;  ///< views until the next call
  std::string_view action;        ///< of its data set: Append, Replace, Delete …; often empty
  std::uint64_t line = 0;         ///< from 1
  std::string path;               ///< in JSON: data.dataSets[0].series["0:1"].observations["3"]
};

/// Reads one SDMX data message from front to back. One thread.
class SdmxMessage {
 public:
  virtual ~SdmxMessage() = default;
  /// The next observation; false after the last. Reuses `out`. Errors: damaged_file, over_limit,
  /// bad_encoding, each with its line, and with its path in JSON.
  [[nodiscard]] virtual Result<bool> next(SdmxObservation& out) = 0;
  /// All of them are known once next() has returned false, in JSON from the beginning.
  [[nodiscard]] virtual const SdmxComponents& components() const = 0;
  /// The structure or flow that the data are of, as «DB:CITY(1.0)»; empty when it is not said.
  [[nodiscard]] virtual const std::string& name() const = 0;
  /// What the message says to its reader (footers), as sentences; complete after the last one.
  [[nodiscard]] virtual std::span<const Message> notes() const = 0;
};

}  // namespace duibiao::intake
