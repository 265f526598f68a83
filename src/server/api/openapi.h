#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/language.h"
#include "render/json.h"
#include "server/route/route.h"

namespace duibiao::server {

/// The description of a table of routes as OpenAPI 3.1: paths, parameters, bodies, answers, roles.
/// The same table gives the same bytes.
[[nodiscard]] render::Json openapi(std::span<const Route> routes, std::string_view version,
                                   Language language);

/// How a schema of docs/json.md is named among the components: «duibiao.rank/1» → «duibiao.rank.1».
[[nodiscard]] std::string component_name(std::string_view schema);

}  // namespace duibiao::server
