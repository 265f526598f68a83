#pragma once

#include <cstdint>
#include <string>

namespace duibiao::server {

/// Seconds since 1970 as HTTP writes a time: «Sun, 06 Nov 1994 08:49:37 GMT» (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace duibiao::server
