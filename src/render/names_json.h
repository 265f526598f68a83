#pragma once

#include <span>

#include "render/json.h"

namespace duibiao::render {

/// One entry of `duibiao.indicators/1`.
[[nodiscard]] Json indicator_entry(const Vocabulary& words, IndicatorId id, Language language);
/// `duibiao.indicators/1`: every indicator in use.
[[nodiscard]] Json indicators_json(const Vocabulary& words, Language language);

/// One entry of `duibiao.places/1`.
[[nodiscard]] Json place_entry(const Vocabulary& words, PlaceId id);
/// One peer group of `duibiao.places/1`.
[[nodiscard]] Json group_entry(const Vocabulary& words, const PeerGroup& group);
/// `duibiao.places/1`: these places, and every peer group.
[[nodiscard]] Json places_json(const Vocabulary& words, std::span<const PlaceId> found);

}  // namespace duibiao::render
