#pragma once

#include <optional>

#include "bulletin/judge/edits.h"

namespace duibiao::bulletin {

/// The change of the text that makes `printed` read `right`: the numeral in its own form (grouped
/// digits stay grouped), the unit sign where it changes, and from the word of direction on where
/// the sign does («下降5.3%» for «增长5.3%»). Linear in the clause.
[[nodiscard]] Suggestion rewritten(const text::Document& document, const Claim& printed,
                                   const Claim& right, Slip slip);

/// Two figures put in each other's place, each in its own form, with their words of direction.
/// Nothing when they overlap.
[[nodiscard]] std::optional<Suggestion> exchanged(const text::Document& document,
                                                  const Claim& first, const Claim& right_first,
                                                  const Claim& second, const Claim& right_second);

/// What a message quotes of the draft: the claim with the words of its clause before it.
[[nodiscard]] std::string quoted(const text::Document& document, const Claim& claim);

}  // namespace duibiao::bulletin
