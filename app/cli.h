#pragma once

namespace CLI {
class App;
}

namespace duibiao::app {

struct Context;

/// Parses the command line, runs the command, gives the process's exit code. Catches whatever a
/// third-party library may throw.
[[nodiscard]] int run(int argc, char** argv);

/// Declares every command and option on `root`, for parsing, the manual page and the completions.
void declare_all(CLI::App& root, Context& context);

}  // namespace duibiao::app
