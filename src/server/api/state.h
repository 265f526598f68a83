#pragma once

#include <memory>
#include <string>

#include "server/api/api.h"
#include "server/api/feed.h"
#include "server/api/jobs.h"
#include "server/api/repeats.h"

namespace duibiao::server {

/// What all handlers share. Thread-safe.
struct ApiState {
  ApiState(Site& served, ApiOptions given)
      : site(served), options(std::move(given)), cache(options.cache_bytes) {}

  Site& site;
  const ApiOptions options;
  ViewCache cache;
  std::shared_ptr<Feed> feed = std::make_shared<Feed>();
  Repeats repeats;

  /// Who changes the store, as the log names them.
  [[nodiscard]] store::Actor actor(const Caller& caller) const {
    return {"web:" + (caller.name.empty() ? std::string("anonymous") : caller.name),
            options.clock()};
  }

  Jobs jobs;  ///< last: they use the others until they are stopped
};
using Shared = std::shared_ptr<ApiState>;

/// 202 with the address at which a job can be followed.
[[nodiscard]] Response accepted(const Job& job);

/// The routes of each group, one file each.
[[nodiscard]] std::vector<Route> name_routes(const Shared& state);
[[nodiscard]] std::vector<Route> figure_routes(const Shared& state);
[[nodiscard]] std::vector<Route> series_routes(const Shared& state);
[[nodiscard]] std::vector<Route> compare_routes(const Shared& state);
[[nodiscard]] std::vector<Route> brief_routes(const Shared& state);
[[nodiscard]] std::vector<Route> check_routes(const Shared& state);
[[nodiscard]] std::vector<Route> import_routes(const Shared& state);
[[nodiscard]] std::vector<Route> store_routes(const Shared& state);
[[nodiscard]] std::vector<Route> job_routes(const Shared& state);

}  // namespace duibiao::server
