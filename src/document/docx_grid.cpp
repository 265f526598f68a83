#include "document/docx_grid.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "document/html_table.h"

namespace duibiao::document {

void DocxGrid::begin_row() {
  column_ = 0;
  header_ = false;
  deleted_ = false;
  row_begin_ = grid_.cells.size();
}

void DocxGrid::skip_columns(std::uint32_t count) { column_ += std::min(count, widest_span); }

void DocxGrid::end_row() {
  if (deleted_) {
    grid_.cells.resize(row_begin_);
    for (std::size_t& cell : above_) {
      if (cell > row_begin_) cell = 0;
    }
    return;
  }
  for (std::size_t at = row_begin_; at < grid_.cells.size(); ++at) {
    grid_.cells[at].header = header_;
  }
  ++row_;
}

void DocxGrid::begin_cell() {
  now_ = {};
  now_.row = row_;
  now_.column = column_;
  goes_on_ = false;
  in_cell_ = true;
}

void DocxGrid::set_column_span(std::uint32_t span) {
  now_.column_span = std::clamp(span, 1U, widest_span);
}

void DocxGrid::set_merge(bool goes_on) { goes_on_ = goes_on; }

void DocxGrid::end_cell() {
  if (!in_cell_) return;
  in_cell_ = false;
  const std::uint32_t begin = column_;
  column_ += now_.column_span;
  if (column_ > most_grid_columns) {
    column_ = begin;
    return;
  }
  if (above_.size() < column_) above_.resize(column_, 0);
  if (goes_on_ && above_[begin] != 0) {
    TableCell& origin = grid_.cells[above_[begin] - 1];
    origin.row_span = row_ - origin.row + 1;
    return;
  }
  grid_.cells.push_back(std::move(now_));
  std::fill(above_.begin() + begin, above_.begin() + column_, grid_.cells.size());
}

std::vector<Paragraph> DocxGrid::release() {
  std::vector<Paragraph> all;
  grid_.cells.push_back(std::exchange(now_, {}));
  for (TableCell& cell : grid_.cells) {
    std::move(cell.paragraphs.begin(), cell.paragraphs.end(), std::back_inserter(all));
  }
  grid_ = {};
  above_.clear();
  row_begin_ = 0;
  return all;
}

void DocxGrid::add(Paragraph&& paragraph) { now_.paragraphs.push_back(std::move(paragraph)); }

}  // namespace duibiao::document
