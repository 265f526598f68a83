#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/language.h"
#include "render/json.h"
#include "render/table.h"
#include "workspace/named.h"
#include "workspace/workspace.h"

namespace duibiao::app {

/// Exit codes, listed in the manual page. Errors carry theirs (exit_code in base/result.h).
inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_findings = 3;  ///< rows held, a figure suspect or inconsistent
inline constexpr int exit_interrupted = 130;

enum class Format : std::uint8_t { terminal, json, csv, xlsx };

/// Everything a command gets from the outside world: the only place where the environment, the
/// clock and the terminal are read.
struct Context {
  Language language = Language::zh;
  render::TerminalStyle style;
  bool interactive = false;  ///< questions may be asked, progress shown
  bool quiet = false;
  bool no_bom = false;
  Format format = Format::terminal;
  std::string output;  ///< file for --xlsx, or -o; empty: standard output
  std::string store_path;
  std::string usual_store_path;  ///< what store_path is when nobody names one on the line
  std::string as_of_text;

  [[nodiscard]] store::Actor actor() const;  ///< who is at the keyboard, now
  [[nodiscard]] const std::string& say(const Message& message) const {
    return in(language, message);
  }

  /// Opens the store (and its names); with --as-of as it stood that day.
  [[nodiscard]] Result<std::unique_ptr<workspace::Workspace>> open() const;
  [[nodiscard]] Result<std::unique_ptr<workspace::Workspace>> open_or_create() const;
};

/// Reads --lang, --color … of the environment and the command line before anything is parsed, so
/// that even the help is in the reader's language.
[[nodiscard]] Context context_from_environment(int argc, const char* const* argv);

/// Prints an answer in the chosen format: tables for people, CSV and xlsx; the JSON for programs.
[[nodiscard]] int emit(const Context& context, std::span<const render::Table> tables,
                       const std::function<render::Json()>& json);

/// Writes text to -o FILE or to standard output.
[[nodiscard]] int write_out(const Context& context, std::string_view text);

/// The folder of a file to be written, when it is not there; else empty.
[[nodiscard]] std::string missing_folder(const std::string& file);

/// The failure to write an answer out; names the folder when that is what is missing.
[[nodiscard]] Error not_written(const std::string& where);

/// Prints a failure with what to do next, and gives its exit code.
[[nodiscard]] int report(const Context& context, const Error& error);

/// A remark for people, on standard error; silent with --quiet.
void remark(const Context& context, const Message& message);

// Names are read alike on the command line and in the addresses of the server.
using workspace::group_named;
using workspace::indicators_named;
using workspace::name_of_group;
using workspace::places_named;
using workspace::split_list;

}  // namespace duibiao::app
