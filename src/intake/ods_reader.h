#pragma once

#include <memory>

#include "intake/table.h"
#include "intake/zip_package.h"

namespace duibiao::intake {

/// Whether the package says that it is an OpenDocument file of any kind.
[[nodiscard]] bool is_ods(const ZipPackage& package);

/// Reads OpenDocument spreadsheets. Errors: see open_table.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_ods(ZipPackage package);

}  // namespace duibiao::intake
