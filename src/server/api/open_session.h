#pragma once

#include "server/route/route.h"

namespace duibiao::server {

/// `GET /api/v1/session` of a server without accounts, where everybody who can reach it acts in one
/// role.
[[nodiscard]] Route open_session(Role role);

}  // namespace duibiao::server
