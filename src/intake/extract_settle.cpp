#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "intake/extract_parts.h"

namespace duibiao::intake {
namespace {

std::vector<Dimension> dimensions_of(const std::vector<Unit>& units) {
  std::vector<Dimension> out;
  for (const Unit unit : units) out.push_back(unit.dimension());
  return out;
}

std::string_view reason_of(const Observation& figure) {
  return figure.key.measure == Measure::level ? "unit_suspect" : "growth_suspect";
}

/// Suspect figures become held rows, one for each row of the sheet and reason.
class SuspectHolder {
 public:
  SuspectHolder(Draft& draft, const Checked& checked, const Source& source,
                const Vocabulary& vocabulary, const CellsOf& cells_of)
      : draft_(draft),
        checked_(checked),
        source_(source),
        vocabulary_(vocabulary),
        cells_of_(cells_of) {}

  void run() {
    std::vector<Observation> kept;
    for (std::size_t i = 0; i < draft_.figures.size(); ++i) {
      if (checked_.suspect[i]) {
        add(i);
      } else {
        kept.push_back(draft_.figures[i]);
      }
    }
    flush();
    draft_.figures = std::move(kept);
  }

 private:
  struct Open {
    std::size_t first = 0;
    HeldContext context;
  };

  void add(std::size_t i) {
    const Observation& figure = draft_.figures[i];
    const std::string& code = vocabulary_.places.at(figure.key.place).code;
    if (!open_.empty() && draft_.figures[open_.front().first].row != figure.row) flush();
    auto at = std::find_if(open_.begin(), open_.end(), [&](const Open& one) {
      return one.context.place == code && checked_.why[one.first] == checked_.why[i];
    });
    if (at == open_.end()) {
      open_.push_back({i, {code, "", source_, true, {}}});
      at = std::prev(open_.end());
    }
    HeldFigure held;
    held.column = figure.column;
    held.indicator = vocabulary_.catalogue.at(figure.key.indicator).id;
    held.period = figure.key.period.to_string();
    held.measure = std::string(id_of(figure.key.measure));
    held.unit = std::string(figure.unit.symbol());
    held.value = figure.value().to_string();
    at->context.figures.push_back(std::move(held));
  }

  void flush() {
    for (Open& one : open_) {
      const Observation& first = draft_.figures[one.first];
      draft_.held_figures += one.context.figures.size();
      draft_.held.push_back({first.row, std::string(reason_of(first)),
                             checked_.reasons[checked_.why[one.first]], cells_of_(first),
                             to_json(one.context)});
    }
    open_.clear();
  }

  Draft& draft_;
  const Checked& checked_;
  const Source& source_;
  const Vocabulary& vocabulary_;
  const CellsOf& cells_of_;
  std::vector<Open> open_;
};

/// A table too long to be checked: amounts in a unit that nothing names do not come in.
Checked unchecked(const Draft& draft) {
  Checked out;
  out.suspect.assign(draft.figures.size(), false);
  out.why.assign(draft.figures.size(), 0);
  std::vector<std::size_t> assumed;
  for (std::size_t i = 0; i < draft.figures.size(); ++i) {
    const Observation& figure = draft.figures[i];
    if (draft.assumed.contains(cell_key(figure.row, figure.column))) assumed.push_back(i);
  }
  out.hold(assumed, {"表内没有写明单位，请用 --unit 指定",
                     "the sheet does not name the unit; give it with --unit"});
  return out;
}

Checked run_checks(const Draft& draft, const SheetContext& context, const History* history) {
  CheckInput input;
  input.figures = draft.figures;
  input.vocabulary = context.vocabulary;
  input.history = history;
  input.totals = draft.total_rows;
  input.settled = dimensions_of(context.overrides.units);
  input.assumed = &draft.assumed;
  return check_figures(input);
}

}  // namespace

Status hand_over(std::span<const Observation> figures, FigureSink& sink, Reading& reading,
                 std::size_t preview) {
  for (const Observation& figure : figures) {
    if (reading.preview.size() >= preview) break;
    reading.preview.push_back(figure);
  }
  reading.counts.figures += figures.size();
  constexpr std::size_t chunk = 8'192;
  while (!figures.empty()) {
    const std::size_t some = std::min(chunk, figures.size());
    if (auto status = sink.figures(figures.first(some)); !status) return status;
    figures = figures.subspan(some);
  }
  return {};
}

void hold_assumed(Draft& draft, const SheetContext& context, const Source& source,
                  const CellsOf& cells_of) {
  if (draft.assumed.empty()) return;
  const Checked checked = unchecked(draft);
  SuspectHolder(draft, checked, source, *context.vocabulary, cells_of).run();
  draft.assumed.clear();
}

Status settle(Draft& draft, const SheetContext& context, const ReadOptions& options,
              const History* history, FigureSink& sink, const Source& source,
              const CellsOf& cells_of, Reading& reading) {
  Checked checked = run_checks(draft, context, history);
  reading.suggestions = checked.suggestions;
  if (options.accept_suggestions && !checked.suggestions.empty()) {
    for (const Suggestion& suggestion : checked.suggestions) {
      for (const std::size_t i : suggestion.of) {
        draft.assumed.erase(cell_key(draft.figures[i].row, draft.figures[i].column));
      }
      accept(suggestion, draft.figures);
    }
    std::vector<Warning> accepted;
    for (Warning& warning : checked.warnings) {
      const bool taken =
          std::any_of(checked.suggestions.begin(), checked.suggestions.end(),
                      [&](const Suggestion& one) { return one.why.zh == warning.message.zh; });
      if (!taken) continue;
      warning.severity = Severity::information;
      accepted.push_back(std::move(warning));
    }
    reading.suggestions_accepted = true;
    checked = run_checks(draft, context, history);
    checked.warnings.insert(checked.warnings.begin(), accepted.begin(), accepted.end());
  }
  SuspectHolder(draft, checked, source, *context.vocabulary, cells_of).run();
  reading.warnings = std::move(checked.warnings);
  reading.layout.notes.insert(reading.layout.notes.end(), draft.notes.begin(), draft.notes.end());
  if (draft.unsaved_formulas > 0) {
    const std::uint64_t count = draft.unsaved_formulas;
    reading.warnings.push_back(
        {"unsaved_formulas",
         Severity::warning,
         {fmt::format("有 {} 个格的{}", count, unsaved_formulas().zh),
          fmt::format("{} cells are formulas without a result: {}", count, unsaved_formulas().en)},
         {},
         static_cast<std::size_t>(count)});
  }
  // Rows held for different reasons keep the order of the sheet (code breaks the ties).
  std::sort(draft.held.begin(), draft.held.end(), [](const HeldCells& a, const HeldCells& b) {
    return std::tie(a.row, a.reason_code, a.context) < std::tie(b.row, b.reason_code, b.context);
  });
  for (const HeldCells& held : draft.held) {
    if (auto status = sink.held(held); !status) return status;
  }
  reading.counts.held_rows += draft.held.size();
  reading.counts.held_figures += draft.held_figures;
  return hand_over(draft.figures, sink, reading, options.preview);
}

}  // namespace duibiao::intake
