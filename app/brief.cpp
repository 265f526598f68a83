// `brief`: the month's page — where a place stands, in one table and in sentences to paste.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/query.h"
#include "bulletin/brief.h"
#include "render/brief_json.h"
#include "render/brief_words.h"
#include "render/spark.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

struct Options {
  std::string place;
  std::string period;
  std::string indicators;
  std::string against;
  std::string group;
  bool explain = false;
};

render::Cell rank_cell(const std::optional<compare::Standing>& standing,
                       std::optional<int> previous) {
  if (!standing) return {};
  std::string text = render::rank_words(standing->rank, standing->best, standing->worst);
  const std::string change = render::moved(previous, standing->rank);
  if (!change.empty()) text += " " + change;
  return {text, num::Decimal::whole(standing->rank)};
}

/// A rank by growth: computed where the group's figures are there, else as a source printed it.
render::Cell growth_rank_cell(const bulletin::BriefItem& item, const Context& context) {
  if (item.by_growth || !item.printed_growth_rank) {
    return rank_cell(item.by_growth, item.growth_rank_previous);
  }
  const num::Decimal& rank = item.printed_growth_rank->value;
  return {rank.to_string() + context.say({"（公布）", " (published)"}), rank};
}

/// A share of the nation reads in % or in ‰, whichever is legible; a column of numbers has one
/// unit.
render::Cell nation_cell(const std::optional<cube::Answer>& share, const Context& context) {
  if (!share) return {};
  render::Cell cell = rate_cell(*share, context);
  if (const auto permille = convert(share->value, share->unit, unit::per_mille())) {
    cell.number = *permille;
  }
  return cell;
}

render::Cell share_cell(const std::optional<cube::Answer>& share, const Context& context) {
  return share ? rate_cell(*share, context) : render::Cell{};
}

render::Table brief_table(const bulletin::Brief& brief, const cube::Cube& cube,
                          const Context& context) {
  const Vocabulary& words = cube.vocabulary();
  render::Table table;
  table.title =
      fmt::format("{} · {}", render::name_of(words.places.at(brief.place), context.language),
                  render::name_of(brief.period, context.language));
  table.columns = {{"indicator", {"指标", "indicator"}},
                   {"level", {"总量", "level"}, render::Align::right},
                   {"unit", {"单位", "unit"}},
                   {"growth", {"同比", "growth"}, render::Align::right},
                   {"growth_change", {"较上期", "vs period before"}, render::Align::right},
                   {"level_rank", {"总量位次", "rank, level"}, render::Align::right},
                   {"growth_rank", {"增速位次", "rank, growth"}, render::Align::right},
                   {"share_of_province_percent", {"占全省", "of province"}, render::Align::right},
                   {"share_of_nation_permille", {"占全国", "of nation"}, render::Align::right},
                   {"recent", {"近12月", "12 months"}, render::Align::left, false, true}};
  for (const bulletin::BriefItem& item : brief.items) {
    const Indicator& indicator = words.catalogue.at(item.indicator);
    const auto rate = [&](const cube::Outcome& outcome) {
      return outcome ? rate_cell(*outcome.answer, context) : render::Cell{};
    };
    table.rows.push_back(
        {render::Cell(context.language == Language::zh
                          ? indicator.zh
                          : render::short_name_of(indicator, Language::en),
                      render::Tone::strong),
         item.level ? level_cell(cube, *item.level.answer, context) : render::Cell{},
         unit_cell(item.level.answer, context),
         item.growth ? growth_cell(*item.growth.answer, context) : render::Cell{},
         rate(item.growth_change), rank_cell(item.by_level, item.level_rank_previous),
         growth_rank_cell(item, context), share_cell(item.share_of_province, context),
         nation_cell(item.share_of_nation, context),
         context.format == Format::terminal ? render::Cell(render::sparkline(item.recent))
                                            : render::Cell{}});
  }
  explain_star(table, context);
  return table;
}

std::vector<std::string> note_lines(const bulletin::Brief& brief, const Context& context) {
  std::vector<std::string> out;
  for (const bulletin::BriefNote& note : brief.notes) out.push_back(context.say(note.text));
  return out;
}

std::string as_text(const bulletin::Brief& brief, const cube::Cube& cube, const Options& wish,
                    const Context& context) {
  std::string out = render::to_terminal(brief_table(brief, cube, context), context.style);
  out += "\n";
  for (const std::string& sentence : render::sentences(brief, cube, context.language)) {
    out += sentence + "\n";
  }
  const std::vector<std::string> notes = note_lines(brief, context);
  if (!notes.empty()) {
    out += "\n" +
           render::toned(context.say({"值得注意", "Worth a look"}), render::Tone::strong,
                         context.style) +
           "\n";
    for (const std::string& note : notes) {
      out += render::toned("  ! " + note, render::Tone::warn, context.style) + "\n";
    }
  }
  if (!brief.without_figures.empty()) {
    std::vector<std::string> names;
    for (const IndicatorId id : brief.without_figures) {
      names.push_back(render::short_name_of(cube.vocabulary().catalogue.at(id), context.language));
    }
    out += render::toned(fmt::format("{}{}", context.say({"本期无数：", "no figures for: "}),
                                     fmt::join(names, context.say({"、", ", "}))),
                         render::Tone::dim, context.style) +
           "\n";
  }
  if (wish.explain) {
    out += "\n" + render::to_terminal(sources_table(cube, bulletin::figures_behind(brief), context),
                                      context.style);
  }
  return out;
}

int run_brief(const Options& wish, const Context& context) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  const Vocabulary& words = opened->words();
  bulletin::BriefRequest request;
  const auto place = words.places.resolve(wish.place);
  if (!place) return report(context, place.error());
  request.place = *place;
  const auto indicators = indicators_named(words, wish.indicators);
  if (!indicators) return report(context, indicators.error());
  request.indicators = *indicators;
  const auto against = places_named(words, wish.against);
  if (!against) return report(context, against.error());
  request.against = *against;
  const auto group = group_named(words, wish.group, *place);
  if (!group) return report(context, group.error());
  request.group = *group;
  request.group_name = name_of_group(words, wish.group, *group);
  if (!wish.period.empty()) {
    const auto period = period_named(wish.period);
    if (!period) return report(context, period.error());
    request.period = *period;
  } else if (const auto latest = workspace::latest_headline_period(*opened->cube, *place)) {
    request.period = *latest;
  }
  const bulletin::Brief brief =
      request.period.known() ? bulletin::write_brief(*opened->cube, request) : bulletin::Brief{};
  if (brief.items.empty()) {
    return report(context,
                  Error{ErrorCode::missing_figure,
                        {fmt::format("库中没有{}该时期的数", words.places.at(*place).zh),
                         fmt::format("the store has no figures of {} for that period",
                                     words.places.at(*place).en)},
                        {fmt::format("用 duibiao show {} 看有哪些数。", wish.place),
                         fmt::format("See what there is with duibiao show {}.", wish.place)},
                        {}});
  }
  if (context.format == Format::terminal) {
    return write_out(context, as_text(brief, *opened->cube, wish, context));
  }
  std::vector<render::Table> tables = {brief_table(brief, *opened->cube, context)};
  tables.front().notes = render::sentences(brief, *opened->cube, context.language);
  if (wish.explain) {
    tables.push_back(sources_table(*opened->cube, bulletin::figures_behind(brief), context));
  }
  return emit(context, tables, [&] {
    return render::brief_json(brief, *opened->cube, wish.explain, context.language);
  });
}

}  // namespace

Command brief_command() {
  return {
      "brief",
      {"写出一个地区当期的简报", "write the month's page about a place"},
      {"duibiao brief 温州 2025-01..2025-07\n  duibiao brief 温州 --against 宁波,杭州 --explain",
       "duibiao brief Wenzhou 2025-01..2025-07\n  duibiao brief Wenzhou --against Ningbo,Hangzhou "
       "--explain"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        command.add_option("place", wish->place, context.say({"地区", "place"}))->required();
        command.add_option("period", wish->period,
                           context.say({"时期（缺省：最新）", "period (default: the latest)"}));
        command.add_option("--indicator,-i", wish->indicators,
                           context.say({"指标，可列多个（缺省：主要指标）",
                                        "indicators, a list (default: the headline ones)"}));
        command.add_option("--against,-a", wish->against,
                           context.say({"对标地区，可列多个", "peers, a list"}));
        command.add_flag("--explain", wish->explain,
                         context.say({"列出每个数的出处", "list the cells the numbers came from"}));
        add_group_option(command, wish->group, context);
        return [&context, wish] { return run_brief(*wish, context); };
      }};
}

}  // namespace duibiao::app
