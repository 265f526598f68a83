#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <unordered_map>

#include "account/accounts.h"
#include "account/register.h"
#include "store/file.h"
#include "store/store_file.h"

namespace duibiao::account {

/// What a change says in the log; nothing: there was nothing to change.
using Detail = std::optional<nlohmann::ordered_json>;

/// Three connections, so that nobody who only asks waits for a change or for another program's
/// import: one reads, one changes, one notes use when it can without waiting.
struct Accounts::Inner {
  Inner(store::OpenedFile for_reading, store::OpenedFile for_writing, store::OpenedFile for_noting,
        Work work);

  /// What the file says now. Read again only after somebody changed it.
  Result<std::shared_ptr<const Register>> current();

  /// Runs `work` with the number of the entry to come, in one transaction with that entry. Under
  /// `writing`.
  Status change(const store::Actor& actor, std::string_view action,
                const std::function<Result<Detail>(store::Connection&, std::int64_t log)>& work);

  /// Changes one account; its sessions end. `edit` says what the log tells of it.
  Status edit(std::string_view name, const store::Actor& actor, std::string_view action,
              const std::function<Result<Detail>(Row&)>& edit, bool removes = false);

  /// Begins a session if the account is there, enabled, and still has this password (if given).
  Result<std::optional<SignedIn>> begin(const std::string& key,
                                        const std::optional<std::string>& password,
                                        std::string_view from, std::int64_t now);

  /// When the session was last used, and that it is being used now.
  std::int64_t use(const SessionRow& session, std::int64_t now);
  /// That the token is being used today.
  void use(const TokenRow& token, std::int64_t now);

  Passwords passwords;
  const bool read_only;

  std::mutex reading;  ///< for as long as a few rows are read
  std::shared_ptr<store::Connection> reader;
  store::Statement data_version;  ///< of SQLite: moves with every change by another connection
  std::int64_t seen_data_version = -1;
  std::int64_t seen_version = -1;
  std::shared_ptr<const Register> latest;

  std::mutex writing;
  std::shared_ptr<store::Connection> writer;

  struct Use {
    std::int64_t used_at = 0;
    std::int64_t written_at = 0;
  };
  std::mutex noting;
  std::shared_ptr<store::Connection> noter;
  std::unordered_map<std::uint64_t, Use> sessions_used;        ///< by the front of the hash
  std::unordered_map<std::int64_t, std::int64_t> tokens_used;  ///< day, by id
};

/// Adds one to the number by which other processes notice. In the caller's transaction.
[[nodiscard]] Status count_change(store::Connection& connection);

[[nodiscard]] tl::unexpected<Error> no_account(std::string_view name);
[[nodiscard]] tl::unexpected<Error> refused(std::string zh, std::string en);

/// JSON as the log keeps it.
[[nodiscard]] std::string text_of(const nlohmann::ordered_json& detail);

}  // namespace duibiao::account
