#include "store/sqlite.h"

#include <fmt/format.h>

#include <utility>

namespace duibiao::store {

namespace {

/// A row of 64 MB is far beyond any block or document name that we write.
constexpr int row_bytes_max = 64 << 20;

Error busy_error(const std::string& path) {
  return {ErrorCode::busy,
          {"数据文件正被另一个程序写入", "another program is writing to the store"},
          {"请稍候再试", "try again in a moment"},
          {path, "", "", 0, 0}};
}

Error damaged_error(std::string_view said, const std::string& path) {
  return {
      ErrorCode::store_damaged,
      {fmt::format("数据文件已损坏（{}）", said), fmt::format("the store is damaged ({})", said)},
      {"请从备份恢复；原文件请保留，勿改动", "restore a backup; keep this file as it is"},
      {path, "", "", 0, 0}};
}

}  // namespace

Error sqlite_error(int outcome, std::string_view said, const std::string& path) {
  switch (outcome & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return busy_error(path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged_error(said, path);
    case SQLITE_TOOBIG:
      return {ErrorCode::over_limit,
              {"一条记录过大，无法存入", "one record is too large to be stored"},
              {},
              {path, "", "", 0, 0}};
    case SQLITE_FULL:
      return {ErrorCode::io_failed,
              {"磁盘已满，未写入任何内容", "the disk is full; nothing was written"},
              {"请腾出空间后重试", "free some space and try again"},
              {path, "", "", 0, 0}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorCode::io_failed,
              {"数据文件只能读取，不能写入", "the store can be read but not written"},
              {"请检查文件和所在文件夹的权限", "check the permissions of the file and its folder"},
              {path, "", "", 0, 0}};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return {
          ErrorCode::io_failed,
          {fmt::format("无法读写数据文件（{}）", said),
           fmt::format("the store cannot be read or written ({})", said)},
          {"请检查磁盘、权限和网络盘连接", "check the disk, the permissions and network drives"},
          {path, "", "", 0, 0}};
    default:
      return {ErrorCode::internal,
              {fmt::format("数据文件操作失败（SQLite {}：{}）", outcome, said),
               fmt::format("an operation on the store failed (SQLite {}: {})", outcome, said)},
              {},
              {path, "", "", 0, 0}};
  }
}

Statement::Statement(sqlite3* database, std::string path, std::string_view sql)
    : database_(database), path_(std::move(path)) {
  sqlite3_stmt* statement = nullptr;
  outcome_ =
      sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
}

void Statement::keep(int outcome) {
  if (outcome_ == SQLITE_OK) outcome_ = outcome;
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (statement_) keep(sqlite3_bind_int64(statement_.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL where the caller means the empty text.
  const char* data = text.empty() ? "" : text.data();
  if (statement_) {
    keep(sqlite3_bind_text64(statement_.get(), index, data, text.size(), SQLITE_TRANSIENT,
                             SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::bind(int index, std::span<const std::byte> blob) {
  if (statement_) {
    keep(blob.empty() ? sqlite3_bind_zeroblob(statement_.get(), index, 0)
                      : sqlite3_bind_blob64(statement_.get(), index, blob.data(), blob.size(),
                                            SQLITE_TRANSIENT));
  }
  return *this;
}

Result<bool> Statement::step() {
  if (outcome_ == SQLITE_OK) {
    const int outcome = sqlite3_step(statement_.get());
    if (outcome == SQLITE_ROW) return true;
    if (outcome == SQLITE_DONE) return false;
    outcome_ = outcome;
  }
  return tl::unexpected(sqlite_error(outcome_, sqlite3_errmsg(database_), path_));
}

Status Statement::run() {
  const auto row = step();
  if (!row) return tl::unexpected(row.error());
  reset();
  return {};
}

void Statement::reset() {
  if (!statement_) return;
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

int Statement::type(int column) const { return sqlite3_column_type(statement_.get(), column); }

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_.get(), column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::byte> Statement::blob(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  if (data == nullptr) return {};
  return {static_cast<const std::byte*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

namespace {

/// A path as an SQLite URI, so that `immutable` can be said. Everything that is not plain is
/// escaped, Chinese included.
std::string uri_of(const std::string& path, std::string_view query) {
  // After «file://» an absolute path is never taken for the name of a machine.
  std::string uri = path.starts_with('/') ? "file://" : "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
    if (plain) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", byte);
    }
  }
  return uri.append(query);
}

Status configure(sqlite3* database, const std::string& path, int busy_ms) {
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, busy_ms);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, row_bytes_max);
  // A crafted file must not be able to run its own code: no writable schema, no trusted triggers.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const int outcome = sqlite3_exec(database,
                                   "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                                   "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;",
                                   nullptr, nullptr, nullptr);
  if (outcome != SQLITE_OK) {
    return tl::unexpected(sqlite_error(outcome, sqlite3_errmsg(database), path));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<Connection>> Connection::open(const std::string& path, Access access,
                                                     int busy_ms) {
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  flags |= access == Access::create       ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
           : access == Access::read_write ? SQLITE_OPEN_READWRITE
                                          : SQLITE_OPEN_READONLY;
  const bool immutable = access == Access::immutable || access == Access::probe;
  const std::string uri = uri_of(path, immutable ? "?immutable=1" : "");
  sqlite3* database = nullptr;
  const int outcome = sqlite3_open_v2(uri.c_str(), &database, flags, nullptr);
  std::shared_ptr<Connection> connection(new Connection(database, path));
  if (outcome != SQLITE_OK) {
    return tl::unexpected(
        sqlite_error(outcome, database ? sqlite3_errmsg(database) : "out of memory", path));
  }
  if (access == Access::probe) return connection;
  if (auto done = configure(database, path, busy_ms); !done) return tl::unexpected(done.error());
  return connection;
}

Result<std::shared_ptr<Connection>> Connection::open_in_memory() {
  sqlite3* database = nullptr;
  const int outcome = sqlite3_open(":memory:", &database);
  std::shared_ptr<Connection> connection(new Connection(database, ":memory:"));
  if (outcome != SQLITE_OK) {
    return tl::unexpected(sqlite_error(outcome, "out of memory", ":memory:"));
  }
  return connection;
}

Connection::~Connection() { sqlite3_close_v2(database_); }

Statement Connection::prepare(std::string_view sql) { return Statement(database_, path_, sql); }

Status Connection::run(const char* sql) {
  const int outcome = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
  if (outcome == SQLITE_OK) return {};
  return tl::unexpected(sqlite_error(outcome, sqlite3_errmsg(database_), path_));
}

Result<std::int64_t> Connection::integer(std::string_view sql) {
  Statement statement = prepare(sql);
  const auto row = statement.step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) {
    return fail(ErrorCode::not_found, {"没有这条记录", "there is no such record"}, {},
                {path_, "", "", 0, 0});
  }
  return statement.integer(0);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

Result<Transaction> Transaction::begin(std::shared_ptr<Connection> connection, Kind kind) {
  if (connection->in_transaction()) {
    return fail(ErrorCode::bad_argument,
                {"上一项操作尚未结束", "an earlier operation on this store is still under way"}, {},
                {connection->path(), "", "", 0, 0});
  }
  // On a read-only file SQLite would begin a read transaction instead, and fail at the first write.
  if (kind == Kind::write && sqlite3_db_readonly(connection->handle(), "main") != 0) {
    return tl::unexpected(sqlite_error(SQLITE_READONLY, "", connection->path()));
  }
  auto begun = connection->run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!begun) return tl::unexpected(begun.error());
  return Transaction(std::move(connection));
}

Transaction::~Transaction() {
  // A failed rollback leaves nothing to do: closing the connection rolls back as well.
  if (connection_ && connection_->in_transaction()) {
    [[maybe_unused]] const auto rolled_back = connection_->run("ROLLBACK");
  }
}

Status Transaction::commit() {
  auto done = connection_->run("COMMIT");
  if (done) connection_.reset();
  return done;
}

}  // namespace duibiao::store
