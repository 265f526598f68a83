#include "server/http/security.h"

#include <array>
#include <utility>

namespace duibiao::server {

void add_security_headers(Headers& headers) {
  // Charts set style attributes on their tooltips; style elements from elsewhere stay shut out.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> all = {{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
       "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
  }};
  for (const auto& [name, value] : all) {
    if (!headers.has(name)) headers.add(std::string(name), std::string(value));
  }
}

}  // namespace duibiao::server
