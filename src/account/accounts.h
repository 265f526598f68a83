#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "account/password.h"
#include "account/role.h"
#include "base/result.h"
#include "store/store.h"

namespace duibiao::account {

/// A session ends when it was not used for so long: a meal, a meeting, not a night.
inline constexpr std::int64_t session_idle_seconds = 2 * 3600;
/// … and in any case after a working day.
inline constexpr std::int64_t session_seconds_max = 12 * 3600;
/// Of one account at once; a further sign-in ends the one unused for longest.
inline constexpr std::size_t sessions_max = 20;
/// A token outlives no budget year: who still needs it makes a new one.
inline constexpr int token_days_max = 366;
/// More names than the largest bureau has desks.
inline constexpr std::size_t accounts_max = 10'000;
inline constexpr std::size_t tokens_max = 10'000;

struct Account {
  std::int64_t id = 0;  ///< the entry of the log that made it; never used again
  std::string name;
  Role role = Role::viewer;
  bool disabled = false;
};

/// A program's way in: acts in its maker's name, with a role not above the maker's own.
struct Token {
  std::int64_t id = 0;
  std::string name;   ///< what it is for
  std::string owner;  ///< name of the account
  Role role = Role::viewer;
  std::int64_t made_at = 0;     ///< seconds since 1970
  std::int64_t expires_at = 0;  ///< seconds since 1970
  Date last_used;               ///< unknown: never
};

/// Who a session or a token stands for, now.
struct Who {
  std::int64_t account = 0;
  std::string name;
  Role role = Role::nobody;
  std::string session;  ///< key of the session, hex; empty for a token
};

/// A session just begun. The secret is told once and stands nowhere else.
struct SignedIn {
  std::string secret;
  Who who;
};

struct NewToken {
  std::string secret;
  Token token;
};

/// Accounts, sessions and tokens of one store file. Changes are entries of the store's log, under
/// the actor's name; no secret and no hash of one ever stands in an entry's detail. Other processes
/// may use and change the same file: every look notices at once. Thread-safe; a look (`any`,
/// `session`, `token`, `list`) costs a few microseconds and never waits for a change under way.
///
/// Errors everywhere: busy, io_failed (also where the store can be read but not written),
/// store_damaged. bad_argument: the sentence says what may not be.
class Accounts {
 public:
  /// Errors: those of store::open_file.
  [[nodiscard]] static Result<std::unique_ptr<Accounts>> open(const std::string& store_path,
                                                              Work work = usual_work);
  ~Accounts();
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  /// Whether there are accounts at all.
  [[nodiscard]] Result<bool> any();
  /// By name.
  [[nodiscard]] Result<std::vector<Account>> list();
  [[nodiscard]] Result<std::optional<Account>> find(std::string_view name);
  /// Whether this account alone can administer.
  [[nodiscard]] Result<bool> last_administrator(std::string_view name);

  /// The first account must be an administrator. Errors: bad_argument for a name or password that
  /// cannot be (rules.h) or a name that is taken.
  [[nodiscard]] Result<Account> add(std::string_view name, Role role, std::string_view password,
                                    const store::Actor& actor);
  /// The next four end every session of the account; they refuse (bad_argument) to take away the
  /// last administrator, and give not_found for an unknown name.
  [[nodiscard]] Status set_role(std::string_view name, Role role, const store::Actor& actor);
  [[nodiscard]] Status set_password(std::string_view name, std::string_view password,
                                    const store::Actor& actor);
  [[nodiscard]] Status set_disabled(std::string_view name, bool disabled,
                                    const store::Actor& actor);
  /// Its tokens end too. The name stays in the log.
  [[nodiscard]] Status remove(std::string_view name, const store::Actor& actor);

  /// Begins a session; nothing when name and password do not fit or the account is disabled, after
  /// the same work in each case. Sign-ins of administrators stand in the log, with `from`.
  [[nodiscard]] Result<std::optional<SignedIn>> sign_in(std::string_view name,
                                                        std::string_view password,
                                                        std::string_view from, std::int64_t now);
  /// Whether this is the account's password; begins nothing.
  [[nodiscard]] Result<bool> password_fits(std::string_view name, std::string_view password);
  /// Begins a session for an account that has just proved itself otherwise. Errors: not_found.
  [[nodiscard]] Result<SignedIn> begin_session(std::string_view name, std::string_view from,
                                               std::int64_t now);
  /// Ends the session of this secret, if there is one.
  [[nodiscard]] Status sign_out(std::string_view secret);
  /// Whose session this is; nothing when there is none or it has ended.
  [[nodiscard]] Result<std::optional<Who>> session(std::string_view secret, std::int64_t now);

  /// Errors: bad_argument for a role above the owner's, 0 or more than 366 days, or a name that
  /// cannot be; not_found for an unknown owner.
  [[nodiscard]] Result<NewToken> add_token(std::string_view owner, std::string_view name, Role role,
                                           int days, const store::Actor& actor);
  /// Those that have not been revoked, by id; of one owner or of all (empty).
  [[nodiscard]] Result<std::vector<Token>> tokens(std::string_view owner = {});
  /// Errors: not_found when there is none or it was revoked.
  [[nodiscard]] Status revoke_token(std::int64_t id, const store::Actor& actor);
  /// Whom this token stands for: the lower of its role and its owner's; nothing when it is unknown,
  /// revoked, expired, or its owner is gone or disabled.
  [[nodiscard]] Result<std::optional<Who>> token(std::string_view secret, std::int64_t now);

  /// Notes a failed sign-in in the log. A name that no account has is not noted: it may be a
  /// password in the wrong field. `unlogged`: failures since the last note that were not noted.
  [[nodiscard]] Status note_failure(std::string_view name, std::string_view from,
                                    std::uint64_t unlogged, const store::Actor& actor);

  /// How many passwords were hashed or checked.
  [[nodiscard]] std::uint64_t hashes_computed() const;

 private:
  Accounts();
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace duibiao::account
