#include "store/schema.h"

#include <fmt/format.h>

#include <array>

namespace duibiao::store {

namespace {

// Rows are only ever added; the one exception is `meta`. Every row belongs to exactly one entry of
// the log, directly (log) or through its batch, which is what lets verify() prove all of them.
// References to the log are checked at commit, because the entry is written last: it holds the
// digest of what it brought.
constexpr Migration version_1 = R"sql(
CREATE TABLE log (
  id INTEGER PRIMARY KEY,
  at_unix INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  digest BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  data_version INTEGER NOT NULL,
  head INTEGER NOT NULL REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  head_hash BLOB NOT NULL
) STRICT;
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  log INTEGER NOT NULL REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (kind, text)
) STRICT;
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  log INTEGER NOT NULL UNIQUE REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  file TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  layout TEXT NOT NULL,
  actor TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  held INTEGER NOT NULL
) STRICT;
CREATE INDEX batch_by_content ON batch (content_hash);
CREATE TABLE batch_undo (
  batch INTEGER PRIMARY KEY REFERENCES batch,
  log INTEGER NOT NULL UNIQUE REFERENCES log DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE source (
  batch INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  sheet TEXT NOT NULL,
  released INTEGER NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE figure_block (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  checksum BLOB NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (batch, number)
) STRICT;
CREATE TABLE held (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  reason_code TEXT NOT NULL,
  reason_zh TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  cells TEXT NOT NULL,
  context TEXT NOT NULL
) STRICT;
CREATE INDEX held_by_batch ON held (batch);
CREATE TABLE held_release (
  batch INTEGER NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  held INTEGER NOT NULL REFERENCES held,
  PRIMARY KEY (batch, held)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_release_by_held ON held_release (held);
CREATE TABLE overlay (
  id INTEGER PRIMARY KEY,
  log INTEGER NOT NULL UNIQUE REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX name_by_log ON name (log);
)sql";

// Who may use the server. `account`, `session`, `token_use` and `account_state` are the state of
// now and change; what the log answers for are the rows of `account_change`, `token` and
// `token_end`. A password's hash stands only in `account`, so that the old one is gone once there
// is a new one; the change keeps a digest of it.
constexpr Migration version_2 = R"sql(
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  password TEXT NOT NULL
) STRICT;
CREATE TABLE account_change (
  log INTEGER PRIMARY KEY REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  role INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  password_digest BLOB NOT NULL
) STRICT;
CREATE INDEX account_change_by_account ON account_change (account);
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  log INTEGER NOT NULL UNIQUE REFERENCES log DEFERRABLE INITIALLY DEFERRED,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  role INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  secret_hash BLOB NOT NULL UNIQUE
) STRICT;
CREATE TABLE token_end (
  token INTEGER PRIMARY KEY REFERENCES token,
  log INTEGER NOT NULL UNIQUE REFERENCES log DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE token_use (
  token INTEGER PRIMARY KEY REFERENCES token,
  day INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  secret_hash BLOB PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  begun_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);
CREATE TABLE account_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO account_state (id, version) VALUES (1, 0);
)sql";

constexpr std::array all_migrations = {version_1, version_2};

}  // namespace

std::span<const Migration> migrations() { return all_migrations; }

int current_version() { return static_cast<int>(all_migrations.size()); }

Status migrate(Connection& connection, std::span<const Migration> steps) {
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (*version > newest || *version < 0) {
    return fail(
        ErrorCode::store_newer,
        {fmt::format("数据文件由更新的程序写成（格式 {}，本程序只识别到 {}）", *version, newest),
         fmt::format("the store was written by a newer program (format {}; this one knows {})",
                     *version, newest)},
        {"请升级程序", "upgrade the program"}, {connection.path(), "", "", 0, 0});
  }
  for (auto step = *version; step < newest; ++step) {
    if (auto done = connection.run(steps[static_cast<std::size_t>(step)]); !done) return done;
  }
  if (*version == newest) return {};
  return connection.run(fmt::format("PRAGMA user_version={}", newest).c_str());
}

Result<std::string> schema_text(Connection& connection) {
  Statement rows = connection.prepare(
      "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name");
  std::string text;
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return text;
    for (int column = 0; column < 4; ++column) {
      text.append(rows.text(column)).push_back('\n');
    }
  }
}

}  // namespace duibiao::store
