#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cube/cube.h"

/// Whole tables of derived measures, in doubles: for pages, charts and ranking, never for a
/// verdict (measures.h is exact). Definitions are those of docs/measures.md, from year-to-date
/// levels alone.
namespace duibiao::cube {

/// The places of a table as columns: the peers of each group side by side, then the parents that
/// shares are taken of and no group holds. A place stands in one group only.
class PeerColumns {
 public:
  PeerColumns(const PlaceRegistry& places, std::span<const std::vector<PlaceId>> groups);

  [[nodiscard]] std::span<const PlaceId> places() const { return places_; }
  [[nodiscard]] std::size_t groups() const { return group_begin_.size() - 1; }
  /// The columns first … last − 1 of a group.
  [[nodiscard]] std::pair<std::size_t, std::size_t> group(std::size_t index) const {
    return {group_begin_[index], group_begin_[index + 1]};
  }
  /// For each column that of its parent; −1 when it has none.
  [[nodiscard]] std::span<const std::int32_t> parents() const { return parents_; }

 private:
  std::vector<PlaceId> places_;
  std::vector<std::size_t> group_begin_;
  std::vector<std::int32_t> parents_;
};

/// Numbers without the cost of clearing them first.
template <class T>
class RawColumn {
 public:
  RawColumn() = default;
  explicit RawColumn(std::size_t size)
      : size_(size), data_(std::make_unique_for_overwrite<T[]>(size)) {}
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] T* data() { return data_.get(); }
  [[nodiscard]] const T* data() const { return data_.get(); }
  [[nodiscard]] T operator[](std::size_t i) const { return data_[i]; }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<T[]> data_;
};

/// Everything derived from one indicator: a row a month of year-to-date, a column a place. Cell
/// (row, column) is at row × columns + column. Missing is NaN, and rank 0. Levels are in the
/// catalogue's unit; growth and share are plain ratios (0.05 is 5 %).
struct DerivedTable {
  IndicatorId indicator;
  std::int32_t first_year = 0;
  std::size_t rows = 0;  ///< whole years of twelve
  std::size_t columns = 0;
  RawColumn<double> level;
  RawColumn<double> growth;       ///< against the same months a year before; NaN on a base ≤ 0
  RawColumn<double> month;        ///< the single month: year to date less the month before
  RawColumn<double> share;        ///< of the parent place
  RawColumn<double> gap;          ///< best of the group − own
  RawColumn<std::uint32_t> rank;  ///< competition rank in the group

  /// The row of January to `month` of `year`; nothing outside the table.
  [[nodiscard]] std::optional<std::size_t> row_of(int year, int month) const;
};

/// Computes the table. Cost: about 20 ns a cell, for groups up to a few hundred places.
[[nodiscard]] DerivedTable derive(const Cube& cube, IndicatorId indicator,
                                  const PeerColumns& columns);

/// One line of a screen: a place with what stands beside it. NaN where missing.
struct ScreenLine {
  PlaceId place;
  double level = 0;
  double growth = 0;
  double share = 0;
  double gap = 0;
  std::uint32_t rank = 0;
};

/// The best `limit` members by level for any period that has columns, with growth, share of the
/// parent and gap to the best, straight from the columns. Cost: a few lookups a member.
[[nodiscard]] std::vector<ScreenLine> screen(const Cube& cube, IndicatorId indicator,
                                             std::span<const PlaceId> members, Period period,
                                             std::size_t limit);

}  // namespace duibiao::cube
