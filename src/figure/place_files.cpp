#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "figure/name_key.h"
#include "figure/place.h"
#include "figure/toml_tables.h"
#include "text/utf8.h"

namespace duibiao {
namespace {

using names::name_key;

/// Every county, township and zone of China is under 50,000; a bigger file is not a list of places.
constexpr std::size_t most_places = 100'000;
constexpr std::size_t most_aliases = 64;
/// World, country, province, prefecture, county, zone: deeper nesting is a loop.
constexpr int deepest_nesting = 8;

constexpr std::array<std::string_view, 7> columns = {"code",   "name",  "short",  "name_en",
                                                     "parent", "level", "aliases"};
enum Column : std::size_t { code, name, short_name, name_en, parent, level, aliases };

constexpr std::array<std::pair<std::string_view, PlaceLevel>, 7> levels = {{
    {"world", PlaceLevel::world},
    {"country", PlaceLevel::country},
    {"province", PlaceLevel::province},
    {"prefecture", PlaceLevel::prefecture},
    {"county", PlaceLevel::county},
    {"zone", PlaceLevel::zone},
    {"group", PlaceLevel::group},
}};

/// One line of CSV (RFC 4180 without line breaks inside quotes); nothing when a quote stays open.
std::optional<std::vector<std::string>> split_fields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        fields.back().push_back(c);
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        fields.back().push_back('"');
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  if (quoted) return std::nullopt;
  return fields;
}

std::vector<std::string> split_aliases(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    const std::string_view one = text::trim(text.substr(0, bar));
    if (!one.empty()) out.emplace_back(one);
    text.remove_prefix(std::min(bar + 1, text.size()));
  }
  return out;
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Which field of the file holds each known column; an error for a column nobody knows.
Result<std::array<std::size_t, columns.size()>> read_header(std::string_view line,
                                                            std::string_view file_name) {
  std::array<std::size_t, columns.size()> where{};
  where.fill(std::string::npos);
  const auto fields = split_fields(line);
  for (std::size_t i = 0; fields && i < fields->size(); ++i) {
    const auto known = std::find(columns.begin(), columns.end(), text::trim((*fields)[i]));
    if (known == columns.end()) {
      return bad_catalogue(file_name, 1,
                           {fmt::format("没有「{}」这一列", (*fields)[i]),
                            fmt::format("there is no column `{}`", (*fields)[i])},
                           {"列：code,name,short,name_en,parent,level,aliases",
                            "columns: code,name,short,name_en,parent,level,aliases"});
    }
    where[static_cast<std::size_t>(known - columns.begin())] = i;
  }
  if (where[code] == std::string::npos) {
    return bad_catalogue(file_name, 1, {"缺少 code 列", "the column `code` is missing"});
  }
  return where;
}

tl::unexpected<Error> alias_taken(std::string_view alias, std::string_view file_name,
                                  std::uint64_t line) {
  return bad_catalogue(file_name, line,
                       {fmt::format("别名「{}」已指另一地区", alias),
                        fmt::format("the alias “{}” already names another place", alias)});
}

}  // namespace

struct PlaceRegistry::Row {
  std::uint64_t line = 0;
  std::array<std::string, columns.size()> fields;
  std::vector<std::string> alias_names;
  std::optional<PlaceLevel> place_level;

  [[nodiscard]] const std::string& field(Column column) const { return fields[column]; }
};

Result<std::vector<PlaceRegistry::Row>> PlaceRegistry::read_rows(std::string_view csv,
                                                                 std::string_view file_name) const {
  std::vector<Row> rows;
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  const auto where = read_header(next_line(csv), file_name);
  if (!where) return tl::unexpected<Error>(where.error());
  for (std::uint64_t line = 2; !csv.empty(); ++line) {
    const std::string_view text = next_line(csv);
    if (text::trim(text).empty() || text.starts_with('#')) continue;
    const auto fields = split_fields(text);
    if (!fields || rows.size() >= most_places || text.size() > 16 * names::longest_name) {
      return bad_catalogue(file_name, line,
                           {"此行不是有效的 CSV，或地区过多", "not a CSV row, or too many places"});
    }
    Row row;
    row.line = line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if ((*where)[c] < fields->size()) row.fields[c] = text::trim((*fields)[(*where)[c]]);
    }
    row.alias_names = split_aliases(row.field(aliases));
    const auto known = std::find_if(levels.begin(), levels.end(), [&](const auto& entry) {
      return entry.first == row.field(level);
    });
    if (known != levels.end()) row.place_level = known->second;
    if (known == levels.end() && !row.field(level).empty()) {
      return bad_catalogue(file_name, line,
                           {fmt::format("没有「{}」这一级", row.field(level)),
                            fmt::format("no level `{}`", row.field(level))},
                           {"级别：world country province prefecture county zone group",
                            "levels: world country province prefecture county zone group"});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Status PlaceRegistry::check_rows(const std::vector<Row>& rows, std::string_view file_name) const {
  std::unordered_map<std::string_view, const Row*> codes;
  for (const Row& row : rows) {
    const bool exists = by_code_.contains(row.field(code));
    if (row.field(code).empty() || !codes.emplace(row.field(code), &row).second) {
      return bad_catalogue(file_name, row.line,
                           {fmt::format("代码「{}」为空或重复", row.field(code)),
                            fmt::format("code `{}` is empty or there twice", row.field(code))});
    }
    if (!exists && (row.field(name).empty() || !row.place_level)) {
      return bad_catalogue(file_name, row.line,
                           {fmt::format("新地区 {} 需要 name 和 level", row.field(code)),
                            fmt::format("the new place {} needs name and level", row.field(code))});
    }
    if (row.alias_names.size() > most_aliases) {
      return bad_catalogue(file_name, row.line, {"别名过多", "too many aliases"});
    }
  }
  for (const Row& row : rows) {
    // A parent may come later in the file, so loops are looked for once all rows are known.
    std::string_view up = row.field(parent);
    for (int steps = 0; !up.empty(); ++steps) {
      const auto in_file = codes.find(up);
      const auto known = by_code(up);
      if ((in_file == codes.end() && !known) || steps > deepest_nesting) {
        return bad_catalogue(
            file_name, row.line,
            {fmt::format("{} 的上级「{}」不存在或成环", row.field(code), up),
             fmt::format("the parent `{}` of {} is unknown or goes round in a loop", up,
                         row.field(code))});
      }
      const bool said = in_file != codes.end() && !in_file->second->field(parent).empty();
      const PlaceId above = known ? at(*known).parent : PlaceId{};
      up = said ? std::string_view(in_file->second->field(parent))
                : (above.known() ? std::string_view(at(above).code) : std::string_view{});
    }
  }
  return check_aliases(rows, file_name);
}

Status PlaceRegistry::check_aliases(const std::vector<Row>& rows,
                                    std::string_view file_name) const {
  std::unordered_map<std::string, std::string_view> claimed;  // alias → the code that has it
  for (const Row& row : rows) {
    for (const std::string& alias : row.alias_names) {
      const std::string key = name_key(alias);
      bool other = claimed.emplace(key, row.field(code)).first->second != row.field(code);
      if (const std::vector<PlaceId>* ids = named(key)) {
        other = other || std::any_of(ids->begin(), ids->end(),
                                     [&](PlaceId id) { return at(id).code != row.field(code); });
      }
      if (other) return alias_taken(alias, file_name, row.line);
    }
  }
  for (const Row& row : rows) {
    for (const Column column : {name, short_name, name_en}) {
      if (claimed.empty() || row.field(column).empty()) continue;
      const auto taken = claimed.find(name_key(row.field(column)));
      if (taken != claimed.end() && taken->second != row.field(code)) {
        return alias_taken(row.field(column), file_name, row.line);
      }
    }
  }
  return {};
}

void PlaceRegistry::apply(const Row& row) {
  const auto [it, added] =
      by_code_.emplace(row.field(code), PlaceId{static_cast<std::uint32_t>(places_.size())});
  if (added) places_.emplace_back();
  const PlaceId id = it->second;
  Place& place = places_[id.index];
  const auto rename = [&](std::string& old, const std::string& now) {
    if (now.empty() || now == old) return;
    if (!old.empty()) place.aliases.push_back(old);
    old = now;
    index_name(now, id);
  };
  place.code = row.field(code);
  rename(place.zh, row.field(name));
  rename(place.short_zh, row.field(short_name));
  if (place.short_zh.empty()) place.short_zh = place.zh;
  rename(place.en, row.field(name_en));
  if (row.place_level) place.level = *row.place_level;
  for (const std::string& alias : row.alias_names) {
    place.aliases.push_back(alias);
    index_name(alias, id);
  }
}

Status PlaceRegistry::add_places(std::string_view csv, std::string_view file_name) {
  const auto rows = read_rows(csv, file_name);
  if (!rows) return tl::unexpected<Error>(rows.error());
  if (const Status checked = check_rows(*rows, file_name); !checked) return checked;
  places_.reserve(places_.size() + rows->size());
  by_name_.reserve(by_name_.size() + 3 * rows->size());
  for (const Row& row : *rows) apply(row);
  for (const Row& row : *rows) {
    if (row.field(parent).empty()) continue;
    places_[by_code_.at(row.field(code)).index].parent = by_code_.at(row.field(parent));
  }
  rebuild_implicit_groups();
  return {};
}

void PlaceRegistry::rebuild_implicit_groups() {
  implicit_groups_.assign(places_.size(), {});
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    if (places_[i].parent.known()) {
      implicit_groups_[places_[i].parent.index].members.push_back(PlaceId{i});
    }
  }
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    PeerGroup& group = implicit_groups_[i];
    if (group.members.empty()) continue;
    const Place& place = places_[i];
    std::sort(group.members.begin(), group.members.end(),
              [&](PlaceId a, PlaceId b) { return at(a).code < at(b).code; });
    const PlaceLevel below = at(group.members.front()).level;
    group.id = "children-of-" + place.code;
    group.zh = place.short_zh + (below == PlaceLevel::province     ? "各省"
                                 : below == PlaceLevel::prefecture ? "各市"
                                                                   : "各县市区");
    group.en = fmt::format("places of {}", place.en.empty() ? place.code : place.en);
  }
}

Status PlaceRegistry::add_alias(std::string_view alias, PlaceId place) {
  DUIBIAO_ASSERT(place.index < places_.size());
  const std::string key = name_key(alias);
  if (key.empty() || alias.size() > names::longest_name) {
    return bad_catalogue({}, 0, {"别名为空或过长", "the alias is empty or too long"});
  }
  if (const std::vector<PlaceId>* ids = named(key)) {
    for (const PlaceId id : *ids) {
      if (id == place) continue;
      return bad_catalogue(
          {}, 0,
          {fmt::format("别名「{}」已指 {} ({})", alias, at(id).zh, at(id).code),
           fmt::format("the alias “{}” already names {} ({})", alias, at(id).zh, at(id).code)});
    }
    return {};
  }
  places_[place.index].aliases.emplace_back(alias);
  index_name(alias, place);
  return {};
}

Status PlaceRegistry::add_groups(std::string_view toml, std::string_view file_name) {
  static constexpr std::array<TomlKey, 5> keys = {{
      {"id", TomlValue::Kind::text, true},
      {"zh", TomlValue::Kind::text, true},
      {"en", TomlValue::Kind::text, true},
      {"aliases", TomlValue::Kind::list, false},
      {"members", TomlValue::Kind::list, true},
  }};
  const auto tables = read_toml_tables(toml, file_name, "group", keys);
  if (!tables) return tl::unexpected<Error>(tables.error());
  std::vector<PeerGroup> groups = groups_;
  for (const TomlTable& table : *tables) {
    PeerGroup group{std::string(table.text("id")),
                    std::string(table.text("zh")),
                    std::string(table.text("en")),
                    {},
                    {}};
    if (const TomlValue* names = table.find("aliases")) group.aliases = names->list;
    for (const std::string& member : table.find("members")->list) {
      const auto place = by_code(member);
      if (!place ||
          std::find(group.members.begin(), group.members.end(), *place) != group.members.end()) {
        return bad_catalogue(file_name, table.find("members")->line,
                             {fmt::format("比较组 {} 的成员「{}」不存在或重复", group.id, member),
                              fmt::format("member `{}` of the group {} is unknown or there twice",
                                          member, group.id)});
      }
      group.members.push_back(*place);
    }
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const PeerGroup& g) { return g.id == group.id; });
    if (same == groups.end()) {
      groups.push_back(std::move(group));
    } else {
      *same = std::move(group);
    }
  }
  groups_ = std::move(groups);
  return {};
}

void PlaceRegistry::index_name(std::string_view name, PlaceId id) {
  std::vector<PlaceId>& ids = by_name_[name_key(name)];
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace duibiao
