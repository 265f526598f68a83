#include "intake/ods_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/open_merge.h"

namespace duibiao::intake {
namespace {

// Rows that repeat something visible are few; a file made to harm could ask for 10^12 cells.
constexpr std::uint64_t repeated_cells_max = 100'000'000;
constexpr std::size_t hidden_styles_max = 100'000;

/// What stands in or beside a cell without being its content: notes, drawings, readings of
/// characters, deleted content, cached remote tables.
bool is_aside(std::string_view name) {
  return name == "annotation" || name == "frame" || name == "ruby-text" || name == "shapes" ||
         name == "tracked-changes" || name == "dde-links" || name == "custom-shape" ||
         name == "line" || name == "g" || name == "rect" || name == "note" || name == "sub-table" ||
         name == "detective";
}

}  // namespace

void OdsSink::start(XmlPump& pump, std::string_view name, const XmlAttributes& attributes) {
  // A table inside a cell is somebody else's layout, not rows of this sheet.
  if (skipped_ > 0 || is_aside(name) || (in_cell_ && name == "table")) {
    ++skipped_;
  } else if (in_cell_) {
    in_paragraph_ = in_paragraph_ || name == "p" || name == "h";
    cell_.start_inside(name, attributes);
  } else if (in_row_ && (name == "table-cell" || name == "covered-table-cell")) {
    in_cell_ = true;
    cell_.start(attributes, name == "covered-table-cell");
  } else if (in_sheet_ && name == "table-row") {
    start_row(attributes);
  } else if (name == "table" && !in_sheet_) {
    start_sheet(pump, attributes);
  } else if (name == "style" && attributes.get("family") == "table") {
    style_ = attributes.get("name");
  } else if (name == "table-properties" && attributes.get("display") == "false" &&
             hidden_styles_.size() < hidden_styles_max) {
    hidden_styles_.insert(style_);
  }
}

void OdsSink::end(XmlPump& pump, std::string_view name) {
  if (skipped_ > 0) {
    --skipped_;
  } else if (in_cell_ && (name == "table-cell" || name == "covered-table-cell")) {
    in_cell_ = false;
    in_paragraph_ = false;
    finish_cell(pump);
  } else if (in_cell_) {
    if (name == "p" || name == "h") in_paragraph_ = false;
  } else if (in_row_ && name == "table-row") {
    in_row_ = false;
    finish_row(pump);
  } else if (in_sheet_ && name == "table") {
    in_sheet_ = false;
    if (const auto both = overlap(merges_)) {
      Error error = overlap_error(both->first, both->second);
      error.where.sheet = sheet_;
      pump.reject(std::move(error));
    }
    stop(pump, Event::sheet_ends);
  }
}

void OdsSink::text(XmlPump& pump, std::string_view piece) {
  // Between paragraphs stand only the line breaks that lay out the XML.
  if (!in_paragraph_ || skipped_ > 0) return;
  cell_.append(piece);
  if (cell_.bytes() > limit::cell_bytes) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("单元格超过 {} 字节", limit::cell_bytes),
            fmt::format("the cell is over {} bytes", limit::cell_bytes)});
  }
}

void OdsSink::start_sheet(XmlPump& pump, const XmlAttributes& attributes) {
  in_sheet_ = true;
  sheet_ = attributes.get("name");
  hidden_sheet_ = hidden_styles_.contains(attributes.get("style-name"));
  merges_.clear();
  next_row_ = 1;
  row_repeated_ = 0;
  if (++sheets_ > limit::sheets) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("工作表超过 {} 张", limit::sheets),
            fmt::format("over {} sheets", limit::sheets)});
  }
  stop(pump, Event::sheet_begins);
}

void OdsSink::start_row(const XmlAttributes& attributes) {
  in_row_ = true;
  next_row_ += row_repeated_;
  row_repeated_ = std::max(1U, attributes.number("number-rows-repeated", 1));
  const std::string_view visibility = attributes.get("visibility");
  row_hidden_ = visibility == "collapse" || visibility == "filter";
  next_column_ = 1;
  cells_.clear();
  pieces_.clear();
  text_.clear();
}

void OdsSink::finish_cell(XmlPump& pump) {
  const std::uint32_t column = next_column_;
  const std::uint64_t behind = std::uint64_t{column} + cell_.repeated();
  const std::size_t from = text_.size();
  const Cell cell = cell_.finish(text_);
  next_column_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(behind, limit::columns + 1));
  if (cell_.spanned_rows() > 1 || cell_.spanned_columns() > 1) add_merge(pump, column);
  if (cell.kind == CellKind::empty) return;
  if (behind > limit::columns + 1) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("超过 {} 列", limit::columns),
            fmt::format("over {} columns", limit::columns)});
    return;
  }
  if (text_.size() > limit::line_bytes) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("这一行超过 {} MB", limit::line_bytes >> 20),
            fmt::format("this row is over {} MB", limit::line_bytes >> 20)});
    return;
  }
  cells_.resize(column - 1);
  pieces_.resize(column - 1);
  cells_.resize(static_cast<std::size_t>(behind - 1), cell);
  pieces_.resize(cells_.size(), {from, text_.size() - from});
}

void OdsSink::finish_row(XmlPump& pump) {
  // Sheets end in a million repeated empty rows; limit::rows is for what holds something.
  if (cells_.empty()) {
    row_repeated_ = std::min(row_repeated_, limit::rows - std::min(next_row_, limit::rows));
    return;
  }
  repeated_cells_ += row_repeated_ > 1 ? std::uint64_t{row_repeated_} * cells_.size() : 0;
  if (std::uint64_t{next_row_} + row_repeated_ > limit::rows ||
      repeated_cells_ > repeated_cells_max) {
    reject(pump, ErrorCode::over_limit,
           {fmt::format("行数或重复的单元格过多(第 {} 行重复 {} 次)", next_row_, row_repeated_),
            fmt::format("too many rows or repeated cells (row {} repeated {} times)", next_row_,
                        row_repeated_)});
    return;
  }
  stop(pump, Event::row);
}

void OdsSink::add_merge(XmlPump& pump, std::uint32_t column) {
  const std::uint64_t last_row = std::uint64_t{next_row_} + cell_.spanned_rows() - 1;
  const std::uint64_t last_column = std::uint64_t{column} + cell_.spanned_columns() - 1;
  if (last_row > limit::rows || last_column > limit::columns || merges_.size() >= limit::merges) {
    reject(pump, ErrorCode::over_limit,
           {"合并单元格过大或过多", "too many merged cells, or too large"});
    return;
  }
  merges_.push_back({next_row_, column, static_cast<std::uint32_t>(last_row),
                     static_cast<std::uint32_t>(last_column)});
}

void OdsSink::stop(XmlPump& pump, Event event) {
  event_ = event;
  pump.pause();
}

void OdsSink::reject(XmlPump& pump, ErrorCode code, Message message) {
  Position where{.file = file_, .sheet = sheet_, .cell = {}};
  if (in_sheet_) where.cell = cell_name(next_row_, std::min(next_column_, limit::columns));
  pump.reject({code,
               std::move(message),
               {"请用 LibreOffice/WPS 打开后另存一份再导入",
                "open it in LibreOffice, save a copy and import that"},
               std::move(where)});
}

void OdsSink::take(Row& row) {
  row.number = next_row_;
  row.hidden = row_hidden_;
  for (std::size_t index = 0; index < cells_.size(); ++index) {
    cells_[index].text = std::string_view(text_).substr(pieces_[index].from, pieces_[index].size);
  }
  row.cells.assign(cells_.begin(), cells_.end());
}

}  // namespace duibiao::intake
