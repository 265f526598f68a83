#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "intake/xlsx_formats.h"
#include "intake/xlsx_strings.h"
#include "intake/zip_package.h"

namespace duibiao::intake {

struct XlsxSheet {
  std::string name;
  std::string path;  ///< in the package
  bool hidden = false;
};

/// What must be known of a workbook before its sheets can be read.
struct XlsxWorkbook {
  std::vector<XlsxSheet> sheets;
  std::vector<CellFormat> formats;  ///< by style number
  SharedStrings strings;
  bool epoch_1904 = false;
};

/// Follows the relationships from the root of the package, so that any folder names will do.
/// Errors: damaged_file, over_limit; unknown_format for Word, PowerPoint and xlsb files.
[[nodiscard]] Result<XlsxWorkbook> read_xlsx_workbook(const ZipPackage& package);

}  // namespace duibiao::intake
