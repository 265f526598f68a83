// `rank`: where places stand by an indicator's level or growth.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/query.h"
#include "render/rank_table.h"

namespace duibiao::app {
namespace {

struct Options {
  std::string indicator;
  std::string by = "level";
  std::string group;
  std::string period;
  std::string mark;
};

int run_rank(const Options& wish, const Context& context) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  const Vocabulary& words = opened->words();
  const auto indicator = words.catalogue.resolve(wish.indicator);
  if (!indicator) return report(context, indicator.error());
  PlaceId marked;
  if (!wish.mark.empty()) {
    const auto place = words.places.resolve(wish.mark);
    if (!place) return report(context, place.error());
    marked = *place;
  }
  if (wish.group.empty() && !marked.known()) {
    return report(context,
                  Error{ErrorCode::bad_argument,
                        {"没有说明在哪些地区之间排名", "which places to rank was not said"},
                        {"加上 --group，例如 --group 浙江11市；或用 --mark 温州 在其同级中排。",
                         "Add --group, e.g. --group zhejiang-11, or --mark Wenzhou to rank "
                         "it among its neighbours."},
                        {}});
  }
  const auto members = group_named(words, wish.group, marked);
  if (!members) return report(context, members.error());
  const PlaceId first = members->empty() ? PlaceId{} : members->front();
  const auto period = period_or_latest(*opened->cube, wish.period, *indicator, first);
  if (!period) return report(context, period.error());
  const compare::By by = wish.by == "growth" ? compare::By::growth : compare::By::level;
  const compare::Ranking ranking = compare::rank(*opened->cube, *indicator, *members, *period, by);
  if (ranking.standings.empty()) {
    return report(context,
                  Error{ErrorCode::missing_figure,
                        {fmt::format("这些地区{}都没有{}的数", period->display_zh(),
                                     words.catalogue.at(*indicator).zh),
                         fmt::format("none of these places has {} for {}",
                                     words.catalogue.at(*indicator).en, period->display_en())},
                        {"用 duibiao show 地区 指标 看有哪些时期。",
                         "See which periods there are with duibiao show PLACE INDICATOR."},
                        {}});
  }
  const render::Table table =
      render::ranking_table(*opened->cube, ranking, marked, cell_style(context));
  return emit(context, {&table, 1}, [&] {
    render::Json out = render::document("rank");
    out.update(render::to_json(ranking, words, context.language));
    return out;
  });
}

}  // namespace

Command rank_command() {
  return {"rank",
          {"按总量或增速排名", "rank places by level or growth"},
          {"duibiao rank 出口 --by growth --group 浙江11市 --period 2025-01..2025-07",
           "duibiao rank exports --by growth --group zhejiang-11 --period 2025-01..2025-07"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto wish = std::make_shared<Options>();
            command.add_option("indicator", wish->indicator, context.say({"指标", "indicator"}))
                ->required();
            command
                .add_option("--by", wish->by,
                            context.say({"level 总量，growth 增速", "level or growth"}))
                ->check(CLI::IsMember({"level", "growth"}));
            command.add_option("--mark", wish->mark,
                               context.say({"突出显示的地区", "place to highlight"}));
            command.add_option(
                "--group,-g", wish->group,
                context.say({"比较范围，如 浙江11市，或地区列表（有 --mark 时缺省为其同级各地）",
                             "peer group, e.g. zhejiang-11, or a list of places "
                             "(with --mark: the places beside it)"}));
            add_period_option(command, wish->period, context);
            return [&context, wish] { return run_rank(*wish, context); };
          }};
}

}  // namespace duibiao::app
