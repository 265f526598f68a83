#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/document.h"
#include "text/number_text.h"

namespace duibiao::bulletin {

/// More columns than this have no header that is looked at; Excel's last is 16,384.
inline constexpr std::uint32_t most_table_columns = 16'384;

/// A cell of a table and what stands in it.
struct GridCell {
  enum class Kind : std::uint8_t {
    words,
    number,
    year,     ///< a number that could be a year: 2019
    missing,  ///< a mark for «no figure»
  };
  const text::Block* block = nullptr;
  std::string_view text;
  Kind kind = Kind::words;
  text::PrintedNumber number;
};

/// A table as rows of cells, and where its parts are.
class CellGrid {
 public:
  CellGrid(std::span<const text::Block> cells, std::string_view text);

  struct Row {
    std::uint32_t begin = 0;  ///< into cells()
    std::uint32_t end = 0;
  };
  [[nodiscard]] std::span<const GridCell> cells() const { return cells_; }
  [[nodiscard]] std::span<const GridCell> cells(Row row) const {
    return std::span<const GridCell>(cells_).subspan(row.begin, row.end - row.begin);
  }
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }
  /// Leading rows without figures: titles and headers.
  [[nodiscard]] std::uint32_t header_rows() const { return header_rows_; }
  /// Leading columns that hold labels.
  [[nodiscard]] std::uint32_t label_columns() const { return label_columns_; }
  [[nodiscard]] std::uint32_t columns() const { return columns_; }
  /// A row of one cell of words: a title, or the head of a group.
  [[nodiscard]] bool is_single(Row row) const;

 private:
  void find_headers();
  void find_labels();

  std::vector<GridCell> cells_;
  std::vector<Row> rows_;
  std::uint32_t header_rows_ = 0;
  std::uint32_t label_columns_ = 0;
  std::uint32_t columns_ = 0;
};

}  // namespace duibiao::bulletin
