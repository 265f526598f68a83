#include "account/role.h"

#include <algorithm>
#include <array>

namespace duibiao::account {
namespace {

constexpr std::array<std::string_view, 5> role_names = {"nobody", "viewer", "analyst", "editor",
                                                        "administrator"};

}  // namespace

std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
  const auto at = std::ranges::find(role_names, name);
  if (at == role_names.end()) return std::nullopt;
  return static_cast<Role>(at - role_names.begin());
}

}  // namespace duibiao::account
