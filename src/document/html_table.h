#pragma once

#include <cstdint>
#include <vector>

#include "document/flow.h"

namespace duibiao::document {

/// Browsers take up to 1000; no table that people read has more than this.
inline constexpr std::uint32_t widest_span = 256;
inline constexpr std::uint32_t longest_row_span = 65'534;  // as browsers
inline constexpr std::uint32_t most_grid_columns = 16'384;

/// Places cells with their spans in a grid, row by row, as browsers do.
class GridBuilder {
 public:
  void begin_row();
  /// Rows and columns spanned are cut to what is allowed. False when the row is full.
  bool begin_cell(std::uint32_t row_span, std::uint32_t column_span, bool header);
  [[nodiscard]] bool in_cell() const { return in_cell_; }
  void end_cell() { in_cell_ = false; }
  void add(Paragraph&& paragraph);
  /// The table so far, which begins anew.
  [[nodiscard]] TableGrid take();

 private:
  TableGrid grid_;
  std::vector<std::uint32_t> free_from_;  ///< by column: the first row that no cell reaches into
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  bool started_ = false;
  bool in_cell_ = false;
};

}  // namespace duibiao::document
