#include "render/rank_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/spark.h"
#include "render/words.h"

namespace duibiao::render {
namespace {

constexpr int bar_cells = 18;

}  // namespace

Table ranking_table(const cube::Cube& cube, const compare::Ranking& ranking, PlaceId marked,
                    const CellStyle& style) {
  const Vocabulary& words = cube.vocabulary();
  const bool by_growth = ranking.by == compare::By::growth;
  const Indicator& indicator = words.catalogue.at(ranking.indicator);
  const auto say = [&style](const Message& message) { return in(style.language, message); };
  Table table;
  table.title = fmt::format(
      "{} · {} · {}", name_of(indicator, style.language), name_of(ranking.period, style.language),
      by_growth ? say({"按增速排", "by growth"}) : say({"按总量排", "by level"}));
  const Column rank_column{"rank", {"位次", "rank"}, Align::right};
  table.columns = {rank_column,
                   {"moved", {"较上年", "vs year before"}},
                   {"place_code", {"", ""}},
                   {"place", {"地区", "place"}},
                   {"bar", {"", ""}, Align::left, false, true},
                   {by_growth ? "growth" : "level",
                    by_growth ? Message{"同比", "growth"} : Message{"总量", "level"}, Align::right},
                   {by_growth ? "level" : "growth",
                    by_growth ? Message{"总量", "level"} : Message{"同比", "growth"}, Align::right},
                   {"unit", {"总量单位", "unit of level"}},
                   {"share", {"占合计", "share"}, Align::right}};
  double greatest = 0;
  for (const compare::Standing& s : ranking.standings) {
    greatest = std::max(greatest, s.answer.value.approx());
  }
  for (const compare::Standing& s : ranking.standings) {
    const Tone tone = s.place == marked ? Tone::strong : Tone::plain;
    const auto number = [&](const cube::Answer& answer, bool rate) {
      return rate ? growth_cell(answer, style, tone) : level_cell(cube, answer, style, tone);
    };
    const bool terminal = style.terminal;
    table.rows.push_back(
        {Cell(rank_words(s.rank, s.best, s.worst), num::Decimal::whole(s.rank), tone),
         Cell(moved(s.rank_before, s.rank), Tone::dim),
         terminal ? Cell{} : Cell(words.places.at(s.place).code),
         Cell(name_of(words.places.at(s.place), style.language), tone),
         terminal ? Cell(bar(s.answer.value.approx(), greatest, bar_cells), tone) : Cell{},
         number(s.answer, by_growth), s.growth ? number(*s.growth, !by_growth) : Cell{},
         unit_cell(by_growth ? s.growth : std::optional(s.answer), style),
         s.share ? rate_cell(*s.share, style, tone) : Cell{}});
  }
  if (!ranking.missing.empty()) {
    std::vector<std::string> names;
    for (const PlaceId id : ranking.missing) {
      names.push_back(short_name_of(words.places.at(id), style.language));
    }
    table.notes.push_back(fmt::format("{}{}", say({"缺数未排：", "no figure, not ranked: "}),
                                      fmt::join(names, say({"、", ", "}))));
  }
  explain_star(table, style);
  const bool ranges =
      std::ranges::any_of(ranking.standings, [](const auto& s) { return s.best != s.worst; });
  if (ranges) {
    table.notes.push_back(say({"括号内为按公布精度可能的位次范围。",
                               "In brackets: the ranks that the printed precision allows."}));
  }
  return table;
}

}  // namespace duibiao::render
