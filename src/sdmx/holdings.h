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
  /// Figures that are gone because their import was undone, by indicator and place.
  struct Undone {
    FigureKey key;
    std::int64_t at = 0;  ///< seconds since 1970
  };
  std::vector<Undone> undone;
  /// Figures that an undone import held and that the cube still has from another one, in order of
  /// their keys: when the figure fell back to that.
  std::vector<Undone> fallen_back;
  std::int64_t changed = 0;  ///< when the store last changed, seconds since 1970
};

/// One pass over the cube, about 100 ns a figure. `imported`, `undone` and `changed` are left
/// to the caller.
[[nodiscard]] Holdings holdings_of(std::shared_ptr<const cube::Cube> cube);

/// Takes over what undone imports held: what the cube still has from another import is not gone but
/// may have fallen back to that, and of several undoings of one figure the last counts.
void set_undone(Holdings& holdings, std::vector<Holdings::Undone> undone);

}  // namespace duibiao::sdmx
