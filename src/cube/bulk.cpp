#include "cube/bulk.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "cube/bulk_rows.h"
#include "cube/columns.h"

namespace duibiao::cube {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<double, 23> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Digits to doubles in one unit. Figures of one indicator nearly always share unit and decimals,
/// so the last scale is kept. One division by an exact power of ten rounds once.
class Reader {
 public:
  explicit Reader(Unit unit) : unit_(unit) {}

  [[nodiscard]] double operator()(const PackedFigure& figure) {
    if (figure.missing()) return missing;
    if (figure.scale_code() != code_) learn(figure);
    const auto digits = static_cast<double>(figure.mantissa());
    return divides_ ? digits / factor_ : digits * factor_;
  }

 private:
  void learn(const PackedFigure& figure) {
    code_ = figure.scale_code();
    const Unit from = figure.unit();
    const auto power = from == unit_ || !unit_.known() ? 0 : power_between(from, unit_);
    const int net = power.value_or(0) - figure.decimals();
    divides_ = net < 0;
    const auto size = static_cast<std::size_t>(net < 0 ? -net : net);
    factor_ = size < powers.size() ? powers[size] : std::pow(10.0, static_cast<double>(size));
    if (!power) factor_ = missing;  // another dimension: does not stand in this table
  }

  Unit unit_;
  std::uint32_t code_ = ~std::uint32_t{0};
  double factor_ = 1;
  bool divides_ = false;
};

const Columns::Series& empty_series() {
  static const Columns::Series series;
  return series;
}

std::vector<const Columns::Series*> series_of(const Columns& columns, IndicatorId indicator,
                                              std::span<const PlaceId> places) {
  std::vector<const Columns::Series*> found;
  found.reserve(places.size());
  for (const PlaceId place : places) {
    const SeriesKey key{indicator, place, Measure::level, Grid::to_date};
    const std::uint32_t index = columns.find(key.packed());
    found.push_back(index == Columns::no_series ? &empty_series() : &columns.series(index));
  }
  return found;
}

/// First year and number of years that any of the series covers.
std::pair<std::int32_t, std::int32_t> extent(const std::vector<const Columns::Series*>& series) {
  std::int32_t first = std::numeric_limits<std::int32_t>::max();
  std::int32_t last = std::numeric_limits<std::int32_t>::min();
  for (const Columns::Series* one : series) {
    if (one->pages.empty()) continue;
    first = std::min(first, one->first_page);
    last = std::max(last, one->first_page + static_cast<std::int32_t>(one->pages.size()) - 1);
  }
  return last < first ? std::pair{0, 0} : std::pair{first, last - first + 1};
}

/// Writes twelve rows of levels: one page a column.
void read_year(const Columns& columns, const std::vector<const Columns::Series*>& series,
               std::int32_t year, Reader& reader, double* rows) {
  constexpr std::size_t ahead = 8;  // pages asked for before they are needed
  const std::size_t count = series.size();
  for (std::size_t c = 0; c < count; ++c) {
    if (c + ahead < count) {
      const auto* next = &columns.page_of(*series[c + ahead], year);
      __builtin_prefetch(next);
      __builtin_prefetch(reinterpret_cast<const char*>(next) + 64);
      __builtin_prefetch(reinterpret_cast<const char*>(next) + 128);
    }
    const Columns::Page& page = columns.page_of(*series[c], year);
    for (std::size_t m = 0; m < page.size(); ++m) rows[m * count + c] = reader(page[m]);
  }
}

/// Derives one row; the rows of the month and of the year before are already there.
void derive_row(DerivedTable& table, std::size_t row, const PeerColumns& peers, double sign) {
  const std::size_t width = table.columns;
  const std::size_t at = row * width;
  const double* level = table.level.data() + at;
  if (row >= 12) {
    rows::growth(level, level - 12 * width, table.growth.data() + at, width);
  } else {
    std::fill_n(table.growth.data() + at, width, missing);
  }
  if (row % 12 == 0) {
    std::copy_n(level, width, table.month.data() + at);
  } else {
    rows::difference(level, level - width, table.month.data() + at, width);
  }
  rows::share(level, peers.parents().data(), table.share.data() + at, width);
  for (std::size_t g = 0; g < peers.groups(); ++g) {
    const auto [first, last] = peers.group(g);
    rows::rank(level + first, table.rank.data() + at + first, table.gap.data() + at + first,
               last - first, sign);
  }
  const std::size_t ranked = peers.group(peers.groups() - 1).second;
  std::fill(table.rank.data() + at + ranked, table.rank.data() + at + width, 0U);
  std::fill(table.gap.data() + at + ranked, table.gap.data() + at + width, missing);
}

const Indicator& about(const Cube& cube, IndicatorId indicator) {
  return cube.vocabulary().catalogue.at(indicator);
}

}  // namespace

PeerColumns::PeerColumns(const PlaceRegistry& places, std::span<const std::vector<PlaceId>> groups)
    : group_begin_{0} {
  std::unordered_map<std::uint32_t, std::int32_t> column_of;
  const auto add = [&](PlaceId place) {
    const auto column = static_cast<std::int32_t>(places_.size());
    const auto [it, fresh] = column_of.try_emplace(place.index, column);
    if (fresh) places_.push_back(place);
    return it->second;
  };
  for (const auto& group : groups) {
    for (const PlaceId place : group) add(place);
    group_begin_.push_back(places_.size());
  }
  if (groups.empty()) group_begin_.push_back(0);
  const std::size_t ranked = places_.size();
  for (std::size_t c = 0; c < ranked; ++c) {
    const PlaceId parent = places.at(places_[c]).parent;
    parents_.push_back(parent.known() ? add(parent) : -1);
  }
  parents_.resize(places_.size(), -1);
}

std::optional<std::size_t> DerivedTable::row_of(int year, int month_number) const {
  const int row = (year - first_year) * 12 + month_number - 1;
  if (row < 0 || month_number < 1 || month_number > 12) return {};
  const auto index = static_cast<std::size_t>(row);
  return index < rows ? std::optional(index) : std::nullopt;
}

DerivedTable derive(const Cube& cube, IndicatorId indicator, const PeerColumns& peers) {
  const auto series = series_of(cube.columns(), indicator, peers.places());
  const auto [first, years] = extent(series);
  DerivedTable table;
  table.indicator = indicator;
  table.first_year = first;
  table.rows = static_cast<std::size_t>(years) * 12;
  table.columns = series.size();
  const std::size_t cells = table.rows * table.columns;
  for (auto* column : {&table.level, &table.growth, &table.month, &table.share, &table.gap}) {
    *column = RawColumn<double>(cells);
  }
  table.rank = RawColumn<std::uint32_t>(cells);
  Reader reader(about(cube, indicator).unit);
  const double sign = about(cube, indicator).higher_is_better ? 1 : -1;
  for (std::int32_t y = 0; y < years; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * 12;
    read_year(cube.columns(), series, first + y, reader, table.level.data() + row * table.columns);
    for (std::size_t m = 0; m < 12; ++m) derive_row(table, row + m, peers, sign);
  }
  return table;
}

std::vector<ScreenLine> screen(const Cube& cube, IndicatorId indicator,
                               std::span<const PlaceId> members, Period period, std::size_t limit) {
  const Columns& columns = cube.columns();
  const PlaceRegistry& places = cube.vocabulary().places;
  const Locus now = locate(period);
  const auto before = period.year_before();
  const Locus then = before ? locate(*before) : Locus{};
  if (now.grid == Grid::none) return {};
  Reader reader(about(cube, indicator).unit);
  const auto level_at = [&](PlaceId place, const Locus& at) {
    if (at.grid != now.grid) return missing;
    const std::uint32_t series =
        columns.find(SeriesKey{indicator, place, Measure::level, at.grid}.packed());
    return series == Columns::no_series ? missing : reader(columns.peek(series, at.slot));
  };
  std::vector<ScreenLine> lines;
  lines.reserve(members.size());
  for (const PlaceId place : members) {
    const double level = level_at(place, now);
    if (!std::isnan(level)) lines.push_back({.place = place, .level = level});
  }
  const bool up = about(cube, indicator).higher_is_better;
  const std::size_t shown = std::min(limit, lines.size());
  std::partial_sort(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(shown), lines.end(),
                    [&](const ScreenLine& a, const ScreenLine& b) {
                      if (a.level != b.level) return up ? a.level > b.level : a.level < b.level;
                      return places.at(a.place).code < places.at(b.place).code;
                    });
  lines.resize(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    ScreenLine& line = lines[i];
    const bool tied = i > 0 && line.level == lines[i - 1].level;
    line.rank = tied ? lines[i - 1].rank : static_cast<std::uint32_t>(i) + 1;
    line.gap = lines.front().level - line.level;
    const double base = level_at(line.place, then);
    line.growth = base > 0 ? line.level / base - 1 : missing;
    const PlaceId parent = places.at(line.place).parent;
    const double whole = parent.known() ? level_at(parent, now) : missing;
    line.share = whole > 0 ? line.level / whole : missing;
  }
  return lines;
}

}  // namespace duibiao::cube
