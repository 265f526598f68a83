#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "bulletin/read/counted_places.h"
#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// Groups that the words name and no list of places gives: «全国主要外贸省市», «副省级城市».
bool names_some_group(const Reference& among) {
  static constexpr std::array<std::string_view, 12> words = {
      "主要", "重点", "沿海", "副省级", "计划单列", "东部",
      "中部", "西部", "省会", "百强",   "major",    "coastal"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return among.text.find(word) != std::string::npos;
  });
}

bool is_peer(const Ties& ties, const Peers& peers, const Claim& rank, PlaceId place) {
  if (peers.complete) {
    return std::find(peers.places.begin(), peers.places.end(), place) != peers.places.end();
  }
  const PlaceRegistry& places = ties.words().places;
  const PlaceId scope = rank.reference.subject.place;
  return places.at(place).level == places.at(rank.subject.place).level &&
         places.is_inside(place, scope);
}

struct Ranked {
  std::uint32_t own = 0;
  std::vector<std::uint32_t> peers;
};

/// The figures that a rank orders: the place's own and those of its peers that the text lists.
std::optional<Ranked> ranked_by(const Ties& ties, const Fact& fact, std::uint32_t rank,
                                const Peers& peers) {
  const ClaimIndex& index = ties.index();
  const auto own = index.nearest(fact, rank);
  const auto listed = index.places_of(fact);
  if (!own || listed.size() > largest_group) return std::nullopt;
  Ranked out{*own, {}};
  for (const std::uint32_t place : listed) {
    if (place == fact.place || place >= ties.words().places.size()) continue;
    if (!is_peer(ties, peers, ties.claim(rank), PlaceId{place})) continue;
    Fact other = fact;
    other.place = place;
    if (const auto claim = index.nearest(other, rank)) out.peers.push_back(*claim);
  }
  return out.peers.empty() ? std::nullopt : std::optional(out);
}

/// One above for every peer wholly above, and no lower than those wholly below leave.
Quantity possible_ranks(const Values& values, const Ranked& ranked, std::int64_t most) {
  std::int64_t above = 0;
  std::int64_t below = 0;
  const Quantity own = Quantity::of(values.at(ranked.own));
  for (const std::uint32_t peer : ranked.peers) {
    Quantity lead = Quantity::of(values.at(peer)) - own;
    if (!lead.value()) return lead;
    if (num::wholly_above(*lead.value(), num::Interval())) ++above;
    if (num::wholly_above(num::Interval(), *lead.value())) ++below;
  }
  return Quantity::hull(Quantity::ratio(1 + above), Quantity::ratio(most - below));
}

/// The facts that may be what a rank is of: growth, or the level in each unit it is stated in.
std::vector<Fact> ranked_facts(const Ties& ties, std::uint32_t i) {
  const ClaimIndex& index = ties.index();
  const Claim& rank = ties.claim(i);
  const Fact& fact = index.fact_of(i);
  if (rank.measure == Measure::growth_rank || rank.of == Measure::growth_yoy) {
    return {index.growth(fact, rank.subject.period)};
  }
  std::vector<Fact> facts;
  if (rank.of != Measure::level && rank.of != Measure::count) return facts;
  for (const std::uint8_t dimension : index.dimensions_of(fact)) {
    facts.push_back(ClaimIndex::level(fact, dimension));
  }
  return facts;
}

/// «杭州、宁波、温州…,居三市首位»: among those listed, when there are as many.
Peers counted_peers(const Ties& ties, const Claim& rank, const Fact& fact) {
  const std::size_t count = places_counted(rank.reference.text);
  const auto listed = ties.index().places_of(fact);
  if (count < 2 || listed.size() != count) return {};
  Peers peers{{}, true};
  for (const std::uint32_t place : listed) {
    if (place >= ties.words().places.size()) return {};
    peers.places.push_back(PlaceId{place});
  }
  return peers;
}

void tie_rank(Ties& ties, std::uint32_t i) {
  const Claim& rank = ties.claim(i);
  Peers peers = peers_of(ties, rank);
  if (!peers.complete) {
    for (const Fact& fact : ranked_facts(ties, i)) {
      if (!peers.complete) peers = counted_peers(ties, rank, fact);
    }
  }
  if (!peers.complete && !rank.reference.subject.place.known()) return;
  if (!rank.subject.place.known() || names_some_group(rank.reference)) return;
  // Where all are not known, nothing bounds a rank from below.
  constexpr std::int64_t unbounded = 1'000'000;
  const std::int64_t most =
      peers.complete ? static_cast<std::int64_t>(peers.places.size()) : unbounded;
  for (const Fact& fact : ranked_facts(ties, i)) {
    const auto ranked = ranked_by(ties, fact, i, peers);
    if (!ranked) continue;
    Tie tie{.kind = RelationKind::rank_listed, .claims = {i, ranked->own}};
    tie.claims.insert(tie.claims.end(), ranked->peers.begin(), ranked->peers.end());
    tie.formula = [ranked = *ranked, most](const Values& v) {
      return possible_ranks(v, ranked, most);
    };
    tie.text = ranked->peers.size() == 1 ? "{1}：{2}" : "{1}：{2}、{3}…";
    tie.whole_numbers = true;
    ties.add(std::move(tie));
    return;
  }
}

/// Two ranks in one list, neighbours by rank: the order of the ranks is that of the figures.
void tie_order(Ties& ties, std::uint32_t first, std::uint32_t second) {
  const auto a_facts = ranked_facts(ties, first);
  if (a_facts.empty()) return;
  const ClaimIndex& index = ties.index();
  Fact other = a_facts.front();
  other.place = index.fact_of(second).place;
  const auto a = index.nearest(a_facts.front(), first);
  const auto b = index.nearest(other, second);
  if (!a || !b || *a == *b) return;
  Tie tie{.kind = RelationKind::rank_listed, .claims = {first, second, *a, *b}};
  tie.formula = [second, a = *a, b = *b](const Values& v) {
    Quantity lead = Quantity::of(v.at(a)) - Quantity::of(v.at(b));
    if (!lead.value()) return lead;
    const Quantity theirs = Quantity::of(v.at(second));
    const Quantity last = Quantity::ratio(1'000'000);
    if (num::wholly_above(*lead.value(), num::Interval())) {
      return Quantity::hull(Quantity::ratio(1), theirs - Quantity::ratio(1));
    }
    if (num::wholly_above(num::Interval(), *lead.value())) {
      return Quantity::hull(theirs + Quantity::ratio(1), last);
    }
    return Quantity::hull(Quantity::ratio(1), last);
  };
  tie.text = "{2}：{3}";
  tie.whole_numbers = true;
  ties.add(std::move(tie));
}

/// Ranks of one indicator among one group, by place.
void tie_orders(Ties& ties, const Fact& fact) {
  const auto listed = ties.index().places_of(fact);
  if (listed.size() < 2 || listed.size() > largest_group || listed.front() != fact.place) return;
  std::vector<std::uint32_t> ranks;
  for (const std::uint32_t place : listed) {
    Fact other = fact;
    other.place = place;
    if (const auto claim = ties.index().nearest(other, 0)) ranks.push_back(*claim);
  }
  std::sort(ranks.begin(), ranks.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(ties.claim(a).value, a) < std::pair(ties.claim(b).value, b);
  });
  for (std::size_t n = 1; n < ranks.size(); ++n) tie_order(ties, ranks[n - 1], ranks[n]);
}

}  // namespace

namespace {

/// «浙江11市» by its name, when the place is one of them.
Peers named_group(const PlaceRegistry& places, std::string_view text, PlaceId own) {
  for (const PeerGroup& group : places.groups()) {
    const auto& aliases = group.aliases;
    const bool named = group.zh == text || group.en == text ||
                       std::find(aliases.begin(), aliases.end(), text) != aliases.end();
    const auto& members = group.members;
    if (named && std::find(members.begin(), members.end(), own) != members.end()) {
      return {members, true};
    }
  }
  return {};
}

}  // namespace

Peers peers_of(const Ties& ties, const Claim& rank) {
  const Reference& among = rank.reference;
  const PlaceRegistry& places = ties.words().places;
  if (!among.group.empty()) {
    for (const PeerGroup& group : places.groups()) {
      if (group.id == among.group) return {group.members, true};
    }
    return {};
  }
  const PlaceId scope = among.subject.place;
  const PlaceId own = rank.subject.place;
  if (!scope.known() || !own.known() || names_some_group(among)) return {};
  if (places.at(own).parent != scope) return named_group(places, among.text, own);
  Peers peers{places.children(scope), true};
  // Zones are counted among the counties by some, Hong Kong among the provinces by none.
  std::erase_if(peers.places, [&](PlaceId place) {
    const std::string& code = places.at(place).code;
    return code == "710000" || code == "810000" || code == "820000";
  });
  return peers;
}

void tie_ranks(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    const Measure measure = ties.claim(i).measure;
    if (measure != Measure::rank && measure != Measure::growth_rank) continue;
    if (ties.index().counts(i)) tie_rank(ties, i);
  }
  for (const Fact& fact : ties.index().in_order()) {
    if (fact.measure == Measure::rank) tie_orders(ties, fact);
  }
}

}  // namespace duibiao::bulletin
