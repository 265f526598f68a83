#include "bulletin/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "bulletin/said.h"

namespace duibiao::bulletin {
namespace {

using compare::By;
using cube::Answer;
using cube::Cube;
using cube::Outcome;

constexpr int recent_months = 12;  ///< a year shows the season and the trend

/// A swing this large a year ago makes today's growth mostly an echo of it.
const num::Decimal echo_threshold = num::Decimal::whole(10);

/// Digits for a sentence: the sign is the typographic minus.
std::string printed(const num::Decimal& value) {
  const std::string text = value.to_string();
  return value.is_negative() ? "−" + text.substr(1) : text;
}

std::optional<compare::Standing> standing_of(const compare::Ranking& ranking, PlaceId place) {
  const auto found = std::ranges::find(ranking.standings, place, &compare::Standing::place);
  if (found == ranking.standings.end()) return std::nullopt;
  return *found;
}

/// The rank one period before; nothing where the two ranks' ranges share one, so that nobody can
/// tell whether the place moved.
std::optional<int> rank_before(const compare::Ranking& ranking, PlaceId place,
                               const std::optional<compare::Standing>& now) {
  const std::optional<compare::Standing> before = standing_of(ranking, place);
  if (!before) return std::nullopt;
  const auto certain = [](const compare::Standing& one) { return one.best == one.worst; };
  const bool apart = !now || before->worst < now->best || now->worst < before->best;
  if (!apart && !(certain(*before) && certain(*now))) return std::nullopt;
  return before->rank;
}

/// A share of the nation below 1 % reads better in per mille («8.5‰»).
std::optional<Answer> share_of_nation(const Cube& cube, const BriefRequest& request,
                                      IndicatorId indicator, PlaceId nation) {
  const Outcome in_percent =
      cube::share_of_place(cube, indicator, request.place, nation, request.period, unit::percent());
  if (!in_percent) return std::nullopt;
  if (in_percent->point >= num::Ratio::of(num::Decimal::whole(1))) return in_percent.answer;
  return cube::share_of_place(cube, indicator, request.place, nation, request.period,
                              unit::per_mille())
      .answer;
}

/// The indicators that make up a whole: the terms of its formula, else those that name it parent.
std::vector<IndicatorId> parts_of(const Catalogue& catalogue, IndicatorId whole) {
  std::vector<IndicatorId> parts;
  for (const FormulaTerm& term : catalogue.at(whole).sum) {
    if (term.sign < 0) return {};  // a balance has no parts that add up to it
    parts.push_back(term.indicator);
  }
  return parts;
}

std::vector<std::optional<double>> recent_levels(const Cube& cube, const BriefRequest& request,
                                                 IndicatorId indicator) {
  std::vector<std::optional<double>> out;
  std::optional<Period> month = request.period.final_month();
  if (request.period.kind() == Period::Kind::year) return out;
  for (int k = 0; month && k < recent_months; ++k) {
    const Outcome level = cube::level(cube, indicator, request.place, *month);
    out.push_back(level ? std::optional(level->value.approx()) : std::nullopt);
    month = month->previous();
  }
  std::ranges::reverse(out);
  if (std::ranges::count_if(out, [](const auto& v) { return v.has_value(); }) < 3) out.clear();
  return out;
}

void add_ranks(BriefItem& item, const Cube& cube, const BriefRequest& request) {
  const std::optional<Period> previous = request.period.previous();
  const auto ranked = [&](Period period, By by) {
    return compare::rank(cube, item.indicator, request.group, period, by);
  };
  item.level_ranking = ranked(request.period, By::level);
  item.ranked = static_cast<int>(item.level_ranking.standings.size());
  if (item.ranked < 2) return;  // alone on the list is no rank
  item.by_level = standing_of(item.level_ranking, request.place);
  item.growth_ranking = ranked(request.period, By::growth);
  if (item.growth_ranking.standings.size() > 1) {
    item.by_growth = standing_of(item.growth_ranking, request.place);
  }
  if (!previous) return;
  item.level_ranking_previous = ranked(*previous, By::level);
  item.level_rank_previous = rank_before(item.level_ranking_previous, request.place, item.by_level);
  item.growth_ranking_previous = ranked(*previous, By::growth);
  item.growth_rank_previous =
      rank_before(item.growth_ranking_previous, request.place, item.by_growth);
}

void add_shares(BriefItem& item, const Cube& cube, const BriefRequest& request) {
  const PlaceRegistry& places = cube.vocabulary().places;
  if (!cube.vocabulary().catalogue.at(item.indicator).additive) return;
  const PlaceId province = places.province_of(request.place);
  if (province.known() && province != request.place) {
    item.share_of_province = cube::share_of_place(cube, item.indicator, request.place, province,
                                                  request.period, unit::percent())
                                 .answer;
  }
  const PlaceId nation = places.country_of(request.place);
  if (nation.known() && nation != request.place) {
    item.share_of_nation = share_of_nation(cube, request, item.indicator, nation);
  }
}

BriefItem make_item(const Cube& cube, const BriefRequest& request, IndicatorId indicator) {
  BriefItem item;
  item.indicator = indicator;
  item.level = cube::level(cube, indicator, request.place, request.period);
  item.growth = cube::growth_yoy(cube, indicator, request.place, request.period);
  item.growth_change = cube::growth_change(cube, indicator, request.place, request.period);
  item.printed_growth_rank =
      cube.published({indicator, request.place, request.period, Measure::growth_rank});
  add_ranks(item, cube, request);
  add_shares(item, cube, request);
  for (const IndicatorId part : parts_of(cube.vocabulary().catalogue, indicator)) {
    PartPlayed played{
        part, cube::contribution_points(cube, part, indicator, request.place, request.period),
        cube::contribution_rate(cube, part, indicator, request.place, request.period)};
    if (played.points) item.parts.push_back(std::move(played));
  }
  item.gaps =
      compare::gaps(cube, indicator, request.place, request.against, request.group, request.period);
  item.level_record = cube::record(cube, indicator, request.place, request.period, Measure::level);
  item.growth_record =
      cube::record(cube, indicator, request.place, request.period, Measure::growth_yoy);
  item.recent = recent_levels(cube, request, indicator);
  return item;
}

/// A value between what and what, in a unit of its own kind, rounded outwards.
std::pair<std::string, std::string> ends_of(const num::Interval& range, Unit from, Unit to) {
  const auto end = [&](const num::Decimal& value, num::Rounding rule) {
    const num::Decimal converted = convert(value, from, to).value_or(value);
    return printed(converted.rounded(2, rule).value_or(converted));
  };
  return {end(range.low(), num::Rounding::floor), end(range.high(), num::Rounding::ceiling)};
}

/// «(增速对应的基数约为267.05亿元)», or between what and what: Chinese counts in 亿, English in
/// billions.
void add_base(BriefNote& note, const Outcome& base, const Catalogue& catalogue) {
  const Indicator& indicator = catalogue.at(base->key.indicator);
  const bool hundred_millions = indicator.unit == unit::hundred_million_yuan();
  const Unit english =
      hundred_millions ? Unit::find("十亿元").value_or(indicator.unit) : indicator.unit;
  if (const auto fixed = said_level(base, catalogue)) {
    const auto in_unit = [&](Unit unit, int decimals) {
      const auto converted = convert(fixed->value, fixed->unit, unit).value_or(fixed->value);
      return printed(converted.rounded(decimals, num::Rounding::half_up).value_or(converted));
    };
    const int decimals = std::min(2, fixed->value.scale());
    note.text.zh += fmt::format("（增速对应的基数约为{}{}）", in_unit(indicator.unit, decimals),
                                indicator.unit.symbol());
    note.text.en += fmt::format(" (the rate implies a base of about {} {})", in_unit(english, 2),
                                english.info().en);
    return;
  }
  const auto zh = ends_of(base->range, base->unit, indicator.unit);
  const auto en = ends_of(base->range, base->unit, english);
  note.text.zh +=
      fmt::format("（增速对应的基数在{}至{}{}之间）", zh.first, zh.second, indicator.unit.symbol());
  note.text.en += fmt::format(" (the rate implies a base between {} and {} {})", en.first,
                              en.second, english.info().en);
}

/// A rate from the levels: the digits that are fixed, else between what and what it lies.
Message reckoned(const Answer& rate) {
  if (const auto fixed = said(rate)) {
    const std::string words = printed(fixed->value) + "%";
    return {words, words};
  }
  const auto [low, high] = ends_of(rate.range, rate.unit, rate.unit);
  return {fmt::format("{}%至{}%之间", low, high), fmt::format("between {}% and {}%", low, high)};
}

/// Published growth that the two published levels cannot give: the base was revised.
void note_revised_base(Brief& brief, const Cube& cube, const BriefItem& item) {
  const Indicator& indicator = cube.vocabulary().catalogue.at(item.indicator);
  if (indicator.growth_basis != GrowthBasis::nominal) return;
  if (!item.growth || item.growth->derived) return;
  const Outcome derived = cube::derived_growth_yoy(cube, item.indicator, brief.place, brief.period);
  if (!derived || num::meet(derived->range, item.growth->range) != num::Meeting::apart) return;
  const Outcome base = cube::implied_base(cube, item.indicator, brief.place, brief.period);
  const Message shown = reckoned(*derived.answer);
  BriefNote note;
  note.kind = BriefNote::Kind::revised_base;
  note.text = {
      fmt::format("{}：公布增速{}%，按两期公布数计算为{}，上年基数可能已修订", indicator.zh,
                  printed(item.growth->value), shown.zh),
      fmt::format("{}: published growth is {}%, the two published levels give {}; the base of a "
                  "year before was probably revised",
                  indicator.en, printed(item.growth->value), shown.en)};
  note.figures = derived->inputs;
  note.figures.push_back(item.growth->key);
  if (base) add_base(note, base, cube.vocabulary().catalogue);
  brief.notes.push_back(std::move(note));
}

void note_turn(Brief& brief, const Cube& cube, const BriefItem& item) {
  const Indicator& indicator = cube.vocabulary().catalogue.at(item.indicator);
  const std::optional<Period> previous = brief.period.previous();
  const auto now = said(item.growth);
  if (!now || !previous) return;
  const auto before = said(cube::growth_yoy(cube, item.indicator, brief.place, *previous));
  if (!before || before->value.is_zero() || now->value.is_zero()) return;
  if (before->value.is_negative() == now->value.is_negative()) return;
  const bool up = before->value.is_negative();
  brief.notes.push_back(
      {BriefNote::Kind::sign_turned,
       {fmt::format("{}：增速由上期的{}%转为{}%，{}", indicator.zh, printed(before->value),
                    printed(now->value), up ? "由降转升" : "由升转降"),
        fmt::format("{}: growth turned from {}% to {}%", indicator.en, printed(before->value),
                    printed(now->value))},
       {before->key, now->key}});
}

void note_echo(Brief& brief, const Cube& cube, const BriefItem& item) {
  const std::optional<Period> year_before = brief.period.year_before();
  const auto now = said(item.growth);
  if (!now || !year_before) return;
  const auto then = said(cube::growth_yoy(cube, item.indicator, brief.place, *year_before));
  if (!then || then->value.is_negative() == now->value.is_negative()) return;
  if (then->value.magnitude() < echo_threshold) return;
  if (now->value.magnitude() < echo_threshold) return;
  const Indicator& indicator = cube.vocabulary().catalogue.at(item.indicator);
  brief.notes.push_back(
      {BriefNote::Kind::base_effect,
       {fmt::format("{}：上年同期增速为{}%，本期增速含有基数影响", indicator.zh,
                    printed(then->value)),
        fmt::format("{}: growth a year before was {}%; part of this period's growth is an effect "
                    "of that base",
                    indicator.en, printed(then->value))},
       {then->key, now->key}});
}

void note_conflicts(Brief& brief, const Cube& cube, const BriefItem& item) {
  const Indicator& indicator = cube.vocabulary().catalogue.at(item.indicator);
  for (const Outcome* outcome : {&item.level, &item.growth}) {
    if (!*outcome || !(*outcome)->published || !(*outcome)->published->conflict) continue;
    brief.notes.push_back(
        {BriefNote::Kind::conflict,
         {fmt::format("{}：同一发布日的两个来源数值不一致，见 duibiao revisions", indicator.zh),
          fmt::format("{}: two sources of the same release disagree; see duibiao revisions",
                      indicator.en)},
         {(*outcome)->key}});
  }
}

void collect(std::set<FigureKey>& keys, const std::optional<Answer>& answer) {
  if (!answer) return;
  if (!answer->derived) keys.insert(answer->key);
  keys.insert(answer->inputs.begin(), answer->inputs.end());
}

}  // namespace

std::vector<PlaceId> siblings(const PlaceRegistry& places, PlaceId place) {
  const PlaceId parent = places.at(place).parent;
  if (!parent.known()) return {place};
  std::vector<PlaceId> out = places.children(parent);
  std::erase_if(out, [&](PlaceId id) { return places.at(id).level != places.at(place).level; });
  return out;
}

Brief write_brief(const Cube& cube, const BriefRequest& asked) {
  const Vocabulary& words = cube.vocabulary();
  BriefRequest request = asked;
  if (request.group.empty()) request.group = siblings(words.places, request.place);
  const bool chosen = !request.indicators.empty();
  if (!chosen) {
    for (std::uint16_t k = 0; k < words.catalogue.size(); ++k) {
      if (words.catalogue.at({k}).headline) request.indicators.push_back({k});
    }
  }
  Brief brief{request.place, request.period, request.group_name, request.group, {}, {}, {}};
  for (const IndicatorId indicator : request.indicators) {
    BriefItem item = make_item(cube, request, indicator);
    if (!item.level && !item.growth) {
      brief.without_figures.push_back(indicator);
      if (!chosen) continue;
      const Indicator& wanted = words.catalogue.at(indicator);
      brief.notes.push_back({BriefNote::Kind::missing,
                             {fmt::format("{}：库中没有该时期的数", wanted.zh),
                              fmt::format("{}: no figure for this period in the store", wanted.en)},
                             {}});
      continue;
    }
    note_conflicts(brief, cube, item);
    note_revised_base(brief, cube, item);
    note_turn(brief, cube, item);
    note_echo(brief, cube, item);
    brief.items.push_back(std::move(item));
  }
  return brief;
}

std::vector<FigureKey> figures_behind(const Brief& brief) {
  std::set<FigureKey> keys;
  for (const BriefItem& item : brief.items) {
    for (const Outcome* outcome : {&item.level, &item.growth, &item.growth_change}) {
      collect(keys, outcome->answer);
    }
    collect(keys, item.share_of_province);
    collect(keys, item.share_of_nation);
    for (const PartPlayed& part : item.parts) {
      collect(keys, part.points.answer);
      collect(keys, part.rate.answer);
    }
    for (const compare::Gap& gap : item.gaps) {
      collect(keys, gap.other.answer);
      collect(keys, gap.growth_points);
    }
  }
  for (const BriefNote& note : brief.notes) keys.insert(note.figures.begin(), note.figures.end());
  return {keys.begin(), keys.end()};
}

}  // namespace duibiao::bulletin
