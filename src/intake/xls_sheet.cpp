#include "intake/xls_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "intake/open_merge.h"

namespace duibiao::intake {
namespace {

namespace record_id {
constexpr std::uint16_t begin = 0x0809;
constexpr std::uint16_t end = 0x000A;
constexpr std::uint16_t row = 0x0208;
constexpr std::uint16_t number = 0x0203;
constexpr std::uint16_t rk = 0x027E;
constexpr std::uint16_t rk_run = 0x00BD;
constexpr std::uint16_t label_shared = 0x00FD;
constexpr std::uint16_t label = 0x0204;
constexpr std::uint16_t label_rich = 0x00D6;
constexpr std::uint16_t formula = 0x0006;
constexpr std::uint16_t string = 0x0207;
constexpr std::uint16_t bool_or_error = 0x0205;
constexpr std::uint16_t merged = 0x00E5;
}  // namespace record_id

constexpr std::uint32_t columns_max = 256;

std::string_view error_name(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    default:
      return "#ERROR!";
  }
}

/// An RK number: 30 bits of an integer or of a double, perhaps in hundredths ([MS-XLS] 2.5.217).
double rk_value(std::uint32_t bits) {
  const double value = (bits & 2U) != 0 ? static_cast<double>(static_cast<std::int32_t>(bits) >> 2)
                                        : std::bit_cast<double>(std::uint64_t{bits & ~3U} << 32U);
  return (bits & 1U) != 0 ? value / 100 : value;
}

}  // namespace

class XlsSheetParser {
 public:
  XlsSheetParser(const XlsWorkbook& workbook, std::size_t index)
      : workbook_(workbook), info_(workbook.sheets[index]) {
    sheet_.workbook_ = &workbook;
  }

  Result<XlsSheet> read() {
    XlsRecords records(workbook_.stream, info_.offset);
    XlsRecord record;
    if (!records.next(record) || record.id() != record_id::begin) return damaged({});
    // A chart inside the sheet is a stream within the stream.
    int depth = 1;
    while (depth > 0) {
      if (!records.next(record)) return damaged(last_place());
      if (record.id() == record_id::begin) ++depth;
      if (record.id() == record_id::end) --depth;
      if (depth == 1) take(record);
      if (!record.ok()) return damaged(last_place());
      if (broken_) return damaged(last_place());
    }
    std::sort(sheet_.items_.begin(), sheet_.items_.end(), before);
    if (const auto both = overlap(sheet_.merges_)) {
      Error error = overlap_error(both->first, both->second);
      error.where.file = workbook_.file;
      error.where.sheet = info_.info.name;
      return tl::unexpected(std::move(error));
    }
    return std::move(sheet_);
  }

 private:
  using Item = XlsSheet::Item;

  static bool before(const Item& a, const Item& b) {
    if (a.row != b.row) return a.row < b.row;
    return a.column != b.column ? a.column < b.column : a.order < b.order;
  }

  [[nodiscard]] std::string last_place() const {
    return sheet_.items_.empty()
               ? std::string()
               : cell_name(sheet_.items_.back().row + 1U, sheet_.items_.back().column + 1U);
  }

  [[nodiscard]] tl::unexpected<Error> damaged(std::string cell) const {
    return fail(
        ErrorCode::damaged_file,
        {fmt::format("工作表“{}”的内容不完整或已损坏", info_.info.name),
         fmt::format("the contents of sheet “{}” are incomplete or damaged", info_.info.name)},
        {"请用 Excel/WPS 打开,另存为 xlsx 再导入",
         "open it in Excel or LibreOffice, save it as xlsx and import that"},
        {.file = workbook_.file, .sheet = info_.info.name, .cell = std::move(cell)});
  }

  void take(XlsRecord& record) {
    switch (record.id()) {
      case record_id::row:
        return take_row(record);
      case record_id::number: {
        Item& item = place(record);
        return put_number(item, std::bit_cast<double>(record.u64()));
      }
      case record_id::rk: {
        Item& item = place(record);
        return put_number(item, rk_value(record.u32()));
      }
      case record_id::rk_run:
        return take_run(record);
      case record_id::label_shared: {
        Item& item = place(record);
        item.from = record.u32();
        item.shared = true;
        item.kind = CellKind::text;
        broken_ = item.from >= workbook_.strings.size();
        return;
      }
      case record_id::label:
      case record_id::label_rich: {
        Item& item = place(record);
        const std::size_t length = record.u16();
        return put(item, CellKind::text, workbook_.text(record, length, false));
      }
      case record_id::formula:
        return take_formula(record);
      case record_id::string:
        return take_string(record);
      case record_id::bool_or_error: {
        Item& item = place(record);
        const std::uint8_t value = record.u8();
        return record.u8() != 0 ? put(item, CellKind::error, error_name(value))
                                : put_boolean(item, value);
      }
      case record_id::merged:
        return take_merges(record);
      default:
        return;
    }
  }

  Item& place(XlsRecord& record) {
    Item item;
    item.row = record.u16();
    item.column = record.u16();
    return add(item, record.u16());
  }

  Item& add(Item item, std::uint16_t style) {
    format_ = style < workbook_.formats.size() ? workbook_.formats[style] : CellFormat{};
    item.order = static_cast<std::uint32_t>(sheet_.items_.size());
    sheet_.items_.push_back(item);
    return sheet_.items_.back();
  }

  void put(Item& item, CellKind kind, std::string_view text) {
    item.kind = text.empty() ? CellKind::empty : kind;
    item.from = static_cast<std::uint32_t>(sheet_.text_.size());
    item.size = static_cast<std::uint32_t>(text.size());
    sheet_.text_.append(text);
  }

  void put_boolean(Item& item, std::uint8_t value) {
    put(item, CellKind::boolean, value != 0 ? "TRUE" : "FALSE");
  }

  void put_number(Item& item, double number) {
    if (!std::isfinite(number)) return put(item, CellKind::error, "#NUM!");
    plain_.clear();
    date_.clear();
    const bool rounded = append_plain_number(plain_, number);
    const bool dated = format_.kind != NumberFormat::plain &&
                       format_.kind != NumberFormat::percent &&
                       append_serial_date(date_, plain_, format_.kind, workbook_.epoch_1904);
    put(item, dated ? CellKind::date : CellKind::number, dated ? date_ : plain_);
    item.rounded = rounded && !dated;
    item.decimals = format_.decimals;
    item.percent = format_.kind == NumberFormat::percent;
  }

  void take_row(XlsRecord& record) {
    const std::uint16_t row = record.u16();
    record.skip(10);
    constexpr std::uint16_t hidden = 0x20;
    if ((record.u16() & hidden) == 0) return;
    if (sheet_.hidden_.size() <= row) sheet_.hidden_.resize(row + 1U);
    sheet_.hidden_[row] = true;
  }

  void take_run(XlsRecord& record) {
    Item item;
    item.row = record.u16();
    item.column = record.u16();
    for (; record.left() >= 8; ++item.column) {
      const std::uint16_t style = record.u16();
      put_number(add(item, style), rk_value(record.u32()));
    }
  }

  void take_formula(XlsRecord& record) {
    Item& item = place(record);
    const std::uint64_t result = record.u64();
    constexpr std::uint64_t not_a_number = 0xFFFF;
    if (result >> 48U != not_a_number) return put_number(item, std::bit_cast<double>(result));
    const auto value = static_cast<std::uint8_t>(result >> 16U);
    switch (result & 0xFFU) {
      case 0:
        wants_string_ = true;
        return;
      case 1:
        return put_boolean(item, value);
      case 2:
        return put(item, CellKind::error, error_name(value));
      default:
        return;
    }
  }

  /// The text that the formula before gave.
  void take_string(XlsRecord& record) {
    if (!std::exchange(wants_string_, false) || sheet_.items_.empty()) return;
    const std::size_t length = record.u16();
    put(sheet_.items_.back(), CellKind::text, workbook_.text(record, length, false));
  }

  void take_merges(XlsRecord& record) {
    const std::uint32_t count = record.u16();
    for (std::uint32_t index = 0; index < count; ++index) {
      Merge merge;
      merge.first_row = record.u16() + 1U;
      merge.last_row = record.u16() + 1U;
      merge.first_column = record.u16() + 1U;
      merge.last_column = record.u16() + 1U;
      if (!record.ok() || merge.first_row > merge.last_row ||
          merge.first_column > merge.last_column) {
        broken_ = true;
        return;
      }
      if (sheet_.merges_.size() < limit::merges) sheet_.merges_.push_back(merge);
    }
  }

  const XlsWorkbook& workbook_;
  const XlsWorkbook::Sheet& info_;
  XlsSheet sheet_;
  CellFormat format_;
  std::string plain_;  // scratch of put_number, kept for its memory
  std::string date_;
  bool wants_string_ = false;
  bool broken_ = false;
};

Result<XlsSheet> XlsSheet::read(const XlsWorkbook& workbook, std::size_t index) {
  return XlsSheetParser(workbook, index).read();
}

bool XlsSheet::next(Row& row) {
  if (at_ >= items_.size()) return false;
  const std::uint16_t number = items_[at_].row;
  row.number = number + 1U;
  row.hidden = number < hidden_.size() && hidden_[number];
  row.cells.clear();
  for (; at_ < items_.size() && items_[at_].row == number; ++at_) {
    const Item& item = items_[at_];
    if (item.kind == CellKind::empty || item.column >= columns_max) continue;
    row.cells.resize(std::max<std::size_t>(row.cells.size(), item.column + 1U));
    Cell& cell = row.cells[item.column];
    const std::string_view text = item.shared
                                      ? workbook_->strings.at(item.from)
                                      : std::string_view(text_).substr(item.from, item.size);
    cell = {text.empty() ? CellKind::empty : item.kind, item.rounded, item.percent, text,
            item.decimals};
  }
  return true;
}

}  // namespace duibiao::intake
