#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {
namespace {

std::string range_of(const num::Interval& interval, Unit unit) {
  return fmt::format("[{}, {}]{}", interval.low().to_string(), interval.high().to_string(),
                     unit.symbol());
}

/// The interval of a figure in the unit of another; nothing across dimensions.
std::optional<num::Interval> in_unit(const Observation& figure, Unit unit) {
  const auto interval = interval_in(figure.value(), figure.unit, unit);
  return interval ? std::optional(*interval) : std::nullopt;
}

struct Sum {
  std::optional<num::Interval> interval;
  std::vector<const Observation*> parts;
  bool complete = true;
};

Sum sum_children(const CheckInput& input, const FigureIndex& index, const Observation& whole) {
  Sum sum;
  sum.interval = num::Interval::point(num::Decimal());
  for (const PlaceId child : input.vocabulary->places.children(whole.key.place)) {
    if (!is_summed(input.vocabulary->places.at(child))) continue;
    FigureKey key = whole.key;
    key.place = child;
    const Observation* part = index.find(key);
    if (part == nullptr) {
      sum.complete = false;
      continue;
    }
    sum.parts.push_back(part);
    const auto next = in_unit(*part, whole.unit);
    if (!sum.interval || !next) {
      sum.interval = std::nullopt;
      continue;
    }
    const auto added = sum.interval->plus(*next);
    sum.interval = added ? std::optional(*added) : std::nullopt;
  }
  return sum;
}

}  // namespace

void check_sums(const CheckInput& input, const FigureIndex& index, Findings& findings) {
  for (const Observation& whole : input.figures) {
    const Indicator& indicator = input.vocabulary->catalogue.at(whole.key.indicator);
    if (whole.key.measure != Measure::level || !indicator.additive) continue;
    if (index.find(whole.key) != &whole) continue;
    Sum sum = sum_children(input, index, whole);
    const bool claimed = input.totals.contains(whole.row);
    if (sum.parts.size() < 2 || !sum.interval || !(sum.complete || claimed)) continue;
    const auto own = in_unit(whole, whole.unit);
    if (!own || num::meet(*own, *sum.interval) != num::Meeting::apart) continue;
    const Message name = name_of(whole.key, *input.vocabulary);
    std::vector<const Observation*> cells{&whole};
    cells.insert(cells.end(), sum.parts.begin(), sum.parts.end());
    findings.add("parts_do_not_sum", Severity::warning,
                 {fmt::format("{} {} 为 {}，而 {} 个下级之和为 {}", cell_of(whole), name.zh,
                              print(whole.value(), whole.unit), sum.parts.size(),
                              range_of(*sum.interval, whole.unit)),
                  fmt::format("{} {} is {}, but its {} parts sum to {}", cell_of(whole), name.en,
                              print(whole.value(), whole.unit), sum.parts.size(),
                              range_of(*sum.interval, whole.unit))},
                 cells);
  }
}

void check_formulas(const CheckInput& input, const FigureIndex& index, Findings& findings) {
  for (const Observation& whole : input.figures) {
    const Indicator& indicator = input.vocabulary->catalogue.at(whole.key.indicator);
    if (whole.key.measure != Measure::level || indicator.sum.empty()) continue;
    if (index.find(whole.key) != &whole) continue;
    std::optional<num::Interval> sum = num::Interval::point(num::Decimal());
    std::vector<const Observation*> cells{&whole};
    for (const FormulaTerm& term : indicator.sum) {
      FigureKey key = whole.key;
      key.indicator = term.indicator;
      const Observation* part = index.find(key);
      auto interval = part == nullptr ? std::nullopt : in_unit(*part, whole.unit);
      if (!sum || !interval) {
        sum = std::nullopt;
        break;
      }
      cells.push_back(part);
      const auto added = sum->plus(term.sign < 0 ? interval->negated() : *interval);
      sum = added ? std::optional(*added) : std::nullopt;
    }
    const auto own = in_unit(whole, whole.unit);
    if (!sum || !own || num::meet(*own, *sum) != num::Meeting::apart) continue;
    const Message name = name_of(whole.key, *input.vocabulary);
    findings.add("formula_mismatch", Severity::warning,
                 {fmt::format("{} {} 为 {}，按「{}」计算为 {}", cell_of(whole), name.zh,
                              print(whole.value(), whole.unit), indicator.formula,
                              range_of(*sum, whole.unit)),
                  fmt::format("{} {} is {}, but “{}” gives {}", cell_of(whole), name.en,
                              print(whole.value(), whole.unit), indicator.formula,
                              range_of(*sum, whole.unit))},
                 cells);
  }
}

}  // namespace duibiao::intake
