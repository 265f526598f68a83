#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "intake/sdmx_message.h"

namespace duibiao::intake {

/// A component with a value of its own.
struct SdmxOwnValue {
  std::uint32_t component = 0;
  std::string text;
};
using SdmxOwnValues = std::vector<SdmxOwnValue>;

/// Attributes that hold for all series with some values of some dimensions. Gathered in a first
/// reading, for a message may state them behind the series that they are about.
class SdmxGroups {
 public:
  /// A group of the `data_set`-th data set: where `keys_said`, its dimensions are `keys`; otherwise
  /// they are those of its values that every series has. Errors: over_limit.
  [[nodiscard]] Status add(std::uint32_t data_set, SdmxOwnValues keys, SdmxOwnValues values);
  /// Sorts the groups for look-ups; called once, when the whole message has been read. Errors:
  /// over_limit for more kinds of groups than any structure has.
  [[nodiscard]] Status settle(const SdmxComponents& components);
  /// Appends what the groups say of a key. Linear in the kinds of groups, not in their number.
  void find(std::uint32_t data_set, std::span<const SdmxOwnValue> key,
            std::vector<SdmxValue>& out) const;
  [[nodiscard]] bool empty() const { return shapes_.empty(); }  ///< once settled

 private:
  struct Added {
    std::uint32_t data_set = 0;
    SdmxOwnValues keys;
    SdmxOwnValues values;
  };
  /// The groups keyed by the same dimensions: their attributes by the values of those.
  struct Shape {
    std::vector<std::uint32_t> dimensions;
    std::unordered_map<std::string, SdmxOwnValues> groups;
  };

  std::vector<Added> added_;
  std::vector<Shape> shapes_;
  std::uint64_t bytes_ = 0;
};

}  // namespace duibiao::intake
