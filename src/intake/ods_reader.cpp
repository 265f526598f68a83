#include "intake/ods_reader.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "intake/ods_sheet.h"
#include "intake/xlsx_xml.h"

namespace duibiao::intake {
namespace {

constexpr std::uint64_t mimetype_bytes = 4096;
constexpr std::uint64_t manifest_bytes = 16ULL << 20;
constexpr std::string_view spreadsheet = "application/vnd.oasis.opendocument.spreadsheet";

class OdsReader final : public TableReader {
 public:
  OdsReader(ZipPackage package, ZipEntry content)
      : package_(std::move(package)),
        sink_(package_.name()),
        pump_(std::move(content), sink_, package_.name()) {
    guess_.format = "ods";
  }

  const Guess& guess() const override { return guess_; }

  Result<bool> next_sheet(SheetInfo& info) override {
    repeats_ = 0;
    in_sheet_ = false;
    for (;;) {
      auto more = step();
      if (!more || !*more) return more;
      if (sink_.event() != OdsSink::Event::sheet_begins) continue;
      info = sink_.sheet();
      in_sheet_ = true;
      return true;
    }
  }

  Result<bool> next_row(Row& row) override {
    if (!in_sheet_) return false;
    if (repeats_ > 0) {
      --repeats_;
      const std::uint32_t number = row_number_ + 1;
      sink_.take(row);
      row.number = row_number_ = number;
      return true;
    }
    auto more = step();
    if (!more) return more;
    if (!*more || sink_.event() == OdsSink::Event::sheet_ends) {
      in_sheet_ = false;
      return false;
    }
    sink_.take(row);
    row_number_ = row.number;
    repeats_ = sink_.row_repeated() - 1;
    return true;
  }

  std::span<const Merge> merges() const override { return sink_.merges(); }

 private:
  Result<bool> step() {
    auto more = pump_.run();
    if (!more && more.error().where.sheet.empty()) more.error().where.sheet = sink_.sheet().name;
    return more;
  }

  Guess guess_;
  ZipPackage package_;
  OdsSink sink_;
  XmlPump pump_;
  std::uint32_t row_number_ = 0;
  std::uint32_t repeats_ = 0;
  bool in_sheet_ = false;
};

}  // namespace

bool is_ods(const ZipPackage& package) {
  if (!package.has("mimetype")) return false;
  const auto type = package.text("mimetype", mimetype_bytes);
  return type && type->starts_with("application/vnd.oasis.opendocument.");
}

Result<std::unique_ptr<TableReader>> open_ods(ZipPackage package) {
  const Position where{.file = package.name(), .sheet = {}, .cell = {}};
  const auto type = package.text("mimetype", mimetype_bytes);
  if (!type) return tl::unexpected(type.error());
  if (!type->starts_with(spreadsheet)) {
    return fail(ErrorCode::unknown_format,
                {fmt::format("“{}”是 OpenDocument 文档,但不是表格", package.name()),
                 fmt::format("“{}” is an OpenDocument file, but no spreadsheet", package.name())},
                {"请把其中的表格另存为 ods 或 xlsx 再导入",
                 "save the table in it as ods or xlsx and import that"},
                where);
  }
  // Searched, not parsed: old OpenOffice declares a document type here, which the parser refuses.
  if (package.has("META-INF/manifest.xml")) {
    const auto manifest = package.text("META-INF/manifest.xml", manifest_bytes);
    if (!manifest) return tl::unexpected(manifest.error());
    if (manifest->find("encryption-data") != std::string::npos ||
        manifest->find("encrypted-key") != std::string::npos) {
      return fail(ErrorCode::unknown_format,
                  {"文件有密码保护", "the file is protected by a password"},
                  {"请用 LibreOffice/WPS 打开,去掉密码后另存",
                   "open it in LibreOffice, remove the password and save it"},
                  where);
    }
  }
  auto content = package.entry("content.xml");
  if (!content) return tl::unexpected(content.error());
  return std::make_unique<OdsReader>(std::move(package), std::move(*content));
}

}  // namespace duibiao::intake
