#pragma once

#include <cstddef>
#include <string_view>

namespace duibiao::bulletin {

/// More places than this are no group that a text counts.
inline constexpr std::size_t most_counted_places = 512;

/// How many places «三市», «11个地市», «the three cities» are; 0 when the words count none.
[[nodiscard]] std::size_t places_counted(std::string_view among);

/// The same wherever it stands in a phrase: 9 for «全省9个设区市中», 4 for «长三角三省一市».
[[nodiscard]] std::size_t places_counted_in(std::string_view phrase);

}  // namespace duibiao::bulletin
