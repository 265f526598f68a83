#include "store/block_reader.h"

#include <algorithm>
#include <cstring>

namespace duibiao::store {

namespace {

/// Figures unpacked at once: seven columns of them stay in the first-level cache.
constexpr std::size_t chunk_figures = 512;

template <class T>
T get(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

bool below(std::span<const std::int64_t> numbers, std::size_t limit) {
  std::uint64_t most = 0;
  for (const std::int64_t number : numbers)
    most = std::max(most, static_cast<std::uint64_t>(number));
  return most < limit;
}

}  // namespace

std::optional<BlockReader::Layout> BlockReader::lay_out(std::span<const std::byte> block) {
  constexpr std::size_t fixed = block_header_bytes + block_columns * column_header_bytes;
  if (block.size() < fixed + block_tail_bytes) return std::nullopt;
  const std::byte* from = block.data();
  if (get<std::uint32_t>(from) != block_magic) return std::nullopt;
  Layout layout;
  layout.figures = get<std::uint32_t>(from + 4);
  if (layout.figures == 0 || layout.figures > block_figures_max) return std::nullopt;
  for (std::size_t d = 0; d < layout.entries.size(); ++d) {
    layout.entries[d] = get<std::uint32_t>(from + 8 + 4 * d);
    if (layout.entries[d] == 0 || layout.entries[d] > layout.figures) return std::nullopt;
  }
  layout.dictionaries = from + fixed;
  std::size_t at = fixed + 4 * (layout.entries[0] + layout.entries[1] + layout.entries[2]) +
                   shape_entry_bytes * layout.entries[3];
  for (std::size_t c = 0; c < block_columns; ++c) {
    const std::byte* header = from + block_header_bytes + c * column_header_bytes;
    ColumnShape& shape = layout.shapes[c];
    shape = {get<std::int64_t>(header), get<std::uint8_t>(header + 8),
             get<std::uint8_t>(header + 9)};
    if (shape.step > 1 || shape.width > 8) return std::nullopt;
    if (at > block.size()) return std::nullopt;
    layout.columns[c] = from + at;
    at += layout.figures * shape.width;
  }
  if (at + block_tail_bytes != block.size()) return std::nullopt;
  return layout;
}

bool BlockReader::read_names(const Layout& layout, const NameMap& names) {
  const std::byte* from = layout.dictionaries;
  all_kept_ = true;
  places_.clear();
  for (std::size_t i = 0; i < layout.entries[0]; ++i, from += 4) {
    places_.push_back(names.place(get<std::uint32_t>(from)));
    all_kept_ = all_kept_ && places_.back().known();
  }
  indicators_.clear();
  for (std::size_t i = 0; i < layout.entries[1]; ++i, from += 4) {
    indicators_.push_back(names.indicator(get<std::uint32_t>(from)));
    all_kept_ = all_kept_ && indicators_.back().known();
  }
  periods_.clear();
  for (std::size_t i = 0; i < layout.entries[2]; ++i, from += 4) {
    const auto period = Period::unpacked(get<std::uint32_t>(from));
    if (!period || !period->known()) return false;
    periods_.push_back(*period);
  }
  return true;
}

bool BlockReader::read_shapes(const Layout& layout, const NameMap& names, const BatchView& batch) {
  const std::byte* from =
      layout.dictionaries + 4 * (layout.entries[0] + layout.entries[1] + layout.entries[2]);
  shapes_.clear();
  for (std::size_t i = 0; i < layout.entries[3]; ++i, from += shape_entry_bytes) {
    const auto unit = names.unit(get<std::uint32_t>(from));
    const auto source = get<std::uint16_t>(from + 4);
    const auto measure = get<std::uint8_t>(from + 6);
    const auto decimals = get<std::uint8_t>(from + 7);
    const auto status = get<std::uint8_t>(from + 8);
    if (source >= batch.sources.size() || decimals > num::Decimal::max_scale) return false;
    const Date released = batch.sources[source].released;
    Fate fate = Fate::kept;
    if (!unit || measure >= measure_count || status > 3) fate = Fate::unknown;
    if (batch.as_of && (released.known() ? released : batch.imported) > *batch.as_of) {
      fate = Fate::not_yet;
    }
    all_kept_ = all_kept_ && fate == Fate::kept;
    shapes_.push_back({unit.value_or(Unit{}), source, static_cast<Measure>(measure), decimals,
                       static_cast<ObsStatus>(status), fate});
  }
  return true;
}

bool BlockReader::read_figures(const Layout& layout, std::uint64_t& unknown_names) {
  std::array<std::array<std::int64_t, chunk_figures>, block_columns> values;
  figures_.resize(layout.figures);
  Observation* to = figures_.data();
  for (std::size_t first = 0; first < layout.figures; first += chunk_figures) {
    const std::size_t count = std::min(chunk_figures, layout.figures - first);
    for (std::size_t c = 0; c < block_columns; ++c) {
      const std::span<std::int64_t> out(values[c].data(), count);
      unpack(layout.columns[c], layout.shapes[c], first, out);
      if (c < layout.entries.size() && !below(out, layout.entries[c])) return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto index = [&](BlockColumn c) { return static_cast<std::size_t>(values[c][i]); };
      const Shape& shape = shapes_[index(shape_column)];
      const PlaceId place = places_[index(place_column)];
      const IndicatorId indicator = indicators_[index(indicator_column)];
      if (!all_kept_) {
        if (shape.fate == Fate::not_yet) continue;
        if (shape.fate == Fate::unknown || !place.known() || !indicator.known()) {
          ++unknown_names;
          continue;
        }
      }
      *to++ = {{indicator, place, periods_[index(period_column)], shape.measure},
               values[mantissa_column][i],
               shape.decimals,
               shape.unit,
               shape.status,
               shape.source,
               static_cast<std::uint32_t>(values[row_column][i]),
               static_cast<std::uint32_t>(values[cell_column][i])};
    }
  }
  figures_.resize(static_cast<std::size_t>(to - figures_.data()));
  return true;
}

Result<std::span<const Observation>> BlockReader::read(std::span<const std::byte> block,
                                                       const NameMap& names, const BatchView& batch,
                                                       std::uint64_t& unknown_names) {
  const auto layout = lay_out(block);
  if (!layout || !read_names(*layout, names) || !read_shapes(*layout, names, batch) ||
      !read_figures(*layout, unknown_names)) {
    return fail(ErrorCode::store_damaged,
                {"一组指标值的内容无法识别", "a block of figures cannot be read"},
                {"请运行 duibiao verify 查明范围，并从备份恢复",
                 "run duibiao verify to see how far it goes, then restore a backup"});
  }
  return std::span<const Observation>(figures_);
}

}  // namespace duibiao::store
