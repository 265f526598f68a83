#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/table.h"
#include "intake/xls_workbook.h"

namespace duibiao::intake {

/// The cells of one xls sheet. They are gathered first, because the file need not keep them in
/// order; an xls sheet has at most 65,536 rows of 256 columns.
class XlsSheet {
 public:
  /// Errors: damaged_file with the place in the sheet.
  [[nodiscard]] static Result<XlsSheet> read(const XlsWorkbook& workbook, std::size_t index);

  /// The next row that holds something; its texts live until the next call.
  [[nodiscard]] bool next(Row& row);
  [[nodiscard]] const std::vector<Merge>& merges() const { return merges_; }

 private:
  friend class XlsSheetParser;
  struct Item {
    std::uint16_t row = 0;
    std::uint16_t column = 0;
    CellKind kind = CellKind::empty;
    bool percent = false;
    bool rounded = false;
    std::uint8_t decimals = 0;
    bool shared = false;     // `from` is the number of a shared string
    std::uint32_t from = 0;  // in text_
    std::uint32_t size = 0;
    std::uint32_t order = 0;  // in the file; of two in one place the later counts
  };

  const XlsWorkbook* workbook_ = nullptr;
  std::vector<Item> items_;
  std::size_t at_ = 0;
  std::string text_;
  std::vector<bool> hidden_;  // by row from 0
  std::vector<Merge> merges_;
};

}  // namespace duibiao::intake
