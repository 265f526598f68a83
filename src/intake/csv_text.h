#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "intake/open_source.h"

namespace duibiao::intake {

/// The characters of a text file as well-formed UTF-8, without byte order mark.
class CsvText {
 public:
  virtual ~CsvText() = default;
  /// Fills `to` with up to `size` (≥ 64) bytes; 0 at the end. Errors: those of the file, and
  /// bad_encoding at the first byte that is no character (what stands before it comes first).
  [[nodiscard]] virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
};

/// The text of a file in the encoding of this name; UTF-8 is checked in place and not copied.
/// Errors: bad_argument for an encoding nobody knows.
[[nodiscard]] Result<std::unique_ptr<CsvText>> open_csv_text(ByteSource source,
                                                             const std::string& encoding);

}  // namespace duibiao::intake
