#include "intake/xls_reader.h"

#include <optional>
#include <utility>

#include "intake/open_kind.h"
#include "intake/xls_container.h"
#include "intake/xls_sheet.h"
#include "intake/xls_workbook.h"

namespace duibiao::intake {
namespace {

// 65,536 rows of some hundred columns; more than Excel 97 could open on the machines of its day.
constexpr std::uint64_t xls_bytes = 128ULL << 20;

class XlsReader final : public TableReader {
 public:
  explicit XlsReader(XlsWorkbook workbook) : workbook_(std::move(workbook)) {
    guess_.format = "xls";
    if (!workbook_.biff8) guess_.encoding = workbook_.code_page;
  }

  const Guess& guess() const override { return guess_; }

  Result<bool> next_sheet(SheetInfo& info) override {
    sheet_.reset();
    if (next_ == workbook_.sheets.size()) return false;
    info = workbook_.sheets[next_].info;
    auto sheet = XlsSheet::read(workbook_, next_++);
    if (!sheet) return tl::unexpected(sheet.error());
    sheet_ = std::move(*sheet);
    return true;
  }

  Result<bool> next_row(Row& row) override { return sheet_ && sheet_->next(row); }

  std::span<const Merge> merges() const override {
    if (!sheet_) return {};
    return sheet_->merges();
  }

 private:
  Guess guess_;
  XlsWorkbook workbook_;
  std::optional<XlsSheet> sheet_;
  std::size_t next_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableReader>> open_xls(ByteSource source) {
  const auto file = source.whole(xls_bytes);
  if (!file) return tl::unexpected(file.error());
  auto stream = xls_workbook_stream(*file, source.name());
  if (!stream) return tl::unexpected(stream.error());
  auto workbook = read_xls_workbook(std::move(*stream), source.name());
  if (!workbook) return tl::unexpected(workbook.error());
  if (workbook->sheets.empty()) return tl::unexpected(no_sheets_error(source.name()));
  return std::make_unique<XlsReader>(std::move(*workbook));
}

}  // namespace duibiao::intake
