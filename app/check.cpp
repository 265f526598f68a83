// `check`: every figure of a draft against the store and against the other
// figures of the draft.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/draft.h"
#include "app/output_file.h"
#include "bulletin/judge/check.h"
#include "render/check_html.h"
#include "render/check_json.h"
#include "render/check_sarif.h"
#include "render/check_table.h"
#include "render/check_terminal.h"

namespace duibiao::app {
namespace {

constexpr int exit_unreadable = 4;

/// The name that stands at the comments of a .docx.
constexpr std::string_view comment_author = "Duibiao 对标";

struct Options {
  DraftOptions draft;
  std::string html;
  std::string sarif;
  std::string docx;
  bool no_store = false;
  bool no_usage = false;
  bool strict = false;
  bool full = false;

  [[nodiscard]] bool elsewhere() const { return !html.empty() || !sarif.empty() || !docx.empty(); }
};

/// A draft after checking, or why it could not be read.
struct Checked {
  std::string file;
  Result<OpenedDraft> draft;
  bulletin::CheckReport report;
};

render::CheckedDraft view_of(const Checked& checked, const Desk& desk) {
  return {checked.file, &checked.draft->document, &checked.report, desk.words.get()};
}

std::vector<Checked> check_all(const Options& wish, const Desk& desk) {
  std::vector<Checked> out;
  const bulletin::CheckOptions how{desk.context, !wish.no_usage};
  for (const std::string& file : wish.draft.files) {
    Checked checked{file, open_draft(file, wish.draft), {}};
    if (checked.draft) {
      checked.report = bulletin::check(desk.reader, checked.draft->document, desk.cube.get(), how);
      if (checked.draft->remark) checked.report.reading.remarks.push_back(*checked.draft->remark);
    }
    out.push_back(std::move(checked));
  }
  return out;
}

/// Bad bytes in a draft must not keep its report from being written.
std::string dumped(const render::Json& json) {
  return json.dump(2, ' ', false, render::Json::error_handler_t::replace) + "\n";
}

render::Json all_json(const std::vector<Checked>& all, const Desk& desk, const Context& context) {
  render::Json out = render::document("check");
  if (all.size() == 1) {
    out.update(render::check_json(view_of(all.front(), desk), context.language));
    return out;
  }
  out["files"] = render::Json::array();
  for (const Checked& checked : all) {
    if (checked.draft) {
      out["files"].push_back(render::check_json(view_of(checked, desk), context.language));
      continue;
    }
    render::Json failed = {{"file", checked.file}};
    failed.update(render::to_json(checked.draft.error()));
    out["files"].push_back(std::move(failed));
  }
  return out;
}

int answer(const Options& wish, const std::vector<Checked>& all, const Desk& desk,
           const Context& context) {
  if (context.format == Format::json)
    return write_out(context, dumped(all_json(all, desk, context)));
  if (context.format != Format::terminal) {
    render::Table table = render::findings_table(context.language);
    for (const Checked& checked : all) {
      if (checked.draft) render::add_findings(table, view_of(checked, desk), context.language);
    }
    return emit(context, {&table, 1}, [] { return render::Json(); });
  }
  std::string out;
  for (const Checked& checked : all) {
    if (!checked.draft) continue;
    if (!out.empty()) out += "\n";
    out += render::check_to_terminal(view_of(checked, desk),
                                     {context.style, wish.full, all.size() > 1});
  }
  return write_out(context, out);
}

/// ISO 8601 in UTC; SOURCE_DATE_EPOCH, where it is set, makes two runs alike.
std::string now_text(const Context& context) {
  const char* fixed = std::getenv("SOURCE_DATE_EPOCH");
  std::int64_t seconds = context.actor().at_unix;
  if (fixed != nullptr) seconds = std::strtoll(fixed, nullptr, 10);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

int write_docx(const Options& wish, const Checked& checked, const Desk& desk,
               const Context& context) {
  std::vector<document::Comment> comments;
  for (render::Note& note : render::notes_of(view_of(checked, desk), context.language)) {
    comments.push_back({note.span, std::move(note.text)});
  }
  const auto written = document::comment_docx(checked.draft->bytes, checked.draft->document,
                                              comments, comment_author, now_text(context));
  if (!written) return report(context, written.error());
  return write_aside(context, wish.docx, *written);
}

/// The files asked for besides the answer; the worst exit code.
int answer_aside(const Options& wish, const std::vector<Checked>& all, const Desk& desk,
                 const Context& context) {
  int code = exit_ok;
  if (!wish.sarif.empty()) {
    std::vector<render::CheckedDraft> views;
    for (const Checked& checked : all) {
      if (checked.draft) views.push_back(view_of(checked, desk));
    }
    const render::Json log = render::check_sarif(views, DUIBIAO_VERSION, context.language);
    code = std::max(code, write_aside(context, wish.sarif, dumped(log)));
  }
  const Checked& first = all.front();
  if (!first.draft) return code;
  if (!wish.html.empty()) {
    code =
        std::max(code, write_aside(context, wish.html,
                                   render::check_to_html(view_of(first, desk), context.language)));
  }
  if (!wish.docx.empty()) code = std::max(code, write_docx(wish, first, desk, context));
  return code;
}

/// A line a draft on standard error, where the answer itself went to a file.
void remark_summaries(const std::vector<Checked>& all, const Context& context) {
  for (const Checked& checked : all) {
    if (!checked.draft) continue;
    const bulletin::CheckSummary& summary = checked.report.summary;
    remark(context, {checked.file + "：" + render::summary_words(summary, Language::zh),
                     checked.file + ": " + render::summary_words(summary, Language::en)});
  }
}

/// What the line asks for and cannot have, found before anything is read.
Status sensible(const Options& wish, const Context& context) {
  if ((!wish.html.empty() || !wish.docx.empty()) && wish.draft.files.size() > 1) {
    return fail(ErrorCode::bad_argument,
                {"--html 与 --docx 一次只能写一个文稿", "--html and --docx take one draft"},
                {"请逐个文稿运行，或用 --json、--sarif。",
                 "Run it for each draft, or use --json or --sarif."});
  }
  const bool printed = context.format == Format::json || context.format == Format::csv;
  const std::string answer = printed && context.output.empty() ? "-" : context.output;
  const std::vector<std::string> outputs{wish.html, wish.sarif, wish.docx, answer};
  if (const Status each = apart(outputs); !each) return each;
  if (const Status spared = spare_inputs(outputs, wish.draft, context); !spared) return spared;
  for (const std::string& output : outputs) {
    if (!missing_folder(output).empty()) return tl::unexpected(not_written(output));
  }
  return {};
}

/// Comments can be put into a .docx alone.
Status takes_comments(const Options& wish, const Checked& checked) {
  if (wish.docx.empty() || !checked.draft || checked.draft->document.format == "docx") return {};
  return fail(ErrorCode::bad_argument,
              {fmt::format("--docx 只用于 docx 文稿，而 {} 不是", checked.file),
               fmt::format("--docx needs a .docx draft, and {} is none", checked.file)},
              {"请改用 --html，或把文稿另存为 docx 后再核对。",
               "Use --html, or save the draft as .docx and check that."});
}

int run_check(const Options& wish, const Context& context) {
  if (const Status sound = sensible(wish, context); !sound) return report(context, sound.error());
  const auto desk =
      open_desk(context, wish.draft, wish.no_store ? Figures::unwanted : Figures::wanted);
  if (!desk) return report(context, desk.error());
  const std::vector<Checked> all = check_all(wish, *desk);
  if (all.size() == 1 && !all.front().draft) return report(context, all.front().draft.error());
  if (const Status taken = takes_comments(wish, all.front()); !taken) {
    return report(context, taken.error());
  }
  Context aside = context;
  aside.format = Format::terminal;  // a failure of one of several files stands
                                    // in the JSON itself
  int code = exit_ok;
  for (const Checked& checked : all) {
    if (!checked.draft) {
      static_cast<void>(report(aside, checked.draft.error()));
      code = exit_unreadable;
    } else if (render::has_findings(checked.report, wish.strict)) {
      code = std::max(code, exit_findings);
    }
  }
  const bool also_answer =
      !wish.elsewhere() || context.format != Format::terminal || !context.output.empty();
  int written = wish.elsewhere() ? answer_aside(wish, all, *desk, aside) : exit_ok;
  if (also_answer) {
    written = std::max(written, answer(wish, all, *desk, context));
  } else {
    remark_summaries(all, context);
  }
  return written != exit_ok ? written : code;
}

void add_check_options(CLI::App& command, Options& wish, const Context& context) {
  add_draft_options(command, wish.draft, context);
  command.add_option("--html", wish.html,
                     context.say({"写成网页，指到数字即见依据",
                                  "write a page that shows the "
                                  "evidence at each figure"}));
  command.add_option("--sarif", wish.sarif,
                     context.say({"写成 SARIF 2.1.0，供编辑器与 CI 使用",
                                  "write SARIF 2.1.0 for editors and CI"}));
  command.add_option(
      "--docx", wish.docx,
      context.say({"写成带批注的 docx（文稿须为 docx）", "write the .docx back with comments"}));
  command.add_flag("--no-store", wish.no_store,
                   context.say({"不用库，只核对文内关系", "without the store: the text alone"}));
  command.add_flag("--no-usage", wish.no_usage,
                   context.say({"不查用字用语", "without remarks on usage"}));
  command.add_flag("--strict", wish.strict,
                   context.say({"临界与用语问题也算有问题（退出码 3）",
                                "the edge and usage count as findings too (exit code 3)"}));
  command.add_flag("--full", wish.full,
                   context.say({"长文也全文显示", "show all of a long draft"}));
}

}  // namespace

Command check_command() {
  return {"check",
          {"核对文稿中的每一个数字", "check every figure of a draft"},
          {"duibiao check 通报.docx\n  duibiao check 通报.txt --place 温州 "
           "--html 通报.html\n"
           "  duibiao check - --no-store < 草稿.txt",
           "duibiao check draft.docx\n  duibiao check draft.txt --place "
           "Wenzhou --html draft.html\n"
           "  duibiao check - --no-store < draft.txt"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto wish = std::make_shared<Options>();
            add_check_options(command, *wish, context);
            return [&context, wish] { return run_check(*wish, context); };
          }};
}

}  // namespace duibiao::app
