#pragma once

#include <cstddef>
#include <cstdint>

namespace duibiao::store {

// The layout of a block of figures, docs/file-format.md, «Figure blocks».

inline constexpr std::uint32_t block_magic = 0x31464244;  ///< «DBF1»
/// Small enough to decode in the cache and to be one SQLite row, large enough that dictionaries
/// and the row's own cost vanish.
inline constexpr std::size_t block_figures_max = 65'536;
inline constexpr std::size_t block_header_bytes = 24;
inline constexpr std::size_t column_header_bytes = 16;
inline constexpr std::size_t shape_entry_bytes = 12;
/// Zero bytes at the end, so that a reader may load eight bytes at any value.
inline constexpr std::size_t block_tail_bytes = 8;

/// The columns in file order.
enum BlockColumn : std::size_t {
  place_column,
  indicator_column,
  period_column,
  shape_column,
  mantissa_column,
  row_column,
  cell_column,
  block_columns,
};

}  // namespace duibiao::store
