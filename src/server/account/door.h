#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "account/accounts.h"
#include "server/route/dispatch.h"
#include "server/route/route.h"

namespace duibiao::server {

struct DoorOptions {
  /// Only this machine reaches the server: as long as there are no accounts whoever asks is an
  /// editor, and the first administrator can be made.
  bool local = true;
  bool anonymous_read = false;          ///< who has not signed in may read
  std::function<std::int64_t()> clock;  ///< seconds since 1970; required
  /// Shows the code that makes the first administrator to whoever runs the server.
  std::function<void(const std::string& code)> tell_code;
};

struct DoorState;

/// Who may come in: decides for the router who asks, and answers /api/v1/session, /setup, /users
/// and /tokens. Accounts made elsewhere (the command line) count with the next request.
/// Thread-safe; the accounts must outlive it.
class Door {
 public:
  Door(account::Accounts& accounts, DoorOptions options);

  /// By token, by cookie, or nobody; without accounts `local_gate`, or nobody at all where others
  /// reach the server. Cost: a few microseconds.
  [[nodiscard]] Gate gate() const;
  /// They keep what they need alive.
  [[nodiscard]] std::vector<Route> routes() const;

  /// Tells a code if there are no accounts; to be called once the server listens.
  void offer_setup() const;
  /// Sign-ins in Prometheus' text form.
  [[nodiscard]] std::string counts() const;

 private:
  std::shared_ptr<DoorState> state_;
};

}  // namespace duibiao::server
