#include <algorithm>
#include <optional>
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
  tie.only_if_it_fits = !certain;
  ties.add(std::move(tie));
}

void tie_growth_change(Ties& ties, std::uint32_t i) {
  const Claim& change = ties.claim(i);
  if (!change.subject.period.known() || !compares_rates(change)) return;
  const ClaimIndex& index = ties.index();
  const Fact& fact = index.fact_of(i);
  const Measure measure = compared_measure(change);
  const auto now = index.nearest(index.growth(fact, change.subject.period, {}, measure), i);
  if (!now) return;
  for (const Period& base : bases_of(change)) {
    const auto before = index.nearest(index.growth(fact, base, {}, measure), i);
    if (before) {
      tie_difference(ties, RelationKind::growth_change, i, *now, *before, names_base(change));
    }
  }
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
  const auto here = index.nearest(index.growth(fact, period, {}, measure), i);
  const Fact there_fact = index.reference_of(i, Measure::level);
  const auto there = index.nearest(index.growth(there_fact, other, {}, measure), i);
  if (here && there) tie_difference(ties, RelationKind::gap, i, *here, *there, true);
}

}  // namespace

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
  }
}

}  // namespace duibiao::bulletin
