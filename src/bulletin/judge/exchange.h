#pragma once

#include <vector>

#include "bulletin/judge/assess.h"
#include "bulletin/judge/fix.h"

namespace duibiao::bulletin {

/// Two figures that stand in each other's place: «分别增长b和a».
struct Exchange {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  Claim right_first;  ///< what they should read
  Claim right_second;
  std::vector<std::size_t> explanations;  ///< what it explains, as indices
  std::vector<std::size_t> failures;      ///< all the relations that it mends
  /// Mends one identity alone: a slip in a single figure would be as good an explanation.
  bool doubtful = false;
};

/// Pairs of one list (or, where two identities fail, of one sentence) whose exchange makes
/// everything hold that speaks of either. Where several pairs would do, none is given. Some dozens
/// of pairs a list.
[[nodiscard]] std::vector<Exchange> exchanges_of(const Reading& reading,
                                                 std::span<const Assessed> assessed,
                                                 const ByClaim& relations,
                                                 std::span<const Explanation> explanations);

}  // namespace duibiao::bulletin
