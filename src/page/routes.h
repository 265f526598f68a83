#pragma once

#include <vector>

#include "page/page.h"
#include "server/route/route.h"

namespace duibiao::page {

/// One route a file, open to everybody: what the page shows it asks the API for. Files whose name
/// changes with their content are kept by browsers for ever, the others are asked for each time and
/// answered with 304. Without any file «/» says how to build the program with the page. The bytes
/// of `files` must outlive the routes. Cost: each file is unpacked once.
[[nodiscard]] std::vector<server::Route> routes(std::span<const File> files);

}  // namespace duibiao::page
