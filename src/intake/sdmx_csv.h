#pragma once

#include <optional>
#include <string_view>

namespace duibiao::intake {

/// SDMX-CSV 1.0 begins with DATAFLOW, 2.0 with STRUCTURE (and perhaps the mark between the parts of
/// a cell, as «[;]»), quoted or not; the byte behind it is the delimiter. Nothing for other text.
/// The bytes of UTF-16 will do.
[[nodiscard]] std::optional<char> sdmx_csv_delimiter(std::string_view head);

}  // namespace duibiao::intake
