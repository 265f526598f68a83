#include "intake/xls_reader.h"

#include <fmt/format.h>

namespace duibiao::intake {

Result<std::unique_ptr<TableReader>> open_xls(ByteSource source) {
  return fail(ErrorCode::unknown_format,
              {fmt::format("还不能读取 Excel 97–2003 的“{}”", source.name()),
               fmt::format("“{}” is an Excel 97–2003 file, which cannot be read", source.name())},
              {"请另存为 xlsx 再导入", "save it as xlsx and import that"},
              {.file = source.name(), .sheet = {}, .cell = {}});
}

}  // namespace duibiao::intake
