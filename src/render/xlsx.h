#pragma once

#include <span>
#include <string>

#include "render/table.h"

namespace duibiao::render {

/// Writes one worksheet a table: header row in bold and frozen, numbers as numbers with their
/// printed decimals, notes below. The same tables give the same bytes (no clock in the file).
/// Errors: io_failed. A number of more than 15 digits is written as text, because a spreadsheet
/// would silently drop its last digits.
[[nodiscard]] Status write_xlsx(const std::string& path, std::span<const Table> tables,
                                Language language);

}  // namespace duibiao::render
