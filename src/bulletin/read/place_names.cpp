#include "bulletin/read/place_names.h"

#include <algorithm>
#include <array>

#include "figure/name_key.h"

namespace duibiao::bulletin {
namespace {

constexpr std::array<std::string_view, 4> county_endings = {"市", "县", "区", "旗"};

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool is_han(std::string_view text) {
  return !text.empty() && static_cast<unsigned char>(text[0]) >= 0xE3;
}

/// One character (京, 浙) is a name only on licence plates.
bool long_enough(std::string_view text) { return names::character_count(text) >= 2; }

}  // namespace

PlaceNames::PlaceNames(const PlaceRegistry& registry) : registry_(&registry) {
  for (std::uint32_t i = 0; i < registry.size(); ++i) {
    const PlaceId id{i};
    const Place& place = registry.at(id);
    const bool county = place.level == PlaceLevel::county;
    const auto bare = [&](std::string_view name) {
      if (!county || !is_han(name)) return false;
      return std::none_of(county_endings.begin(), county_endings.end(),
                          [&](std::string_view e) { return name.ends_with(e); });
    };
    add(place.zh, id, bare(place.zh));
    add(place.short_zh, id, bare(place.short_zh));
    add(place.en, id, county);
    for (const std::string& alias : place.aliases) {
      if (is_han(alias) || !county) add(alias, id, bare(alias));
    }
  }
  for (const PeerGroup& group : registry.groups()) {
    groups_.emplace(group.zh, group.id);
    groups_.emplace(lowered(group.en), group.id);
    for (const std::string& alias : group.aliases) groups_.emplace(lowered(alias), group.id);
  }
}

void PlaceNames::add(std::string_view text, PlaceId place, bool bare) {
  if (!long_enough(text) || text.size() > names::longest_name) return;
  const std::string word = lowered(text);
  const std::uint32_t index = trie_.add(word, static_cast<std::uint32_t>(names_.size()));
  if (index == names_.size()) names_.push_back({word, {}, true});
  Name& name = names_[index];
  if (std::find(name.places.begin(), name.places.end(), place) == name.places.end()) {
    name.places.push_back(place);
  }
  name.bare_county = name.bare_county && bare;
}

std::optional<PlaceNames::Match> PlaceNames::longest(std::string_view lower, std::size_t at) const {
  if (at > 0 && is_letter(lower[at]) && is_letter(lower[at - 1])) return std::nullopt;
  std::optional<Match> best;
  trie_.each(lower, at, [&](text::WordTrie::Match match) {
    const std::size_t end = at + match.length;
    if (end < lower.size() && is_letter(lower[end - 1]) && is_letter(lower[end])) return;
    best = Match{match.length, match.number};
  });
  return best;
}

std::optional<PlaceId> PlaceNames::meant(std::uint32_t name, PlaceId within) const {
  const Name& known = names_[name];
  PlaceId home = within;
  const auto inside = [&](PlaceId id) { return id == home || registry_->is_inside(id, home); };
  if (!known.bare_county && known.places.size() == 1) return known.places.front();
  // Outwards from the text's own place: its own counties, then its province's, then the country.
  for (; home.known(); home = registry_->at(home).parent) {
    const bool near = registry_->at(home).level >= PlaceLevel::province;
    if (!near && known.bare_county) break;
    std::optional<PlaceId> best;
    bool tie = false;
    for (const PlaceId id : known.places) {
      if (!inside(id)) continue;
      if (!best || registry_->at(id).level < registry_->at(*best).level) {
        best = id;
        tie = false;
      } else if (registry_->at(id).level == registry_->at(*best).level) {
        tie = true;
      }
    }
    if (best && !tie) return best;
    if (tie) return std::nullopt;
  }
  if (known.bare_county) return std::nullopt;
  std::optional<PlaceId> highest;
  bool tie = false;
  for (const PlaceId id : known.places) {
    if (!highest || registry_->at(id).level < registry_->at(*highest).level) {
      highest = id;
      tie = false;
    } else if (registry_->at(id).level == registry_->at(*highest).level) {
      tie = true;
    }
  }
  return tie ? std::nullopt : highest;
}

std::string_view PlaceNames::group(std::string_view name) const {
  const auto found = groups_.find(lowered(name));
  return found == groups_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace duibiao::bulletin
