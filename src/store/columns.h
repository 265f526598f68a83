#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace duibiao::store {

/// How one column of a block is packed: value i = base + i × step + offset i, modulo 2^64, where
/// the offsets are unsigned numbers of `width` bytes, little-endian. Width 0: no bytes at all.
struct ColumnShape {
  std::int64_t base = 0;
  std::uint8_t step = 0;   ///< 1 for row numbers of tidy files, else 0
  std::uint8_t width = 0;  ///< 0…8
};

/// The narrowest shape for these values.
[[nodiscard]] ColumnShape shape_of(std::span<const std::int64_t> values);

/// Appends the offsets.
void pack(std::span<const std::int64_t> values, const ColumnShape& shape,
          std::vector<std::byte>& out);

/// Reads values first … first + out.size() − 1. `bytes` is the whole column and is followed by at
/// least seven readable bytes. Cost: well under a nanosecond a value.
void unpack(const std::byte* bytes, const ColumnShape& shape, std::size_t first,
            std::span<std::int64_t> out);

}  // namespace duibiao::store
