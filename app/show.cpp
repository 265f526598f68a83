// `show`: the figures of a place, as a series over time or as a card for one period.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/query.h"
#include "compare/card.h"
#include "render/spark.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

struct Options {
  std::string places;
  std::string indicators;
  std::string period;
  std::string base;
  int last = 24;
};

bool is_amount(const cube::Answer& answer) {
  const Dimension d = answer.unit.dimension();
  return d != Dimension::rate && d != Dimension::percentage_point && d != Dimension::index_point;
}

render::Cell outcome_cell(const cube::Cube& cube, const cube::Outcome& outcome,
                          const Context& context) {
  if (!outcome) return render::Cell{"–", render::Tone::dim};
  if (is_amount(*outcome.answer)) return level_cell(cube, *outcome.answer, context);
  return rate_cell(*outcome.answer, context);
}

int show_card(const Opened& opened, IndicatorId indicator, PlaceId place, Period period,
              const Options& wish, const Context& context) {
  const cube::Cube& cube = *opened.cube;
  std::optional<Period> base;
  if (!wish.base.empty()) {
    const auto parsed = period_named(wish.base);
    if (!parsed) return report(context, parsed.error());
    base = *parsed;
  }
  const std::vector<compare::CardLine> lines = compare::card(cube, indicator, place, period, base);
  render::Table table;
  table.title = render::name_of(FigureKey{indicator, place, period, Measure::level}, opened.words(),
                                context.language);
  table.columns = {{"measure", {"", ""}},
                   {"value", {"", ""}, render::Align::right},
                   {"unit", {"", ""}},
                   {"note", {"", ""}}};
  for (const compare::CardLine& line : lines) {
    const bool derived = line.outcome && line.outcome->derived;
    std::string note = lacking(line.outcome, opened.words(), context);
    if (derived) note = context.say({"推算", "derived"});
    table.rows.push_back({context.say(line.what), outcome_cell(cube, line.outcome, context),
                          unit_cell(line.outcome.answer, context),
                          render::Cell(note, render::Tone::dim)});
  }
  if (!lines.front().outcome && !lines[1].outcome) {
    return report(
        context,
        Error{ErrorCode::missing_figure,
              {"库中没有这个数：" + render::name_of(lines.front().outcome.lacks.empty()
                                                        ? FigureKey{indicator, place, period}
                                                        : lines.front().outcome.lacks.front().key,
                                                    opened.words(), Language::zh),
               "not in the store: " + render::name_of(FigureKey{indicator, place, period},
                                                      opened.words(), Language::en)},
              {"不带 --period 可看有哪些时期。", "Leave out --period to see which there are."},
              {}});
  }
  return emit(context, {&table, 1},
              [&] { return render::card_json(lines, opened.words(), context.language); });
}

/// The periods for which anything is known of the indicator, oldest first, one per span.
std::vector<Period> periods_known(const cube::Cube& cube, IndicatorId indicator, PlaceId place) {
  std::vector<Period> out;
  for (const Measure measure : {Measure::level, Measure::growth_yoy}) {
    for (const cube::SeriesPoint& point : cube.series(indicator, place, measure)) {
      out.push_back(point.period.canonical());
    }
  }
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  // A month that stands beside the year so far is a column of that line, not a line of its own.
  const std::vector<Period> all = out;
  std::erase_if(out, [&all](const Period& period) {
    if (!period.is_single_month()) return false;
    const std::optional<Period> so_far = period.to_date_through();
    return so_far && !so_far->same_span(period) &&
           std::ranges::binary_search(all, so_far->canonical());
  });
  return out;
}

render::Table series_table(const Opened& opened, IndicatorId indicator, PlaceId place,
                           const std::vector<Period>& periods, const Context& context) {
  const cube::Cube& cube = *opened.cube;
  render::Table table;
  std::vector<std::optional<double>> heights;
  table.columns = {{"period", {"时期", "period"}},
                   {"level", {"总量", "level"}, render::Align::right},
                   {"unit", {"单位", "unit"}},
                   {"growth", {"同比", "growth"}, render::Align::right},
                   {"month", {"当月", "last month"}, render::Align::right},
                   {"source", {"来源", "source"}, render::Align::left, true}};
  for (const Period& period : periods) {
    const cube::Outcome level = cube::level(cube, indicator, place, period);
    const cube::Outcome growth = cube::growth_yoy(cube, indicator, place, period);
    heights.push_back(growth ? std::optional(growth->value.approx()) : std::nullopt);
    std::vector<render::Cell> row = {context.format == Format::terminal
                                         ? render::name_of(period, context.language)
                                         : period.to_string()};
    row.push_back(level ? level_cell(cube, *level.answer, context) : render::Cell{});
    row.push_back(unit_cell(level.answer, context));
    row.push_back(growth ? growth_cell(*growth.answer, context) : render::Cell{});
    const auto month = period.final_month();
    const cube::Outcome single = month && !period.is_single_month()
                                     ? cube::level(cube, indicator, place, *month)
                                     : cube::Outcome{};
    row.push_back(single ? level_cell(cube, *single.answer, context) : render::Cell{});
    const cube::Published* origin =
        level && level->published ? &*level->published
                                  : (growth && growth->published ? &*growth->published : nullptr);
    row.emplace_back(origin != nullptr && origin->source != nullptr ? origin->source->name : "",
                     render::Tone::dim);
    table.rows.push_back(std::move(row));
  }
  explain_star(table, context);
  table.title =
      fmt::format("{} · {}", render::name_of(opened.words().places.at(place), context.language),
                  render::name_of(opened.words().catalogue.at(indicator), context.language));
  if (context.format == Format::terminal && heights.size() > 2) {
    table.title += "   " + context.say({"同比 ", "growth "}) + render::sparkline(heights);
  }
  return table;
}

int show_series(const Opened& opened, const std::vector<IndicatorId>& indicators,
                const std::vector<PlaceId>& places, const Options& wish, const Context& context) {
  std::vector<render::Table> tables;
  render::Json json = render::document("show");
  json["figures"] = render::Json::array();
  for (const PlaceId place : places) {
    for (const IndicatorId indicator : indicators) {
      std::vector<Period> periods = periods_known(*opened.cube, indicator, place);
      if (periods.empty()) continue;
      if (wish.last > 0 && periods.size() > static_cast<std::size_t>(wish.last)) {
        periods.erase(periods.begin(), periods.end() - wish.last);
      }
      tables.push_back(series_table(opened, indicator, place, periods, context));
      for (const Period& period : periods) {
        for (const Measure measure : {Measure::level, Measure::growth_yoy}) {
          const FigureKey key{indicator, place, period, measure};
          const auto found = opened.cube->published(key);
          if (!found) continue;
          json["figures"].push_back(render::to_json(key, *found, opened.words(), context.language));
        }
      }
    }
  }
  if (tables.empty()) {
    return report(context,
                  Error{ErrorCode::missing_figure,
                        {"库中没有这些数", "the store has none of these figures"},
                        {"用 duibiao import 导入数据。", "Import data with duibiao import."},
                        {}});
  }
  return emit(context, tables, [&] { return json; });
}

/// Several places or indicators in one period: a row each.
int show_grid(const Opened& opened, const std::vector<IndicatorId>& indicators,
              const std::vector<PlaceId>& places, Period period, const Context& context) {
  render::Table table;
  table.title = render::name_of(period, context.language);
  table.columns = {{"place", {"地区", "place"}},
                   {"indicator", {"指标", "indicator"}},
                   {"level", {"总量", "level"}, render::Align::right},
                   {"unit", {"单位", "unit"}},
                   {"growth", {"同比", "growth"}, render::Align::right}};
  render::Json json = render::document("show");
  json["measures"] = render::Json::array();
  for (const PlaceId place : places) {
    for (const IndicatorId indicator : indicators) {
      const cube::Outcome level = cube::level(*opened.cube, indicator, place, period);
      const cube::Outcome growth = cube::growth_yoy(*opened.cube, indicator, place, period);
      if (!level && !growth && indicators.size() > 1) continue;
      table.rows.push_back(
          {render::name_of(opened.words().places.at(place), context.language),
           render::name_of(opened.words().catalogue.at(indicator), context.language),
           outcome_cell(*opened.cube, level, context), unit_cell(level.answer, context),
           outcome_cell(*opened.cube, growth, context)});
      for (const cube::Outcome* outcome : {&level, &growth}) {
        json["measures"].push_back(render::to_json(*outcome, opened.words(), context.language));
      }
    }
  }
  return emit(context, {&table, 1}, [&] { return json; });
}

int run_show(const Options& wish, const Context& context) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  const auto places = places_named(opened->words(), wish.places);
  if (!places) return report(context, places.error());
  auto indicators = indicators_named(opened->words(), wish.indicators);
  if (!indicators) return report(context, indicators.error());
  if (indicators->empty()) {
    for (std::uint16_t k = 0; k < opened->words().catalogue.size(); ++k) indicators->push_back({k});
  }
  if (wish.period.empty() && !wish.base.empty()) {
    return report(context, Error{ErrorCode::bad_argument,
                                 {"--base 要与 --period 一起用", "--base goes with --period"},
                                 {},
                                 {}});
  }
  if (wish.period.empty()) return show_series(*opened, *indicators, *places, wish, context);
  const auto period = period_named(wish.period);
  if (!period) return report(context, period.error());
  if (places->size() == 1 && indicators->size() == 1) {
    return show_card(*opened, indicators->front(), places->front(), *period, wish, context);
  }
  return show_grid(*opened, *indicators, *places, *period, context);
}

}  // namespace

Command show_command() {
  return {
      "show",
      {"看一个地区的数：逐期，或某一时期的全部口径",
       "show figures: over time, or every measure of a period"},
      {"duibiao show 温州 出口\n  duibiao show 温州 出口 --period 2025-01..2025-07",
       "duibiao show Wenzhou exports\n  duibiao show Wenzhou exports --period 2025-01..2025-07"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        command
            .add_option("place", wish->places, context.say({"地区，可列多个", "places, a list"}))
            ->required();
        command.add_option("indicator", wish->indicators,
                           context.say({"指标，可列多个", "indicators, a list"}));
        command
            .add_option(
                "--last", wish->last,
                context.say({"最近几期（0 为全部）", "how many of the latest periods (0: all)"}))
            ->check(CLI::Range(0, 100000));
        command.add_option("--base", wish->base,
                           context.say({"指数基期", "base period of an index"}));
        add_period_option(command, wish->period, context);
        return [&context, wish] { return run_show(*wish, context); };
      }};
}

}  // namespace duibiao::app
