#include <algorithm>
#include <tuple>
#include <utility>

#include "cube/contents.h"

namespace duibiao::cube {
namespace {

class DenseCube final : public Cube {
 public:
  explicit DenseCube(Contents contents);

  const Vocabulary& vocabulary() const override { return *contents_.vocabulary; }
  std::size_t figures() const override { return contents_.figures; }
  std::size_t bytes() const override;
  std::optional<Published> published(const FigureKey& key) const override;
  std::vector<SeriesPoint> series(IndicatorId indicator, PlaceId place,
                                  Measure measure) const override;
  void each(const std::function<void(const FigureKey&, const Published&)>& visit) const override;
  void each_of(const std::function<bool(IndicatorId, PlaceId)>& wanted,
               const std::optional<FigureKey>& after,
               const std::function<bool(const FigureKey&, const Published&)>& visit) const override;
  std::vector<Rival> rivals(bool with_witnesses) const override;
  std::vector<Rival> rivals_of(const FigureKey& key) const override;
  std::optional<Period> latest(IndicatorId indicator, PlaceId place) const override;
  const Columns& columns() const override { return contents_.columns; }

 private:
  using Point = std::pair<FigureKey, Where>;
  [[nodiscard]] Published unpack(const PackedFigure& figure, Where where) const;
  [[nodiscard]] FigureKey key_of(Where where) const;
  [[nodiscard]] std::optional<Where> where_of(const FigureKey& key) const;
  [[nodiscard]] Rival rival_of(const OtherValue& other) const;
  [[nodiscard]] std::size_t first_series_of(const FigureKey& key) const;
  void collect(std::uint32_t series, std::vector<Point>& points) const;
  template <class Visit>
  void each_rare(IndicatorId indicator, PlaceId place, const Visit& visit) const {
    const FigureKey first{indicator, place, Period(), Measure::level};
    for (auto it = contents_.rare_index.lower_bound(first); it != contents_.rare_index.end();
         ++it) {
      if (it->first.indicator != indicator || it->first.place != place) break;
      visit(it->first, it->second);
    }
  }

  Contents contents_;
  std::vector<FigureKey> rare_keys_;
  std::vector<std::uint32_t> order_;  ///< series by indicator, place, measure, grid
};

bool by_key_and_release(const Rival& a, const Rival& b) {
  const auto order = [](const Rival& rival) {
    const Published& other = rival.other;
    return std::tuple(rival.key, other.released, other.batch, other.row, other.column);
  };
  return order(a) < order(b);
}

DenseCube::DenseCube(Contents contents)
    : contents_(std::move(contents)), rare_keys_(contents_.rare.size()) {
  for (const auto& [key, index] : contents_.rare_index) rare_keys_[index] = key;
  const Columns& columns = contents_.columns;
  order_.resize(columns.series_count());
  for (std::uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return columns.series(a).key < columns.series(b).key;
  });
}

std::size_t DenseCube::bytes() const {
  return contents_.columns.bytes() + contents_.rare.capacity() * sizeof(PackedFigure) +
         rare_keys_.capacity() * sizeof(FigureKey) * 3 +  // with the index beside them
         contents_.origins.capacity() * sizeof(Origin) + contents_.notes.capacity() * sizeof(Note) +
         contents_.others.capacity() * sizeof(OtherValue) +
         order_.capacity() * sizeof(std::uint32_t);
}

Published DenseCube::unpack(const PackedFigure& figure, Where where) const {
  const Origin& origin = contents_.origins[figure.origin()];
  Published seen{.value = figure.value(),
                 .unit = figure.unit(),
                 .status = figure.status(),
                 .source = &contents_.sources[origin.source],
                 .released = origin.released,
                 .release_assumed = origin.release_assumed,
                 .batch = origin.batch,
                 .row = figure.row(),
                 .column = origin.column};
  if (!figure.noted()) return seen;
  const auto note =
      std::lower_bound(contents_.notes.begin(), contents_.notes.end(), where,
                       [](const Note& entry, Where wanted) { return entry.where < wanted; });
  seen.witnesses = note->witnesses;
  seen.conflict = note->conflict;
  return seen;
}

std::optional<Where> DenseCube::where_of(const FigureKey& key) const {
  const Locus locus = locate(key.period);
  if (locus.grid != Grid::none) {
    const SeriesKey series_key{key.indicator, key.place, key.measure, locus.grid};
    const std::uint32_t series = contents_.columns.find(series_key.packed());
    if (series != Columns::no_series && !contents_.columns.peek(series, locus.slot).missing()) {
      return Where{series, static_cast<std::uint32_t>(locus.slot)};
    }
  }
  if (contents_.rare.empty()) return {};
  FigureKey canonical = key;
  canonical.period = key.period.canonical();
  const auto found = contents_.rare_index.find(canonical);
  if (found == contents_.rare_index.end()) return {};
  return Where{Columns::no_series, found->second};
}

std::optional<Published> DenseCube::published(const FigureKey& key) const {
  const std::optional<Where> where = where_of(key);
  if (!where) return {};
  return unpack(contents_.at(*where), *where);
}

FigureKey DenseCube::key_of(Where where) const {
  if (where.rare()) return rare_keys_[where.slot];
  const SeriesKey key = SeriesKey::unpacked(contents_.columns.series(where.series).key);
  return {key.indicator, key.place, period_at({key.grid, static_cast<std::int32_t>(where.slot)}),
          key.measure};
}

void DenseCube::collect(std::uint32_t index, std::vector<Point>& points) const {
  const Columns::Series& series = contents_.columns.series(index);
  for (std::size_t p = 0; p < series.pages.size(); ++p) {
    if (series.pages[p] == 0) continue;
    const Columns::Page& page = contents_.columns.page(series.pages[p]);
    const auto base = (static_cast<std::size_t>(series.first_page) + p) * Columns::page_slots;
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (page[i].missing()) continue;
      const Where where{index, static_cast<std::uint32_t>(base + i)};
      points.emplace_back(key_of(where), where);
    }
  }
}

std::vector<SeriesPoint> DenseCube::series(IndicatorId indicator, PlaceId place,
                                           Measure measure) const {
  std::vector<Point> points;
  for (int grid = 0; grid < grid_count; ++grid) {
    const SeriesKey key{indicator, place, measure, Grid(grid)};
    const std::uint32_t index = contents_.columns.find(key.packed());
    if (index != Columns::no_series) collect(index, points);
  }
  each_rare(indicator, place, [&](const FigureKey& key, std::uint32_t index) {
    if (key.measure == measure) points.emplace_back(key, Where{Columns::no_series, index});
  });
  std::sort(points.begin(), points.end());
  std::vector<SeriesPoint> result;
  result.reserve(points.size());
  for (const auto& [key, where] : points) {
    result.push_back({key.period, unpack(contents_.at(where), where)});
  }
  return result;
}

void DenseCube::each(const std::function<void(const FigureKey&, const Published&)>& visit) const {
  each_of([](IndicatorId, PlaceId) { return true; }, {},
          [&visit](const FigureKey& key, const Published& published) {
            visit(key, published);
            return true;
          });
}

/// Where the series of this key's indicator and place begin in `order_`, or those after them.
std::size_t DenseCube::first_series_of(const FigureKey& key) const {
  const std::uint64_t least = SeriesKey{key.indicator, key.place, Measure(0), Grid(0)}.packed();
  const auto at = std::lower_bound(order_.begin(), order_.end(), least,
                                   [this](std::uint32_t series, std::uint64_t wanted) {
                                     return contents_.columns.series(series).key < wanted;
                                   });
  return static_cast<std::size_t>(at - order_.begin());
}

void DenseCube::each_of(
    const std::function<bool(IndicatorId, PlaceId)>& wanted, const std::optional<FigureKey>& after,
    const std::function<bool(const FigureKey&, const Published&)>& visit) const {
  std::vector<Point> points;  // of one indicator and place
  const auto owner = [](const FigureKey& key) { return std::pair(key.indicator, key.place); };
  const auto owner_of = [&](std::size_t i) {
    const auto key = SeriesKey::unpacked(contents_.columns.series(order_[i]).key);
    return std::pair(key.indicator, key.place);
  };
  std::size_t i = 0;
  auto rare = contents_.rare_index.begin();
  if (after) {
    i = first_series_of(*after);
    rare = contents_.rare_index.upper_bound(*after);
  }
  while (i < order_.size() || rare != contents_.rare_index.end()) {
    const bool dense_first = i < order_.size() && (rare == contents_.rare_index.end() ||
                                                   owner_of(i) <= owner(rare->first));
    const auto current = dense_first ? owner_of(i) : owner(rare->first);
    const bool taken = wanted(current.first, current.second);
    points.clear();
    for (; i < order_.size() && owner_of(i) == current; ++i) {
      if (taken) collect(order_[i], points);
    }
    for (; rare != contents_.rare_index.end() && owner(rare->first) == current; ++rare) {
      if (taken) points.emplace_back(rare->first, Where{Columns::no_series, rare->second});
    }
    std::sort(points.begin(), points.end());
    for (const auto& [key, where] : points) {
      if (after && key <= *after) continue;
      if (!visit(key, unpack(contents_.at(where), where))) return;
    }
  }
}

Rival DenseCube::rival_of(const OtherValue& other) const {
  const Published current = unpack(contents_.at(other.where), other.where);
  Published beside = unpack(other.figure, other.where);
  beside.witnesses = 1;
  beside.conflict = false;
  return {key_of(other.where), current, beside, other.kind, other.other_unit};
}

std::vector<Rival> DenseCube::rivals(bool with_witnesses) const {
  std::vector<Rival> result;
  for (const OtherValue& other : contents_.others) {
    if (other.kind == Rival::Kind::witness && !with_witnesses) continue;
    result.push_back(rival_of(other));
  }
  std::sort(result.begin(), result.end(), by_key_and_release);
  return result;
}

std::vector<Rival> DenseCube::rivals_of(const FigureKey& key) const {
  const std::optional<Where> where = where_of(key);
  if (!where || !contents_.at(*where).noted()) return {};
  // Figures are settled in the order of their addresses, so the list is sorted by them.
  auto at = std::lower_bound(contents_.others.begin(), contents_.others.end(), *where,
                             [](const OtherValue& o, Where wanted) { return o.where < wanted; });
  std::vector<Rival> result;
  for (; at != contents_.others.end() && at->where == *where; ++at) result.push_back(rival_of(*at));
  std::sort(result.begin(), result.end(), by_key_and_release);
  return result;
}

std::optional<Period> DenseCube::latest(IndicatorId indicator, PlaceId place) const {
  std::optional<Period> last;
  for (int grid = 0; grid < grid_count; ++grid) {
    const SeriesKey key{indicator, place, Measure::level, Grid(grid)};
    const std::uint32_t index = contents_.columns.find(key.packed());
    if (index == Columns::no_series) continue;
    std::vector<Point> points;
    collect(index, points);
    for (const auto& [figure_key, where] : points) {
      if (!last || *last < figure_key.period) last = figure_key.period;
    }
  }
  each_rare(indicator, place, [&](const FigureKey& key, std::uint32_t) {
    if (key.measure == Measure::level && (!last || *last < key.period)) last = key.period;
  });
  return last;
}

}  // namespace

std::shared_ptr<const Cube> make_cube(Contents contents) {
  return std::make_shared<DenseCube>(std::move(contents));
}

}  // namespace duibiao::cube
