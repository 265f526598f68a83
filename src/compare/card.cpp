#include "compare/card.h"

namespace duibiao::compare {

std::vector<CardLine> card(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                           Period period, std::optional<Period> base) {
  const Vocabulary& words = cube.vocabulary();
  std::vector<CardLine> lines;
  lines.push_back({{"总量", "level"}, cube::level(cube, indicator, place, period)});
  const cube::Outcome growth = cube::growth_yoy(cube, indicator, place, period);
  lines.push_back({growth && !growth->derived ? Message{"同比（公布）", "growth, published"}
                                              : Message{"同比", "growth"},
                   growth});
  if (growth && !growth->derived) {
    lines.push_back({{"同比（按两期总量推算）", "growth, from the two levels"},
                     cube::derived_growth_yoy(cube, indicator, place, period)});
    lines.push_back({{"公布增速对应的上年基数", "base that the published growth implies"},
                     cube::implied_base(cube, indicator, place, period)});
  }
  lines.push_back({{"增速较上期", "growth against the period before"},
                   cube::growth_change(cube, indicator, place, period)});
  if (!period.is_year_to_date() || period.is_single_month()) {
    lines.push_back(
        {{"环比", "on the period before"}, cube::growth_mom(cube, indicator, place, period)});
  }
  if (const auto month = period.final_month(); month && !period.is_single_month()) {
    lines.push_back({{"其中当月", "its last month"}, cube::level(cube, indicator, place, *month)});
    lines.push_back(
        {{"当月同比", "growth of that month"}, cube::growth_yoy(cube, indicator, place, *month)});
  }
  lines.push_back({{"两年平均增长", "mean growth over two years"},
                   cube::growth_avg(cube, indicator, place, period, 2)});
  if (words.catalogue.at(indicator).additive) {
    const PlaceId province = words.places.province_of(place);
    if (province.known() && province != place) {
      lines.push_back(
          {{"占全省", "share of the province"},
           cube::share_of_place(cube, indicator, place, province, period, unit::percent())});
    }
    const PlaceId nation = words.places.country_of(place);
    if (nation.known() && nation != place) {
      lines.push_back(
          {{"占全国", "share of the nation"},
           cube::share_of_place(cube, indicator, place, nation, period, unit::per_mille())});
    }
  }
  const IndicatorId whole = words.catalogue.at(indicator).parent;
  if (whole.known()) {
    lines.push_back(
        {{"占" + words.catalogue.at(whole).zh, "share of " + words.catalogue.at(whole).en},
         cube::share_of_indicator(cube, indicator, whole, place, period, unit::percent())});
    lines.push_back(
        {{"拉动" + words.catalogue.at(whole).zh, "points added to " + words.catalogue.at(whole).en},
         cube::contribution_points(cube, indicator, whole, place, period)});
    lines.push_back({{"贡献率", "contribution rate"},
                     cube::contribution_rate(cube, indicator, whole, place, period)});
  }
  if (base)
    lines.push_back({{"指数", "index"}, cube::index_to(cube, indicator, place, period, *base)});
  return lines;
}

}  // namespace duibiao::compare
