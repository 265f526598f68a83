#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace duibiao::text {

/// Columns a character takes on a terminal: East Asian Wide and Fullwidth 2, combining marks,
/// format characters and controls 0, everything else (Ambiguous too) 1. Unicode UAX #11.
[[nodiscard]] int display_width(char32_t value);

/// Columns a UTF-8 text takes. Linear; ASCII does not reach ICU.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Spaces on the left until it takes `width` columns (numbers); longer texts stay as they are.
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
/// Spaces on the right until it takes `width` columns (names).
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);

/// At most `width` columns: what is too long loses its end for the ellipsis (dropped too where even
/// it does not fit). A wide character is never halved, a combining mark never parted from its base.
[[nodiscard]] std::string truncate_to_width(std::string_view text, std::size_t width,
                                            std::string_view ellipsis = "…");

}  // namespace duibiao::text
