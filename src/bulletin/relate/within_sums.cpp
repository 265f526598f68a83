#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

Quantity one() { return Quantity::ratio(1); }

/// A whole with the parts that make it up, each as the fact of its level.
struct Breakdown {
  Fact whole;
  std::vector<Fact> parts;
  std::vector<int> signs;
  bool all_added = true;
};

/// The breakdown into these terms, also under a common addition: 民营企业进出口 = 民营企业出口 +
/// 民营企业进口. Nothing when a part is not spoken of.
std::optional<Breakdown> into(const Ties& ties, const Fact& whole,
                              const std::vector<FormulaTerm>& terms) {
  if (terms.size() < 2) return std::nullopt;
  const Topic& topic = ties.index().topic(whole.topic);
  Breakdown out{.whole = whole, .parts = {}, .signs = {}};
  for (const FormulaTerm& term : terms) {
    Fact part = whole;
    part.topic = ties.index().topic_of(term.indicator, topic.rest);
    if (part.topic == no_topic) return std::nullopt;
    out.parts.push_back(part);
    out.signs.push_back(term.sign);
    out.all_added = out.all_added && term.sign > 0;
  }
  return out;
}

/// The claims of the parts nearest to the whole's; nothing when one is missing.
std::optional<std::vector<std::uint32_t>> claims_of(const Ties& ties,
                                                    const std::vector<Fact>& facts,
                                                    std::uint32_t near) {
  std::vector<std::uint32_t> claims;
  for (const Fact& fact : facts) {
    const auto claim = ties.index().nearest(fact, near);
    if (!claim) return std::nullopt;
    claims.push_back(*claim);
  }
  return claims;
}

/// «进出口总额876.3亿元,其中货物贸易742.8亿元,服务贸易133.5亿元»: whether the parts that the text
/// gives a whole add up to it, so that it is not what the catalogue's formula adds up.
bool has_parts_of_its_own(const Ties& ties, std::uint32_t whole, const Breakdown& known) {
  constexpr std::uint32_t most_looked_at = 16;
  const Fact& fact = ties.index().fact_of(whole);
  Quantity sum = Quantity::ratio(0);
  std::size_t count = 0;
  for (std::uint32_t i = whole + 1; i < ties.size() && i <= whole + most_looked_at; ++i) {
    if (ties.claim(i).whole != whole || !ties.index().counts(i)) continue;
    const Fact& part = ties.index().fact_of(i);
    if (part.measure != Measure::level || part.dimension != fact.dimension) continue;
    if (std::ranges::find(known.parts, part) != known.parts.end()) return false;
    sum = count == 0 ? Quantity::of(ties.claim(i)) : sum + Quantity::of(ties.claim(i));
    ++count;
  }
  if (count < 2) return false;
  const auto result = meeting(ties.claim(whole), sum);
  return result && result->meeting != num::Meeting::apart;
}

Quantity sum_of(const Values& values, const std::vector<std::uint32_t>& terms,
                const std::vector<int>& signs) {
  Quantity sum = Quantity::of(values.at(terms.front()));
  for (std::size_t i = 1; i < terms.size(); ++i) {
    const Quantity term = Quantity::of(values.at(terms[i]));
    sum = signs[i] < 0 ? sum - term : sum + term;
  }
  return sum;
}

/// A slip of the hand leaves a sum within a fifth of its whole; further off, the parts were of
/// something else that the sentence left out (限额以上单位的商品零售).
bool nearly_adds_up(const Ties& ties, std::uint32_t whole,
                    const std::vector<std::uint32_t>& terms) {
  Quantity sum = Quantity::of(ties.claim(terms.front()));
  for (std::size_t i = 1; i < terms.size(); ++i) sum = sum + Quantity::of(ties.claim(terms[i]));
  const auto band = num::Interval::make(num::Decimal::of(8, 1), num::Decimal::of(12, 1));
  if (!band) return false;
  const auto result = meeting(ties.claim(whole), sum * Quantity::ratio(*band));
  return result && result->meeting != num::Meeting::apart;
}

void tie_sum(Ties& ties, const Breakdown& parts, bool binding, bool split = false) {
  const auto whole = ties.index().nearest(parts.whole, 0);
  if (!whole) return;
  const auto terms = claims_of(ties, parts.parts, *whole);
  if (!terms) return;
  Tie tie{.kind = RelationKind::parts_sum, .claims = {*whole}};
  tie.claims.insert(tie.claims.end(), terms->begin(), terms->end());
  tie.formula = [terms = *terms, signs = parts.signs](const Values& v) {
    return sum_of(v, terms, signs);
  };
  tie.text = parts.all_added ? "+" : "{1} - {2}";
  tie.binding = binding;
  tie.only_if_it_fits =
      has_parts_of_its_own(ties, *whole, parts) || (split && !nearly_adds_up(ties, *whole, *terms));
  ties.add(std::move(tie));
}

/// C / Σ Cᵢ/(1+gᵢ) − 1 = g: what the parts' own rates say last year's whole was. Needs no figure of
/// last year, so no revision disturbs it.
void tie_bases(Ties& ties, std::uint32_t whole, std::uint32_t growth,
               const std::vector<Grown>& parts) {
  Tie tie{.kind = RelationKind::prior_additivity, .claims = {growth, whole}};
  for (const Grown& part : parts) {
    tie.claims.push_back(part.level);
    tie.claims.push_back(part.growth);
  }
  tie.text = parts.size() == 2 ? "{1} ÷ ({2} ÷ (1 + {3}) + {4} ÷ (1 + {5})) - 1"
                               : "{1} ÷ ({2} ÷ (1 + {3}) + {4} ÷ (1 + {5}) + …) - 1";
  tie.formula = [whole, parts](const Values& v) {
    std::optional<Quantity> base;
    for (const Grown& part : parts) {
      const Quantity own =
          Quantity::of(v.at(part.level)) / (one() + Quantity::of(v.at(part.growth)));
      base = base ? *base + own : own;
    }
    return Quantity::of(v.at(whole)) / *base - one();
  };
  ties.add(std::move(tie));
}

/// The rate of the whole lies between those of its parts, whatever their sizes.
void tie_between(Ties& ties, std::uint32_t growth, const std::vector<std::uint32_t>& parts) {
  Tie tie{.kind = RelationKind::prior_additivity, .claims = {growth}};
  tie.claims.insert(tie.claims.end(), parts.begin(), parts.end());
  tie.text = parts.size() == 2 ? "{1}…{2}" : "{1}…{2}…";
  tie.formula = [parts](const Values& v) {
    Quantity all = Quantity::of(v.at(parts.front()));
    for (const std::uint32_t part : parts) all = Quantity::hull(all, Quantity::of(v.at(part)));
    return all;
  };
  ties.add(std::move(tie));
}

/// Rates of a whole and of all its parts, with or without their levels.
void tie_growths(Ties& ties, const Breakdown& parts, std::uint32_t growth) {
  if (!parts.all_added || !ties.is_nominal(growth)) return;
  const ClaimIndex& index = ties.index();
  const Period& period = ties.claim(growth).subject.period;
  std::vector<std::uint32_t> rates;
  for (const Fact& part : parts.parts) {
    const auto rate = ties.nominal_growth(part, period, growth);
    if (!rate) return;
    rates.push_back(*rate);
  }
  for (const std::uint8_t dimension : index.dimensions_of(parts.whole)) {
    const auto whole = index.nearest(ClaimIndex::level(parts.whole, dimension), growth);
    std::vector<Fact> facts;
    for (const Fact& part : parts.parts) facts.push_back(ClaimIndex::level(part, dimension));
    const auto levels = claims_of(ties, facts, growth);
    if (!whole || !levels) continue;
    std::vector<Grown> stated;
    for (std::size_t i = 0; i < rates.size(); ++i) stated.push_back({(*levels)[i], rates[i]});
    tie_bases(ties, *whole, growth, stated);
    return;
  }
  tie_between(ties, growth, rates);
}

bool is_summed(const Place& place) {
  // Hong Kong, Macao and Taiwan stand beside what mainland statistics add up; zones lie inside the
  // places around them.
  return place.code != "710000" && place.code != "810000" && place.code != "820000" &&
         place.level != PlaceLevel::zone && place.level != PlaceLevel::group;
}

/// All the places below one, when the text states the whole and every one of them.
void tie_places(Ties& ties, const Fact& fact) {
  const ClaimIndex& index = ties.index();
  const PlaceRegistry& places = ties.words().places;
  if (!index.topic(fact.topic).additive || fact.place >= places.size()) return;
  const auto listed = index.places_of(fact);
  if (listed.size() < 3) return;
  const auto children = places.children(PlaceId{fact.place});
  if (children.size() < 2 || children.size() > std::min(largest_group, listed.size() + 3)) return;
  Breakdown parts{.whole = fact, .parts = {}, .signs = {}};
  for (const PlaceId child : children) {
    if (!is_summed(places.at(child))) continue;
    Fact part = fact;
    part.place = child.index;
    if (index.find(part) == nullptr) return;
    parts.parts.push_back(part);
    parts.signs.push_back(1);
  }
  if (parts.parts.size() < 2) return;
  if (fact.measure == Measure::level) {
    // Value added of the places was long computed by the places themselves.
    tie_sum(ties, parts, index.topic(fact.topic).basis == GrowthBasis::nominal);
  } else if (const auto growth = index.nearest(fact, 0)) {
    tie_growths(ties, parts, *growth);
  }
}

bool adds_up(Measure measure) {
  return measure == Measure::level || measure == Measure::count || measure == Measure::share ||
         measure == Measure::contribution_pp || measure == Measure::contribution_rate ||
         measure == Measure::increment;
}

/// 合计, 三者共: what the sentence itself adds up.
void tie_said_sum(Ties& ties, std::uint32_t i) {
  const Claim& total = ties.claim(i);
  if (total.adds_up.size() < 2 || total.adds_up.size() > largest_group) return;
  if (!adds_up(total.measure) || !total.observed()) return;
  Tie tie{.kind = RelationKind::parts_sum, .claims = {i}};
  tie.pointed_out = true;
  for (const std::uint32_t part : total.adds_up) {
    if (part >= ties.size() || part == i) return;
    const Claim& claim = ties.claim(part);
    if (!adds_up(claim.measure) || !claim.observed()) return;
    tie.claims.push_back(part);
  }
  tie.text = "+";
  tie.formula = [parts = total.adds_up](const Values& v) {
    Quantity sum = Quantity::of(v.at(parts.front()));
    for (std::size_t k = 1; k < parts.size(); ++k) sum = sum + Quantity::of(v.at(parts[k]));
    return sum;
  };
  ties.add(std::move(tie));
}

/// A whole and its parts by the catalogue's formula.
void tie_formula(Ties& ties, const Fact& fact, const Indicator& head) {
  const auto parts = into(ties, fact, head.sum);
  if (!parts) return;
  if (fact.measure == Measure::level) {
    tie_sum(ties, *parts, true);
  } else if (const auto growth = ties.index().nearest(fact, 0)) {
    tie_growths(ties, *parts, *growth);
  }
}

/// … and by the other sums that make it up: levels alone, for the rates of goods and catering may
/// be those of the firms above quota without a word.
void tie_splits(Ties& ties, const Fact& fact, const Indicator& head) {
  if (fact.measure != Measure::level) return;
  for (const std::vector<FormulaTerm>& terms : head.splits) {
    if (const auto parts = into(ties, fact, terms)) tie_sum(ties, *parts, true, true);
  }
}

}  // namespace

void tie_sums(Ties& ties) {
  for (const Fact& fact : ties.index().in_order()) {
    if (fact.measure != Measure::level && fact.measure != Measure::growth_yoy) continue;
    tie_places(ties, fact);
    const Topic& topic = ties.index().topic(fact.topic);
    if (!topic.head.known()) continue;
    const Indicator& head = ties.words().catalogue.at(topic.head);
    tie_formula(ties, fact, head);
    tie_splits(ties, fact, head);
  }
  for (std::uint32_t i = 0; i < ties.size(); ++i) tie_said_sum(ties, i);
}

}  // namespace duibiao::bulletin
