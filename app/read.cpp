// `read`: the figures of a bulletin as rows that `import` takes.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/draft.h"
#include "render/check_figures.h"
#include "render/check_json.h"

namespace duibiao::app {
namespace {

constexpr int exit_unreadable = 4;

struct Options {
  DraftOptions draft;
  bool all = false;
};

/// One bulletin as it was read.
struct ReadDraft {
  std::string file;
  text::Document document;
  bulletin::Reading reading;
  render::TidyReading tidy;
};

/// The name that stands in the source column: without the folders of somebody's
/// disk.
std::string source_name(const std::string& path) {
  return path == "-" ? "stdin" : std::filesystem::path(path).filename().string();
}

ReadDraft read_draft(const std::string& file, text::Document document, const Desk& desk) {
  ReadDraft out{file, std::move(document), {}, {}};
  out.reading = desk.reader.read(out.document, desk.context);
  out.tidy = render::tidy_figures(out.reading, out.document, source_name(file), *desk.words);
  return out;
}

render::Json figure_json(const render::TidyFigure& figure, const ReadDraft& draft, const Desk& desk,
                         Language language) {
  const bulletin::Claim& claim = draft.reading.claims[figure.claim];
  render::Json out = render::to_json(figure.key, *desk.words, language);
  out["value"] = figure.value.to_string();
  out["unit"] = figure.unit.symbol();
  out["decimals"] = figure.value.scale();
  out["low"] = claim.range.low().to_string();
  out["high"] = claim.range.high().to_string();
  out["source"] = figure.source;
  out["released"] = desk.context.written.known() ? render::Json(desk.context.written.to_string())
                                                 : render::Json(nullptr);
  out["span"] = {claim.span.begin, claim.span.end};
  return out;
}

render::Json drafts_json(const std::vector<ReadDraft>& drafts, const Desk& desk,
                         Language language) {
  render::Json out = render::document("read");
  out["files"] = render::Json::array();
  for (const ReadDraft& draft : drafts) {
    render::Json file = {{"file", draft.file}};
    if (!draft.document.verbatim) file["text"] = draft.document.text;
    file["figures"] = render::Json::array();
    for (const render::TidyFigure& figure : draft.tidy.figures) {
      file["figures"].push_back(figure_json(figure, draft, desk, language));
    }
    file["left_out"] = render::Json::array();
    for (const render::LeftOut& left : draft.tidy.left_out) {
      render::Json claim = {{"reason", render::id_of(left.reason)}};
      claim.update(render::to_json(draft.reading.claims[left.claim], draft.document, *desk.words));
      file["left_out"].push_back(std::move(claim));
    }
    out["files"].push_back(std::move(file));
  }
  return out;
}

/// Says what was taken and what was left, and why; with --all each of them.
void remark_left_out(const ReadDraft& draft, bool all, const Context& context) {
  remark(context, {fmt::format("{}：取出 {} 个数，另有 {} 个未取", draft.file,
                               draft.tidy.figures.size(), draft.tidy.left_out.size()),
                   fmt::format("{}: {} figures taken, {} left out", draft.file,
                               draft.tidy.figures.size(), draft.tidy.left_out.size())});
  std::map<render::LeftOut::Reason, std::size_t> counts;
  for (const render::LeftOut& left : draft.tidy.left_out) ++counts[left.reason];
  for (const auto& [reason, count] : counts) {
    const Message why = render::describe(reason);
    remark(context,
           {fmt::format("  {} 个：{}", count, why.zh), fmt::format("  {}: {}", count, why.en)});
    if (!all) continue;
    for (const render::LeftOut& left : draft.tidy.left_out) {
      if (left.reason != reason) continue;
      const std::string line =
          "    " + std::string(draft.reading.claims[left.claim].span.of(draft.document.text));
      remark(context, {line, line});
    }
  }
}

int run_read(const Options& wish, const Context& context) {
  if (const Status spared = spare_inputs({&context.output, 1}, wish.draft, context); !spared) {
    return report(context, spared.error());
  }
  if (!missing_folder(context.output).empty()) return report(context, not_written(context.output));
  const auto desk = open_desk(context, wish.draft, Figures::unwanted);
  if (!desk) return report(context, desk.error());
  std::vector<ReadDraft> drafts;
  int code = exit_ok;
  for (const std::string& file : wish.draft.files) {
    auto opened = open_draft(file, wish.draft);
    if (!opened) {
      const int failed = report(context, opened.error());
      if (wish.draft.files.size() == 1) return failed;
      code = exit_unreadable;
      continue;
    }
    if (opened->remark) {
      remark(context, {file + "：" + opened->remark->zh, file + ": " + opened->remark->en});
    }
    drafts.push_back(read_draft(file, std::move(opened->document), *desk));
  }
  std::vector<render::TidyFigure> figures;
  for (const ReadDraft& draft : drafts) {
    figures.insert(figures.end(), draft.tidy.figures.begin(), draft.tidy.figures.end());
  }
  const render::Table table = render::tidy_table(figures, *desk->words, desk->context.written);
  const int written =
      emit(context, {&table, 1}, [&] { return drafts_json(drafts, *desk, context.language); });
  for (const ReadDraft& draft : drafts) remark_left_out(draft, wish.all, context);
  return written != exit_ok ? written : code;
}

}  // namespace

Command read_command() {
  return {"read",
          {"把通报里的数字读成可导入的数据", "read a bulletin's figures as rows that import takes"},
          {"duibiao read 通报.docx --place 温州 --csv -o 通报.csv\n  duibiao "
           "import 通报.csv",
           "duibiao read bulletin.docx --place Wenzhou --csv -o bulletin.csv\n"
           "  duibiao import bulletin.csv"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto wish = std::make_shared<Options>();
            add_draft_options(command, wish->draft, context);
            command.add_flag("--all", wish->all,
                             context.say({"逐个列出未取的数", "list each figure left out"}));
            return [&context, wish] { return run_read(*wish, context); };
          }};
}

}  // namespace duibiao::app
