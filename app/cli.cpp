#include "app/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <map>

#include "app/command.h"
#include "figure/name_key.h"

namespace duibiao::app {
namespace {

std::function<int()> chosen;

const Message about = {"对标：城市商贸指标的汇总、排名、差距与核查",
                       "Duibiao: a city's commerce figures — collected, ranked, compared, checked"};

/// Help that begins with what one would type, and speaks the reader's language throughout.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(Language language) {
    column_width(28);
    if (language == Language::en) return;
    for (const auto& [english, chinese] :
         {std::pair{"Usage", "用法"}, std::pair{"OPTIONS", "选项"},
          std::pair{"Positionals", "参数"}, std::pair{"REQUIRED", "（必填）"},
          std::pair{"SUBCOMMAND", "命令"}}) {
      label(english, chinese);
    }
  }
  std::string make_description(const CLI::App* app) const override {
    const std::string footer = app->get_footer();
    const std::string what = CLI::Formatter::make_description(app);
    return footer.empty() ? what : what + "\n" + footer + "\n\n";
  }
  std::string make_footer(const CLI::App* /*app*/) const override { return {}; }
};

void declare_common(CLI::App& root, Context& context) {
  const auto say = [&context](const char* zh, const char* en) {
    return context.language == Language::zh ? zh : en;
  };
  // Read before parsing (context_from_environment); declared so that the parser and help know them.
  static std::string ignored;
  root.add_option("--lang", ignored, say("语言：zh 或 en", "language: zh or en"))
      ->check(CLI::IsMember({"zh", "en"}));
  root.add_option("--color", ignored,
                  say("颜色：auto、always 或 never", "colour: auto, always or never"))
      ->check(CLI::IsMember({"auto", "always", "never"}));
  root.add_option("--store", context.store_path,
                  say("库文件（缺省：$DUIBIAO_STORE 或用户数据目录）",
                      "store file (default: $DUIBIAO_STORE, else the user's data folder)"));
  root.add_option("--as-of", context.as_of_text,
                  say("按该日已发布的数作答，如 2025-03-31",
                      "answer as the world stood that day, e.g. 2025-03-31"));
  root.add_flag("--quiet,-q", context.quiet, say("只输出结果", "print nothing but the answer"));
  root.add_flag("--no-bom", context.no_bom,
                say("CSV 不带字节顺序标记", "CSV without byte-order mark"));
  CLI::Option* output =
      root.add_option("--output,-o", context.output, say("写到文件", "write to this file"));
  CLI::Option* json = root.add_flag_callback(
      "--json", [&context] { context.format = Format::json; }, say("以 JSON 输出", "print JSON"));
  CLI::Option* csv = root.add_flag_callback(
      "--csv", [&context] { context.format = Format::csv; },
      say("以 CSV 输出（Excel 可直接打开）", "print CSV that Excel opens"));
  CLI::Option* xlsx = root.add_option_function<std::string>(
      "--xlsx",
      [&context](const std::string& file) {
        context.format = Format::xlsx;
        context.output = file;
      },
      say("写成 Excel 工作簿", "write an Excel workbook"));
  json->excludes(csv)->excludes(xlsx);
  csv->excludes(xlsx);
  xlsx->excludes(output);
}

int usage_error(const Context& context, const std::string& what, const std::string& word) {
  std::string nearest;
  std::size_t best = 3;
  for (const Command& command : commands()) {
    const std::size_t distance =
        names::edit_distance(names::code_points(word), names::code_points(command.name), best);
    if (distance < best) {
      best = distance;
      nearest = command.name;
    }
  }
  std::fputs(fmt::format("duibiao: {}\n", what).c_str(), stderr);
  if (!word.empty() && !nearest.empty()) {
    std::fputs(fmt::format("{}\n", context.say({fmt::format("您要的是「{}」吗？", nearest),
                                                fmt::format("Did you mean “{}”?", nearest)}))
                   .c_str(),
               stderr);
  }
  std::fputs(context
                 .say({"用 duibiao help 查看全部命令，用 duibiao 命令 --help 查看用法。\n",
                       "See duibiao help for all commands, duibiao COMMAND --help for one.\n"})
                 .c_str(),
             stderr);
  return exit_usage;
}

/// Help on the program or on one command. From a parser of its own: one that has just parsed «help»
/// would only describe that.
int print_help(const Context& context, const std::string& topic) {
  Context again = context;
  CLI::App root("", "duibiao");
  declare_all(root, again);
  const auto named =
      root.get_subcommands([&topic](const CLI::App* sub) { return sub->get_name() == topic; });
  if (!topic.empty() && named.empty()) {
    return usage_error(context,
                       context.say({fmt::format("没有这个命令：{}", topic),
                                    fmt::format("no such command: {}", topic)}),
                       topic);
  }
  std::fputs(topic.empty() ? root.help().c_str() : named.front()->help("duibiao").c_str(), stdout);
  return exit_ok;
}

/// A word that nothing took; empty when every word found its place.
std::string untaken_word(const CLI::App& root, const CLI::ParseError& error) {
  for (const std::string& word : root.remaining(true)) return word;
  const std::string what = error.what();
  const std::size_t colon = what.rfind(": ");
  const bool named = error.get_name() == "ExtrasError" && colon != std::string::npos;
  return named ? what.substr(colon + 2) : std::string();
}

/// What the parser found, in the reader's language; the library itself speaks only English.
Message parse_problem(const CLI::ParseError& error, const std::string& untaken) {
  const std::string what = error.what();
  if (untaken.starts_with("-")) {
    return {fmt::format("不认识的选项：{}", untaken), fmt::format("unknown option: {}", untaken)};
  }
  constexpr std::string_view required = " is required";
  if (error.get_name() == "RequiredError" && what.ends_with(required)) {
    const std::string name = what.substr(0, what.size() - required.size());
    if (name == "A subcommand" && !untaken.empty()) {
      return {fmt::format("没有这个命令：{}", untaken),
              fmt::format("no such command: {}", untaken)};
    }
    if (name == "A subcommand") return {"没有写命令", "no command given"};
    return {fmt::format("缺少参数：{}", name), fmt::format("missing argument: {}", name)};
  }
  constexpr std::string_view excludes = " excludes ";
  if (const std::size_t at = what.find(excludes); error.get_name() == "ExcludesError") {
    const std::string one = what.substr(0, at);
    const std::string other = at < what.size() ? what.substr(at + excludes.size()) : "";
    return {fmt::format("{} 与 {} 只能用一个", one, other),
            fmt::format("{} and {} cannot be used together", one, other)};
  }
  if (error.get_name() == "ExtrasError") {
    return {fmt::format("多余的参数：{}", untaken),
            fmt::format("unexpected argument: {}", untaken)};
  }
  return {fmt::format("命令行有误：{}", what), what};
}

}  // namespace

void declare_all(CLI::App& root, Context& context) {
  root.description(context.say(about));
  root.formatter(std::make_shared<HelpFormatter>(context.language));
  root.option_defaults()->group(context.say({"选项", "Options"}));
  root.require_subcommand(1);
  root.set_help_flag("-h,--help", context.say({"显示帮助", "show this help"}));
  root.set_version_flag("--version", std::string("duibiao ") + DUIBIAO_VERSION,
                        context.say({"显示版本", "show the version"}));
  declare_common(root, context);
  root.fallthrough();
  for (const Command& command : commands()) {
    CLI::App* sub = root.add_subcommand(std::string(command.name), context.say(command.summary));
    sub->fallthrough();
    sub->group(context.say({"命令", "Commands"}));
    sub->set_help_flag("-h,--help", context.say({"显示帮助", "show this help"}));
    sub->footer(context.say({"示例:\n  ", "Examples:\n  "}) + context.say(command.example));
    std::function<int()> run_it = command.declare(*sub, context);
    sub->final_callback([run_it = std::move(run_it)] { chosen = run_it; });
  }
  CLI::App* help = root.add_subcommand("help", context.say({"显示帮助", "show help"}));
  help->fallthrough();
  help->group(context.say({"命令", "Commands"}));
  static std::string topic;
  help->add_option("command", topic, context.say({"命令", "command"}));
  help->final_callback([&context] { chosen = [&context] { return print_help(context, topic); }; });
}

int run(int argc, char** argv) {
  Context context = context_from_environment(argc, argv);
  try {
    CLI::App root("", "duibiao");
    declare_all(root, context);
    if (argc < 2) {
      std::fputs(root.help().c_str(), stdout);
      return exit_ok;
    }
    try {
      root.parse(argc, argv);
    } catch (const CLI::Success& done) {
      return root.exit(done);  // --help, --version
    } catch (const CLI::ParseError& error) {
      const std::string word = untaken_word(root, error);
      return usage_error(context, context.say(parse_problem(error, word)), word);
    }
    return chosen ? chosen() : exit_usage;
  } catch (const std::bad_alloc&) {
    std::fputs(context.say({"duibiao: 内存不足\n", "duibiao: out of memory\n"}).c_str(), stderr);
  } catch (const std::exception& error) {
    std::fputs(
        fmt::format("duibiao: {}: {}\n",
                    context.say({"程序内部错误，请报告", "internal error, please report it"}),
                    error.what())
            .c_str(),
        stderr);
  }
  return exit_failed;
}

std::span<const Command> commands() {
  static const std::array all = {
      import_command(),     held_command(),   export_command(),     show_command(),
      rank_command(),       gap_command(),    brief_command(),      check_command(),
      read_command(),       serve_command(),  users_command(),      revisions_command(),
      log_command(),        undo_command(),   verify_command(),     backup_command(),
      indicators_command(), places_command(), completion_command(), man_command(),
      version_command(),
  };
  return all;
}

}  // namespace duibiao::app
