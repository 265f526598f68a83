#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/figure.h"

namespace duibiao::intake {

/// The name because of which a row is held, and the nearest known ones, best first.
struct UnknownName {
  enum class Kind : std::uint8_t { place, indicator } kind = Kind::place;
  std::string text;
  std::vector<PlaceId> places;
  std::vector<IndicatorId> indicators;
};

/// Nothing when the row is held for another reason, or the names of now know it. `context` is that
/// of the held row.
[[nodiscard]] std::optional<UnknownName> unknown_name(std::string_view context,
                                                      const Vocabulary& vocabulary);

}  // namespace duibiao::intake
