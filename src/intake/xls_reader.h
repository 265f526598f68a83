#pragma once

#include <memory>

#include "intake/open_source.h"
#include "intake/table.h"

namespace duibiao::intake {

/// Reads Excel 97–2003 workbooks. Errors: see open_table.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_xls(ByteSource source);

}  // namespace duibiao::intake
