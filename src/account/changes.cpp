// Accounts made, altered and removed: each change one entry of the log.
#include <fmt/format.h>

#include "account/inner.h"
#include "account/rules.h"
#include "store/log_chain.h"

namespace duibiao::account {
namespace {

/// An entry that tells no more than whose account it was.
Detail whose(const Row& row) {
  // Braces around a single pair make a list of two texts of it.
  nlohmann::ordered_json detail;
  detail["account"] = row.account.name;
  return detail;
}

/// What the log answers for.
Status write_change(store::Connection& connection, std::int64_t log, const Row& row, bool removed) {
  return connection
      .prepare(
          "INSERT INTO account_change (log, account, key, name, role, disabled, removed, "
          "password_digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
      .bind(1, log)
      .bind(2, row.account.id)
      .bind(3, row.key)
      .bind(4, row.account.name)
      .bind(5, static_cast<std::int64_t>(row.account.role))
      .bind(6, std::int64_t{row.account.disabled ? 1 : 0})
      .bind(7, std::int64_t{removed ? 1 : 0})
      .bind(8, store::digest_of(std::as_bytes(std::span(row.password))))
      .run();
}

Status write_account(store::Connection& connection, const Row& row) {
  return connection
      .prepare(
          "INSERT INTO account (id, key, name, role, disabled, password) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET role = excluded.role, "
          "disabled = excluded.disabled, password = excluded.password")
      .bind(1, row.account.id)
      .bind(2, row.key)
      .bind(3, row.account.name)
      .bind(4, static_cast<std::int64_t>(row.account.role))
      .bind(5, std::int64_t{row.account.disabled ? 1 : 0})
      .bind(6, row.password)
      .run();
}

Status delete_of(store::Connection& connection, std::string_view sql, std::int64_t account) {
  return connection.prepare(sql).bind(1, account).run();
}

bool administers(const Account& account) {
  return account.role == Role::administrator && !account.disabled;
}

/// Without an administrator nobody could ever make one again from the page.
Status keeps_an_administrator(store::Connection& connection, const Account& leaving) {
  store::Statement others = connection.prepare(
      "SELECT count(*) FROM account WHERE role = ?1 AND disabled = 0 AND id <> ?2");
  const auto row =
      others.bind(1, static_cast<std::int64_t>(Role::administrator)).bind(2, leaving.id).step();
  if (!row) return tl::unexpected(row.error());
  if (others.integer(0) > 0) return {};
  return fail(ErrorCode::bad_argument,
              {fmt::format("「{}」是唯一的管理员，不能删除、停用或降低权限", leaving.name),
               fmt::format("“{}” is the last administrator: it can be neither removed, disabled "
                           "nor lowered",
                           leaving.name)},
              {"请先另设一个管理员", "make another administrator first"});
}

/// The account of this name can be added, and what it is called in the log.
Status may_add(store::Connection& connection, const Row& row) {
  const auto count = connection.integer("SELECT count(*) FROM account");
  if (!count) return tl::unexpected(count.error());
  if (*count == 0 && row.account.role != Role::administrator) {
    return refused("第一个账号必须是管理员", "the first account must be an administrator");
  }
  if (static_cast<std::size_t>(*count) >= accounts_max) {
    return refused("账号太多", "there are too many accounts");
  }
  const auto taken = read_account(connection, row.key);
  if (!taken) return tl::unexpected(taken.error());
  if (!*taken) return {};
  return refused(fmt::format("已有账号「{}」", (*taken)->account.name),
                 fmt::format("there is an account “{}” already", (*taken)->account.name));
}

}  // namespace

Status Accounts::Inner::change(
    const store::Actor& actor, std::string_view action,
    const std::function<Result<Detail>(store::Connection&, std::int64_t log)>& work) {
  auto change = store::begin_change(writer);
  if (!change) return tl::unexpected(change.error());
  const auto detail = work(*writer, change->log_id());
  if (!detail) return tl::unexpected(detail.error());
  if (!*detail) return {};
  // Readers of figures see nothing new.
  auto done = store::append_log(*writer, change->head, actor, action, text_of(**detail),
                                store::Visible::no);
  if (done) done = count_change(*writer);
  if (done) done = change->transaction.commit();
  return done;
}

Status Accounts::Inner::edit(std::string_view name, const store::Actor& actor,
                             std::string_view action,
                             const std::function<Result<Detail>(Row&)>& edit, bool removes) {
  const auto wanted = name_from(name);
  if (!wanted) return no_account(name.substr(0, name_characters_max));
  const std::lock_guard lock(writing);
  return change(
      actor, action, [&](store::Connection& connection, std::int64_t log) -> Result<Detail> {
        auto row = read_account(connection, wanted->key);
        if (!row) return tl::unexpected(row.error());
        if (!*row) return no_account(wanted->shown);
        const Account before = (*row)->account;
        auto detail = edit(**row);
        if (!detail || !*detail) return detail;
        Status done;
        if (administers(before) && (removes || !administers((*row)->account))) {
          done = keeps_an_administrator(connection, before);
        }
        if (done) done = write_change(connection, log, **row, removes);
        if (done) {
          done = delete_of(connection, "DELETE FROM session WHERE account = ?1", before.id);
        }
        if (done) {
          done = removes ? delete_of(connection, "DELETE FROM account WHERE id = ?1", before.id)
                         : write_account(connection, **row);
        }
        if (!done) return tl::unexpected(done.error());
        return detail;
      });
}

Result<Account> Accounts::add(std::string_view name, Role role, std::string_view password,
                              const store::Actor& actor) {
  const auto named = name_from(name);
  if (!named) return tl::unexpected(named.error());
  if (role == Role::nobody) return refused("请给出角色", "a role is needed");
  const auto accepted = new_password(password, *named);
  if (!accepted) return tl::unexpected(accepted.error());
  auto hashed = inner_->passwords.hash(*accepted);
  if (!hashed) return tl::unexpected(hashed.error());
  Row row{{0, named->shown, role, false}, named->key, std::move(*hashed)};
  const std::lock_guard lock(inner_->writing);
  const Status done = inner_->change(
      actor, "account_add", [&](store::Connection& connection, std::int64_t log) -> Result<Detail> {
        row.account.id = log;
        Status added = may_add(connection, row);
        if (added) added = write_account(connection, row);
        if (added) added = write_change(connection, log, row, false);
        if (!added) return tl::unexpected(added.error());
        return Detail({{"account", row.account.name}, {"role", name_of(role)}});
      });
  if (!done) return tl::unexpected(done.error());
  return row.account;
}

Status Accounts::set_role(std::string_view name, Role role, const store::Actor& actor) {
  if (role == Role::nobody) return refused("请给出角色", "a role is needed");
  return inner_->edit(name, actor, "account_role", [role](Row& row) -> Result<Detail> {
    if (row.account.role == role) return Detail();
    const Role before = std::exchange(row.account.role, role);
    return Detail(
        {{"account", row.account.name}, {"role", name_of(role)}, {"before", name_of(before)}});
  });
}

Status Accounts::set_password(std::string_view name, std::string_view password,
                              const store::Actor& actor) {
  const auto named = name_from(name);
  if (!named) return no_account(name.substr(0, name_characters_max));
  const auto accepted = new_password(password, *named);
  if (!accepted) return tl::unexpected(accepted.error());
  const auto hashed = inner_->passwords.hash(*accepted);
  if (!hashed) return tl::unexpected(hashed.error());
  return inner_->edit(name, actor, "account_password", [&hashed](Row& row) -> Result<Detail> {
    row.password = *hashed;
    return whose(row);
  });
}

Status Accounts::set_disabled(std::string_view name, bool disabled, const store::Actor& actor) {
  return inner_->edit(name, actor, disabled ? "account_disable" : "account_enable",
                      [disabled](Row& row) -> Result<Detail> {
                        if (row.account.disabled == disabled) return Detail();
                        row.account.disabled = disabled;
                        return whose(row);
                      });
}

Status Accounts::remove(std::string_view name, const store::Actor& actor) {
  const auto gone = [](Row& row) -> Result<Detail> { return whose(row); };
  return inner_->edit(name, actor, "account_remove", gone, true);
}

}  // namespace duibiao::account
