#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "app/context.h"

namespace CLI {
class App;
}

namespace duibiao::app {

/// One command: its name, what it does in a line, and how it declares its options. `declare`
/// returns what to run once the line has been parsed.
struct Command {
  std::string_view name;
  Message summary;
  Message example;  ///< shown first in its help
  std::function<std::function<int()>(CLI::App&, Context&)> declare;
};

/// Every command, in the order of the help. The manual page and the completions come from here too.
[[nodiscard]] std::span<const Command> commands();

Command import_command();
Command held_command();
Command export_command();
Command show_command();
Command rank_command();
Command gap_command();
Command brief_command();
Command check_command();
Command read_command();
Command serve_command();
Command users_command();
Command revisions_command();
Command log_command();
Command undo_command();
Command verify_command();
Command backup_command();
Command indicators_command();
Command places_command();
Command version_command();
Command completion_command();
Command man_command();

}  // namespace duibiao::app
