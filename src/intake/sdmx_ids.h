#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "intake/layout.h"

namespace duibiao::intake {

/// What agencies call the components that we have a place for. `order`: of several columns for one
/// role the smallest is taken.
struct SdmxIdMeaning {
  Role role = Role::ignore;
  std::size_t order = 0;
};
/// Whatever the case. Nothing for an id that means nothing to us.
[[nodiscard]] std::optional<SdmxIdMeaning> sdmx_meaning(std::string_view id);

/// True for attributes that say nothing about which figure it is: titles, comments, who compiled
/// it. A dimension is never among them.
[[nodiscard]] bool is_sdmx_remark(std::string_view id);
/// True for components that change the meaning of a figure even where they are attributes: seasonal
/// adjustment, partner country, prices.
[[nodiscard]] bool changes_meaning(std::string_view id);

/// True when a value of a dimension that is not known means «all of it» or «does not apply», so
/// that the series is the plain one: _T, TOTAL, _Z, neither seasonally nor calendar adjusted …
/// `labels`: the names of the code, one a line.
[[nodiscard]] bool is_plain_value(std::string_view id, std::string_view code,
                                  std::string_view labels);

/// «FREQ» for «FREQ: Frequency» and «ATTR[]».
[[nodiscard]] std::string_view sdmx_header_id(std::string_view header);

}  // namespace duibiao::intake
