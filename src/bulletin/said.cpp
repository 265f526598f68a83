#include "bulletin/said.h"

#include <algorithm>

namespace duibiao::bulletin {
namespace {

using cube::Answer;
using num::Decimal;

constexpr int most_decimals = 2;  ///< a sentence says no more of what nobody printed

/// The most decimals at which `width` is no more than `units` of the last one.
std::optional<int> decimals_fixed(const Decimal& width, int units) {
  for (int decimals = most_decimals; decimals >= 0; --decimals) {
    const auto limit = Decimal::whole(units).shifted(-decimals);
    if (limit && width <= *limit) return decimals;
  }
  return std::nullopt;
}

/// «5.5 − 5.2 = 0.3»: each end is off by half a unit, the difference by a whole one.
bool is_difference_of_printed_rates(const Answer& answer) {
  if (answer.key.measure != Measure::growth_change && answer.key.measure != Measure::gap_pp) {
    return false;
  }
  return answer.inputs.size() == 2 && std::ranges::all_of(answer.inputs, [](const FigureKey& key) {
           return key.measure == Measure::growth_yoy;
         });
}

}  // namespace

std::optional<Answer> said(const Answer& answer) {
  if (!answer.derived) return answer;
  const auto width = answer.range.width();
  if (!width) return std::nullopt;
  const bool printed = is_difference_of_printed_rates(answer);
  const auto decimals = decimals_fixed(*width, printed ? 2 : 1);
  if (!decimals) return std::nullopt;
  Answer out = answer;
  if (*decimals < answer.value.scale()) {
    const auto rounded = answer.point.rounded(*decimals, num::Rounding::half_up);
    if (!rounded) return std::nullopt;
    out.value = *rounded;
  }
  if (out.value.is_zero()) {
    if (*decimals == 0 && !width->is_zero() && !printed) return std::nullopt;
    return out;
  }
  const Decimal& low = answer.range.low();
  const Decimal& high = answer.range.high();
  if (low.is_negative() && !high.is_negative() && !high.is_zero()) return std::nullopt;
  return out;
}

std::optional<Answer> said(const std::optional<Answer>& answer) {
  return answer ? said(*answer) : std::nullopt;
}

std::optional<Answer> said(const cube::Outcome& outcome) { return said(outcome.answer); }

std::optional<Answer> said_level(const cube::Outcome& outcome, const Catalogue& catalogue) {
  if (!outcome || !outcome->derived) return outcome.answer;
  Answer level = *outcome.answer;
  const Unit unit = catalogue.at(level.key.indicator).unit;
  const auto power = power_between(level.unit, unit);
  if (!power || *power == 0 || *power > level.value.scale()) return said(level);
  const auto value = convert(level.value, level.unit, unit);
  const auto range = level.range.shifted(*power);
  if (!value || !range) return said(level);
  level.value = *value;
  level.range = *range;
  level.point = num::Ratio::of(*value);
  level.unit = unit;
  return said(level);
}

}  // namespace duibiao::bulletin
