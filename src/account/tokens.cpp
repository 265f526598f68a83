// What programs come in with.
#include <fmt/format.h>

#include "account/inner.h"
#include "account/rules.h"
#include "account/secret.h"

namespace duibiao::account {
namespace {

constexpr std::int64_t day_seconds = 86'400;
/// Tells a token from other secrets where one turns up, in a script or a mail.
constexpr std::string_view token_prefix = "db_";

Status write_token(store::Connection& connection, std::int64_t log, const TokenRow& row) {
  return connection
      .prepare(
          "INSERT INTO token (id, log, account, name, role, made_at, expires_at, secret_hash) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
      .bind(1, row.token.id)
      .bind(2, log)
      .bind(3, row.account)
      .bind(4, row.token.name)
      .bind(5, static_cast<std::int64_t>(row.token.role))
      .bind(6, row.token.made_at)
      .bind(7, row.token.expires_at)
      .bind(8, row.hash)
      .run();
}

/// The owner as it stands now, if it may have a token of this role.
Result<Row> owner_of(store::Connection& connection, const std::string& key, std::string_view name,
                     Role role) {
  auto owner = read_account(connection, key);
  if (!owner) return tl::unexpected(owner.error());
  if (!*owner) return no_account(name);
  if (role > (*owner)->account.role) {
    return refused("令牌的权限不能高于本人", "a token may not do more than its owner");
  }
  return std::move(**owner);
}

Status room_for_one_more(store::Connection& connection) {
  const auto count = connection.integer("SELECT count(*) FROM token");
  if (!count) return tl::unexpected(count.error());
  if (static_cast<std::size_t>(*count) < tokens_max) return {};
  return refused("令牌太多", "there are too many tokens");
}

}  // namespace

Result<NewToken> Accounts::add_token(std::string_view owner, std::string_view name, Role role,
                                     int days, const store::Actor& actor) {
  const auto owned = name_from(owner);
  if (!owned) return no_account(owner.substr(0, name_characters_max));
  const auto named = name_from(name, Named::token);
  if (!named) return tl::unexpected(named.error());
  if (role == Role::nobody) return refused("请给出角色", "a role is needed");
  if (days < 1 || days > token_days_max) {
    return refused(fmt::format("有效天数应为 1 到 {}", token_days_max),
                   fmt::format("a token is valid for 1 to {} days", token_days_max));
  }
  NewToken out{std::string(token_prefix) + new_secret(), {}};
  const std::lock_guard lock(inner_->writing);
  const Status done = inner_->change(
      actor, "token_add", [&](store::Connection& connection, std::int64_t log) -> Result<Detail> {
        const auto row = owner_of(connection, owned->key, owned->shown, role);
        if (!row) return tl::unexpected(row.error());
        Status added = room_for_one_more(connection);
        out.token = {log,  named->shown,  row->account.name,
                     role, actor.at_unix, actor.at_unix + days * day_seconds,
                     {}};
        if (added) {
          added = write_token(connection, log,
                              {out.token, hash_of_secret(out.secret), row->account.id});
        }
        if (!added) return tl::unexpected(added.error());
        return Detail({{"token", log},
                       {"name", out.token.name},
                       {"account", out.token.owner},
                       {"role", name_of(role)},
                       {"expires", Date::from_unix(out.token.expires_at).to_string()}});
      });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<std::vector<Token>> Accounts::tokens(std::string_view owner) {
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  std::vector<Token> out;
  for (const TokenRow& row : (*all)->tokens()) {
    if (owner.empty() || row.token.owner == owner) out.push_back(row.token);
  }
  return out;
}

Status Accounts::revoke_token(std::int64_t id, const store::Actor& actor) {
  const std::lock_guard lock(inner_->writing);
  return inner_->change(
      actor, "token_revoke",
      [id](store::Connection& connection, std::int64_t log) -> Result<Detail> {
        store::Statement found = connection.prepare(
            "SELECT name FROM token WHERE id = ?1 AND id NOT IN (SELECT token FROM token_end)");
        const auto row = found.bind(1, id).step();
        if (!row) return tl::unexpected(row.error());
        if (!*row) {
          return fail(ErrorCode::not_found, {"没有这个令牌", "there is no such token"});
        }
        const std::string name(found.text(0));
        const Status ended =
            connection.prepare("INSERT INTO token_end (token, log) VALUES (?1, ?2)")
                .bind(1, id)
                .bind(2, log)
                .run();
        if (!ended) return tl::unexpected(ended.error());
        return Detail({{"token", id}, {"name", name}});
      });
}

void Accounts::Inner::use(const TokenRow& token, std::int64_t now) {
  const std::int64_t today = store::number_of(Date::from_unix(now));
  const std::lock_guard lock(noting);
  std::int64_t& day = tokens_used[token.token.id];
  if (read_only || day == today || store::number_of(token.token.last_used) == today) return;
  // When somebody is writing, the next request tries again. The list is read anew after it.
  Status noted = noter
                     ->prepare(
                         "INSERT INTO token_use (token, day) VALUES (?1, ?2) "
                         "ON CONFLICT (token) DO UPDATE SET day = excluded.day")
                     .bind(1, token.token.id)
                     .bind(2, today)
                     .run();
  if (noted) noted = count_change(*noter);
  if (noted) day = today;
}

Result<std::optional<Who>> Accounts::token(std::string_view secret, std::int64_t now) {
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  const TokenRow* token = (*all)->token(hash_of_secret(secret));
  if (token == nullptr || now >= token->token.expires_at) return std::optional<Who>();
  const Row* row = (*all)->by_id(token->account);
  if (row == nullptr || row->account.disabled) return std::optional<Who>();
  inner_->use(*token, now);
  return Who{
      row->account.id, row->account.name, std::min(token->token.role, row->account.role), {}};
}

}  // namespace duibiao::account
