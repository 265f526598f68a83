#include "store/block_builder.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "store/columns.h"

namespace duibiao::store {

namespace {

constexpr std::size_t first_slots = 1024;

std::size_t slot_of(std::uint64_t key, std::size_t slots) {
  // Fibonacci hashing: the high bits of the product are well mixed (Knuth, TAOCP 3, 6.4).
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32) & (slots - 1);
}

template <class T>
void put(std::vector<std::byte>& out, T value) {
  static_assert(std::is_integral_v<T>);
  const std::size_t at = out.size();
  out.resize(at + sizeof value);
  std::memcpy(out.data() + at, &value, sizeof value);
}

/// Unit, measure, decimals, status and source change together or not at all: one small number.
std::uint64_t shape_key(const Observation& figure) {
  return std::uint64_t{figure.unit.index()} | std::uint64_t{figure.source} << 8 |
         static_cast<std::uint64_t>(figure.key.measure) << 24 |
         std::uint64_t{figure.decimals} << 32 | static_cast<std::uint64_t>(figure.status) << 40;
}

}  // namespace

Ordinals::Ordinals() : slots_(first_slots) {}

std::uint32_t Ordinals::of(std::uint64_t key) {
  for (std::size_t slot = slot_of(key, slots_.size());; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot] == 0) break;
    if (keys_[slots_[slot] - 1] == key) return slots_[slot] - 1;
  }
  if (keys_.size() * 2 >= slots_.size()) grow();
  const auto ordinal = static_cast<std::uint32_t>(keys_.size());
  keys_.push_back(key);
  insert(key, ordinal);
  return ordinal;
}

void Ordinals::insert(std::uint64_t key, std::uint32_t ordinal) {
  std::size_t slot = slot_of(key, slots_.size());
  while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = ordinal + 1;
}

void Ordinals::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t i = 0; i < keys_.size(); ++i) insert(keys_[i], static_cast<std::uint32_t>(i));
}

void Ordinals::clear() {
  keys_.clear();
  std::ranges::fill(slots_, 0U);
}

std::uint32_t BlockBuilder::Dictionary::of(std::uint32_t id) {
  std::uint32_t& slot = slots[id];
  if (slot == 0) {
    ids.push_back(id);
    slot = static_cast<std::uint32_t>(ids.size());
  }
  return slot - 1;
}

void BlockBuilder::Dictionary::clear() {
  for (const std::uint32_t id : ids) slots[id] = 0;
  ids.clear();
}

BlockBuilder::BlockBuilder(std::size_t places, std::size_t indicators) {
  places_.slots.resize(places);
  indicators_.slots.resize(indicators);
}

void BlockBuilder::add(const Observation& figure) {
  columns_[place_column].push_back(places_.of(figure.key.place.index));
  columns_[indicator_column].push_back(indicators_.of(figure.key.indicator.index));
  columns_[period_column].push_back(periods_.of(figure.key.period.packed()));
  columns_[shape_column].push_back(shapes_.of(shape_key(figure)));
  columns_[mantissa_column].push_back(figure.mantissa);
  columns_[row_column].push_back(figure.row);
  columns_[cell_column].push_back(figure.column);
}

Status BlockBuilder::put_dictionaries(NameNumbers& names, const Vocabulary& vocabulary,
                                      std::vector<std::byte>& out) const {
  for (const std::uint32_t id : places_.ids) {
    const auto number = names.number(NameKind::place, vocabulary.places.at(PlaceId{id}).code);
    if (!number) return tl::unexpected(number.error());
    put(out, *number);
  }
  for (const std::uint32_t id : indicators_.ids) {
    const IndicatorId indicator{static_cast<std::uint16_t>(id)};
    const auto number = names.number(NameKind::indicator, vocabulary.catalogue.at(indicator).id);
    if (!number) return tl::unexpected(number.error());
    put(out, *number);
  }
  for (const std::uint64_t period : periods_.keys()) put(out, static_cast<std::uint32_t>(period));
  for (const std::uint64_t key : shapes_.keys()) {
    const Unit unit = Unit::at(static_cast<std::uint8_t>(key)).value_or(Unit{});
    const auto number = names.number(NameKind::unit, unit.known() ? unit.symbol() : "");
    if (!number) return tl::unexpected(number.error());
    put(out, *number);
    put(out, key >> 8);  // source, measure, decimals, status, three zero bytes
  }
  return {};
}

Result<std::vector<std::byte>> BlockBuilder::finish(NameNumbers& names,
                                                    const Vocabulary& vocabulary) {
  std::vector<std::byte> out;
  put(out, block_magic);
  put(out, static_cast<std::uint32_t>(size()));
  put(out, static_cast<std::uint32_t>(places_.ids.size()));
  put(out, static_cast<std::uint32_t>(indicators_.ids.size()));
  put(out, static_cast<std::uint32_t>(periods_.keys().size()));
  put(out, static_cast<std::uint32_t>(shapes_.keys().size()));
  std::array<ColumnShape, block_columns> shapes;
  for (std::size_t c = 0; c < block_columns; ++c) {
    shapes[c] = shape_of(columns_[c]);
    put(out, shapes[c].base);
    put(out, std::uint64_t{shapes[c].step} | std::uint64_t{shapes[c].width} << 8);
  }
  if (auto done = put_dictionaries(names, vocabulary, out); !done) {
    return tl::unexpected(done.error());
  }
  for (std::size_t c = 0; c < block_columns; ++c) pack(columns_[c], shapes[c], out);
  out.resize(out.size() + block_tail_bytes);
  clear();
  return out;
}

void BlockBuilder::clear() {
  places_.clear();
  indicators_.clear();
  periods_.clear();
  shapes_.clear();
  for (auto& column : columns_) column.clear();
}

}  // namespace duibiao::store
