// What can be asked for: indicators, places and groups, and which of them the store has figures of.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "render/names_json.h"
#include "server/api/view.h"

namespace duibiao::server {
namespace {

/// Figures by what they are of.
struct Holdings {
  std::size_t figures = 0;
  std::map<PlaceId, std::size_t> places;
  std::map<IndicatorId, std::size_t> indicators;
  std::set<std::uint32_t> periods;  ///< packed
};

Holdings count(const cube::Cube& cube) {
  Holdings out;
  cube.each([&out](const FigureKey& key, const cube::Published&) {
    ++out.figures;
    ++out.places[key.place];
    ++out.indicators[key.indicator];
    out.periods.insert(key.period.packed());
  });
  return out;
}

/// The newest end first; of those that end together the longest.
std::vector<Period> newest_first(const std::set<std::uint32_t>& packed) {
  constexpr unsigned below_end = 12;  // bits of a packed period behind the day on which it ends
  std::vector<std::uint32_t> sorted(packed.begin(), packed.end());
  std::ranges::sort(sorted, [](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t end_a = a >> below_end;
    const std::uint32_t end_b = b >> below_end;
    return end_a != end_b ? end_a > end_b : a < b;
  });
  std::vector<Period> out;
  for (const std::uint32_t bits : sorted) {
    if (const auto period = Period::unpacked(bits)) out.push_back(*period);
  }
  return out;
}

/// Whose page is likely wanted: the city of which most is known, else any place.
PlaceId first_place(const Holdings& held, const PlaceRegistry& places) {
  PlaceId best;
  std::pair<bool, std::size_t> best_rank;
  for (const auto& [place, figures] : held.places) {
    const std::pair rank(places.at(place).level == PlaceLevel::prefecture, figures);
    if (best.known() && rank <= best_rank) continue;
    best = place;
    best_rank = rank;
  }
  return best;
}

Result<View> holdings(const Asked& asked) {
  const Vocabulary& words = asked.words();
  const Holdings held = count(asked.cube());
  render::Json out = render::document("holdings");
  out["version"] = asked.snapshot.version;
  out["figures"] = held.figures;
  out["places"] = render::Json::array();
  for (const auto& [place, figures] : held.places) {
    render::Json entry = render::place_entry(words, place);
    entry["figures"] = figures;
    out["places"].push_back(std::move(entry));
  }
  out["indicators"] = render::Json::array();
  for (const auto& [indicator, figures] : held.indicators) {
    render::Json entry = render::indicator_entry(words, indicator, asked.language());
    entry["figures"] = figures;
    out["indicators"].push_back(std::move(entry));
  }
  out["periods"] = render::Json::array();
  for (const Period& period : newest_first(held.periods)) {
    out["periods"].push_back(period.to_string());
  }
  const PlaceId first = first_place(held, words.places);
  out["first_place"] = first.known() ? render::Json(words.places.at(first).code) : nullptr;
  out["groups"] = render::Json::array();
  for (const PeerGroup& group : words.places.groups()) {
    const auto known = std::ranges::count_if(
        group.members, [&held](PlaceId place) { return held.places.contains(place); });
    if (known > 1) out["groups"].push_back(render::group_entry(words, group));
  }
  return view_of(out);
}

Result<View> catalogue(const Asked& asked) {
  return view_of(render::indicators_json(asked.words(), asked.language()));
}

Result<View> places(const Asked& asked) {
  std::vector<PlaceId> all;
  for (std::uint32_t k = 0; k < asked.words().places.size(); ++k) all.push_back({k});
  return view_of(render::places_json(asked.words(), all));
}

}  // namespace

std::vector<Route> name_routes(const Shared& state) {
  std::vector<Route> out;
  out.push_back(reading(state,
                        {.pattern = "/api/v1/catalogue",
                         .role = Role::viewer,
                         .summary = {"指标目录", "The catalogue of indicators"},
                         .answers = "duibiao.indicators/1"},
                        {Format::json}, catalogue));
  out.push_back(reading(state,
                        {.pattern = "/api/v1/places",
                         .role = Role::viewer,
                         .summary = {"地区与比较范围", "Places and peer groups"},
                         .answers = "duibiao.places/1"},
                        {Format::json}, places));
  out.push_back(reading(state,
                        {.pattern = "/api/v1/holdings",
                         .role = Role::viewer,
                         .summary = {"库中有哪些地区、指标和时期的数",
                                     "Of which places, indicators and periods there are figures"},
                         .answers = "duibiao.holdings/1"},
                        {Format::json}, holdings));
  return out;
}

}  // namespace duibiao::server
