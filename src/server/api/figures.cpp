// Figures as they were published, and every measure of one.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

#include "compare/card.h"
#include "render/figures_table.h"
#include "render/words.h"
#include "server/api/stat.h"
#include "server/api/view.h"
#include "server/http/target.h"
#include "workspace/named.h"

namespace duibiao::server {
namespace {

constexpr std::size_t page_usual = 1000;
constexpr std::size_t page_most = 10'000;
/// A download is made in memory; whoever needs more has `duibiao export`.
constexpr std::size_t download_most = 200'000;

/// Which figures are asked for; empty lists mean all.
struct Wanted {
  std::vector<PlaceId> places;
  std::vector<IndicatorId> indicators;
  Period period;
  std::optional<Measure> measure;
  std::optional<FigureKey> after;

  [[nodiscard]] bool of(IndicatorId indicator, PlaceId place) const {
    if (!places.empty() && std::ranges::find(places, place) == places.end()) return false;
    return indicators.empty() || std::ranges::find(indicators, indicator) != indicators.end();
  }
  [[nodiscard]] bool includes(const FigureKey& key) const {
    if (period.known() && !period.same_span(key.period)) return false;
    return !measure || key.measure == *measure;
  }
};

struct Found {
  std::vector<std::pair<FigureKey, cube::Published>> figures;
  bool more = false;
};

/// The first `most` figures wanted, in the order of their keys.
Found find(const cube::Cube& cube, const Wanted& wanted, std::size_t most) {
  Found out;
  cube.each_of([&](IndicatorId indicator, PlaceId place) { return wanted.of(indicator, place); },
               wanted.after,
               [&](const FigureKey& key, const cube::Published& published) {
                 if (!wanted.includes(key)) return true;
                 out.more = out.figures.size() == most;
                 if (!out.more) out.figures.emplace_back(key, published);
                 return !out.more;
               });
  return out;
}

/// Where a page ended: the last figure's key in names that do not change with the store.
std::string cursor_of(const FigureKey& key, const Vocabulary& words) {
  return fmt::format("{}.{}.{}.{}", words.catalogue.at(key.indicator).id,
                     words.places.at(key.place).code, key.period.packed(),
                     static_cast<int>(key.measure));
}

/// A whole number at the end of `text`, cut off with the point before it.
std::optional<std::uint32_t> cut_number(std::string_view& text) {
  const std::size_t point = text.rfind('.');
  if (point == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(point + 1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  text = text.substr(0, point);
  return value;
}

std::optional<FigureKey> key_at(std::string_view cursor, const Vocabulary& words) {
  const auto measure = cut_number(cursor);
  const auto period = cut_number(cursor);
  const std::size_t point = cursor.rfind('.');
  if (!measure || !period || *measure >= measure_count || point == std::string_view::npos) {
    return std::nullopt;
  }
  const auto indicator = words.catalogue.by_id(cursor.substr(0, point));
  const auto place = words.places.by_code(cursor.substr(point + 1));
  const auto when = Period::unpacked(*period);
  if (!indicator || !place || !when) return std::nullopt;
  return FigureKey{*indicator, *place, *when, static_cast<Measure>(*measure)};
}

Result<Wanted> wanted_of(const Asked& asked) {
  Wanted out;
  auto places = places_asked(asked, "place");
  if (!places) return tl::unexpected(places.error());
  out.places = std::move(*places);
  auto indicators = indicators_asked(asked);
  if (!indicators) return tl::unexpected(indicators.error());
  out.indicators = std::move(*indicators);
  const auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  out.period = *period;
  if (const std::string measure = asked.get("measure"); !measure.empty()) {
    out.measure = measure.size() < 64 ? find_measure(measure) : std::nullopt;
    if (!out.measure) return bad_parameter("measure", {"没有这种口径", "no such measure"});
  }
  if (const std::string cursor = asked.get("cursor"); !cursor.empty()) {
    out.after = key_at(cursor, asked.words());
    if (!out.after) {
      return bad_parameter("cursor", {"不是上一页给出的值", "it is none that a page has given"});
    }
  }
  return out;
}

Result<std::size_t> limit_of(const Asked& asked) {
  const std::string text = asked.get("limit");
  if (text.empty()) return asked.format == Format::json ? page_usual : download_most;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= 1 &&
      value <= page_most) {
    return value;
  }
  return bad_parameter("limit", {fmt::format("应为 1 至 {} 的整数", page_most),
                                 fmt::format("it must be a whole number from 1 to {}", page_most)});
}

std::string next_link(const Asked& asked, const FigureKey& last) {
  std::string link = asked.call.request.path + "?";
  for (const auto& [name, value] : asked.call.request.query.all()) {
    if (name == "cursor") continue;
    link += percent_encoded(name) + "=" + percent_encoded(value) + "&";
  }
  return "<" + link + "cursor=" + percent_encoded(cursor_of(last, asked.words())) +
         ">; rel=\"next\"";
}

/// A metric is an indicator with a measure; its numbers are brought to one unit.
struct Metrics {
  std::vector<StatCategory> categories;
  std::map<std::pair<IndicatorId, Measure>, std::size_t> at;
};

std::size_t metric_of(Metrics& metrics, const FigureKey& key, Unit unit, const Asked& asked) {
  const auto [found, is_new] =
      metrics.at.try_emplace({key.indicator, key.measure}, metrics.categories.size());
  if (is_new) {
    const Indicator& indicator = asked.words().catalogue.at(key.indicator);
    const bool usual =
        key.measure == Measure::level && power_between(unit, indicator.unit).has_value();
    metrics.categories.push_back({fmt::format("{}.{}", indicator.id, id_of(key.measure)),
                                  fmt::format("{} {}", render::name_of(indicator, asked.language()),
                                              render::name_of(key.measure, asked.language())),
                                  usual ? indicator.unit : unit});
  }
  return found->second;
}

template <class Key>
std::size_t index_of(std::map<Key, std::size_t>& known, const Key& key) {
  return known.try_emplace(key, known.size()).first->second;
}

std::string figures_stat(const Found& found, const Asked& asked) {
  const Vocabulary& words = asked.words();
  const bool zh = asked.language() == Language::zh;
  Metrics metrics;
  std::map<PlaceId, std::size_t> places;
  std::map<Period, std::size_t> periods;
  struct Cell {
    std::vector<std::size_t> members;
    num::Decimal value;
  };
  std::vector<Cell> cells;
  for (const auto& [key, published] : found.figures) {
    const std::size_t metric = metric_of(metrics, key, published.unit, asked);
    const auto value = convert(published.value, published.unit, metrics.categories[metric].unit);
    if (!value) continue;  // of another currency than the metric's other numbers
    cells.push_back({{metric, index_of(places, key.place), index_of(periods, key.period)}, *value});
  }
  StatDataset out;
  out.label = zh ? "公布的数" : "Published figures";
  out.dimensions = {
      {"metric", zh ? "指标" : "indicator", StatRole::metric, std::move(metrics.categories)},
      {"place", zh ? "地区" : "place", StatRole::geo, std::vector<StatCategory>(places.size())},
      {"period", zh ? "时期" : "period", StatRole::time,
       std::vector<StatCategory>(periods.size())}};
  for (const auto& [place, at] : places) {
    const Place& named = words.places.at(place);
    out.dimensions[1].categories[at] = {named.code, render::name_of(named, asked.language())};
  }
  for (const auto& [period, at] : periods) {
    out.dimensions[2].categories[at] = {period.to_string(),
                                        render::name_of(period, asked.language())};
  }
  for (const Cell& cell : cells) out.values[out.place(cell.members)] = cell.value;
  return to_json_stat(out, asked.language());
}

Result<View> figures(const Asked& asked) {
  const auto wanted = wanted_of(asked);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto limit = limit_of(asked);
  if (!limit) return tl::unexpected(limit.error());
  const Found found = find(asked.cube(), *wanted, *limit);
  if (found.more && asked.get("limit").empty() && asked.format != Format::json) {
    return fail(ErrorCode::over_limit,
                {fmt::format("超过 {} 个数，一次下载不了", download_most),
                 fmt::format("more than {} figures: too many for one download", download_most)},
                {"请限定地区、指标或时期，或加 limit 分页。",
                 "Narrow it by place, indicator or period, or take pages with limit."});
  }
  View view;
  view.name = in(asked.language(), {"数据", "figures"});
  if (found.more) view.link = next_link(asked, found.figures.back().first);
  if (asked.format == Format::json_stat) {
    view.json = figures_stat(found, asked);
    return view;
  }
  if (asked.format != Format::json) {
    render::Table table = render::figures_table();
    for (const auto& [key, published] : found.figures) {
      render::add_figure(table, key, published, asked.words());
    }
    view.tables.push_back(std::move(table));
    return view;
  }
  render::Json out = render::document("figures");
  out["figures"] = render::Json::array();
  for (const auto& [key, published] : found.figures) {
    out["figures"].push_back(render::to_json(key, published, asked.words(), asked.language()));
  }
  view.json = written(out);
  return view;
}

/// Level and growth of each: a row a figure, those that nobody has left out.
render::Json grid_json(const Asked& asked, const std::vector<PlaceId>& places,
                       const std::vector<IndicatorId>& indicators, Period period) {
  render::Json out = render::document("show");
  out["measures"] = render::Json::array();
  for (const PlaceId place : places) {
    for (const IndicatorId indicator : indicators) {
      const cube::Outcome level = cube::level(asked.cube(), indicator, place, period);
      const cube::Outcome growth = cube::growth_yoy(asked.cube(), indicator, place, period);
      if (!level && !growth && indicators.size() > 1) continue;
      for (const cube::Outcome* outcome : {&level, &growth}) {
        out["measures"].push_back(render::to_json(*outcome, asked.words(), asked.language()));
      }
    }
  }
  return out;
}

Result<View> measures(const Asked& asked) {
  /// Each figure of a grid costs a dozen look-ups.
  constexpr std::size_t grid_most = 20'000;
  const auto places = places_asked(asked, "place");
  if (!places) return tl::unexpected(places.error());
  if (places->empty()) return bad_parameter("place", {"必须给出", "it is required"});
  auto indicators = indicators_asked(asked);
  if (!indicators) return tl::unexpected(indicators.error());
  auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  if (!period->known()) {
    const auto latest =
        indicators->empty()
            ? workspace::latest_headline_period(asked.cube(), places->front())
            : workspace::latest_period(asked.cube(), indicators->front(), places->front());
    if (!latest) return no_figures({"该地区还没有数", "there are no figures of this place yet"});
    *period = *latest;
  }
  if (places->size() == 1 && indicators->size() == 1) {
    const auto lines = compare::card(asked.cube(), indicators->front(), places->front(), *period);
    if (!lines[0].outcome && !lines[1].outcome) {
      return no_figures({"库中没有这个数", "the store has no such figure"});
    }
    return view_of(render::card_json(lines, asked.words(), asked.language()));
  }
  if (indicators->empty()) {
    for (std::uint16_t k = 0; k < asked.words().catalogue.size(); ++k) indicators->push_back({k});
  }
  if (places->size() * indicators->size() > grid_most) {
    return bad_parameter(
        "place", {"地区与指标太多，请分次查询", "too many places and indicators for one question"});
  }
  return view_of(grid_json(asked, *places, *indicators, *period));
}

}  // namespace

std::vector<Route> figure_routes(const Shared& state) {
  const Parameter place{"place", {"地区，可列多个", "places, a list"}};
  const Parameter indicator{"indicator", {"指标，可列多个", "indicators, a list"}};
  const Parameter period{"period", {"时期", "period"}};
  std::vector<Route> out;
  out.push_back(reading(
      state,
      {.pattern = "/api/v1/figures",
       .role = Role::viewer,
       .summary = {"公布的数，分页", "Published figures, in pages"},
       .parameters = {place,
                      indicator,
                      period,
                      {"measure", {"口径，如 level、growth_yoy", "measure: level, growth_yoy …"}},
                      {"limit", {"每页多少（缺省 1000）", "how many a page (default 1000)"}},
                      {"cursor", {"上一页给出的位置", "where the page before ended"}}},
       .answers = "duibiao.figures/1"},
      {Format::json, Format::csv, Format::xlsx, Format::json_stat}, figures));
  Parameter place_needed = place;
  place_needed.required = true;
  out.push_back(
      reading(state,
              {.pattern = "/api/v1/measures",
               .role = Role::viewer,
               .summary = {"一个数的全部口径，或多地多指标一览",
                           "Every measure of a figure, or level and growth of many"},
               .parameters = {place_needed,
                              indicator,
                              {"period", {"时期（缺省：最新）", "period (default: the latest)"}}},
               .answers = "duibiao.show/1"},
              {Format::json}, measures));
  return out;
}

}  // namespace duibiao::server
