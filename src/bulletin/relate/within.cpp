#include <algorithm>
#include <string>
#include <utility>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// Writes a figure behind what stands already; a negative one turns the plus before it into a
/// minus: «1 - 11.0%», not «1 + -11.0%».
void append_figure(std::string& out, const std::string& figure) {
  if (out.ends_with("+ ") && figure.starts_with('-')) {
    out.replace(out.size() - 2, 2, "- ");
    out += figure.substr(1);
    return;
  }
  out += figure;
}

/// Puts claims into a pattern of «{n}», in both languages.
Message fill(std::string_view pattern, const std::vector<std::uint32_t>& claims,
             const Reading& reading) {
  Message out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const auto at = static_cast<std::size_t>(pattern[i + 1] - '0');
      if (at < claims.size()) {
        const Message shown = print(reading.claims[claims[at]]);
        append_figure(out.zh, shown.zh);
        append_figure(out.en, shown.en);
      }
      i += 2;
      continue;
    }
    out.zh += pattern[i];
    out.en += pattern[i];
  }
  return out;
}

/// Sums of any length: «+ 3.1亿元 + 4.2亿元» for every claim from the n-th on.
Message joined(const std::vector<std::uint32_t>& claims, const Reading& reading) {
  // A person reads a handful; the rest is in the claims.
  constexpr std::size_t shown_terms = 12;
  Message out;
  for (std::size_t i = 1; i < claims.size(); ++i) {
    const char* const sign = i == 1 ? "" : " + ";
    if (i > shown_terms) {
      out.zh += " + …";
      out.en += " + …";
      break;
    }
    const Message shown = print(reading.claims[claims[i]]);
    out.zh += sign;
    out.en += sign;
    append_figure(out.zh, shown.zh);
    append_figure(out.en, shown.en);
  }
  return out;
}

}  // namespace

bool Ties::fits(const Tie& tie) const {
  const Claim& tested = claim(tie.claims.front());
  const Quantity computed = tie.formula(values_);
  const auto result =
      tie.whole_numbers ? whole_meeting(tested, computed) : meeting(tested, computed);
  return result && result->meeting != num::Meeting::apart;
}

bool Ties::fits_otherwise(const Tie& tie) const {
  // Facts that are stated oftener than this are columns of a table.
  constexpr std::size_t most_stated = 16;
  constexpr std::size_t most_claims_looked_at = 16;
  Values values(*reading_);
  const std::size_t count = std::min(tie.claims.size(), most_claims_looked_at);
  for (std::size_t n = 0; n < count; ++n) {
    const std::uint32_t own = tie.claims[n];
    const Stated* stated = index_->counts(own) ? index_->find(index_->fact_of(own)) : nullptr;
    if (stated == nullptr || stated->exact.size() < 2 || stated->exact.size() > most_stated ||
        accused_.contains(own)) {
      continue;
    }
    for (const std::uint32_t other : stated->exact) {
      if (std::ranges::find(tie.claims, other) != tie.claims.end()) continue;
      // A repeat that is found wrong is one figure, and what it breaks says which print is.
      if (accused_.contains(other)) continue;
      values.replace(own, claim(other));
      const Quantity computed = tie.formula(values);
      const Claim& tested = values.at(tie.claims.front());
      const auto result =
          tie.whole_numbers ? whole_meeting(tested, computed) : meeting(tested, computed);
      values.restore();
      if (result && result->meeting != num::Meeting::apart) return true;
    }
  }
  return false;
}

void Ties::add(Tie tie) {
  const bool repeat = tie.kind == RelationKind::same_fact || tie.kind == RelationKind::threshold;
  if (!repeat && !tie.only_if_it_fits && !tie.pointed_out && !fits(tie) && fits_otherwise(tie)) {
    return;
  }
  Relation relation;
  relation.kind = tie.kind;
  relation.evaluate = [tested = tie.claims.front(), formula = std::move(tie.formula),
                       whole = tie.whole_numbers](const Values& values) {
    const Claim& claim = values.at(tested);
    return whole ? whole_meeting(claim, formula(values)) : meeting(claim, formula(values));
  };
  const auto now = relation.evaluate(values_);
  if (!now || (tie.only_if_it_fits && now->meeting == num::Meeting::apart)) return;
  if (repeat && now->meeting == num::Meeting::apart) {
    accused_.insert(tie.claims.begin(), tie.claims.end());
  }
  const Claim& tested = claim(tie.claims.front());
  relation.formula =
      tie.text == "+" ? joined(tie.claims, *reading_) : fill(tie.text, tie.claims, *reading_);
  if (!tie.comparison) {
    const Message computed = print(now->computed, tested);
    const Message printed = print(tested);
    relation.formula.zh += " = " + computed.zh + "，文中 " + printed.zh;
    relation.formula.en += " = " + computed.en + ", printed " + printed.en;
  }
  relation.claims = std::move(tie.claims);
  if (tie.first_alone) relation.claims.resize(1);
  relation.binding = tie.binding;
  relation.note = std::move(tie.note);
  out_->push_back(std::move(relation));
}

std::vector<Ties::Pair> Ties::level_pairs(const Fact& part, const Fact& whole,
                                          std::uint32_t near) const {
  std::vector<Pair> pairs;
  for (const std::uint8_t dimension : index_->dimensions_of(part)) {
    const auto now = index_->nearest(ClaimIndex::level(part, dimension), near);
    const auto before = index_->nearest(ClaimIndex::level(whole, dimension), near);
    if (now && before && *now != *before) pairs.push_back({*now, *before});
  }
  return pairs;
}

std::vector<Ties::Pair> Ties::level_pairs(const Fact& now, const Period& before,
                                          std::uint32_t near) const {
  return level_pairs(now, ClaimIndex::at_period(now, before), near);
}

std::optional<std::uint32_t> Ties::nominal_growth(const Fact& fact, const Period& period,
                                                  std::uint32_t near) const {
  const Topic& topic = index_->topic(fact.topic);
  if (topic.basis != GrowthBasis::nominal) return std::nullopt;
  return index_->nearest(index_->growth(fact, period), near);
}

bool Ties::is_nominal(std::uint32_t rate) const { return index_->basis_of(rate) == Basis::nominal; }

std::optional<Period> base_of(const Claim& claim) {
  if (names_base(claim)) return claim.reference.subject.period;
  if (claim.reference.kind == Reference::Kind::since && !claim.reference.text.empty()) {
    return std::nullopt;
  }
  const Period& period = claim.subject.period;
  if (!period.known()) return std::nullopt;
  if (claim.measure == Measure::growth_avg) return period.year_before(2);
  if (claim.measure == Measure::growth_mom || claim.of == Measure::growth_mom) {
    // A year so far has no period of its length just before it.
    if (period.kind() == Period::Kind::to_date) return std::nullopt;
    return period.previous();
  }
  return period.year_before();
}

bool names_base(const Claim& claim) {
  return claim.reference.kind == Reference::Kind::since && claim.reference.subject.period.known();
}

std::vector<Relation> relate_within(const Reading& reading, const Vocabulary& words) {
  std::vector<Relation> relations;
  const ClaimIndex index(reading, words);
  Ties ties(reading, words, index, relations);
  tie_repeats(ties);
  tie_growth(ties);
  tie_changes(ties);
  tie_sums(ties);
  tie_bounds(ties);
  tie_shares(ties);
  tie_structures(ties);
  tie_points(ties);
  tie_misuse(ties);
  tie_contributions(ties);
  tie_periods(ties);
  tie_ranks(ties);
  return relations;
}

}  // namespace duibiao::bulletin
