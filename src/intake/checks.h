#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "figure/figure.h"

namespace duibiao::intake {

namespace limit {
/// Sheets up to this many figures are checked as a whole before anything is written; larger tidy
/// files stream, and only say so. A month of all places and indicators is some 20,000.
inline constexpr std::size_t checked_figures = 250'000;
/// Cells named in one warning; the rest are counted.
inline constexpr std::size_t named_cells = 8;
}  // namespace limit

/// A figure that is already known.
struct KnownFigure {
  num::Decimal value;
  Unit unit;
  std::string source;  ///< its name
  Date released;
};

/// What the checks may compare a sheet with; the cube stands behind it.
class History {
 public:
  virtual ~History() = default;
  /// The current published figure of exactly this key (periods compare by span).
  [[nodiscard]] virtual std::optional<KnownFigure> published(const FigureKey& key) const = 0;
};

enum class Severity : std::uint8_t {
  information,  ///< worth knowing: a revised base
  warning,      ///< figures contradict each other
  suspect,      ///< the unit is probably wrong: held unless the user decides
};
[[nodiscard]] std::string_view id_of(Severity severity);

/// One thing that looks wrong, with the cells it is about. Codes: wrong_unit, above_ceiling,
/// above_whole, unit_not_stated, given_unit_doubtful, growth_as_fraction, growth_does_not_fit,
/// impossible_growth, negative_level, parts_do_not_sum, formula_mismatch, cumulative_falls,
/// unlike_history, differs_from_stored.
struct Warning {
  std::string code;
  Severity severity = Severity::warning;
  Message message;
  std::vector<std::string> cells;  ///< «C14»; at most limit::named_cells
  std::size_t count = 1;           ///< figures concerned
};

/// A unit that would make the figures fit, or growth that is a hundred times what is printed:
/// accept it with --accept-suggestions, or say otherwise with --unit.
struct Suggestion {
  Unit from;
  Unit to;
  std::vector<std::uint32_t> columns;  ///< of the sheet, from 1
  std::size_t figures = 0;
  Message why;
  int shift = 0;                ///< the value times 10^shift: 2 for fractions that mean per cent
  std::vector<std::size_t> of;  ///< places of its figures in CheckInput::figures
};

/// A cell as one number, for sets of cells.
[[nodiscard]] constexpr std::uint64_t cell_key(std::uint32_t row, std::uint32_t column) {
  return (std::uint64_t{row} << 32U) | column;
}
using CellSet = std::unordered_set<std::uint64_t>;

struct CheckInput {
  std::span<const Observation> figures;
  const Vocabulary* vocabulary = nullptr;
  const History* history = nullptr;          ///< may be null
  std::unordered_set<std::uint32_t> totals;  ///< rows that claim to be a sum (合计)
  std::vector<Dimension> settled;            ///< the user gave the unit: never suspect
  /// Cells whose amount has the catalogue's unit because the sheet names none; may be null.
  const CellSet* assumed = nullptr;
};

struct Checked {
  std::vector<Warning> warnings;
  std::vector<Suggestion> suggestions;
  std::vector<bool> suspect;       ///< by figure; its unit is probably wrong
  std::vector<std::uint32_t> why;  ///< by figure; place in `reasons`, where it is suspect
  std::vector<Message> reasons;

  /// Marks figures suspect, for this reason.
  void hold(std::span<const std::size_t> figures, const Message& reason);
};

/// Checks the figures of one sheet against each other and against history. All comparisons are of
/// intervals or exact ratios. Cost: some hash lookups a figure. Pure; thread-safe.
[[nodiscard]] Checked check_figures(const CheckInput& input);

/// Everything a printed number may stand for, in another unit of its dimension: the half unit of
/// its last digit moves with the point. Errors: mixed_units, overflow.
[[nodiscard]] Result<num::Interval> interval_in(const num::Decimal& value, Unit from, Unit to);

/// Changes the unit of the figures that a suggestion is about, or moves their point; the digits
/// stay. `figures` are those that were checked.
void accept(const Suggestion& suggestion, std::span<Observation> figures);

/// Hash of what identifies a figure; periods by span.
struct KeyHash {
  [[nodiscard]] std::size_t operator()(const FigureKey& key) const {
    const std::uint64_t packed =
        (std::uint64_t{key.place.index} << 32U) | std::uint64_t{key.period.packed()};
    const std::uint64_t rest =
        (std::uint64_t{key.indicator.index} << 8U) | static_cast<std::uint64_t>(key.measure);
    return static_cast<std::size_t>(
        (packed ^ (rest * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL >> 7U);
  }
};

}  // namespace duibiao::intake
