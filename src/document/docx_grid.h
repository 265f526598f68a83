#pragma once

#include <cstdint>
#include <vector>

#include "document/flow.h"

namespace duibiao::document {

/// Places the cells of a Word table: columns by gridSpan and gridBefore, rows by vMerge.
class DocxGrid {
 public:
  void begin_row();
  void skip_columns(std::uint32_t count);
  void set_header_row() { header_ = true; }
  /// A row whose deletion is tracked: its cells are dropped at its end.
  void set_row_deleted() { deleted_ = true; }
  void end_row();
  void begin_cell();
  void set_column_span(std::uint32_t span);
  /// vMerge: begins a merged stretch, or goes on with the one above.
  void set_merge(bool goes_on);
  void end_cell();
  [[nodiscard]] bool in_cell() const { return in_cell_; }
  void add(Paragraph&& paragraph);
  [[nodiscard]] TableGrid take() { return std::move(grid_); }
  /// The paragraphs of all cells so far, the open one's too; the cells go.
  [[nodiscard]] std::vector<Paragraph> release();

  bool arranges = false;  ///< holds another table: its cells are paragraphs

 private:
  TableGrid grid_;
  TableCell now_;
  std::vector<std::size_t> above_;  ///< by column: the cell that reaches down to here, +1
  std::size_t row_begin_ = 0;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  bool in_cell_ = false;
  bool header_ = false;
  bool deleted_ = false;
  bool goes_on_ = false;
};

}  // namespace duibiao::document
