#include "account/register.h"

#include <algorithm>
#include <cstring>

#include "account/secret.h"
#include "store/store_file.h"

namespace duibiao::account {
namespace {

constexpr const char* account_columns =
    "SELECT id, name, role, disabled, key, password FROM account ";

/// A number that no program of ours wrote gives a role that may do nothing.
Role role_at(std::int64_t number) {
  const bool known = number > 0 && number <= static_cast<std::int64_t>(Role::administrator);
  return known ? static_cast<Role>(number) : Role::nobody;
}

Row account_at(const store::Statement& row) {
  return {{row.integer(0), std::string(row.text(1)), role_at(row.integer(2)), row.integer(3) != 0},
          std::string(row.text(4)),
          std::string(row.text(5))};
}

template <class Take>
Status each_row(store::Statement rows, Take take) {
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    take(rows);
  }
}

template <class Rows>
auto found_by(const Rows& rows, const std::unordered_map<std::uint64_t, std::size_t>& by_hash,
              const store::Digest& hash) -> decltype(rows.data()) {
  const auto at = by_hash.find(front_of(hash));
  if (at == by_hash.end()) return nullptr;
  const auto& row = rows[at->second];
  return same_secret(row.hash, hash) ? &row : nullptr;
}

}  // namespace

std::uint64_t front_of(const store::Digest& hash) {
  std::uint64_t front = 0;
  std::memcpy(&front, hash.data(), sizeof front);
  return front;
}

store::Digest digest_in(std::span<const std::byte> blob) {
  store::Digest out{};
  if (blob.size() == out.size()) std::ranges::copy(blob, out.begin());
  return out;
}

Result<std::optional<Row>> read_account(store::Connection& connection, std::string_view key) {
  store::Statement rows = connection.prepare(std::string(account_columns).append("WHERE key = ?1"));
  rows.bind(1, key);
  const auto row = rows.step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<Row>();
  return std::optional(account_at(rows));
}

Result<Register> Register::load(store::Connection& connection) {
  Register out;
  Status loaded = out.load_accounts(connection);
  if (loaded) loaded = out.load_sessions(connection);
  if (loaded) loaded = out.load_tokens(connection);
  if (!loaded) return tl::unexpected(loaded.error());
  return out;
}

Status Register::load_accounts(store::Connection& connection) {
  auto done =
      each_row(connection.prepare(std::string(account_columns).append("ORDER BY key")),
               [this](const store::Statement& row) { accounts_.push_back(account_at(row)); });
  for (std::size_t k = 0; k < accounts_.size(); ++k) {
    by_key_[accounts_[k].key] = k;
    by_id_[accounts_[k].account.id] = k;
  }
  return done;
}

Status Register::load_sessions(store::Connection& connection) {
  return each_row(connection.prepare("SELECT secret_hash, account, begun_at, used_at FROM session"),
                  [this](const store::Statement& row) {
                    const SessionRow session{digest_in(row.blob(0)), row.integer(1), row.integer(2),
                                             row.integer(3)};
                    session_by_hash_[front_of(session.hash)] = sessions_.size();
                    sessions_.push_back(session);
                  });
}

Status Register::load_tokens(store::Connection& connection) {
  return each_row(
      connection.prepare(
          "SELECT t.id, t.name, a.name, t.role, t.made_at, t.expires_at, coalesce(u.day, 0), "
          "t.secret_hash, a.id FROM token t JOIN account a ON a.id = t.account "
          "LEFT JOIN token_use u ON u.token = t.id "
          "WHERE t.id NOT IN (SELECT token FROM token_end) ORDER BY t.id"),
      [this](const store::Statement& row) {
        const Token token{row.integer(0),
                          std::string(row.text(1)),
                          std::string(row.text(2)),
                          role_at(row.integer(3)),
                          row.integer(4),
                          row.integer(5),
                          store::date_of(row.integer(6))};
        const TokenRow held{token, digest_in(row.blob(7)), row.integer(8)};
        token_by_hash_[front_of(held.hash)] = tokens_.size();
        tokens_.push_back(held);
      });
}

const Row* Register::by_key(const std::string& key) const {
  const auto at = by_key_.find(key);
  return at == by_key_.end() ? nullptr : &accounts_[at->second];
}

const Row* Register::by_id(std::int64_t id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &accounts_[at->second];
}

const SessionRow* Register::session(const store::Digest& hash) const {
  return found_by(sessions_, session_by_hash_, hash);
}

bool Register::has_session(std::uint64_t front) const { return session_by_hash_.contains(front); }

const TokenRow* Register::token(const store::Digest& hash) const {
  return found_by(tokens_, token_by_hash_, hash);
}

}  // namespace duibiao::account
