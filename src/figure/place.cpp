#include "figure/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/assert.h"
#include "figure/name_key.h"

namespace duibiao {
namespace {

using names::name_key;

/// More candidates than this are not a choice a person can make from one line.
constexpr std::size_t shown_candidates = 8;
constexpr std::size_t shown_nearest = 3;

std::string listed(const PlaceRegistry& registry, std::span<const PlaceId> ids, bool english) {
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), shown_candidates); ++i) {
    const Place& place = registry.at(ids[i]);
    const std::string& name = english && !place.en.empty() ? place.en : place.zh;
    const std::string above = place.parent.known() && place.level == PlaceLevel::county
                                  ? (english ? "" : registry.at(place.parent).short_zh + " ")
                                  : "";
    if (i > 0) out += english ? ", " : "、";
    out += fmt::format("{}{} ({})", above, name, place.code);
  }
  if (ids.size() > shown_candidates) out += " …";
  return out;
}

/// Every name a person may begin to type.
bool begins_so(const Place& place, std::string_view key) {
  const auto starts = [&](const std::string& name) {
    return name.size() >= key.size() && name_key(name).starts_with(key);
  };
  return starts(place.zh) || starts(place.short_zh) || starts(place.en) ||
         place.code.starts_with(key) ||
         std::any_of(place.aliases.begin(), place.aliases.end(), starts);
}

bool group_begins_so(const PeerGroup& group, std::string_view key) {
  const auto starts = [&](const std::string& name) { return name_key(name).starts_with(key); };
  return starts(group.id) || starts(group.zh) || starts(group.en) ||
         std::any_of(group.aliases.begin(), group.aliases.end(), starts);
}

bool group_is_named(const PeerGroup& group, std::string_view key) {
  const auto same = [&](const std::string& name) { return name_key(name) == key; };
  return same(group.id) || same(group.zh) || same(group.en) ||
         std::any_of(group.aliases.begin(), group.aliases.end(), same);
}

std::size_t distance_to(const Place& place, std::u32string_view wanted, std::size_t limit) {
  std::size_t least = limit + 1;
  const auto consider = [&](const std::string& name) {
    // A character has at most four bytes, so very unlike lengths need no decoding.
    if (name.empty() || least == 0 || name.size() > (wanted.size() + limit) * 4) return;
    const std::size_t cap = least == 0 ? 0 : least - 1;
    least = std::min(least, names::edit_distance(wanted, names::code_points(name_key(name)), cap));
  };
  consider(place.zh);
  consider(place.short_zh);
  consider(place.en);
  for (const std::string& alias : place.aliases) consider(alias);
  return least;
}

}  // namespace

const Place& PlaceRegistry::at(PlaceId id) const {
  DUIBIAO_ASSERT(id.index < places_.size());
  return places_[id.index];
}

std::optional<PlaceId> PlaceRegistry::by_code(std::string_view code) const {
  const auto it = by_code_.find(std::string(code));
  if (it == by_code_.end()) return std::nullopt;
  return it->second;
}

const std::vector<PlaceId>* PlaceRegistry::named(const std::string& key) const {
  const auto it = by_name_.find(key);
  return it == by_name_.end() ? nullptr : &it->second;
}

PlaceId PlaceRegistry::ancestor_at(PlaceId id, PlaceLevel level) const {
  while (id.known() && at(id).level != level) id = at(id).parent;
  return id;
}

PlaceId PlaceRegistry::country_of(PlaceId id) const { return ancestor_at(id, PlaceLevel::country); }

PlaceId PlaceRegistry::province_of(PlaceId id) const {
  return ancestor_at(id, PlaceLevel::province);
}

bool PlaceRegistry::is_inside(PlaceId id, PlaceId whole) const {
  if (!id.known() || !whole.known()) return false;
  for (PlaceId up = at(id).parent; up.known(); up = at(up).parent) {
    if (up == whole) return true;
  }
  return false;
}

int PlaceRegistry::depth(PlaceId id) const {
  int steps = 0;
  for (PlaceId up = at(id).parent; up.known(); up = at(up).parent) ++steps;
  return steps;
}

std::vector<PlaceId> PlaceRegistry::children(PlaceId parent) const {
  if (parent.index >= implicit_groups_.size()) return {};
  return implicit_groups_[parent.index].members;
}

Result<PlaceId> PlaceRegistry::resolve(std::string_view name, PlaceId within) const {
  if (const auto found = find(name, within)) return *found;
  const std::string key = name_key(name.substr(0, names::longest_name));
  std::vector<PlaceId> ids = candidates(key);
  if (ids.empty() && !key.empty()) {
    for (std::uint32_t i = 0; i < places_.size(); ++i) {
      if (begins_so(places_[i], key)) ids.push_back(PlaceId{i});
    }
    if (ids.size() == 1) return ids.front();
  }
  if (!ids.empty()) {
    return fail(ErrorCode::ambiguous_name,
                {fmt::format("「{}」可指多个地区：{}", name, listed(*this, ids, false)),
                 fmt::format("“{}” may mean several places: {}", name, listed(*this, ids, true))},
                {"请写全称，在前面加上级地区，或写代码",
                 "give the full name, put the place above in front, or use the code"});
  }
  const std::vector<PlaceId> near = nearest(name, shown_nearest);
  Message advice{"用 duibiao places 查看全部地区", "duibiao places lists every place"};
  if (!near.empty()) {
    advice = {fmt::format("相近的地区：{}", listed(*this, near, false)),
              fmt::format("nearest: {}", listed(*this, near, true))};
  }
  return fail(ErrorCode::not_found,
              {fmt::format("没有名为「{}」的地区", name), fmt::format("no place named “{}”", name)},
              std::move(advice));
}

std::vector<PlaceId> PlaceRegistry::nearest(std::string_view name, std::size_t limit) const {
  const std::string key = name_key(name.substr(0, names::longest_name));
  const std::u32string wanted = names::code_points(key);
  if (wanted.empty()) return {};
  // More than half of the characters wrong is another name.
  const std::size_t farthest = std::max<std::size_t>(1, wanted.size() / 2);
  std::vector<std::tuple<std::size_t, PlaceLevel, PlaceId>> found;
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    const std::size_t d = distance_to(places_[i], wanted, farthest);
    if (d <= farthest) found.emplace_back(d, places_[i].level, PlaceId{i});
  }
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
  std::vector<PlaceId> out;
  for (std::size_t i = 0; i < kept; ++i) out.push_back(std::get<2>(found[i]));
  return out;
}

const PeerGroup* PlaceRegistry::implicit_group(std::string_view key) const {
  static constexpr std::array<std::string_view, 13> endings = {
      "各县市区", "各县(市、区)", "各区县市", "各设区市", "各地级市", "各市县", "各区县",
      "各地市",   "各市",         "各省",     "各县",     "各区",     "各地"};
  static constexpr std::string_view english = "childrenof";
  std::string_view place;
  if (key.starts_with(english)) place = key.substr(english.size());
  for (const std::string_view ending : endings) {
    if (place.empty() && key.ends_with(ending)) place = key.substr(0, key.size() - ending.size());
  }
  if (place.empty()) return nullptr;
  const auto id = find(place);
  if (!id || implicit_groups_[id->index].members.empty()) return nullptr;
  return &implicit_groups_[id->index];
}

Result<const PeerGroup*> PlaceRegistry::resolve_group(std::string_view name) const {
  const std::string key = name_key(name.substr(0, names::longest_name));
  std::vector<const PeerGroup*> begun;
  for (const PeerGroup& group : groups_) {
    if (group_is_named(group, key)) return &group;
    if (!key.empty() && group_begins_so(group, key)) begun.push_back(&group);
  }
  if (const PeerGroup* implicit = implicit_group(key)) return implicit;
  if (begun.size() == 1) return begun.front();
  Message ids;
  for (const PeerGroup& group : groups_) {
    ids.zh += fmt::format("{}{} ({})", ids.zh.empty() ? "" : "、", group.zh, group.id);
    ids.en += fmt::format("{}{} ({})", ids.en.empty() ? "" : ", ", group.en, group.id);
  }
  if (!begun.empty()) {
    return fail(ErrorCode::ambiguous_name,
                {fmt::format("「{}」可指多个比较组", name),
                 fmt::format("“{}” may mean several peer groups", name)},
                std::move(ids));
  }
  return fail(
      ErrorCode::not_found,
      {fmt::format("没有名为「{}」的比较组", name), fmt::format("no peer group named “{}”", name)},
      {fmt::format("可用：{}；或写「浙江各市」", ids.zh),
       fmt::format("there are: {}; or children-of-330000", ids.en)});
}

}  // namespace duibiao
