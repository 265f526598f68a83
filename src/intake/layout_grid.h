#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/table.h"

namespace duibiao::intake {

namespace limit {
/// A cross table is interpreted whole; the largest yearbook sheets have some thousand rows.
inline constexpr std::size_t grid_rows = 200'000;
inline constexpr std::size_t grid_cells = 4'000'000;
/// Rows looked at before a sheet is taken for a tidy table; titles above its header are few.
inline constexpr std::size_t head_rows = 40;
}  // namespace limit

/// A cell that owns its text.
struct GridCell {
  CellKind kind = CellKind::empty;
  bool percent = false;
  bool rounded = false;
  std::string text;  ///< as it stood, blanks at both ends removed
  std::uint8_t decimals = 0;
};

struct GridRow {
  std::uint32_t number = 0;
  bool hidden = false;
  std::vector<GridCell> cells;
};

/// Rows of one sheet in memory.
class Grid {
 public:
  /// Reads up to `rows` more rows. Errors: the reader's; over_limit past the limits above.
  [[nodiscard]] Status read(TableReader& reader, std::size_t rows);
  /// True when the reader had no more rows.
  [[nodiscard]] bool complete() const { return complete_; }

  [[nodiscard]] const std::vector<GridRow>& rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// The cell of the `row`-th row held (from 0) and `column` (from 0); an empty one outside.
  [[nodiscard]] const GridCell& at(std::size_t row, std::size_t column) const;
  [[nodiscard]] std::vector<std::string> texts(std::size_t row) const;

  /// Writes the text of every merged area into its other cells, for rows before `row` (headers) and
  /// columns before `column` (labels) only: a merged figure stays one figure. Call when complete.
  void fill_merged(std::span<const Merge> merges, std::size_t row, std::size_t column);

 private:
  std::vector<GridRow> rows_;
  std::size_t columns_ = 0;
  std::size_t cells_ = 0;
  bool complete_ = false;
};

}  // namespace duibiao::intake
