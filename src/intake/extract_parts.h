#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "intake/extract.h"
#include "text/number_text.h"

namespace duibiao::intake {

/// One figure of a held row: names where ids are not known yet.
struct HeldFigure {
  std::uint32_t column = 0;
  std::string indicator;
  std::string period;
  std::string measure;
  std::string unit;
  std::string value;  ///< only where the cell alone does not give it (per cent formats)
};

/// What a retry needs besides the cells.
struct HeldContext {
  std::string place;   ///< code, or the name as it stood
  std::string region;  ///< code the name is looked up within
  Source source;
  bool suspect_unit = false;
  std::vector<HeldFigure> figures;
  /// Why no name can place the row, ever: it is a deletion, a forecast …
  Message stays{};
};
[[nodiscard]] std::string to_json(const HeldContext& context);
[[nodiscard]] Result<HeldContext> held_context(std::string_view json);

/// «地区「浙江东部」不认识;相近的有…» with up to three nearest names.
[[nodiscard]] Message unknown_place(std::string_view name, const PlaceRegistry& places);
[[nodiscard]] Message unknown_indicator(std::string_view words, const Catalogue& catalogue);

/// Why a cell is no number: it is none, has too many digits, or is a formula without its result.
/// `cell` is «C14».
[[nodiscard]] Message bad_number(std::string_view text, const std::string& cell);
/// What to say of formulas without their results.
[[nodiscard]] const Message& unsaved_formulas();

/// A cell's number as an observation holds it.
struct CellNumber {
  enum class Kind : std::uint8_t { number, missing, bad } kind = Kind::bad;
  std::int64_t mantissa = 0;
  std::uint8_t decimals = 0;
  bool percent = false;  ///< printed with %, or shown so by its format
};
/// Reads a value cell. A cell formatted as a percentage is brought to the number it shows. Noise of
/// binary doubles is rounded away unless `exact` (the decimals column vouches for every digit).
/// The number format's `decimals` are filled with zeros, up to the 15 digits of a double.
[[nodiscard]] CellNumber read_value(std::string_view text, bool percent_format, bool exact,
                                    std::uint8_t decimals = 0);

/// The unit of a figure and where it came from, from what is nearest to it to what is farthest.
struct UnitChoice {
  Unit unit;
  Origin origin = Origin::none;
};
struct UnitHints {
  bool percent_cell = false;
  Unit row_column;  ///< per-row unit column
  Unit column;      ///< the column's own header
  Unit row_label;
  Unit group;
};
[[nodiscard]] UnitChoice choose_unit(const UnitHints& hints, Measure measure,
                                     const Indicator& indicator, const Layout& layout,
                                     const std::vector<Unit>& given);
/// Whether a figure of an indicator can be in a unit: each currency is its own (see in_currency), a
/// rate is never an amount, counts of things go by many words.
[[nodiscard]] bool unit_fits(Unit unit, Measure measure, const Indicator& indicator);

/// The figures of a sheet before checks.
struct Draft {
  std::vector<Observation> figures;
  std::vector<HeldCells> held;
  std::unordered_set<std::uint32_t> total_rows;
  CellSet assumed;  ///< amounts in the catalogue's unit, because the sheet names none
  std::uint64_t unsaved_formulas = 0;  ///< cells that are formulas without their results
  std::uint64_t held_figures = 0;
  Counts counts;
  std::vector<Message> notes;  ///< assumptions made on the way
};

/// The figures of a cross table. `source` goes into every observation.
[[nodiscard]] Draft draft_cross(const Grid& grid, const Layout& layout, const SheetContext& context,
                                std::uint16_t source_index, const Source& source);

/// Gives the cells of the row of a figure.
using CellsOf = std::function<std::vector<std::string>(const Observation&)>;

/// Hands figures to the sink, some thousands at a time; the first `preview` go into the reading.
[[nodiscard]] Status hand_over(std::span<const Observation> figures, FigureSink& sink,
                               Reading& reading, std::size_t preview);
/// Of a table too long to be checked: holds the amounts in a unit that nothing names.
void hold_assumed(Draft& draft, const SheetContext& context, const Source& source,
                  const CellsOf& cells_of);
/// Checks a draft, holds suspect figures or accepts suggestions, and hands everything over.
[[nodiscard]] Status settle(Draft& draft, const SheetContext& context, const ReadOptions& options,
                            const History* history, FigureSink& sink, const Source& source,
                            const CellsOf& cells_of, Reading& reading);

}  // namespace duibiao::intake
