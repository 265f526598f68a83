#pragma once

#include <span>

#include "bulletin/judge/assess.h"

namespace duibiao::bulletin {

/// Whether some other value of one claim would make all the given relations hold. A relation is
/// monotone in each of its figures, so its solution is found by halving; it then has to fit the
/// others. False also where no solution lies within a factor of eight (or of rates, that many
/// points). Some hundred evaluations.
[[nodiscard]] bool can_restore(const Reading& reading, std::span<const Assessed* const> relations,
                               std::uint32_t claim);

}  // namespace duibiao::bulletin
