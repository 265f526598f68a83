#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "bulletin/read/claim.h"
#include "cube/cube.h"
#include "num/interval.h"

namespace duibiao::bulletin {

/// Which identity ties the figures (arithmetic of published statistics; docs/checking.md gives each
/// formula, its conditions and its source).
enum class RelationKind : std::uint8_t {
  // within the text
  same_fact,         ///< one fact stated twice
  growth,            ///< level ÷ prior level − 1 = growth (current prices only)
  prior_additivity,  ///< Σ partᵢ/(1+gᵢ) = whole/(1+g)
  parts_sum,         ///< parts that exhaust the whole add up to it (formulas, 合计)
  part_bound,        ///< a part is not above its whole
  share,             ///< part ÷ whole = share
  share_bound,       ///< a share lies in 0…100 %
  shares_sum,        ///< exhaustive shares, structure ratios a:b:c: 100
  share_change,      ///< share now − share before = stated points
  growth_change,     ///< rate now − rate before = stated points
  gap,               ///< rate here − rate there = stated points
  pull,              ///< base share × growth = points of pull
  contribution,      ///< Δpart ÷ Δwhole = contribution rate
  cumulative_month,  ///< year to date − year to date before = month
  rank_listed,       ///< ranks among those the text itself lists
  rank_bound,      ///< no rank beyond the size of its group; two places on one rank only with ties
  increment,       ///< level − prior level = increment
  multiple,        ///< n 倍, 翻番 against the two levels
  average_growth,  ///< two-year average against the levels or the two rates
  per_head,        ///< total ÷ mean population
  exchange,        ///< yuan ÷ dollars = a rate that existed
  threshold,       ///< 突破/超过/不足 N beside the figure itself
  direction,       ///< 增长/下降, 高于/低于 against the figures' own order
  // against the store
  stored,          ///< the figure as a source published it
  stored_derived,  ///< growth, share, contribution … computed from published figures
  stored_rank,
  stored_gap,
  plausible,  ///< bounds from figures near by: another period, the whole
};
inline constexpr int relation_kind_count = 28;
[[nodiscard]] std::string_view id_of(RelationKind kind);
[[nodiscard]] Message describe(RelationKind kind);

/// A published figure that was used as evidence, with where it came from.
struct Evidence {
  FigureKey key;
  num::Decimal value;
  Unit unit;
  std::string source;  ///< document, sheet and cell as a person reads it
  Date released;
  bool superseded = false;
};

/// What a relation says for given values of its claims.
struct Evaluation {
  num::Meeting meeting = num::Meeting::overlap;
  num::Interval computed;  ///< what the other figures allow, in the unit of `printed`
  num::Interval printed;   ///< what the figure under test stands for
  Unit unit;               ///< of both; unknown when they have none
};

/// The values of all claims of a reading, some of them possibly replaced by a correction on trial.
class Values {
 public:
  explicit Values(const Reading& reading) : reading_(&reading) {}
  void replace(std::uint32_t claim, Claim with);
  void restore() { replaced_.clear(); }
  [[nodiscard]] const Claim& at(std::uint32_t claim) const;
  [[nodiscard]] std::size_t size() const { return reading_->claims.size(); }

 private:
  const Reading* reading_;
  std::vector<std::pair<std::uint32_t, Claim>> replaced_;  ///< one or two at a time
};

/// One identity that ties claims with each other or with the store, and whose conditions hold.
struct Relation {
  RelationKind kind = RelationKind::same_fact;
  /// The claims it ties, the one it tests (the growth rate, the share, the sum) first.
  std::vector<std::uint32_t> claims;
  std::vector<Evidence> evidence;
  /// Exact interval arithmetic over the claims' ranges; pure. Errors: overflow, division by zero:
  /// then the relation is not checkable.
  std::function<Result<Evaluation>(const Values&)> evaluate;
  Message formula;  ///< with the figures put in: «1059.76 ÷ 124800 = 0.849 %»
  /// False for what cannot be an error: a revised base, a superseded release, «unusual».
  bool binding = true;
  /// In a binding relation, whether the store's figure is what the text must agree with.
  bool against_store = false;
  /// When the store knows the figure exactly: what the first claim should print.
  std::optional<num::Decimal> expected;
  std::optional<Unit> expected_unit;
  Message note;  ///< a caveat for the reader: vintage, assumption; may be empty
};

/// A claim that no relation could test, and why.
struct Unrelated {
  std::uint32_t claim = 0;
  Message why;
};

struct Relations {
  std::vector<Relation> relations;
  std::vector<Unrelated> unrelated;
};

/// Every relation within the text whose conditions hold. Pure; thread-safe; near linear in the
/// claims (claims are joined by subject through an index, never all with all).
[[nodiscard]] std::vector<Relation> relate_within(const Reading& reading, const Vocabulary& words);

/// Every relation of a claim with the store: the same figure with its vintages, derived measures,
/// ranks, gaps, and bounds where the figure itself is absent. `unrelated` says for each claim of an
/// indicator known to the store why nothing could be said. Some lookups a claim.
[[nodiscard]] Relations relate_to_store(const Reading& reading, const cube::Cube& cube,
                                        const Date& written);

}  // namespace duibiao::bulletin
