// One measure over time, of several places side by side.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cube/grid.h"
#include "render/words.h"
#include "server/api/stat.h"
#include "server/api/view.h"

namespace duibiao::server {
namespace {

/// More lines than this no chart shows; more points no answer should carry.
constexpr std::size_t places_most = 400;
constexpr std::size_t points_most = 200'000;
/// A rank looks at every member of its group.
constexpr std::size_t looks_most = 2'000'000;

enum class Grid : std::uint8_t { month, to_date, quarter, year };

/// What is asked of each place and period.
enum class Kind : std::uint8_t { level, growth_yoy, growth_mom, rank, growth_rank, share };

const std::vector<std::string>& grid_words() {
  static const std::vector<std::string> words = {"month", "ytd", "quarter", "year"};
  return words;
}
const std::vector<std::string>& measure_words() {
  static const std::vector<std::string> words = {"level", "growth_yoy",  "growth_mom",
                                                 "rank",  "growth_rank", "share"};
  return words;
}

struct SeriesAsked {
  IndicatorId indicator;
  std::vector<PlaceId> places;
  Kind kind = Kind::level;
  Grid grid = Grid::to_date;
  std::string group;
  Period from;
  Period to;
};

struct Point {
  num::Decimal value;
  num::Interval range;
  bool derived = false;
};

struct Series {
  std::string measure;
  std::string grid;
  Unit unit;
  std::vector<Period> periods;
  /// Of each place, aligned with `periods`.
  std::vector<std::vector<std::optional<Point>>> points;
};

/// Months since the year 0, of the last month of a period.
int month_number(const Period& period) { return period.year() * 12 + period.last_month() - 1; }

/// The period of the grid that ends with this month; nothing when none does.
std::optional<Period> period_ending(Grid grid, int month_number) {
  const int year = month_number / 12;
  const int month = month_number % 12 + 1;
  const auto some = [](const Result<Period>& period) {
    return period ? std::optional(*period) : std::nullopt;
  };
  switch (grid) {
    case Grid::month:
      return some(Period::month(year, month));
    case Grid::to_date:
      return some(Period::to_date(year, month));
    case Grid::quarter:
      return month % 3 == 0 ? some(Period::quarter(year, month / 3)) : std::nullopt;
    case Grid::year:
      return month == 12 ? std::optional(Period::year(year)) : std::nullopt;
  }
  return std::nullopt;
}

/// The first and the last month of which anything is published that the indicator may be had from.
std::optional<std::pair<int, int>> months_known(const cube::Cube& cube, IndicatorId indicator,
                                                const std::vector<PlaceId>& places) {
  std::optional<std::pair<int, int>> out;
  std::vector<IndicatorId> sources = {indicator};
  const Indicator& about = cube.vocabulary().catalogue.at(indicator);
  for (const FormulaTerm& term : about.sum) sources.push_back(term.indicator);
  if (about.quotient) {
    sources.push_back(about.quotient->numerator);
    sources.push_back(about.quotient->denominator);
  }
  const auto look = [&](IndicatorId source, PlaceId place, Measure measure) {
    for (const cube::SeriesPoint& point : cube.series(source, place, measure)) {
      const int month = month_number(point.period);
      if (!out) out = {month, month};
      out = {std::min(out->first, month), std::max(out->second, month)};
    }
  };
  for (const PlaceId place : places) {
    for (const IndicatorId source : sources) {
      for (const Measure measure : {Measure::level, Measure::growth_yoy, Measure::growth_mom}) {
        look(source, place, measure);
      }
    }
  }
  return out;
}

/// Computes points; groups and rankings are made once and serve all places.
class Maker {
 public:
  Maker(const Asked& asked, const SeriesAsked& wish) : asked_(asked), wish_(wish) {}

  /// Errors: the group's name. To be called first.
  Status prepare() {
    for (const PlaceId place : wish_.places) {
      const PlaceId parent = asked_.words().places.at(place).parent;
      if (!uses_group() || groups_.contains(key_of(parent))) continue;
      auto group = group_asked(asked_, place);
      if (!group) return tl::unexpected(group.error());
      looks_ += group->size();
      groups_.emplace(key_of(parent), std::move(*group));
    }
    return {};
  }
  /// Members looked at for one period.
  [[nodiscard]] std::size_t looks() const { return looks_; }

  /// To be asked period by period.
  std::optional<Point> at(PlaceId place, Period period) {
    switch (wish_.kind) {
      case Kind::level:
        return point_of(cube::level(asked_.cube(), wish_.indicator, place, period).answer);
      case Kind::growth_yoy:
        return point_of(cube::growth_yoy(asked_.cube(), wish_.indicator, place, period).answer);
      case Kind::growth_mom:
        return point_of(cube::growth_mom(asked_.cube(), wish_.indicator, place, period).answer);
      case Kind::share:
        return share(place, period);
      case Kind::rank:
      case Kind::growth_rank:
        return rank(place, period);
    }
    return std::nullopt;
  }

  [[nodiscard]] Unit unit() const {
    switch (wish_.kind) {
      case Kind::level:
        return asked_.words().catalogue.at(wish_.indicator).unit;
      case Kind::rank:
      case Kind::growth_rank:
        return unit::rank();
      default:
        return unit::percent();
    }
  }

 private:
  [[nodiscard]] bool uses_group() const {
    return wish_.kind == Kind::rank || wish_.kind == Kind::growth_rank ||
           (wish_.kind == Kind::share && !wish_.group.empty());
  }
  /// A named group is one for all places.
  [[nodiscard]] std::uint32_t key_of(PlaceId parent) const {
    return wish_.group.empty() ? parent.index : 0;
  }

  std::optional<Point> point_of(const std::optional<cube::Answer>& answer) const {
    if (!answer) return std::nullopt;
    const auto power = power_between(answer->unit, unit());
    if (!power) return std::nullopt;  // counted in another currency
    const auto value = answer->value.shifted(*power);
    const auto range = answer->range.shifted(*power);
    if (!value || !range) return std::nullopt;
    return Point{*value, *range, answer->derived};
  }

  const compare::Standing* standing(PlaceId place, Period period) {
    const std::uint32_t key = key_of(asked_.words().places.at(place).parent);
    if (rankings_period_ != period) rankings_.clear();
    rankings_period_ = period;
    auto found = rankings_.find(key);
    if (found == rankings_.end()) {
      const compare::By by =
          wish_.kind == Kind::growth_rank ? compare::By::growth : compare::By::level;
      found = rankings_
                  .emplace(key, compare::rank(asked_.cube(), wish_.indicator, groups_.at(key),
                                              period, by, period))
                  .first;
    }
    const auto& all = found->second.standings;
    const auto it = std::ranges::find(all, place, &compare::Standing::place);
    return it == all.end() ? nullptr : &*it;
  }

  std::optional<Point> rank(PlaceId place, Period period) {
    const compare::Standing* const found = standing(place, period);
    if (found == nullptr) return std::nullopt;
    const auto range =
        num::Interval::make(num::Decimal::whole(found->best), num::Decimal::whole(found->worst));
    if (!range) return std::nullopt;
    return Point{num::Decimal::whole(found->rank), *range, true};
  }

  std::optional<Point> share(PlaceId place, Period period) {
    if (!wish_.group.empty()) {
      const compare::Standing* const found = standing(place, period);
      return found != nullptr ? point_of(found->share) : std::nullopt;
    }
    const PlaceId whole = asked_.words().places.at(place).parent;
    if (!whole.known()) return std::nullopt;
    return point_of(
        cube::share_of_place(asked_.cube(), wish_.indicator, place, whole, period, unit::percent())
            .answer);
  }

  const Asked& asked_;
  const SeriesAsked& wish_;
  std::map<std::uint32_t, std::vector<PlaceId>> groups_;  ///< by the parent of their members
  std::map<std::uint32_t, compare::Ranking> rankings_;    ///< of `rankings_period_`
  Period rankings_period_;
  std::size_t looks_ = 0;
};

Result<SeriesAsked> read(const Asked& asked) {
  SeriesAsked out;
  const auto indicator = indicator_asked(asked);
  if (!indicator) return tl::unexpected(indicator.error());
  out.indicator = *indicator;
  auto places = places_asked(asked, "place");
  if (!places) return tl::unexpected(places.error());
  if (places->empty()) return bad_parameter("place", {"必须给出", "it is required"});
  if (places->size() > places_most) {
    return bad_parameter("place", {fmt::format("最多 {} 个地区", places_most),
                                   fmt::format("at most {} places", places_most)});
  }
  out.places = std::move(*places);
  const auto measure = word_asked(asked, "measure", measure_words(), "level");
  if (!measure) return tl::unexpected(measure.error());
  out.kind =
      static_cast<Kind>(std::ranges::find(measure_words(), *measure) - measure_words().begin());
  const auto grid = word_asked(asked, "grid", grid_words(), "ytd");
  if (!grid) return tl::unexpected(grid.error());
  out.grid = static_cast<Grid>(std::ranges::find(grid_words(), *grid) - grid_words().begin());
  out.group = asked.get("group");
  for (auto [name, period] : {std::pair("from", &out.from), std::pair("to", &out.to)}) {
    const auto read = period_if_asked(asked, name);
    if (!read) return tl::unexpected(read.error());
    if (read->known() && !read->has_months()) {
      return bad_parameter(name, {"应为由整月组成的时期", "it must be made of whole months"});
    }
    *period = *read;
  }
  return out;
}

/// The periods of the grid to look at: from the first month that anything is known of, or `from`.
std::vector<Period> periods_of(const Asked& asked, const SeriesAsked& wish) {
  std::vector<Period> out;
  const auto known = months_known(asked.cube(), wish.indicator, wish.places);
  if (!known) return out;
  auto [first, last] = *known;
  if (wish.from.known()) {
    first = std::max(first, wish.from.year() * 12 + wish.from.first_month() - 1);
  }
  if (wish.to.known()) last = std::min(last, month_number(wish.to));
  for (int month = first; month <= last; ++month) {
    if (const auto period = period_ending(wish.grid, month)) out.push_back(*period);
  }
  return out;
}

Result<Series> make(const Asked& asked, const SeriesAsked& wish) {
  Maker maker(asked, wish);
  if (const Status ready = maker.prepare(); !ready) return tl::unexpected(ready.error());
  const std::vector<Period> periods = periods_of(asked, wish);
  if (periods.size() * wish.places.size() > points_most ||
      periods.size() * maker.looks() > looks_most) {
    return fail(ErrorCode::over_limit,
                {"地区和时期太多，一次答不了", "too many places and periods for one answer"},
                {"请用 from、to 缩短时段，或少列地区。",
                 "Shorten it with from and to, or name fewer places."});
  }
  Series out;
  out.measure = measure_words()[static_cast<std::size_t>(wish.kind)];
  out.grid = grid_words()[static_cast<std::size_t>(wish.grid)];
  out.unit = maker.unit();
  out.points.resize(wish.places.size());
  for (const Period& period : periods) {
    std::vector<std::optional<Point>> row;
    for (const PlaceId place : wish.places) row.push_back(maker.at(place, period));
    if (std::ranges::none_of(row, [](const auto& point) { return point.has_value(); })) continue;
    out.periods.push_back(period);
    for (std::size_t k = 0; k < row.size(); ++k) out.points[k].push_back(row[k]);
  }
  return out;
}

render::Json series_json(const Series& series, const SeriesAsked& wish, const Asked& asked) {
  render::Json out = render::document("series");
  out["indicator"] = render::indicator_json(asked.words(), wish.indicator, asked.language());
  out["measure"] = series.measure;
  out["grid"] = series.grid;
  out["unit"] = series.unit == unit::rank() ? "rank" : series.unit.symbol();
  out["periods"] = render::Json::array();
  for (const Period& period : series.periods) out["periods"].push_back(period.to_string());
  out["series"] = render::Json::array();
  for (std::size_t k = 0; k < wish.places.size(); ++k) {
    render::Json points = render::Json::array();
    for (const std::optional<Point>& point : series.points[k]) {
      if (!point) {
        points.push_back(nullptr);
        continue;
      }
      points.push_back({{"value", point->value.to_string()},
                        {"low", point->range.low().to_string()},
                        {"high", point->range.high().to_string()},
                        {"decimals", point->value.scale()},
                        {"derived", point->derived}});
    }
    out["series"].push_back(
        {{"place", render::place_json(asked.words(), wish.places[k], asked.language())},
         {"points", std::move(points)}});
  }
  return out;
}

std::string title_of(const Series& series, const SeriesAsked& wish, const Asked& asked) {
  const auto measure = find_measure(series.measure);
  return fmt::format("{}-{}",
                     render::name_of(asked.words().catalogue.at(wish.indicator), asked.language()),
                     measure ? render::name_of(*measure, asked.language()) : series.measure);
}

/// A row a period, a column a place.
render::Table series_table(const Series& series, const SeriesAsked& wish, const Asked& asked) {
  render::Table table;
  table.title = title_of(series, wish, asked);
  table.columns = {{"period", {"时期", "period"}}, {"unit", {"单位", "unit"}}};
  for (const PlaceId place : wish.places) {
    const Place& named = asked.words().places.at(place);
    table.columns.push_back({named.code, {named.zh, named.en}, render::Align::right});
  }
  for (std::size_t p = 0; p < series.periods.size(); ++p) {
    std::vector<render::Cell> row = {series.periods[p].to_string(),
                                     render::unit_word(series.unit, asked.language())};
    for (const auto& points : series.points) {
      row.push_back(points[p] ? render::Cell(points[p]->value.to_string(), points[p]->value)
                              : render::Cell{});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string series_stat(const Series& series, const SeriesAsked& wish, const Asked& asked) {
  const bool zh = asked.language() == Language::zh;
  StatDataset out;
  out.label = title_of(series, wish, asked);
  StatDimension metric{"metric", zh ? "指标" : "indicator", StatRole::metric, {}};
  metric.categories.push_back({asked.words().catalogue.at(wish.indicator).id + "." + series.measure,
                               out.label, series.unit});
  StatDimension places{"place", zh ? "地区" : "place", StatRole::geo, {}};
  for (const PlaceId place : wish.places) {
    const Place& named = asked.words().places.at(place);
    places.categories.push_back({named.code, render::name_of(named, asked.language())});
  }
  StatDimension periods{"period", zh ? "时期" : "period", StatRole::time, {}};
  for (const Period& period : series.periods) {
    periods.categories.push_back({period.to_string(), render::name_of(period, asked.language())});
  }
  out.dimensions = {std::move(metric), std::move(places), std::move(periods)};
  for (std::size_t k = 0; k < series.points.size(); ++k) {
    for (std::size_t p = 0; p < series.points[k].size(); ++p) {
      if (const auto& point = series.points[k][p]) out.values[out.place({0, k, p})] = point->value;
    }
  }
  return to_json_stat(out, asked.language());
}

Result<View> answer(const Asked& asked) {
  const auto wish = read(asked);
  if (!wish) return tl::unexpected(wish.error());
  const auto series = make(asked, *wish);
  if (!series) return tl::unexpected(series.error());
  View view;
  view.name = title_of(*series, *wish, asked);
  if (asked.format == Format::json_stat) {
    view.json = series_stat(*series, *wish, asked);
  } else if (asked.format == Format::json) {
    view.json = written(series_json(*series, *wish, asked));
  } else {
    view.tables.push_back(series_table(*series, *wish, asked));
  }
  return view;
}

}  // namespace

std::vector<Route> series_routes(const Shared& state) {
  std::vector<Route> out;
  out.push_back(reading(
      state,
      {.pattern = "/api/v1/series",
       .role = Role::viewer,
       .summary = {"一个指标的时间序列，可多地并列", "One measure over time, places side by side"},
       .parameters =
           {{"place", {"地区，可列多个", "places, a list"}, true},
            {"indicator", {"指标", "indicator"}, true},
            {"measure", {"口径（缺省 level）", "measure (default level)"}, false, measure_words()},
            {"grid",
             {"月、累计、季、年（缺省 ytd）", "month, year to date, quarter, year (default ytd)"},
             false,
             grid_words()},
            {"from", {"从何时起", "the first period"}},
            {"to", {"到何时止", "the last period"}},
            {"group", {"位次和占比的比较范围", "peer group of ranks and shares"}}},
       .answers = "duibiao.series/1"},
      {Format::json, Format::csv, Format::xlsx, Format::json_stat}, answer));
  return out;
}

}  // namespace duibiao::server
