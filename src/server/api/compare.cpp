// Where places stand, and how far apart they are.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "render/rank_table.h"
#include "render/words.h"
#include "server/api/stat.h"
#include "server/api/view.h"
#include "workspace/named.h"

namespace duibiao::server {
namespace {

std::string ranking_stat(const compare::Ranking& ranking, const Asked& asked) {
  const bool zh = asked.language() == Language::zh;
  const Indicator& indicator = asked.words().catalogue.at(ranking.indicator);
  StatDataset out;
  out.label = fmt::format("{} · {}", render::name_of(indicator, asked.language()),
                          render::name_of(ranking.period, asked.language()));
  StatDimension places{"place", zh ? "地区" : "place", StatRole::geo, {}};
  const bool by_level = ranking.by == compare::By::level;
  const std::vector<std::string> names =
      by_level ? std::vector<std::string>{"rank", "level", "growth_yoy", "share"}
               : std::vector<std::string>{"rank", "growth_yoy", "level", "share"};
  StatDimension metrics{"metric", zh ? "口径" : "measure", StatRole::metric, {}};
  for (const std::string& name : names) {
    const auto measure = find_measure(name);
    const Unit unit = name == "rank"    ? unit::rank()
                      : name == "level" ? indicator.unit
                                        : unit::percent();
    metrics.categories.push_back(
        {name, measure ? render::name_of(*measure, asked.language()) : name, unit});
  }
  const std::size_t columns = names.size();
  const auto put = [&out](std::uint64_t at, const std::optional<cube::Answer>& answer, Unit unit) {
    if (!answer) return;
    if (const auto value = convert(answer->value, answer->unit, unit)) out.values[at] = *value;
  };
  for (const compare::Standing& standing : ranking.standings) {
    const Place& place = asked.words().places.at(standing.place);
    const std::uint64_t row = places.categories.size() * columns;
    places.categories.push_back({place.code, render::name_of(place, asked.language())});
    out.values[row] = num::Decimal::whole(standing.rank);
    put(row + 1, standing.answer, metrics.categories[1].unit);
    put(row + 2, standing.growth, metrics.categories[2].unit);
    put(row + 3, standing.share, metrics.categories[3].unit);
  }
  StatDimension when{"period", zh ? "时期" : "period", StatRole::time, {}};
  when.categories.push_back(
      {ranking.period.to_string(), render::name_of(ranking.period, asked.language())});
  out.dimensions = {std::move(when), std::move(places), std::move(metrics)};
  return to_json_stat(out, asked.language());
}

Result<View> ranks(const Asked& asked) {
  const auto indicator = indicator_asked(asked);
  if (!indicator) return tl::unexpected(indicator.error());
  const auto beside = place_if_asked(asked, "place");
  if (!beside) return tl::unexpected(beside.error());
  if (!beside->known() && asked.get("group").empty()) {
    return bad_parameter("group", {"要给出 group（比较范围）或 place（与其同级各地比较）",
                                   "name a group, or a place to rank among its neighbours"});
  }
  const auto members = group_asked(asked, *beside);
  if (!members) return tl::unexpected(members.error());
  const auto by = word_asked(asked, "by", {"level", "growth"}, "level");
  if (!by) return tl::unexpected(by.error());
  auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  const Indicator& named = asked.words().catalogue.at(*indicator);
  for (std::size_t k = 0; !period->known() && k < members->size(); ++k) {
    *period = workspace::latest_period(asked.cube(), *indicator, (*members)[k]).value_or(Period());
  }
  const compare::Ranking ranking =
      compare::rank(asked.cube(), *indicator, *members, *period,
                    *by == "growth" ? compare::By::growth : compare::By::level);
  if (ranking.standings.empty()) {
    return no_figures({fmt::format("这些地区没有{}的数可排", named.zh),
                       fmt::format("these places have no figures of {} to rank", named.en)});
  }
  View view;
  view.name = fmt::format("{}-{}-{}", render::name_of(named, asked.language()),
                          in(asked.language(), {"排名", "ranking"}), period->to_string());
  if (asked.format == Format::json_stat) {
    view.json = ranking_stat(ranking, asked);
  } else if (asked.format == Format::json) {
    render::Json out = render::document("rank");
    out.update(render::to_json(ranking, asked.words(), asked.language()));
    view.json = written(out);
  } else {
    view.tables.push_back(
        render::ranking_table(asked.cube(), ranking, *beside, {asked.language(), false}));
  }
  return view;
}

void add_gaps(render::Json& rows, const Asked& asked, IndicatorId indicator, Period period,
              const std::vector<compare::Gap>& gaps) {
  for (const compare::Gap& gap : gaps) {
    render::Json row = {
        {"indicator", render::indicator_json(asked.words(), indicator, asked.language())},
        {"period", period.to_string()}};
    row.update(render::to_json(gap, asked.words(), asked.language()));
    rows.push_back(std::move(row));
  }
}

Result<View> gaps(const Asked& asked) {
  const auto own = place_asked(asked, "place");
  if (!own) return tl::unexpected(own.error());
  const auto peers = places_asked(asked, "against");
  if (!peers) return tl::unexpected(peers.error());
  auto indicators = indicators_asked(asked);
  if (!indicators) return tl::unexpected(indicators.error());
  if (indicators->empty()) *indicators = workspace::headlines_with_figures(asked.cube(), *own);
  const auto group = group_asked(asked, *own);
  if (!group) return tl::unexpected(group.error());
  const auto period = period_if_asked(asked, "period");
  if (!period) return tl::unexpected(period.error());
  render::Json out = render::document("gap");
  out["place"] = render::place_json(asked.words(), *own, asked.language());
  out["gaps"] = render::Json::array();
  bool any = false;
  for (const IndicatorId indicator : *indicators) {
    const auto when = period->known() ? std::optional(*period)
                                      : workspace::latest_period(asked.cube(), indicator, *own);
    if (!when) continue;
    if (!cube::level(asked.cube(), indicator, *own, *when) && indicators->size() > 1) continue;
    any = true;
    add_gaps(out["gaps"], asked, indicator, *when,
             compare::gaps(asked.cube(), indicator, *own, *peers, *group, *when));
  }
  if (!any) return no_figures({"库中没有可比的数", "there is nothing to compare"});
  return view_of(out);
}

}  // namespace

std::vector<Route> compare_routes(const Shared& state) {
  const Parameter group{"group",
                        {"比较范围，如 浙江11市，或地区列表", "peer group, or a list of places"}};
  const Parameter period{"period", {"时期（缺省：最新）", "period (default: the latest)"}};
  std::vector<Route> out;
  out.push_back(reading(
      state,
      {.pattern = "/api/v1/ranks",
       .role = Role::viewer,
       .summary = {"排名", "A ranking"},
       .parameters = {{"indicator", {"指标", "indicator"}, true},
                      period,
                      group,
                      {"place", {"没有 group 时：与其同级各地", "without group: its neighbours"}},
                      {"by", {"按总量或增速", "by level or growth"}, false, {"level", "growth"}}},
       .answers = "duibiao.rank/1"},
      {Format::json, Format::csv, Format::xlsx, Format::json_stat}, ranks));
  out.push_back(reading(state,
                        {.pattern = "/api/v1/gaps",
                         .role = Role::viewer,
                         .summary = {"与对标地区、最好者和平均的差距",
                                     "The gap to peers, to the best and to the mean"},
                         .parameters = {{"place", {"地区", "place"}, true},
                                        {"against", {"对标地区，可列多个", "peers, a list"}},
                                        {"indicator",
                                         {"指标，可列多个（缺省：主要指标）",
                                          "indicators, a list (default: the headline ones)"}},
                                        period,
                                        group},
                         .answers = "duibiao.gap/1"},
                        {Format::json}, gaps));
  return out;
}

}  // namespace duibiao::server
