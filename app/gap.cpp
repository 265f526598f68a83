// `gap`: how far a place is from named peers, the best and the mean of its group.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/query.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

struct Options {
  std::string place;
  std::string indicators;
  std::string against;
  std::string group;
  std::string period;
};

std::string peer_name(const compare::Gap& gap, const Vocabulary& words, const Context& context) {
  if (!gap.peer.known()) return context.say({"全组平均", "mean of the group"});
  std::string name = render::name_of(words.places.at(gap.peer), context.language);
  if (gap.is_best) name += context.say({"（最好）", " (best)"});
  return name;
}

std::string catch_up_words(const compare::Gap& gap, const Context& context) {
  switch (gap.catch_up) {
    case compare::Gap::CatchUp::ahead:
      return context.say({"已领先", "ahead"});
    case compare::Gap::CatchUp::never:
      return context.say({"按现速追不上", "not at this pace"});
    case compare::Gap::CatchUp::years:
      return fmt::format("{:.1f} {}", *gap.years_to_catch_up, context.say({"年", "years"}));
    case compare::Gap::CatchUp::unknown:
      break;
  }
  return "";
}

render::Table gap_table(const cube::Cube& cube, IndicatorId indicator, PlaceId own, Period period,
                        const std::vector<compare::Gap>& gaps, const Context& context) {
  const Vocabulary& words = cube.vocabulary();
  const Indicator& named = words.catalogue.at(indicator);
  render::Table table;
  table.title = fmt::format("{} · {} · {}", render::name_of(words.places.at(own), context.language),
                            render::name_of(named, context.language),
                            render::name_of(period, context.language));
  table.columns = {{"peer", {"对标地区", "peer"}},
                   {"own", {"本地", "own"}, render::Align::right},
                   {"other", {"对方", "peer's"}, render::Align::right},
                   {"absolute", {"差额", "gap"}, render::Align::right},
                   {"unit", {"单位", "unit"}},
                   {"ratio", {"本地为对方的", "own as % of it"}, render::Align::right},
                   {"growth_points", {"增速差", "growth gap"}, render::Align::right},
                   {"catch_up", {"按现速追平", "catches up in"}, render::Align::right}};
  for (const compare::Gap& gap : gaps) {
    std::vector<render::Cell> row = {peer_name(gap, words, context)};
    row.push_back(gap.own ? level_cell(cube, *gap.own.answer, context) : render::Cell{"–"});
    row.push_back(gap.other ? level_cell(cube, *gap.other.answer, context) : render::Cell{"–"});
    row.push_back(gap.absolute ? level_cell(cube, *gap.absolute, context) : render::Cell{});
    row.push_back(unit_cell(gap.own.answer, context));
    row.push_back(gap.ratio ? rate_cell(*gap.ratio, context) : render::Cell{});
    row.push_back(gap.growth_points ? rate_cell(*gap.growth_points, context) : render::Cell{});
    row.emplace_back(catch_up_words(gap, context));
    table.rows.push_back(std::move(row));
    const std::string missing = lacking(gap.other, words, context);
    if (!missing.empty()) table.notes.push_back(missing);
  }
  return table;
}

int run_gap(const Options& wish, const Context& context) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  const Vocabulary& words = opened->words();
  const cube::Cube& cube = *opened->cube;
  const auto own = words.places.resolve(wish.place);
  if (!own) return report(context, own.error());
  auto indicators = indicators_named(words, wish.indicators);
  if (!indicators) return report(context, indicators.error());
  if (indicators->empty()) *indicators = workspace::headlines_with_figures(cube, *own);
  const auto peers = places_named(words, wish.against);
  if (!peers) return report(context, peers.error());
  const auto group = group_named(words, wish.group, *own);
  if (!group) return report(context, group.error());
  std::vector<render::Table> tables;
  render::Json json = render::document("gap");
  json["place"] = render::place_json(words, *own, context.language);
  json["gaps"] = render::Json::array();
  for (const IndicatorId indicator : *indicators) {
    const auto period = period_or_latest(cube, wish.period, indicator, *own);
    if (!period) return report(context, period.error());
    if (!cube::level(cube, indicator, *own, *period) && indicators->size() > 1) continue;
    const auto gaps = compare::gaps(cube, indicator, *own, *peers, *group, *period);
    tables.push_back(gap_table(cube, indicator, *own, *period, gaps, context));
    for (const compare::Gap& gap : gaps) {
      render::Json row = {{"indicator", render::indicator_json(words, indicator, context.language)},
                          {"period", period->to_string()}};
      row.update(render::to_json(gap, words, context.language));
      json["gaps"].push_back(std::move(row));
    }
  }
  if (tables.empty()) {
    return report(context, Error{ErrorCode::missing_figure,
                                 {"库中没有可比的数", "the store has nothing to compare"},
                                 {"用 duibiao show 地区 看有哪些数。",
                                  "See what there is with duibiao show PLACE."},
                                 {}});
  }
  return emit(context, tables, [&] { return json; });
}

}  // namespace

Command gap_command() {
  return {
      "gap",
      {"与对标地区、最好者和平均的差距", "the gap to peers, to the best and to the mean"},
      {"duibiao gap 温州 --against 宁波,杭州\n  duibiao gap 温州 出口 --period 2025-01..2025-07",
       "duibiao gap Wenzhou --against Ningbo,Hangzhou\n  duibiao gap Wenzhou exports -p "
       "2025-01..2025-07"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        command.add_option("place", wish->place, context.say({"地区", "place"}))->required();
        command.add_option("indicator", wish->indicators,
                           context.say({"指标，可列多个（缺省：主要指标）",
                                        "indicators, a list (default: the headline ones)"}));
        command.add_option("--against,-a", wish->against,
                           context.say({"对标地区，可列多个", "peers, a list"}));
        add_group_option(command, wish->group, context);
        add_period_option(command, wish->period, context);
        return [&context, wish] { return run_gap(*wish, context); };
      }};
}

}  // namespace duibiao::app
