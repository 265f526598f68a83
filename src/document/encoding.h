#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::document {

/// A text as UTF-8, and what it was written in.
struct Decoded {
  std::string text;      ///< empty when the input is UTF-8 already: use the input
  std::string encoding;  ///< «UTF-8», «GB18030» …
  bool certain = true;
  bool same = false;  ///< the input is well-formed UTF-8, byte order mark included
};

/// What of a text in UTF-8 belongs to no character.
struct Damage {
  std::size_t places = 0;  ///< runs of ill-formed bytes; 0: the text is whole
  std::size_t first = 0;   ///< offset of the first of them
  std::size_t line = 1;    ///< its line, from 1
  unsigned char byte = 0;  ///< what stands there
};
[[nodiscard]] Damage damage_of_utf8(std::string_view bytes);

/// Decodes a text file. `encoding` is the caller's, or empty: then a byte order mark says it, then
/// the charset that HTML declares in its first kilobytes, then the bytes themselves. A text that is
/// UTF-8 but for a few bytes is read as UTF-8 with U+FFFD in their place (damage_of_utf8 says
/// where), unless the caller named UTF-8. Errors: bad_argument for an encoding nobody knows;
/// bad_encoding with the line of the first bad byte; over_limit.
[[nodiscard]] Result<Decoded> decode_draft(std::string_view bytes, std::string_view name,
                                           std::string_view encoding);

/// The charset that a web page declares in its first kilobytes; empty when it declares none.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

}  // namespace duibiao::document
