#include <optional>
#include <utility>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// Averages over more years than this are plans and histories, not statistics of a bulletin.
constexpr int most_years = 10;

Quantity one() { return Quantity::ratio(1); }

/// What the text knows about the two ends of a change.
struct Change {
  std::optional<std::uint32_t> now;
  std::optional<std::uint32_t> before;
  std::optional<std::uint32_t> growth;
};

Change change_around(const Ties& ties, std::uint32_t claim, std::uint8_t dimension) {
  const ClaimIndex& index = ties.index();
  const Claim& change = ties.claim(claim);
  const Fact& fact = index.fact_of(claim);
  Change out;
  out.now = index.nearest(ClaimIndex::level(fact, dimension), claim);
  const auto base = base_of(change);
  if (base) {
    const Fact then = ClaimIndex::at_period(fact, *base);
    out.before = index.nearest(ClaimIndex::level(then, dimension), claim);
  }
  if (base || !change.subject.period.known()) {
    const Period since = base.value_or(Period());
    out.growth = index.nearest(index.growth(fact, change.subject.period, since), claim);
  }
  return out;
}

bool same_sentence(const Ties& ties, std::uint32_t a, std::uint32_t b) {
  return ties.claim(a).sentence == ties.claim(b).sentence;
}

/// An increment and a rate printed side by side come from one base, even a revised one; what is at
/// constant prices or on a matched sample still does not.
bool shares_base(const Ties& ties, std::uint32_t claim, std::uint32_t growth) {
  if (ties.is_nominal(growth)) return true;
  return ties.index().basis_of(growth) == Basis::unknown && same_sentence(ties, claim, growth);
}

/// «增加127家» beside «下降23.5%».
void tie_direction(Ties& ties, std::uint32_t increment, std::uint32_t growth) {
  if (!same_sentence(ties, increment, growth)) return;
  Tie tie{.kind = RelationKind::direction,
          .claims = {growth, increment},
          .formula =
              [increment](const Values& v) {
                const bool falls = v.at(increment).value.is_negative();
                // No fall is deeper than the whole; no published rise is above a million-fold.
                return (falls ? Quantity::ratio(-1) : Quantity::ratio(1'000'000)).down_to_zero();
              },
          .text = "{0}，{1}"};
  tie.comparison = true;
  ties.add(std::move(tie));
}

void tie_increment(Ties& ties, std::uint32_t i) {
  const Fact& fact = ties.index().fact_of(i);
  const Change change = change_around(ties, i, fact.dimension);
  const Basis basis = ties.index().basis_of(i);
  const bool as_printed = basis == Basis::nominal || basis == Basis::unknown;
  if (change.now && change.before && as_printed) {
    ties.add({.kind = RelationKind::increment,
              .claims = {i, *change.now, *change.before},
              .formula =
                  [now = *change.now, before = *change.before](const Values& v) {
                    return Quantity::of(v.at(now)) - Quantity::of(v.at(before));
                  },
              .text = "{1} - {2}"});
  }
  if (!change.growth) return;
  const std::uint32_t growth = *change.growth;
  if (change.now && shares_base(ties, i, growth)) {
    ties.add({.kind = RelationKind::increment,
              .claims = {i, *change.now, growth},
              .formula =
                  [now = *change.now, growth](const Values& v) {
                    const Quantity base_share = one() / (one() + Quantity::of(v.at(growth)));
                    return Quantity::of(v.at(now)) * (one() - base_share);
                  },
              .text = "{1} × (1 - 1 ÷ (1 + {2}))"});
  } else if (change.before && shares_base(ties, i, growth)) {
    ties.add({.kind = RelationKind::increment,
              .claims = {i, *change.before, growth},
              .formula =
                  [before = *change.before, growth](const Values& v) {
                    return Quantity::of(v.at(before)) * Quantity::of(v.at(growth));
                  },
              .text = "{1} × {2}"});
  } else if (as_printed && !ties.claim(i).value.is_zero()) {
    tie_direction(ties, i, growth);
  }
}

/// «翻一番»: the level now is about twice, twice twice … the one before. Writers say it from a
/// tenth below to a fifth above.
void tie_doubling(Ties& ties, std::uint32_t i, const Ties::Pair& levels) {
  ties.add({.kind = RelationKind::multiple,
            .claims = {levels.now, i, levels.before},
            .formula =
                [i, levels](const Values& v) {
                  const auto loosely =
                      num::Interval::make(num::Decimal::of(9, 1), num::Decimal::of(12, 1));
                  if (!loosely) return Quantity::failed(loosely.error());
                  return Quantity::of(v.at(levels.before)) *
                         (Quantity::of(v.at(i)) * Quantity::ratio(*loosely));
                },
            .text = "{2} × {1} × (0.9…1.2)"});
}

/// «是…的2.2倍», «增至2.2倍»: the factor between two levels.
void tie_multiple(Ties& ties, std::uint32_t i) {
  const ClaimIndex& index = ties.index();
  const Claim& claim = ties.claim(i);
  const Fact& fact = index.fact_of(i);
  const bool other = claim.reference.kind == Reference::Kind::compared ||
                     claim.reference.kind == Reference::Kind::whole;
  const auto base = base_of(claim);
  if (!other && !base) return;
  const auto pairs = other ? ties.level_pairs(fact, index.reference_of(i, Measure::level), i)
                           : ties.level_pairs(fact, *base, i);
  // «是2.2倍» without a word of what: the year before is a guess.
  const bool certain =
      pairs.size() == 1 && (other || names_base(claim) || claim.of != Measure::level);
  for (const Ties::Pair& levels : pairs) {
    if (claim.unit_text == "番") {
      if (certain) tie_doubling(ties, i, levels);
      continue;
    }
    Tie tie{.kind = RelationKind::multiple,
            .claims = {i, levels.now, levels.before},
            .formula =
                [levels](const Values& v) {
                  return Quantity::of(v.at(levels.now)) / Quantity::of(v.at(levels.before));
                },
            .text = "{1} ÷ {2}"};
    tie.only_if_it_fits = !certain;
    ties.add(std::move(tie));
  }
  if (!pairs.empty() || other || claim.unit_text == "番") return;
  const auto growth = index.nearest(index.growth(fact, claim.subject.period, *base), i);
  if (!growth) return;
  Tie tie{.kind = RelationKind::multiple,
          .claims = {i, *growth},
          .formula = [g = *growth](const Values& v) { return one() + Quantity::of(v.at(g)); },
          .text = "1 + {1}"};
  tie.only_if_it_fits = !names_base(claim);
  ties.add(std::move(tie));
}

/// 两年平均: the geometric mean of the rates, so the root of the levels' ratio.
void tie_average(Ties& ties, std::uint32_t i) {
  const ClaimIndex& index = ties.index();
  const Claim& claim = ties.claim(i);
  const auto base = base_of(claim);
  if (!base) return;
  const int years = claim.subject.period.year() - base->year();
  if (years < 2 || years > most_years) return;
  const auto same_months = claim.subject.period.year_before(years);
  if (!same_months || !same_months->same_span(*base)) return;
  const Fact& fact = index.fact_of(i);
  if (ties.is_nominal(i)) {
    const auto pairs = ties.level_pairs(fact, *base, i);
    for (const Ties::Pair& levels : pairs) {
      Tie tie{.kind = RelationKind::average_growth,
              .claims = {i, levels.now, levels.before},
              .formula =
                  [levels, years](const Values& v) {
                    const Quantity ratio =
                        Quantity::of(v.at(levels.now)) / Quantity::of(v.at(levels.before));
                    return ratio.root(years) - one();
                  },
              .text = "({1} ÷ {2})^(1/" + std::to_string(years) + ") - 1"};
      tie.only_if_it_fits = pairs.size() > 1;
      ties.add(std::move(tie));
    }
  }
  const auto last_year = claim.subject.period.year_before();
  if (years != 2 || !last_year) return;
  const auto now = index.nearest(index.growth(fact, claim.subject.period), i);
  const auto before = index.nearest(index.growth(fact, *last_year), i);
  if (!now || !before) return;
  ties.add({.kind = RelationKind::average_growth,
            .claims = {i, *now, *before},
            .formula =
                [now = *now, before = *before](const Values& v) {
                  const Quantity both =
                      (one() + Quantity::of(v.at(now))) * (one() + Quantity::of(v.at(before)));
                  return both.root(2) - one();
                },
            .text = "√((1 + {1}) × (1 + {2})) - 1"});
}

}  // namespace

void tie_changes(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    if (!ties.index().counts(i)) continue;
    switch (ties.index().fact_of(i).measure) {
      case Measure::increment:
        tie_increment(ties, i);
        break;
      case Measure::multiple:
        tie_multiple(ties, i);
        break;
      case Measure::growth_avg:
        tie_average(ties, i);
        break;
      default:
        break;
    }
  }
}

}  // namespace duibiao::bulletin
