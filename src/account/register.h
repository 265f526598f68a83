#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "account/accounts.h"
#include "store/digest.h"
#include "store/sqlite.h"

namespace duibiao::account {

/// An account with what only this room sees.
struct Row {
  Account account;
  std::string key;       ///< of the name (rules.h)
  std::string password;  ///< as Passwords::hash gave it
};

struct SessionRow {
  store::Digest hash{};
  std::int64_t account = 0;
  std::int64_t begun_at = 0;
  std::int64_t used_at = 0;
};

struct TokenRow {
  Token token;
  store::Digest hash{};
  std::int64_t account = 0;
};

/// Accounts, sessions and live tokens of one moment. Immutable.
class Register {
 public:
  /// In the caller's transaction.
  [[nodiscard]] static Result<Register> load(store::Connection& connection);

  [[nodiscard]] const std::vector<Row>& accounts() const { return accounts_; }
  [[nodiscard]] const std::vector<TokenRow>& tokens() const { return tokens_; }
  [[nodiscard]] const Row* by_key(const std::string& key) const;
  [[nodiscard]] const Row* by_id(std::int64_t id) const;
  /// Found by a part of the hash, then compared in constant time.
  [[nodiscard]] const SessionRow* session(const store::Digest& hash) const;
  [[nodiscard]] bool has_session(std::uint64_t front) const;
  [[nodiscard]] const TokenRow* token(const store::Digest& hash) const;

 private:
  Status load_accounts(store::Connection& connection);
  Status load_sessions(store::Connection& connection);
  Status load_tokens(store::Connection& connection);

  std::vector<Row> accounts_;  ///< by name
  std::vector<SessionRow> sessions_;
  std::vector<TokenRow> tokens_;  ///< by id
  std::map<std::string, std::size_t> by_key_;
  std::map<std::int64_t, std::size_t> by_id_;
  std::unordered_map<std::uint64_t, std::size_t> session_by_hash_;
  std::unordered_map<std::uint64_t, std::size_t> token_by_hash_;
};

/// The first eight bytes of a hash: enough to find it by.
[[nodiscard]] std::uint64_t front_of(const store::Digest& hash);

/// A blob of 32 bytes as a digest; zeros when it is anything else.
[[nodiscard]] store::Digest digest_in(std::span<const std::byte> blob);

/// The account of a key, as it stands in the caller's transaction.
[[nodiscard]] Result<std::optional<Row>> read_account(store::Connection& connection,
                                                      std::string_view key);

}  // namespace duibiao::account
