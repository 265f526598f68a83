// `import`: sheets into the store, exactly as they were published.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/command.h"
#include "app/import_words.h"
#include "app/query.h"
#include "render/store_json.h"
#include "workspace/import_wish.h"

namespace duibiao::app {
namespace {

struct Options {
  std::vector<std::string> files;
  workspace::ImportWish said;
  std::string layout;
  std::string save_layout;
  bool dry_run = false;
};

/// A layout file is a few kilobytes; more is a mistake.
constexpr std::size_t layout_file_bytes = 1U << 20U;

Result<intake::Layout> read_layout(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return fail(ErrorCode::unreadable_file, {"无法读取版式文件", "cannot read the layout file"},
                {"请检查文件名。", "Check the name of the file."}, {.file = path});
  }
  std::string text(layout_file_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > layout_file_bytes) {
    return fail(ErrorCode::over_limit, {"版式文件超过 1 MB", "the layout file is over 1 MB"}, {},
                {.file = path});
  }
  return intake::Layout::from_toml(text, path);
}

Result<workspace::ImportOptions> import_options(const Options& wish, const Vocabulary& words) {
  auto out = workspace::options_of(wish.said, words);
  if (!out || wish.layout.empty()) return out;
  const auto layout = read_layout(wish.layout);
  if (!layout) return tl::unexpected(layout.error());
  out->read.overrides.layout = *layout;
  return out;
}

/// Whether something stands at `path`; what may not be looked at is left to the store to explain.
bool there_is(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// A file's name as it is kept: without the folders, which say where somebody's disk was.
std::string kept_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

int save_layout(const std::string& path, const workspace::ImportReport& report_of,
                const Context& context) {
  std::ofstream file(path, std::ios::binary);
  file << report_of.reading.sheets.front().layout.to_toml();
  file.close();
  if (!file) {
    return report(context,
                  Error{ErrorCode::io_failed,
                        {fmt::format("无法写入 {}", path), fmt::format("cannot write {}", path)},
                        {},
                        {}});
  }
  remark(context, {fmt::format("版式已存入 {}", path), fmt::format("layout saved to {}", path)});
  return exit_ok;
}

std::function<void(std::uint64_t)> progress_line(const Context& context, const std::string& file) {
  if (!context.interactive || context.quiet) return {};
  return [file](std::uint64_t figures) {
    std::fputs(fmt::format("\r{}  {}…", file, figures).c_str(), stderr);
  };
}

/// One file at a time, so that a bad one does not keep the good ones out.
class Run {
 public:
  Run(const Options& wish, const Context& context) : wish_(wish), context_(context) {}

  int all() {
    Result<std::shared_ptr<const Vocabulary>> words = start();
    if (!words) return report(context_, words.error());
    json_["files"] = render::Json::array();
    for (const std::string& path : wish_.files) {
      auto options = import_options(wish_, **words);
      if (!options) return report(context_, options.error());
      options->read.file_name = kept_name(path);
      options->open.display_name = path;
      options->progress = progress_line(context_, path);
      one(path, *options, **words);
    }
    if (context_.format == Format::json) (void)write_out(context_, json_.dump(2) + "\n");
    return worst_;
  }

 private:
  /// Opens the store; a dry run needs none and makes none.
  Result<std::shared_ptr<const Vocabulary>> start() {
    const bool there = there_is(context_.store_path);
    if (wish_.dry_run && !there) return workspace::vocabulary_of(context_.store_path);
    auto space = wish_.dry_run ? context_.open() : context_.open_or_create();
    if (!space) return tl::unexpected(space.error());
    space_ = std::move(*space);
    return std::shared_ptr<const Vocabulary>(std::shared_ptr<void>(), &space_->vocabulary());
  }

  void one(const std::string& path, const workspace::ImportOptions& options,
           const Vocabulary& words) {
    const auto outcome = read(path, options, words);
    if (context_.interactive && !context_.quiet && options.progress) std::fputs("\r\x1b[K", stderr);
    if (!outcome) {
      worsen(report(context_, outcome.error()));
      json_["files"].push_back(render::to_json(outcome.error()));
      return;
    }
    const bool findings = has_findings(*outcome);
    if (findings) worsen(exit_findings);
    if (context_.format == Format::json) {
      json_["files"].push_back(render::import_json(*outcome, words));
    } else if (!context_.quiet || wish_.dry_run) {
      (void)write_out(context_, import_words(*outcome, words, wish_.dry_run, context_));
    }
    if (!wish_.save_layout.empty() && !outcome->reading.sheets.empty()) {
      worsen(save_layout(wish_.save_layout, *outcome, context_));
    }
  }

  Result<workspace::ImportReport> read(const std::string& path,
                                       const workspace::ImportOptions& options,
                                       const Vocabulary& words) {
    if (!wish_.dry_run) return workspace::import_file(*space_, path, options, context_.actor());
    if (!space_) return workspace::preview_file(path, options, words, nullptr);
    const auto cube = space_->cube();
    if (!cube) return tl::unexpected(cube.error());
    return workspace::preview_file(path, options, words, cube->get());
  }

  /// Unreadable input outweighs findings, findings outweigh success.
  void worsen(int code) {
    if (code == exit_ok) return;
    if (worst_ == exit_ok || worst_ == exit_findings) worst_ = code;
  }

  const Options& wish_;
  const Context& context_;
  std::unique_ptr<workspace::Workspace> space_;
  render::Json json_ = render::document("import");
  int worst_ = exit_ok;
};

}  // namespace

Command import_command() {
  return {
      "import",
      {"导入表格：csv、xlsx、ods、xls、SDMX，照发布原样",
       "import sheets as published: csv, xlsx, ods, xls, SDMX"},
      {"duibiao import --dry-run 2025-07.csv\n  duibiao import 2025-07.csv 浙江省-2025-07.csv\n"
       "  duibiao import 浙江省-2025-07.csv --unit 元",
       "duibiao import --dry-run 2025-07.csv\n  duibiao import 2025-07.csv 浙江省-2025-07.csv\n"
       "  duibiao import 浙江省-2025-07.csv --unit 元"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        const auto say = [&context](const char* zh, const char* en) {
          return context.say({zh, en});
        };
        command.add_option("file", wish->files, say("文件", "files"))->required();
        command.add_flag(
            "--dry-run,-n", wish->dry_run,
            say("只显示将如何读取，不写入", "show how it would be read; write nothing"));
        command.add_flag("--accept-suggestions", wish->said.accept_suggestions,
                         say("接受程序建议的单位", "accept the units that the program suggests"));
        command.add_option(
            "--unit", wish->said.units,
            say("数的单位，以此为准", "the unit of the figures, whatever the sheet says"));
        command.add_option("--period,-p", wish->said.period, say("表的时期", "the sheet's period"));
        command.add_option("--region", wish->said.region,
                           say("表所述的地区", "the place the sheet is about"));
        command.add_option("--released", wish->said.released, say("发布日", "the release date"));
        command.add_option("--source", wish->said.source,
                           say("来源名称", "the name of the source"));
        command.add_option("--layout", wish->layout,
                           say("按此版式文件读取", "read by this layout file"));
        command.add_option("--save-layout", wish->save_layout,
                           say("存出认出的版式", "save the recognised layout"));
        command.add_option("--encoding", wish->said.encoding, say("文字编码", "text encoding"));
        command
            .add_option("--delimiter", wish->said.delimiter,
                        say("CSV 的分隔符：, ; | 或 tab", "delimiter of a CSV: , ; | or tab"))
            ->check(CLI::IsMember({",", ";", "|", "tab", "\\t"}));
        return [&context, wish] { return Run(*wish, context).all(); };
      }};
}

}  // namespace duibiao::app
