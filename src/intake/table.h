#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duibiao::intake {

/// Limits before allocation. Over a limit is an error with its place, never a crash.
namespace limit {
inline constexpr std::uint64_t file_bytes = 8ULL << 30;   ///< larger than any sheet; CSV streams
inline constexpr std::uint64_t cell_bytes = 1ULL << 20;   ///< Excel's own limit is 32,767 chars
inline constexpr std::uint64_t line_bytes = 64ULL << 20;  ///< a row of 16,384 long cells
inline constexpr std::uint32_t columns = 16'384;          ///< Excel's last column, XFD
inline constexpr std::uint32_t rows = 50'000'000;
inline constexpr std::uint64_t unpacked_bytes = 4ULL << 30;  ///< one zip entry, unpacked
inline constexpr std::uint64_t shared_string_bytes = 1ULL << 30;
inline constexpr int compression_ratio = 400;  ///< real sheets stay under 60
inline constexpr std::uint32_t sheets = 1'024;
inline constexpr std::uint32_t merges = 1'000'000;
}  // namespace limit

enum class CellKind : std::uint8_t { empty, text, number, boolean, date, error };

/// One cell. `text` is what stands in it: for a number the plain decimal digits as the file holds
/// them (binary noise of spreadsheet doubles already rounded away at 15 significant digits, which
/// is what Excel itself shows; `rounded` says so), for a date `2019-10-18`, for an error «#DIV/0!».
struct Cell {
  CellKind kind = CellKind::empty;
  bool rounded = false;   ///< a 16th or 17th digit, noise of a binary double, was rounded away
  bool percent = false;   ///< the cell's number format shows it × 100 with a % sign
  std::string_view text;  ///< valid until the reader is asked for the next row
  /// The decimals that the cell's number format always prints, of the number in `text`, which may
  /// hold fewer: 7 shown as «7.0» has 1, 0.1 shown as «10.0%» has 3. At most 15.
  std::uint8_t decimals = 0;
};

/// The text of an error cell whose formula was saved without its result, as some programs do:
/// Excel shows a number there, the file holds none. Opening and saving it in Excel puts it in.
inline constexpr std::string_view formula_without_value = "#NO-RESULT!";

/// Rows that stand in the file without any cell may be left out; `number` counts them all the same.
struct Row {
  std::uint32_t number = 0;  ///< as the sheet counts, from 1
  bool hidden = false;
  std::vector<Cell> cells;  ///< by column; missing cells are empty, trailing ones may be absent
};

/// A rectangle of merged cells, from 1, both ends included.
struct Merge {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

struct SheetInfo {
  std::string name;  ///< empty for CSV
  bool hidden = false;
};

/// What a reader guessed about a file, so that it can be shown and overridden.
struct Guess {
  std::string format;    ///< csv, xlsx, ods, xls, sdmx-csv, sdmx-ml, sdmx-json
  std::string encoding;  ///< UTF-8, GB18030, Big5, UTF-16LE …; text formats only
  char delimiter = 0;    ///< CSV only
};

struct OpenOptions {
  std::optional<std::string> encoding;  ///< overrides the guess
  std::optional<char> delimiter;
  std::string display_name;  ///< for messages; the path when empty
};

/// Reads a workbook sheet by sheet, row by row, in constant memory (shared strings excepted).
/// Not thread-safe; one reader, one thread. Every error names file, sheet and cell.
class TableReader {
 public:
  virtual ~TableReader() = default;
  [[nodiscard]] virtual const Guess& guess() const = 0;
  /// Goes to the next sheet; false after the last. What is left of the current sheet is skipped.
  [[nodiscard]] virtual Result<bool> next_sheet(SheetInfo& info) = 0;
  /// The next row of the current sheet; false after the last. Reuses `row`.
  [[nodiscard]] virtual Result<bool> next_row(Row& row) = 0;
  /// The merged cells of the current sheet; complete once next_row has returned false.
  [[nodiscard]] virtual std::span<const Merge> merges() const = 0;
  /// What is to be said of the file besides its rows, each a sentence; complete once a sheet has
  /// been opened.
  [[nodiscard]] virtual std::span<const Message> notes() const { return {}; }
};

/// Opens a file by what it *is* (magic bytes), whatever its name says: CSV and other delimited
/// text, xlsx, ods, xls, and SDMX data messages (see sdmx_table.h). A PDF, an image, an encrypted
/// workbook … is refused with what it is and what to do. Errors: unreadable_file, unknown_format,
/// damaged_file, over_limit, empty_input.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_table(const std::string& path,
                                                              const OpenOptions& options = {});
/// The same from memory (uploads, tests, fuzzing). `bytes` must outlive the reader.
[[nodiscard]] Result<std::unique_ptr<TableReader>> open_table_bytes(
    std::string_view bytes, const OpenOptions& options = {});

/// «C14» for row 14, column 3.
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint32_t column);

}  // namespace duibiao::intake
