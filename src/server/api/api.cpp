#include "server/api/api.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/api/openapi.h"
#include "server/api/state.h"
#include "server/api/view.h"

namespace duibiao::server {

Api::Api(Site& site, ApiOptions options)
    : state_(std::make_shared<ApiState>(site, std::move(options))) {
  // The site may outlive the routes; then nobody is there to be told.
  site.on_change([feed = std::weak_ptr<Feed>(state_->feed)](std::uint64_t version) {
    if (const auto listening = feed.lock()) listening->tell(version);
  });
}

std::vector<Route> Api::routes() const {
  std::vector<Route> out;
  for (auto* const group : {name_routes, figure_routes, series_routes, compare_routes, brief_routes,
                            check_routes, import_routes, store_routes, job_routes}) {
    std::vector<Route> some = group(state_);
    out.insert(out.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return out;
}

Route Api::description(std::vector<Route> all) const {
  Route route{.pattern = "/api/openapi.json",
              .role = Role::nobody,
              .summary = {"接口说明（OpenAPI 3.1）", "This description (OpenAPI 3.1)"},
              .answers = "application/json"};
  all.push_back(route);
  return reading(state_, std::move(route), {Format::json},
                 [all = std::move(all), version = state_->options.version](const Asked& asked) {
                   return Result<View>(view_of(openapi(all, version, asked.language())));
                 });
}

ViewCache::Counts Api::cache_counts() const { return state_->cache.counts(); }

}  // namespace duibiao::server
