#include "intake/sdmx_message.h"

#include <fmt/format.h>

#include <algorithm>

namespace duibiao::intake {

Result<std::uint32_t> SdmxComponents::take(std::string_view id, SdmxRole role) {
  if (id == "TIME_PERIOD") role = SdmxRole::time;
  if (id == "OBS_VALUE") role = SdmxRole::measure;
  const auto next = static_cast<std::uint32_t>(all_.size());
  const auto [at, is_new] = numbers_.try_emplace(std::string(id), next);
  if (!is_new) {
    SdmxComponent& known = all_[at->second];
    if (known.role == SdmxRole::unclear || role == SdmxRole::dimension) known.role = role;
    return at->second;
  }
  if (all_.size() >= limit::sdmx_components) {
    return fail(ErrorCode::over_limit,
                {fmt::format("SDMX 文件的组成部分超过 {} 个", limit::sdmx_components),
                 fmt::format("the SDMX message has over {} components", limit::sdmx_components)},
                {"请核实文件来源", "check where the file comes from"});
  }
  all_.push_back({std::string(id), role});
  return next;
}

bool may_be_code(std::string_view text) {
  constexpr std::size_t longest = 64;
  return text.size() <= longest && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view("_-@$.+").find(c) != std::string_view::npos;
         });
}

}  // namespace duibiao::intake
