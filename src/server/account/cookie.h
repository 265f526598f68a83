#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace duibiao::server {

/// «duibiao_session»; over TLS «__Host-duibiao_session», which browsers take from this host alone
/// and only over TLS.
[[nodiscard]] std::string_view session_cookie_name(bool secure);

/// The secret of the session that a request carries; empty when none.
[[nodiscard]] std::string_view session_secret_of(const Request& request);

/// Puts the secret where no script sees it and no other site's request carries it; an empty one
/// takes it away. It goes with the browser's own session.
void set_session_cookie(Response& response, bool secure, std::string_view secret);

/// What stands behind «Bearer » in Authorization; empty when there is none.
[[nodiscard]] std::string_view bearer_of(const Request& request);

}  // namespace duibiao::server
