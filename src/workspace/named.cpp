#include "workspace/named.h"

#include <fmt/format.h>

#include <algorithm>

#include "bulletin/brief.h"
#include "cube/measures.h"

namespace duibiao::workspace {

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(word);
    word.clear();
  };
  for (std::size_t k = 0; k < text.size(); ++k) {
    bool separator = text[k] == ',';
    for (const std::string_view wide : {"，", "、"}) {
      if (text.substr(k).starts_with(wide)) {
        separator = true;
        k += wide.size() - 1;
      }
    }
    if (separator) {
      flush();
    } else {
      word.push_back(text[k]);
    }
  }
  flush();
  return out;
}

Result<std::vector<PlaceId>> places_named(const Vocabulary& words, std::string_view list) {
  std::vector<PlaceId> out;
  for (const std::string& name : split_list(list)) {
    const Result<PlaceId> found = words.places.resolve(name);
    if (!found) return tl::unexpected(found.error());
    if (std::ranges::find(out, *found) == out.end()) out.push_back(*found);
  }
  return out;
}

Result<std::vector<IndicatorId>> indicators_named(const Vocabulary& words, std::string_view list) {
  std::vector<IndicatorId> out;
  for (const std::string& name : split_list(list)) {
    const Result<IndicatorId> found = words.catalogue.resolve(name);
    if (!found) return tl::unexpected(found.error());
    if (std::ranges::find(out, *found) == out.end()) out.push_back(*found);
  }
  return out;
}

Result<std::vector<PlaceId>> group_named(const Vocabulary& words, std::string_view name,
                                         PlaceId place) {
  if (name.empty()) return bulletin::siblings(words.places, place);
  const Result<const PeerGroup*> group = words.places.resolve_group(name);
  if (group) return (*group)->members;
  if (split_list(name).size() > 1) return places_named(words, name);
  return tl::unexpected(group.error());
}

Message name_of_group(const Vocabulary& words, std::string_view asked,
                      std::span<const PlaceId> members) {
  if (!asked.empty()) {
    const Result<const PeerGroup*> group = words.places.resolve_group(asked);
    if (group) return {(*group)->zh, (*group)->en};
  }
  for (const PeerGroup& group : words.places.groups()) {
    if (std::ranges::is_permutation(group.members, members)) return {group.zh, group.en};
  }
  return {fmt::format("{}地", members.size()), fmt::format("{} places", members.size())};
}

Result<Period> period_named(const std::string& text) {
  Result<Period> period = Period::parse(text);
  if (!period) period.error().code = ErrorCode::bad_argument;
  return period;
}

Period year_so_far(const cube::Cube& cube, IndicatorId indicator, PlaceId place, Period period) {
  const std::optional<Period> so_far = period.to_date_through();
  return so_far && cube::level(cube, indicator, place, *so_far) ? *so_far : period;
}

std::optional<Period> latest_period(const cube::Cube& cube, IndicatorId indicator, PlaceId place) {
  const std::optional<Period> latest = cube.latest(indicator, place);
  if (!latest) return {};
  return year_so_far(cube, indicator, place, *latest);
}

std::optional<Period> latest_headline_period(const cube::Cube& cube, PlaceId place) {
  std::optional<Period> latest;
  for (const IndicatorId indicator : headlines_with_figures(cube, place)) {
    const std::optional<Period> period = latest_period(cube, indicator, place);
    if (period && (!latest || *period > *latest)) latest = period;
  }
  return latest;
}

std::vector<IndicatorId> headlines_with_figures(const cube::Cube& cube, PlaceId place) {
  std::vector<IndicatorId> out;
  const Catalogue& catalogue = cube.vocabulary().catalogue;
  for (std::uint16_t k = 0; k < catalogue.size(); ++k) {
    if (catalogue.at({k}).headline && cube.latest({k}, place)) out.push_back({k});
  }
  return out;
}

}  // namespace duibiao::workspace
