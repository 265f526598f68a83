#include "intake/checks.h"

#include <algorithm>

#include <fmt/core.h>

#include "intake/checks_parts.h"

namespace duibiao::intake {

std::string_view id_of(Severity severity) {
  switch (severity) {
    case Severity::information:
      return "information";
    case Severity::warning:
      return "warning";
    case Severity::suspect:
      return "suspect";
  }
  return "warning";
}

Result<num::Interval> interval_in(const num::Decimal& value, Unit from, Unit to) {
  const auto power = power_between(from, to);
  if (!power) {
    return fail(ErrorCode::mixed_units,
                {fmt::format("「{}」与「{}」不能换算", from.symbol(), to.symbol()),
                 fmt::format("{} does not convert to {}", from.symbol(), to.symbol())});
  }
  auto printed = num::Interval::of_printed(value);
  if (!printed) return printed;
  return printed->shifted(*power);
}

std::string print(const num::Decimal& value, Unit unit) {
  return fmt::format("{}{}", value.to_string(), unit.symbol());
}

Message name_of(const FigureKey& key, const Vocabulary& vocabulary) {
  const Place& place = vocabulary.places.at(key.place);
  const Indicator& indicator = vocabulary.catalogue.at(key.indicator);
  return {fmt::format("{}{}{}", place.zh, key.period.display_zh(), indicator.zh),
          fmt::format("{}, {}, {}", place.en.empty() ? place.zh : place.en, indicator.en,
                      key.period.display_en())};
}

void Findings::add(std::string code, Severity severity, Message message,
                   const std::vector<const Observation*>& figures) {
  Warning warning;
  warning.code = std::move(code);
  warning.severity = severity;
  warning.message = std::move(message);
  warning.count = figures.size();
  for (const Observation* figure : figures) {
    if (warning.cells.size() == limit::named_cells) break;
    warning.cells.push_back(cell_of(*figure));
  }
  warnings_.push_back(std::move(warning));
}

std::vector<Warning> Findings::take() {
  // A national sheet against last year's may have hundreds of revised bases: after a few of a code
  // only cells and count go on, so that what matters is not buried.
  constexpr std::size_t told = 5;
  std::vector<Warning> out;
  std::vector<std::pair<std::string, std::size_t>> seen;
  for (Warning& warning : warnings_) {
    const auto at = std::find_if(seen.begin(), seen.end(),
                                 [&](const auto& pair) { return pair.first == warning.code; });
    if (at == seen.end()) {
      seen.emplace_back(warning.code, 1);
      out.push_back(std::move(warning));
      continue;
    }
    if (++at->second <= told) {
      out.push_back(std::move(warning));
      continue;
    }
    const auto last = std::find_if(out.rbegin(), out.rend(),
                                   [&](const Warning& w) { return w.code == warning.code; });
    if (at->second == told + 1) {
      Warning rest = std::move(warning);
      rest.message = {};
      out.push_back(std::move(rest));
    } else {
      last->count += warning.count;
      for (const std::string& cell : warning.cells) {
        if (last->cells.size() < limit::named_cells) last->cells.push_back(cell);
      }
    }
  }
  for (Warning& warning : out) {
    if (!warning.message.zh.empty()) continue;
    warning.message = {fmt::format("同类情况还有 {} 个数", warning.count),
                       fmt::format("the same for {} more figures", warning.count)};
  }
  warnings_.clear();
  return out;
}

Checked check_figures(const CheckInput& input) {
  Checked out;
  out.suspect.assign(input.figures.size(), false);
  Findings findings;
  const FigureIndex index(input.figures);
  check_magnitude(input, out, findings);
  check_formulas(input, index, findings);
  check_sums(input, index, findings);
  check_cumulative(input, index, out.suspect, findings);
  check_growth(input, index, out.suspect, findings);
  check_stored(input, out.suspect, findings);
  out.warnings = findings.take();
  return out;
}

void accept(const Suggestion& suggestion, std::span<Observation> figures) {
  for (Observation& figure : figures) {
    if (figure.key.measure == Measure::level && figure.unit == suggestion.from) {
      figure.unit = suggestion.to;
    }
  }
}

}  // namespace duibiao::intake
