#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"
#include "intake/layout_text.h"

namespace duibiao::intake {
namespace {

/// The catalogue's ceilings are several times China's own figures. The largest parts of China make
/// less of it than these: Guangdong some 23 % of exports, Shenzhen and Suzhou some 11 %, Pudong
/// and Kunshan some 4 %.
constexpr std::int64_t province_part = 4;
constexpr std::int64_t prefecture_part = 8;
constexpr std::int64_t county_part = 20;
constexpr int deepest = 8;  // a damaged overlay could make a cycle of parents

std::int64_t part_of(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::province:
      return province_part;
    case PlaceLevel::prefecture:
      return prefecture_part;
    case PlaceLevel::county:
    case PlaceLevel::zone:
      return county_part;
    default:
      return 1;
  }
}

struct Amount {
  num::Decimal value;
  Unit unit;
  const Observation* figure = nullptr;
};

std::optional<Amount> amount_of(const CheckInput& input, const FigureIndex& index,
                                const FigureKey& key) {
  if (const Observation* own = index.find(key)) return Amount{own->value(), own->unit, own};
  if (input.history == nullptr) return std::nullopt;
  const auto known = input.history->published(key);
  return known ? std::optional(Amount{known->value, known->unit, nullptr}) : std::nullopt;
}

}  // namespace

bool is_never_negative(const Indicator& indicator) {
  const bool adds = indicator.kind == IndicatorKind::flow ||
                    indicator.kind == IndicatorKind::stock ||
                    indicator.kind == IndicatorKind::count;
  // A balance is a difference; money that comes in and goes out again may net below zero.
  return adds && std::all_of(indicator.sum.begin(), indicator.sum.end(),
                             [](const FormulaTerm& term) { return term.sign > 0; });
}

std::optional<num::Decimal> ceiling_of(const Indicator& indicator, const Place& place) {
  if (!indicator.ceiling || place.level == PlaceLevel::world) return std::nullopt;
  // What does not add up (per head, prices) is no smaller in a small place.
  const bool scales = indicator.additive && is_money(indicator.unit.dimension());
  const std::int64_t part = scales ? part_of(place.level) : 1;
  const auto scaled =
      num::divide(*indicator.ceiling, num::Decimal::whole(part), 0, num::Rounding::half_up);
  return scaled ? std::optional(*scaled) : std::nullopt;
}

bool is_over(const CheckInput& input, const Observation& figure, Unit as) {
  if (figure.key.measure != Measure::level) return false;
  const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
  const auto ceiling = ceiling_of(indicator, input.vocabulary->places.at(figure.key.place));
  if (!ceiling) return false;
  const auto shown = convert(figure.value(), as, indicator.unit);
  return shown && shown->magnitude() > *ceiling;
}

Message why_over(const CheckInput& input, const Observation& figure) {
  const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
  const auto ceiling = ceiling_of(indicator, input.vocabulary->places.at(figure.key.place));
  const std::string most = ceiling ? print(*ceiling, indicator.unit) : "?";
  return {fmt::format("{} 的 {} 超过「{}」可能的上限 {}", cell_of(figure),
                      print(figure.value(), figure.unit), indicator.zh, most),
          fmt::format("{}: {} is above anything possible for {} ({})", cell_of(figure),
                      print(figure.value(), figure.unit), indicator.en, most)};
}

std::optional<Exceeded> exceeded_by(const CheckInput& input, const FigureIndex& index,
                                    const Observation& figure, Unit as) {
  const PlaceRegistry& places = input.vocabulary->places;
  const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
  const Place* place = &places.at(figure.key.place);
  if (figure.key.measure != Measure::level || !indicator.additive || !is_summed(*place) ||
      !is_never_negative(indicator)) {
    return std::nullopt;
  }
  FigureKey key = figure.key;
  for (int depth = 0; depth < deepest && place->parent.known(); ++depth) {
    key.place = place->parent;
    place = &places.at(key.place);
    if (place->level == PlaceLevel::world) break;
    const auto whole = amount_of(input, index, key);
    if (!whole || whole->value <= num::Decimal()) continue;
    const bool moves = whole->figure != nullptr && whole->unit == figure.unit;
    const auto most = interval_in(whole->value, moves ? as : whole->unit, as);
    const auto own = interval_in(figure.value(), as, as);
    if (!most || !own || !num::wholly_above(*own, *most)) continue;
    return Exceeded{key.place, print(whole->value, whole->unit), whole->figure};
  }
  return std::nullopt;
}

}  // namespace duibiao::intake
