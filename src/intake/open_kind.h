#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::intake {

/// What a file is, by its first bytes.
enum class FileKind : std::uint8_t {
  text,     ///< delimited text, as far as can be seen
  zip,      ///< xlsx, ods, or another package
  ole,      ///< xls, an encrypted workbook, or an old Word file
  xml,      ///< XML, perhaps an SDMX message
  json,     ///< a JSON object, perhaps an SDMX message
  refused,  ///< something else that has a name
};

struct FileLook {
  FileKind kind = FileKind::text;
  Message refused;  ///< for `refused`: what it is, as «一份 PDF», «a PDF»
  Message advice;
};

/// empty_input for a workbook in which no sheet holds cells.
[[nodiscard]] Error no_sheets_error(const std::string& file);

/// Looks at the first kilobytes (4 KiB is plenty). Never fails: what nobody knows is text.
[[nodiscard]] FileLook look_at(std::string_view head);

}  // namespace duibiao::intake
