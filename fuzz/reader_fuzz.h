#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "intake/table.h"

namespace duibiao::fuzz {

/// Opens the bytes as whatever they are and walks through all sheets and rows, touching every byte
/// of every cell, so that a view that points nowhere is found. Bounded, so that a run stays quick.
inline void read_all(std::string_view bytes) {
  constexpr std::size_t cells_max = 200'000;
  auto reader = intake::open_table_bytes(bytes, {});
  if (!reader) {
    if (reader.error().message.zh.empty() || reader.error().message.en.empty()) std::abort();
    return;
  }
  intake::SheetInfo info;
  intake::Row row;
  std::size_t cells = 0;
  unsigned sum = 0;
  for (;;) {
    const auto sheet = (*reader)->next_sheet(info);
    if (!sheet || !*sheet) break;
    std::uint32_t last_row = 0;
    for (;;) {
      const auto more = (*reader)->next_row(row);
      if (!more || !*more) break;
      if (row.number <= last_row || row.number > intake::limit::rows) std::abort();
      if (row.cells.size() > intake::limit::columns) std::abort();
      last_row = row.number;
      for (const intake::Cell& cell : row.cells) {
        if ((cell.kind == intake::CellKind::empty) != cell.text.empty()) std::abort();
        for (const char byte : cell.text) sum += static_cast<unsigned char>(byte);
      }
      cells += row.cells.size() + 1;
      if (cells > cells_max) return;
    }
    for (const intake::Merge& merge : (*reader)->merges()) {
      if (merge.first_row > merge.last_row || merge.first_column > merge.last_column) std::abort();
    }
  }
  if (sum == 0xFFFFFFFFU) std::abort();  // so that the sum is not optimised away
}

}  // namespace duibiao::fuzz
