#include <algorithm>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {
namespace {

/// Figures that were printed under one unit, whatever their column: one wrong footer makes all of
/// them wrong together.
struct UnitGroup {
  std::vector<std::size_t> figures;
  std::vector<num::Ratio> ratios;  ///< figure ÷ what history says, where it says something
  std::vector<std::size_t> over;   ///< figures above their catalogue's ceiling
};

/// What history says about the size of a figure: itself, else the same span a year before, else the
/// period before.
std::optional<KnownFigure> reference(const FigureKey& key, const History& history) {
  const Period& period = key.period;
  const bool grows = period.is_year_to_date() && period.last_month() > 1;
  const auto shorter =
      grows ? Period::to_date(period.year(), period.last_month() - 1) : Result<Period>(Period());
  for (const std::optional<Period>& other :
       {std::optional(period), period.year_before(), period.previous(),
        shorter ? std::optional(*shorter) : std::nullopt}) {
    if (!other || !other->known()) continue;
    FigureKey like = key;
    like.period = other->canonical();
    if (auto known = history.published(like)) return known;
  }
  return std::nullopt;
}

std::optional<num::Ratio> ratio_to(const Observation& figure, const KnownFigure& known) {
  const auto ours = convert(figure.value(), figure.unit, known.unit);
  if (!ours || ours->is_zero() || known.value.is_zero()) return std::nullopt;
  const auto ratio = num::Ratio::make(ours->magnitude(), known.value.magnitude());
  return ratio ? std::optional(*ratio) : std::nullopt;
}

num::Ratio power_of_ten(int power, int tenths) {
  // tenths/10 × 10^power, exactly, for −9 ≤ power ≤ 9.
  std::int64_t scaled = tenths;
  for (int i = 0; i < power; ++i) scaled *= 10;
  const num::Decimal value = num::Decimal::of(scaled, power < 0 ? 1 - power : 1);
  return num::Ratio::of(value);
}

/// 10^k, k ≠ 0, when the ratio is within 0.5 and 2 times of it; the powers that units differ by.
std::optional<int> power_near(const num::Ratio& ratio) {
  for (const int power : {1, 2, 4, 8, -1, -2, -4, -8}) {
    if (ratio >= power_of_ten(power, 5) && ratio <= power_of_ten(power, 20)) return power;
  }
  return std::nullopt;
}

/// The unit of the same dimension that is smaller by 10^power.
std::optional<Unit> unit_below(Unit unit, int power) {
  for (std::size_t i = 1; i < Unit::table().size(); ++i) {
    const auto candidate = Unit::at(static_cast<std::uint8_t>(i));
    if (!candidate || candidate->dimension() != unit.dimension()) continue;
    if (candidate->power() == unit.power() - power) return candidate;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> columns_of(const CheckInput& input, const UnitGroup& group) {
  std::vector<std::uint32_t> columns;
  for (const std::size_t i : group.figures) columns.push_back(input.figures[i].column);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

bool is_over(const Observation& figure, const Indicator& indicator, Unit as) {
  if (!indicator.ceiling || figure.key.measure != Measure::level) return false;
  const auto shown = convert(figure.value(), as, indicator.unit);
  return shown && shown->magnitude() > *indicator.ceiling;
}

/// The largest smaller unit under which no figure is above its ceiling.
std::optional<int> power_under_ceiling(const CheckInput& input, const UnitGroup& group, Unit unit) {
  for (const int power : {1, 2, 3, 4, 8, 12}) {
    const auto candidate = unit_below(unit, power);
    if (!candidate) continue;
    const bool fits = std::none_of(group.figures.begin(), group.figures.end(), [&](std::size_t i) {
      const Observation& figure = input.figures[i];
      return is_over(figure, input.vocabulary->catalogue.at(figure.key.indicator), *candidate);
    });
    if (fits) return power;
  }
  return std::nullopt;
}

Message wrong_unit(Unit from, Unit to, std::size_t figures, const Message& because) {
  return {fmt::format("单位「{}」可疑：{}；按「{}」则相符（共 {} 个数）。可用 --unit {} 或 "
                      "--accept-suggestions 导入",
                      from.symbol(), because.zh, to.symbol(), figures, to.symbol()),
          fmt::format("the unit {} is suspect: {}; read in {} they fit ({} figures). Import with "
                      "--unit {} or --accept-suggestions",
                      from.symbol(), because.en, to.symbol(), figures, to.symbol())};
}

void suggest(const CheckInput& input, const UnitGroup& group, Unit from, int power,
             const Message& because, Checked& out, Findings& findings) {
  const auto to = unit_below(from, power);
  std::vector<const Observation*> cells;
  for (const std::size_t i : group.figures) {
    out.suspect[i] = true;
    cells.push_back(&input.figures[i]);
  }
  if (!to) {
    findings.add(
        "wrong_unit", Severity::suspect,
        {"数值大小可疑：" + because.zh, "the size of the figures is suspect: " + because.en},
        cells);
    return;
  }
  Suggestion suggestion{from, *to, columns_of(input, group), group.figures.size(),
                        wrong_unit(from, *to, group.figures.size(), because)};
  findings.add("wrong_unit", Severity::suspect, suggestion.why, cells);
  out.suggestions.push_back(std::move(suggestion));
}

Message against_history(const num::Ratio& median, int power) {
  const auto factor = median.rounded(power < 0 ? 4 + -power : 1, num::Rounding::half_up);
  const std::string times = factor ? factor->to_string() : "?";
  return {fmt::format("与已有数据相比，比值的中位数为 {} 倍", times),
          fmt::format("against what is known, the median ratio is {}", times)};
}

void judge(const CheckInput& input, Unit unit, UnitGroup& group, Checked& out, Findings& findings) {
  if (!group.ratios.empty()) {
    const auto middle = group.ratios.begin() + static_cast<std::ptrdiff_t>(group.ratios.size() / 2);
    std::nth_element(group.ratios.begin(), middle, group.ratios.end());
    if (const auto power = power_near(*middle)) {
      suggest(input, group, unit, *power, against_history(*middle, *power), out, findings);
      return;
    }
  }
  if (group.over.empty()) return;
  const Observation& worst = input.figures[group.over.front()];
  const Indicator& indicator = input.vocabulary->catalogue.at(worst.key.indicator);
  const Message because{fmt::format("{} 的 {} 超过「{}」可能的上限 {}", cell_of(worst),
                                    print(worst.value(), worst.unit), indicator.zh,
                                    print(*indicator.ceiling, indicator.unit)),
                        fmt::format("{}: {} is above anything possible for {} ({})", cell_of(worst),
                                    print(worst.value(), worst.unit), indicator.en,
                                    print(*indicator.ceiling, indicator.unit))};
  const auto power = power_under_ceiling(input, group, unit);
  if (group.ratios.empty() && power) {
    suggest(input, group, unit, *power, because, out, findings);
    return;
  }
  std::vector<const Observation*> cells;
  for (const std::size_t i : group.over) {
    out.suspect[i] = true;
    cells.push_back(&input.figures[i]);
  }
  findings.add("above_ceiling", Severity::suspect, because, cells);
}

/// A single figure far from its history in a table that otherwise fits: a slip of the point.
void check_single(const CheckInput& input, std::size_t i, const num::Ratio& ratio,
                  Findings& findings) {
  const auto power = power_near(ratio);
  if (!power || *power == 1 || *power == -1) return;  // small places do grow tenfold
  const Observation& figure = input.figures[i];
  const Message name = name_of(figure.key, *input.vocabulary);
  findings.add("unlike_history", Severity::warning,
               {fmt::format("{} {}：{} 约为已有数据的 10^{} 倍", cell_of(figure), name.zh,
                            print(figure.value(), figure.unit), *power),
                fmt::format("{} {}: {} is about 10^{} times what is known", cell_of(figure),
                            name.en, print(figure.value(), figure.unit), *power)},
               {&figure});
}

}  // namespace

void check_magnitude(const CheckInput& input, Checked& out, Findings& findings) {
  std::map<std::uint8_t, UnitGroup> groups;
  std::vector<std::pair<std::size_t, num::Ratio>> single;
  for (std::size_t i = 0; i < input.figures.size(); ++i) {
    const Observation& figure = input.figures[i];
    if (figure.key.measure != Measure::level) continue;
    const Dimension dimension = figure.unit.dimension();
    if (dimension == Dimension::rate || dimension == Dimension::none) continue;
    if (std::find(input.settled.begin(), input.settled.end(), dimension) != input.settled.end()) {
      continue;
    }
    UnitGroup& group = groups[figure.unit.index()];
    group.figures.push_back(i);
    const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
    if (is_over(figure, indicator, figure.unit)) group.over.push_back(i);
    if (input.history == nullptr) continue;
    const auto known = reference(figure.key, *input.history);
    if (!known) continue;
    if (const auto ratio = ratio_to(figure, *known)) {
      group.ratios.push_back(*ratio);
      single.emplace_back(i, *ratio);
    }
  }
  for (auto& [index, group] : groups) {
    if (const auto unit = Unit::at(index)) judge(input, *unit, group, out, findings);
  }
  for (const auto& [i, ratio] : single) {
    if (!out.suspect[i]) check_single(input, i, ratio, findings);
  }
}

}  // namespace duibiao::intake
