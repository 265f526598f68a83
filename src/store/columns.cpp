#include "store/columns.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace duibiao::store {

static_assert(std::endian::native == std::endian::little, "files are little-endian");

namespace {

struct Range {
  std::int64_t low = 0;
  std::uint8_t width = 0;
};

/// The least value of v − i × step, and the bytes that hold the distance to the greatest. Unsigned
/// arithmetic, because the distance of two 64-bit numbers needs all 64 bits.
Range range_of(std::span<const std::int64_t> values, std::uint64_t step) {
  if (values.empty()) return {};
  std::int64_t low = values[0];
  std::int64_t high = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) {
    const auto rest = static_cast<std::int64_t>(static_cast<std::uint64_t>(values[i]) - i * step);
    low = std::min(low, rest);
    high = std::max(high, rest);
  }
  const auto distance = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  return {low, static_cast<std::uint8_t>((std::bit_width(distance) + 7) / 8)};
}

template <std::size_t Width>
void unpack_width(const std::byte* bytes, const ColumnShape& shape, std::size_t first,
                  std::span<std::int64_t> out) {
  constexpr std::uint64_t mask =
      Width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * (Width % 8))) - 1;
  const std::uint64_t step = shape.step;
  std::uint64_t base = static_cast<std::uint64_t>(shape.base) + first * step;
  const std::byte* from = bytes + first * Width;
  for (std::int64_t& value : out) {
    std::uint64_t offset = 0;
    if constexpr (Width != 0) {
      std::memcpy(&offset, from, sizeof offset);
      offset &= mask;
      from += Width;
    }
    value = static_cast<std::int64_t>(base + offset);
    base += step;
  }
}

}  // namespace

ColumnShape shape_of(std::span<const std::int64_t> values) {
  const Range flat = range_of(values, 0);
  const Range rising = range_of(values, 1);
  if (rising.width < flat.width) return {rising.low, 1, rising.width};
  return {flat.low, 0, flat.width};
}

void pack(std::span<const std::int64_t> values, const ColumnShape& shape,
          std::vector<std::byte>& out) {
  if (shape.width == 0) return;
  const std::size_t begin = out.size();
  // Room for the last value to be stored as eight bytes; cut off again below.
  out.resize(begin + values.size() * shape.width + sizeof(std::uint64_t));
  std::byte* to = out.data() + begin;
  std::uint64_t base = static_cast<std::uint64_t>(shape.base);
  for (const std::int64_t value : values) {
    const std::uint64_t offset = static_cast<std::uint64_t>(value) - base;
    std::memcpy(to, &offset, sizeof offset);
    to += shape.width;
    base += shape.step;
  }
  out.resize(begin + values.size() * shape.width);
}

void unpack(const std::byte* bytes, const ColumnShape& shape, std::size_t first,
            std::span<std::int64_t> out) {
  switch (shape.width) {
    case 0:
      return unpack_width<0>(bytes, shape, first, out);
    case 1:
      return unpack_width<1>(bytes, shape, first, out);
    case 2:
      return unpack_width<2>(bytes, shape, first, out);
    case 3:
      return unpack_width<3>(bytes, shape, first, out);
    case 4:
      return unpack_width<4>(bytes, shape, first, out);
    case 5:
      return unpack_width<5>(bytes, shape, first, out);
    case 6:
      return unpack_width<6>(bytes, shape, first, out);
    case 7:
      return unpack_width<7>(bytes, shape, first, out);
    default:
      return unpack_width<8>(bytes, shape, first, out);
  }
}

}  // namespace duibiao::store
