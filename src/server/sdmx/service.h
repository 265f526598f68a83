#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/api/site.h"
#include "server/api/view_cache.h"
#include "server/route/route.h"

namespace duibiao::server {

struct SdmxState;

/// Everything under /sdmx/2.1: SDMX-REST 1.5.0 over the figures of a site. docs/sdmx.md tells users
/// what is there. Thread-safe; the site must outlive it.
class Sdmx {
 public:
  struct Options {
    std::string version;  ///< of the program; part of every ETag
    std::string store{};  ///< its path, to tell what undone imports took away; may be empty
    std::size_t cache_bytes = std::size_t{32} << 20U;  ///< of ready answers
  };
  Sdmx(Site& site, Options options);

  /// For viewers, as the rest of reading. They keep what they need alive.
  [[nodiscard]] std::vector<Route> routes() const;

  [[nodiscard]] ViewCache::Counts cache_counts() const;

 private:
  std::shared_ptr<SdmxState> state_;
};

}  // namespace duibiao::server
