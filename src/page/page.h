#pragma once

#include <span>
#include <string_view>

namespace duibiao::page {

/// One file of the page, as it was when the program was built.
struct File {
  std::string_view path;    ///< as it is asked for: «/», «/assets/index-1a2b.js»
  std::string_view type;    ///< the media type
  std::string_view hash;    ///< of the content, for an ETag
  std::string_view gzip;    ///< the content, compressed
  std::string_view brotli;  ///< the same, tighter; empty: there is none
  bool immutable = false;   ///< its name changes with its content: it may be kept for ever
};

/// All of them; none when the program was built without the page (no npm, or DUIBIAO_PAGE=OFF).
/// Thread-safe; the data live as long as the program.
[[nodiscard]] std::span<const File> files();

}  // namespace duibiao::page
