#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace duibiao::names {

/// Longest name or label looked at, in bytes: the longest county name is under 60, English ones
/// under 100. Longer text is prose, not a name.
inline constexpr std::size_t longest_name = 256;

/// The form under which names are compared: width folded, ASCII lower case, without spaces,
/// apostrophes, hyphens and middle dots («Xi’an» = `xian`, «温 州» = «温州»). Linear.
[[nodiscard]] std::string name_key(std::string_view name);

/// The characters of a name, for comparing; what is not UTF-8 stands as U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view name);

/// How many characters the name has.
[[nodiscard]] std::size_t character_count(std::string_view name);

/// Insertions, deletions and replacements that make one of the other, in characters; `limit + 1`
/// as soon as it is certain to be more than `limit`.
[[nodiscard]] std::size_t edit_distance(std::u32string_view a, std::u32string_view b,
                                        std::size_t limit);

}  // namespace duibiao::names
