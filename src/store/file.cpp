#include "store/file.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "store/log_chain.h"

namespace duibiao::store {

namespace {

constexpr std::size_t header_bytes = 100;  // SQLite file format, section 1.3
constexpr std::string_view magic("SQLite format 3\0", 16);

Position at(const std::string& path) { return {path, "", "", 0, 0}; }

std::uint32_t big_endian(const unsigned char* from, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | from[i];
  return value;
}

tl::unexpected<Error> not_ours(Message what, const std::string& path) {
  return fail(ErrorCode::unknown_format, std::move(what),
              {"请用 --store 指定对标的数据文件；该文件未被改动",
               "name a Duibiao store with --store; the file was left as it is"},
              at(path));
}

tl::unexpected<Error> cut_short(const std::string& path) {
  return fail(
      ErrorCode::store_damaged,
      {"数据文件不完整，后部缺失", "the store is cut short: its end is missing"},
      {"请从备份恢复，或重新复制整个文件", "restore a backup, or copy the whole file again"},
      at(path));
}

Status check_kind(const std::string& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return fail(
          ErrorCode::not_found, {"找不到数据文件", "there is no store file"},
          {"请检查路径，或先导入数据以新建", "check the path, or import something to make one"},
          at(path));
    }
    return fail(ErrorCode::unreadable_file, {"没有权限查看该文件", "the file may not be looked at"},
                {"请检查文件夹权限", "check the permissions of its folder"}, at(path));
  }
  if (S_ISREG(info.st_mode)) return {};
  return fail(
      ErrorCode::unreadable_file,
      {S_ISDIR(info.st_mode) ? "这是文件夹，不是数据文件" : "这不是普通文件",
       S_ISDIR(info.st_mode) ? "this is a folder, not a store file" : "this is not a regular file"},
      {"请指定数据文件本身", "name the store file itself"}, at(path));
}

bool has_wal(const std::string& path) {
  struct stat info{};
  return ::stat((path + "-wal").c_str(), &info) == 0 && info.st_size > 0;
}

Status check_header(std::span<const unsigned char> header, std::uint64_t size,
                    const std::string& path) {
  if (size == 0) return not_ours({"文件是空的", "the file is empty"}, path);
  const std::size_t known = std::min<std::size_t>(header.size(), magic.size());
  if (std::memcmp(header.data(), magic.data(), known) != 0) {
    return not_ours({"这不是对标的数据文件", "this is not a Duibiao store"}, path);
  }
  if (size < header_bytes) return cut_short(path);
  if (big_endian(header.data() + 68, 4) != application_id) {
    return not_ours({"这是其他程序的 SQLite 文件，不是对标的数据文件",
                     "this is another program's SQLite file, not a Duibiao store"},
                    path);
  }
  // While there is a log beside it the file may rightly lag behind what its header says.
  const std::uint32_t page = big_endian(header.data() + 16, 2);
  const std::uint64_t pages = big_endian(header.data() + 28, 4);
  if (!has_wal(path) && size < pages * (page == 1 ? 65'536 : page)) return cut_short(path);
  return {};
}

/// Looks at the header through SQLite's own file layer: closing a descriptor of our own would drop
/// the POSIX locks of every other Store that this process has on the file (sqlite.org/
/// howtocorrupt.html, 2.2). «Immutable» takes no locks and makes no files.
Status check_file(const std::string& path) {
  if (auto kind = check_kind(path); !kind) return kind;
  auto connection = Connection::open(path, Access::probe, 0);
  if (!connection) {
    const Error& error = connection.error();
    if (error.code != ErrorCode::io_failed) return tl::unexpected(error);
    return fail(ErrorCode::unreadable_file, {"没有权限读取数据文件", "the store may not be read"},
                {"请检查文件权限", "check the permissions of the file"}, at(path));
  }
  sqlite3_file* file = nullptr;
  sqlite3_file_control((*connection)->handle(), "main", SQLITE_FCNTL_FILE_POINTER,
                       static_cast<void*>(&file));
  sqlite3_int64 size = 0;
  std::array<unsigned char, header_bytes> header{};
  int outcome = file == nullptr || file->pMethods == nullptr
                    ? SQLITE_IOERR
                    : file->pMethods->xFileSize(file, &size);
  const auto known = std::min<std::size_t>(static_cast<std::size_t>(size), header.size());
  if (outcome == SQLITE_OK && known > 0) {
    outcome = file->pMethods->xRead(file, header.data(), static_cast<int>(known), 0);
  }
  if (outcome != SQLITE_OK) {
    return tl::unexpected(sqlite_error(outcome, "cannot read the header", path));
  }
  return check_header(std::span(header).first(known), static_cast<std::uint64_t>(size), path);
}

/// The first read of a file is where missing permissions and a damaged header show.
bool readable(Connection& connection) {
  return connection.integer("PRAGMA user_version").has_value();
}

Result<OpenedFile> open_read_only(const std::string& path, int busy_ms) {
  auto connection = Connection::open(path, Access::read_only, busy_ms);
  if (connection && readable(**connection)) return OpenedFile{*connection, true};
  if (has_wal(path)) {
    return fail(ErrorCode::io_failed,
                {"数据文件旁的 -wal 文件中还有未并入的内容，而所在文件夹不可写，无法安全读取",
                 "the -wal file beside the store holds changes not yet merged, and the folder "
                 "cannot be written, so the store cannot be read safely"},
                {"请在有写权限的账户下打开一次，或连同 -wal 文件一起复制到可写的文件夹",
                 "open it once with write permission, or copy it with its -wal file to a folder "
                 "that can be written"},
                at(path));
  }
  connection = Connection::open(path, Access::immutable, busy_ms);
  if (!connection) return tl::unexpected(connection.error());
  return OpenedFile{*connection, true};
}

Result<OpenedFile> open_any(const std::string& path, int busy_ms) {
  Error error;
  {
    const auto connection = Connection::open(path, Access::read_write, busy_ms);
    const auto version = connection ? (*connection)->integer("PRAGMA user_version")
                                    : tl::unexpected(connection.error());
    // SQLite falls back to reading by itself when the file is read-only.
    if (version && sqlite3_db_readonly((*connection)->handle(), "main") == 0) {
      return OpenedFile{*connection, false};
    }
    if (!version) error = version.error();
  }
  // No permission, or a folder in which SQLite cannot make its shared-memory file: reading may
  // still be possible.
  if (!error.message.en.empty() && error.code != ErrorCode::io_failed) {
    return tl::unexpected(error);
  }
  return open_read_only(path, busy_ms);
}

/// Opening has no actor and no clock: the entry carries the time of the entry before it.
Status log_migration(Connection& connection) {
  Actor actor{"duibiao", 0};
  if (const auto last = connection.integer("SELECT at_unix FROM log ORDER BY id DESC LIMIT 1")) {
    actor.at_unix = *last;
  }
  LogHead head;
  const auto entries = connection.integer("SELECT count(*) FROM log");
  if (!entries) return tl::unexpected(entries.error());
  if (*entries > 0) {
    const auto read = read_head(connection);
    if (!read) return tl::unexpected(read.error());
    head = *read;
  }
  return append_log(connection, head, actor, *entries > 0 ? "migrate" : "create", "{}",
                    Visible::no);
}

Status bring_forward(const OpenedFile& file, std::span<const Migration> steps) {
  Connection& connection = *file.connection;
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version >= static_cast<std::int64_t>(steps.size())) return migrate(connection, steps);
  if (file.read_only) {
    return fail(ErrorCode::io_failed,
                {"数据文件是旧格式，升级需要写权限",
                 "the store has an older format and may not be written, so it cannot be upgraded"},
                {"请检查文件和文件夹的权限", "check the permissions of the file and its folder"},
                at(connection.path()));
  }
  auto transaction = Transaction::begin(file.connection, Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  // Another program may have done it while we waited for the lock.
  const auto now = connection.integer("PRAGMA user_version");
  if (!now) return tl::unexpected(now.error());
  if (auto done = migrate(connection, steps); !done) return done;
  if (*now < static_cast<std::int64_t>(steps.size())) {
    if (auto done = log_migration(connection); !done) return done;
  }
  return transaction->commit();
}

/// Large enough that reading a block is few calls, small enough that one entry of the log stays
/// cheap; a page is what a small change costs.
constexpr const char* new_file_pragmas = "PRAGMA page_size=8192; PRAGMA auto_vacuum=NONE;";

Status fill(const std::string& temporary, const Actor& actor, std::span<const Migration> steps) {
  auto connection = Connection::open(temporary, Access::read_write, 0);
  if (!connection) return tl::unexpected(connection.error());
  if (auto done = (*connection)->run(new_file_pragmas); !done) return done;
  auto transaction = Transaction::begin(*connection, Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  const auto identity = fmt::format("PRAGMA application_id={}", application_id);
  if (auto done = (*connection)->run(identity.c_str()); !done) return done;
  if (auto done = migrate(**connection, steps); !done) return done;
  if (auto done = append_log(**connection, {}, actor, "create", "{}", Visible::yes); !done) {
    return done;
  }
  if (auto done = transaction->commit(); !done) return done;
  return (*connection)->run("PRAGMA journal_mode=WAL");
}

}  // namespace

Result<OpenedFile> open_file(const std::string& path, int busy_ms,
                             std::span<const Migration> steps) {
  if (auto checked = check_file(path); !checked) return tl::unexpected(checked.error());
  auto file = open_any(path, busy_ms);
  if (!file) return file;
  if (auto done = bring_forward(*file, steps); !done) return tl::unexpected(done.error());
  if (!file->read_only) {
    // The write-ahead log is cut back to 16 MB after a large import.
    auto set = file->connection->run("PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=16777216");
    if (!set) return tl::unexpected(set.error());
  }
  return file;
}

Status create_file(const std::string& path, const Actor& actor, std::span<const Migration> steps) {
  const auto temporary = temporary_beside(path);
  if (!temporary) return tl::unexpected(temporary.error());
  if (auto filled = fill(*temporary, actor, steps); !filled) {
    discard(*temporary);
    return filled;
  }
  return publish(*temporary, path);
}

}  // namespace duibiao::store
