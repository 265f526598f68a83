#include "app/import_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "render/words.h"

namespace duibiao::app {
namespace {

using workspace::ImportReport;

/// «文件  版式  n 个数,挂起 m 行».
std::string summary(const ImportReport& report, const Context& context) {
  const std::string file = render::printable(report.file);
  if (report.unchanged) {
    return context.say({fmt::format("{}  已在库中（批次 {}），没有变化\n", file, report.batch->id),
                        fmt::format("{}  already in the store (batch {}), nothing changed\n", file,
                                    report.batch->id)});
  }
  intake::Counts total;
  for (const intake::Reading& sheet : report.reading.sheets) {
    total.figures += sheet.counts.figures;
    total.held_rows += sheet.counts.held_rows;
    total.missing += sheet.counts.missing;
  }
  std::string out = fmt::format("{}  {}  ", file, report.reading.sheets.front().layout.kind);
  out += context.say(
      {fmt::format("{} 个数", total.figures), fmt::format("{} figures", total.figures)});
  if (total.held_rows != 0) {
    out += context.say({fmt::format(",挂起 {} 行", total.held_rows),
                        fmt::format(", {} rows held", total.held_rows)});
  }
  if (total.missing != 0) {
    out += context.say({fmt::format(",空缺 {} 格", total.missing),
                        fmt::format(", {} cells say there is none", total.missing)});
  }
  if (report.batch) {
    out += context.say(
        {fmt::format(",批次 {}", report.batch->id), fmt::format(", batch {}", report.batch->id)});
  }
  return out + "\n";
}

std::string warning_line(const intake::Warning& warning, const Context& context) {
  std::string cells = fmt::format("{}", fmt::join(warning.cells, " "));
  if (warning.count > warning.cells.size() && !warning.cells.empty()) {
    cells += context.say(
        {fmt::format(" 等 {} 处", warning.count), fmt::format(" … {} in all", warning.count)});
  }
  const bool loud = warning.severity != intake::Severity::information;
  const std::string text = fmt::format("  {} {}{}{}\n", loud ? "!" : "·",
                                       render::printable(context.say(warning.message)),
                                       cells.empty() ? "" : "  ", cells);
  return render::toned(text, loud ? render::Tone::warn : render::Tone::dim, context.style);
}

std::string every_warning(const intake::Reading& sheet, const Context& context) {
  std::string out;
  for (const intake::Warning& warning : sheet.warnings) out += warning_line(warning, context);
  return out;
}

/// What contradicts is always said; what is only worth knowing is shown once a kind and counted.
std::string warnings_in_brief(const intake::Reading& sheet, const Context& context) {
  std::string out;
  std::map<std::string, std::pair<const intake::Warning*, std::size_t>> information;
  for (const intake::Warning& warning : sheet.warnings) {
    if (warning.severity != intake::Severity::information) {
      out += warning_line(warning, context);
      continue;
    }
    auto& [first, count] = information[warning.code];
    if (first == nullptr) first = &warning;
    count += warning.cells.size() > warning.count ? 1 : warning.count;
  }
  for (const auto& [code, seen] : information) {
    out += warning_line(*seen.first, context);
    if (seen.second <= 1) continue;
    out += render::toned(
        context.say({fmt::format("    同类共 {} 处，全部见 --dry-run 或 --json\n", seen.second),
                     fmt::format("    {} like it in all; see --dry-run or --json\n", seen.second)}),
        render::Tone::dim, context.style);
  }
  return out;
}

std::string suggestion_line(const intake::Suggestion& suggestion, bool accepted,
                            const Context& context) {
  std::string out = fmt::format("  → {}\n", context.say(suggestion.why));
  const std::string_view unit = suggestion.to.symbol();
  Message next;
  if (suggestion.shift != 0) {  // growth written as a fraction: another factor, not another unit
    next = accepted ? Message{"已按百分数读入。", "Read as per cent."}
                    : Message{fmt::format("{} 个数暂挂起；核实后加 --accept-suggestions 重新导入。",
                                          suggestion.figures),
                              fmt::format("{} figures are held; once you are sure, import again "
                                          "with --accept-suggestions.",
                                          suggestion.figures)};
  } else if (accepted) {
    next = {fmt::format("已按{}读入。", unit), fmt::format("Read as {}.", unit)};
  } else {
    next = {fmt::format("{} 个数暂挂起；核实后用 duibiao held --retry --unit {} 导入。",
                        suggestion.figures, unit),
            fmt::format("{} figures are held; once you are sure, bring them in with "
                        "duibiao held --retry --unit {}.",
                        suggestion.figures, unit)};
  }
  return out + fmt::format("    {}\n", context.say(next));
}

std::string preview(const intake::Reading& sheet, const Vocabulary& words, const Context& context) {
  render::Table table;
  table.columns = {{"cell", {"单元格", "cell"}},
                   {"place", {"地区", "place"}},
                   {"indicator", {"指标", "indicator"}},
                   {"period", {"时期", "period"}},
                   {"measure", {"口径", "measure"}},
                   {"value", {"数", "value"}, render::Align::right},
                   {"unit", {"单位", "unit"}}};
  for (const Observation& figure : sheet.preview) {
    table.rows.push_back(
        {intake::cell_name(figure.row, figure.column),
         render::name_of(words.places.at(figure.key.place), context.language),
         render::name_of(words.catalogue.at(figure.key.indicator), context.language),
         figure.key.period.to_string(), render::name_of(figure.key.measure, context.language),
         render::Cell(figure.value().to_string(), figure.value()),
         render::unit_word(figure.unit, context.language)});
  }
  return render::to_terminal(table, context.style);
}

std::string in_full(const intake::Reading& sheet, const Vocabulary& words, const Context& context) {
  std::string out;
  if (!sheet.sheet.name.empty()) out += fmt::format("[{}]\n", sheet.sheet.name);
  for (const Message& line : describe(sheet.layout, words)) {
    out += "  " + context.say(line) + "\n";
  }
  return out + "\n" + preview(sheet, words, context) + "\n";
}

}  // namespace

bool has_findings(const ImportReport& report) {
  return std::ranges::any_of(report.reading.sheets, [](const intake::Reading& sheet) {
    return sheet.counts.held_rows != 0 ||
           std::ranges::any_of(sheet.warnings, [](const intake::Warning& warning) {
             return warning.severity == intake::Severity::suspect;
           });
  });
}

std::string import_words(const ImportReport& report, const Vocabulary& words, bool full,
                         const Context& context) {
  std::string out = summary(report, context);
  for (const intake::Reading& sheet : report.reading.sheets) {
    if (full) out += in_full(sheet, words, context);
    for (const Message& note : sheet.layout.notes) {
      if (!full)
        out += render::toned("  · " + context.say(note), render::Tone::dim, context.style) + "\n";
    }
    out += full ? every_warning(sheet, context) : warnings_in_brief(sheet, context);
    for (const intake::Suggestion& suggestion : sheet.suggestions) {
      out += suggestion_line(suggestion, sheet.suggestions_accepted, context);
    }
  }
  for (const auto& [name, why] : report.reading.skipped) {
    out += fmt::format("  · {}{}: {}\n", context.say({"跳过工作表 ", "sheet skipped: "}), name,
                       context.say(why));
  }
  const bool held = std::ranges::any_of(report.reading.sheets, [](const intake::Reading& sheet) {
    return sheet.counts.held_rows != 0;
  });
  if (held && report.batch) {
    out += context.say({"  挂起的行原样保存，用 duibiao held 查看。\n",
                        "  Held rows are kept as they stood; see duibiao held.\n"});
  }
  return out;
}

}  // namespace duibiao::app
