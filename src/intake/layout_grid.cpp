#include "intake/layout_grid.h"

#include <fmt/core.h>
#include <algorithm>

#include "text/utf8.h"

namespace duibiao::intake {
namespace {

const GridCell no_cell;

tl::unexpected<Error> too_large(const GridRow& row) {
  return fail(
      ErrorCode::over_limit,
      {fmt::format("表太大：交叉表最多 {} 行、{} 个单元格", limit::grid_rows, limit::grid_cells),
       fmt::format("the table is too large: a cross table may have {} rows and {} cells",
                   limit::grid_rows, limit::grid_cells)},
      {"请改为一行一个数的长表(place,indicator,period,value)",
       "turn it into a long table, one figure a row (place,indicator,period,value)"},
      {"", "", "", row.number, 0});
}

}  // namespace

Status Grid::read(TableReader& reader, std::size_t rows) {
  Row row;
  for (std::size_t i = 0; i < rows && !complete_; ++i) {
    const auto more = reader.next_row(row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) {
      complete_ = true;
      break;
    }
    GridRow kept;
    kept.number = row.number;
    kept.hidden = row.hidden;
    kept.cells.reserve(row.cells.size());
    for (const Cell& cell : row.cells) {
      const std::string_view text = text::trim(cell.text);
      kept.cells.push_back({text.empty() ? CellKind::empty : cell.kind, cell.percent, cell.rounded,
                            std::string(text), cell.decimals});
    }
    while (!kept.cells.empty() && kept.cells.back().kind == CellKind::empty) {
      kept.cells.pop_back();
    }
    cells_ += kept.cells.size();
    columns_ = std::max(columns_, kept.cells.size());
    rows_.push_back(std::move(kept));
    if (rows_.size() > limit::grid_rows || cells_ > limit::grid_cells) {
      return too_large(rows_.back());
    }
  }
  return {};
}

const GridCell& Grid::at(std::size_t row, std::size_t column) const {
  if (row >= rows_.size() || column >= rows_[row].cells.size()) return no_cell;
  return rows_[row].cells[column];
}

std::vector<std::string> Grid::texts(std::size_t row) const {
  std::vector<std::string> out;
  for (const GridCell& cell : rows_[row].cells) out.push_back(cell.text);
  return out;
}

void Grid::fill_merged(std::span<const Merge> merges, std::size_t row, std::size_t column) {
  const auto index_of = [&](std::uint32_t number) {
    return static_cast<std::size_t>(
        std::lower_bound(rows_.begin(), rows_.end(), number,
                         [](const GridRow& r, std::uint32_t n) { return r.number < n; }) -
        rows_.begin());
  };
  // A damaged file may claim a million merges over the whole sheet: the work is bounded, too.
  std::size_t steps = 0;
  for (const Merge& merge : merges) {
    if (merge.first_row == 0 || merge.first_column == 0) continue;
    const std::size_t top = index_of(merge.first_row);
    if (top >= rows_.size() || rows_[top].number != merge.first_row) continue;
    const GridCell origin = at(top, merge.first_column - 1);
    if (origin.kind != CellKind::text) continue;
    // A merge may claim the whole sheet; only cells that the table has are filled.
    const std::size_t right = std::min<std::size_t>(merge.last_column, columns_);
    for (std::size_t r = top; r < rows_.size() && rows_[r].number <= merge.last_row; ++r) {
      for (std::size_t c = merge.first_column - 1; c < right; ++c) {
        if (++steps > limit::grid_cells || cells_ >= limit::grid_cells) return;
        if (r >= row && c >= column) break;
        auto& cells = rows_[r].cells;
        if (cells.size() <= c) {
          cells_ += c + 1 - cells.size();
          cells.resize(c + 1);
        }
        if (cells[c].kind == CellKind::empty) cells[c] = origin;
      }
    }
  }
}

}  // namespace duibiao::intake
