#pragma once

#include <cstddef>
#include <string_view>

namespace duibiao::bulletin {

/// More places than this are no group that a text counts.
inline constexpr std::size_t most_counted_places = 512;

/// How many places «三市», «11个地市», «the three cities» are; 0 when the words count none.
[[nodiscard]] std::size_t places_counted(std::string_view among);

}  // namespace duibiao::bulletin
