#include "app/context.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/output_file.h"
#include "render/xlsx.h"

namespace duibiao::app {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// The value of `--flag x` or `--flag=x` anywhere on the line; empty when absent.
std::string early_option(int argc, const char* const* argv, std::string_view flag) {
  for (int k = 1; k < argc; ++k) {
    const std::string_view word = argv[k];
    if (word == flag && k + 1 < argc) return argv[k + 1];
    if (word.size() > flag.size() && word.starts_with(flag) && word[flag.size()] == '=') {
      return std::string(word.substr(flag.size() + 1));
    }
  }
  return {};
}

Language language_from(const std::string& option) {
  std::string wish = option;
  for (const char* name : {"DUIBIAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (wish.empty()) wish = environment(name);
  }
  return wish.starts_with("zh") ? Language::zh : Language::en;
}

bool colour_from(const std::string& option) {
  if (option == "always") return true;
  if (option == "never") return false;
  if (!environment("NO_COLOR").empty()) return false;  // no-color.org: any non-empty value
  const std::string force = environment("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  return isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb";
}

/// Columns to print in; 0 (as wide as it comes) when a file or a program reads.
int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1) return 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 100;
}

/// XDG base directories: $XDG_DATA_HOME/duibiao, else ~/.local/share/duibiao.
std::string default_store() {
  if (const std::string chosen = environment("DUIBIAO_STORE"); !chosen.empty()) return chosen;
  std::string folder = environment("XDG_DATA_HOME");
  if (folder.empty()) folder = environment("HOME") + "/.local/share";
  return folder + "/duibiao/store.duibiao";
}

Result<std::optional<Date>> as_of_date(const std::string& text) {
  if (text.empty()) return std::optional<Date>{};
  Result<Date> date = Date::parse(text);
  if (!date) {
    date.error().code = ErrorCode::bad_argument;
    return tl::unexpected(date.error());
  }
  return std::optional<Date>{*date};
}

void print_position(std::string& out, const Position& where) {
  std::string text = where.file;
  const auto add = [&text](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += " · ";
    text += part;
  };
  add(where.sheet);
  add(where.cell);
  if (where.line != 0) {
    add(where.column != 0 ? fmt::format("{}:{}", where.line, where.column)
                          : fmt::format("{}", where.line));
  }
  if (!text.empty()) out += "  " + text + "\n";
}

}  // namespace

store::Actor Context::actor() const {
  const std::string user = environment("USER");
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {"cli:" + (user.empty() ? std::to_string(getuid()) : user),
          std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

Result<std::unique_ptr<workspace::Workspace>> Context::open() const {
  const auto as_of = as_of_date(as_of_text);
  if (!as_of) return tl::unexpected(as_of.error());
  return workspace::Workspace::open(store_path, *as_of);
}

Result<std::unique_ptr<workspace::Workspace>> Context::open_or_create() const {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::path(store_path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  return workspace::Workspace::open_or_create(store_path, actor());
}

Context context_from_environment(int argc, const char* const* argv) {
  Context context;
  context.language = language_from(early_option(argc, argv, "--lang"));
  context.style.language = context.language;
  context.style.colour = colour_from(early_option(argc, argv, "--color"));
  context.style.width = terminal_width();
  context.interactive = isatty(STDERR_FILENO) == 1 && isatty(STDIN_FILENO) == 1;
  context.usual_store_path = default_store();
  context.store_path = context.usual_store_path;
  return context;
}

std::string missing_folder(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  std::error_code ignored;
  return folder.empty() || std::filesystem::is_directory(folder, ignored) ? "" : folder.string();
}

Error not_written(const std::string& where) {
  if (const std::string folder = missing_folder(where); !folder.empty()) {
    return Error{
        ErrorCode::io_failed,
        {fmt::format("无法写入 {}：没有文件夹 {}", where, folder),
         fmt::format("cannot write {}: there is no folder {}", where, folder)},
        {"请先建好文件夹，或换一个文件名。", "Make the folder first, or name another file."},
        {}};
  }
  return Error{ErrorCode::io_failed,
               {fmt::format("无法写入 {}", where), fmt::format("cannot write {}", where)},
               {"请检查文件夹是否存在、是否可写、磁盘是否已满。",
                "Check that the folder exists, is writable and has room."},
               {}};
}

int write_out(const Context& context, std::string_view text) {
  if (context.output.empty() || context.output == "-") {
    const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return whole && std::fflush(stdout) == 0 ? exit_ok : report(context, not_written("stdout"));
  }
  OutputFile file(context.output);
  file.write(text);
  return file.finish() ? exit_ok : report(context, not_written(context.output));
}

int emit(const Context& context, std::span<const render::Table> tables,
         const std::function<render::Json()>& json) {
  switch (context.format) {
    case Format::json:
      return write_out(context, json().dump(2) + "\n");
    case Format::csv: {
      std::string out;
      for (const render::Table& table : tables) {
        if (!out.empty()) out += "\r\n";
        out += render::to_csv(table, out.empty() && !context.no_bom);
      }
      return write_out(context, out);
    }
    case Format::xlsx: {
      const OutputFile file(context.output);
      const Status written = render::write_xlsx(file.scratch(), tables, context.language);
      if (!written) return report(context, written.error());
      // The writing library does not notice a full disk; a workbook that cannot be read back is
      // none.
      if (!reads_back(file.scratch())) return report(context, not_written(context.output));
      return file.move_into_place() ? exit_ok : report(context, not_written(context.output));
    }
    case Format::terminal:
      break;
  }
  std::string out;
  for (const render::Table& table : tables) {
    if (!out.empty()) out += "\n";
    out += render::to_terminal(table, context.style);
  }
  return write_out(context, out);
}

int report(const Context& context, const Error& error) {
  if (context.format == Format::json) {
    const std::string text = render::to_json(error).dump(2) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  std::string out = fmt::format("duibiao: {} {}: {}\n", context.say({"错误", "error"}),
                                render::code_name(error.code), context.say(error.message));
  print_position(out, error.where);
  if (!context.say(error.advice).empty()) out += "  → " + context.say(error.advice) + "\n";
  std::fputs(render::printable(out, true).c_str(), stderr);
  return exit_code(error.code);
}

void remark(const Context& context, const Message& message) {
  if (context.quiet) return;
  std::fputs((render::printable(context.say(message), true) + "\n").c_str(), stderr);
}

}  // namespace duibiao::app
