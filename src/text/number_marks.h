#pragma once

#include <string_view>

/// What stands beside or instead of a number in a sheet; private to this room.
namespace duibiao::text {

/// Nothing but footnote marks and blanks: ① ⑴ ¹ * # † ‡ § 注 注1 [1] [a] 〔注1〕 （注1）. True for
/// an empty text.
[[nodiscard]] bool are_footnote_marks(std::string_view text);

/// A trimmed cell that says «no figure», maybe with footnote marks after it, which go to `mark`.
[[nodiscard]] bool read_missing(std::string_view cell, std::string_view& mark);

}  // namespace duibiao::text
