#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::app {

/// The text of a PDF by the program `pdftotext` (poppler-utils), which is given
/// the bytes on its standard input: no shell, no file. It is stopped when it
/// takes longer than two minutes, more than 2 GB of memory or writes more than
/// a draft may hold. Errors: not_found when it is not installed, damaged_file,
/// over_limit.
[[nodiscard]] Result<std::string> pdf_text(std::string_view pdf);

}  // namespace duibiao::app
