#include <optional>
#include <utility>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

Quantity one() { return Quantity::ratio(1); }

/// Pulls are worked out on last year's figures, and those as printed then and as revised since give
/// two results: a twentieth of it is no surprise.
Quantity revised() {
  const auto band = num::Interval::make(num::Decimal::of(95, 2), num::Decimal::of(105, 2));
  return band ? Quantity::ratio(*band) : Quantity::failed(band.error());
}

Message revision_note() {
  return {"上年基数修订使结果变动在5%以内的不作为错误",
          "revisions of last year's figures that move the result by up to 5% are allowed"};
}

/// The whole that a part pulls: as named (and not the part itself), else what the catalogue puts
/// the part under.
std::optional<Fact> pulled(const Ties& ties, std::uint32_t i, bool& certain) {
  const ClaimIndex& index = ties.index();
  const Claim& claim = ties.claim(i);
  certain = true;
  const Fact named = index.reference_of(i, Measure::level);
  const Fact& part = index.fact_of(i);
  if (named.topic != part.topic || named.place != part.place) return named;
  if (claim.whole && *claim.whole < ties.size() && index.counts(*claim.whole)) {
    return index.fact_of(*claim.whole);
  }
  const Topic& topic = index.topic(index.fact_of(i).topic);
  if (!topic.indicator.known()) return std::nullopt;
  const IndicatorId parent = ties.words().catalogue.at(topic.indicator).parent;
  Fact whole = index.fact_of(i);
  whole.topic = parent.known() ? index.topic_of(parent) : no_topic;
  certain = false;
  return whole.topic == no_topic ? std::nullopt : std::optional(whole);
}

/// A part and its whole, with what the text knows of both.
struct Parts {
  std::uint32_t claim = 0;
  Fact part;
  Fact whole;
  bool certain = true;
  std::optional<std::uint32_t> whole_growth;  ///< on whichever basis the text gives it
};

/// Part ÷ whole now: of levels, or the share as printed.
struct Weight {
  std::vector<std::uint32_t> claims;
  Formula share;
  std::string text;  ///< with the claims counted from {1}
};

std::optional<Weight> weight_of(const Ties& ties, const Parts& parts) {
  const auto pairs = ties.level_pairs(parts.part, parts.whole, parts.claim);
  if (pairs.size() == 1) {
    const Ties::Pair levels = pairs.front();
    return Weight{{levels.now, levels.before},
                  [levels](const Values& v) {
                    return Quantity::of(v.at(levels.now)) / Quantity::of(v.at(levels.before));
                  },
                  "{1} ÷ {2}"};
  }
  Fact shares = parts.part;
  shares.measure = Measure::share;
  shares.dimension = 0;
  for (const std::uint32_t i : ties.index().about(shares)) {
    const Fact whole = ties.index().reference_of(i, Measure::level);
    if (whole.topic != parts.whole.topic || whole.place != parts.whole.place) continue;
    return Weight{{i}, [i](const Values& v) { return Quantity::of(v.at(i)); }, "{1}"};
  }
  return std::nullopt;
}

/// s₁·(1 − 1/(1+g))·(1+G): last year's share times the part's growth, from this year's share.
void tie_pull(Ties& ties, const Parts& parts) {
  const Period& period = ties.claim(parts.claim).subject.period;
  const auto part_rate = ties.nominal_growth(parts.part, period, parts.claim);
  const auto whole_rate = ties.nominal_growth(parts.whole, period, parts.claim);
  if (!part_rate || !whole_rate || *part_rate == *whole_rate) return;
  const auto weight = weight_of(ties, parts);
  if (!weight) return;
  Tie tie{.kind = RelationKind::pull, .claims = {parts.claim}};
  tie.claims.insert(tie.claims.end(), weight->claims.begin(), weight->claims.end());
  tie.claims.push_back(*part_rate);
  tie.claims.push_back(*whole_rate);
  tie.formula = [share = weight->share, g = *part_rate, all = *whole_rate](const Values& v) {
    const Quantity base = one() / (one() + Quantity::of(v.at(g)));
    return share(v) * (one() - base) * (one() + Quantity::of(v.at(all))) * revised();
  };
  const auto at = static_cast<int>(weight->claims.size()) + 1;
  tie.text = weight->text + " × (1 - 1 ÷ (1 + {" + std::to_string(at) + "})) × (1 + {" +
             std::to_string(at + 1) + "}) × (1 ± 5%)";
  tie.note = revision_note();
  tie.only_if_it_fits = !parts.certain;
  ties.add(std::move(tie));
}

/// Points of pull = contribution rate × growth of the whole, at constant prices too.
void tie_pull_by_rate(Ties& ties, const Parts& parts) {
  if (!parts.whole_growth) return;
  Fact rates = parts.part;
  rates.measure = Measure::contribution_rate;
  rates.dimension = 0;
  for (const std::uint32_t rate : ties.index().about(rates)) {
    bool certain = true;
    const auto whole = pulled(ties, rate, certain);
    if (!whole || whole->topic != parts.whole.topic || whole->place != parts.whole.place) continue;
    Tie tie{.kind = RelationKind::pull,
            .claims = {parts.claim, rate, *parts.whole_growth},
            .formula =
                [rate, growth = *parts.whole_growth](const Values& v) {
                  return Quantity::of(v.at(rate)) * Quantity::of(v.at(growth)) * revised();
                },
            .text = "{1} × {2} × (1 ± 5%)",
            .note = revision_note()};
    tie.only_if_it_fits = !parts.certain || !certain;
    ties.add(std::move(tie));
    return;
  }
}

/// Δpart ÷ Δwhole. May be above 100 % or below zero, so nothing else is asked of it.
void tie_contribution(Ties& ties, const Parts& parts) {
  const Period& period = ties.claim(parts.claim).subject.period;
  const auto part_rate = ties.nominal_growth(parts.part, period, parts.claim);
  const auto whole_rate = ties.nominal_growth(parts.whole, period, parts.claim);
  const auto weight = weight_of(ties, parts);
  if (!part_rate || !whole_rate || *part_rate == *whole_rate || !weight) return;
  Tie tie{.kind = RelationKind::contribution, .claims = {parts.claim}};
  tie.claims.insert(tie.claims.end(), weight->claims.begin(), weight->claims.end());
  tie.claims.push_back(*part_rate);
  tie.claims.push_back(*whole_rate);
  tie.formula = [share = weight->share, g = *part_rate, all = *whole_rate](const Values& v) {
    const Quantity mine = one() - one() / (one() + Quantity::of(v.at(g)));
    const Quantity theirs = one() - one() / (one() + Quantity::of(v.at(all)));
    return share(v) * (mine / theirs);
  };
  const auto at = static_cast<int>(weight->claims.size()) + 1;
  tie.text = weight->text + " × (1 - 1 ÷ (1 + {" + std::to_string(at) + "})) ÷ (1 - 1 ÷ (1 + {" +
             std::to_string(at + 1) + "}))";
  tie.only_if_it_fits = !parts.certain;
  ties.add(std::move(tie));
}

/// The same from increments that the text prints.
void tie_contribution_of_increments(Ties& ties, const Parts& parts) {
  Fact part = parts.part;
  Fact whole = parts.whole;
  part.measure = Measure::increment;
  whole.measure = Measure::increment;
  for (const Unit::Info& unit : Unit::table()) {
    if (unit.power != 0 || unit.dimension == Dimension::rate) continue;
    part.dimension = static_cast<std::uint8_t>(unit.dimension);
    whole.dimension = part.dimension;
    const auto mine = ties.index().about(part);
    const auto theirs = ties.index().about(whole);
    if (mine.empty() || theirs.empty()) continue;
    Tie tie{
        .kind = RelationKind::contribution,
        .claims = {parts.claim, mine.front(), theirs.front()},
        .formula = [a = mine.front(), b = theirs.front()](
                       const Values& v) { return Quantity::of(v.at(a)) / Quantity::of(v.at(b)); },
        .text = "{1} ÷ {2}"};
    tie.only_if_it_fits = !parts.certain;
    ties.add(std::move(tie));
    return;
  }
}

}  // namespace

void tie_contributions(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    if (!ties.index().counts(i)) continue;
    const Measure measure = ties.claim(i).measure;
    if (measure != Measure::contribution_pp && measure != Measure::contribution_rate) continue;
    bool certain = true;
    const auto whole = pulled(ties, i, certain);
    if (!whole) continue;
    Parts parts{i, ties.index().fact_of(i), *whole, certain, std::nullopt};
    if (whole->topic == parts.part.topic && whole->place == parts.part.place) continue;
    const Fact growth = ties.index().growth(*whole, ties.claim(i).subject.period);
    parts.whole_growth = ties.index().nearest(growth, i);
    if (measure == Measure::contribution_pp) {
      tie_pull(ties, parts);
      tie_pull_by_rate(ties, parts);
    } else {
      tie_contribution(ties, parts);
      tie_contribution_of_increments(ties, parts);
    }
  }
}

}  // namespace duibiao::bulletin
