#pragma once

#include <string>

#include "app/context.h"

namespace duibiao::app {

/// A new password, never from the command line, where other users of the machine and the shell's
/// history would see it: from the terminal without echo, asked twice, else the first line of
/// standard input. Errors: bad_argument when the two differ; empty_input.
[[nodiscard]] Result<std::string> read_new_password(const Context& context);

}  // namespace duibiao::app
