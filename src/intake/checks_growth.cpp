#include <algorithm>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {
namespace {

/// Growth rates of one indicator in one column.
struct RateColumn {
  std::vector<std::size_t> figures;
  std::vector<num::Ratio> ratios;  ///< what the levels give ÷ what is printed
  std::size_t long_tails = 0;      ///< printed with three decimals or more
  std::size_t above_half = 0;
  std::size_t above_one = 0;
  std::size_t nonzero = 0;
};

std::optional<num::Decimal> level_of(const CheckInput& input, const FigureIndex& index,
                                     const FigureKey& key, Unit& unit) {
  std::optional<num::Decimal> value;
  Unit own;
  if (const Observation* figure = index.find(key)) {
    value = figure->value();
    own = figure->unit;
  } else if (input.history != nullptr) {
    if (const auto known = input.history->published(key)) {
      value = known->value;
      own = known->unit;
    }
  }
  if (!value) return std::nullopt;
  if (!unit.known()) unit = own;
  const auto shown = convert(*value, own, unit);
  return shown ? std::optional(*shown) : std::nullopt;
}

/// 100 (now − base) ÷ base ÷ rate, where both levels are known and the signs agree.
std::optional<num::Ratio> implied_over_printed(const CheckInput& input, const FigureIndex& index,
                                               const Observation& rate) {
  const auto year_before = rate.key.period.year_before();
  if (!year_before || rate.mantissa == 0) return std::nullopt;
  FigureKey key = rate.key;
  key.measure = Measure::level;
  Unit unit;
  const auto now = level_of(input, index, key, unit);
  key.period = year_before->canonical();
  const auto base = level_of(input, index, key, unit);
  if (!now || !base || *base <= num::Decimal()) return std::nullopt;
  const auto more = now->minus(*base);
  if (!more || more->is_zero() || more->is_negative() != rate.value().is_negative()) {
    return std::nullopt;
  }
  const auto points = more->magnitude().shifted(2);
  const auto printed = base->times(rate.value().magnitude());
  if (!points || !printed) return std::nullopt;
  const auto ratio = num::Ratio::make(*points, *printed);
  return ratio ? std::optional(*ratio) : std::nullopt;
}

num::Ratio whole(std::int64_t value) { return num::Ratio::of(num::Decimal::whole(value)); }

/// Whether the levels say that the printed rates are a hundredth of the growth. A revised base
/// shifts single rates, so fewer than three must be nearer.
bool levels_say_so(RateColumn& column) {
  if (column.ratios.empty()) return false;
  const auto middle = column.ratios.begin() + static_cast<std::ptrdiff_t>(column.ratios.size() / 2);
  std::nth_element(column.ratios.begin(), middle, column.ratios.end());
  const bool few = column.ratios.size() < 3;
  return *middle >= whole(few ? 80 : 50) && *middle <= whole(few ? 125 : 200);
}

/// Rates in per cent are printed with one or two decimals; 0.1254 is what a formula gives.
bool looks_so(const RateColumn& column) {
  return column.ratios.empty() && column.above_half == 0 &&
         column.long_tails * 2 >= column.nonzero && column.nonzero > 0;
}

Message as_fraction(std::size_t figures, bool supported) {
  Message out{fmt::format("增速像是小数而不是百分数（0.125 即 12.5%）{}，共 {} 个数",
                          supported ? "：由两期数值计算的增速约为其 100 倍" : "", figures),
              fmt::format("growth seems to be given as fractions (0.125 for 12.5%){}: {} figures",
                          supported ? "; the levels give about 100 times as much" : "", figures)};
  if (supported) {
    out.zh += "。可用 --accept-suggestions 按 ×100 导入；若确为百分数，请用 --unit %";
    out.en += ". Import them × 100 with --accept-suggestions; if they are per cent, give --unit %";
  } else {
    out.zh += "。请在表中改为百分数后再导入；若确为百分数，请用 --unit %";
    out.en += ". Turn them into per cent on the sheet; if they are per cent, give --unit %";
  }
  return out;
}

void judge(const CheckInput& input, RateColumn& column, Checked& out, Findings& findings) {
  if (column.nonzero == 0 || column.above_one > 0) return;
  const bool supported = levels_say_so(column);
  if (!supported && !looks_so(column)) return;
  const Message why = as_fraction(column.figures.size(), supported);
  std::vector<const Observation*> cells;
  for (const std::size_t i : column.figures) cells.push_back(&input.figures[i]);
  out.hold(column.figures, why);
  findings.add("growth_as_fraction", Severity::warning, why, cells);
  if (!supported) return;
  const Observation& first = input.figures[column.figures.front()];
  out.suggestions.push_back(
      {first.unit, first.unit, {first.column}, column.figures.size(), why, 2, column.figures});
}

}  // namespace

void check_fractions(const CheckInput& input, const FigureIndex& index, Checked& out,
                     Findings& findings) {
  const auto& settled = input.settled;
  if (std::find(settled.begin(), settled.end(), Dimension::rate) != settled.end()) return;
  const num::Decimal half = num::Decimal::of(5, 1);
  std::map<std::pair<std::uint32_t, IndicatorId>, RateColumn> columns;
  for (std::size_t i = 0; i < input.figures.size(); ++i) {
    const Observation& rate = input.figures[i];
    if (rate.key.measure != Measure::growth_yoy || rate.unit != unit::percent()) continue;
    RateColumn& column = columns[{rate.column, rate.key.indicator}];
    column.figures.push_back(i);
    if (rate.mantissa == 0) continue;
    const num::Decimal size = rate.value().magnitude();
    ++column.nonzero;
    column.long_tails += rate.decimals >= 3 ? 1 : 0;
    column.above_half += size >= half ? 1 : 0;
    column.above_one += size >= num::Decimal::whole(1) ? 1 : 0;
    if (column.above_one > 0) continue;
    if (const auto ratio = implied_over_printed(input, index, rate)) {
      column.ratios.push_back(*ratio);
    }
  }
  for (auto& [key, column] : columns) judge(input, column, out, findings);
}

void check_signs(const CheckInput& input, Findings& findings) {
  for (const Observation& figure : input.figures) {
    const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
    const bool grows = figure.key.measure == Measure::growth_yoy ||
                       figure.key.measure == Measure::growth_mom ||
                       figure.key.measure == Measure::growth_avg;
    const bool fell = grows && figure.unit == unit::percent() &&
                      figure.value() < num::Decimal::whole(-100) && is_never_negative(indicator);
    const bool below =
        figure.key.measure == Measure::level && figure.mantissa < 0 && is_never_negative(indicator);
    if (!fell && !below) continue;
    const Message name = name_of(figure.key, *input.vocabulary);
    const std::string value = print(figure.value(), figure.unit);
    if (fell) {
      findings.add(
          "impossible_growth", Severity::warning,
          {fmt::format("{} {}增速为 {}，降幅不可能超过 100%", cell_of(figure), name.zh, value),
           fmt::format("{} {}: growth is {}, but nothing falls by more than 100%", cell_of(figure),
                       name.en, value)},
          {&figure});
    } else {
      findings.add("negative_level", Severity::warning,
                   {fmt::format("{} {} 为 {}，不应为负数", cell_of(figure), name.zh, value),
                    fmt::format("{} {} is {}, which should not be negative", cell_of(figure),
                                name.en, value)},
                   {&figure});
    }
  }
}

}  // namespace duibiao::intake
