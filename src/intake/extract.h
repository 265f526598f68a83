#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "intake/checks.h"
#include "intake/recognise.h"

namespace duibiao::intake {

/// A row that could not be placed, with its cells as they stood and everything else that a retry
/// needs. Independent of any store.
struct HeldCells {
  std::uint32_t row = 0;
  /// unknown_place, unknown_indicator, unknown_period, unknown_measure, bad_number, bad_unit,
  /// bad_decimals, repeated, unit_suspect, growth_suspect.
  std::string reason_code;
  Message reason;
  std::vector<std::string> cells;
  std::string context;  ///< JSON; see docs/layouts.md
};

/// Where the figures of a sheet go. Any error stops the sheet and is handed on.
class FigureSink {
 public:
  virtual ~FigureSink() = default;
  /// The index to put into Observation::source; equal sources may share one.
  [[nodiscard]] virtual Result<std::uint16_t> source(const Source& source) = 0;
  /// Figures, in the order of the sheet, some thousands at a time.
  [[nodiscard]] virtual Status figures(std::span<const Observation> figures) = 0;
  [[nodiscard]] virtual Status held(const HeldCells& row) = 0;
};

struct ReadOptions {
  std::string file_name;  ///< as shown and as named in sources
  Overrides overrides;
  bool accept_suggestions = false;  ///< read suspect columns in the suggested unit
  std::size_t preview = 12;         ///< figures kept in Reading::preview
};

struct Counts {
  std::uint64_t rows = 0;       ///< rows of figures read
  std::uint64_t figures = 0;    ///< handed to the sink
  std::uint64_t held_rows = 0;  ///< handed to the sink as held
  std::uint64_t held_figures = 0;
  std::uint64_t missing = 0;   ///< cells that say «no figure»
  std::uint64_t repeated = 0;  ///< the same figure twice on the sheet, with the same value
  std::uint64_t hidden_rows = 0;
};

/// What came of one sheet.
struct Reading {
  SheetInfo sheet;
  Layout layout;
  Counts counts;
  std::vector<Warning> warnings;
  std::vector<Suggestion> suggestions;
  bool suggestions_accepted = false;
  std::vector<Observation> preview;
  std::vector<Unit> unused_units;  ///< of Overrides::units: of a dimension no column here has
};

/// One sheet of a file: recognised when it is made, read by extract(). One use, one thread.
///
///   auto table = open_table(path);
///   while (true) {
///     auto sheet = SheetImport::next(**table, options, vocabulary);
///     if (!sheet) return sheet.error();     // unreadable
///     if (!*sheet) break;                   // no more sheets
///     if (!(*sheet)->layout()) continue;    // a cover or notes: (*sheet)->why_skipped()
///     auto reading = (*sheet)->extract(sink, history);
///   }
class SheetImport {
 public:
  /// Goes to the reader's next sheet and recognises it; null after the last one. Cross tables are
  /// read whole here (limits in layout_grid.h); of tidy tables only the head is. Errors: the
  /// reader's, bad_layout, over_limit.
  [[nodiscard]] static Result<std::unique_ptr<SheetImport>> next(TableReader& reader,
                                                                 const ReadOptions& options,
                                                                 const Vocabulary& vocabulary);
  virtual ~SheetImport() = default;

  [[nodiscard]] virtual const SheetInfo& sheet() const = 0;
  /// How the sheet will be read; null when it is not a table of figures.
  [[nodiscard]] virtual const Layout* layout() const = 0;
  [[nodiscard]] virtual const Message& why_skipped() const = 0;

  /// Reads the figures into the sink. Sheets of up to limit::checked_figures are checked before
  /// anything is handed over, and figures with a suspect unit are held (or converted, when
  /// suggestions are accepted); larger tidy tables stream unchecked, with a warning that says so.
  [[nodiscard]] virtual Result<Reading> extract(FigureSink& sink, const History* history) = 0;
};

/// All sheets of a file, one after the other, into one sink. A file without any table of figures
/// is an error (empty_input). `skipped` names the sheets that are none, with why.
struct FileReading {
  std::vector<Reading> sheets;
  std::vector<std::pair<std::string, Message>> skipped;
};
/// Told before a sheet's figures reach the sink which sheet they come from.
using SheetStarted = std::function<void(const SheetImport&)>;
/// Errors: bad_unit when a unit that the user gave is of a dimension that no sheet's columns have,
/// so that it was not what they meant.
[[nodiscard]] Status check_given_units(const FileReading& reading, const ReadOptions& options);
/// The error for a file without any table of figures, with what can be done about it.
[[nodiscard]] Error no_table(const FileReading& reading, const ReadOptions& options);
[[nodiscard]] Result<FileReading> read_file(TableReader& reader, const ReadOptions& options,
                                            const Vocabulary& vocabulary, FigureSink& sink,
                                            const History* history,
                                            const SheetStarted& started = {});

/// A held row tried again with a vocabulary that may know more by now.
struct Retried {
  std::vector<Observation> figures;  ///< all of the row's, or none; Observation::source is 0
  Source source;
  Message still_held;  ///< why, when there are none
};
/// `units` are what the user says about rows held for a suspect unit. Errors: bad_argument when
/// the context is not one that extract() wrote.
[[nodiscard]] Result<Retried> retry_held(std::span<const std::string> cells,
                                         std::string_view context, std::uint32_t row,
                                         const Vocabulary& vocabulary,
                                         std::span<const Unit> units = {});

}  // namespace duibiao::intake
