#include "store/store_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "store/batch_writer.h"

namespace duibiao::store {

namespace {

/// A list of all places of China with their names is under a megabyte.
constexpr std::size_t overlay_bytes_max = std::size_t{16} << 20;

constexpr const char* batch_columns =
    "SELECT b.id, b.file, b.content_hash, b.layout, b.actor, b.imported_at, b.figures, b.held, "
    "EXISTS (SELECT 1 FROM batch_undo u WHERE u.batch = b.id) FROM batch b ";

Batch batch_at(const Statement& row) {
  Batch batch;
  batch.id = row.integer(0);
  batch.file = row.text(1);
  batch.content_hash = row.text(2);
  batch.layout = row.text(3);
  batch.actor = row.text(4);
  batch.imported_at = row.integer(5);
  batch.figures = static_cast<std::uint64_t>(row.integer(6));
  batch.held = static_cast<std::uint64_t>(row.integer(7));
  batch.undone = row.integer(8) != 0;
  return batch;
}

/// Calls `take` for every row of a bound statement.
template <class Take>
Status each_row(Statement& rows, Take take) {
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    take(rows);
  }
}

Result<std::optional<Batch>> first_batch(Statement& rows) {
  const auto row = rows.step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<Batch>();
  return std::optional(batch_at(rows));
}

std::vector<std::string> cells_of(std::string_view text) {
  std::vector<std::string> cells;
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  for (const auto& cell : parsed) {
    if (cell.is_string()) cells.push_back(cell.get<std::string>());
  }
  return cells;
}

}  // namespace

std::int64_t number_of(Date date) {
  return (std::int64_t{date.year} * 100 + date.month) * 100 + date.day;
}

Date date_of(std::int64_t number) {
  return {static_cast<std::int16_t>(number / 10'000), static_cast<std::uint8_t>(number / 100 % 100),
          static_cast<std::uint8_t>(number % 100)};
}

Result<Change> begin_change(const std::shared_ptr<Connection>& connection) {
  auto transaction = Transaction::begin(connection, Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  const auto head = read_head(*connection);
  if (!head) return tl::unexpected(head.error());
  return Change{std::move(*transaction), *head};
}

Result<std::vector<Batch>> read_batches(Connection& connection) {
  Statement rows = connection.prepare(std::string(batch_columns).append("ORDER BY b.id"));
  std::vector<Batch> batches;
  auto done = each_row(rows, [&](const Statement& row) { batches.push_back(batch_at(row)); });
  if (!done) return tl::unexpected(done.error());
  return batches;
}

Result<std::optional<Batch>> read_batch(Connection& connection, std::int64_t id) {
  Statement rows = connection.prepare(std::string(batch_columns).append("WHERE b.id = ?1"));
  rows.bind(1, id);
  return first_batch(rows);
}

Result<std::optional<Batch>> read_live_batch(Connection& connection,
                                             std::string_view content_hash) {
  Statement rows = connection.prepare(
      std::string(batch_columns)
          .append("WHERE b.content_hash = ?1 AND b.id NOT IN (SELECT batch FROM batch_undo) "
                  "ORDER BY b.id DESC LIMIT 1"));
  rows.bind(1, content_hash);
  return first_batch(rows);
}

Result<std::vector<Source>> read_sources(Connection& connection, std::int64_t batch) {
  Statement rows = connection.prepare(
      "SELECT name, sheet, released FROM source WHERE batch = ?1 ORDER BY number");
  rows.bind(1, batch);
  std::vector<Source> sources;
  auto done = each_row(rows, [&](const Statement& row) {
    sources.push_back(
        {std::string(row.text(0)), std::string(row.text(1)), date_of(row.integer(2))});
  });
  if (!done) return tl::unexpected(done.error());
  return sources;
}

Status StoreFile::add_overlay(const Overlay& overlay, const Actor& actor) {
  if (overlay.name.size() + overlay.text.size() > overlay_bytes_max) {
    return fail(ErrorCode::over_limit,
                {"自定义名称文件超过 16 MB", "a file of names is larger than 16 MB"}, {},
                {overlay.name, "", "", 0, 0});
  }
  auto change = begin_change(connection_);
  if (!change) return tl::unexpected(change.error());
  const auto kind = static_cast<std::int64_t>(overlay.kind);
  Statement last = connection_->prepare(
      "SELECT text FROM overlay WHERE kind = ?1 AND name = ?2 ORDER BY id DESC LIMIT 1");
  const auto found = last.bind(1, kind).bind(2, overlay.name).step();
  if (!found) return tl::unexpected(found.error());
  if (*found && last.text(0) == overlay.text) return {};
  auto written =
      connection_->prepare("INSERT INTO overlay (log, kind, name, text) VALUES (?1,?2,?3,?4)")
          .bind(1, change->log_id())
          .bind(2, kind)
          .bind(3, overlay.name)
          .bind(4, overlay.text)
          .run();
  if (!written) return written;
  nlohmann::json detail = {{"kind", kind}, {"name", overlay.name}};
  const bool alias =
      overlay.kind == OverlayKind::place_alias || overlay.kind == OverlayKind::indicator_alias;
  if (alias) detail["stands_for"] = overlay.text;
  auto logged = append_log(*connection_, change->head, actor, "overlay",
                           detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                           Visible::yes);
  if (!logged) return logged;
  return change->transaction.commit();
}

Result<std::optional<Batch>> StoreFile::find_batch(std::string_view content_hash) {
  return read_live_batch(*connection_, content_hash);
}

Result<std::unique_ptr<BatchWriter>> StoreFile::begin_batch(std::string_view file,
                                                            std::string_view content_hash,
                                                            std::string_view layout,
                                                            const Actor& actor) {
  auto change = begin_change(connection_);
  if (!change) return tl::unexpected(change.error());
  // Asked again under the lock: two programs may be importing the same file at once.
  if (!content_hash.empty()) {
    const auto same = read_live_batch(*connection_, content_hash);
    if (!same) return tl::unexpected(same.error());
    if (*same) {
      return fail(ErrorCode::bad_argument,
                  {fmt::format("该文件已导入（第 {} 批），未作改动", (*same)->id),
                   fmt::format("this file is already imported (batch {}); nothing was changed",
                               (*same)->id)},
                  {}, {std::string(file), "", "", 0, 0});
    }
  }
  Batch batch;
  batch.file = file;
  batch.content_hash = content_hash;
  batch.layout = layout;
  batch.actor = actor.name;
  batch.imported_at = actor.at_unix;
  auto writer =
      FileBatchWriter::begin(connection_, *vocabulary_, std::move(*change), std::move(batch));
  if (!writer) return tl::unexpected(writer.error());
  return std::unique_ptr<BatchWriter>(std::move(*writer));
}

Result<Batch> StoreFile::undo(std::int64_t batch, const Actor& actor) {
  auto change = begin_change(connection_);
  if (!change) return tl::unexpected(change.error());
  auto found = read_batch(*connection_, batch);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    return fail(
        ErrorCode::not_found,
        {fmt::format("没有第 {} 批导入", batch), fmt::format("there is no batch {}", batch)},
        {"用 duibiao log 查看各批导入", "list the batches with duibiao log"},
        {connection_->path(), "", "", 0, 0});
  }
  if ((*found)->undone) {
    return fail(ErrorCode::bad_argument,
                {fmt::format("第 {} 批导入早已撤销", batch),
                 fmt::format("batch {} is already undone", batch)},
                {}, {connection_->path(), "", "", 0, 0});
  }
  auto written = connection_->prepare("INSERT INTO batch_undo (batch, log) VALUES (?1, ?2)")
                     .bind(1, batch)
                     .bind(2, change->log_id())
                     .run();
  if (written) {
    written = append_log(*connection_, change->head, actor, "undo",
                         nlohmann::json{{"batch", batch}}.dump(), Visible::yes);
  }
  if (written) written = change->transaction.commit();
  if (!written) return tl::unexpected(written.error());
  (*found)->undone = true;
  return std::move(**found);
}

Result<std::vector<Batch>> StoreFile::batches() { return read_batches(*connection_); }

Result<std::vector<HeldRow>> StoreFile::held() {
  Statement rows = connection_->prepare(
      "SELECT h.id, h.batch, h.file, h.sheet, h.row, h.reason_code, h.reason_zh, h.reason_en, "
      "h.cells, h.context FROM held h WHERE h.batch NOT IN (SELECT batch FROM batch_undo) "
      "AND NOT EXISTS (SELECT 1 FROM held_release r WHERE r.held = h.id "
      "AND r.batch NOT IN (SELECT batch FROM batch_undo)) ORDER BY h.id");
  std::vector<HeldRow> held;
  auto done = each_row(rows, [&](const Statement& row) {
    held.push_back({row.integer(0),
                    row.integer(1),
                    std::string(row.text(2)),
                    std::string(row.text(3)),
                    static_cast<std::uint32_t>(row.integer(4)),
                    std::string(row.text(5)),
                    {std::string(row.text(6)), std::string(row.text(7))},
                    cells_of(row.text(8)),
                    std::string(row.text(9))});
  });
  if (!done) return tl::unexpected(done.error());
  return held;
}

Result<std::vector<LogEntry>> StoreFile::log() {
  Statement rows =
      connection_->prepare("SELECT id, at_unix, actor, action, detail, hash FROM log ORDER BY id");
  std::vector<LogEntry> entries;
  auto done = each_row(rows, [&](const Statement& row) {
    entries.push_back({row.integer(0), row.integer(1), std::string(row.text(2)),
                       std::string(row.text(3)), std::string(row.text(4)), hex_of(row.blob(5))});
  });
  if (!done) return tl::unexpected(done.error());
  return entries;
}

Result<std::uint64_t> StoreFile::data_version() {
  const auto version = connection_->integer("SELECT data_version FROM meta WHERE id = 1");
  if (!version) return tl::unexpected(version.error());
  return static_cast<std::uint64_t>(*version);
}

}  // namespace duibiao::store
