#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <utility>

#include "bulletin/judge/assess.h"

namespace duibiao::bulletin {
namespace {

/// Above this the sets are too many to try; a group that large is a draft full of errors.
constexpr std::size_t most_exact = 12;

using Claims = std::vector<std::uint32_t>;

/// What speaks for each claim.
struct Credit {
  std::vector<std::uint32_t> agreeing;  ///< identities that hold, a claim
  std::vector<bool> confirmed;          ///< the store printed the very figure
  std::vector<bool> refuted;            ///< the store printed another
};

Credit credit_of(const Reading& reading, std::span<const Assessed> assessed) {
  const std::size_t count = reading.claims.size();
  Credit credit{std::vector<std::uint32_t>(count), std::vector<bool>(count),
                std::vector<bool>(count)};
  for (const Assessed& one : assessed) {
    const Relation& relation = *one.relation;
    const bool alone = relation.claims.size() == 1 && relation.against_store;
    const bool holds = one.standing == Standing::holds || one.standing == Standing::edge;
    if (alone && one.standing == Standing::fails) credit.refuted[relation.claims[0]] = true;
    if (!holds || !relation.binding || !is_strong(relation.kind)) continue;
    for (const std::uint32_t claim : relation.claims) ++credit.agreeing[claim];
    if (alone) credit.confirmed[relation.claims[0]] = true;
  }
  return credit;
}

/// Whom a failing relation accuses: those the store refutes, when there are such; else all that it
/// does not confirm; else all.
Claims accused(const Relation& relation, const Credit& credit) {
  Claims refuted;
  Claims open;
  for (const std::uint32_t claim : relation.claims) {
    if (credit.refuted[claim]) refuted.push_back(claim);
    if (!credit.confirmed[claim]) open.push_back(claim);
  }
  Claims out = !refuted.empty() ? refuted : !open.empty() ? open : relation.claims;
  std::ranges::sort(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

struct Group {
  std::vector<std::size_t> failures;
  std::vector<Claims> accused;
};

std::vector<Group> groups_of(const Reading& reading, std::span<const Assessed> assessed,
                             const Credit& credit) {
  std::vector<std::uint32_t> leader(reading.claims.size());
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find = [&leader](std::uint32_t claim) {
    while (leader[claim] != claim) claim = leader[claim] = leader[leader[claim]];
    return claim;
  };
  std::vector<std::pair<std::size_t, Claims>> failures;
  for (std::size_t i = 0; i < assessed.size(); ++i) {
    if (assessed[i].standing != Standing::fails || assessed[i].relation->claims.empty()) continue;
    failures.emplace_back(i, accused(*assessed[i].relation, credit));
    const Claims& claims = failures.back().second;
    for (const std::uint32_t claim : claims) leader[find(claim)] = find(claims.front());
  }
  std::map<std::uint32_t, Group> by_leader;
  for (auto& [index, claims] : failures) {
    Group& group = by_leader[find(claims.front())];
    group.failures.push_back(index);
    group.accused.push_back(std::move(claims));
  }
  std::vector<Group> groups;
  for (auto& [first, group] : by_leader) groups.push_back(std::move(group));
  return groups;
}

/// Claims one after the other, each the one that is in most of what is left.
Claims greedy(std::vector<Claims> left, const Credit& credit) {
  Claims chosen;
  while (!left.empty()) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const Claims& claims : left) {
      for (const std::uint32_t claim : claims) ++counts[claim];
    }
    const auto best = std::ranges::max_element(counts, [&](const auto& a, const auto& b) {
      if (a.second != b.second) return a.second < b.second;
      return credit.agreeing[a.first] > credit.agreeing[b.first];
    });
    const std::uint32_t claim = best->first;
    chosen.push_back(claim);
    std::erase_if(left, [&](const Claims& c) { return std::ranges::binary_search(c, claim); });
  }
  std::ranges::sort(chosen);
  return chosen;
}

/// All smallest sets of least credit, as bit masks over `suspects`.
std::vector<std::uint32_t> smallest_sets(const std::vector<std::uint32_t>& wanted,
                                         const Claims& suspects, const Credit& credit) {
  std::vector<std::uint32_t> best;
  int best_size = static_cast<int>(suspects.size()) + 1;
  std::uint64_t best_credit = 0;
  for (std::uint32_t mask = 1; mask < (1U << suspects.size()); ++mask) {
    const int size = std::popcount(mask);
    if (size > best_size) continue;
    const auto hit = [mask](std::uint32_t relation) { return (relation & mask) != 0; };
    if (!std::ranges::all_of(wanted, hit)) continue;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < suspects.size(); ++i) {
      if ((mask >> i & 1U) != 0) sum += credit.agreeing[suspects[i]];
    }
    if (size < best_size || sum < best_credit) {
      best.clear();
      best_size = size;
      best_credit = sum;
    }
    if (sum == best_credit) best.push_back(mask);
  }
  return best;
}

Explanation explanation_of(Group group, const Credit& credit) {
  Explanation out;
  out.failures = std::move(group.failures);
  Claims suspects;
  for (const Claims& claims : group.accused) {
    suspects.insert(suspects.end(), claims.begin(), claims.end());
  }
  std::ranges::sort(suspects);
  const auto repeated = std::ranges::unique(suspects);
  suspects.erase(repeated.begin(), repeated.end());
  if (suspects.size() > most_exact) {
    out.certain = greedy(std::move(group.accused), credit);
    return out;
  }
  std::vector<std::uint32_t> wanted;
  for (const Claims& claims : group.accused) {
    std::uint32_t mask = 0;
    for (const std::uint32_t claim : claims) {
      const auto at = std::ranges::lower_bound(suspects, claim);
      mask |= 1U << static_cast<unsigned>(at - suspects.begin());
    }
    wanted.push_back(mask);
  }
  const auto sets = smallest_sets(wanted, suspects, credit);
  std::uint32_t in_all = ~0U;
  std::uint32_t in_any = 0;
  for (const std::uint32_t mask : sets) {
    in_all &= mask;
    in_any |= mask;
  }
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    if ((in_all >> i & 1U) != 0) {
      out.certain.push_back(suspects[i]);
    } else if ((in_any >> i & 1U) != 0) {
      out.one_of.push_back(suspects[i]);
    }
  }
  return out;
}

}  // namespace

std::vector<Explanation> explain(const Reading& reading, std::span<const Assessed> assessed) {
  const Credit credit = credit_of(reading, assessed);
  std::vector<Explanation> out;
  for (Group& group : groups_of(reading, assessed, credit)) {
    out.push_back(explanation_of(std::move(group), credit));
  }
  return out;
}

}  // namespace duibiao::bulletin
