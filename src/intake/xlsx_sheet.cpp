#include "intake/xlsx_sheet.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "intake/open_merge.h"

namespace duibiao::intake {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

}  // namespace

void XlsxSheetSink::start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) {
  if (in_cell_) {
    if (name == "f") formula_ = true;
    if (name == "rPh") phonetic_ = true;
    in_value_ = !phonetic_ && (name == "v" || name == "t");
  } else if (in_data_) {
    if (name == "c") start_cell(pump, attributes);
    if (name == "row") start_row(pump, attributes);
  } else if (name == "sheetData") {
    in_data_ = true;
  } else if (name == "mergeCell") {
    add_merge(pump, attributes.get("ref"));
  }
}

void XlsxSheetSink::end(XmlPump& pump, std::string_view name) {
  in_value_ = false;
  if (name == "rPh") phonetic_ = false;
  if (name == "c" && in_cell_) {
    finish_cell(pump);
    in_cell_ = false;
  } else if (name == "row" && in_data_) {
    pump.pause();
  } else if (name == "sheetData") {
    in_data_ = false;
  } else if (name == "worksheet") {
    if (const auto both = overlap(merges_)) {
      Error error = overlap_error(both->first, both->second);
      error.where.sheet = sheet_;
      pump.reject(std::move(error));
    }
  }
}

void XlsxSheetSink::text(XmlPump& pump, std::string_view piece) {
  if (!in_value_) return;
  value_.append(piece);
  if (value_.size() > limit::cell_bytes) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("单元格超过 {} 字节", limit::cell_bytes),
            fmt::format("the cell is over {} bytes", limit::cell_bytes)});
  }
}

void XlsxSheetSink::start_row(XmlPump& pump, const XmlAttributes& attributes) {
  const std::uint32_t previous = row_;
  row_ = attributes.get("r").empty() ? previous + 1 : attributes.number("r", 0);
  column_ = 0;
  cells_.clear();
  pieces_.clear();
  own_text_.clear();
  row_hidden_ = attributes.flag("hidden");
  if (row_ <= previous) {
    reject(
        pump, ErrorCode::damaged_file,
        {fmt::format("第 {} 行之后的行号“{}”不对", previous, attributes.get("r")),
         fmt::format("the row number “{}” cannot follow row {}", attributes.get("r"), previous)});
  } else if (row_ > limit::rows) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("行号超过 {}", limit::rows), fmt::format("over {} rows", limit::rows)});
  }
}

void XlsxSheetSink::start_cell(XmlPump& pump, const XmlAttributes& attributes) {
  in_cell_ = true;
  formula_ = false;
  phonetic_ = false;
  value_.clear();
  const std::string_view name = attributes.get("r");
  const std::uint32_t previous = column_++;
  if (!name.empty()) {
    const auto place = read_cell_name(name);
    if (!place || place->row != row_ || place->column <= previous) {
      reject(pump, ErrorCode::damaged_file,
             {fmt::format("单元格位置“{}”不对", name),
              fmt::format("the cell reference “{}” is out of place", name)});
      return;
    }
    column_ = place->column;
  }
  if (column_ > limit::columns) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("超过 {} 列", limit::columns),
            fmt::format("over {} columns", limit::columns)});
    return;
  }
  const std::string_view type = attributes.get("t");
  type_ = type.empty() || type == "n" ? Type::number
          : type == "s"               ? Type::shared
          : type == "b"               ? Type::boolean
          : type == "e"               ? Type::error
          : type == "d"               ? Type::date
                                      : Type::text;
  const std::uint32_t style = attributes.number("s", 0);
  format_ = style < workbook_.formats.size() ? workbook_.formats[style] : CellFormat{};
}

void XlsxSheetSink::finish_cell(XmlPump& pump) {
  cells_.resize(column_);
  pieces_.resize(column_);
  Cell& cell = cells_.back();
  Piece& piece = pieces_.back();
  if (type_ != Type::text && type_ != Type::shared && trimmed(value_).empty()) {
    if (!formula_) return;
    cell.kind = CellKind::error;
    cell.text = formula_without_value;
    return;
  }
  switch (type_) {
    case Type::number:
      finish_number(cell, piece);
      break;
    case Type::shared:
      finish_shared(pump, cell);
      break;
    case Type::text:
      unescape_xlsx_text(value_);
      cell.kind = value_.empty() ? CellKind::empty : CellKind::text;
      keep(piece, value_);
      break;
    case Type::boolean:
      cell.kind = CellKind::boolean;
      cell.text = trimmed(value_) == "0" || value_ == "false" ? "FALSE" : "TRUE";
      break;
    case Type::error:
      cell.kind = CellKind::error;
      keep(piece, trimmed(value_));
      break;
    case Type::date:
      cell.kind = CellKind::date;
      keep(piece, trimmed(value_));
      break;
  }
  if (own_text_.size() > limit::line_bytes) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("这一行超过 {} MB", limit::line_bytes >> 20),
            fmt::format("this row is over {} MB", limit::line_bytes >> 20)});
  }
}

void XlsxSheetSink::finish_number(Cell& cell, Piece& piece) {
  const std::string_view number = trimmed(value_);
  piece = {own_text_.size(), 0, true};
  const bool date = format_.kind != NumberFormat::plain && format_.kind != NumberFormat::percent;
  if (date && append_serial_date(own_text_, number, format_.kind, workbook_.epoch_1904)) {
    cell.kind = CellKind::date;
  } else {
    cell.kind = CellKind::number;
    cell.rounded = append_plain_number(own_text_, number);
    cell.decimals = format_.decimals;
    cell.percent = format_.kind == NumberFormat::percent;
  }
  piece.size = own_text_.size() - piece.from;
}

void XlsxSheetSink::finish_shared(XmlPump& pump, Cell& cell) {
  const std::string_view digits = trimmed(value_);
  if (digits.empty()) return;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (error != std::errc() || end != digits.data() + digits.size() ||
      index >= workbook_.strings.size()) {
    reject(
        pump, ErrorCode::damaged_file,
        {fmt::format("单元格指向不存在的共享文字 {}(共 {} 条)", digits, workbook_.strings.size()),
         fmt::format("the cell points to shared string {}, of which there are {}", digits,
                     workbook_.strings.size())});
    return;
  }
  cell.text = workbook_.strings.at(index);
  cell.kind = cell.text.empty() ? CellKind::empty : CellKind::text;
}

void XlsxSheetSink::keep(Piece& piece, std::string_view text) {
  piece = {own_text_.size(), text.size(), true};
  own_text_.append(text);
}

void XlsxSheetSink::add_merge(XmlPump& pump, std::string_view range) {
  const auto merge = read_range(range);
  if (!merge) {
    reject(pump, ErrorCode::damaged_file,
           {fmt::format("合并单元格的范围“{}”不对", range),
            fmt::format("“{}” is no range of merged cells", range)});
    return;
  }
  if (merges_.size() >= limit::merges) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("合并单元格超过 {} 处", limit::merges),
            fmt::format("over {} merged ranges", limit::merges)});
    return;
  }
  merges_.push_back(*merge);
}

void XlsxSheetSink::reject(XmlPump& pump, ErrorCode code, Message message) {
  Position where{.file = file_, .sheet = sheet_, .cell = {}};
  if (in_data_) where.cell = cell_name(row_, column_ == 0 ? 1 : column_);
  pump.reject({code,
               std::move(message),
               {"请用 Excel/WPS 打开后另存一份再导入",
                "open it in Excel or LibreOffice, save a copy and import that"},
               std::move(where)});
}

void XlsxSheetSink::take(Row& row) {
  row.number = row_;
  row.hidden = row_hidden_;
  for (std::size_t index = 0; index < cells_.size(); ++index) {
    const Piece& piece = pieces_[index];
    if (piece.own) cells_[index].text = std::string_view(own_text_).substr(piece.from, piece.size);
  }
  row.cells.assign(cells_.begin(), cells_.end());
}

}  // namespace duibiao::intake
