#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "cube/cube.h"

namespace duibiao::sdmx {

/// Which figures there are at all: what queries walk over instead of every figure. Made once a data
/// version, then shared between threads.
struct Holdings {
  /// An indicator at a place, with a bit for each measure that has figures.
  struct Subject {
    IndicatorId indicator;
    PlaceId place;
    std::uint32_t measures = 0;
    [[nodiscard]] bool has(Measure measure) const {
      return (measures >> static_cast<unsigned>(measure) & 1U) != 0;
    }
  };

  std::shared_ptr<const cube::Cube> cube;
  std::vector<Subject> subjects;  ///< by indicator, then place
  /// When each batch came in, seconds since 1970; one that is missing counts as there from the
  /// beginning.
  std::unordered_map<std::int64_t, std::int64_t> imported;
  std::int64_t changed = 0;  ///< when the store last changed, seconds since 1970
};

/// One pass over the cube, about 100 ns a figure. `imported` and `changed` are left to the caller.
[[nodiscard]] Holdings holdings_of(std::shared_ptr<const cube::Cube> cube);

}  // namespace duibiao::sdmx
