#pragma once

#include <string_view>

#include "base/result.h"
#include "document/open.h"
#include "text/document.h"

namespace duibiao::document {

/// Every visible sheet of a workbook (xlsx, xls, ods) or of delimited text: its name as a heading,
/// its cells as a table, numbers as the sheet shows them. Errors: those of
/// intake::open_table_bytes.
[[nodiscard]] Result<text::Document> read_sheets(std::string_view bytes, std::string_view name,
                                                 const OpenOptions& options);

}  // namespace duibiao::document
