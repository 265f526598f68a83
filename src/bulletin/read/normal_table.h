#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace duibiao::bulletin::normal {

/// What becomes of a character of the basic plane: another character, or one of these.
inline constexpr std::uint16_t drop = 1;        ///< shows nothing
inline constexpr std::uint16_t dash = 2;        ///< a dash whose sense its neighbours decide
inline constexpr std::uint16_t wide_comma = 3;  ///< parts thousands only among full-width digits

using Table = std::array<std::uint16_t, 0x10000>;

/// The table of all characters; those that stay stand for themselves. Built once (some 20 ms),
/// then read-only.
[[nodiscard]] const Table& table();

/// Bytes of the bracket at `at` («(» or «（») when it holds nothing but pinyin: letters with tone
/// marks, or one syllable in lower case; 0 when it is no such noise. Looks at most 40 bytes ahead.
[[nodiscard]] std::size_t pinyin_bracket(std::string_view text, std::size_t at);

}  // namespace duibiao::bulletin::normal
