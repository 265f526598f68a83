#include "app/query.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "render/sources_table.h"
#include "render/words.h"

namespace duibiao::app {

Result<Opened> open_for_reading(const Context& context) {
  auto space = context.open();
  if (!space) return tl::unexpected(space.error());
  auto cube = (*space)->cube();
  if (!cube) return tl::unexpected(cube.error());
  return Opened{std::move(*space), std::move(*cube)};
}

Result<Period> period_or_latest(const cube::Cube& cube, const std::string& text,
                                IndicatorId indicator, PlaceId place) {
  if (!text.empty()) return period_named(text);
  if (const auto latest = workspace::latest_period(cube, indicator, place)) return *latest;
  const std::string& zh = cube.vocabulary().places.at(place).zh;
  const Indicator& wanted = cube.vocabulary().catalogue.at(indicator);
  return fail(ErrorCode::missing_figure,
              {fmt::format("库中没有{}的{}", zh, wanted.zh),
               fmt::format("the store has no {} of {}", wanted.en, zh)},
              {"用 duibiao import 导入数据，或用 --period 指定时期。",
               "Import data with duibiao import, or name a period with --period."});
}

render::CellStyle cell_style(const Context& context) {
  return {context.language, context.format == Format::terminal};
}

render::Cell level_cell(const cube::Cube& cube, const cube::Answer& answer,
                        const Context& context) {
  return render::level_cell(cube, answer, cell_style(context));
}

render::Cell rate_cell(const cube::Answer& answer, const Context& context) {
  return render::rate_cell(answer, cell_style(context));
}

render::Cell growth_cell(const cube::Answer& answer, const Context& context) {
  return render::growth_cell(answer, cell_style(context));
}

void explain_star(render::Table& table, const Context& context) {
  render::explain_star(table, cell_style(context));
}

render::Cell unit_cell(const std::optional<cube::Answer>& answer, const Context& context) {
  return render::unit_cell(answer, cell_style(context));
}

std::string lacking(const cube::Outcome& outcome, const Vocabulary& words, const Context& context) {
  std::string out;
  if (outcome) return out;
  for (const cube::Lack& lack : outcome.lacks) {
    if (!out.empty()) out += context.say({"；", "; "});
    out += context.say(cube::describe(lack.reason));
    if (!lack.key.place.known()) continue;
    out += context.say({"：", ": "}) + render::name_of(lack.key, words, context.language);
  }
  return out;
}

render::Table sources_table(const cube::Cube& cube, const std::vector<FigureKey>& keys,
                            const Context& context) {
  return render::sources_table(cube, keys, context.language);
}

void add_period_option(CLI::App& command, std::string& text, const Context& context) {
  command.add_option(
      "--period,-p", text,
      context.say({"时期，如 2025-01..2025-07、2025年1-7月、2024（缺省：最新）",
                   "period, e.g. 2025-01..2025-07, 2024-Q3, 2024 (default: latest)"}));
}

void add_group_option(CLI::App& command, std::string& text, const Context& context) {
  command.add_option("--group,-g", text,
                     context.say({"比较范围，如 浙江11市，或地区列表（缺省：同级各地）",
                                  "peer group, e.g. zhejiang-11, or a list of places (default: "
                                  "the places beside it)"}));
}

}  // namespace duibiao::app
