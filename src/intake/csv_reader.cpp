#include "intake/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "intake/csv_guess.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t block_bytes = 256 << 10;  // stays in the second-level cache
constexpr std::size_t slack = 2 * CsvScan::block;
constexpr std::size_t sample_bytes = 64 << 10;

}  // namespace

CsvReader::CsvReader(std::unique_ptr<CsvText> text, Guess guess, std::string name)
    : text_(std::move(text)),
      guess_(std::move(guess)),
      name_(std::move(name)),
      buffer_(block_bytes + slack),
      scan_(guess_.delimiter) {
  at_ = end_ = buffer_.data();
}

Status CsvReader::begin(bool delimiter_given) {
  if (auto filled = fill(); !filled) return filled;
  const auto sample = std::string_view(at_, static_cast<std::size_t>(end_ - at_));
  const CsvShape shape = guess_csv_shape(sample.substr(0, sample_bytes));
  if (!delimiter_given) guess_.delimiter = shape.delimiter;
  at_ += shape.skip;
  if (shape.skip > 0) ++line_;
  scan_ = CsvScan(guess_.delimiter);
  scan_.seek(at_);
  return {};
}

Result<bool> CsvReader::next_sheet(SheetInfo& info) {
  if (opened_) return false;
  opened_ = true;
  info = {};
  return true;
}

Result<bool> CsvReader::next_row(Row& row) {
  if (!opened_) return false;
  for (;;) {
    auto step = split(row);
    if (!step) return tl::unexpected(step.error());
    if (*step == Step::row) return true;
    if (*step == Step::end) return false;
    if (auto filled = fill(); !filled) {
      Error error = filled.error();
      error.where.line = line_;
      return tl::unexpected(std::move(error));
    }
  }
}

Result<CsvReader::Step> CsvReader::split(Row& row) {
  row.cells.clear();
  unescaped_used_ = 0;
  more_lines_ = 0;
  quote_line_ = 0;
  const char* cell = at_;
  for (;;) {
    const char* hit = scan_.next();
    std::string_view text;
    if (hit < end_ && *hit == '"') {
      if (hit != cell) continue;
      auto found = quoted(cell, row.cells.size() + 1);
      if (!found) return tl::unexpected(found.error());
      if (found->stop == nullptr) return Step::more;
      text = found->text;
      hit = found->stop;
    } else {
      text = {cell, static_cast<std::size_t>(std::min<const char*>(hit, end_) - cell)};
    }
    if (hit >= end_) {
      if (!eof_) return Step::more;
      if (at_ == end_) return Step::end;
      add(row, text);
      return finish(row, end_);
    }
    const char byte = *hit;
    if (byte == guess_.delimiter) {
      if (row.cells.size() + 1 >= limit::columns) return too_wide();
      add(row, text);
      cell = hit + 1;
    } else if (byte == '\n' || byte == '\r') {
      // A CR at the end of the block may be half of a CRLF.
      if (byte == '\r' && hit + 1 == end_ && !eof_) return Step::more;
      const bool pair = byte == '\r' && hit + 1 < end_ && hit[1] == '\n';
      if (pair) (void)scan_.next();
      if (hit != at_) add(row, text);
      return finish(row, hit + (pair ? 2 : 1));
    } else {
      return nul_byte(row.cells.size() + 1);
    }
  }
}

/// Reads the quoted cell that begins at `cell`, up to the delimiter or line end behind it.
Result<CsvReader::Quoted> CsvReader::quoted(const char* cell, std::size_t column) {
  quote_line_ = line_ + more_lines_;
  const char* from = cell + 1;
  const char* closing = nullptr;
  bool doubled = false;
  while (closing == nullptr) {
    const auto left = static_cast<std::size_t>(end_ - from);
    const void* found = left == 0 ? nullptr : std::memchr(from, '"', left);
    const auto* quote = static_cast<const char*>(found);
    const bool last = quote != nullptr && quote + 1 == end_;
    if ((quote == nullptr || last) && !eof_) return Quoted{};
    if (quote == nullptr) return unterminated(column);
    if (!last && quote[1] == '"') {
      doubled = true;
      from = quote + 2;
    } else {
      closing = quote;
    }
  }
  scan_.seek(closing + 1);
  const char* stop = scan_.next();
  while (stop < end_ && *stop == '"') stop = scan_.next();
  if (stop >= end_ && !eof_) return Quoted{};
  stop = std::min<const char*>(stop, end_);
  std::string_view text(cell + 1, static_cast<std::size_t>(closing - cell - 1));
  if (text.find('\0') != std::string_view::npos) return nul_byte(column);
  more_lines_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  quote_line_ = 0;
  if (doubled || stop != closing + 1) text = unescaped(text, {closing + 1, stop});
  return Quoted{text, stop};
}

/// Doubled quotes become one. What people write behind the closing quote belongs to the cell, as
/// in Excel.
std::string_view CsvReader::unescaped(std::string_view inside, std::string_view behind) {
  if (unescaped_used_ == unescaped_.size()) unescaped_.emplace_back();
  std::string& plain = unescaped_[unescaped_used_++];
  plain.clear();
  for (std::size_t index = 0; index < inside.size(); ++index) {
    plain.push_back(inside[index]);
    if (inside[index] == '"') ++index;
  }
  return plain.append(behind);
}

void CsvReader::add(Row& row, std::string_view text) {
  row.cells.push_back({text.empty() ? CellKind::empty : CellKind::text, false, false, text});
}

Result<CsvReader::Step> CsvReader::finish(Row& row, const char* next) {
  const auto bytes = static_cast<std::uint64_t>(next - at_);
  if (bytes > limit::cell_bytes) {
    const auto long_cell = [](const Cell& cell) { return cell.text.size() > limit::cell_bytes; };
    const auto found = std::find_if(row.cells.begin(), row.cells.end(), long_cell);
    if (found != row.cells.end()) {
      const auto column = static_cast<std::size_t>(found - row.cells.begin()) + 1;
      return fail(ErrorCode::over_limit,
                  {fmt::format("一个单元格有 {} 字节，上限是 {} 字节", found->text.size(),
                               limit::cell_bytes),
                   fmt::format("one cell holds {} bytes; the limit is {}", found->text.size(),
                               limit::cell_bytes)},
                  {"请检查这一行是否少了引号或分隔符", "check this line for a missing quote"},
                  here(column));
    }
  }
  if (rows_ >= limit::rows) {
    return fail(ErrorCode::over_limit,
                {fmt::format("超过 {} 行", limit::rows), fmt::format("over {} rows", limit::rows)},
                {"请拆成几个文件", "split the file"}, here(0));
  }
  row.number = ++rows_;
  row.hidden = false;
  at_ = next;
  line_ += 1 + more_lines_;
  return Step::row;
}

/// Makes room behind what is not yet a whole row, and reads on.
Status CsvReader::fill() {
  const auto kept = static_cast<std::size_t>(end_ - at_);
  if (kept > limit::line_bytes) return too_long();
  std::memmove(buffer_.data(), at_, kept);
  // Doubling keeps the re-scanning of a long row linear in its length.
  if (buffer_.size() - slack - kept < block_bytes / 2) buffer_.resize(buffer_.size() * 2);
  char* to = buffer_.data() + kept;
  at_ = end_ = buffer_.data();
  end_ = to;
  const auto got = text_->read(to, buffer_.size() - slack - kept);
  if (!got) return tl::unexpected(got.error());
  eof_ = *got == 0;
  end_ = to + *got;
  std::memset(to + *got, 0, slack);
  scan_.seek(at_);
  return {};
}

Position CsvReader::here(std::size_t column) const {
  return {.file = name_,
          .sheet = {},
          .cell = column == 0 ? std::string()
                              : cell_name(rows_ + 1, static_cast<std::uint32_t>(column)),
          .line = quote_line_ != 0 ? quote_line_ : line_ + more_lines_};
}

tl::unexpected<Error> CsvReader::nul_byte(std::size_t column) const {
  return fail(ErrorCode::damaged_file,
              {"这里有空字节(NUL),不是文本表格", "a NUL byte stands here: this is not text"},
              {"请重新导出；若文件是 UTF-16，请用 --encoding UTF-16LE 指明",
               "export it again; if it is UTF-16, say --encoding UTF-16LE"},
              here(column));
}

tl::unexpected<Error> CsvReader::too_wide() const {
  return fail(ErrorCode::over_limit,
              {fmt::format("这一行超过 {} 列", limit::columns),
               fmt::format("this row has more than {} columns", limit::columns)},
              {"请检查分隔符是否认错，可用 --delimiter 指明",
               "the delimiter may be wrong; name it with --delimiter"},
              here(limit::columns));
}

tl::unexpected<Error> CsvReader::too_long() const {
  if (quote_line_ != 0) return unterminated(0);
  return fail(ErrorCode::over_limit,
              {fmt::format("这一行超过 {} MB", limit::line_bytes >> 20),
               fmt::format("this line is longer than {} MB", limit::line_bytes >> 20)},
              {"文件可能没有换行，或不是表格；请重新导出",
               "the file may lack line ends, or be no table; export it again"},
              here(0));
}

tl::unexpected<Error> CsvReader::unterminated(std::size_t column) const {
  return fail(ErrorCode::damaged_file,
              {"从这里开始的引号没有结束", "the quote that opens here is never closed"},
              {"请在这一行补上或去掉一个双引号", "add or remove one double quote on this line"},
              here(column));
}

}  // namespace duibiao::intake
