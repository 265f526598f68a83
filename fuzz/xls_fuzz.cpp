#include "intake/xls_sheet.h"
#include "intake/xls_workbook.h"
#include "reader_fuzz.h"

/// A whole file with its container, or the records alone, where most of the reading is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace duibiao::intake;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.starts_with("\xD0\xCF")) {
    duibiao::fuzz::read_all(input);
    return 0;
  }
  const auto workbook = read_xls_workbook(std::string(input), "fuzz");
  if (!workbook) return 0;
  for (std::size_t index = 0; index < workbook->sheets.size() && index < 64; ++index) {
    auto sheet = XlsSheet::read(*workbook, index);
    Row row;
    while (sheet && sheet->next(row)) {
    }
  }
  return 0;
}
