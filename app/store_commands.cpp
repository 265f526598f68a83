// What happened to the store, and keeping it safe: `revisions`, `log`, `undo`, `verify`, `backup`.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/query.h"
#include "render/store_json.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

/// Seconds since the epoch as the bureau's wall clock (UTC+8) shows them.
std::string local_time(std::int64_t unix_seconds) {
  constexpr std::int64_t beijing_offset = 8 * 3600;
  const std::int64_t local = unix_seconds + beijing_offset;
  const std::int64_t second = ((local % 86400) + 86400) % 86400;
  return fmt::format("{} {:02}:{:02}:{:02}", Date::from_unix(unix_seconds).to_string(),
                     second / 3600, second / 60 % 60, second % 60);
}

Message kind_words(cube::Rival::Kind kind) {
  switch (kind) {
    case cube::Rival::Kind::revised:
      return {"修订", "revised"};
    case cube::Rival::Kind::conflict:
      return {"冲突", "conflict"};
    case cube::Rival::Kind::witness:
      break;
  }
  return {"旁证", "witness"};
}

std::string printed(const cube::Published& published, Language language) {
  return published.value.to_string() + " " + render::unit_word(published.unit, language);
}

std::string origin(const cube::Published& published) {
  std::string out = published.source != nullptr ? published.source->name : "";
  if (!published.release_assumed) out += " @" + published.released.to_string();
  return out;
}

int run_revisions(const Context& context, const std::string& place_name, bool witnesses) {
  const auto opened = open_for_reading(context);
  if (!opened) return report(context, opened.error());
  PlaceId only;
  if (!place_name.empty()) {
    const auto place = opened->words().places.resolve(place_name);
    if (!place) return report(context, place.error());
    only = *place;
  }
  render::Table table;
  table.columns = {{"kind", {"类别", "kind"}},
                   {"figure", {"数", "figure"}},
                   {"now", {"现值", "now"}, render::Align::right},
                   {"other", {"另值", "other"}, render::Align::right},
                   {"source_now", {"现值来源", "from"}, render::Align::left, true},
                   {"source_other", {"另值来源", "other from"}, render::Align::left, true}};
  std::vector<cube::Rival> rivals = opened->cube->rivals(witnesses);
  if (only.known()) {
    std::erase_if(rivals, [only](const cube::Rival& rival) { return rival.key.place != only; });
  }
  for (const cube::Rival& rival : rivals) {
    const bool conflict = rival.kind == cube::Rival::Kind::conflict;
    table.rows.push_back({render::Cell(context.say(kind_words(rival.kind)),
                                       conflict ? render::Tone::warn : render::Tone::plain),
                          render::name_of(rival.key, opened->words(), context.language),
                          render::Cell(printed(rival.current, context.language)),
                          render::Cell(printed(rival.other, context.language)),
                          render::Cell(origin(rival.current), render::Tone::dim),
                          render::Cell(origin(rival.other), render::Tone::dim)});
  }
  const bool conflicts = std::ranges::any_of(
      table.rows, [](const auto& row) { return row.front().tone == render::Tone::warn; });
  if (conflicts) {
    table.notes.push_back(context.say(
        {"冲突：两个来源的先后不明，先导入者为现值。核实后用 import --released 发布日 "
         "重新导入应采用的一份。",
         "Conflicts: nothing says which source came out later; the first import stands. Once you "
         "know, import the right one again with --released DATE."}));
  }
  if (table.rows.empty()) {
    table.notes.push_back(
        context.say({"没有修订，也没有冲突。", "No revisions and no conflicts."}));
  }
  return emit(context, {&table, 1},
              [&] { return render::revisions_json(rivals, opened->words(), context.language); });
}

int run_log(const Context& context, bool batches_only) {
  auto space = context.open();
  if (!space) return report(context, space.error());
  render::Table table;
  if (batches_only) {
    const auto batches = (*space)->store().batches();
    if (!batches) return report(context, batches.error());
    table.columns = {{"batch", {"批次", "batch"}, render::Align::right},
                     {"at", {"导入时间", "imported"}},
                     {"actor", {"谁", "who"}},
                     {"figures", {"数", "figures"}, render::Align::right},
                     {"held", {"挂起", "held"}, render::Align::right},
                     {"undone", {"", ""}},
                     {"file", {"文件", "file"}}};
    for (const store::Batch& b : *batches) {
      table.rows.push_back({fmt::format("{}", b.id), local_time(b.imported_at), b.actor,
                            fmt::format("{}", b.figures), fmt::format("{}", b.held),
                            b.undone ? context.say({"已撤销", "undone"}) : std::string(), b.file});
    }
    return emit(context, {&table, 1}, [&] { return render::batches_json(*batches); });
  }
  const auto entries = (*space)->store().log();
  if (!entries) return report(context, entries.error());
  table.columns = {{"id", {"号", "no."}, render::Align::right},
                   {"at", {"时间", "time"}},
                   {"actor", {"谁", "who"}},
                   {"action", {"动作", "action"}},
                   {"detail", {"内容", "what"}, render::Align::left, true},
                   {"hash", {"链值", "hash"}}};
  for (const store::LogEntry& entry : *entries) {
    table.rows.push_back({fmt::format("{}", entry.id), local_time(entry.at_unix), entry.actor,
                          entry.action, entry.detail,
                          render::Cell(entry.hash.substr(0, 12), render::Tone::dim)});
  }
  return emit(context, {&table, 1}, [&] { return render::log_json(*entries); });
}

int run_undo(const Context& context, std::int64_t batch) {
  auto space = context.open();
  if (!space) return report(context, space.error());
  const auto undone = (*space)->store().undo(batch, context.actor());
  if (!undone) return report(context, undone.error());
  remark(context,
         {fmt::format("已撤销批次 {}（{}）：{} 个数不再计入。数据仍在库中，可重新导入该文件。",
                      undone->id, undone->file, undone->figures),
          fmt::format("batch {} ({}) undone: {} figures no longer count. Nothing was "
                      "erased; the file can be imported again.",
                      undone->id, undone->file, undone->figures)});
  return exit_ok;
}

int run_verify(const Context& context) {
  auto space = context.open();
  if (!space) return report(context, space.error());
  const auto found = (*space)->store().verify();
  if (!found) return report(context, found.error());
  if (context.format == Format::json) {
    render::Json json = render::document("verify");
    json["log_entries"] = found->log_entries;
    json["batches"] = found->batches;
    json["blocks"] = found->blocks;
    json["figures"] = found->figures;
    json["head"] = found->head;
    json["problems"] = render::Json::array();
    for (const Error& problem : found->problems) {
      json["problems"].push_back(render::to_json(problem)["error"]);
    }
    const int written = write_out(context, json.dump(2) + "\n");
    return found->problems.empty() ? written : exit_failed;
  }
  for (const Error& problem : found->problems) (void)report(context, problem);
  const Message summary =
      found->problems.empty()
          ? Message{fmt::format(
                        "完好：日志 {} 条、批次 {} 个、数 {} 个全部核对一致。\n日志链首：{}\n",
                        found->log_entries, found->batches, found->figures, found->head),
                    fmt::format("sound: {} log entries, {} batches and {} figures all agree.\n"
                                "head of the log: {}\n",
                                found->log_entries, found->batches, found->figures, found->head)}
          : Message{
                fmt::format("发现 {} 处问题。请从备份恢复。\n", found->problems.size()),
                fmt::format("{} problems found. Restore from a backup.\n", found->problems.size())};
  (void)write_out(context, context.say(summary));
  return found->problems.empty() ? exit_ok : exit_failed;
}

int run_backup(const Context& context, const std::string& to) {
  auto space = context.open();
  if (!space) return report(context, space.error());
  const Status copied = (*space)->store().backup(to, context.actor());
  if (!copied) return report(context, copied.error());
  remark(context, {fmt::format("已备份到 {}", to), fmt::format("backed up to {}", to)});
  return exit_ok;
}

}  // namespace

Command revisions_command() {
  return {"revisions",
          {"列出修订过的数和来源之间的冲突", "list revised figures and conflicts between sources"},
          {"duibiao revisions\n  duibiao revisions 温州",
           "duibiao revisions\n  duibiao revisions Wenzhou"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto place = std::make_shared<std::string>();
            auto witnesses = std::make_shared<bool>(false);
            command.add_option("place", *place, context.say({"只看该地区", "only this place"}));
            command.add_flag("--witnesses", *witnesses,
                             context.say({"也列出一致的旁证", "also list sources that agree"}));
            return
                [&context, place, witnesses] { return run_revisions(context, *place, *witnesses); };
          }};
}

Command log_command() {
  return {"log",
          {"谁在何时改了什么", "who changed what, and when"},
          {"duibiao log\n  duibiao log --batches", "duibiao log\n  duibiao log --batches"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto batches = std::make_shared<bool>(false);
            command.add_flag("--batches", *batches,
                             context.say({"列出导入批次", "list the import batches"}));
            return [&context, batches] { return run_log(context, *batches); };
          }};
}

Command undo_command() {
  return {"undo",
          {"撤销一次导入", "undo an import"},
          {"duibiao log --batches\n  duibiao undo 3", "duibiao log --batches\n  duibiao undo 3"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto batch = std::make_shared<std::int64_t>(0);
            command.add_option("batch", *batch, context.say({"批次号", "number of the batch"}))
                ->required();
            return [&context, batch] { return run_undo(context, *batch); };
          }};
}

Command verify_command() {
  return {"verify",
          {"核对库文件与日志链是否完好", "prove that the store and its log are whole"},
          {"duibiao verify", "duibiao verify"},
          [](CLI::App&, Context& context) -> std::function<int()> {
            return [&context] { return run_verify(context); };
          }};
}

Command backup_command() {
  return {"backup",
          {"在使用中备份库文件", "copy the store while it is in use"},
          {"duibiao backup 备份-2025-08-18.duibiao", "duibiao backup backup-2025-08-18.duibiao"},
          [](CLI::App& command, Context& context) -> std::function<int()> {
            auto to = std::make_shared<std::string>();
            command.add_option("file", *to, context.say({"备份文件", "file to write"}))->required();
            return [&context, to] { return run_backup(context, *to); };
          }};
}

}  // namespace duibiao::app
