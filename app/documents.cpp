// Documents made from the command table itself, so that they cannot drift: the manual page, the
// shell completions and the version.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli.h"
#include "app/command.h"

namespace duibiao::app {
namespace {

/// Every long and short flag of a command, as typed.
std::vector<std::string> flags_of(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_snames()) out.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  return out;
}

std::vector<const CLI::App*> subcommands_of(const CLI::App& root) {
  return root.get_subcommands([](const CLI::App* sub) { return !sub->get_name().empty(); });
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string names_of(const CLI::App& root) {
  std::vector<std::string> names;
  for (const CLI::App* sub : subcommands_of(root)) names.push_back(sub->get_name());
  return joined(names);
}

std::string bash_completion(const CLI::App& root) {
  std::string cases;
  for (const CLI::App* sub : subcommands_of(root)) {
    cases += fmt::format("    {}) words=\"{}\" ;;\n", sub->get_name(), joined(flags_of(*sub)));
  }
  return fmt::format(R"(# bash completion for duibiao; source it or put it into bash_completion.d
_duibiao() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= words= k
  for ((k = 1; k < COMP_CWORD; k++)); do
    case ${{COMP_WORDS[k]}} in
      --lang | --color | --store | --as-of | -o | --output | --xlsx) ((k++)) ;;
      -*) ;;
      *) command=${{COMP_WORDS[k]}}; break ;;
    esac
  done
  case $before in
    --lang) COMPREPLY=($(compgen -W "zh en" -- "$word")); return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$word")); return ;;
    --by) COMPREPLY=($(compgen -W "level growth" -- "$word")); return ;;
  esac
  case $command in
{cases}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$words {common}" -- "$word"))
  elif [ -z "$command" ]; then
    COMPREPLY=($(compgen -W "{names}" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _duibiao duibiao
)",
                     fmt::arg("names", names_of(root)), fmt::arg("cases", cases),
                     fmt::arg("common", joined(flags_of(root))));
}

/// Single quotes, as zsh and fish write them inside single quotes.
std::string quoted(std::string text) {
  for (std::size_t k = text.find('\''); k != std::string::npos; k = text.find('\'', k + 4)) {
    text.replace(k, 1, "'\\''");
  }
  return text;
}

std::string zsh_completion(const CLI::App& root) {
  std::string commands;
  std::string cases;
  for (const CLI::App* sub : subcommands_of(root)) {
    commands += fmt::format("    '{}:{}'\n", sub->get_name(), quoted(sub->get_description()));
    cases += fmt::format("    {}) compadd -- {} {} ;;\n", sub->get_name(), joined(flags_of(*sub)),
                         joined(flags_of(root)));
  }
  return fmt::format(R"(#compdef duibiao
local -a commands
if (( CURRENT == 2 )); then
  commands=(
{commands}  )
  _describe command commands
elif [[ $words[CURRENT] == -* ]]; then
  case $words[2] in
{cases}  esac
else
  _files
fi
)",
                     fmt::arg("commands", commands), fmt::arg("cases", cases));
}

std::string fish_completion(const CLI::App& root) {
  std::string out = "# fish completion for duibiao\n";
  for (const CLI::App* sub : subcommands_of(root)) {
    out += fmt::format("complete -c duibiao -n __fish_use_subcommand -a {} -d '{}'\n",
                       sub->get_name(), quoted(sub->get_description()));
    for (const CLI::Option* option : sub->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        out +=
            fmt::format("complete -c duibiao -n '__fish_seen_subcommand_from {}' -l {} -d '{}'\n",
                        sub->get_name(), name, quoted(option->get_description()));
      }
    }
  }
  return out;
}

/// Text as troff wants it: no line may begin with a point, backslashes and hyphens are escaped.
std::string troff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      if (c == '.' && (out.empty() || out.back() == '\n')) out += "\\&";
      out += c;
    }
  }
  return out;
}

void man_options(std::string& out, const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    std::vector<std::string> names;
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    if (names.empty()) names.push_back(option->get_name());
    out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", troff(fmt::format("{}", fmt::join(names, ", "))),
                       troff(option->get_description()));
  }
}

std::string manual(const CLI::App& root, const Context& context) {
  std::string out = fmt::format(
      ".TH DUIBIAO 1 \"\" \"duibiao {}\"\n.SH {}\nduibiao \\- {}\n.SH {}\n"
      ".B duibiao\n.I COMMAND\n[options]\n",
      DUIBIAO_VERSION, context.say({"名称", "NAME"}), troff(root.get_description()),
      context.say({"用法", "SYNOPSIS"}));
  out += fmt::format(".SH {}\n", context.say({"通用选项", "COMMON OPTIONS"}));
  man_options(out, root);
  out += fmt::format(".SH {}\n", context.say({"命令", "COMMANDS"}));
  for (const CLI::App* sub : subcommands_of(root)) {
    out += fmt::format(".SS {}\n{}\n", sub->get_name(), troff(sub->get_description()));
    man_options(out, *sub);
    if (!sub->get_footer().empty())
      out += fmt::format(".PP\n.nf\n{}\n.fi\n", troff(sub->get_footer()));
  }
  out += fmt::format(
      ".SH {}\n{}\n", context.say({"退出码", "EXIT STATUS"}),
      context.say(
          {"0 正常；1 失败；2 用法有误；3 有待处理的发现（挂起的行、可疑的数）；4 "
           "输入无法读取或无效；"
           "5 没有找到；6 被占用；130 中断。",
           "0 done; 1 failed; 2 wrong usage; 3 findings (rows held, a figure suspect); 4 "
           "input unreadable or invalid; 5 not found; 6 locked or busy; 130 interrupted."}));
  out += fmt::format(
      ".SH {}\n{}\n", context.say({"环境变量", "ENVIRONMENT"}),
      context.say({"DUIBIAO_STORE 库文件；DUIBIAO_LANG、LC_ALL、LC_MESSAGES、LANG 语言；NO_COLOR、"
                   "CLICOLOR_FORCE 颜色；XDG_DATA_HOME 数据目录。",
                   "DUIBIAO_STORE the store file; DUIBIAO_LANG, LC_ALL, LC_MESSAGES, LANG the "
                   "language; NO_COLOR, CLICOLOR_FORCE colour; XDG_DATA_HOME the data folder."}));
  return out;
}

std::string completion_for(const std::string& shell, const CLI::App& root) {
  if (shell == "zsh") return zsh_completion(root);
  if (shell == "fish") return fish_completion(root);
  return bash_completion(root);
}

}  // namespace

Command completion_command() {
  return {"completion",
          {"输出 bash、zsh 或 fish 的补全脚本", "print the completion script of bash, zsh or fish"},
          {"duibiao completion bash > ~/.local/share/bash-completion/completions/duibiao",
           "duibiao completion bash > ~/.local/share/bash-completion/completions/duibiao"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto shell = std::make_shared<std::string>();
            command.add_option("shell", *shell, "bash, zsh, fish")
                ->required()
                ->check(CLI::IsMember({"bash", "zsh", "fish"}));
            return [&context, shell] {
              Context again = context;
              CLI::App root("", "duibiao");
              declare_all(root, again);
              return write_out(context, completion_for(*shell, root));
            };
          }};
}

Command man_command() {
  return {"man",
          {"输出手册页", "print the manual page"},
          {"duibiao man | man -l -", "duibiao man | man -l -"},
          [](CLI::App&, Context& context) -> std::function<int()> {
            return [&context] {
              Context again = context;
              CLI::App root("", "duibiao");
              declare_all(root, again);
              return write_out(context, manual(root, context));
            };
          }};
}

Command version_command() {
  return {"version",
          {"版本", "the version"},
          {"duibiao version", "duibiao version"},
          [](CLI::App&, Context& context) -> std::function<int()> {
            return [&context] {
              if (context.format == Format::json) {
                render::Json json = render::document("version");
                json["version"] = DUIBIAO_VERSION;
                return write_out(context, json.dump(2) + "\n");
              }
              return write_out(context, fmt::format("duibiao {}\n", DUIBIAO_VERSION));
            };
          }};
}

}  // namespace duibiao::app
