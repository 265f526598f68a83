#pragma once

#include <optional>
#include <span>
#include <string>

#include "intake/layout.h"
#include "intake/layout_grid.h"

namespace duibiao::intake {

/// What is known about a sheet besides its cells.
struct SheetContext {
  std::string file_name;   ///< as the user named it; its stem may carry period and region
  std::string sheet_name;  ///< empty for CSV
  const Vocabulary* vocabulary = nullptr;
  Overrides overrides;
};

/// A layout, or why the sheet is not a table of figures (a cover, notes).
struct Recognised {
  std::optional<Layout> layout;
  Message why_not;
};

/// The layout of a long table whose header stands among the rows given; nothing when it is none.
[[nodiscard]] std::optional<Layout> recognise_tidy(const Grid& head, const SheetContext& context);

/// The layout of SDMX observations, one a row below the ids of their components: a message as
/// SdmxTable shows it, SDMX-CSV 1.0 and 2.0, and the same saved as a workbook. Nothing when it is
/// none. Ids of other agencies are known where they mean the same (GEO, LOCATION, SUBJECT …); what
/// may tell series apart and is not known becomes a column `dimension`.
[[nodiscard]] std::optional<Recognised> recognise_sdmx(const Grid& head,
                                                       const SheetContext& context);

/// The layout of a cross table that was read whole. `merges` are written into header cells. Uses,
/// in this order: what the user said, header cells, row labels, titles, unit rows, footers, the
/// names of sheet and file. Linear in the cells.
[[nodiscard]] Recognised recognise_cross(Grid& grid, std::span<const Merge> merges,
                                         const SheetContext& context);

/// A layout that the user gave, fitted to this sheet: what it took from title or file name is read
/// again from this one's. Errors: bad_layout for names the vocabulary does not know, or when a
/// period that should stand in title or file name does not.
[[nodiscard]] Result<Layout> fit_layout(const Layout& given, const Grid& head,
                                        const SheetContext& context);

}  // namespace duibiao::intake
