#pragma once

#include <optional>
#include <span>
#include <vector>

#include "bulletin/judge/edits.h"

namespace duibiao::bulletin {

/// What a wrong claim should probably read.
struct Fix {
  Claim right;
  Slip slip = Slip::none;
};

/// The relations of each claim, as indices into the assessed ones.
using ByClaim = std::vector<std::vector<std::size_t>>;
[[nodiscard]] ByClaim by_claim(std::size_t claims, std::span<const Assessed> assessed);

/// The one reading of a claim that makes all its relations hold: the store's figure where it has
/// one; else a slip of the hand, tried in the order of Slip, the first kind of which exactly one
/// reading fits; else the one value of the printed precision that the other figures allow. Nothing
/// when several fit. Relations with another of `blamed` are left out. Some hundred evaluations.
[[nodiscard]] std::optional<Fix> fix_of(const Reading& reading, std::span<const Assessed> assessed,
                                        const ByClaim& relations, std::uint32_t claim,
                                        std::span<const std::uint32_t> blamed,
                                        const cube::Cube* cube);

}  // namespace duibiao::bulletin
