#include "render/xlsx.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>

#include "text/width.h"

namespace duibiao::render {
namespace {

constexpr int spreadsheet_digits = 15;  ///< decimal digits that an IEEE double keeps

int digit_count(const num::Decimal& value) {
  const std::string text = value.to_string();
  return static_cast<int>(std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
}

/// One workbook being written; the formats are made once for each number of decimals.
class Writer {
 public:
  explicit Writer(const std::string& path) : book_(workbook_new(path.c_str())) {}

  [[nodiscard]] bool ready() const { return book_ != nullptr; }

  void add(const Table& table, Language language) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_, sheet_name(table).c_str());
    if (sheet == nullptr) sheet = workbook_add_worksheet(book_, nullptr);
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].drawing) continue;
      worksheet_write_string(sheet, row, column, in(language, table.columns[c].header).c_str(),
                             bold());
      worksheet_set_column(sheet, column, column, width_of(table, c, language), nullptr);
      ++column;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    for (const std::vector<Cell>& cells : table.rows) {
      ++row;
      column = 0;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (!table.columns[c].drawing) write(sheet, row, column++, cells[c]);
      }
    }
    for (const std::string& note : table.notes) {
      worksheet_write_string(sheet, ++row, 0, note.c_str(), nullptr);
    }
  }

  [[nodiscard]] lxw_error close() {
    // A fixed creation date: the library would write the clock's.
    lxw_doc_properties properties{};
    properties.created = 946684800;  // 2000-01-01T00:00:00Z
    workbook_set_properties(book_, &properties);
    return workbook_close(book_);
  }

 private:
  /// Excel refuses these characters, more than 31 of any, and a name twice; a title is cut by
  /// characters.
  std::string sheet_name(const Table& table) {
    std::string name;
    int characters = 0;
    for (const char c : table.title) {
      const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      if (starts_character && ++characters > 28) break;
      name.push_back(std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ');
    }
    const int times = ++names_[name];
    return times == 1 ? name : fmt::format("{} {}", name, times);
  }

  static double width_of(const Table& table, std::size_t column, Language language) {
    std::size_t width = text::display_width(in(language, table.columns[column].header));
    for (const std::vector<Cell>& row : table.rows) {
      if (column < row.size()) width = std::max(width, text::display_width(row[column].text));
    }
    return static_cast<double>(std::min<std::size_t>(60, width + 2));
  }

  void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    if (cell.number && digit_count(*cell.number) <= spreadsheet_digits) {
      worksheet_write_number(sheet, row, column, cell.number->approx(),
                             decimals(cell.number->scale()));
    } else if (cell.number) {
      worksheet_write_string(sheet, row, column, cell.number->to_string().c_str(), nullptr);
    } else if (!cell.text.empty()) {
      worksheet_write_string(sheet, row, column, cell.text.c_str(), nullptr);
    }
  }

  lxw_format* bold() {
    if (bold_ == nullptr) {
      bold_ = workbook_add_format(book_);
      format_set_bold(bold_);
    }
    return bold_;
  }

  lxw_format* decimals(int count) {
    lxw_format*& format = by_decimals_[count];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      const std::string pattern =
          count == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(count), '0');
      format_set_num_format(format, pattern.c_str());
    }
    return format;
  }

  lxw_workbook* book_;
  std::map<std::string, int> names_;  ///< how often each was wanted
  lxw_format* bold_ = nullptr;
  std::map<int, lxw_format*> by_decimals_;
};

}  // namespace

Status write_xlsx(const std::string& path, std::span<const Table> tables, Language language) {
  Writer writer(path);
  const auto failed = [&path](std::string_view why) {
    return fail(
        ErrorCode::io_failed,
        {fmt::format("无法写入 {}（{}）", path, why),
         fmt::format("cannot write {} ({})", path, why)},
        {"请检查文件夹是否存在、是否可写、磁盘是否已满，文件是否正被其他程序打开。",
         "Check that the folder exists and is writable, that the disk is not full, and that "
         "no other program has the file open."});
  };
  if (!writer.ready()) return failed("workbook_new");
  for (const Table& table : tables) writer.add(table, language);
  const lxw_error result = writer.close();
  if (result != LXW_NO_ERROR) return failed(lxw_strerror(result));
  return {};
}

}  // namespace duibiao::render
