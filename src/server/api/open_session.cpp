#include "server/api/open_session.h"

#include <nlohmann/json.hpp>

#include "server/api/view.h"

namespace duibiao::server {

Route open_session(Role role) {
  Route route{.pattern = "/api/v1/session",
              .role = Role::nobody,
              .summary = {"谁在使用", "Who asks"},
              .answers = "application/json"};
  route.handle = [role](const Call& call) -> Result<Response> {
    const std::string name = in(call.language, {"本机", "this machine"});
    return fresh(render::Json{{"user", {{"name", name}, {"role", name_of(role)}}},
                              {"csrf", ""},
                              {"anonymous_read", true},
                              {"setup", false}});
  };
  return route;
}

}  // namespace duibiao::server
