#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "document/open.h"
#include "server/api/site.h"
#include "server/api/view_cache.h"
#include "server/route/route.h"

namespace duibiao::server {

/// What the API gets from the outside world.
struct ApiOptions {
  std::string version;                  ///< of the program; part of every ETag
  std::string scratch = "/tmp";         ///< folder in which uploads are kept while they are read
  std::function<std::int64_t()> clock;  ///< seconds since 1970, for the log; required
  document::PdfToText pdf_to_text;      ///< empty: a draft as PDF is refused
  std::size_t cache_bytes = std::size_t{64} << 20U;  ///< of ready answers
};

struct ApiState;

/// Everything under /api/v1 that needs no account of its own, and /api/openapi.json. Thread-safe;
/// the site must outlive it.
class Api {
 public:
  Api(Site& site, ApiOptions options);

  /// The table of routes, without those of the accounts. They keep what they need alive.
  [[nodiscard]] std::vector<Route> routes() const;

  /// The description of a whole table (accounts included): `GET /api/openapi.json`. Add it last.
  [[nodiscard]] Route description(std::vector<Route> all) const;

  [[nodiscard]] ViewCache::Counts cache_counts() const;

 private:
  std::shared_ptr<ApiState> state_;
};

}  // namespace duibiao::server
