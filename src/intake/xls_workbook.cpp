#include "intake/xls_workbook.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "text/encoding.h"

namespace duibiao::intake {
namespace {

namespace record_id {
constexpr std::uint16_t begin = 0x0809;
constexpr std::uint16_t end = 0x000A;
constexpr std::uint16_t file_pass = 0x002F;
constexpr std::uint16_t date_mode = 0x0022;
constexpr std::uint16_t code_page = 0x0042;
constexpr std::uint16_t bound_sheet = 0x0085;
constexpr std::uint16_t format = 0x041E;
constexpr std::uint16_t style = 0x00E0;
constexpr std::uint16_t shared_strings = 0x00FC;
}  // namespace record_id

constexpr std::uint16_t version_5 = 0x0500;
constexpr std::uint16_t version_8 = 0x0600;

tl::unexpected<Error> bad(const std::string& file, ErrorCode code, Message message) {
  return fail(code, std::move(message),
              {"请用 Excel/WPS 打开,另存为 xlsx 再导入",
               "open it in Excel or LibreOffice, save it as xlsx and import that"},
              {.file = file, .sheet = {}, .cell = {}});
}

class GlobalsReader {
 public:
  explicit GlobalsReader(XlsWorkbook& workbook) : workbook_(workbook) {}

  Status read() {
    XlsRecords records(workbook_.stream, 0);
    XlsRecord record;
    if (!records.next(record) || record.id() != record_id::begin) return older();
    const std::uint16_t version = record.u16();
    if (version != version_5 && version != version_8) return older();
    workbook_.biff8 = version == version_8;
    while (records.next(record)) {
      if (record.id() == record_id::end) return settle_formats();
      if (auto status = take(record); !status) return status;
      if (!record.ok()) break;
    }
    return bad(workbook_.file, ErrorCode::damaged_file,
               {"工作簿的开头部分不完整或已损坏",
                "the beginning of the workbook is incomplete or damaged"});
  }

 private:
  Status older() const {
    return bad(workbook_.file, ErrorCode::unknown_format,
               {fmt::format("“{}”是 Excel 4 或更早的表格,或已损坏", workbook_.file),
                fmt::format("“{}” is older than Excel 5, or damaged", workbook_.file)});
  }

  Status take(XlsRecord& record) {
    switch (record.id()) {
      case record_id::file_pass:
        return bad(workbook_.file, ErrorCode::unknown_format,
                   {fmt::format("“{}”有密码保护", workbook_.file),
                    fmt::format("“{}” is protected by a password", workbook_.file)});
      case record_id::date_mode:
        workbook_.epoch_1904 = record.u16() == 1;
        break;
      case record_id::code_page:
        workbook_.code_page = fmt::format("cp{}", record.u16());
        break;
      case record_id::bound_sheet:
        return add_sheet(record);
      case record_id::format: {
        const std::uint16_t id = record.u16();
        const std::size_t length = workbook_.biff8 ? record.u16() : record.u8();
        codes_[id] = read_format_code(workbook_.text(record, length, false));
        break;
      }
      case record_id::style:
        record.skip(2);
        styles_.push_back(record.u16());
        break;
      case record_id::shared_strings:
        return add_strings(record);
      default:
        break;
    }
    return {};
  }

  Status add_sheet(XlsRecord& record) {
    XlsWorkbook::Sheet sheet;
    sheet.offset = record.u32();
    sheet.info.hidden = (record.u8() & 3) != 0;
    const bool cells = record.u8() == 0;  // charts, macros and Basic modules hold none
    const std::size_t length = record.u8();
    sheet.info.name = workbook_.text(record, length, false);
    if (cells) workbook_.sheets.push_back(std::move(sheet));
    if (workbook_.sheets.size() > limit::sheets) {
      return bad(workbook_.file, ErrorCode::over_limit,
                 {fmt::format("工作表超过 {} 张", limit::sheets),
                  fmt::format("over {} sheets", limit::sheets)});
    }
    return {};
  }

  Status add_strings(XlsRecord& record) {
    record.skip(4);
    const std::uint32_t count = record.u32();
    for (std::uint32_t index = 0; index < count && record.ok(); ++index) {
      const std::size_t length = record.u16();
      const std::string text = record.unicode(length, true);
      if (record.ok()) workbook_.strings.add(text);
      if (workbook_.strings.bytes() > limit::shared_string_bytes) {
        return bad(workbook_.file, ErrorCode::over_limit,
                   {"共享文字过多", "too many shared strings"});
      }
    }
    return {};
  }

  Status settle_formats() {
    for (const std::uint16_t id : styles_) {
      const auto custom = codes_.find(id);
      workbook_.formats.push_back(custom == codes_.end() ? builtin_format(id) : custom->second);
    }
    return {};
  }

  XlsWorkbook& workbook_;
  std::map<std::uint16_t, CellFormat> codes_;
  std::vector<std::uint16_t> styles_;
};

}  // namespace

std::string XlsWorkbook::text(XlsRecord& record, std::size_t length, bool rich) const {
  if (biff8) return record.unicode(length, rich);
  const std::string bytes = record.bytes(length);
  auto converted = text::to_utf8(bytes, code_page);
  // What the code page does not know stays visible as a question mark, not as broken UTF-8.
  if (converted) return std::move(*converted);
  std::string plain;
  for (const char byte : bytes) plain.push_back(static_cast<signed char>(byte) < 0 ? '?' : byte);
  return plain;
}

Result<XlsWorkbook> read_xls_workbook(std::string stream, const std::string& file) {
  XlsWorkbook workbook;
  workbook.file = file;
  workbook.stream = std::move(stream);
  if (auto status = GlobalsReader(workbook).read(); !status) {
    return tl::unexpected(status.error());
  }
  return workbook;
}

}  // namespace duibiao::intake
