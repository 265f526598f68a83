#include "store/log_chain.h"

#include <algorithm>
#include <array>

namespace duibiao::store {

namespace {

/// What an entry can bring, one query a table. Changing these changes every digest: only by a new
/// file format.
constexpr std::array row_queries = {
    "SELECT id, kind, text FROM name WHERE log = ?1 ORDER BY id",
    "SELECT id, file, content_hash, layout, actor, imported_at, figures, held FROM batch "
    "WHERE log = ?1 ORDER BY id",
    "SELECT s.batch, s.number, s.name, s.sheet, s.released FROM source s "
    "JOIN batch b ON b.id = s.batch WHERE b.log = ?1 ORDER BY s.number",
    "SELECT f.id, f.batch, f.number, f.figures, f.checksum FROM batch b "
    "JOIN figure_block f ON f.batch = b.id WHERE b.log = ?1 ORDER BY f.number",
    "SELECT h.id, h.batch, h.file, h.sheet, h.row, h.reason_code, h.reason_zh, h.reason_en, "
    "h.cells, h.context FROM batch b JOIN held h ON h.batch = b.id WHERE b.log = ?1 ORDER BY h.id",
    "SELECT r.batch, r.held FROM batch b JOIN held_release r ON r.batch = b.id WHERE b.log = ?1 "
    "ORDER BY r.held",
    "SELECT batch FROM batch_undo WHERE log = ?1",
    "SELECT id, kind, name, text FROM overlay WHERE log = ?1",
};

/// What an entry can bring since format 2. A table of which there is nothing adds nothing, so that
/// the digests of older entries stay what they were; the name keeps one table from another.
struct LaterRows {
  std::string_view table;
  const char* query;
};
constexpr std::array later_rows = {
    LaterRows{"account_change",
              "SELECT account, key, name, role, disabled, removed, password_digest "
              "FROM account_change WHERE log = ?1"},
    LaterRows{"token",
              "SELECT id, account, name, role, made_at, expires_at, secret_hash FROM token "
              "WHERE log = ?1"},
    LaterRows{"token_end", "SELECT token FROM token_end WHERE log = ?1"},
};

void add_row(Hasher& hasher, const Statement& row) {
  for (int column = 0; column < row.columns(); ++column) {
    switch (row.type(column)) {
      case SQLITE_INTEGER:
        hasher.integer(row.integer(column));
        break;
      case SQLITE_TEXT:
        hasher.text(row.text(column));
        break;
      default:
        hasher.blob(row.blob(column));
    }
  }
}

/// The values of all rows of one entry; gives their number.
Result<std::int64_t> add_rows(Hasher& hasher, Connection& connection, const char* query,
                              std::int64_t log_id) {
  Statement rows = connection.prepare(query);
  rows.bind(1, log_id);
  for (std::int64_t count = 0;; ++count) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return count;
    add_row(hasher, rows);
  }
}

}  // namespace

Result<LogHead> read_head(Connection& connection) {
  Statement meta =
      connection.prepare("SELECT head, head_hash, data_version FROM meta WHERE id = 1");
  const auto row = meta.step();
  if (!row) return tl::unexpected(row.error());
  LogHead head;
  if (!*row || meta.blob(1).size() != head.hash.size()) {
    return tl::unexpected(
        sqlite_error(SQLITE_CORRUPT, "the head of the log is missing", connection.path()));
  }
  head.id = meta.integer(0);
  std::ranges::copy(meta.blob(1), head.hash.begin());
  head.data_version = static_cast<std::uint64_t>(meta.integer(2));
  return head;
}

Digest hash_of_entry(const Digest& previous, const LogEntry& entry,
                     std::span<const std::byte> digest) {
  return Hasher()
      .blob(previous)
      .integer(entry.id)
      .integer(entry.at_unix)
      .text(entry.actor)
      .text(entry.action)
      .text(entry.detail)
      .blob(digest)
      .finish();
}

Result<Digest> digest_of_rows(Connection& connection, std::int64_t log_id) {
  Hasher hasher;
  for (const char* query : row_queries) {
    const auto count = add_rows(hasher, connection, query, log_id);
    if (!count) return tl::unexpected(count.error());
    hasher.integer(*count);
  }
  for (const auto& [table, query] : later_rows) {
    const auto count = add_rows(hasher, connection, query, log_id);
    if (!count) return tl::unexpected(count.error());
    if (*count > 0) hasher.text(table).integer(*count);
  }
  return hasher.finish();
}

Status append_log(Connection& connection, const LogHead& head, const Actor& actor,
                  std::string_view action, const std::string& detail, Visible visible) {
  const LogEntry entry{head.id + 1, actor.at_unix, actor.name, std::string(action), detail, {}};
  const auto digest = digest_of_rows(connection, entry.id);
  if (!digest) return tl::unexpected(digest.error());
  const Digest hash = hash_of_entry(head.hash, entry, *digest);
  auto written = connection
                     .prepare(
                         "INSERT INTO log (id, at_unix, actor, action, detail, digest, hash) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                     .bind(1, entry.id)
                     .bind(2, entry.at_unix)
                     .bind(3, entry.actor)
                     .bind(4, entry.action)
                     .bind(5, entry.detail)
                     .bind(6, *digest)
                     .bind(7, hash)
                     .run();
  if (!written) return written;
  const std::uint64_t version = head.data_version + (visible == Visible::yes ? 1 : 0);
  return connection
      .prepare(
          "INSERT INTO meta (id, data_version, head, head_hash) VALUES (1, ?1, ?2, ?3) "
          "ON CONFLICT (id) DO UPDATE SET data_version = excluded.data_version, "
          "head = excluded.head, head_hash = excluded.head_hash")
      .bind(1, static_cast<std::int64_t>(version))
      .bind(2, entry.id)
      .bind(3, hash)
      .run();
}

}  // namespace duibiao::store
