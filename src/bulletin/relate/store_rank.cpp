#include <algorithm>
#include <utility>

#include "bulletin/relate/store_parts.h"

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

/// The places ranked together with one, and what they are called.
struct Peers {
  std::vector<PlaceId> members;
  Message name;
};

bool all_of_level(const PlaceRegistry& places, const std::vector<PlaceId>& members,
                  PlaceLevel level) {
  return std::ranges::all_of(members, [&](PlaceId id) { return places.at(id).level == level; });
}

/// The places of one level inside another. Where a named group holds most of the direct children
/// (the 31 provinces of the mainland), the group is what sheets list and bulletins rank.
Peers inside(const PlaceRegistry& places, PlaceId whole, PlaceLevel level) {
  Peers peers{{}, {places.at(whole).zh, places.at(whole).en}};
  std::vector<PlaceId> children = places.children(whole);
  std::erase_if(children, [&](PlaceId id) { return places.at(id).level != level; });
  for (const PeerGroup& group : places.groups()) {
    const bool ours = all_of_level(places, group.members, level) &&
                      std::ranges::all_of(
                          group.members, [&](PlaceId id) { return places.at(id).parent == whole; });
    const bool most = group.members.size() * 2 > children.size();
    if (ours && most && group.members.size() > peers.members.size()) peers.members = group.members;
  }
  if (!peers.members.empty()) return peers;
  if (!children.empty()) {
    peers.members = std::move(children);
    return peers;
  }
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (places.at({i}).level == level && places.is_inside({i}, whole)) peers.members.push_back({i});
  }
  return peers;
}

std::optional<Peers> peers_of(const Question& question) {
  const PlaceRegistry& places = question.cube.vocabulary().places;
  const Reference& reference = question.claim.reference;
  if (!reference.group.empty()) {
    const auto group = places.resolve_group(reference.group);
    if (!group) return std::nullopt;
    return Peers{(*group)->members, {(*group)->zh, (*group)->en}};
  }
  const PlaceId own = question.claim.subject.place;
  const PlaceId whole = reference.subject.place;
  if (!whole.known() || whole == own || !places.is_inside(own, whole)) return std::nullopt;
  return inside(places, whole, places.at(own).level);
}

/// A peer's figure; nothing where the rate could only be guessed from levels.
std::optional<Known> measured(const Question& question, PlaceId place, bool by_growth) {
  const Period& period = question.claim.subject.period;
  if (by_growth) return growth_of(question.cube, question.indicator, place, period);
  const auto level = level_of(question.cube, question.indicator, place, period);
  if (!level) return std::nullopt;
  return known_of(question.cube, *level);
}

/// What is known of the peers: how many are surely above, possibly above, and not known.
struct Standing {
  int surely_above = 0;
  int possibly_above = 0;
  int missing = 0;
  bool firm = true;  ///< no figure used could have been revised
  std::vector<Evidence> above;
};

Standing stand(const Question& question, const Peers& peers, const Known& own, bool by_growth) {
  const bool mirrored =
      !cube::indicator_at(question.cube, question.indicator).higher_is_better && !by_growth;
  Standing standing;
  standing.firm = own.caveat.zh.empty();
  for (const PlaceId place : peers.members) {
    if (place == question.claim.subject.place) continue;
    const auto other = measured(question, place, by_growth);
    const auto range =
        other ? brought(other->range, other->unit, own.unit) : Result<Interval>(Interval());
    if (!other || !range) {
      ++standing.missing;
      continue;
    }
    standing.firm = standing.firm && other->caveat.zh.empty();
    const bool surely =
        mirrored ? own.range.low() > range->high() : range->low() > own.range.high();
    const bool maybe =
        mirrored ? own.range.high() >= range->low() : range->high() >= own.range.low();
    if (surely) ++standing.surely_above;
    if (maybe) ++standing.possibly_above;
    constexpr std::size_t enough = 3;
    if (surely && standing.above.size() < enough) {
      standing.above.insert(standing.above.end(), other->evidence.begin(), other->evidence.end());
    }
  }
  return standing;
}

/// Two rankings are one when they rank the same places; a published rank says only of which level
/// its group is, so what is said of the whole country is not held against a city's rank at home.
bool same_group_likely(const Question& question) {
  const PlaceRegistry& places = question.cube.vocabulary().places;
  const Reference& reference = question.claim.reference;
  if (!reference.group.empty()) return false;
  const PlaceId whole = reference.subject.place;
  return !whole.known() || whole == places.at(question.claim.subject.place).parent;
}

Message formula_of(const Peers& peers, const Known& own, int best, int worst, bool by_growth) {
  const std::string size = std::to_string(peers.members.size());
  const std::string ranks =
      best == worst ? std::to_string(best) : std::to_string(best) + "～" + std::to_string(worst);
  return {peers.name.zh + size + "个地区按" + (by_growth ? "增速" : "总量") + "比较，" +
              own.formula.zh + "，居第" + ranks + "位",
          "among " + size + " places of " + peers.name.en + " by " +
              (by_growth ? "growth" : "level") + ", " + own.formula.en + " is number " + ranks};
}

Relation rank_relation(const Question& question, int best, int worst) {
  Relation relation;
  relation.kind = RelationKind::stored_rank;
  relation.claims = {question.index};
  relation.against_store = true;
  const auto range = Interval::make(Decimal::whole(best), Decimal::whole(worst));
  relation.evaluate = [claim = question.index, ranks = range.value_or(Interval())](
                          const Values& values) -> Result<Evaluation> {
    const Claim& one = values.at(claim);
    // Ranks are whole numbers: they meet or they do not.
    const bool inside = ranks.contains(one.value);
    return Evaluation{inside ? num::Meeting::overlap : num::Meeting::apart, ranks,
                      Interval::point(one.value), unit::rank()};
  };
  return relation;
}

}  // namespace

Found ranked(const Question& question) {
  const Claim& claim = question.claim;
  const bool by_growth = claim.measure == Measure::growth_rank || claim.of == Measure::growth_yoy;
  Found found;
  const FigureKey key = question.key(by_growth ? Measure::growth_rank : Measure::rank);
  if (auto printed = same_figure(question, key)) {
    printed->binding = printed->binding && same_group_likely(question);
    if (same_group_likely(question)) found.relations.push_back(std::move(*printed));
  }
  const auto peers = peers_of(question);
  if (!peers) {
    found.why = {"在哪些地区中排名不明", "among which places it is ranked is not clear"};
    return found;
  }
  auto own = measured(question, claim.subject.place, by_growth);
  if (!own) {
    found.why =
        nothing_for(question.cube, question.key(by_growth ? Measure::growth_yoy : Measure::level));
    return found;
  }
  if (!by_growth && !own->evidence.empty()) {
    own->formula = figure_text(question.cube, own->evidence.front());
  }
  const Standing standing = stand(question, *peers, *own, by_growth);
  const int best = 1 + standing.surely_above;
  const int worst = 1 + standing.possibly_above + standing.missing;
  const bool impossible = claim.value < Decimal::whole(best) || claim.value > Decimal::whole(worst);
  if (standing.missing > 0 && !impossible) {
    found.why = {"库中缺" + std::to_string(standing.missing) + "个地区的数，不能确定位次",
                 "the store lacks " + std::to_string(standing.missing) +
                     " of the places: the rank cannot be told"};
    return found;
  }
  Relation relation = rank_relation(question, best, worst);
  relation.binding = standing.firm;
  if (!standing.firm) {
    relation.note = {"部分地区的数为推算或估计", "some places' figures are estimates"};
  }
  relation.formula = formula_of(*peers, *own, best, worst, by_growth);
  relation.evidence = own->evidence;
  relation.evidence.insert(relation.evidence.end(), standing.above.begin(), standing.above.end());
  if (best == worst && standing.firm) {
    relation.expected = Decimal::whole(best);
    relation.expected_unit = unit::rank();
  }
  found.relations.push_back(std::move(relation));
  return found;
}

}  // namespace duibiao::bulletin::store
