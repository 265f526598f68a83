// `brief`: the month's page — where a place stands, in one table and in sentences to paste.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/draft.h"
#include "app/query.h"
#include "bulletin/brief.h"
#include "document/zip_rewrite.h"
#include "render/brief_docx.h"
#include "render/brief_html.h"
#include "render/brief_json.h"
#include "render/brief_table.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

struct Options {
  std::string place;
  std::string period;
  std::string indicators;
  std::string against;
  std::string group;
  std::string html;
  std::string docx;
  bool explain = false;
};

std::vector<std::string> note_lines(const bulletin::Brief& brief, const Context& context) {
  std::vector<std::string> out;
  for (const bulletin::BriefNote& note : brief.notes) out.push_back(context.say(note.text));
  return out;
}

std::string as_text(const bulletin::Brief& brief, const cube::Cube& cube, const Options& wish,
                    const Context& context) {
  std::string out =
      render::to_terminal(render::brief_table(brief, cube, cell_style(context)), context.style);
  out += "\n";
  for (const render::Sentence& sentence : render::sentences(brief, cube, context.language)) {
    out += sentence.text + "\n";
  }
  const std::vector<std::string> notes = note_lines(brief, context);
  if (!notes.empty()) {
    out += "\n" +
           render::toned(context.say({"值得注意", "Worth a look"}), render::Tone::strong,
                         context.style) +
           "\n";
    for (const std::string& note : notes) {
      out += render::toned("  ! " + note, render::Tone::warn, context.style) + "\n";
    }
  }
  if (!brief.without_figures.empty()) {
    std::vector<std::string> names;
    for (const IndicatorId id : brief.without_figures) {
      names.push_back(render::short_name_of(cube.vocabulary().catalogue.at(id), context.language));
    }
    out += render::toned(fmt::format("{}{}", context.say({"本期无数：", "no figures for: "}),
                                     fmt::join(names, context.say({"、", ", "}))),
                         render::Tone::dim, context.style) +
           "\n";
  }
  if (wish.explain) {
    out += "\n" + render::to_terminal(sources_table(cube, bulletin::figures_behind(brief), context),
                                      context.style);
  }
  return out;
}

Result<bulletin::BriefRequest> request_of(const Options& wish, const Opened& opened) {
  const Vocabulary& words = opened.words();
  bulletin::BriefRequest request;
  const auto place = words.places.resolve(wish.place);
  if (!place) return tl::unexpected(place.error());
  request.place = *place;
  auto indicators = indicators_named(words, wish.indicators);
  if (!indicators) return tl::unexpected(indicators.error());
  request.indicators = std::move(*indicators);
  auto against = places_named(words, wish.against);
  if (!against) return tl::unexpected(against.error());
  request.against = std::move(*against);
  auto group = group_named(words, wish.group, *place);
  if (!group) return tl::unexpected(group.error());
  request.group = std::move(*group);
  request.group_name = name_of_group(words, wish.group, request.group);
  if (wish.period.empty()) {
    request.period = workspace::latest_headline_period(*opened.cube, *place).value_or(Period());
    return request;
  }
  const auto period = period_named(wish.period);
  if (!period) return tl::unexpected(period.error());
  request.period = *period;
  return request;
}

Result<bulletin::Brief> brief_of(const Options& wish, const Opened& opened) {
  const auto request = request_of(wish, opened);
  if (!request) return tl::unexpected(request.error());
  bulletin::Brief brief;
  if (request->period.known()) brief = bulletin::write_brief(*opened.cube, *request);
  if (!brief.items.empty()) return brief;
  const Place& place = opened.words().places.at(request->place);
  return fail(ErrorCode::missing_figure,
              {fmt::format("库中没有{}该时期的数", place.zh),
               fmt::format("the store has no figures of {} for that period", place.en)},
              {fmt::format("用 duibiao show {} 看有哪些数。", wish.place),
               fmt::format("See what there is with duibiao show {}.", wish.place)});
}

int answer(const Options& wish, const bulletin::Brief& brief, const cube::Cube& cube,
           const Context& context) {
  if (context.format == Format::terminal) {
    return write_out(context, as_text(brief, cube, wish, context));
  }
  std::vector<render::Table> tables;
  if (context.format == Format::xlsx) {
    tables = render::brief_workbook(brief, cube, context.language);
  } else if (context.format == Format::csv) {
    tables = {render::brief_table(brief, cube, cell_style(context))};
    if (wish.explain) {
      tables.push_back(sources_table(cube, bulletin::figures_behind(brief), context));
    }
  }
  return emit(context, tables,
              [&] { return render::brief_json(brief, cube, wish.explain, context.language); });
}

/// What the line asks for and cannot have, found before anything is read.
Status sensible(const Options& wish, const Context& context) {
  if (period_named(wish.html)) {
    return fail(ErrorCode::bad_argument,
                {fmt::format("“{}”是时期，不是 --html 的文件名", wish.html),
                 fmt::format("“{}” is a period, not a file for --html", wish.html)},
                {"请把时期写在 --html 之前，或写明文件名。",
                 "Put the period before --html, or name the file."});
  }
  const bool printed = context.format == Format::json || context.format == Format::csv;
  const std::string answer = printed && context.output.empty() ? "-" : context.output;
  const std::vector<std::string> outputs{wish.html, wish.docx, answer};
  if (const Status each = apart(outputs); !each) return each;
  if (const Status spared = spare_inputs(outputs, {}, context); !spared) return spared;
  for (const std::string& output : outputs) {
    if (!missing_folder(output).empty()) return tl::unexpected(not_written(output));
  }
  return {};
}

/// The pages asked for besides the answer; the worst exit code.
int answer_aside(const Options& wish, const bulletin::Brief& brief, const cube::Cube& cube,
                 const Context& context) {
  int code = exit_ok;
  if (!wish.html.empty()) {
    code = write_aside(context, wish.html, render::brief_to_html(brief, cube, context.language));
  }
  if (!wish.docx.empty()) {
    const auto packed =
        document::make_zip(wish.docx, render::brief_docx_parts(brief, cube, context.language));
    if (!packed) return report(context, packed.error());
    code = std::max(code, write_aside(context, wish.docx, *packed));
  }
  return code;
}

int run_brief(const Options& wish, const Context& context) {
  if (const Status sound = sensible(wish, context); !sound) return report(context, sound.error());
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  const auto brief = brief_of(wish, *opened);
  if (!brief) return report(context, brief.error());
  const bool elsewhere = !wish.html.empty() || !wish.docx.empty();
  const int aside = elsewhere ? answer_aside(wish, *brief, *opened->cube, context) : exit_ok;
  if (elsewhere && context.format == Format::terminal && context.output.empty()) return aside;
  return std::max(aside, answer(wish, *brief, *opened->cube, context));
}

}  // namespace

Command brief_command() {
  return {
      "brief",
      {"写出一个地区当期的简报", "write the month's page about a place"},
      {"duibiao brief 温州 2025-01..2025-07\n  duibiao brief 温州 --against 宁波,杭州 --explain\n"
       "  duibiao brief 温州 --docx 简报.docx --html 简报.html",
       "duibiao brief Wenzhou 2025-01..2025-07\n  duibiao brief Wenzhou --against Ningbo,Hangzhou "
       "--explain\n"
       "  duibiao brief Wenzhou --docx brief.docx --html brief.html"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        command.add_option("place", wish->place, context.say({"地区", "place"}))->required();
        command.add_option("period", wish->period,
                           context.say({"时期（缺省：最新）", "period (default: the latest)"}));
        command.add_option("--indicator,-i", wish->indicators,
                           context.say({"指标，可列多个（缺省：主要指标）",
                                        "indicators, a list (default: the headline ones)"}));
        command.add_option("--against,-a", wish->against,
                           context.say({"对标地区，可列多个", "peers, a list"}));
        command.add_flag("--explain", wish->explain,
                         context.say({"列出每个数的出处", "list the cells the numbers came from"}));
        command
            .add_option("--html", wish->html,
                        context.say({"写成网页，指到数字即见出处（不写文件名：标准输出）",
                                     "write a page that shows the source at each number (no FILE: "
                                     "standard output)"}))
            ->expected(0, 1)
            ->default_str("-");
        command.add_option(
            "--docx", wish->docx,
            context.say({"写成公文版式的 docx", "write a .docx laid out for print"}));
        add_group_option(command, wish->group, context);
        return [&context, wish] { return run_brief(*wish, context); };
      }};
}

}  // namespace duibiao::app
