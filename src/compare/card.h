#pragma once

#include <optional>
#include <vector>

#include "cube/measures.h"

namespace duibiao::compare {

/// One line of what is known of a figure: what it is, and the answer or what was missing for it.
struct CardLine {
  Message what;
  cube::Outcome outcome;
};

/// Every measure of one figure that can be given, published beside derived, the level first and
/// growth second; with `base` also the index to that period. Some dozen lookups.
[[nodiscard]] std::vector<CardLine> card(const cube::Cube& cube, IndicatorId indicator,
                                         PlaceId place, Period period,
                                         std::optional<Period> base = {});

}  // namespace duibiao::compare
