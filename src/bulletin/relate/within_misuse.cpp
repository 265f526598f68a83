#include <optional>
#include <utility>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

bool is_rate_of_change(const Claim& claim) {
  return claim.measure == Measure::growth_yoy || claim.measure == Measure::share_change ||
         (claim.measure == Measure::other && claim.of == Measure::growth_yoy);
}

/// Rates of one kind of one thing, at two times: the later one first.
struct Steps {
  std::uint32_t now = 0;
  std::uint32_t before = 0;
};

/// «由42.1%提高到44.3%,提高…»: what stands just before in the sentence.
std::optional<Steps> steps_before(const Ties& ties, std::uint32_t i) {
  if (i < 2) return std::nullopt;
  const ClaimIndex& index = ties.index();
  const Claim& last = ties.claim(i - 1);
  const Claim& first = ties.claim(i - 2);
  const Claim& moved = ties.claim(i);
  const bool listed = moved.list != 0 || last.list != 0 || first.list != 0 || last.table != 0;
  const bool together = one_sentence(ties, i, i - 1, i - 2) && !listed;
  if (!together || last.measure != first.measure || !index.counts(i - 1) || !index.counts(i - 2)) {
    return std::nullopt;
  }
  const bool rates = last.unit == moved.unit && first.unit == last.unit &&
                     (last.measure == Measure::share || last.measure == Measure::growth_yoy ||
                      last.measure == Measure::level || last.measure == Measure::contribution_rate);
  const Fact& a = index.fact_of(i - 1);
  const Fact& b = index.fact_of(i - 2);
  if (!rates || a.topic != b.topic || a.place != b.place || a.period == b.period) {
    return std::nullopt;
  }
  const Period& later = last.subject.period;
  const Period& earlier = first.subject.period;
  const bool turned = later.known() && earlier.known() && later.year() < earlier.year();
  const Period& now = turned ? earlier : later;
  if (!now.known() || !moved.subject.period.known() || !now.same_span(moved.subject.period)) {
    return std::nullopt;
  }
  return turned ? Steps{i - 2, i - 1} : Steps{i - 1, i - 2};
}

bool agrees(const Claim& claim, const Quantity& computed) {
  const auto result = meeting(claim, computed);
  return result && result->meeting == num::Meeting::overlap;
}

/// Nothing but a comma and the word of direction stands between: «,提高了», not «,出口同比增长».
bool follows_at_once(const Claim& before, const Claim& claim) {
  // «,占比提高» says besides of what.
  const std::uint32_t most_bytes = claim.measure == Measure::share_change ? 24 : 12;
  return claim.span.begin >= before.span.end && claim.span.begin - before.span.end <= most_bytes;
}

/// «提高2.2%» for «提高2.2个百分点»: the very difference of the two rates before it, and not by how
/// many per cent of itself the rate moved.
void tie_points_as_percent(Ties& ties, std::uint32_t i) {
  const Claim& claim = ties.claim(i);
  if (claim.unit != unit::percent() || !is_rate_of_change(claim) || claim.value.is_zero()) return;
  const auto steps = steps_before(ties, i);
  if (!steps || !follows_at_once(ties.claim(i - 1), claim)) return;
  const Quantity now = Quantity::of(ties.claim(steps->now));
  const Quantity before = Quantity::of(ties.claim(steps->before));
  const bool points = agrees(claim, now - before);
  if (!points || agrees(claim, now / before - Quantity::ratio(1))) return;
  ties.add({.kind = RelationKind::share_change,
            .claims = {i, steps->now, steps->before},
            .formula =
                [i, steps = *steps](const Values& v) {
                  const Quantity later = Quantity::of(v.at(steps.now));
                  const Quantity earlier = Quantity::of(v.at(steps.before));
                  const bool in_points = v.at(i).unit.dimension() == Dimension::percentage_point;
                  return in_points ? later - earlier : later / earlier - Quantity::ratio(1);
                },
            .text = "{1} ÷ {2} - 1",
            .first_alone = claim.measure == Measure::share_change});
}

}  // namespace

void tie_misuse(Ties& ties) {
  for (std::uint32_t i = 0; i < ties.size(); ++i) tie_points_as_percent(ties, i);
}

}  // namespace duibiao::bulletin
