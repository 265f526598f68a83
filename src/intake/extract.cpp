#include "intake/extract.h"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "intake/extract_parts.h"
#include "intake/tidy.h"

namespace duibiao::intake {
namespace {

constexpr std::size_t chunk = 8'192;  // figures handed to the sink at a time

Status hand_over(std::span<const Observation> figures, FigureSink& sink, Reading& reading,
                 std::size_t preview) {
  for (const Observation& figure : figures) {
    if (reading.preview.size() >= preview) break;
    reading.preview.push_back(figure);
  }
  reading.counts.figures += figures.size();
  while (!figures.empty()) {
    const std::size_t some = std::min(chunk, figures.size());
    if (auto status = sink.figures(figures.first(some)); !status) return status;
    figures = figures.subspan(some);
  }
  return {};
}

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
                const Vocabulary& vocabulary,
                const std::function<std::vector<std::string>(const Observation&)>& cells_of)
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
  const std::function<std::vector<std::string>(const Observation&)>& cells_of_;
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

/// Which of the user's units are of a dimension that nothing on the sheet has.
std::vector<Unit> unused(const std::vector<Unit>& given, const Draft& draft,
                         std::uint32_t dimensions) {
  std::vector<Unit> out;
  const bool unclear = std::any_of(draft.held.begin(), draft.held.end(), [](const HeldCells& row) {
    return row.reason_code == "unknown_indicator" || row.reason_code == "bad_unit";
  });
  if (unclear || dimensions == 0) return out;
  for (const Unit one : given) {
    const bool used = ((dimensions >> static_cast<unsigned>(one.dimension())) & 1U) != 0;
    if (!used) out.push_back(one);
  }
  return out;
}

std::uint32_t bit_of(const Observation& figure) {
  return std::uint32_t{1} << static_cast<unsigned>(figure.unit.dimension());
}

/// Hidden rows and sheets are read like any other, and said to be.
void note_hidden(Reading& reading) {
  if (reading.sheet.hidden) {
    reading.layout.notes.push_back({"工作表是隐藏的", "the sheet is hidden"});
  }
  if (reading.counts.hidden_rows == 0) return;
  reading.layout.notes.push_back(
      {fmt::format("有 {} 行是隐藏的，照常读入", reading.counts.hidden_rows),
       fmt::format("{} rows are hidden; they are read like the others",
                   reading.counts.hidden_rows)});
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

/// What is common to the two ways of reading a sheet.
class SheetBase : public SheetImport {
 public:
  SheetBase(TableReader& reader, const ReadOptions& options, const Vocabulary& vocabulary,
            SheetInfo info)
      : reader_(reader), options_(options), info_(std::move(info)) {
    context_.file_name = options.file_name;
    context_.sheet_name = info_.name;
    context_.vocabulary = &vocabulary;
    context_.overrides = options.overrides;
  }

  const SheetInfo& sheet() const override { return info_; }
  const Layout* layout() const override { return layout_ ? &*layout_ : nullptr; }
  const Message& why_skipped() const override { return why_not_; }

  /// Reads the head, decides the layout. Errors: the reader's, bad_layout.
  Status open() {
    if (auto status = grid_.read(reader_, limit::head_rows); !status) return status;
    if (!context_.overrides.layout) {
      layout_ = recognise_tidy(grid_, context_);
      if (layout_) return {};
    } else if (context_.overrides.layout->kind == "tidy") {
      return fit();
    }
    if (auto status = grid_.read(reader_, limit::grid_rows); !status) return status;
    if (context_.overrides.layout) {
      if (grid_.rows().empty()) return {};
      grid_.fill_merged(reader_.merges(), 0, 0);
      return fit();
    }
    Recognised found = recognise_cross(grid_, reader_.merges(), context_);
    layout_ = std::move(found.layout);
    why_not_ = std::move(found.why_not);
    if (!layout_ && has_unsaved_formulas()) why_not_ = unsaved_formulas();
    return {};
  }

  Result<Reading> extract(FigureSink& sink, const History* history) override {
    Reading reading;
    reading.sheet = info_;
    if (!layout_) {
      return fail(ErrorCode::bad_argument,
                  {"这个工作表不是数据表", "this sheet is not a table of figures"}, why_not_);
    }
    reading.layout = *layout_;
    const Source source{layout_->source.empty() ? context_.file_name : layout_->source,
                        layout_->source.empty() ? info_.name : std::string(), layout_->released};
    const Status status = layout_->kind == "tidy" ? read_tidy(sink, history, source, reading)
                                                  : read_cross(sink, history, source, reading);
    if (!status) return tl::unexpected(status.error());
    note_hidden(reading);
    return reading;
  }

 private:
  [[nodiscard]] bool has_unsaved_formulas() const {
    return std::any_of(grid_.rows().begin(), grid_.rows().end(), [](const GridRow& row) {
      return std::any_of(row.cells.begin(), row.cells.end(),
                         [](const GridCell& cell) { return cell.text == formula_without_value; });
    });
  }

  Status fit() {
    auto fitted = fit_layout(*context_.overrides.layout, grid_, context_);
    if (!fitted) return tl::unexpected(fitted.error());
    layout_ = std::move(*fitted);
    return {};
  }

  Status read_cross(FigureSink& sink, const History* history, const Source& source,
                    Reading& reading) {
    const auto index = sink.source(source);
    if (!index) return tl::unexpected(index.error());
    Draft draft = draft_cross(grid_, *layout_, context_, *index, source);
    reading.counts = draft.counts;
    std::uint32_t dimensions = 0;
    for (const Observation& figure : draft.figures) dimensions |= bit_of(figure);
    reading.unused_units = unused(context_.overrides.units, draft, dimensions);
    const auto cells = [&](const Observation& figure) {
      for (std::size_t row = 0; row < grid_.rows().size(); ++row) {
        if (grid_.rows()[row].number == figure.row) return grid_.texts(row);
      }
      return std::vector<std::string>();
    };
    return settle(draft, context_, options_, history, sink, source, cells, reading);
  }

  /// The rows of the head that is in memory, then those still in the file.
  Result<bool> next_row(Row& row) {
    while (replayed_ < grid_.rows().size()) {
      const GridRow& held = grid_.rows()[replayed_++];
      if (held.number < layout_->first_data_row) continue;
      row.number = held.number;
      row.hidden = held.hidden;
      row.cells.clear();
      for (const GridCell& cell : held.cells) {
        row.cells.push_back({cell.kind, cell.rounded, cell.percent, cell.text, cell.decimals});
      }
      return true;
    }
    if (grid_.complete()) return false;
    return reader_.next_row(row);
  }

  Status read_tidy(FigureSink& sink, const History* history, const Source& source,
                   Reading& reading);
  Status stream_on(Draft& draft, const TidyReader& tidy, const Source& source, FigureSink& sink,
                   Reading& reading);

  TableReader& reader_;
  ReadOptions options_;
  SheetInfo info_;
  SheetContext context_;
  Grid grid_;
  std::size_t replayed_ = 0;
  std::optional<Layout> layout_;
  Message why_not_;
};

/// Hands over what has been gathered; from here on nothing is kept.
Status SheetBase::stream_on(Draft& draft, const TidyReader& tidy, const Source& source,
                            FigureSink& sink, Reading& reading) {
  if (!draft.assumed.empty()) {
    const std::function<std::vector<std::string>(const Observation&)> cells =
        [&](const Observation& one) { return tidy.cells_of(one); };
    const Checked checked = unchecked(draft);
    SuspectHolder(draft, checked, source, *context_.vocabulary, cells).run();
    draft.assumed.clear();
  }
  for (const HeldCells& held : draft.held) {
    if (auto status = sink.held(held); !status) return status;
  }
  reading.counts.held_rows += draft.held.size();
  reading.counts.held_figures += draft.held.size();
  draft.held.clear();
  const Status status = hand_over(draft.figures, sink, reading, options_.preview);
  draft.figures.clear();
  return status;
}

Status SheetBase::read_tidy(FigureSink& sink, const History* history, const Source& source,
                            Reading& reading) {
  constexpr std::size_t held_in_memory = 50'000;
  TidyReader tidy(*layout_, context_, sink, source);
  Draft draft;
  bool streams = false;
  std::uint32_t dimensions = 0;
  Row row;
  Observation figure;
  HeldCells held;
  while (true) {
    const auto more = next_row(row);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (layout_->last_data_row != 0 && row.number > layout_->last_data_row) break;
    const auto outcome = tidy.read(row, figure, held);
    if (!outcome) return tl::unexpected(outcome.error());
    if (*outcome == TidyReader::Outcome::blank) continue;
    ++reading.counts.rows;
    if (row.hidden) ++reading.counts.hidden_rows;
    if (*outcome == TidyReader::Outcome::figure) {
      draft.figures.push_back(figure);
      dimensions |= bit_of(figure);
      if (tidy.assumed()) draft.assumed.insert(cell_key(figure.row, figure.column));
    }
    if (*outcome == TidyReader::Outcome::missing) ++reading.counts.missing;
    if (*outcome == TidyReader::Outcome::held) draft.held.push_back(std::move(held));
    streams = streams || draft.figures.size() > limit::checked_figures ||
              draft.held.size() > held_in_memory;
    const bool full = draft.figures.size() + draft.held.size() >= chunk;
    if (streams && full) {
      if (auto status = stream_on(draft, tidy, source, sink, reading); !status) return status;
    }
  }
  reading.unused_units = unused(context_.overrides.units, draft, dimensions);
  reading.layout.notes.insert(reading.layout.notes.end(), tidy.notes().begin(), tidy.notes().end());
  if (streams) {
    reading.warnings.push_back(
        {"not_checked",
         Severity::information,
         {fmt::format("数据超过 {} 个，未做勾稽检查", limit::checked_figures),
          fmt::format("more than {} figures: they were not checked against each other",
                      limit::checked_figures)},
         {},
         0});
    return stream_on(draft, tidy, source, sink, reading);
  }
  draft.held_figures = draft.held.size();
  draft.counts = reading.counts;
  const auto cells = [&](const Observation& one) { return tidy.cells_of(one); };
  return settle(draft, context_, options_, history, sink, source, cells, reading);
}

}  // namespace

Status settle(Draft& draft, const SheetContext& context, const ReadOptions& options,
              const History* history, FigureSink& sink, const Source& source,
              const std::function<std::vector<std::string>(const Observation&)>& cells_of,
              Reading& reading) {
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

Result<std::unique_ptr<SheetImport>> SheetImport::next(TableReader& reader,
                                                       const ReadOptions& options,
                                                       const Vocabulary& vocabulary) {
  SheetInfo info;
  const auto more = reader.next_sheet(info);
  if (!more) return tl::unexpected(more.error());
  if (!*more) return std::unique_ptr<SheetImport>();
  auto sheet = std::make_unique<SheetBase>(reader, options, vocabulary, std::move(info));
  if (auto status = sheet->open(); !status) {
    Error error = status.error();
    if (error.where.file.empty()) error.where.file = options.file_name;
    if (error.where.sheet.empty()) error.where.sheet = sheet->sheet().name;
    return tl::unexpected(std::move(error));
  }
  return std::unique_ptr<SheetImport>(std::move(sheet));
}

Result<FileReading> read_file(TableReader& reader, const ReadOptions& options,
                              const Vocabulary& vocabulary, FigureSink& sink,
                              const History* history) {
  FileReading out;
  while (true) {
    auto sheet = SheetImport::next(reader, options, vocabulary);
    if (!sheet) return tl::unexpected(sheet.error());
    if (!*sheet) break;
    if ((*sheet)->layout() == nullptr) {
      out.skipped.emplace_back((*sheet)->sheet().name, (*sheet)->why_skipped());
      continue;
    }
    auto reading = (*sheet)->extract(sink, history);
    if (!reading) return tl::unexpected(reading.error());
    out.sheets.push_back(std::move(*reading));
  }
  if (out.sheets.empty()) return tl::unexpected(no_table(out, options));
  if (auto status = check_given_units(out, options); !status) {
    return tl::unexpected(status.error());
  }
  return out;
}

Status check_given_units(const FileReading& reading, const ReadOptions& options) {
  for (const Unit unit : options.overrides.units) {
    const bool used =
        std::any_of(reading.sheets.begin(), reading.sheets.end(), [&](const Reading& sheet) {
          const auto& unused = sheet.unused_units;
          return std::find(unused.begin(), unused.end(), unit) == unused.end();
        });
    if (used || reading.sheets.empty()) continue;
    return fail(
        ErrorCode::bad_unit,
        {fmt::format("--unit {}：表中没有以此类单位（{}）计的数据", unit.symbol(), unit.info().en),
         fmt::format("--unit {}: no column of the file is measured in {} or the like",
                     unit.symbol(), unit.info().en)},
        {"请写与表中指标相符的单位，用 --dry-run 查看各列的单位",
         "give a unit that fits the sheet's indicators; --dry-run shows the columns' units"},
        {options.file_name, "", "", 0, 0});
  }
  return {};
}

Error no_table(const FileReading& reading, const ReadOptions& options) {
  const auto unsaved =
      std::find_if(reading.skipped.begin(), reading.skipped.end(),
                   [](const auto& one) { return one.second.zh == unsaved_formulas().zh; });
  Message why{"没有工作表", "it has no sheets"};
  if (!reading.skipped.empty()) why = reading.skipped.front().second;
  Error error{
      ErrorCode::empty_input,
      {"文件里没有可导入的数据表：" + why.zh,
       "there is no table of figures in the file: " + why.en},
      {"版式特殊的可用 --layout 说明，先用 --save-layout 从相近的表存一份再改；见 docs/layouts.md",
       "an unusual layout can be given with --layout; --save-layout writes one from a like "
       "sheet to start from; see docs/layouts.md"},
      {options.file_name, "", "", 0, 0}};
  if (unsaved != reading.skipped.end()) {
    error.message = {"文件里的" + unsaved->second.zh, unsaved->second.en};
    error.advice = {"在 Excel/WPS 中打开时公式会重新计算，保存即写入结果",
                    "opening it there computes the formulas, saving writes their results"};
  }
  return error;
}

}  // namespace duibiao::intake
