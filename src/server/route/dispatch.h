#pragma once

#include <functional>
#include <memory>
#include <tl/expected.hpp>

#include "server/route/route.h"

namespace duibiao::server {

/// What the accounts decide for the router. Called from many threads at once.
struct Gate {
  /// Who asks. A response instead refuses the request whatever it asks (a token that has expired,
  /// too many tries).
  std::function<tl::expected<Caller, Response>(const Request&)> caller;
  /// Whether a change by a caller with a cookie carries the token of the session.
  std::function<bool(const Request&, const Caller&)> carries_token;
  /// Told of every answer to a known caller, for counts; may be empty.
  std::function<void(const Request&, const Caller&, int status)> answered;
};

/// Lets everybody read as `role` and nobody sign in: for a server that has no accounts.
[[nodiscard]] Gate open_gate(Role role);

/// The same for a server that only this machine reaches: a request must also name this machine as
/// its Host. A page of another site whose name was made to point here (DNS rebinding) is the
/// browser's own origin, so that only the name gives it away. Else 421.
[[nodiscard]] Gate local_gate(Role role);

/// Answers requests from the table: 404 for an unknown path, 405 with Allow, OPTIONS, 401 and 403
/// by the caller's role, 403 for a change without its token or from another site's page, errors as
/// problems in the caller's language. What a handler throws becomes a 500 that tells nothing of
/// the inside.
[[nodiscard]] Handler dispatcher(std::shared_ptr<const Router> router, Gate gate);

}  // namespace duibiao::server
