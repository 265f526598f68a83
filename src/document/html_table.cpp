#include "document/html_table.h"

#include <algorithm>
#include <utility>

namespace duibiao::document {

void GridBuilder::begin_row() {
  in_cell_ = false;
  if (started_) ++row_;
  started_ = true;
  column_ = 0;
}

bool GridBuilder::begin_cell(std::uint32_t row_span, std::uint32_t column_span, bool header) {
  if (!started_) begin_row();
  row_span = std::clamp(row_span, 1U, longest_row_span);
  column_span = std::clamp(column_span, 1U, widest_span);
  while (column_ < free_from_.size() && free_from_[column_] > row_) ++column_;
  if (column_ + column_span > most_grid_columns) return false;
  if (free_from_.size() < column_ + column_span) free_from_.resize(column_ + column_span, 0);
  for (std::uint32_t at = column_; at < column_ + column_span; ++at) {
    free_from_[at] = row_ + row_span;
  }
  grid_.cells.push_back({row_, column_, row_span, column_span, header, {}});
  column_ += column_span;
  in_cell_ = true;
  return true;
}

void GridBuilder::add(Paragraph&& paragraph) {
  // Text between cells belongs nowhere; browsers put it before the table.
  if (grid_.cells.empty() && !begin_cell(1, 1, false)) return;
  grid_.cells.back().paragraphs.push_back(std::move(paragraph));
}

TableGrid GridBuilder::take() {
  const std::uint32_t rows = started_ ? row_ + 1 : 0;
  for (TableCell& cell : grid_.cells) cell.row_span = std::min(cell.row_span, rows - cell.row);
  TableGrid taken = std::exchange(grid_, {});
  free_from_.clear();
  row_ = 0;
  column_ = 0;
  started_ = false;
  in_cell_ = false;
  return taken;
}

}  // namespace duibiao::document
