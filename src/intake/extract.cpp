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

/// Why a figure is suspect, in the words of the warning about its cell.
Message why_suspect(const Checked& checked, const Observation& figure) {
  for (const Suggestion& suggestion : checked.suggestions) {
    if (suggestion.from == figure.unit) return suggestion.why;
  }
  for (const Warning& warning : checked.warnings) {
    if (warning.severity == Severity::suspect) return warning.message;
  }
  return {"单位可疑", "its unit is suspect"};
}

/// Suspect figures become held rows, one for each row of the sheet.
void hold_suspects(Draft& draft, const Checked& checked, const Source& source,
                   const Vocabulary& vocabulary,
                   const std::function<std::vector<std::string>(const Observation&)>& cells_of) {
  std::vector<Observation> kept;
  HeldContext context;
  const Observation* first = nullptr;
  const auto flush = [&] {
    if (first == nullptr) return;
    draft.held_figures += context.figures.size();
    draft.held.push_back({first->row, "unit_suspect", why_suspect(checked, *first),
                          cells_of(*first), to_json(context)});
    first = nullptr;
  };
  for (std::size_t i = 0; i < draft.figures.size(); ++i) {
    const Observation& figure = draft.figures[i];
    if (!checked.suspect[i]) {
      kept.push_back(figure);
      continue;
    }
    const std::string& code = vocabulary.places.at(figure.key.place).code;
    if (first == nullptr || first->row != figure.row || context.place != code) {
      flush();
      context = {code, "", source, true, {}};
      first = &figure;
    }
    HeldFigure held;
    held.column = figure.column;
    held.indicator = vocabulary.catalogue.at(figure.key.indicator).id;
    held.period = figure.key.period.to_string();
    held.measure = std::string(id_of(figure.key.measure));
    held.unit = std::string(figure.unit.symbol());
    held.value = figure.value().to_string();
    context.figures.push_back(std::move(held));
  }
  flush();
  draft.figures = std::move(kept);
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
  Status stream_on(Draft& draft, FigureSink& sink, Reading& reading);

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
Status SheetBase::stream_on(Draft& draft, FigureSink& sink, Reading& reading) {
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
    if (*outcome == TidyReader::Outcome::figure) draft.figures.push_back(figure);
    if (*outcome == TidyReader::Outcome::missing) ++reading.counts.missing;
    if (*outcome == TidyReader::Outcome::held) draft.held.push_back(std::move(held));
    streams = streams || draft.figures.size() > limit::checked_figures ||
              draft.held.size() > held_in_memory;
    const bool full = draft.figures.size() + draft.held.size() >= chunk;
    if (streams && full) {
      if (auto status = stream_on(draft, sink, reading); !status) return status;
    }
  }
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
    return stream_on(draft, sink, reading);
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
    for (const Suggestion& suggestion : checked.suggestions) accept(suggestion, draft.figures);
    std::vector<Warning> accepted;
    for (Warning& warning : checked.warnings) {
      if (warning.code != "wrong_unit") continue;
      warning.severity = Severity::information;
      accepted.push_back(std::move(warning));
    }
    reading.suggestions_accepted = true;
    checked = run_checks(draft, context, history);
    checked.warnings.insert(checked.warnings.begin(), accepted.begin(), accepted.end());
  }
  hold_suspects(draft, checked, source, *context.vocabulary, cells_of);
  reading.warnings = std::move(checked.warnings);
  reading.layout.notes.insert(reading.layout.notes.end(), draft.notes.begin(), draft.notes.end());
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
  if (!out.sheets.empty()) return out;
  const Message why =
      out.skipped.empty() ? Message{"没有工作表", "it has no sheets"} : out.skipped.front().second;
  return fail(ErrorCode::empty_input,
              {"文件里没有可导入的数据表：" + why.zh,
               "there is no table of figures in the file: " + why.en},
              {"见 docs/layouts.md；版式特殊的可用 --layout 指定",
               "see docs/layouts.md; an unusual layout can be given with --layout"},
              {options.file_name, "", "", 0, 0});
}

}  // namespace duibiao::intake
