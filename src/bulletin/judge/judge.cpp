#include <algorithm>
#include <ranges>
#include <tuple>
#include <utility>

#include "bulletin/judge/assess.h"
#include "bulletin/judge/exchange.h"
#include "bulletin/judge/fix.h"
#include "bulletin/judge/restore.h"
#include "bulletin/judge/rewrite.h"
#include "bulletin/judge/sentences.h"

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Interval;

/// From here on a factor of ten is meant, not a digit.
constexpr std::int64_t large_factor = 9;

bool about_ranks_or_direction(RelationKind kind) {
  return kind == RelationKind::stored_rank || kind == RelationKind::rank_listed ||
         kind == RelationKind::rank_bound || kind == RelationKind::threshold ||
         kind == RelationKind::direction;
}

bool far_apart(const Interval& a, const Interval& b) {
  const auto times = Decimal::whole(large_factor);
  const auto above = [&](const Interval& large, const Interval& small) {
    const Decimal low = std::min(large.low().magnitude(), large.high().magnitude());
    const Decimal high = std::max(small.low().magnitude(), small.high().magnitude());
    const auto limit = high.times(times);
    return limit && !high.is_zero() && low >= *limit;
  };
  const bool opposite = (a.high().is_negative() && !b.low().is_negative() && !b.low().is_zero()) ||
                        (b.high().is_negative() && !a.low().is_negative() && !a.low().is_zero());
  return opposite || above(a, b) || above(b, a);
}

Severity severity_of(const Finding& finding, const Reading& reading) {
  const Claim& claim = reading.claims[finding.claims.front()];
  const bool rank = claim.measure == Measure::rank || claim.measure == Measure::growth_rank;
  if (rank || about_ranks_or_direction(finding.relation)) return Severity::high;
  // Bounds are so wide that only a factor or a sign falls out of them.
  if (finding.relation == RelationKind::plausible) return Severity::high;
  if (far_apart(finding.computed, finding.printed)) return Severity::high;
  if (!finding.suggestion) return Severity::normal;
  switch (finding.suggestion->slip) {
    case Slip::per_mille:
    case Slip::magnitude:
    case Slip::sign:
    case Slip::point:
      return Severity::high;
    default:
      return Severity::normal;
  }
}

/// How much a failing relation says: the store's own figure before what is computed, identities
/// before bounds.
int telling(const Relation& relation) {
  if (relation.against_store && relation.expected) return 3;
  if (is_strong(relation.kind)) return 2;
  return relation.kind == RelationKind::plausible ? 1 : 0;
}

bool has(const std::vector<std::uint32_t>& claims, std::uint32_t claim) {
  return std::ranges::find(claims, claim) != claims.end();
}

/// What one suspect should read.
struct Lead {
  std::uint32_t claim = 0;
  Fix fix;
};

/// Everything judging works on.
class Court {
 public:
  Court(const Reading& reading, std::span<const Assessed> assessed, const text::Document& document,
        const cube::Cube* cube)
      : reading_(reading),
        assessed_(assessed),
        document_(document),
        cube_(cube),
        relations_(by_claim(reading.claims.size(), assessed)) {}

  [[nodiscard]] std::vector<Finding> run() {
    std::vector<Explanation> explanations = explain(reading_, assessed_);
    const std::vector<bool> done = settle_exchanges(explanations);
    for (std::size_t i = 0; i < explanations.size(); ++i) {
      if (!done[i]) settle(explanations[i]);
    }
    for (const Assessed& one : assessed_) remark(one);
    const auto rank = [&](const Finding& f) {
      return std::tuple(f.verdict != Verdict::inconsistent, -static_cast<int>(f.severity),
                        reading_.claims[f.claims.front()].span.begin, f.claims.front(), f.relation);
    };
    std::ranges::sort(findings_,
                      [&](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
    return std::move(findings_);
  }

 private:
  /// Figures in each other's place: which explanations are settled with that.
  std::vector<bool> settle_exchanges(const std::vector<Explanation>& explanations) {
    std::vector<bool> done(explanations.size());
    if (explanations.empty()) return done;
    for (const Exchange& one : exchanges_of(reading_, assessed_, relations_, explanations)) {
      const auto open = [&](std::size_t e) {
        return !done[e] && !(one.doubtful && is_slip_of_one(explanations[e]));
      };
      if (!std::ranges::all_of(one.explanations, open)) continue;
      auto suggestion = exchanged(document_, reading_.claims[one.first], one.right_first,
                                  reading_.claims[one.second], one.right_second);
      if (!suggestion) continue;
      report(one.failures, {one.first, one.second}, std::move(suggestion), std::nullopt);
      for (const std::size_t e : one.explanations) done[e] = true;
    }
    return done;
  }

  /// Whether a slip of the hand in a single figure explains it too.
  [[nodiscard]] bool is_slip_of_one(const Explanation& explanation) const {
    Explanation copy = explanation;
    if (copy.one_of.empty() && copy.certain.size() == 1) copy.one_of.swap(copy.certain);
    return tell_apart(copy).has_value();
  }

  void settle(Explanation& explanation) {
    if (explanation.one_of.size() > 1 && explanation.certain.empty()) clear(explanation);
    std::optional<Lead> lead;
    if (explanation.one_of.size() > 1) lead = tell_apart(explanation);
    for (const std::uint32_t claim : explanation.certain) {
      auto fix = fix_of(reading_, assessed_, relations_, claim, explanation.certain, cube_);
      add(explanation, {claim}, fix ? std::optional(Lead{claim, std::move(*fix)}) : std::nullopt);
    }
    if (!explanation.one_of.empty()) add(explanation, explanation.one_of, lead);
  }

  /// Clears those of whom no other value would make everything hold: a figure in two failing
  /// identities that ask for two different values of it is not what is wrong with them.
  void clear(Explanation& explanation) const {
    std::vector<std::uint32_t> able;
    for (const std::uint32_t claim : explanation.one_of) {
      std::vector<const Assessed*> failing;
      for (const std::size_t i : explanation.failures) failing.push_back(&assessed_[i]);
      const auto apart = [&](const Assessed* one) { return !has(one->relation->claims, claim); };
      // It explains all failures alone, or this says nothing about it.
      if (std::ranges::any_of(failing, apart)) return;
      if (failing.size() > 1 && can_restore(reading_, failing, claim)) able.push_back(claim);
    }
    if (able.empty() || able.size() == explanation.one_of.size()) return;
    explanation.one_of.clear();
    (able.size() == 1 ? explanation.certain : explanation.one_of) = std::move(able);
  }

  /// Of claims that could each be wrong, those that a slip of the hand explains, where there are
  /// such. The lead is the figure under test, which the writer worked out from the others, else the
  /// only one left.
  std::optional<Lead> tell_apart(Explanation& explanation) const {
    std::vector<Lead> explained;
    std::optional<Lead> computed;
    for (const std::uint32_t claim : explanation.one_of) {
      auto fix = fix_of(reading_, assessed_, relations_, claim, explanation.certain, cube_);
      if (!fix) continue;
      if (fix->slip != Slip::none) {
        explained.push_back({claim, std::move(*fix)});
      } else if (is_under_test(explanation, claim)) {
        computed = Lead{claim, std::move(*fix)};
      }
    }
    if (explained.empty()) return computed;
    keep_coarse(explained);
    explanation.one_of.clear();
    for (const Lead& one : explained) explanation.one_of.push_back(one.claim);
    // One digit of an amount mends many a rate by chance: the rate itself stays in question.
    const bool by_digits = explained.front().fix.slip == Slip::digit;
    if (computed && by_digits && explained.size() == 1) {
      explanation.one_of.push_back(computed->claim);
    }
    if (explained.size() == 1) return std::move(explained.front());
    const auto tested = std::ranges::find_if(std::views::reverse(explained), [&](const Lead& one) {
      return is_under_test(explanation, one.claim);
    });
    if (tested != explained.rend()) return std::move(*tested);
    return odd_unit(explained);
  }

  /// There are dozens of digits to get wrong and one sign: where a sign, a unit or the point mends
  /// everything, that a digit elsewhere would too is chance.
  static void keep_coarse(std::vector<Lead>& explained) {
    const auto fine = [](const Lead& one) {
      return one.fix.slip == Slip::digit || one.fix.slip == Slip::swap;
    };
    if (!std::ranges::all_of(explained, fine)) std::erase_if(explained, fine);
  }

  /// «1.08亿元» for 1.08万亿元: amounts of that size are written so, with a few digits before the
  /// point and two behind it, and beside them no other is.
  [[nodiscard]] bool drops_a_myriad(const Lead& one) const {
    constexpr int hundred_million = 8;
    constexpr int myriad = 4;
    constexpr std::int64_t most = 1000;
    const Claim& claim = reading_.claims[one.claim];
    return claim.unit.power() == hundred_million && claim.decimals() >= 2 &&
           one.fix.right.unit.power() == hundred_million + myriad &&
           claim.value.magnitude() < Decimal::whole(most);
  }

  /// Of several units that could be wrong, the one that others do not use; else the later.
  [[nodiscard]] std::optional<Lead> odd_unit(const std::vector<Lead>& explained) const {
    const auto other_slip = [](const Lead& one) { return one.fix.slip != Slip::magnitude; };
    if (std::ranges::any_of(explained, other_slip)) return std::nullopt;
    const auto users = [&](const Lead& one) {
      const Unit unit = reading_.claims[one.claim].unit;
      return std::ranges::count_if(reading_.claims,
                                   [&](const Claim& claim) { return claim.unit == unit; });
    };
    const Lead* rarest = &explained.front();
    for (const Lead& one : explained) {
      const auto own = std::pair(users(one), !drops_a_myriad(one));
      if (own <= std::pair(users(*rarest), !drops_a_myriad(*rarest))) rarest = &one;
    }
    return *rarest;
  }

  [[nodiscard]] bool is_under_test(const Explanation& explanation, std::uint32_t claim) const {
    return std::ranges::any_of(explanation.failures, [&](std::size_t i) {
      const Relation& relation = *assessed_[i].relation;
      return is_strong(relation.kind) && relation.kind != RelationKind::same_fact &&
             relation.claims.front() == claim;
    });
  }

  void add(const Explanation& explanation, std::vector<std::uint32_t> suspects,
           const std::optional<Lead>& lead) {
    std::vector<std::size_t> failures;
    for (const std::size_t i : explanation.failures) {
      const auto& claims = assessed_[i].relation->claims;
      const auto accused = [&](std::uint32_t claim) { return has(claims, claim); };
      if (std::ranges::any_of(suspects, accused)) failures.push_back(i);
    }
    if (failures.empty()) return;
    std::optional<Suggestion> suggestion;
    const Claim& leading = reading_.claims[lead ? lead->claim : suspects.front()];
    if (lead) suggestion = rewritten(document_, leading, lead->fix.right, lead->fix.slip);
    std::optional<std::uint32_t> led;
    if (lead) led = lead->claim;
    report(failures, std::move(suspects), std::move(suggestion), led);
  }

  /// A finding on some figures that failing relations accuse. The suggestion counts only when its
  /// figure comes first among them.
  void report(const std::vector<std::size_t>& failures, std::vector<std::uint32_t> suspects,
              std::optional<Suggestion> suggestion, std::optional<std::uint32_t> led) {
    const auto first = std::ranges::max_element(failures, [&](std::size_t a, std::size_t b) {
      return telling(*assessed_[a].relation) < telling(*assessed_[b].relation);
    });
    const Assessed& main = assessed_[*first];
    Finding finding = from(main, Verdict::inconsistent);
    order_suspects(suspects, *main.relation, led);
    finding.suspects = static_cast<std::uint32_t>(suspects.size());
    finding.claims = std::move(suspects);
    for (const std::size_t i : failures) {
      for (const std::uint32_t claim : assessed_[i].relation->claims) {
        if (!has(finding.claims, claim)) finding.claims.push_back(claim);
      }
      const RelationKind kind = assessed_[i].relation->kind;
      const bool listed =
          kind == finding.relation || std::ranges::find(finding.also, kind) != finding.also.end();
      if (!listed) finding.also.push_back(kind);
    }
    if (!led || *led == finding.claims.front()) finding.suggestion = std::move(suggestion);
    finding.severity = severity_of(finding, reading_);
    finding.message = sentence_of(finding, reading_, document_, *main.relation);
    findings_.push_back(std::move(finding));
  }

  /// The one that a correction is known of, else the figure under test; then as they stand in the
  /// text.
  static void order_suspects(std::vector<std::uint32_t>& suspects, const Relation& relation,
                             std::optional<std::uint32_t> led) {
    std::ranges::sort(suspects);
    const std::uint32_t first = led.value_or(relation.claims.front());
    const auto leading = std::ranges::find(suspects, first);
    if (leading != suspects.end()) std::rotate(suspects.begin(), leading, leading + 1);
  }

  static Finding from(const Assessed& one, Verdict verdict) {
    Finding finding;
    finding.verdict = verdict;
    finding.relation = one.relation->kind;
    finding.claims = one.relation->claims;
    finding.formula = one.relation->formula;
    finding.computed = one.evaluation.computed;
    finding.printed = one.evaluation.printed;
    finding.unit = one.evaluation.unit;
    finding.evidence = one.relation->evidence;
    finding.severity = Severity::info;
    return finding;
  }

  /// Whether something said already covers the claim under test.
  [[nodiscard]] bool settled(const Relation& relation) const {
    const std::uint32_t tested = relation.claims.front();
    for (const Finding& finding : findings_) {
      if (finding.verdict == Verdict::inconsistent) {
        const auto suspects = std::span(finding.claims).first(finding.suspects);
        for (const std::uint32_t claim : relation.claims) {
          if (std::ranges::find(suspects, claim) != suspects.end()) return true;
        }
      } else if (finding.claims.front() == tested) {
        return true;
      }
    }
    return confirmed(tested);
  }

  /// The store printed the very figure: what others imply about it is of no interest.
  [[nodiscard]] bool confirmed(std::uint32_t claim) const {
    return std::ranges::any_of(relations_[claim], [&](std::size_t i) {
      return assessed_[i].standing == Standing::holds &&
             assessed_[i].relation->kind == RelationKind::stored;
    });
  }

  void remark(const Assessed& one) {
    if (one.relation->claims.empty()) return;
    const bool edge = one.standing == Standing::edge && one.relation->binding;
    const bool excused = one.standing == Standing::excused && !one.relation->note.zh.empty();
    if ((!edge && !excused) || settled(*one.relation)) return;
    Finding finding = from(one, edge ? Verdict::edge : Verdict::not_checkable);
    finding.message = remark_of(finding, reading_, document_, *one.relation);
    findings_.push_back(std::move(finding));
  }

  const Reading& reading_;
  std::span<const Assessed> assessed_;
  const text::Document& document_;
  const cube::Cube* cube_;
  ByClaim relations_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> findings_of(const Reading& reading, std::span<const Assessed> assessed,
                                 const text::Document& document, const cube::Cube* cube) {
  return Court(reading, assessed, document, cube).run();
}

std::vector<Finding> judge(const Reading& reading, std::span<const Relation> relations,
                           const text::Document& document, const cube::Cube* cube) {
  return findings_of(reading, assess(reading, relations), document, cube);
}

}  // namespace duibiao::bulletin
