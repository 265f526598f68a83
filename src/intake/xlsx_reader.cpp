#include "intake/xlsx_reader.h"

#include <optional>
#include <utility>

#include "intake/open_kind.h"
#include "intake/xlsx_sheet.h"
#include "intake/xlsx_workbook.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {
namespace {

class XlsxReader final : public TableReader {
 public:
  XlsxReader(ZipPackage package, XlsxWorkbook workbook)
      : package_(std::move(package)), workbook_(std::move(workbook)) {
    guess_.format = "xlsx";
  }

  const Guess& guess() const override { return guess_; }

  Result<bool> next_sheet(SheetInfo& info) override {
    pump_.reset();
    sink_.reset();
    if (next_ == workbook_.sheets.size()) return false;
    const XlsxSheet& sheet = workbook_.sheets[next_++];
    info = {sheet.name, sheet.hidden};
    auto entry = package_.entry(sheet.path);
    if (!entry) return tl::unexpected(at_sheet(entry.error()));
    sink_.emplace(workbook_, package_.name(), sheet.name);
    pump_.emplace(std::move(*entry), *sink_, package_.name());
    return true;
  }

  Result<bool> next_row(Row& row) override {
    if (!pump_) return false;
    const auto more = pump_->run();
    if (!more) return tl::unexpected(at_sheet(more.error()));
    if (*more) sink_->take(row);
    return *more;
  }

  std::span<const Merge> merges() const override {
    if (!sink_) return {};
    return sink_->merges();
  }

 private:
  Error at_sheet(Error error) const {
    if (error.where.sheet.empty()) error.where.sheet = workbook_.sheets[next_ - 1].name;
    return error;
  }

  Guess guess_;
  ZipPackage package_;
  XlsxWorkbook workbook_;
  std::size_t next_ = 0;
  // The pump speaks to the sink and reads from the package: it must go first.
  std::optional<XlsxSheetSink> sink_;
  std::optional<XmlPump> pump_;
};

}  // namespace

Result<std::unique_ptr<TableReader>> open_xlsx(ZipPackage package) {
  auto workbook = read_xlsx_workbook(package);
  if (!workbook) return tl::unexpected(workbook.error());
  if (workbook->sheets.empty()) return tl::unexpected(no_sheets_error(package.name()));
  return std::make_unique<XlsxReader>(std::move(package), std::move(*workbook));
}

}  // namespace duibiao::intake
