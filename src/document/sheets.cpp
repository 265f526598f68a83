#include "document/sheets.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/build.h"
#include "document/refusal.h"
#include "intake/table.h"
#include "num/decimal.h"

namespace duibiao::document {
namespace {

using intake::Cell;
using intake::CellKind;
using text::Block;

/// A number as the sheet shows it: percent formats × 100 with their sign, decimals filled up.
std::string shown(const Cell& cell) {
  const auto value = cell.kind == CellKind::number ? num::Decimal::parse(cell.text)
                                                   : Result<num::Decimal>(tl::unexpect, Error{});
  if (!value) return std::string(cell.text);
  num::Decimal number = *value;
  if (cell.decimals > number.scale()) {
    if (auto filled = number.rounded(cell.decimals, num::Rounding::half_even)) number = *filled;
  }
  if (!cell.percent) return number.to_string();
  const auto hundredfold = number.shifted(2);
  return hundredfold ? hundredfold->to_string() + "%" : std::string(cell.text);
}

class Sheet {
  struct Placed {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::string text;
  };

 public:
  explicit Sheet(TextBuilder& out) : out_(&out) {}

  [[nodiscard]] Status read(intake::TableReader& reader) {
    intake::Row row;
    for (;;) {
      const auto more = reader.next_row(row);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (!row.hidden) add(row);
      if (cells_.size() > most_blocks) break;
    }
    for (const intake::Merge& merge : reader.merges()) {
      merges_.emplace(std::pair(merge.first_row - 1, merge.first_column - 1), merge);
    }
    write();
    return {};
  }

 private:
  void add(const intake::Row& row) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const Cell& cell = row.cells[column];
      if (cell.kind == CellKind::empty || cell.kind == CellKind::error) continue;
      cells_.push_back({row.number - 1, static_cast<std::uint32_t>(column), shown(cell)});
    }
  }

  void write() {
    const std::uint32_t number = out_->next_table();
    for (const Placed& cell : cells_) {
      Block block;
      block.kind = Block::Kind::cell;
      block.table = number;
      block.row = cell.row;
      block.column = cell.column;
      const auto merge = merges_.find({cell.row, cell.column});
      if (merge != merges_.end()) {
        block.row_span = merge->second.last_row - merge->second.first_row + 1;
        block.column_span = merge->second.last_column - merge->second.first_column + 1;
      }
      std::string text = cell.text;
      std::replace_if(
          text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; },
          ' ');
      out_->block(block, text);
    }
  }

  TextBuilder* out_;
  std::vector<Placed> cells_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, intake::Merge> merges_;
};

}  // namespace

Result<text::Document> read_sheets(std::string_view bytes, std::string_view name,
                                   const OpenOptions& options) {
  intake::OpenOptions open;
  open.display_name = name;
  if (!options.encoding.empty()) open.encoding = options.encoding;
  const auto reader = intake::open_table_bytes(bytes, open);
  if (!reader) return tl::unexpected(reader.error());
  TextBuilder out;
  for (;;) {
    intake::SheetInfo info;
    const auto more = (*reader)->next_sheet(info);
    if (!more) return tl::unexpected(more.error());
    if (!*more || out.full()) break;
    if (info.hidden) continue;
    if (!info.name.empty()) {
      Block title;
      title.kind = Block::Kind::heading;
      title.level = 1;
      out.block(title, info.name);
    }
    if (auto read = Sheet(out).read(**reader); !read) return tl::unexpected(read.error());
  }
  if (out.full()) return too_many_blocks(name);
  text::Document document;
  const intake::Guess& guess = (*reader)->guess();
  document.format = guess.format == "csv" ? "csv" : "xlsx";
  document.encoding = guess.encoding;
  out.give(document);
  return document;
}

}  // namespace duibiao::document
