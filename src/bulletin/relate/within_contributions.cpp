#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// «拉动经济增长2.1个百分点»: what is said to grow is what the economy brings forth.
bool names_economy(const std::string& phrase) {
  static constexpr std::array<std::string_view, 5> words = {"经济", "经济增长", "economy",
                                                            "the economy", "economic growth"};
  return std::ranges::find(words, std::string_view(phrase)) != words.end();
}

/// The whole that a part pulls: as named (and not the part itself), else what the catalogue puts
/// the part under.
std::optional<Fact> pulled(const Ties& ties, std::uint32_t i, bool& certain) {
  const ClaimIndex& index = ties.index();
  const Claim& claim = ties.claim(i);
  certain = true;
  const Fact named = index.reference_of(i, Measure::level);
  const Fact& part = index.fact_of(i);
  if (!claim.reference.subject.indicator.known() && names_economy(claim.reference.subject.phrase)) {
    const auto gdp = ties.words().catalogue.by_id("gdp");
    Fact whole = named;
    whole.topic = gdp ? index.topic_of(*gdp) : no_topic;
    return whole.topic == no_topic ? std::nullopt : std::optional(whole);
  }
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

/// The pulls of everything that a formula adds up come to the growth of the whole; so do those of
/// consumption, capital formation and net exports, which one list gives.
void tie_sum_of_pulls(Ties& ties, const std::vector<std::uint32_t>& pulls, std::uint32_t growth) {
  Tie tie{.kind = RelationKind::pull, .claims = {growth}};
  tie.claims.insert(tie.claims.end(), pulls.begin(), pulls.end());
  tie.text = "+";
  tie.formula = [pulls](const Values& v) {
    Quantity sum = Quantity::of(v.at(pulls.front()));
    for (std::size_t n = 1; n < pulls.size(); ++n) sum = sum + Quantity::of(v.at(pulls[n]));
    return sum;
  };
  ties.add(std::move(tie));
}

/// Once for each whole: from the pull of the first part of its formula.
void tie_pulls_by_formula(Ties& ties, const Parts& first) {
  const ClaimIndex& index = ties.index();
  const Topic& topic = index.topic(first.whole.topic);
  if (!topic.head.known() || !first.whole_growth) return;
  std::vector<std::uint32_t> pulls;
  for (const FormulaTerm& term : ties.words().catalogue.at(topic.head).sum) {
    Fact part = first.part;
    part.topic = index.topic_of(term.indicator, topic.rest);
    if (part.topic == no_topic || term.sign < 0) return;
    if (pulls.empty() && part.topic != first.part.topic) return;
    const auto claims = index.about(part);
    if (claims.size() != 1) return;
    pulls.push_back(claims.front());
  }
  if (pulls.size() > 1) tie_sum_of_pulls(ties, pulls, *first.whole_growth);
}

/// «最终消费支出、资本形成总额、货物和服务净出口分别拉动经济增长4.3、1.5和-0.6个百分点»
void tie_pulls_by_demand(Ties& ties, const Parts& first) {
  constexpr std::uint32_t demands = 3;
  if (!first.whole_growth || first.claim + demands > ties.size()) return;
  static constexpr std::array<std::string_view, demands> words = {"消费", "资本形成", "净出口"};
  std::vector<std::uint32_t> pulls;
  for (std::uint32_t n = 0; n < demands; ++n) {
    const std::uint32_t i = first.claim + n;
    const Claim& pull = ties.claim(i);
    const bool named = pull.subject.phrase.find(words[n]) != std::string::npos;
    if (!named || pull.measure != Measure::contribution_pp || !ties.index().counts(i) ||
        pull.sentence != ties.claim(first.claim).sentence) {
      return;
    }
    pulls.push_back(i);
  }
  tie_sum_of_pulls(ties, pulls, *first.whole_growth);
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
      tie_pulls_by_formula(ties, parts);
      tie_pulls_by_demand(ties, parts);
    } else {
      tie_contribution(ties, parts);
      tie_contribution_of_increments(ties, parts);
    }
  }
}

}  // namespace duibiao::bulletin
