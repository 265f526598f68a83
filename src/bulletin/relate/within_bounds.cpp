#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "bulletin/read/counted_places.h"
#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// City, province, nation: a place has no more places above it than this.
constexpr int most_above = 6;

bool lies_under(const Ties& ties, IndicatorId inner, IndicatorId outer) {
  for (int depth = 0; depth < most_above && inner.known(); ++depth) {
    if (inner == outer) return true;
    inner = ties.words().catalogue.at(inner).parent;
  }
  return false;
}

bool negative(const Claim& claim) { return claim.range.low().is_negative(); }

/// Part ≤ whole, once for each pair of facts.
class Bounds {
 public:
  explicit Bounds(Ties& ties) : ties_(&ties) {}

  void add(std::uint32_t part, std::uint32_t whole) {
    if (part == whole || negative(ties_->claim(part)) || negative(ties_->claim(whole))) return;
    const std::uint64_t pair = (std::uint64_t{part} << 32U) | whole;
    if (!seen_.insert(pair).second) return;
    Tie tie{
        .kind = RelationKind::part_bound,
        .claims = {part, whole},
        .formula = [whole](const Values& v) { return Quantity::of(v.at(whole)).down_to_zero(); },
        .text = "{0} ≤ {1}"};
    tie.comparison = true;
    tie.whole_numbers = true;
    ties_->add(std::move(tie));
  }

  void add(std::uint32_t part, const Fact& whole) {
    const auto claim = ties_->index().nearest(whole, part);
    if (claim) add(part, *claim);
  }

 private:
  Ties* ties_;
  std::unordered_set<std::uint64_t> seen_;
};

/// What the catalogue puts it under: the nearest of them that the text states.
void bound_by_parents(const Ties& ties, Bounds& bounds, const Fact& fact, std::uint32_t claim) {
  const Topic& topic = ties.index().topic(fact.topic);
  if (!topic.indicator.known() || !topic.never_negative) return;
  IndicatorId above = ties.words().catalogue.at(topic.indicator).parent;
  for (int depth = 0; depth < most_above && above.known(); ++depth) {
    Fact whole = fact;
    whole.topic = ties.index().topic_of(above);
    if (whole.topic != no_topic && ties.index().find(whole) != nullptr) {
      bounds.add(claim, whole);
      return;
    }
    above = ties.words().catalogue.at(above).parent;
  }
}

void bound_by_places(const Ties& ties, Bounds& bounds, const Fact& fact, std::uint32_t claim) {
  const PlaceRegistry& places = ties.words().places;
  const Topic& topic = ties.index().topic(fact.topic);
  if (!topic.additive || !topic.never_negative || fact.place >= places.size()) return;
  Fact whole = fact;
  PlaceId place{fact.place};
  for (int depth = 0; depth < most_above; ++depth) {
    place = places.at(place).parent;
    if (!place.known() || places.at(place).level == PlaceLevel::world) return;
    whole.place = place.index;
    if (ties.index().find(whole) == nullptr) continue;
    bounds.add(claim, whole);
    return;
  }
}

/// A month is no more than the year so far.
void bound_by_periods(const Ties& ties, Bounds& bounds, const Fact& fact, std::uint32_t claim) {
  const Topic& topic = ties.index().topic(fact.topic);
  const Period& period = ties.claim(claim).subject.period;
  if (!topic.flow || !topic.never_negative || !period.has_months()) return;
  const auto so_far = period.to_date_through();
  if (so_far && !so_far->same_span(period)) {
    bounds.add(claim, ClaimIndex::at_period(fact, *so_far));
  }
  const Period year = Period::year(period.year());
  if (!year.same_span(period)) bounds.add(claim, ClaimIndex::at_period(fact, year));
}

/// «在校学生98.7万人,专任教师6.4万人。其中,普通高校在校学生15.3万人»: the amount before 其中 is not
/// the only one of its sentence that the part could be of, and its name has nothing of the part's.
bool another_holds(const Ties& ties, std::uint32_t part, std::uint32_t whole) {
  constexpr std::uint32_t most_looked_at = 16;
  const ClaimIndex& index = ties.index();
  const Topic& mine = index.topic(index.fact_of(part).topic);
  const Topic& theirs = index.topic(index.fact_of(whole).topic);
  // «实际使用外资…。其中,合同外资…»: what is named lies not under it at all.
  const bool both = mine.head.known() && theirs.head.known();
  if (both) return !lies_under(ties, mine.head, theirs.head);
  if (mine.phrase.ends_with(theirs.phrase)) return false;
  for (std::uint32_t back = 1; back <= std::min(whole, most_looked_at); ++back) {
    const std::uint32_t other = whole - back;
    if (ties.claim(other).sentence != ties.claim(whole).sentence) return false;
    if (!index.counts(other) || ties.claim(other).whole) continue;
    const Fact& fact = index.fact_of(other);
    const Fact& like = index.fact_of(whole);
    if (fact.measure != like.measure || fact.dimension != like.dimension ||
        fact.period != like.period) {
      continue;
    }
    const auto result = meeting(ties.claim(part), Quantity::of(ties.claim(other)).down_to_zero());
    if (result && result->meeting != num::Meeting::apart) return true;
  }
  return false;
}

/// 人均, 中位数, 均价: what is an average of many is no sum of its parts.
bool is_average(const Topic& topic) {
  static constexpr std::array<std::string_view, 13> words = {
      "人均", "户均", "平均", "中位数",     "均价",   "单价",   "价格",
      "指数", "率",   "比例", "per capita", "median", "average"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return topic.phrase.find(word) != std::string::npos;
  });
}

/// 其中: the whole that the sentence names, when part and whole are of one place and time.
void bound_by_sentence(const Ties& ties, Bounds& bounds, std::uint32_t i) {
  const Claim& part = ties.claim(i);
  if (!part.whole || *part.whole >= ties.size()) return;
  if (!ties.index().counts(i) || !ties.index().counts(*part.whole)) return;
  const Fact& mine = ties.index().fact_of(i);
  const Fact& theirs = ties.index().fact_of(*part.whole);
  if (mine.measure != Measure::level || theirs.measure != Measure::level) return;
  if (mine.dimension != theirs.dimension || mine.dimension == 0) return;
  if (mine.period != theirs.period) return;
  const Subject& whole = ties.claim(*part.whole).subject;
  const bool inside = mine.place == theirs.place ||
                      (part.subject.place.known() && whole.place.known() &&
                       ties.words().places.is_inside(part.subject.place, whole.place));
  // The same topic at the same place is a repeat, not a part.
  if (!inside || (mine.topic == theirs.topic && mine.place == theirs.place)) return;
  if (another_holds(ties, i, *part.whole)) return;
  if (is_average(ties.index().topic(mine.topic)) || is_average(ties.index().topic(theirs.topic))) {
    return;
  }
  bounds.add(i, *part.whole);
}

void bound_shares(Ties& ties, std::uint32_t i) {
  const Claim& share = ties.claim(i);
  if (!is_plain_share(ties, i)) return;
  Tie tie{.kind = RelationKind::share_bound,
          .claims = {i},
          .formula = [](const Values&) { return Quantity::ratio(1).down_to_zero(); },
          .text = "0 ≤ {0} ≤ 100%"};
  tie.comparison = true;
  tie.whole_numbers = true;
  // A bound that holds says too little to count as a check of the figure.
  if (share.observed() && !ties.fits(tie)) ties.add(std::move(tie));
}

/// What cannot be below zero cannot fall by more than all of it.
void bound_falls(Ties& ties, std::uint32_t i) {
  if (!ties.index().counts(i)) return;
  const Fact& fact = ties.index().fact_of(i);
  if (fact.measure != Measure::growth_yoy && fact.measure != Measure::growth_mom) return;
  if (!ties.index().topic(fact.topic).never_negative) return;
  Tie tie{.kind = RelationKind::growth,
          .claims = {i},
          .formula =
              [](const Values&) {
                return Quantity::hull(Quantity::ratio(-1), Quantity::ratio(1'000'000));
              },
          .text = "{0} < -100%"};
  tie.comparison = true;
  tie.whole_numbers = true;
  if (!ties.fits(tie)) ties.add(std::move(tie));
}

void bound_ranks(Ties& ties, std::uint32_t i) {
  const Claim& rank = ties.claim(i);
  if (rank.measure != Measure::rank && rank.measure != Measure::growth_rank) return;
  const auto peers = peers_of(ties, rank);
  const std::size_t said = places_counted_in(rank.reference.text);
  // Where the group is not known, no group of places is larger than the counties of China.
  constexpr std::int64_t most_places = 3000;
  std::int64_t most = peers.complete ? static_cast<std::int64_t>(peers.places.size()) : most_places;
  if (peers.complete && most == 0) return;
  // «全省9个设区市中»: as many as the text itself counts.
  if (said > 1) most = static_cast<std::int64_t>(said);
  Tie tie{.kind = RelationKind::rank_bound,
          .claims = {i},
          .formula =
              [most](const Values&) {
                return Quantity::hull(Quantity::ratio(1), Quantity::ratio(most));
              },
          .text = "1 ≤ {0} ≤ " + std::to_string(most)};
  tie.comparison = true;
  tie.whole_numbers = true;
  tie.pointed_out = said > 1;
  if (!ties.fits(tie)) ties.add(std::move(tie));
}

}  // namespace

bool is_plain_share(const Ties& ties, std::uint32_t i) {
  const Claim& share = ties.claim(i);
  if (share.measure != Measure::share) return false;
  // Shares of an increase may be any number.
  static constexpr std::array<std::string_view, 6> changes = {"增量", "增长",     "增加",
                                                              "新增", "increase", "growth"};
  for (const std::string* text :
       {&share.reference.text, &share.reference.subject.phrase, &share.subject.phrase}) {
    const auto named = [text](std::string_view word) { return text->find(word) != text->npos; };
    if (std::any_of(changes.begin(), changes.end(), named)) return false;
  }
  // Deposits over GDP are a ratio, not a share: the whole must be one that the part lies in.
  const TopicId whole = ties.index().topic_of(share.reference.subject);
  const TopicId part = ties.index().topic_of(share.subject);
  if (whole == no_topic || part == no_topic || whole == part) return true;
  const Topic& outer = ties.index().topic(whole);
  const Topic& inner = ties.index().topic(part);
  if (!outer.head.known() || !inner.head.known()) return false;
  return lies_under(ties, inner.head, outer.head);
}

void tie_bounds(Ties& ties) {
  Bounds bounds(ties);
  for (const Fact& fact : ties.index().in_order()) {
    if (fact.measure != Measure::level) continue;
    const std::uint32_t claim = *ties.index().nearest(fact, 0);
    bound_by_parents(ties, bounds, fact, claim);
    bound_by_places(ties, bounds, fact, claim);
    bound_by_periods(ties, bounds, fact, claim);
  }
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    bound_by_sentence(ties, bounds, i);
    bound_shares(ties, i);
    bound_falls(ties, i);
    bound_ranks(ties, i);
  }
}

}  // namespace duibiao::bulletin
