#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "account/accounts.h"
#include "render/json.h"
#include "server/account/door.h"
#include "server/account/setup_code.h"
#include "server/account/throttle.h"
#include "store/store.h"

namespace duibiao::server {

/// Lets so many happen an hour, and counts the others.
class HourlyBudget {
 public:
  explicit HourlyBudget(int most) : most_(most) {}
  /// Whether this one may be noted, and how many were not since the last that was.
  [[nodiscard]] std::optional<std::uint64_t> take(std::int64_t now);

 private:
  int most_;
  std::mutex guard_;
  std::int64_t hour_ = 0;
  int taken_ = 0;
  std::uint64_t missed_ = 0;
};

/// What the routes of the accounts share. Thread-safe.
struct DoorState {
  /// Somebody guessing must not be able to fill the log.
  static constexpr int failures_noted_an_hour = 20;

  DoorState(account::Accounts& served, DoorOptions given)
      : accounts(served), options(std::move(given)), setup(options.tell_code) {}

  account::Accounts& accounts;
  const DoorOptions options;
  Throttle throttle;
  SetupCode setup;
  HourlyBudget failures{failures_noted_an_hour};
  std::atomic<std::uint64_t> signed_in{0};
  std::atomic<std::uint64_t> failed{0};
  std::atomic<std::uint64_t> slowed{0};

  /// Who changes something, as the log names them.
  [[nodiscard]] store::Actor actor(std::string_view name) const {
    return {"web:" + std::string(name.empty() ? "anonymous" : name), options.clock()};
  }
};
using DoorShared = std::shared_ptr<DoorState>;

[[nodiscard]] std::vector<Route> session_routes(const DoorShared& state);
[[nodiscard]] std::vector<Route> user_routes(const DoorShared& state);
[[nodiscard]] std::vector<Route> token_routes(const DoorShared& state);

/// `duibiao.session/1` of whoever this is; `secret` of the session, if there is one.
[[nodiscard]] render::Json session_json(const DoorState& state, const Caller& caller,
                                        std::string_view secret, Language language, bool accounts);

/// The answer to a sign-in: its session, and the cookie.
[[nodiscard]] Response begun(const DoorState& state, const Call& call,
                             const account::SignedIn& session);

/// 429 with how long to wait.
[[nodiscard]] Response slow_down(std::int64_t seconds, const Call& call);

[[nodiscard]] Caller caller_of(const account::Who& who, bool by_cookie);

/// 401 for a caller without a name.
[[nodiscard]] Response not_signed_in(const Call& call);

/// A route that changes accounts: refuses callers without a name (401) and, because a token that
/// leaked must not make itself a lasting way in, tokens (403).
[[nodiscard]] std::function<Result<Response>(const Call&)> in_person(
    std::function<Result<Response>(const Call&)> handle);

}  // namespace duibiao::server
