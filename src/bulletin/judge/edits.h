#pragma once

#include <optional>
#include <vector>

#include "bulletin/judge/assess.h"

namespace duibiao::bulletin {

/// A claim as it would read without a slip.
struct Edit {
  Claim claim;
  Slip slip = Slip::none;
};

/// The claim with another value or unit; its range moves with it, qualifiers and all. Nothing when
/// the number would not fit.
[[nodiscard]] std::optional<Claim> with_value(const Claim& claim, const num::Decimal& value);

/// Every reading one slip away, in the order of Slip: % ↔ ‰ (of shares), 万 ↔ 亿, the other sign,
/// the point moved by up to three places, one digit, two neighbouring digits. Some dozens.
[[nodiscard]] std::vector<Edit> edits_of(const Claim& claim);

/// Which slip turns `right` into `printed`; none when it takes more than one.
[[nodiscard]] Slip slip_between(const Claim& printed, const Claim& right);

}  // namespace duibiao::bulletin
