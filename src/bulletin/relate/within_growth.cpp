#include <optional>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

Quantity band(std::int64_t low, std::int64_t high) {
  const auto made = num::Interval::make(num::Decimal::of(low, 2), num::Decimal::of(high, 2));
  return made ? Quantity::ratio(*made) : Quantity::failed(made.error());
}

/// How far two levels may lie from a rate that does not compare them as they are: prices move by
/// some per cent a year, the set of enterprises or the definition by more.
Quantity slack_of(Basis basis) {
  return basis == Basis::constant_price ? band(85, 115) : band(70, 140);
}

Quantity growth_between(const Quantity& now, const Quantity& before) {
  return now / before - Quantity::ratio(1);
}

/// «implied base 954.4, printed 958.2».
Message implied_base(const Ties& ties, std::uint32_t rate, const Ties::Pair& levels) {
  const Quantity base =
      Quantity::of(ties.claim(levels.now)) / (Quantity::ratio(1) + Quantity::of(ties.claim(rate)));
  const Claim& before = ties.claim(levels.before);
  Message out{"增速不按两期现价数直接计算，仅供参考",
              "the rate does not compare the two levels as printed; for information"};
  const auto shown = base.in_unit_of(before);
  if (!shown) return out;
  const Message implied = print(*shown, before);
  const Message printed = print(before);
  out.zh += fmt::format("；按增速推算的基数为 {}，文中为 {}", implied.zh, printed.zh);
  out.en += fmt::format("; the rate implies a base of {}, printed {}", implied.en, printed.en);
  return out;
}

/// «税收收入214.6亿元,上年为221.5亿元,增长3.1%»: side by side, and just the fall that they give.
bool is_turned(const Ties& ties, std::uint32_t rate, const Ties::Pair& levels) {
  if (!one_sentence(ties, rate, levels.now, levels.before)) return false;
  const Quantity computed =
      growth_between(Quantity::of(ties.claim(levels.now)), Quantity::of(ties.claim(levels.before)));
  const auto result = meeting(ties.claim(rate), computed.negated());
  return result && result->meeting == num::Meeting::overlap && !ties.claim(rate).value.is_zero();
}

/// «收入137.4亿元,增长137.4%,上年为98.6亿元»: the rate in the digits of a level beside it was
/// copied from there.
bool is_copied(const Ties& ties, std::uint32_t rate, const Ties::Pair& levels) {
  const num::Decimal digits = ties.claim(rate).value.magnitude();
  return one_sentence(ties, rate, levels.now, levels.before) && ties.claim(rate).decimals() > 0 &&
         (digits == ties.claim(levels.now).value || digits == ties.claim(levels.before).value);
}

/// «由3.8万辆增至12.5万辆,增长3.3倍»: so many times as much, printed as so many times more.
bool is_ratio(const Ties& ties, std::uint32_t rate, const Ties::Pair& levels) {
  if (!one_sentence(ties, rate, levels.now, levels.before)) return false;
  const Claim& claim = ties.claim(rate);
  const Quantity computed =
      Quantity::of(ties.claim(levels.now)) / Quantity::of(ties.claim(levels.before));
  const auto result = meeting(claim, computed);
  const bool several = claim.measure == Measure::multiple || claim.decimals() > 0;
  return several && result && result->meeting == num::Meeting::overlap;
}

Tie growth_tie(const Ties& ties, std::uint32_t rate, const Ties::Pair& levels) {
  const bool times = ties.claim(rate).measure == Measure::multiple;
  Tie tie{.kind = times ? RelationKind::multiple : RelationKind::growth,
          .claims = {rate, levels.now, levels.before},
          .formula =
              [levels](const Values& v) {
                return growth_between(Quantity::of(v.at(levels.now)),
                                      Quantity::of(v.at(levels.before)));
              },
          .text = "{1} ÷ {2} - 1"};
  const Topic& topic = ties.index().topic(ties.index().fact_of(rate).topic);
  // National retail sales month on month are seasonally adjusted; what is nominal throughout is
  // not.
  const bool adjusted =
      ties.index().fact_of(rate).measure == Measure::growth_mom && !topic.nominal_throughout;
  if (ties.is_nominal(rate) && !adjusted) return tie;
  const Basis basis = ties.index().basis_of(rate);
  const bool slip = is_turned(ties, rate, levels) || is_copied(ties, rate, levels);
  if (basis == Basis::unknown && !adjusted && slip) return tie;
  if (is_ratio(ties, rate, levels)) return tie;
  tie.formula = [levels, basis](const Values& v) {
    return growth_between(Quantity::of(v.at(levels.now)) / slack_of(basis),
                          Quantity::of(v.at(levels.before)));
  };
  tie.text =
      basis == Basis::constant_price ? "{1} ÷ {2} ÷ (0.85…1.15) - 1" : "{1} ÷ {2} ÷ (0.7…1.4) - 1";
  tie.binding = false;
  tie.note = implied_base(ties, rate, levels);
  return tie;
}

}  // namespace

void tie_growth(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    if (!ties.index().counts(i)) continue;
    const Measure measure = ties.index().fact_of(i).measure;
    if (measure != Measure::growth_yoy && measure != Measure::growth_mom) continue;
    const auto base = base_of(ties.claim(i));
    if (!base) continue;
    const auto pairs = ties.level_pairs(ties.index().fact_of(i), *base, i);
    // In yuan and in dollars growth differs; which one the rate is of is not always said.
    for (const Ties::Pair& levels : pairs) {
      Tie tie = growth_tie(ties, i, levels);
      tie.only_if_it_fits = pairs.size() > 1;
      ties.add(std::move(tie));
    }
  }
}

}  // namespace duibiao::bulletin
