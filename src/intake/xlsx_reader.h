#pragma once

#include <memory>

#include "intake/table.h"
#include "intake/zip_package.h"

namespace duibiao::intake {

/// Reads Office Open XML workbooks of any writer. Errors: see open_table.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_xlsx(ZipPackage package);

}  // namespace duibiao::intake
