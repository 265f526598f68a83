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
  const auto kind_of = [](const Warning& w) { return std::pair(w.code, w.severity); };
  std::vector<std::pair<std::pair<std::string, Severity>, std::size_t>> seen;
  for (Warning& warning : warnings_) {
    const auto at = std::find_if(seen.begin(), seen.end(),
                                 [&](const auto& pair) { return pair.first == kind_of(warning); });
    if (at == seen.end()) {
      seen.emplace_back(kind_of(warning), 1);
      out.push_back(std::move(warning));
      continue;
    }
    if (++at->second <= told) {
      out.push_back(std::move(warning));
      continue;
    }
    const auto last = std::find_if(
        out.rbegin(), out.rend(), [&](const Warning& w) { return kind_of(w) == kind_of(warning); });
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

void Checked::hold(std::span<const std::size_t> figures, const Message& reason) {
  reasons.push_back(reason);
  for (const std::size_t i : figures) {
    suspect[i] = true;
    why[i] = static_cast<std::uint32_t>(reasons.size() - 1);
  }
}

Checked check_figures(const CheckInput& input) {
  Checked out;
  out.suspect.assign(input.figures.size(), false);
  out.why.assign(input.figures.size(), 0);
  Findings findings;
  const FigureIndex index(input.figures);
  check_magnitude(input, index, out, findings);
  check_fractions(input, index, out, findings);
  check_signs(input, findings);
  check_formulas(input, index, findings);
  check_sums(input, index, findings);
  check_cumulative(input, index, out.suspect, findings);
  check_growth(input, index, out.suspect, findings);
  check_stored(input, out.suspect, findings);
  out.warnings = findings.take();
  return out;
}

void accept(const Suggestion& suggestion, std::span<Observation> figures) {
  for (const std::size_t i : suggestion.of) {
    if (i >= figures.size()) continue;
    Observation& figure = figures[i];
    figure.unit = suggestion.to;
    for (int moved = 0; moved < suggestion.shift; ++moved) {
      if (figure.decimals > 0) {
        --figure.decimals;
      } else {
        figure.mantissa *= 10;  // a growth rate below 1 without decimals is 0
      }
    }
  }
}

}  // namespace duibiao::intake
