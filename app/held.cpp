// `held`: rows that could not be placed, kept with their cells until a name brings them in.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "render/store_json.h"
#include "workspace/import.h"

namespace duibiao::app {
namespace {

struct Options {
  bool retry = false;
  std::vector<std::string> units;
};

/// What would bring the rows in, by why they are held.
std::vector<std::string> advice(const std::vector<std::pair<store::HeldRow, Message>>& rows,
                                const Context& context) {
  const auto any = [&rows](std::string_view code) {
    return std::ranges::any_of(rows,
                               [code](const auto& row) { return row.first.reason_code == code; });
  };
  std::vector<std::string> out;
  if (any("unknown_place")) {
    out.push_back(
        context.say({"地区：duibiao places --alias 名称=代码，再用 duibiao held --retry 导入。",
                     "Places: add an alias with duibiao places --alias NAME=CODE, then duibiao "
                     "held --retry."}));
  }
  if (any("unknown_indicator")) {
    out.push_back(context.say(
        {"指标：duibiao indicators --alias 名称=代码，再用 duibiao held --retry 导入。",
         "Indicators: duibiao indicators --alias NAME=ID, then duibiao held --retry."}));
  }
  if (any("unit_suspect") || any("bad_unit")) {
    out.push_back(context.say({"单位：核实后用 duibiao held --retry --unit 单位 导入。",
                               "Units: once you are sure, duibiao held --retry --unit UNIT."}));
  }
  if (out.empty()) {
    out.push_back(context.say(
        {"请在原表中改正后重新导入。", "Put it right in the sheet and import that again."}));
  }
  return out;
}

render::Table held_table(const std::vector<std::pair<store::HeldRow, Message>>& rows,
                         const Context& context) {
  render::Table table;
  table.columns = {{"id", {"号", "no."}, render::Align::right},
                   {"file", {"文件", "file"}},
                   {"sheet", {"工作表", "sheet"}},
                   {"row", {"行", "row"}, render::Align::right},
                   {"reason", {"原因", "reason"}},
                   {"cells", {"内容", "cells"}, render::Align::left, true}};
  for (const auto& [row, reason] : rows) {
    table.rows.push_back(
        {fmt::format("{}", row.id), row.file, row.sheet, fmt::format("{}", row.row),
         context.say(reason),
         render::Cell(fmt::format("{}", fmt::join(row.cells, " | ")), render::Tone::dim)});
  }
  if (table.rows.empty()) {
    table.notes.push_back(context.say({"没有挂起的行。", "No rows are held."}));
  } else {
    table.notes = advice(rows, context);
  }
  return table;
}

int list_held(workspace::Workspace& space, const Context& context) {
  const auto held = space.store().held();
  if (!held) return report(context, held.error());
  std::vector<std::pair<store::HeldRow, Message>> rows;
  for (const store::HeldRow& row : *held) rows.emplace_back(row, row.reason);
  const render::Table table = held_table(rows, context);
  return emit(context, {&table, 1}, [&] { return render::held_json(rows, space.vocabulary()); });
}

int run_held(const Options& wish, const Context& context) {
  auto space = context.open();
  if (!space) return report(context, space.error());
  if (!wish.retry && wish.units.empty()) return list_held(**space, context);
  std::vector<Unit> units;
  for (const std::string& name : wish.units) {
    const std::optional<Unit> unit = Unit::find(name);
    if (!unit) {
      return report(context, Error{ErrorCode::bad_unit,
                                   {fmt::format("不认识的单位「{}」", name),
                                    fmt::format("unknown unit “{}”", name)},
                                   {},
                                   {}});
    }
    units.push_back(*unit);
  }
  const auto retried = workspace::retry_held(**space, units, context.actor());
  if (!retried) return report(context, retried.error());
  remark(context, {fmt::format("导入 {} 行、{} 个数；仍挂起 {} 行。", retried->rows,
                               retried->figures, retried->still_held.size()),
                   fmt::format("{} rows and {} figures brought in; {} rows still held.",
                               retried->rows, retried->figures, retried->still_held.size())});
  if (context.format == Format::json) {
    render::Json json = render::held_json(retried->still_held, (*space)->vocabulary());
    json["rows"] = retried->rows;
    json["figures"] = retried->figures;
    (void)write_out(context, json.dump(2) + "\n");
  }
  return retried->still_held.empty() ? exit_ok : exit_findings;
}

}  // namespace

Command held_command() {
  return {"held",
          {"列出挂起的行，或重新导入", "list rows that could not be placed, or try them again"},
          {"duibiao held\n  duibiao places --alias 杭州经开区=330114\n  duibiao held --retry",
           "duibiao held\n  duibiao places --alias 杭州经开区=330114\n  duibiao held --retry"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto wish = std::make_shared<Options>();
            command.add_flag("--retry", wish->retry, context.say({"重新导入", "try them again"}));
            command.add_option("--unit", wish->units,
                               context.say({"因单位可疑而挂起的数的单位",
                                            "unit of the rows held for a suspect unit"}));
            return [&context, wish] { return run_held(*wish, context); };
          }};
}

}  // namespace duibiao::app
