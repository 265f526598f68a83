// Signing in, staying signed in, and failing to.
#include "account/inner.h"
#include "account/rules.h"
#include "account/secret.h"
#include "store/log_chain.h"

namespace duibiao::account {
namespace {

/// That a session is in use is written so seldom that reading stays reading.
constexpr std::int64_t seconds_between_notes = 300;

bool has_ended(const SessionRow& session, std::int64_t used_at, std::int64_t now) {
  return now - session.begun_at >= session_seconds_max || now - used_at >= session_idle_seconds;
}

Who who_is(const Account& account, Role role) { return {account.id, account.name, role, {}}; }

/// Takes away what has ended, and the oldest of an account that has too many.
Status make_room(store::Connection& connection, std::int64_t account, std::int64_t now) {
  // What was noted may lag behind what is remembered.
  auto done = connection.prepare("DELETE FROM session WHERE begun_at <= ?1 OR used_at <= ?2")
                  .bind(1, now - session_seconds_max)
                  .bind(2, now - session_idle_seconds - 2 * seconds_between_notes)
                  .run();
  if (!done) return done;
  return connection
      .prepare(
          "DELETE FROM session WHERE account = ?1 AND secret_hash NOT IN (SELECT secret_hash "
          "FROM session WHERE account = ?1 ORDER BY used_at DESC, begun_at DESC LIMIT ?2)")
      .bind(1, account)
      .bind(2, static_cast<std::int64_t>(sessions_max) - 1)
      .run();
}

Status write_session(store::Connection& connection, std::int64_t account, const store::Digest& hash,
                     std::int64_t now) {
  return connection
      .prepare(
          "INSERT INTO session (secret_hash, account, begun_at, used_at) VALUES (?1, ?2, ?3, ?3)")
      .bind(1, hash)
      .bind(2, account)
      .bind(3, now)
      .run();
}

}  // namespace

Result<std::optional<SignedIn>> Accounts::Inner::begin(const std::string& key,
                                                       const std::optional<std::string>& password,
                                                       std::string_view from, std::int64_t now) {
  const std::lock_guard lock(writing);
  auto change = store::begin_change(writer);
  if (!change) return tl::unexpected(change.error());
  const auto row = read_account(*writer, key);
  if (!row) return tl::unexpected(row.error());
  // Between the look and now somebody may have taken the account or its password away.
  if (!*row || (*row)->account.disabled || (password && (*row)->password != *password)) {
    return std::optional<SignedIn>();
  }
  const Account& account = (*row)->account;
  SignedIn out{new_secret(), who_is(account, account.role)};
  const store::Digest hash = hash_of_secret(out.secret);
  out.who.session = store::hex_of(hash);
  auto done = make_room(*writer, account.id, now);
  if (done) done = write_session(*writer, account.id, hash, now);
  if (done && account.role == Role::administrator) {
    const nlohmann::ordered_json detail = {{"account", account.name}, {"from", from}};
    done = store::append_log(*writer, change->head, {"web:" + account.name, now}, "sign_in",
                             text_of(detail), store::Visible::no);
  }
  if (done) done = count_change(*writer);
  if (done) done = change->transaction.commit();
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<std::optional<SignedIn>> Accounts::sign_in(std::string_view name, std::string_view password,
                                                  std::string_view from, std::int64_t now) {
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  const auto wanted = name_from(name);
  const auto tried = tried_password(password);
  const Row* row = wanted && tried ? (*all)->by_key(wanted->key) : nullptr;
  if (row != nullptr && row->account.disabled) row = nullptr;
  const auto fits =
      inner_->passwords.fits(row != nullptr ? row->password : std::string(), tried ? *tried : "");
  if (!fits) return tl::unexpected(fits.error());
  if (!*fits) return std::optional<SignedIn>();
  return inner_->begin(row->key, row->password, from, now);
}

Result<bool> Accounts::password_fits(std::string_view name, std::string_view password) {
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  const auto wanted = name_from(name);
  const auto tried = tried_password(password);
  const Row* row = wanted && tried ? (*all)->by_key(wanted->key) : nullptr;
  return inner_->passwords.fits(row != nullptr ? row->password : std::string(),
                                tried ? *tried : "");
}

Result<SignedIn> Accounts::begin_session(std::string_view name, std::string_view from,
                                         std::int64_t now) {
  const auto wanted = name_from(name);
  if (!wanted) return tl::unexpected(wanted.error());
  auto begun = inner_->begin(wanted->key, std::nullopt, from, now);
  if (!begun) return tl::unexpected(begun.error());
  if (!*begun) return no_account(wanted->shown);
  return std::move(**begun);
}

Status Accounts::sign_out(std::string_view secret) {
  const store::Digest hash = hash_of_secret(secret);
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  if ((*all)->session(hash) == nullptr) return {};
  const std::lock_guard lock(inner_->writing);
  auto transaction = store::Transaction::begin(inner_->writer, store::Transaction::Kind::write);
  if (!transaction) return tl::unexpected(transaction.error());
  auto done =
      inner_->writer->prepare("DELETE FROM session WHERE secret_hash = ?1").bind(1, hash).run();
  if (done) done = count_change(*inner_->writer);
  if (done) done = transaction->commit();
  return done;
}

std::int64_t Accounts::Inner::use(const SessionRow& session, std::int64_t now) {
  const std::lock_guard lock(noting);
  const auto [at, fresh] =
      sessions_used.try_emplace(front_of(session.hash), Use{session.used_at, session.used_at});
  Use& use = at->second;
  use.used_at = std::max(use.used_at, session.used_at);
  const std::int64_t before = use.used_at;
  if (has_ended(session, before, now)) return before;
  use.used_at = std::max(use.used_at, now);
  if (read_only || use.used_at - use.written_at < seconds_between_notes) return before;
  // When somebody is writing, the next request tries again.
  const Status noted = noter
                           ->prepare(
                               "UPDATE session SET used_at = max(used_at, ?2) "
                               "WHERE secret_hash = ?1")
                           .bind(1, session.hash)
                           .bind(2, use.used_at)
                           .run();
  if (noted) use.written_at = use.used_at;
  return before;
}

Result<std::optional<Who>> Accounts::session(std::string_view secret, std::int64_t now) {
  const auto all = inner_->current();
  if (!all) return tl::unexpected(all.error());
  const store::Digest hash = hash_of_secret(secret);
  const SessionRow* session = (*all)->session(hash);
  if (session == nullptr) return std::optional<Who>();
  const Row* row = (*all)->by_id(session->account);
  if (row == nullptr || row->account.disabled) return std::optional<Who>();
  if (has_ended(*session, inner_->use(*session, now), now)) return std::optional<Who>();
  Who who = who_is(row->account, row->account.role);
  who.session = store::hex_of(hash);
  return who;
}

Status Accounts::note_failure(std::string_view name, std::string_view from, std::uint64_t unlogged,
                              const store::Actor& actor) {
  const auto found = find(name);
  if (!found) return tl::unexpected(found.error());
  nlohmann::ordered_json detail;
  detail["account"] = *found ? nlohmann::ordered_json((*found)->name) : nullptr;
  detail["from"] = from;
  if (unlogged > 0) detail["unlogged"] = unlogged;
  const std::lock_guard lock(inner_->writing);
  return inner_->change(actor, "sign_in_failed",
                        [&](store::Connection&, std::int64_t) -> Result<Detail> { return detail; });
}

}  // namespace duibiao::account
