#pragma once

#include <memory>

#include "intake/open_source.h"
#include "intake/table.h"

namespace duibiao::intake {

/// Reads Excel 5.0–2003 workbooks (BIFF5, BIFF8). FreeXL 1.0.6 was tried for this and silently
/// loses: it reads formula results as empty cells and «#DIV/0!» as the number 1, knows no merged
/// cells, hidden rows or percent formats, and trusts the lengths it finds. Errors: see open_table.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_xls(ByteSource source);

}  // namespace duibiao::intake
