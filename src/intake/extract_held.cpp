#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "intake/extract_parts.h"
#include "intake/layout_text.h"

namespace duibiao::intake {
namespace {

using nlohmann::json;

tl::unexpected<Error> bad_context() {
  return fail(ErrorCode::bad_argument, {"暂存行的附带信息不是本程序写的",
                                        "the held row's context was not written by this "
                                        "program"});
}

Message quoted_nearest(std::string zh, std::string en, const std::vector<std::string>& zh_names,
                       const std::vector<std::string>& en_names) {
  for (std::size_t i = 0; i < zh_names.size(); ++i) {
    zh += (i == 0 ? "；相近的有：" : "、") + zh_names[i];
    en += (i == 0 ? "; the nearest are: " : ", ") + en_names[i];
  }
  return {std::move(zh), std::move(en)};
}

/// What a retry found for one figure; the message when it still cannot be placed.
struct Tried {
  std::optional<Observation> figure;
  Message why;
};

Tried retry_figure(const HeldFigure& held, const HeldContext& context,
                   std::span<const std::string> cells, PlaceId place, const Vocabulary& vocabulary,
                   std::span<const Unit> units) {
  Tried out;
  TidyIndicator named = read_tidy_indicator(held.indicator, vocabulary.catalogue);
  if (!named.indicator.known()) {
    out.why = unknown_indicator(held.indicator, vocabulary.catalogue);
    return out;
  }
  Observation figure;
  figure.key.place = place;
  figure.key.indicator = named.indicator;
  const auto measure = find_measure(held.measure);
  figure.key.measure = measure ? *measure : named.measure.value_or(Measure::level);
  const auto period = Period::parse(held.period);
  if (!period || !period->known()) {
    out.why = {"时期仍不明确", "its period is still unknown"};
    return out;
  }
  figure.key.period = period->canonical();
  const Indicator& indicator = vocabulary.catalogue.at(named.indicator);
  const std::vector<Unit> given(units.begin(), units.end());
  UnitHints hints;
  hints.column = Unit::find(held.unit).value_or(Unit{});
  const UnitChoice unit = choose_unit(hints, figure.key.measure, indicator, {}, given);
  if (context.suspect_unit && unit.origin != Origin::given) {
    out.why = {"单位仍可疑，请用 --unit 指定", "its unit is still suspect; give it with --unit"};
    return out;
  }
  if (!held.unit.empty() && !hints.column.known() && unit.origin != Origin::given) {
    out.why = {fmt::format("单位「{}」不认识，请用 --unit 指定", held.unit),
               fmt::format("the unit “{}” is unknown; give it with --unit", held.unit)};
    return out;
  }
  figure.unit = unit.unit;
  if (figure.key.measure == Measure::level) {
    figure.key.indicator = in_currency(figure.key.indicator, figure.unit, vocabulary.catalogue);
  }
  if (!unit_fits(figure.unit, figure.key.measure, vocabulary.catalogue.at(figure.key.indicator))) {
    out.why = {"单位与指标不符", "its unit does not fit the indicator"};
    return out;
  }
  const std::string_view cell =
      !held.value.empty() || held.column == 0 || held.column > cells.size()
          ? std::string_view(held.value)
          : std::string_view(cells[held.column - 1]);
  const CellNumber number = read_value(cell, false, !held.value.empty());
  if (number.kind != CellNumber::Kind::number) {
    out.why = {fmt::format("「{}」不是数", cell), fmt::format("“{}” is not a number", cell)};
    return out;
  }
  figure.mantissa = number.mantissa;
  figure.decimals = number.decimals;
  figure.column = held.column;
  out.figure = figure;
  return out;
}

}  // namespace

std::string to_json(const HeldContext& context) {
  json figures = json::array();
  for (const HeldFigure& figure : context.figures) {
    json one = {figure.column, figure.indicator, figure.period, figure.measure, figure.unit};
    if (!figure.value.empty()) one.push_back(figure.value);
    figures.push_back(std::move(one));
  }
  json out = {
      {"v", 1},
      {"place", context.place},
      {"region", context.region},
      {"source", {context.source.name, context.source.sheet, context.source.released.to_string()}},
      {"figures", std::move(figures)}};
  if (context.suspect_unit) out["suspect_unit"] = true;
  if (!context.stays.zh.empty()) out["stays"] = {context.stays.zh, context.stays.en};
  // Cells may hold ill-formed bytes of a damaged file; they must not stop the rest.
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<HeldContext> held_context(std::string_view text) {
  const json all = json::parse(text, nullptr, false);
  if (!all.is_object()) return bad_context();
  HeldContext out;
  try {
    out.place = all.at("place").get<std::string>();
    out.region = all.at("region").get<std::string>();
    out.source.name = all.at("source").at(0).get<std::string>();
    out.source.sheet = all.at("source").at(1).get<std::string>();
    if (const auto day = Date::parse(all.at("source").at(2).get<std::string>())) {
      out.source.released = *day;
    }
    out.suspect_unit = all.value("suspect_unit", false);
    if (all.contains("stays")) {
      out.stays = {all.at("stays").at(0).get<std::string>(),
                   all.at("stays").at(1).get<std::string>()};
    }
    for (const json& one : all.at("figures")) {
      HeldFigure figure;
      figure.column = one.at(0).get<std::uint32_t>();
      figure.indicator = one.at(1).get<std::string>();
      figure.period = one.at(2).get<std::string>();
      figure.measure = one.at(3).get<std::string>();
      figure.unit = one.at(4).get<std::string>();
      if (one.size() > 5) figure.value = one.at(5).get<std::string>();
      out.figures.push_back(std::move(figure));
    }
  } catch (const json::exception&) {
    return bad_context();
  }
  return out;
}

Message unknown_place(std::string_view name, const PlaceRegistry& places) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  bool shared = false;
  for (const PlaceId id : places.nearest(name, 3)) {
    const Place& place = places.at(id);
    shared = shared || place.zh == name;
    // Names that several places share say nothing without the place they lie in.
    const bool county = place.level == PlaceLevel::county && place.parent.known();
    zh.push_back((county ? places.at(place.parent).zh : "") + place.zh);
    en.push_back(place.en.empty() ? zh.back() : place.en);
  }
  if (shared) {
    return quoted_nearest(fmt::format("地区「{}」有多个", name),
                          fmt::format("several places are called “{}”", name), zh, en);
  }
  return quoted_nearest(fmt::format("地区「{}」不认识", name),
                        fmt::format("unknown place “{}”", name), zh, en);
}

Message unknown_indicator(std::string_view words, const Catalogue& catalogue) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const IndicatorId id : catalogue.nearest(words, 3)) {
    zh.push_back(catalogue.at(id).zh);
    en.push_back(catalogue.at(id).en);
  }
  return quoted_nearest(fmt::format("指标「{}」不认识", words),
                        fmt::format("unknown indicator “{}”", words), zh, en);
}

Result<Retried> retry_held(std::span<const std::string> cells, std::string_view context_json,
                           std::uint32_t row, const Vocabulary& vocabulary,
                           std::span<const Unit> units) {
  const auto context = held_context(context_json);
  if (!context) return tl::unexpected(context.error());
  Retried out;
  out.source = context->source;
  if (!context->stays.zh.empty()) {
    out.still_held = context->stays;
    return out;
  }
  const auto region = vocabulary.places.by_code(context->region);
  auto place = vocabulary.places.by_code(context->place);
  if (!place) place = vocabulary.places.find(context->place, region.value_or(PlaceId{}));
  if (!place) {
    out.still_held = unknown_place(context->place, vocabulary.places);
    return out;
  }
  for (const HeldFigure& held : context->figures) {
    Tried tried = retry_figure(held, *context, cells, *place, vocabulary, units);
    if (!tried.figure) {
      out.figures.clear();
      out.still_held = std::move(tried.why);
      return out;
    }
    tried.figure->row = row;
    out.figures.push_back(*tried.figure);
  }
  return out;
}

}  // namespace duibiao::intake
