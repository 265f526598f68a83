#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/assert.h"
#include "cube/contents.h"
#include "cube/cube.h"

namespace duibiao::cube {
namespace {

// Figures handled side by side. Rows of a shuffled table hit memory at random; asking for the next
// 64 addresses before using the first hides most of that wait.
constexpr std::size_t lane_count = 64;

struct Lane {
  std::uint64_t key = 0;
  std::uint32_t series = 0;
  Locus locus;
  PackedFigure* cell = nullptr;
};

struct OriginHash {
  std::size_t operator()(const Origin& origin) const {
    std::uint64_t mix = static_cast<std::uint64_t>(origin.batch) * 0x9E3779B97F4A7C15ULL;
    mix = (mix ^ origin.source) * 0xC2B2AE3D27D4EB4FULL;
    mix = (mix ^ origin.column) * 0x165667B19E3779F9ULL;
    return static_cast<std::size_t>(mix ^ (mix >> 29));
  }
};

const Source& unnamed_source() {
  static const Source source;
  return source;
}

}  // namespace

struct CubeBuilder::Impl {
  Contents contents;
  std::vector<Repeat> repeats;
  std::unordered_multimap<std::uint64_t, std::uint32_t> source_index;  // batch and number → sources

  // Origins of the block at hand, direct-mapped: a sheet repeats its few columns row after row.
  struct Known {
    std::uint64_t tag = ~std::uint64_t{0};
    std::uint32_t origin = 0;
  };
  std::array<Known, 256> known;
  std::uint16_t block = 0;  // tells the entries of this block from older ones
  std::array<Lane, lane_count> lanes;
  std::unordered_map<std::uint64_t, std::uint32_t> block_origins;
  std::unordered_map<Origin, std::uint32_t, OriginHash> origins;

  std::uint32_t own_source(std::int64_t batch, std::uint16_t number, const Source& source);
  std::uint32_t new_origin(const Observation& seen, const BlockInfo& info);
  std::uint32_t origin_of(const Observation& seen, const BlockInfo& info);
  void add_lanes(std::span<const Observation> figures, const BlockInfo& info);
  void put(const Observation& seen, const Lane& lane, const BlockInfo& info);
  void put_rare(const Observation& seen, const PackedFigure& figure);
};

std::uint32_t CubeBuilder::Impl::own_source(std::int64_t batch, std::uint16_t number,
                                            const Source& source) {
  const std::uint64_t tag = static_cast<std::uint64_t>(batch) << 16 | number;
  const auto [first, last] = source_index.equal_range(tag);
  for (auto it = first; it != last; ++it) {
    if (contents.sources[it->second] == source) return it->second;
  }
  const auto index = static_cast<std::uint32_t>(contents.sources.size());
  contents.sources.push_back(source);
  source_index.emplace(tag, index);
  return index;
}

std::uint32_t CubeBuilder::Impl::new_origin(const Observation& seen, const BlockInfo& info) {
  const Source& source =
      seen.source < info.sources.size() ? info.sources[seen.source] : unnamed_source();
  Origin origin{.batch = info.batch,
                .source = own_source(info.batch, seen.source, source),
                .column = seen.column,
                .released = source.released.known() ? source.released : info.imported,
                .release_assumed = !source.released.known()};
  // When half the index is taken, columns are given up before sources are.
  if (contents.origins.size() >= PackedFigure::max_origin / 2) origin.column = 0;
  const auto index = static_cast<std::uint32_t>(contents.origins.size());
  const auto [it, fresh] = origins.try_emplace(origin, index);
  if (fresh) {
    DUIBIAO_ASSERT(index <= PackedFigure::max_origin);
    contents.origins.push_back(origin);
  }
  return it->second;
}

std::uint32_t CubeBuilder::Impl::origin_of(const Observation& seen, const BlockInfo& info) {
  const std::uint64_t tag =
      std::uint64_t{block} << 48 | std::uint64_t{seen.source} << 32 | seen.column;
  Known& slot = known[(seen.column ^ seen.source * 31U) & 255];
  if (slot.tag == tag) return slot.origin;
  const auto [it, fresh] = block_origins.try_emplace(tag, 0);
  if (fresh) it->second = new_origin(seen, info);
  slot = {tag, it->second};
  return it->second;
}

void CubeBuilder::Impl::put_rare(const Observation& seen, const PackedFigure& figure) {
  FigureKey key = seen.key;
  key.period = key.period.canonical();
  const auto index = static_cast<std::uint32_t>(contents.rare.size());
  const auto [it, fresh] = contents.rare_index.try_emplace(key, index);
  if (fresh) {
    contents.rare.push_back(figure);
    ++contents.figures;
  } else {
    repeats.push_back({{Columns::no_series, it->second}, figure, repeats.size()});
  }
}

void CubeBuilder::Impl::put(const Observation& seen, const Lane& lane, const BlockInfo& info) {
  DUIBIAO_ASSERT(seen.decimals <= num::Decimal::max_scale);
  const PackedFigure figure(seen, origin_of(seen, info));
  if (lane.cell == nullptr) {
    put_rare(seen, figure);
  } else if (lane.cell->missing()) {
    *lane.cell = figure;
    ++contents.figures;
  } else {
    const Where where{lane.series, static_cast<std::uint32_t>(lane.locus.slot)};
    repeats.push_back({where, figure, repeats.size()});
  }
}

void CubeBuilder::Impl::add_lanes(std::span<const Observation> figures, const BlockInfo& info) {
  Columns& columns = contents.columns;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const FigureKey& key = figures[i].key;
    lanes[i].locus = locate(key.period);
    lanes[i].cell = nullptr;
    lanes[i].key = SeriesKey{key.indicator, key.place, key.measure, lanes[i].locus.grid}.packed();
    columns.expect_key(lanes[i].key);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (lanes[i].locus.grid == Grid::none) continue;
    lanes[i].series = columns.find_or_add(lanes[i].key);
    columns.expect_series(lanes[i].series);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (lanes[i].locus.grid == Grid::none) continue;
    columns.expect_directory(lanes[i].series, lanes[i].locus.slot);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (lanes[i].locus.grid == Grid::none) continue;
    lanes[i].cell = columns.cell(lanes[i].series, lanes[i].locus.slot);
    __builtin_prefetch(lanes[i].cell, 1);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) put(figures[i], lanes[i], info);
}

CubeBuilder::CubeBuilder(std::shared_ptr<const Vocabulary> vocabulary)
    : impl_(std::make_unique<Impl>()) {
  impl_->contents.vocabulary = std::move(vocabulary);
}

CubeBuilder::~CubeBuilder() = default;

void CubeBuilder::add(std::span<const Observation> figures, const BlockInfo& info) {
  if (++impl_->block == 0) impl_->known.fill({});
  impl_->block_origins.clear();
  while (!figures.empty()) {
    const std::size_t count = std::min(figures.size(), lane_count);
    impl_->add_lanes(figures.first(count), info);
    figures = figures.subspan(count);
  }
}

std::shared_ptr<const Cube> CubeBuilder::finish() {
  settle_vintages(impl_->contents, std::move(impl_->repeats));
  auto vocabulary = impl_->contents.vocabulary;
  auto cube = make_cube(std::move(impl_->contents));
  impl_ = std::make_unique<Impl>();
  impl_->contents.vocabulary = std::move(vocabulary);
  return cube;
}

}  // namespace duibiao::cube
