// `indicators` and `places`: what names there are, and adding more without recompiling.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/draft.h"
#include "render/names_json.h"
#include "render/words.h"

namespace duibiao::app {
namespace {

/// «name=target» of --alias.
Result<store::Overlay> alias_overlay(store::OverlayKind kind, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    return fail(ErrorCode::bad_argument,
                {fmt::format("别名应写作 名称=代码，收到的是「{}」", text),
                 fmt::format("an alias is written NAME=CODE, not “{}”", text)});
  }
  return store::Overlay{kind, text.substr(0, equals), text.substr(equals + 1)};
}

int add_names(const Context& context, const std::vector<store::Overlay>& overlays) {
  auto space = context.open_or_create();
  if (!space) return report(context, space.error());
  for (const store::Overlay& overlay : overlays) {
    const Status added = (*space)->add_overlay(overlay, context.actor());
    if (!added) return report(context, added.error());
    remark(context,
           {fmt::format("已加入：{}", overlay.name), fmt::format("added: {}", overlay.name)});
  }
  remark(context, {"挂起的行可用 duibiao held --retry 重新导入。",
                   "Held rows can now be brought in with duibiao held --retry."});
  return exit_ok;
}

std::string joined(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, "、"));
}

/// The names of the store when there is one, else the built-in ones.
Result<std::shared_ptr<const Vocabulary>> names_in_use(const Context& context) {
  return workspace::vocabulary_of(context.store_path);
}

render::Table indicator_table(const Vocabulary& words, const Context& context) {
  render::Table table;
  table.columns = {{"indicator", {"代码", "id"}},
                   {"name", {"名称", "name"}},
                   {"unit", {"单位", "unit"}},
                   {"kind", {"类型", "kind"}},
                   {"growth_basis", {"增速口径", "growth basis"}},
                   {"parent", {"所属", "part of"}},
                   {"formula", {"公式", "formula"}},
                   {"aliases", {"别名", "also"}, render::Align::left, true}};
  for (const Indicator& indicator : words.catalogue.all()) {
    const std::string parent =
        indicator.parent.known() ? words.catalogue.at(indicator.parent).id : "";
    table.rows.push_back({indicator.id, render::name_of(indicator, context.language),
                          render::unit_word(indicator.unit, context.language),
                          std::string(id_of(indicator.kind)),
                          std::string(id_of(indicator.growth_basis)), parent, indicator.formula,
                          render::Cell(joined(indicator.aliases), render::Tone::dim)});
  }
  return table;
}

std::vector<PlaceId> matching_places(const PlaceRegistry& places, const std::string& within,
                                     const std::string& name) {
  std::vector<PlaceId> out;
  for (std::uint32_t k = 0; k < places.size(); ++k) {
    const Place& place = places.at({k});
    const bool under = within.empty() || place.code == within ||
                       (place.parent.known() && places.at(place.parent).code == within);
    const bool named = name.empty() || place.zh.find(name) != std::string::npos ||
                       place.en.find(name) != std::string::npos || place.code.starts_with(name);
    if (under && named) out.push_back({k});
  }
  return out;
}

render::Table place_table(const Vocabulary& words, const std::vector<PlaceId>& found,
                          const Context& context) {
  render::Table table;
  table.columns = {{"place_code", {"代码", "code"}},
                   {"place", {"名称", "name"}},
                   {"name_en", {"英文名", "English"}},
                   {"parent", {"上级", "in"}},
                   {"aliases", {"别名", "also"}, render::Align::left, true}};
  for (const PlaceId id : found) {
    const Place& place = words.places.at(id);
    const std::string parent =
        place.parent.known() ? render::name_of(words.places.at(place.parent), context.language)
                             : "";
    table.rows.push_back({place.code, place.zh, place.en, parent,
                          render::Cell(joined(place.aliases), render::Tone::dim)});
  }
  return table;
}

render::Table group_table(const Vocabulary& words, const Context& context) {
  render::Table table;
  table.columns = {{"group", {"代码", "id"}},
                   {"name", {"名称", "name"}},
                   {"members", {"成员数", "members"}, render::Align::right},
                   {"places", {"成员", "places"}, render::Align::left, true}};
  for (const PeerGroup& group : words.places.groups()) {
    std::vector<std::string> names;
    for (const PlaceId id : group.members) {
      names.push_back(render::short_name_of(words.places.at(id), context.language));
    }
    table.rows.push_back({group.id, context.say({group.zh, group.en}),
                          fmt::format("{}", group.members.size()), joined(names)});
  }
  return table;
}

}  // namespace

Command indicators_command() {
  return {
      "indicators",
      {"列出指标，或加入自己的指标与别名", "list the indicators; add your own and their aliases"},
      {"duibiao indicators\n  duibiao indicators --add 我的指标.toml\n"
       "  duibiao indicators --alias 外贸额=trade\n  duibiao indicators --words 我的词语.toml",
       "duibiao indicators\n  duibiao indicators --add mine.toml\n"
       "  duibiao indicators --alias 外贸额=trade\n  duibiao indicators --words words.toml"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto file = std::make_shared<std::string>();
        auto aliases = std::make_shared<std::vector<std::string>>();
        command.add_option("--add", *file, context.say({"指标文件(TOML)", "TOML file to add"}));
        command.add_option("--alias", *aliases, context.say({"别名，名称=代码", "alias, NAME=ID"}));
        auto lexicon = std::make_shared<std::string>();
        command.add_option("--words", *lexicon,
                           context.say({"阅读文稿用的词语文件(TOML)，存入库中",
                                        "TOML file of words for reading drafts, kept in the "
                                        "store"}));
        return [&context, file, aliases, lexicon] {
          std::vector<store::Overlay> overlays;
          if (!file->empty()) {
            const auto text = read_small_file(*file);
            if (!text) return report(context, text.error());
            overlays.push_back({store::OverlayKind::indicators_toml, *file, *text});
          }
          if (!lexicon->empty()) {
            const auto text = read_small_file(*lexicon);
            if (!text) return report(context, text.error());
            overlays.push_back({store::OverlayKind::lexicon_toml, *lexicon, *text});
          }
          for (const std::string& alias : *aliases) {
            const auto overlay = alias_overlay(store::OverlayKind::indicator_alias, alias);
            if (!overlay) return report(context, overlay.error());
            overlays.push_back(*overlay);
          }
          if (!overlays.empty()) return add_names(context, overlays);
          const auto words = names_in_use(context);
          if (!words) return report(context, words.error());
          const render::Table table = indicator_table(**words, context);
          return emit(context, {&table, 1},
                      [&] { return render::indicators_json(**words, context.language); });
        };
      }};
}

Command places_command() {
  struct Options {
    std::string name;
    std::string within;
    std::string add;
    std::string add_groups;
    std::vector<std::string> aliases;
    bool groups = false;
  };
  return {
      "places",
      {"列出地区与分组，或加入自己的地区与别名",
       "list places and peer groups; add your own and aliases"},
      {"duibiao places 温州\n  duibiao places --in 浙江\n  duibiao places --groups\n"
       "  duibiao places --alias 温州地区=330300",
       "duibiao places Wenzhou\n  duibiao places --in Zhejiang\n  duibiao places --groups\n"
       "  duibiao places --alias 温州地区=330300"},
      [](CLI::App& command, Context& context) -> std::function<int()> {
        auto wish = std::make_shared<Options>();
        command.add_option("name", wish->name,
                           context.say({"名称或代码的一部分", "part of a name or code"}));
        command.add_option("--in", wish->within,
                           context.say({"只列其下级", "only what lies in this place"}));
        command.add_option("--add", wish->add,
                           context.say({"地区文件(CSV)", "CSV file of places to add"}));
        command.add_option("--add-groups", wish->add_groups,
                           context.say({"分组文件(TOML)", "TOML file of peer groups to add"}));
        command.add_option("--alias", wish->aliases,
                           context.say({"别名，名称=代码", "alias, NAME=CODE"}));
        command.add_flag("--groups", wish->groups,
                         context.say({"列出分组", "list the peer groups"}));
        return [&context, wish] {
          std::vector<store::Overlay> overlays;
          for (const auto& [path, kind] :
               {std::pair{wish->add, store::OverlayKind::places_csv},
                std::pair{wish->add_groups, store::OverlayKind::groups_toml}}) {
            if (path.empty()) continue;
            const auto text = read_small_file(path);
            if (!text) return report(context, text.error());
            overlays.push_back({kind, path, *text});
          }
          for (const std::string& alias : wish->aliases) {
            const auto overlay = alias_overlay(store::OverlayKind::place_alias, alias);
            if (!overlay) return report(context, overlay.error());
            overlays.push_back(*overlay);
          }
          if (!overlays.empty()) return add_names(context, overlays);
          const auto words = names_in_use(context);
          if (!words) return report(context, words.error());
          std::string code;
          if (!wish->within.empty()) {
            const auto parent = (*words)->places.resolve(wish->within);
            if (!parent) return report(context, parent.error());
            code = (*words)->places.at(*parent).code;
          }
          const auto found = matching_places((*words)->places, code, wish->name);
          const render::Table table =
              wish->groups ? group_table(**words, context) : place_table(**words, found, context);
          return emit(context, {&table, 1}, [&] { return render::places_json(**words, found); });
        };
      }};
}

}  // namespace duibiao::app
