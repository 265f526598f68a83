#pragma once

#include <string>
#include <vector>

#include "intake/layout_text.h"
#include "intake/recognise.h"
#include "text/number_text.h"

namespace duibiao::intake {

/// What a cell holds, for telling headers from figures.
enum class Sense : std::uint8_t { blank, text, number, missing };
[[nodiscard]] Sense sense_of(const GridCell& cell);

/// One row at a glance.
struct RowSense {
  std::size_t texts = 0;
  std::size_t distinct_texts = 0;
  std::size_t numbers = 0;
  std::size_t missing = 0;       ///< marks such as «—», not empty cells
  std::size_t first_column = 0;  ///< of the first cell that is not blank
  bool periods_only = false;     ///< its numbers are years or months: a header
  bool serial = false;           ///< its numbers are 1, 2, 3 …: column numbers under a header
  std::string only_text;         ///< when there is just one distinct text
  [[nodiscard]] bool blank() const { return texts + numbers + missing == 0; }
  [[nodiscard]] bool one_text() const { return distinct_texts == 1 && numbers + missing == 0; }
};
[[nodiscard]] RowSense sense_row(const Grid& grid, std::size_t row);

/// Where titles, header and figures stand (row positions in the grid, from 0).
struct Frame {
  std::vector<std::size_t> titles;
  std::vector<std::size_t> unit_rows;
  std::vector<std::size_t> headers;
  std::vector<std::size_t> footers;
  std::size_t first_data = 0;
  std::size_t last_data = 0;
  bool has_groups = false;
  Message why_not;  ///< set when there is no table
};
[[nodiscard]] Frame find_frame(const Grid& grid);

/// Fills region, period, units, release day and source of `layout` from everything but its columns.
void find_facts(const Grid& grid, const Frame& frame, const SheetContext& context, Layout& layout);
/// Of a long table: takes away what was found outside the rows where a column of theirs says it.
void keep_only_lacking(Layout& layout);
/// The region when nothing names it: the common parent of the places in a label column.
void infer_region(const Grid& grid, const Frame& frame, const SheetContext& context,
                  Layout& layout);

/// Fills `layout.columns` with roles and, for value columns, attributes.
void find_columns(const Grid& grid, const Frame& frame, const SheetContext& context,
                  Layout& layout);

/// The header cells of a column from top to bottom, empty and repeated ones left out.
struct HeaderCell {
  std::string text;
  std::string cell;  ///< «C2»
};
[[nodiscard]] std::vector<HeaderCell> header_cells(const Grid& grid, const Frame& frame,
                                                   std::size_t column);

/// The text of a cell; a date cell on the first of a month stands for the month, as spreadsheets
/// turn «2024年7月» into a date.
[[nodiscard]] std::string month_of_date(const GridCell& cell);

/// True when words left over from an indicator's name change nothing about it (情况, 完成 …).
[[nodiscard]] bool harmless_rest(std::string_view rest, bool in_title);

[[nodiscard]] LabelContext label_context(const SheetContext& context, const Layout& layout,
                                         bool places);

/// Gives the table's units in place of what is there; the first of a dimension stays.
void add_units(Layout& layout, const std::vector<Unit>& units, const From& from);

}  // namespace duibiao::intake
