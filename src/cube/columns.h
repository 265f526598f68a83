#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cube/grid.h"
#include "figure/figure.h"

namespace duibiao::cube {

/// One figure in sixteen bytes: the digits, and packed beside them their decimals, unit, status and
/// origin. All zero means «nobody published it», so fresh memory is empty.
class PackedFigure {
 public:
  static constexpr std::uint32_t max_row = (1U << 26) - 1;     ///< above intake's row limit
  static constexpr std::uint32_t max_origin = (1U << 22) - 1;  ///< batches × sources × columns

  constexpr PackedFigure() = default;
  /// A row beyond max_row is kept as 0, «unknown». `origin` indexes the cube's origins.
  constexpr PackedFigure(const Observation& seen, std::uint32_t origin)
      : mantissa_(seen.mantissa),
        meta_((std::uint64_t{seen.decimals} + 1) | std::uint64_t(seen.status) << 6 |
              std::uint64_t{seen.unit.index()} << 8 |
              std::uint64_t{seen.row > max_row ? 0 : seen.row} << 16 |
              std::uint64_t{origin} << 42) {}

  [[nodiscard]] constexpr bool missing() const { return meta_ == 0; }
  [[nodiscard]] constexpr std::int64_t mantissa() const { return mantissa_; }
  [[nodiscard]] constexpr int decimals() const { return static_cast<int>(meta_ & 31) - 1; }
  [[nodiscard]] num::Decimal value() const { return num::Decimal::of(mantissa_, decimals()); }
  [[nodiscard]] Unit unit() const { return Unit::at(unit_index()).value_or(Unit()); }
  [[nodiscard]] constexpr std::uint8_t unit_index() const {
    return static_cast<std::uint8_t>(meta_ >> 8);
  }
  /// Unit and decimals together: equal numbers mean mantissas on one scale.
  [[nodiscard]] constexpr std::uint32_t scale_code() const {
    return static_cast<std::uint32_t>(meta_ & 0xFF1F);
  }
  [[nodiscard]] constexpr ObsStatus status() const { return ObsStatus((meta_ >> 6) & 3); }
  [[nodiscard]] constexpr std::uint32_t row() const {
    return static_cast<std::uint32_t>(meta_ >> 16) & max_row;
  }
  [[nodiscard]] constexpr std::uint32_t origin() const {
    return static_cast<std::uint32_t>(meta_ >> 42);
  }
  /// There are rivals or witnesses of this figure in the side structure.
  [[nodiscard]] constexpr bool noted() const { return (meta_ & noted_bit) != 0; }
  constexpr void note() { meta_ |= noted_bit; }

 private:
  static constexpr std::uint64_t noted_bit = 1U << 5;
  std::int64_t mantissa_ = 0;
  std::uint64_t meta_ = 0;
};
static_assert(sizeof(PackedFigure) == 16);

/// Names one series in eight bytes that order by indicator, place, measure and grid.
struct SeriesKey {
  IndicatorId indicator;
  PlaceId place;
  Measure measure = Measure::level;
  Grid grid = Grid::to_date;

  [[nodiscard]] constexpr std::uint64_t packed() const {
    return std::uint64_t{indicator.index} << 48 | std::uint64_t{place.index} << 16 |
           std::uint64_t(measure) << 8 | std::uint64_t(grid);
  }
  [[nodiscard]] static constexpr SeriesKey unpacked(std::uint64_t bits) {
    return {IndicatorId{static_cast<std::uint16_t>(bits >> 48)},
            PlaceId{static_cast<std::uint32_t>(bits >> 16)}, Measure((bits >> 8) & 0xFF),
            Grid(bits & 0xFF)};
  }
};

/// Series of figures over consecutive slots, kept in pages of twelve slots (a year of months) that
/// are found through a small directory a series. A page exists once one of its slots is filled, so
/// a gap of years costs four bytes a year. Not thread-safe while written; safe to share after.
class Columns {
 public:
  static constexpr int page_slots = 12;
  static constexpr std::uint32_t no_series = 0xFFFFFFFF;
  /// Pages a directory may span: 4,096 years of months or 134 years of days. A figure farther away
  /// than that from its series is an outlier and does not get a column.
  static constexpr std::int32_t max_directory = 4096;

  using Page = std::array<PackedFigure, page_slots>;

  struct Series {
    std::uint64_t key = 0;
    std::int32_t first_page = 0;
    std::vector<std::uint32_t> pages;  ///< 0: no page yet
  };

  Columns();

  [[nodiscard]] std::size_t series_count() const { return series_.size(); }
  [[nodiscard]] const Series& series(std::uint32_t index) const { return series_[index]; }
  /// Cost: one probe, usually one cache line.
  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    for (std::size_t i = bucket(key);; i = (i + 1) & (table_.size() - 1)) {
      const Entry& entry = table_[i];
      if (entry.series == no_series || entry.key == key) return entry.series;
    }
  }
  [[nodiscard]] std::uint32_t find_or_add(std::uint64_t key);
  /// The figure in a slot; missing when there is none.
  [[nodiscard]] const PackedFigure& peek(std::uint32_t series, std::int32_t slot) const;
  /// The place for a figure, made when needed; nothing when out of the directory's reach.
  [[nodiscard]] PackedFigure* cell(std::uint32_t series, std::int32_t slot) {
    const Series& of = series_[series];
    const auto offset = static_cast<std::uint32_t>(slot / page_slots - of.first_page);
    if (offset >= of.pages.size() || of.pages[offset] == 0) return new_cell(series, slot);
    return &chunk_page(of.pages[offset])[static_cast<std::size_t>(slot % page_slots)];
  }
  /// Page number `page` of a series (slots page × 12 …); all missing when there is none.
  [[nodiscard]] const Page& page_of(const Series& series, std::int32_t page_number) const {
    const auto offset = static_cast<std::uint32_t>(page_number - series.first_page);
    return page(offset < series.pages.size() ? series.pages[offset] : 0);
  }
  [[nodiscard]] const Page& page(std::uint32_t index) const { return chunk_page(index); }

  /// Hints that this key, series or slot is asked for next.
  void expect_key(std::uint64_t key) const { __builtin_prefetch(&table_[bucket(key)]); }
  void expect_series(std::uint32_t series) const { __builtin_prefetch(&series_[series]); }
  void expect_directory(std::uint32_t series, std::int32_t slot) const {
    const Series& of = series_[series];
    const auto offset = static_cast<std::uint32_t>(slot / page_slots - of.first_page);
    if (offset < of.pages.size()) __builtin_prefetch(&of.pages[offset]);
  }

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::uint32_t series = no_series;
  };
  static constexpr int chunk_bits = 15;  ///< 32,768 pages: 6 MiB, touched as it fills
  static constexpr std::uint32_t chunk_mask = (1U << chunk_bits) - 1;
  struct FreeChunk {
    void operator()(Page* chunk) const;
  };
  using Chunk = std::unique_ptr<Page[], FreeChunk>;

  [[nodiscard]] static Chunk new_chunk(bool large_store);
  [[nodiscard]] Page& chunk_page(std::uint32_t index) const {
    return chunks_[index >> chunk_bits][index & chunk_mask];
  }
  [[nodiscard]] std::size_t bucket(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> shift_);
  }
  void grow_table();
  [[nodiscard]] std::uint32_t new_page();
  [[nodiscard]] PackedFigure* new_cell(std::uint32_t series, std::int32_t slot);
  /// Widens the directory to hold `page`; false when that is out of reach.
  [[nodiscard]] static bool reach(Series& series, std::int32_t page);

  std::vector<Entry> table_;
  int shift_;
  std::vector<Series> series_;
  std::vector<Chunk> chunks_;
  std::uint32_t pages_ = 0;
};

}  // namespace duibiao::cube
