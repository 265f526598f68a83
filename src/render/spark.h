#pragma once

#include <optional>
#include <span>
#include <string>

namespace duibiao::render {

/// A line of eighth-blocks, one a value, from the least (▁) to the greatest (█); a missing value is
/// a space, so a gap stays a gap. Equal values stand at mid height. For the eye only.
[[nodiscard]] std::string sparkline(std::span<const std::optional<double>> values);

/// A horizontal bar of at most `cells` columns for `value` out of `greatest`, in eighths of a
/// column; empty for nothing, negative or unknown.
[[nodiscard]] std::string bar(double value, double greatest, int cells);

}  // namespace duibiao::render
