#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duibiao::figure_text {

/// One character of a source text, folded for comparison, with its bytes in the source. Folding is
/// character by character, so that spans stay true and no library is called for a cell: full-width
/// forms become ASCII, letters lower case, every dash «-», every swung dash «~», every blank « ».
struct Character {
  char32_t code = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Ill-formed bytes become U+FFFD; marks that show nothing are left out. Linear in the text.
[[nodiscard]] std::vector<Character> characters_of(std::string_view text);

/// The part without blanks at either end.
[[nodiscard]] std::span<const Character> trimmed(std::span<const Character> text);

/// The key that names are compared by: folded as above, blanks and the commas inside digits
/// («10,000») left out, in UTF-8.
[[nodiscard]] std::string key_of(std::span<const Character> text);
[[nodiscard]] std::string key_of(std::string_view text);

/// A character in its folded form.
[[nodiscard]] char32_t folded(char32_t code);

[[nodiscard]] constexpr bool is_digit(char32_t code) { return code >= U'0' && code <= U'9'; }
[[nodiscard]] constexpr bool is_letter(char32_t code) { return code >= U'a' && code <= U'z'; }

}  // namespace duibiao::figure_text
