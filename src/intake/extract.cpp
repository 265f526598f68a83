#include "intake/extract.h"

#include <algorithm>

#include <fmt/core.h>

#include "intake/extract_parts.h"
#include "intake/sdmx_rows.h"
#include "intake/tidy.h"

namespace duibiao::intake {
namespace {

Message name_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::cny:
      return {"人民币金额", "amounts in yuan"};
    case Dimension::usd:
      return {"美元金额", "amounts in US dollars"};
    case Dimension::eur:
    case Dimension::gbp:
    case Dimension::jpy:
    case Dimension::hkd:
      return {"这种外币的金额", "amounts in that currency"};
    case Dimension::rate:
      return {"百分率", "rates"};
    case Dimension::person:
      return {"人数", "numbers of people"};
    case Dimension::visit:
      return {"人次", "visits"};
    case Dimension::tonne:
      return {"重量", "weights"};
    case Dimension::rank:
      return {"位次", "ranks"};
    case Dimension::area:
      return {"面积", "areas"};
    case Dimension::energy:
      return {"电量", "amounts of energy"};
    default:
      return {"以此计的数量", "quantities of that kind"};
  }
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

/// One figure a row.
bool is_long(const Layout& layout) { return layout.kind == "tidy" || layout.kind == "sdmx"; }

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
    if (auto status = find_layout(); !status) return status;
    // Formulas without results leave a table of labels: saving it again helps, no layout does.
    if (has_unsaved_formulas() && (!layout_ || (grid_.complete() && !has_number()))) {
      layout_.reset();
      why_not_ = unsaved_formulas();
    }
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
    const Status status = is_long(*layout_) ? read_long(sink, history, source, reading)
                                            : read_cross(sink, history, source, reading);
    if (!status) return tl::unexpected(status.error());
    const auto said = reader_.notes();
    reading.layout.notes.insert(reading.layout.notes.end(), said.begin(), said.end());
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

  [[nodiscard]] bool has_number() const {
    for (const GridRow& row : grid_.rows()) {
      if (row.number < layout_->first_data_row) continue;
      for (const Column& column : layout_->columns) {
        const std::size_t at = column.index - 1;
        if (column.role != Role::value || at >= row.cells.size()) continue;
        const CellNumber read = read_value(row.cells[at].text, false, false);
        if (read.kind == CellNumber::Kind::number) return true;
      }
    }
    return false;
  }

  Status find_layout() {
    if (auto status = grid_.read(reader_, limit::head_rows); !status) return status;
    if (!context_.overrides.layout) {
      if (auto sdmx = recognise_sdmx(grid_, context_)) {
        layout_ = std::move(sdmx->layout);
        why_not_ = std::move(sdmx->why_not);
        return {};
      }
      layout_ = recognise_tidy(grid_, context_);
      if (layout_) return {};
    } else if (is_long(*context_.overrides.layout)) {
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

  Status read_long(FigureSink& sink, const History* history, const Source& source,
                   Reading& reading);
  Status stream_on(Draft& draft, const LongReader& rows, const Source& source, FigureSink& sink,
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
Status SheetBase::stream_on(Draft& draft, const LongReader& rows, const Source& source,
                            FigureSink& sink, Reading& reading) {
  hold_assumed(draft, context_, source, [&](const Observation& one) { return rows.cells_of(one); });
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

Status SheetBase::read_long(FigureSink& sink, const History* history, const Source& source,
                            Reading& reading) {
  constexpr std::size_t chunk = 8'192;  // rows kept before they are handed over
  constexpr std::size_t held_in_memory = 50'000;
  std::unique_ptr<LongReader> rows;
  if (layout_->kind == "sdmx") {
    rows = std::make_unique<SdmxRows>(*layout_, context_, sink, source);
  } else {
    rows = std::make_unique<TidyReader>(*layout_, context_, sink, source);
  }
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
    const auto outcome = rows->read(row, figure, held);
    if (!outcome) return tl::unexpected(outcome.error());
    if (*outcome == LongReader::Outcome::blank) continue;
    ++reading.counts.rows;
    if (row.hidden) ++reading.counts.hidden_rows;
    if (*outcome == LongReader::Outcome::figure) {
      draft.figures.push_back(figure);
      dimensions |= bit_of(figure);
      if (rows->assumed()) draft.assumed.insert(cell_key(figure.row, figure.column));
    }
    if (*outcome == LongReader::Outcome::missing) ++reading.counts.missing;
    if (*outcome == LongReader::Outcome::held) draft.held.push_back(std::move(held));
    streams = streams || draft.figures.size() > limit::checked_figures ||
              draft.held.size() > held_in_memory;
    const bool full = draft.figures.size() + draft.held.size() >= chunk;
    if (streams && full) {
      if (auto status = stream_on(draft, *rows, source, sink, reading); !status) return status;
    }
  }
  reading.unused_units = unused(context_.overrides.units, draft, dimensions);
  reading.layout.notes.insert(reading.layout.notes.end(), rows->notes().begin(),
                              rows->notes().end());
  if (streams) {
    reading.warnings.push_back(
        {"not_checked",
         Severity::information,
         {fmt::format("数据超过 {} 个，未做勾稽检查", limit::checked_figures),
          fmt::format("more than {} figures: they were not checked against each other",
                      limit::checked_figures)},
         {},
         0});
    return stream_on(draft, *rows, source, sink, reading);
  }
  draft.held_figures = draft.held.size();
  draft.counts = reading.counts;
  const auto cells = [&](const Observation& one) { return rows->cells_of(one); };
  return settle(draft, context_, options_, history, sink, source, cells, reading);
}

}  // namespace

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
                              const History* history, const SheetStarted& started) {
  FileReading out;
  while (true) {
    auto sheet = SheetImport::next(reader, options, vocabulary);
    if (!sheet) return tl::unexpected(sheet.error());
    if (!*sheet) break;
    if ((*sheet)->layout() == nullptr) {
      out.skipped.emplace_back((*sheet)->sheet().name, (*sheet)->why_skipped());
      continue;
    }
    if (started) started(**sheet);
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
        {fmt::format("--unit {} 是{}的单位，而表中没有这样的数据", unit.symbol(),
                     name_of(unit.dimension()).zh),
         fmt::format("--unit {} is a unit of {}, but the file has none", unit.symbol(),
                     name_of(unit.dimension()).en)},
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
