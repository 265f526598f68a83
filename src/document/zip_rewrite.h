#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace duibiao::document {

/// The package with some of its entries replaced or added; all others keep their packed bytes. The
/// same input gives the same bytes: new entries bear the first day that a zip can name. Errors:
/// damaged_file, io_failed.
[[nodiscard]] Result<std::string> rewrite_zip(
    std::string_view bytes, std::string_view name,
    const std::vector<std::pair<std::string, std::string>>& entries);

/// A new package of these entries, in this order. The same input gives the same bytes. Errors:
/// io_failed; `name` stands in the message.
[[nodiscard]] Result<std::string> make_zip(
    std::string_view name, const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace duibiao::document
