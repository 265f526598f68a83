#pragma once

#include <functional>
#include <vector>

#include "cube/cube.h"

namespace duibiao::sdmx {

/// A value of a figure with the days on which it was the one that counted.
struct Term {
  cube::Published version;
  Date from;  ///< unknown when only the end is known: an undated sheet that came in afterwards
  Date to;    ///< the day it was superseded, no longer included; unknown: it still counts
};

/// What counted for a figure, oldest first, the present last, in the order in which the cube
/// decides what is current: a stated release outranks an assumed one. `versions` are the figure's
/// rivals. The stretches do not overlap: of several versions of one day only the one that the cube
/// prefers has a stretch. Cost: sorts the few versions.
[[nodiscard]] std::vector<Term> terms_of(const cube::Published& current,
                                         const std::vector<cube::Rival>& versions);

}  // namespace duibiao::sdmx
