#include "bulletin/read/table_grid.h"

#include <algorithm>

#include "figure/period.h"

namespace duibiao::bulletin {
namespace {

using Kind = GridCell::Kind;

// Headers of real tables have two or three rows, with titles and unit lines some six.
constexpr std::size_t most_header_rows = 12;

bool is_year(const text::PrintedNumber& number, std::string_view text) {
  return text.size() == 4 && number.value.scale() == 0 && !number.percent &&
         number.value >= num::Decimal::whole(first_period_year) &&
         number.value <= num::Decimal::whole(last_period_year);
}

GridCell look_at(const text::Block& block, std::string_view text) {
  GridCell cell{.block = &block, .text = block.span.of(text), .kind = Kind::words, .number = {}};
  switch (text::scan_number(cell.text, cell.number)) {
    case text::CellReading::number:
      cell.kind = is_year(cell.number, cell.text) ? Kind::year : Kind::number;
      break;
    case text::CellReading::missing:
      cell.kind = Kind::missing;
      break;
    case text::CellReading::text:
    case text::CellReading::too_long:
      break;
  }
  return cell;
}

}  // namespace

CellGrid::CellGrid(std::span<const text::Block> blocks, std::string_view text) {
  cells_.reserve(blocks.size());
  for (const text::Block& block : blocks) {
    const auto at = static_cast<std::uint32_t>(cells_.size());
    if (cells_.empty() || cells_.back().block->row != block.row) rows_.push_back({at, at});
    cells_.push_back(look_at(block, text));
    rows_.back().end = at + 1;
    const std::uint32_t end = std::min(block.column, most_table_columns - 1) + 1;
    columns_ = std::max(columns_, end);
  }
  find_headers();
  find_labels();
}

bool CellGrid::is_single(Row row) const {
  return row.end - row.begin == 1 && cells_[row.begin].kind == Kind::words;
}

void CellGrid::find_headers() {
  std::uint32_t last_full = 0;
  bool full = false;
  for (std::uint32_t at = 0; at < std::min(rows_.size(), most_header_rows); ++at) {
    const auto row = cells(rows_[at]);
    const bool marked = std::all_of(row.begin(), row.end(),
                                    [](const GridCell& cell) { return cell.block->header_cell; });
    const bool figures = std::any_of(
        row.begin(), row.end(), [](const GridCell& cell) { return cell.kind == Kind::number; });
    const bool years = std::all_of(row.begin(), row.end(), [](const GridCell& cell) {
      return cell.kind == Kind::year || cell.kind == Kind::number;
    });
    if (!marked && (figures || (years && full))) break;
    if (!is_single(rows_[at])) {
      last_full = at + 1;
      full = true;
    }
  }
  // Single cells behind the last full header head groups; without a full one they are titles.
  header_rows_ = last_full;
  if (header_rows_ == rows_.size() && header_rows_ > 1) header_rows_ = 1;
}

void CellGrid::find_labels() {
  std::vector<std::uint32_t> figures(columns_, 0);
  std::vector<std::uint32_t> words(columns_, 0);
  for (std::size_t at = header_rows_; at < rows_.size(); ++at) {
    for (const GridCell& cell : cells(rows_[at])) {
      if (cell.block->column >= columns_) continue;
      const bool figure = cell.kind == Kind::number || cell.kind == Kind::missing;
      ++(figure ? figures : words)[cell.block->column];
    }
  }
  // A column of row numbers may stand before the labels.
  while (label_columns_ < columns_ && words[label_columns_] >= figures[label_columns_] &&
         words[label_columns_] > 0) {
    ++label_columns_;
  }
  if (label_columns_ == 0 && columns_ > 2 && words[1] > figures[1]) label_columns_ = 2;
}

}  // namespace duibiao::bulletin
