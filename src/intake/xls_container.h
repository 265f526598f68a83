#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::intake {

/// Takes the workbook's stream out of an OLE compound file ([MS-CFB]). Every offset and chain is
/// checked, and a chain that runs in a circle ends as damaged_file. `name` is the file in messages.
/// Errors: damaged_file; unknown_format for encrypted workbooks and for Word, PowerPoint … files.
[[nodiscard]] Result<std::string> xls_workbook_stream(std::string_view file,
                                                      const std::string& name);

}  // namespace duibiao::intake
