#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "intake/csv_scan.h"
#include "intake/csv_text.h"
#include "intake/table.h"

namespace duibiao::intake {

/// Reads delimited text (RFC 4180 and what people really write): quotes with doubled quotes and
/// line ends inside, CRLF, LF or CR, rows of any width. One sheet without a name. Cells are text
/// or empty. Blank lines are rows without cells. Holds one block, or the longest row.
class CsvReader final : public TableReader {
 public:
  /// `name` is the file in messages.
  CsvReader(std::unique_ptr<CsvText> text, Guess guess, std::string name);

  [[nodiscard]] const Guess& guess() const override { return guess_; }
  [[nodiscard]] Result<bool> next_sheet(SheetInfo& info) override;
  [[nodiscard]] Result<bool> next_row(Row& row) override;
  [[nodiscard]] std::span<const Merge> merges() const override { return {}; }

  /// Looks at the beginning, settles delimiter and «sep=» line; called once, before reading.
  [[nodiscard]] Status begin(bool delimiter_given);

 private:
  enum class Step { row, more, end };

  /// A quoted cell and what stands behind it; `stop` is null when more must be read first.
  struct Quoted {
    std::string_view text;
    const char* stop = nullptr;
  };

  Result<Step> split(Row& row);
  Result<Quoted> quoted(const char* cell, std::size_t column);
  std::string_view unescaped(std::string_view inside, std::string_view behind);
  static void add(Row& row, std::string_view text);
  Result<Step> finish(Row& row, const char* next);
  Status fill();
  [[nodiscard]] Position here(std::size_t column) const;
  [[nodiscard]] tl::unexpected<Error> nul_byte(std::size_t column) const;
  [[nodiscard]] tl::unexpected<Error> too_wide() const;
  [[nodiscard]] tl::unexpected<Error> too_long() const;
  [[nodiscard]] tl::unexpected<Error> unterminated(std::size_t column) const;

  std::unique_ptr<CsvText> text_;
  Guess guess_;
  std::string name_;
  std::vector<char> buffer_;
  CsvScan scan_;
  const char* at_ = nullptr;   // where the next row begins
  const char* end_ = nullptr;  // of what has been read; a NUL stands there
  bool eof_ = false;
  bool opened_ = false;
  std::uint32_t rows_ = 0;
  std::uint64_t line_ = 1;        // of the file, where the next row begins
  std::uint64_t more_lines_ = 0;  // line ends inside the quotes of this row
  std::uint64_t quote_line_ = 0;  // where the open quote began
  // Cells with doubled quotes, unescaped; a deque keeps their addresses.
  std::deque<std::string> unescaped_;
  std::size_t unescaped_used_ = 0;
};

}  // namespace duibiao::intake
