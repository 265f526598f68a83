#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/net/server.h"
#include "server/route/route.h"

namespace duibiao::server {

/// What the health routes ask.
struct Health {
  /// Whether answers can be given from a store; its error is what /readyz says with 503.
  std::function<Status()> ready;
  std::function<Server::Counts()> counts;
  /// More lines for /metrics, in Prometheus' text form; may be empty.
  std::function<std::string()> more;
};

/// /healthz (the process lives), /readyz, /metrics: open to everybody, because those who watch over
/// servers have no account. They tell counts, never figures.
[[nodiscard]] std::vector<Route> health_routes(Health health);

}  // namespace duibiao::server
