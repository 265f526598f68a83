#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/table.h"
#include "intake/xls_record.h"
#include "intake/xlsx_formats.h"
#include "intake/xlsx_strings.h"

namespace duibiao::intake {

/// What must be known of an xls workbook before its sheets can be read ([MS-XLS]).
struct XlsWorkbook {
  struct Sheet {
    SheetInfo info;
    std::uint32_t offset = 0;  ///< of its first record in the stream
  };

  std::string file;    ///< its name in messages
  std::string stream;  ///< all records
  bool biff8 = true;   ///< otherwise BIFF5, Excel 5.0 and 95
  std::vector<Sheet> sheets;
  std::vector<CellFormat> formats;  ///< by style number
  SharedStrings strings;
  std::string code_page = "cp936";  ///< of the bytes in BIFF5 strings
  bool epoch_1904 = false;

  /// A string of `length` characters in the manner of this version.
  [[nodiscard]] std::string text(XlsRecord& record, std::size_t length, bool rich) const;
};

/// Errors: damaged_file, over_limit; unknown_format when a password protects it or it is older
/// than Excel 5.
[[nodiscard]] Result<XlsWorkbook> read_xls_workbook(std::string stream, const std::string& file);

}  // namespace duibiao::intake
