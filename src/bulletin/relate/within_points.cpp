#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// Differences in points are of growth on the year before unless the claim says of what.
Measure compared_measure(const Claim& claim) {
  return claim.of == Measure::growth_avg || claim.of == Measure::growth_mom ? claim.of
                                                                            : Measure::growth_yoy;
}

bool compares_rates(const Claim& claim) {
  return claim.of == Measure::level || claim.of == Measure::growth_yoy ||
         claim.of == Measure::growth_avg || claim.of == Measure::growth_mom;
}

void tie_difference(Ties& ties, RelationKind kind, std::uint32_t points, std::uint32_t minuend,
                    std::uint32_t subtrahend, bool certain) {
  if (minuend == subtrahend) return;
  Tie tie{.kind = kind,
          .claims = {points, minuend, subtrahend},
          .formula =
              [minuend, subtrahend](const Values& v) {
                return Quantity::of(v.at(minuend)) - Quantity::of(v.at(subtrahend));
              },
          .text = "{1} - ({2})"};
  if (!ties.claim(subtrahend).value.is_negative()) tie.text = "{1} - {2}";
  // «增速高于全国2.4%»: the very difference in points; of another rate nobody says it in per cent
  // of that.
  static constexpr std::string_view sign = "%";
  const Claim& said = ties.claim(points);
  if (kind == RelationKind::gap && certain && said.unit_text == sign && !said.value.is_zero() &&
      ties.fits(tie)) {
    Tie misused = tie;
    misused.text = "{1} ÷ {2} - 1";
    misused.first_alone = true;
    misused.formula = [points, minuend, subtrahend](const Values& v) {
      const Quantity here = Quantity::of(v.at(minuend));
      const Quantity there = Quantity::of(v.at(subtrahend));
      const bool in_points = v.at(points).unit.dimension() == Dimension::percentage_point;
      return in_points ? here - there : here / there - Quantity::ratio(1);
    };
    if (!ties.fits(misused)) tie = std::move(misused);
  }
  tie.only_if_it_fits = !certain;
  ties.add(std::move(tie));
}

/// The one rate before `i` in its sentence that is of the same topic and satisfies a condition;
/// nothing when there are several.
template <class Condition>
std::optional<std::uint32_t> only_rate_before(const Ties& ties, std::uint32_t i, Measure measure,
                                              Condition condition) {
  // A sentence of more figures than this is a table written out: no rate in it is the only one.
  constexpr std::uint32_t most_looked_at = 32;
  std::optional<std::uint32_t> found;
  const Fact& fact = ties.index().fact_of(i);
  for (std::uint32_t back = 1; back <= std::min(i, most_looked_at); ++back) {
    const std::uint32_t candidate = i - back;
    if (ties.claim(candidate).sentence != ties.claim(i).sentence) break;
    const Fact& rate = ties.index().fact_of(candidate);
    if (rate.topic != fact.topic || rate.measure != measure || !condition(rate)) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

void tie_growth_change(Ties& ties, std::uint32_t i) {
  const Claim& change = ties.claim(i);
  if (!change.subject.period.known() || !compares_rates(change)) return;
  const ClaimIndex& index = ties.index();
  const Fact& fact = index.fact_of(i);
  const Measure measure = compared_measure(change);
  auto now = index.nearest(index.growth(fact, change.subject.period, {}, measure), i);
  const bool from_itself =
      names_base(change) && change.reference.subject.period.same_span(change.subject.period);
  if (from_itself) {
    // «1-9月增长26.8%,上半年增长16.1%,比上半年加快…»: the earlier period came last.
    now = only_rate_before(ties, i, measure, [&](const Fact& rate) {
      return rate.place == fact.place && rate.period != fact.period;
    });
  }
  if (!now) return;
  std::vector<std::uint32_t> earlier;
  for (const Period& base : bases_of(change)) {
    const auto before = index.nearest(index.growth(fact, base, {}, measure), i);
    if (before && *before != *now) earlier.push_back(*before);
  }
  for (const std::uint32_t before : earlier) {
    const bool certain =
        names_base(change) || (earlier.size() == 1 && one_sentence(ties, i, *now, before));
    tie_difference(ties, RelationKind::growth_change, i, *now, before, certain);
  }
}

/// «1-9月增长8.6%…。9月当月增长12.7%。全省增长5.9%,高于全省2.7个百分点»: whether the gap is one to
/// the same place's rate of another time, for then it is not said which is meant.
bool fits_another_time(const Ties& ties, std::uint32_t gap, std::uint32_t here, std::uint32_t there,
                       Measure measure) {
  constexpr std::uint32_t most_looked_at = 32;
  const Fact& mine = ties.index().fact_of(here);
  for (std::uint32_t back = 1; back <= std::min(gap, most_looked_at); ++back) {
    const std::uint32_t other = gap - back;
    const Fact& fact = ties.index().fact_of(other);
    const bool alike = fact.topic == mine.topic && fact.place == mine.place &&
                       fact.measure == measure && fact.period != mine.period;
    if (!alike) continue;
    const Quantity difference = Quantity::of(ties.claim(other)) - Quantity::of(ties.claim(there));
    const auto result = meeting(ties.claim(gap), difference);
    if (result && result->meeting != num::Meeting::apart) return true;
  }
  return false;
}

/// Words that say that all of it is meant: «高于全省整体增速», «高于全市平均水平».
bool names_whole(const Claim& gap) {
  static constexpr std::array<std::string_view, 7> words = {"整体", "总体",    "全部", "平均",
                                                            "总额", "overall", "total"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return gap.reference.text.find(word) != std::string::npos;
  });
}

/// «全省进出口增长6.4%,其中民营企业进出口增长13.8%,快于全省整体7.4个百分点»: of the same place, so
/// what it is compared with is the whole that it is a part of, stated before it in the sentence.
std::optional<std::uint32_t> rate_of_whole(const Ties& ties, std::uint32_t i, Measure measure) {
  const ClaimIndex& index = ties.index();
  const Fact& fact = index.fact_of(i);
  const Topic& topic = index.topic(fact.topic);
  std::vector<TopicId> wholes;
  if (topic.head.known() && !topic.rest.empty()) wholes.push_back(index.topic_of(topic.head));
  if (topic.indicator.known()) {
    const IndicatorId parent = ties.words().catalogue.at(topic.indicator).parent;
    if (parent.known()) wholes.push_back(index.topic_of(parent));
  }
  for (const TopicId whole : wholes) {
    if (whole == no_topic || whole == fact.topic) continue;
    Fact like = fact;
    like.topic = whole;
    const auto rate =
        index.nearest(index.growth(like, ties.claim(i).subject.period, {}, measure), i);
    const bool here = rate && *rate < i && ties.claim(*rate).sentence == ties.claim(i).sentence;
    if (here) return rate;
  }
  return std::nullopt;
}

void tie_gap(Ties& ties, std::uint32_t i) {
  const Claim& gap = ties.claim(i);
  if (!compares_rates(gap) || gap.reference.kind != Reference::Kind::compared) return;
  const ClaimIndex& index = ties.index();
  const Measure measure = compared_measure(gap);
  const Fact& fact = index.fact_of(i);
  const Period& period = gap.subject.period;
  const Period& other =
      gap.reference.subject.period.known() ? gap.reference.subject.period : period;
  const Fact there_fact = index.reference_of(i, Measure::level);
  const bool with_itself = there_fact.topic == fact.topic && there_fact.place == fact.place &&
                           there_fact.period == fact.period;
  auto here = index.nearest(index.growth(fact, period, {}, measure), i);
  const auto whole = with_itself ? rate_of_whole(ties, i, measure) : std::nullopt;
  if (whole && here) {
    tie_difference(ties, RelationKind::gap, i, *here, *whole, names_whole(gap));
    return;
  }
  if (with_itself) {
    // «温州增长26.8%,全省增长9.3%,高于全省…»: the place compared with came last.
    here = only_rate_before(ties, i, measure, [&](const Fact& rate) {
      return rate.period == fact.period && rate.place != fact.place;
    });
  }
  const auto there = index.nearest(index.growth(there_fact, other, {}, measure), i);
  if (!here || !there) return;
  // «urban and rural spending rose …, 9.1 and 9.8 points faster than income»: each than its own.
  if (gap.list != 0 && there_fact.topic != fact.topic && there_fact.place == fact.place) return;
  const bool apart = ties.claim(*here).sentence != gap.sentence;
  if (apart && fits_another_time(ties, i, *here, *there, measure)) return;
  tie_difference(ties, RelationKind::gap, i, *here, *there, true);
}

/// «比金华少245.5亿元»: the amounts themselves are compared.
void tie_level_gap(Ties& ties, std::uint32_t i) {
  const Claim& gap = ties.claim(i);
  if (gap.of != Measure::level || gap.reference.kind != Reference::Kind::compared) return;
  const ClaimIndex& index = ties.index();
  const Fact& fact = index.fact_of(i);
  if (fact.dimension == 0) return;
  const Fact there = index.reference_of(i, Measure::level);
  if (there.topic == fact.topic && there.place == fact.place && there.period == fact.period) return;
  const auto mine = index.nearest(ClaimIndex::level(fact, fact.dimension), i);
  const auto theirs = index.nearest(ClaimIndex::level(there, fact.dimension), i);
  if (mine && theirs) tie_difference(ties, RelationKind::gap, i, *mine, *theirs, true);
}

}  // namespace

bool one_sentence(const Ties& ties, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return ties.claim(a).sentence == ties.claim(b).sentence &&
         ties.claim(b).sentence == ties.claim(c).sentence;
}

std::vector<Period> bases_of(const Claim& change) {
  if (names_base(change)) return {change.reference.subject.period};
  const Period& period = change.subject.period;
  std::vector<Period> bases;
  const auto keep = [&](const std::optional<Period>& base) {
    if (!base || !base->known()) return;
    const auto same = [&](const Period& known) { return known.same_span(*base); };
    if (std::none_of(bases.begin(), bases.end(), same)) bases.push_back(*base);
  };
  keep(period.year_before());
  keep(period.previous());
  keep(Period::year(period.year() - 1));
  if (period.has_months() && period.is_year_to_date() && period.last_month() > 3) {
    const auto quarter = Period::to_date(period.year(), (period.last_month() - 1) / 3 * 3);
    if (quarter) keep(*quarter);
  }
  return bases;
}

void tie_points(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    if (!ties.index().counts(i)) continue;
    if (ties.claim(i).measure == Measure::growth_change) tie_growth_change(ties, i);
    if (ties.claim(i).measure == Measure::gap_pp) tie_gap(ties, i);
    if (ties.claim(i).measure == Measure::other) tie_level_gap(ties, i);
  }
}

}  // namespace duibiao::bulletin
