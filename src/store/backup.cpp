#include <nlohmann/json.hpp>
#include <utility>

#include "store/store_file.h"

namespace duibiao::store {

namespace {

/// One step over all pages is one read transaction: writers go on, and the copy is one state.
Status copy_all(Connection& from, const std::string& to_path) {
  auto to = Connection::open(to_path, Access::read_write, 0);
  if (!to) return tl::unexpected(to.error());
  sqlite3_backup* backup = sqlite3_backup_init((*to)->handle(), "main", from.handle(), "main");
  if (backup == nullptr) {
    return tl::unexpected(
        sqlite_error(sqlite3_errcode((*to)->handle()), sqlite3_errmsg((*to)->handle()), to_path));
  }
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
    return tl::unexpected(sqlite_error(stepped != SQLITE_DONE ? stepped : finished,
                                       sqlite3_errmsg((*to)->handle()), to_path));
  }
  return {};
}

}  // namespace

Status StoreFile::backup(const std::string& to_path, const Actor& actor) {
  if (connection_->in_transaction()) {
    return fail(ErrorCode::bad_argument,
                {"上一项操作尚未结束", "an earlier operation on this store is still under way"}, {},
                {connection_->path(), "", "", 0, 0});
  }
  if (exists(to_path)) {
    return fail(ErrorCode::bad_argument,
                {"已有同名文件，不予覆盖", "a file of that name exists and is not overwritten"},
                {"请另选一个文件名", "choose another name"}, {to_path, "", "", 0, 0});
  }
  const auto temporary = temporary_beside(to_path);
  if (!temporary) return tl::unexpected(temporary.error());
  if (auto copied = copy_all(*connection_, *temporary); !copied) {
    discard(*temporary);
    return copied;
  }
  if (auto published = publish(*temporary, to_path); !published) return published;
  if (read_only_) return {};
  // After the copy, so that the log never speaks of one that was not made.
  auto change = begin_change(connection_);
  if (!change) return tl::unexpected(change.error());
  const nlohmann::json detail = {{"to", to_path}};
  auto logged = append_log(*connection_, change->head, actor, "backup",
                           detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                           Visible::no);
  if (!logged) return logged;
  return change->transaction.commit();
}

}  // namespace duibiao::store
