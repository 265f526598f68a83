#include "intake/sdmx_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "intake/csv_text.h"
#include "intake/sdmx_json.h"
#include "intake/sdmx_refusal.h"
#include "intake/sdmx_xml.h"
#include "text/encoding.h"

namespace duibiao::intake {
namespace {

constexpr std::string_view label_mark = " [name]";

bool is_statement(std::string_view action) {
  return !action.empty() && action != "Information" && action != "Append" && action != "Merge";
}

tl::unexpected<Error> too_many_rows(const std::string& file) {
  return fail(
      ErrorCode::over_limit,
      {fmt::format("“{}”的观测值超过 {} 个", file, limit::rows),
       fmt::format("“{}” has over {} observations", file, limit::rows)},
      {"请分次查询（按指标、地区或年份），分文件导入", "fetch and import it in several parts"},
      {.file = file, .sheet = {}, .cell = {}});
}

/// The component that is the value: OBS_VALUE, or the only measure there is.
Result<std::uint32_t> measure_of(const SdmxTable::Survey& survey, const std::string& file) {
  const std::span<const SdmxComponent> all = survey.components;
  std::uint32_t found = 0;
  int measures = 0;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].id == "OBS_VALUE") return i;
    if (all[i].role != SdmxRole::measure) continue;
    ++measures;
    found = i;
  }
  if (measures == 1) return found;
  if (measures == 0 && survey.actions) {
    return tl::unexpected(sdmx_refused(
        file, {"只要求删除数据的 SDMX 文件", "an SDMX message that asks for deletions only"},
        {"本库不按文件删除数据；请用 duibiao undo 撤销相应批次",
         "nothing is deleted by a file; take back the import with `duibiao undo`"}));
  }
  if (measures == 0) {
    return fail(ErrorCode::empty_input,
                {fmt::format("“{}”里没有观测值(OBS_VALUE)", file),
                 fmt::format("there are no observations (OBS_VALUE) in “{}”", file)},
                {"请核对查询条件后重新下载", "check the query and fetch it again"},
                {.file = file, .sheet = {}, .cell = {}});
  }
  return fail(ErrorCode::unknown_format,
              {fmt::format("“{}”每个观测有 {} 个度量值，没有一个是 OBS_VALUE", file, measures),
               fmt::format("“{}” has {} measures and none of them is OBS_VALUE", file, measures)},
              {"请只查询一个度量(measures=…)后再导入", "ask for one of them (measures=…)"},
              {.file = file, .sheet = {}, .cell = {}});
}

/// Reads a whole XML message to learn its components and groups.
Status survey_xml(SdmxXml& message, const std::string& file, SdmxTable::Survey& survey) {
  SdmxObservation one;
  std::uint64_t count = 0;
  std::uint64_t last_line = 1;
  survey.by_line = true;
  for (;;) {
    const auto more = message.next(one);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (++count >= limit::rows) return too_many_rows(file);
    survey.by_line = survey.by_line && one.line > last_line && one.line <= limit::rows;
    last_line = one.line;
    survey.actions = survey.actions || is_statement(one.action);
  }
  const auto notices = message.notices();
  const auto bad = std::ranges::find_if(notices, &SdmxNotice::is_error);
  if (bad != notices.end()) return tl::unexpected(sdmx_error_message(file, *bad));
  if (count == 0) {
    return tl::unexpected(sdmx_without_data(file, notices.empty() ? nullptr : notices.data()));
  }
  return {};
}

Status finish(SdmxTable::Survey& survey, const SdmxMessage& message, const std::string& file) {
  survey.name = message.name();
  survey.components.assign(message.components().all().begin(), message.components().all().end());
  survey.notes.assign(message.notes().begin(), message.notes().end());
  const auto measure = measure_of(survey, file);
  if (!measure) return tl::unexpected(measure.error());
  survey.measure = *measure;
  return {};
}

Result<JsonPull> pull(const ByteSource& source, const std::string& encoding) {
  auto bytes = source.again();
  if (!bytes) return tl::unexpected(bytes.error());
  auto characters = open_csv_text(std::move(*bytes), encoding);
  if (!characters) return tl::unexpected(characters.error());
  return JsonPull(std::move(*characters), source.name());
}

}  // namespace

std::string sdmx_label_header(std::string_view id) {
  return std::string(id) + std::string(label_mark);
}

std::string_view sdmx_labelled(std::string_view header) {
  if (!header.ends_with(label_mark)) return {};
  return header.substr(0, header.size() - label_mark.size());
}

Result<std::unique_ptr<TableReader>> open_sdmx_xml(ByteSource source) {
  const std::string file = source.name();
  auto bytes = source.again();
  if (!bytes) return tl::unexpected(bytes.error());
  SdmxXml first(std::move(*bytes), nullptr);
  SdmxTable::Survey survey;
  survey.guess = {"sdmx-ml", {}, 0};
  if (auto read = survey_xml(first, file, survey); !read) return tl::unexpected(read.error());
  if (auto done = finish(survey, first, file); !done) return tl::unexpected(done.error());
  auto groups = std::make_shared<SdmxGroups>(std::move(first.gathered()));
  if (auto settled = groups->settle(first.components()); !settled) {
    return tl::unexpected(settled.error());
  }
  auto message = std::make_unique<SdmxXml>(std::move(source), std::move(groups));
  return std::make_unique<SdmxTable>(file, std::move(survey), std::move(message));
}

Result<std::unique_ptr<TableReader>> open_sdmx_json(ByteSource source) {
  constexpr std::size_t sample_bytes = 64 << 10;
  const std::string& file = source.name();
  const auto sample = source.head(sample_bytes);
  if (!sample) return tl::unexpected(sample.error());
  const auto guess = text::guess_encoding(*sample, sample->size() == source.size());
  auto first = pull(source, guess.name);
  if (!first) return tl::unexpected(first.error());
  auto plan = plan_sdmx_json(std::move(*first));
  if (!plan) return tl::unexpected(plan.error());
  SdmxTable::Survey survey;
  survey.guess = {"sdmx-json", guess.name, 0};
  survey.actions = std::ranges::any_of(
      (*plan)->data_sets, [](const JsonPlan::DataSet& one) { return is_statement(one.action); });
  auto second = pull(source, guess.name);
  if (!second) return tl::unexpected(second.error());
  auto message = std::make_unique<SdmxJson>(std::move(*second), std::move(*plan));
  if (auto done = finish(survey, *message, file); !done) return tl::unexpected(done.error());
  return std::make_unique<SdmxTable>(file, std::move(survey), std::move(message));
}

SdmxTable::SdmxTable(std::string file, Survey survey, std::unique_ptr<SdmxMessage> message)
    : file_(std::move(file)), survey_(std::move(survey)), message_(std::move(message)) {
  lay_out();
}

std::uint32_t SdmxTable::add_column(std::string header) {
  headers_.push_back(std::move(header));
  return static_cast<std::uint32_t>(headers_.size() - 1);
}

void SdmxTable::lay_out() {
  const auto& all = survey_.components;
  columns_.assign(all.size(), no_column);
  labels_.assign(all.size(), no_column);
  const auto is_key = [&](std::size_t i) {
    return all[i].role == SdmxRole::dimension ||
           (all[i].role == SdmxRole::unclear && all[i].only_codes);
  };
  const auto place = [&](std::size_t i) {
    if (columns_[i] == no_column) columns_[i] = add_column(all[i].id);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_key(i)) place(i);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].role == SdmxRole::time) place(i);
  }
  columns_[survey_.measure] = add_column("OBS_VALUE");
  for (std::size_t i = 0; i < all.size(); ++i) place(i);
  if (survey_.actions) action_column_ = add_column("ACTION");
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].labelled) labels_[i] = add_column(sdmx_label_header(all[i].id));
  }
  if (!survey_.by_line) position_column_ = add_column("POSITION");
}

Result<bool> SdmxTable::next_sheet(SheetInfo& info) {
  if (opened_) return false;
  opened_ = true;
  info = {survey_.name, false};
  return true;
}

void SdmxTable::header_row(Row& row) {
  for (const std::string& header : headers_) {
    row.cells.push_back(
        {header.empty() ? CellKind::empty : CellKind::text, false, false, header, 0});
  }
}

void SdmxTable::fill(Row& row) {
  row.cells.resize(headers_.size());
  const auto put = [&](std::uint32_t column, std::string_view text) {
    Cell& cell = row.cells[column];
    cell.text = text;
    cell.kind = text.empty() ? CellKind::empty : CellKind::text;
  };
  for (const SdmxValue& value : observation_.values) {
    // A component that was unknown in the first reading: the file has changed since.
    if (value.component >= columns_.size()) continue;
    put(columns_[value.component], value.text);
    const std::uint32_t label = labels_[value.component];
    if (label != no_column) put(label, value.label);
  }
  if (action_column_ != no_column) put(action_column_, observation_.action);
  if (position_column_ == no_column) return;
  position_ =
      observation_.path.empty() ? fmt::format("line {}", observation_.line) : observation_.path;
  put(position_column_, position_);
}

Result<bool> SdmxTable::next_row(Row& row) {
  row.cells.clear();
  row.hidden = false;
  if (!opened_) return false;
  if (rows_ == 0) {
    row.number = rows_ = 1;
    header_row(row);
    return true;
  }
  const auto more = message_->next(observation_);
  if (!more) return tl::unexpected(more.error());
  if (!*more) {
    if (rows_ == 1) return tl::unexpected(sdmx_without_data(file_, nullptr));
    return false;
  }
  if (rows_ >= limit::rows) return too_many_rows(file_);
  ++rows_;
  row.number = survey_.by_line ? static_cast<std::uint32_t>(observation_.line) : rows_;
  fill(row);
  return true;
}

}  // namespace duibiao::intake
