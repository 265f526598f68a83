#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace duibiao::render {

/// A line of eighth-blocks, one a value, from the least (▁) to the greatest (█); a missing value is
/// a space, so a gap stays a gap. Equal values stand at mid height. For the eye only.
[[nodiscard]] std::string sparkline(std::span<const std::optional<double>> values);

/// The same as a small drawing in SVG: a line over the values, broken where one is missing, with a
/// dot at the last. Takes the colour of the text around it; `label` is for who cannot see it and is
/// escaped by the caller. Nothing for fewer than two values.
[[nodiscard]] std::string sparkline_svg(std::span<const std::optional<double>> values,
                                        std::string_view label);

/// A horizontal bar of at most `cells` columns for `value` out of `greatest`, in eighths of a
/// column; empty for nothing, negative or unknown.
[[nodiscard]] std::string bar(double value, double greatest, int cells);

}  // namespace duibiao::render
