#pragma once

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "intake/table.h"

namespace duibiao::intake::testing {

inline std::string fixture(const std::string& name) {
  return std::string(DUIBIAO_SOURCE_DIR "/tests/fixtures/readers/") + name;
}

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A cell as «n 26.78»: its kind, ~ when rounded, % when shown as a percentage, its text. Behind it
/// « .2» for two decimals of its number format, when the text has fewer.
inline std::string dump_cell(const Cell& cell) {
  constexpr std::string_view kinds = "-tnbdx";
  const std::size_t point = cell.text.find('.');
  const std::size_t held = point == std::string_view::npos ? 0 : cell.text.size() - point - 1;
  return fmt::format("{}{}{} {}{}", kinds[static_cast<std::size_t>(cell.kind)],
                     cell.rounded ? "~" : "", cell.percent ? "%" : "", cell.text,
                     cell.decimals > held ? fmt::format(" .{}", cell.decimals) : "");
}

/// Everything a reader gives, one row a line; ends in «! code where» when it fails.
inline std::string dump(TableReader& reader) {
  std::string out;
  SheetInfo info;
  Row row;
  const auto failed = [&](const Error& error) {
    return out + fmt::format("! {} {} {} {}\n", static_cast<int>(error.code), error.where.sheet,
                             error.where.cell, error.where.line);
  };
  for (;;) {
    const auto sheet = reader.next_sheet(info);
    if (!sheet) return failed(sheet.error());
    if (!*sheet) return out;
    out += fmt::format("[{}]{}\n", info.name, info.hidden ? " hidden" : "");
    for (;;) {
      const auto more = reader.next_row(row);
      if (!more) return failed(more.error());
      if (!*more) break;
      out += fmt::format("{}{}", row.number, row.hidden ? " hidden" : "");
      for (const Cell& cell : row.cells) out += " | " + dump_cell(cell);
      out += '\n';
    }
    for (const Merge& merge : reader.merges()) {
      out += fmt::format("merged {}:{}\n", cell_name(merge.first_row, merge.first_column),
                         cell_name(merge.last_row, merge.last_column));
    }
  }
}

inline std::string dump_bytes(std::string_view bytes, const OpenOptions& options = {}) {
  auto reader = open_table_bytes(bytes, options);
  if (!reader) return fmt::format("!! {}\n", static_cast<int>(reader.error().code));
  return dump(**reader);
}

/// Read from the file, and again from its bytes: both must agree.
inline std::string dump_fixture(const std::string& name) {
  auto reader = open_table(fixture(name));
  const std::string from_file =
      reader ? dump(**reader) : fmt::format("!! {}\n", static_cast<int>(reader.error().code));
  const std::string from_bytes = dump_bytes(bytes_of(fixture(name)));
  return from_file == from_bytes ? from_file : "file and bytes differ\n" + from_file + from_bytes;
}

}  // namespace duibiao::intake::testing
