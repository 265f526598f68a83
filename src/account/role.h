#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace duibiao::account {

/// Each role may do all that the ones before it may. Written into stores by number: only ever add
/// at the end. `nobody` is who has not signed in; no account has it.
enum class Role : std::uint8_t { nobody, viewer, analyst, editor, administrator };

/// «viewer» …: what the API and the command line say.
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

}  // namespace duibiao::account
