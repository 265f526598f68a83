#include <optional>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {
namespace {

/// A figure of this sheet or, failing that, of history, as everything it may stand for.
struct Reading {
  num::Interval interval;
  std::string text;
  const Observation* figure = nullptr;
};

std::optional<Reading> read(const FigureKey& key, Unit unit, const CheckInput& input,
                            const FigureIndex& index, const std::vector<bool>& suspect) {
  if (const Observation* own = index.find(key)) {
    const auto at = static_cast<std::size_t>(own - input.figures.data());
    const auto interval = interval_in(own->value(), own->unit, unit);
    if (!interval || suspect[at]) return std::nullopt;
    return Reading{*interval, print(own->value(), own->unit), own};
  }
  if (input.history == nullptr) return std::nullopt;
  const auto known = input.history->published(key);
  if (!known) return std::nullopt;
  const auto interval = interval_in(known->value, known->unit, unit);
  if (!interval) return std::nullopt;
  return Reading{*interval, print(known->value, known->unit), nullptr};
}

/// «前 7 个月» always hold «前 6 个月»: the cumulative period that ends before this one.
std::optional<Period> shorter(const Period& period) {
  if (!period.is_year_to_date() || period.months() < 2) return std::nullopt;
  const auto before = Period::to_date(period.year(), period.last_month() - 1);
  return before ? std::optional(before->canonical()) : std::nullopt;
}

/// A revised base moves growth by a few points; twenty are a slip or another indicator.
constexpr std::int64_t far_points = 20;

/// Whether every value of the one is at least so many points from every value of the other.
bool points_apart(const num::Interval& a, const num::Interval& b, std::int64_t points) {
  const auto between = a.low() > b.high() ? a.low().minus(b.high()) : b.low().minus(a.high());
  return between && *between >= num::Decimal::whole(points);
}

}  // namespace

void check_cumulative(const CheckInput& input, const FigureIndex& index,
                      const std::vector<bool>& suspect, Findings& findings) {
  for (std::size_t i = 0; i < input.figures.size(); ++i) {
    const Observation& figure = input.figures[i];
    const Indicator& indicator = input.vocabulary->catalogue.at(figure.key.indicator);
    // Profits and balances may fall; what is summed up month by month cannot.
    const bool grows = indicator.kind == IndicatorKind::flow && indicator.additive;
    if (suspect[i] || figure.key.measure != Measure::level || !grows) continue;
    const auto before = shorter(figure.key.period);
    if (!before) continue;
    FigureKey key = figure.key;
    key.period = *before;
    const auto earlier = read(key, figure.unit, input, index, suspect);
    const auto own = interval_in(figure.value(), figure.unit, figure.unit);
    if (!earlier || !own || !num::wholly_above(earlier->interval, *own)) continue;
    const Message name = name_of(figure.key, *input.vocabulary);
    std::vector<const Observation*> cells{&figure};
    if (earlier->figure != nullptr) cells.push_back(earlier->figure);
    findings.add(
        "cumulative_falls", Severity::warning,
        {fmt::format("{} {} 为 {}，小于{}的 {}", cell_of(figure), name.zh,
                     print(figure.value(), figure.unit), before->display_zh(), earlier->text),
         fmt::format("{} {} is {}, less than {} in {}", cell_of(figure), name.en,
                     print(figure.value(), figure.unit), earlier->text, before->display_en())},
        cells);
  }
}

void check_growth(const CheckInput& input, const FigureIndex& index,
                  const std::vector<bool>& suspect, Findings& findings) {
  constexpr int scale = 12;  // far below any printed growth rate's half unit
  for (const Observation& rate : input.figures) {
    if (rate.key.measure != Measure::growth_yoy) continue;
    if (rate.unit.dimension() != Dimension::rate || index.find(rate.key) != &rate) continue;
    if (suspect[static_cast<std::size_t>(&rate - input.figures.data())]) continue;
    const Indicator& indicator = input.vocabulary->catalogue.at(rate.key.indicator);
    // Growth at constant prices or of a matched sample is never the ratio of printed levels.
    if (indicator.growth_basis != GrowthBasis::nominal) continue;
    const auto year_before = rate.key.period.year_before();
    if (!year_before) continue;
    FigureKey key = rate.key;
    key.measure = Measure::level;
    const Observation* level = index.find(key);
    if (level == nullptr) continue;
    const auto now = read(key, level->unit, input, index, suspect);
    key.period = year_before->canonical();
    const auto base = read(key, level->unit, input, index, suspect);
    if (!now || !base) continue;
    const auto quotient = now->interval.divided_by(base->interval, scale);
    const auto ratio = quotient ? quotient->shifted(2) : quotient;
    const auto derived =
        ratio ? ratio->minus(num::Interval::point(num::Decimal::whole(100))) : ratio;
    const auto printed = interval_in(rate.value(), rate.unit, unit::percent());
    if (!derived || !printed || num::meet(*derived, *printed) != num::Meeting::apart) continue;
    const auto shown = derived->low().rounded(2, num::Rounding::half_up);
    const bool far = points_apart(*derived, *printed, far_points);
    const Message name = name_of(rate.key, *input.vocabulary);
    const Message why = far ? Message{"相差太大，请核对", "too far apart; check both"}
                            : Message{"上年基数可能已修订", "the base may have been revised"};
    findings.add("growth_does_not_fit", far ? Severity::warning : Severity::information,
                 {fmt::format("{} {}同比为 {}，而由 {} 与上年同期 {} 计算为 {}%：{}", cell_of(rate),
                              name.zh, print(rate.value(), rate.unit), now->text, base->text,
                              shown ? shown->to_string() : "?", why.zh),
                  fmt::format("{} {}: growth is {}, but {} on {} a year before gives {}%: {}",
                              cell_of(rate), name.en, print(rate.value(), rate.unit), now->text,
                              base->text, shown ? shown->to_string() : "?", why.en)},
                 {&rate, level});
  }
}

void check_stored(const CheckInput& input, const std::vector<bool>& suspect, Findings& findings) {
  if (input.history == nullptr) return;
  for (std::size_t i = 0; i < input.figures.size(); ++i) {
    const Observation& figure = input.figures[i];
    if (suspect[i]) continue;
    const auto known = input.history->published(figure.key);
    if (!known) continue;
    const auto own = interval_in(figure.value(), figure.unit, known->unit);
    const auto stored = interval_in(known->value, known->unit, known->unit);
    if (!own || !stored || num::meet(*own, *stored) != num::Meeting::apart) continue;
    const Message name = name_of(figure.key, *input.vocabulary);
    findings.add(
        "differs_from_stored", Severity::warning,
        {fmt::format("{} {} 为 {}，已有的是 {}（来源：{}）；发布较晚的为修订，否则为冲突",
                     cell_of(figure), name.zh, print(figure.value(), figure.unit),
                     print(known->value, known->unit), known->source),
         fmt::format("{} {} is {}, but {} is stored (from {}): a revision if released later, "
                     "else a conflict",
                     cell_of(figure), name.en, print(figure.value(), figure.unit),
                     print(known->value, known->unit), known->source)},
        {&figure});
  }
}

}  // namespace duibiao::intake
