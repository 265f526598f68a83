#include <algorithm>
#include <array>

#include "base/assert.h"
#include "figure/name_key.h"
#include "figure/place.h"

namespace duibiao {
namespace {

using names::character_count;
using names::name_key;

constexpr unsigned bit(PlaceLevel level) { return 1U << static_cast<unsigned>(level); }
constexpr unsigned provinces = bit(PlaceLevel::province);
constexpr unsigned prefectures = bit(PlaceLevel::prefecture);
constexpr unsigned counties = bit(PlaceLevel::county);

/// A word put on or left off a name, and the levels it may belong to: «杭州地区» is the city, but
/// «温州县» is nothing.
struct Suffix {
  std::string_view text;
  unsigned levels;
};

constexpr std::array<Suffix, 16> suffixes = {{
    {"自治区", provinces},
    {"自治州", prefectures},
    {"自治县", counties},
    {"地区", provinces | prefectures | counties},
    {"省", provinces},
    {"市", provinces | prefectures | counties},
    {"州", prefectures},
    {"盟", prefectures},
    {"县", counties},
    {"区", counties},
    {"municipality", provinces | prefectures},
    {"province", provinces},
    {"prefecture", prefectures},
    {"city", provinces | prefectures | counties},
    {"county", counties},
    {"district", counties},
}};

/// Prefectures that were dissolved into parts: taking the suffix off would find one of the parts.
/// 莱芜市 (371200) became 莱芜区 and 钢城区 of 济南 in January 2019.
constexpr std::array<std::string_view, 1> dissolved = {"莱芜市"};

/// 合计 and its like: the whole of the table's own region.
constexpr std::array<std::string_view, 12> whole_words = {"合计",   "总计",  "总值",       "总额",
                                                          "总数",   "全部",  "汇总",       "合计数",
                                                          "总合计", "total", "grandtotal", "all"};
constexpr std::array<std::string_view, 5> sum_endings = {"合计", "总计", "总值", "小计", "汇总"};
constexpr std::array<std::string_view, 7> nation_words = {
    "全国", "全国合计", "全国总计", "全国总值", "nation", "national", "nationwide"};
constexpr std::string_view china_code = "100000";

/// Marks in front of a row label that say «of which» and are no part of the name.
constexpr std::array<std::string_view, 8> of_which = {"其中:", "其中", "#", "*",
                                                      ":",     "、",   ",", "."};

constexpr int deepest_prefix = 3;  // 浙江省 · 温州市 · 鹿城区

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string label_key(std::string_view label) {
  const std::string key = name_key(label.substr(0, names::longest_name + 1));
  std::string_view rest = key;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : of_which) {
      if (rest.size() > mark.size() && rest.starts_with(mark)) {
        rest.remove_prefix(mark.size());
        again = true;
      }
    }
  }
  while (rest.size() > 1 && (rest.ends_with('*') || rest.ends_with(':'))) rest.remove_suffix(1);
  return std::string(rest);
}

void add_once(std::vector<PlaceId>& ids, PlaceId id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace

std::vector<PlaceId> PlaceRegistry::tolerated(std::string_view key) const {
  std::vector<PlaceId> found;
  if (one_of(dissolved, key)) return found;
  const auto collect = [&](const std::string& form, unsigned levels) {
    const std::vector<PlaceId>* ids = named(form);
    if (ids == nullptr) return;
    for (const PlaceId id : *ids) {
      if ((bit(at(id).level) & levels) != 0) add_once(found, id);
    }
  };
  for (const Suffix& suffix : suffixes) {
    if (key.ends_with(suffix.text)) {
      const std::string_view base = key.substr(0, key.size() - suffix.text.size());
      if (character_count(base) >= 2) collect(std::string(base), suffix.levels);
    }
  }
  if (character_count(key) < 2) return found;
  for (const Suffix& suffix : suffixes) {
    collect(std::string(key) + std::string(suffix.text), suffix.levels);
  }
  return found;
}

/// Reads «浙江省温州市鹿城区»: a known place above in front, the rest a name inside it.
std::vector<PlaceId> PlaceRegistry::prefixed(std::string_view key, int depth) const {
  std::vector<PlaceId> found;
  if (depth >= deepest_prefix) return found;
  for (std::size_t i = 1; i < key.size(); ++i) {
    if ((static_cast<unsigned char>(key[i]) & 0xC0U) == 0x80U) continue;
    const std::vector<PlaceId>* wholes = named(std::string(key.substr(0, i)));
    if (wholes == nullptr) continue;
    const std::string_view rest = key.substr(i);
    if (character_count(key.substr(0, i)) < 2 || character_count(rest) < 2) continue;
    for (const PlaceId whole : *wholes) {
      if (at(whole).level > PlaceLevel::prefecture) continue;
      const std::vector<PlaceId>* exact = named(std::string(rest));
      std::vector<PlaceId> inner = exact == nullptr ? std::vector<PlaceId>{} : *exact;
      if (!std::any_of(inner.begin(), inner.end(),
                       [&](PlaceId id) { return is_inside(id, whole); })) {
        inner = tolerated(rest);
      }
      for (const PlaceId id : prefixed(rest, depth + 1)) inner.push_back(id);
      for (const PlaceId id : inner) {
        if (is_inside(id, whole)) add_once(found, id);
      }
    }
  }
  return found;
}

std::vector<PlaceId> PlaceRegistry::candidates(std::string_view key) const {
  if (key.empty()) return {};
  if (const std::vector<PlaceId>* exact = named(std::string(key))) return *exact;
  std::vector<PlaceId> found = tolerated(key);
  if (found.empty()) found = prefixed(key, 0);
  return found;
}

std::optional<PlaceId> PlaceRegistry::highest_inside(std::span<const PlaceId> ids,
                                                     PlaceId whole) const {
  std::optional<PlaceId> best;
  int best_depth = 0;
  bool tie = false;
  for (const PlaceId id : ids) {
    if (!is_inside(id, whole)) continue;
    const int here = depth(id);
    if (!best || here < best_depth) {
      best = id;
      best_depth = here;
      tie = false;
    } else if (here == best_depth) {
      tie = true;
    }
  }
  return tie ? std::nullopt : best;
}

std::optional<PlaceId> PlaceRegistry::whole_meant(std::string_view key, PlaceId within) const {
  if (one_of(nation_words, key)) {
    if (within.known()) {
      const PlaceId country = country_of(within);
      return country.known() ? std::optional(country) : std::nullopt;
    }
    return by_code(china_code);
  }
  if (one_of(whole_words, key)) {
    if (within.known()) return within;
    return key == "总值" ? by_code(china_code) : std::nullopt;
  }
  static constexpr std::string_view all = "全";
  if (!within.known() || !key.starts_with(all)) return std::nullopt;
  std::string_view kind = key.substr(all.size());
  for (const std::string_view ending : sum_endings) {
    if (kind.ends_with(ending)) kind.remove_suffix(ending.size());
  }
  if (character_count(kind) != 1) return std::nullopt;
  for (PlaceId up = within; up.known(); up = at(up).parent) {
    if (at(up).zh.ends_with(kind)) return up;
  }
  return std::nullopt;
}

std::optional<PlaceId> PlaceRegistry::choose(std::string_view key, PlaceId within) const {
  const std::vector<PlaceId>* exact = named(std::string(key));
  if (within.known()) {
    if (exact != nullptr) {
      if (const auto inside = highest_inside(*exact, within)) return inside;
      if (std::find(exact->begin(), exact->end(), within) != exact->end()) return within;
    }
    if (const auto inside = highest_inside(tolerated(key), within)) return inside;
  }
  if (exact != nullptr) {
    return exact->size() == 1 ? std::optional(exact->front()) : std::nullopt;
  }
  std::vector<PlaceId> found = tolerated(key);
  if (found.empty()) found = prefixed(key, 0);
  if (found.size() == 1) return found.front();
  return within.known() ? highest_inside(found, within) : std::nullopt;
}

std::optional<PlaceId> PlaceRegistry::find(std::string_view name, PlaceId within) const {
  if (name.size() > names::longest_name) return std::nullopt;
  const std::string key = label_key(name);
  if (key.empty()) return std::nullopt;
  if (const auto coded = by_code(key)) return coded;
  if (const auto whole = whole_meant(key, within)) return whole;
  if (const auto chosen = choose(key, within)) return chosen;
  for (const std::string_view ending : sum_endings) {
    if (key.size() > ending.size() && key.ends_with(ending)) {
      return choose(std::string_view(key).substr(0, key.size() - ending.size()), within);
    }
  }
  return std::nullopt;
}

}  // namespace duibiao
