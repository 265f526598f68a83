#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "bulletin/read/aspect.h"
#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

Quantity one() { return Quantity::ratio(1); }

/// «占比34.5%» names no whole: what it refers to comes out as the part itself.
bool names_whole(const Ties& ties, std::uint32_t i) {
  const Fact whole = ties.index().reference_of(i, Measure::level);
  const Fact& part = ties.index().fact_of(i);
  return whole.topic != part.topic || whole.place != part.place || whole.period != part.period;
}

/// «民营企业出口占全市出口的83.3%,进口占46.4%»: what the second is a share of, and of whose
/// imports, goes by the first and is not said.
bool follows_another_whole(const Ties& ties, std::uint32_t i) {
  if (i == 0 || !ties.claim(i).reference.text.empty()) return false;
  const Claim& before = ties.claim(i - 1);
  const Claim& share = ties.claim(i);
  return before.measure == Measure::share && before.sentence == share.sentence &&
         before.list == share.list && !before.reference.text.empty() &&
         before.reference.subject.indicator != share.reference.subject.indicator;
}

/// What the text calls it, else the catalogue.
const std::string& name_of(const Ties& ties, const Subject& subject) {
  const bool unnamed = subject.phrase.empty() && subject.indicator.known();
  return unnamed ? ties.words().catalogue.at(subject.indicator).zh : subject.phrase;
}

struct Whole {
  Fact fact;
  bool certain = true;
};

/// The whole of a share: as named; else that of the part's own level (其中); else, as a guess, what
/// the catalogue puts the part under.
std::optional<Whole> whole_of(const Ties& ties, std::uint32_t i) {
  const ClaimIndex& index = ties.index();
  const Claim& share = ties.claim(i);
  if (names_whole(ties, i)) {
    const Fact whole = index.reference_of(i, Measure::level);
    // «…收入…;…支出…,其中教育支出…,占21.1%»: of what was spent, not of what came in.
    const bool elided = share.reference.text.empty();
    const bool other = elided && opposed_aspects(name_of(ties, share.subject),
                                                 name_of(ties, share.reference.subject));
    return Whole{whole, !other && !follows_another_whole(ties, i)};
  }
  // «制造业实际使用外资8.07亿美元,占全市的44.0%»: of all such, whatever stood before.
  const Topic& part = index.topic(index.fact_of(i).topic);
  if (!part.rest.empty() && !share.reference.text.empty()) {
    Fact all = index.reference_of(i, Measure::level);
    all.topic = index.topic_of(part.head);
    if (all.topic != no_topic) return Whole{all, true};
  }
  auto said = share.whole;
  for (const std::uint8_t dimension : index.dimensions_of(index.fact_of(i))) {
    if (said) break;
    const auto level = index.nearest(ClaimIndex::level(index.fact_of(i), dimension), i);
    if (level) said = ties.claim(*level).whole;
  }
  if (said && *said < ties.size() && index.counts(*said)) {
    // «其中,合同外资21.8亿美元,占全市合同外资的76.2%»: not of what stood before 其中.
    const Fact whole = ClaimIndex::level(index.fact_of(*said), 0);
    const Topic& all = index.topic(whole.topic);
    const bool other = !share.reference.text.empty() && part.head != all.head;
    const Subject& named = ties.claim(*said).subject;
    const bool opposed = opposed_aspects(name_of(ties, share.subject), name_of(ties, named));
    return Whole{whole, !other && !opposed};
  }
  const Topic& topic = index.topic(index.fact_of(i).topic);
  if (!topic.indicator.known()) return std::nullopt;
  const IndicatorId parent = ties.words().catalogue.at(topic.indicator).parent;
  Fact whole = ClaimIndex::level(index.fact_of(i), 0);
  whole.topic = parent.known() ? index.topic_of(parent) : no_topic;
  if (whole.topic == no_topic) return std::nullopt;
  return Whole{whole, false};
}

bool of_a_change(const Claim& share) {
  static constexpr std::array<std::string_view, 3> words = {"增量", "增加额", "增长额"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return share.reference.text.find(word) != std::string::npos ||
           share.reference.subject.phrase.find(word) != std::string::npos ||
           share.subject.phrase.find(word) != std::string::npos;
  });
}

void tie_share(Ties& ties, std::uint32_t i) {
  if (of_a_change(ties.claim(i))) return;
  const auto whole = whole_of(ties, i);
  if (!whole) return;
  const auto pairs = ties.level_pairs(ties.index().fact_of(i), whole->fact, i);
  for (const Ties::Pair& levels : pairs) {
    Tie tie{.kind = RelationKind::share,
            .claims = {i, levels.now, levels.before},
            .formula =
                [levels](const Values& v) {
                  return Quantity::of(v.at(levels.now)) / Quantity::of(v.at(levels.before));
                },
            .text = "{1} ÷ {2}"};
    tie.only_if_it_fits = pairs.size() > 1 || !whole->certain;
    ties.add(std::move(tie));
  }
}

/// Shares (or contribution rates) of everything that a formula of the catalogue adds up.
void tie_exhaustive(Ties& ties, const Fact& fact) {
  const ClaimIndex& index = ties.index();
  const std::uint32_t first = *index.nearest(fact, 0);
  const auto whole = whole_of(ties, first);
  if (!whole || whole->fact.place != fact.place) return;
  const Topic& topic = index.topic(whole->fact.topic);
  if (!topic.head.known()) return;
  const auto& terms = ties.words().catalogue.at(topic.head).sum;
  std::vector<std::uint32_t> list;
  for (const FormulaTerm& term : terms) {
    Fact part = fact;
    part.topic = index.topic_of(term.indicator, topic.rest);
    if (part.topic == no_topic || term.sign < 0) return;
    // Once for each list: from its first part.
    if (list.empty() && part.topic != fact.topic) return;
    std::optional<std::uint32_t> claim;
    for (const std::uint32_t candidate : index.about(part)) {
      const auto theirs = whole_of(ties, candidate);
      if (theirs && theirs->fact.topic == whole->fact.topic) claim = candidate;
      if (claim) break;
    }
    if (!claim) return;
    list.push_back(*claim);
  }
  if (list.size() > 1) tie_rest(ties, list, one());
}

/// The share that a change is of: the nearest of its subject, with a whole like `like`'s.
std::optional<std::uint32_t> share_at(const Ties& ties, const Fact& subject, std::uint32_t near,
                                      std::optional<std::uint32_t> like) {
  // Shares of one subject have a handful of wholes.
  constexpr std::size_t most_looked_at = 16;
  const auto claims = ties.index().about(subject);
  const auto from = std::lower_bound(claims.begin(), claims.end(), near);
  std::optional<std::uint32_t> best;
  const auto distance = [near](std::uint32_t i) { return i < near ? near - i : i - near; };
  const auto look = [&](std::uint32_t i) {
    if (like) {
      const Fact a = ties.index().reference_of(i, Measure::level);
      const Fact b = ties.index().reference_of(*like, Measure::level);
      if (a.topic != b.topic || a.place != b.place) return;
    }
    if (!best || distance(i) < distance(*best)) best = i;
  };
  std::size_t looked = 0;
  for (auto at = from; at != claims.end() && looked < most_looked_at; ++at, ++looked) look(*at);
  looked = 0;
  for (auto at = from; at != claims.begin() && looked < most_looked_at; ++looked) look(*--at);
  return best;
}

/// s₁·(1 − (1+G)/(1+g)): what the part's and the whole's growth do to a share.
void tie_share_change_by_growth(Ties& ties, std::uint32_t i, std::uint32_t share) {
  const Claim& change = ties.claim(i);
  const auto base = base_of(change);
  const auto before = change.subject.period.year_before();
  if (!base || !before || !base->same_span(*before)) return;
  const auto whole = whole_of(ties, share);
  if (!whole || !whole->certain) return;
  const auto part_rate = ties.nominal_growth(ties.index().fact_of(share), change.subject.period, i);
  const auto whole_rate = ties.nominal_growth(whole->fact, change.subject.period, i);
  if (!part_rate || !whole_rate || *part_rate == *whole_rate) return;
  Tie tie{.kind = RelationKind::share_change,
          .claims = {i, share, *part_rate, *whole_rate},
          .formula =
              [share, part = *part_rate, all = *whole_rate](const Values& v) {
                const Quantity slower =
                    (one() + Quantity::of(v.at(all))) / (one() + Quantity::of(v.at(part)));
                return Quantity::of(v.at(share)) * (one() - slower);
              },
          .text = "{1} × (1 - (1 + {3}) ÷ (1 + {2}))"};
  tie.only_if_it_fits = !names_base(change);
  ties.add(std::move(tie));
}

void tie_share_change(Ties& ties, std::uint32_t i) {
  const Claim& change = ties.claim(i);
  if (!change.subject.period.known()) return;
  Fact subject = ties.index().fact_of(i);
  subject.measure = Measure::share;
  const auto now = share_at(ties, subject, i, std::nullopt);
  if (!now) return;
  std::vector<std::uint32_t> earlier;
  for (const Period& base : bases_of(change)) {
    const auto before = share_at(ties, ClaimIndex::at_period(subject, base), i, now);
    if (before && *before != *now) earlier.push_back(*before);
  }
  for (const std::uint32_t before : earlier) {
    Tie tie{.kind = RelationKind::share_change,
            .claims = {i, *now, before},
            .formula =
                [now = *now, before](const Values& v) {
                  return Quantity::of(v.at(now)) - Quantity::of(v.at(before));
                },
            .text = "{1} - {2}"};
    const bool only = earlier.size() == 1 && one_sentence(ties, i, *now, before);
    tie.only_if_it_fits = !names_base(change) && !only;
    ties.add(std::move(tie));
  }
  tie_share_change_by_growth(ties, i, *now);
}

}  // namespace

/// One of a list that makes up a whole is what the others leave of it.
void tie_rest(Ties& ties, const std::vector<std::uint32_t>& list, const Quantity& whole) {
  Tie tie{.kind = RelationKind::shares_sum, .claims = list};
  tie.text = "{0}";
  for (std::size_t n = 1; n < list.size() && n < 10; ++n) {
    tie.text += " + {" + std::to_string(n) + "}";
  }
  tie.text += list.size() > 10 ? " + … = 100" : " = 100";
  tie.comparison = true;
  tie.formula = [list, whole](const Values& v) {
    Quantity rest = whole;
    for (std::size_t n = 1; n < list.size(); ++n) rest = rest - Quantity::of(v.at(list[n]));
    return rest;
  };
  ties.add(std::move(tie));
}

void tie_shares(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    if (!ties.index().counts(i)) continue;
    if (ties.claim(i).measure == Measure::share) tie_share(ties, i);
    if (ties.claim(i).measure == Measure::share_change) tie_share_change(ties, i);
  }
  for (const Fact& fact : ties.index().in_order()) {
    if (fact.measure == Measure::share || fact.measure == Measure::contribution_rate) {
      tie_exhaustive(ties, fact);
    }
  }
}

}  // namespace duibiao::bulletin
