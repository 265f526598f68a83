#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/language.h"
#include "figure/unit.h"
#include "num/decimal.h"

namespace duibiao::server {

/// One member of a dimension; `unit` and `decimals` are those of a metric's numbers.
struct StatCategory {
  std::string id;
  std::string label;
  Unit unit{};
  int decimals = -1;  ///< not said when negative
};

/// What a dimension is about, as JSON-stat names the roles.
enum class StatRole : std::uint8_t { geo, time, metric };

struct StatDimension {
  std::string id;
  std::string label;
  StatRole role = StatRole::metric;
  std::vector<StatCategory> categories;
};

/// A dataset of JSON-stat 2.0 (https://json-stat.org/full/). Numbers are written with their exact
/// digits; places without a number are left out.
struct StatDataset {
  std::string label;
  std::vector<StatDimension> dimensions;
  std::map<std::uint64_t, num::Decimal> values;  ///< by place: the last dimension runs fastest

  /// The place of a combination of members, one index a dimension.
  [[nodiscard]] std::uint64_t place(const std::vector<std::size_t>& members) const;
};
[[nodiscard]] std::string to_json_stat(const StatDataset& dataset, Language language);

}  // namespace duibiao::server
