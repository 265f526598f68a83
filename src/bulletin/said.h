#pragma once

#include <optional>

#include "cube/measures.h"

namespace duibiao::bulletin {

/// The answer as a sentence may say it. A published one keeps its digits. A derived one is rounded
/// once, from its exact value, to the most decimals d (at most those it has) at which its range is
/// no wider than 10^−d; nothing where not even whole units are fixed, where the range has both
/// signs, or where only whole units are fixed and they are none. The difference of two printed
/// rates keeps their decimals, as every reader reckons it. `range` stays as it is.
[[nodiscard]] std::optional<cube::Answer> said(const cube::Answer& answer);
[[nodiscard]] std::optional<cube::Answer> said(const std::optional<cube::Answer>& answer);
[[nodiscard]] std::optional<cube::Answer> said(const cube::Outcome& outcome);

/// A level, brought to the catalogue's unit first unless it was printed in a coarser one.
[[nodiscard]] std::optional<cube::Answer> said_level(const cube::Outcome& outcome,
                                                     const Catalogue& catalogue);

}  // namespace duibiao::bulletin
