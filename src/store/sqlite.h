#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::store {

/// A prepared statement. Binds count from 1, columns from 0, as in SQLite. Failures of binding are
/// kept and returned by the next step, so that callers check once.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* database, std::string path, std::string_view sql);

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::span<const std::byte> blob);

  /// Moves to the next row: true when there is one. Errors: busy, store_damaged, io_failed,
  /// over_limit.
  [[nodiscard]] Result<bool> step();
  /// Runs a statement that returns no rows, then makes it ready for other values.
  [[nodiscard]] Status run();
  void reset();

  [[nodiscard]] int columns() const;
  [[nodiscard]] int type(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  /// Valid until the next step or reset.
  [[nodiscard]] std::string_view text(int column) const;
  /// Valid until the next step or reset.
  [[nodiscard]] std::span<const std::byte> blob(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void keep(int outcome);

  sqlite3* database_ = nullptr;
  std::string path_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int outcome_ = SQLITE_OK;
};

/// How a file is opened.
enum class Access : std::uint8_t {
  read_write,
  create,     ///< read_write; makes the file when there is none
  read_only,  ///< may still create the shared-memory file beside it
  immutable,  ///< nothing beside it is read or written: for folders that cannot be written
  probe,      ///< immutable, and not even the header is read: for files that may not be ours
};

/// One SQLite connection. Not for two threads at once.
class Connection {
 public:
  [[nodiscard]] static Result<std::shared_ptr<Connection>> open(const std::string& path,
                                                                Access access, int busy_ms);
  /// A private database in memory.
  [[nodiscard]] static Result<std::shared_ptr<Connection>> open_in_memory();
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] Statement prepare(std::string_view sql);
  /// Runs one or more statements without values and rows.
  [[nodiscard]] Status run(const char* sql);
  /// The first column of the first row; not_found when there is no row.
  [[nodiscard]] Result<std::int64_t> integer(std::string_view sql);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] sqlite3* handle() const { return database_; }

 private:
  Connection(sqlite3* database, std::string path) : database_(database), path_(std::move(path)) {}

  sqlite3* database_ = nullptr;
  std::string path_;
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  enum class Kind : std::uint8_t {
    read,   ///< one consistent snapshot
    write,  ///< takes the write lock at once; waits for another writer, then `busy`
  };
  [[nodiscard]] static Result<Transaction> begin(std::shared_ptr<Connection> connection, Kind kind);
  ~Transaction();
  Transaction(Transaction&& other) noexcept = default;
  Transaction& operator=(Transaction&&) = delete;

  /// Written and synced when it returns (synchronous=FULL).
  [[nodiscard]] Status commit();

 private:
  explicit Transaction(std::shared_ptr<Connection> connection)
      : connection_(std::move(connection)) {}
  std::shared_ptr<Connection> connection_;
};

/// An SQLite outcome as an error of ours, with the file and what SQLite said.
[[nodiscard]] Error sqlite_error(int outcome, std::string_view said, const std::string& path);

}  // namespace duibiao::store
