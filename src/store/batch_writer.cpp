#include "store/batch_writer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace duibiao::store {

namespace {

/// Observation::source has 16 bits; the last value stays free.
constexpr std::size_t sources_max = 65'535;
/// A sheet's row has 16,384 cells at most (Excel); a megabyte of text in one is not a table row.
constexpr std::size_t held_row_bytes_max = std::size_t{1} << 20;

using nlohmann::json;

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

tl::unexpected<Error> refused(std::string zh, std::string en) {
  return fail(ErrorCode::bad_argument, {std::move(zh), std::move(en)});
}

}  // namespace

Result<std::unique_ptr<FileBatchWriter>> FileBatchWriter::begin(
    std::shared_ptr<Connection> connection, const Vocabulary& vocabulary, Change change,
    Batch batch) {
  const auto last = connection->integer("SELECT coalesce(max(id), 0) FROM batch");
  if (!last) return tl::unexpected(last.error());
  batch.id = *last + 1;
  auto names = NameNumbers::load(connection, change.log_id());
  if (!names) return tl::unexpected(names.error());
  return std::unique_ptr<FileBatchWriter>(new FileBatchWriter(
      std::move(connection), vocabulary, std::move(change), std::move(*names), std::move(batch)));
}

FileBatchWriter::FileBatchWriter(std::shared_ptr<Connection> connection,
                                 const Vocabulary& vocabulary, Change change, NameNumbers names,
                                 Batch batch)
    : connection_(std::move(connection)),
      vocabulary_(&vocabulary),
      change_(std::move(change)),
      names_(std::move(names)),
      builder_(vocabulary.places.size(), vocabulary.catalogue.size()),
      batch_(std::move(batch)) {}

Status FileBatchWriter::settle(Status status) {
  if (!status && !failure_) failure_ = status.error();
  return status;
}

Result<std::uint16_t> FileBatchWriter::source(const Source& source) {
  const auto known = sources_.find({source.name, source.sheet, source.released});
  if (known != sources_.end()) return known->second;
  if (sources_.size() >= sources_max) {
    return fail(ErrorCode::over_limit,
                {fmt::format("一次导入的来源超过 {} 个", sources_max),
                 fmt::format("more than {} sources in one import", sources_max)},
                {"请分几次导入", "import it in several parts"});
  }
  const auto number = static_cast<std::uint16_t>(sources_.size());
  auto written = settle(connection_
                            ->prepare("INSERT INTO source (batch, number, name, sheet, released) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5)")
                            .bind(1, batch_.id)
                            .bind(2, std::int64_t{number})
                            .bind(3, source.name)
                            .bind(4, source.sheet)
                            .bind(5, number_of(source.released))
                            .run());
  if (!written) return tl::unexpected(written.error());
  sources_.emplace(std::tuple{source.name, source.sheet, source.released}, number);
  return number;
}

Status FileBatchWriter::check(const Observation& figure) const {
  if (figure.key.place.index >= vocabulary_->places.size()) {
    return refused("指标值的地区未知", "a figure's place is unknown");
  }
  if (figure.key.indicator.index >= vocabulary_->catalogue.size()) {
    return refused("指标值的指标未知", "a figure's indicator is unknown");
  }
  if (!figure.key.period.known()) {
    return refused("指标值的时期未知", "a figure's period is unknown");
  }
  if (figure.source >= sources_.size()) {
    return refused("指标值的来源编号无效", "a figure's source number is not valid");
  }
  if (figure.decimals > num::Decimal::max_scale ||
      static_cast<int>(figure.key.measure) >= measure_count || figure.status > ObsStatus::revised) {
    return refused("指标值的小数位数、类型或状态无效",
                   "a figure's decimals, measure or status is not valid");
  }
  return {};
}

Status FileBatchWriter::append(std::span<const Observation> figures) {
  for (const Observation& figure : figures) {
    if (auto checked = check(figure); !checked) return settle(std::move(checked));
    builder_.add(figure);
    if (builder_.full()) {
      if (auto flushed = settle(flush()); !flushed) return flushed;
    }
  }
  batch_.figures += figures.size();
  return {};
}

Status FileBatchWriter::flush() {
  if (builder_.size() == 0) return {};
  const auto figures = static_cast<std::int64_t>(builder_.size());
  const auto block = builder_.finish(names_, *vocabulary_);
  if (!block) return tl::unexpected(block.error());
  return connection_
      ->prepare(
          "INSERT INTO figure_block (batch, number, figures, checksum, data) "
          "VALUES (?1, ?2, ?3, ?4, ?5)")
      .bind(1, batch_.id)
      .bind(2, blocks_++)
      .bind(3, figures)
      .bind(4, digest_of(*block))
      .bind(5, *block)
      .run();
}

Status FileBatchWriter::hold(const HeldRow& row) {
  std::size_t bytes = row.file.size() + row.sheet.size() + row.context.size();
  for (const std::string& cell : row.cells) bytes += cell.size();
  if (bytes > held_row_bytes_max) {
    return settle(fail(ErrorCode::over_limit,
                       {"待处理的一行超过 1 MB", "a row to be held is larger than 1 MB"}, {},
                       {row.file, row.sheet, "", row.row, 0}));
  }
  auto written =
      settle(connection_
                 ->prepare("INSERT INTO held (batch, file, sheet, row, reason_code, reason_zh, "
                           "reason_en, cells, context) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")
                 .bind(1, batch_.id)
                 .bind(2, row.file)
                 .bind(3, row.sheet)
                 .bind(4, std::int64_t{row.row})
                 .bind(5, row.reason_code)
                 .bind(6, row.reason.zh)
                 .bind(7, row.reason.en)
                 .bind(8, dump(row.cells))
                 .bind(9, row.context)
                 .run());
  if (written) ++batch_.held;
  return written;
}

Status FileBatchWriter::release_held(std::span<const std::int64_t> ids) {
  // Inserts nothing for a row that is not held now, which the number of changed rows tells.
  Statement insert = connection_->prepare(
      "INSERT INTO held_release (batch, held) SELECT ?1, h.id FROM held h WHERE h.id = ?2 "
      "AND h.batch <> ?1 AND h.batch NOT IN (SELECT batch FROM batch_undo) "
      "AND NOT EXISTS (SELECT 1 FROM held_release r WHERE r.held = h.id "
      "AND r.batch NOT IN (SELECT batch FROM batch_undo))");
  for (const std::int64_t id : ids) {
    auto written = settle(insert.bind(1, batch_.id).bind(2, id).run());
    if (!written) return written;
    if (sqlite3_changes(connection_->handle()) == 0) {
      return settle(fail(
          ErrorCode::not_found,
          {fmt::format("没有编号为 {} 的待处理行", id), fmt::format("there is no held row {}", id)},
          {"用 duibiao held 查看现有的待处理行", "list the rows that are held with duibiao held"}));
    }
    ++released_;
  }
  return {};
}

Status FileBatchWriter::write_batch() {
  auto written = connection_
                     ->prepare(
                         "INSERT INTO batch (id, log, file, content_hash, layout, actor, "
                         "imported_at, figures, held) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")
                     .bind(1, batch_.id)
                     .bind(2, change_.log_id())
                     .bind(3, batch_.file)
                     .bind(4, batch_.content_hash)
                     .bind(5, batch_.layout)
                     .bind(6, batch_.actor)
                     .bind(7, batch_.imported_at)
                     .bind(8, static_cast<std::int64_t>(batch_.figures))
                     .bind(9, static_cast<std::int64_t>(batch_.held))
                     .run();
  if (!written) return written;
  const json detail = {
      {"batch", batch_.id},        {"file", batch_.file}, {"content_hash", batch_.content_hash},
      {"figures", batch_.figures}, {"held", batch_.held}, {"released", released_},
      {"blocks", blocks_}};
  return append_log(*connection_, change_.head, {batch_.actor, batch_.imported_at},
                    released_ > 0 ? "retry" : "import", dump(detail), Visible::yes);
}

Result<Batch> FileBatchWriter::commit() {
  if (failure_) return tl::unexpected(*failure_);
  auto done = flush();
  if (done) done = write_batch();
  if (done) done = change_.transaction.commit();
  // Whatever came of it, this writer has nothing more to give.
  failure_ = Error{ErrorCode::bad_argument,
                   {"这次导入已经结束", "this import has already ended"},
                   {},
                   {connection_->path(), "", "", 0, 0}};
  if (!done) return tl::unexpected(done.error());
  return batch_;
}

}  // namespace duibiao::store
