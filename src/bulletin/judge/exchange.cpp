#include "bulletin/judge/exchange.h"

#include <algorithm>
#include <compare>
#include <map>
#include <utility>

namespace duibiao::bulletin {
namespace {

using num::Meeting;

/// A list with more wrong figures than this is wrong throughout.
constexpr std::size_t most_candidates = 8;

/// A figure in a failing identity, and which explanations want it changed.
struct Candidate {
  std::uint32_t claim = 0;
  std::vector<std::size_t> explanations;
};

/// Where figures stand together: in a list, which comes first, else in a sentence.
struct Company {
  bool loose = false;  ///< a sentence
  std::uint32_t number = 0;
  friend auto operator<=>(const Company&, const Company&) = default;
};

bool may_stand_for(const Claim& a, const Claim& b) {
  return a.measure == b.measure && a.of == b.of && a.unit == b.unit &&
         a.qualifiers == b.qualifiers && a.value != b.value;
}

class Search {
 public:
  Search(const Reading& reading, std::span<const Assessed> assessed, const ByClaim& relations,
         std::span<const Explanation> explanations)
      : reading_(reading),
        assessed_(assessed),
        relations_(relations),
        explanations_(explanations),
        values_(reading) {}

  [[nodiscard]] std::vector<Exchange> run() {
    std::vector<Exchange> out;
    for (const auto& [company, candidates] : companies()) {
      if (candidates.size() < 2 || candidates.size() > most_candidates) continue;
      auto only = only_pair(candidates, company.loose);
      if (only) out.push_back(std::move(*only));
    }
    return out;
  }

 private:
  [[nodiscard]] std::map<Company, std::vector<Candidate>> companies() const {
    std::map<Company, std::vector<Candidate>> out;
    for (std::size_t e = 0; e < explanations_.size(); ++e) {
      for (const std::size_t i : explanations_[e].failures) {
        const Relation& relation = *assessed_[i].relation;
        if (!is_strong(relation.kind)) continue;
        for (const std::uint32_t claim : relation.claims) put(out, claim, e);
      }
    }
    return out;
  }

  void put(std::map<Company, std::vector<Candidate>>& out, std::uint32_t claim,
           std::size_t explanation) const {
    const Claim& own = reading_.claims[claim];
    const Company company = own.list != 0 ? Company{false, own.list} : Company{true, own.sentence};
    auto& candidates = out[company];
    const auto same = [&](const Candidate& known) { return known.claim == claim; };
    const auto known = std::ranges::find_if(candidates, same);
    if (known == candidates.end()) {
      // One more than is looked at says that there are too many.
      if (candidates.size() <= most_candidates) candidates.push_back({claim, {explanation}});
      return;
    }
    auto& all = known->explanations;
    if (std::ranges::find(all, explanation) == all.end()) all.push_back(explanation);
  }

  std::optional<Exchange> only_pair(const std::vector<Candidate>& candidates, bool loose) {
    std::optional<Exchange> only;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      for (std::size_t j = i + 1; j < candidates.size(); ++j) {
        auto pair = tried(candidates[i], candidates[j]);
        if (!pair || (pair->doubtful && loose)) continue;
        if (only) return std::nullopt;
        only = std::move(pair);
      }
    }
    return only;
  }

  std::optional<Exchange> tried(const Candidate& a, const Candidate& b) {
    const Claim& first = reading_.claims[a.claim];
    const Claim& second = reading_.claims[b.claim];
    if (!may_stand_for(first, second)) return std::nullopt;
    Exchange out;
    out.first = std::min(a.claim, b.claim);
    out.second = std::max(a.claim, b.claim);
    out.explanations = a.explanations;
    for (const std::size_t e : b.explanations) {
      if (std::ranges::find(out.explanations, e) == out.explanations.end()) {
        out.explanations.push_back(e);
      }
    }
    std::size_t strong = 0;
    for (const std::size_t e : out.explanations) {
      for (const std::size_t i : explanations_[e].failures) {
        out.failures.push_back(i);
        if (is_strong(assessed_[i].relation->kind)) ++strong;
      }
    }
    out.doubtful = strong < 2;
    if (holds_with(out, first_of(out).value, second_of(out).value)) return out;
    // «分别增长11.0%和下降10.0%»: the numbers are exchanged, the words are right.
    if (first.value.is_negative() == second.value.is_negative()) return std::nullopt;
    const bool fits =
        holds_with(out, first_of(out).value.negated(), second_of(out).value.negated());
    return fits ? std::optional(std::move(out)) : std::nullopt;
  }

  [[nodiscard]] const Claim& first_of(const Exchange& pair) const {
    return reading_.claims[pair.first];
  }
  [[nodiscard]] const Claim& second_of(const Exchange& pair) const {
    return reading_.claims[pair.second];
  }

  /// Whether everything holds with the first figure's value in the second's place and the other
  /// way round.
  bool holds_with(Exchange& pair, const num::Decimal& first, const num::Decimal& second) {
    auto right_first = with_value(first_of(pair), second);
    auto right_second = with_value(second_of(pair), first);
    if (!right_first || !right_second) return false;
    pair.right_first = std::move(*right_first);
    pair.right_second = std::move(*right_second);
    values_.replace(pair.first, pair.right_first);
    values_.replace(pair.second, pair.right_second);
    const bool all =
        holds(pair.failures) && holds(relations_[pair.first]) && holds(relations_[pair.second]);
    values_.restore();
    return all;
  }

  [[nodiscard]] bool holds(const std::vector<std::size_t>& relations) const {
    return std::ranges::all_of(relations, [&](std::size_t i) {
      const Assessed& one = assessed_[i];
      if (!one.relation->binding || one.standing == Standing::unknown) return true;
      const auto evaluation = one.relation->evaluate(values_);
      return evaluation && evaluation->meeting != Meeting::apart;
    });
  }

  const Reading& reading_;
  std::span<const Assessed> assessed_;
  const ByClaim& relations_;
  std::span<const Explanation> explanations_;
  Values values_;
};

}  // namespace

std::vector<Exchange> exchanges_of(const Reading& reading, std::span<const Assessed> assessed,
                                   const ByClaim& relations,
                                   std::span<const Explanation> explanations) {
  return Search(reading, assessed, relations, explanations).run();
}

}  // namespace duibiao::bulletin
