#include "bulletin/judge/restore.h"

#include <algorithm>
#include <compare>
#include <optional>

#include "bulletin/judge/edits.h"

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Meeting;

constexpr std::int64_t reach = 8;  ///< a slip beyond is of the point or the unit, and tried as such
constexpr std::int64_t most_units = 1'000'000'000'000'000;

/// Where the middle of what a relation computes lies beside the middle of what is printed.
std::optional<std::strong_ordering> side(const Relation& relation, Values& values,
                                         std::uint32_t claim, const Claim& reading) {
  values.replace(claim, reading);
  const auto evaluation = relation.evaluate(values);
  values.restore();
  if (!evaluation) return std::nullopt;
  const auto computed = evaluation->computed.low().plus(evaluation->computed.high());
  const auto printed = evaluation->printed.low().plus(evaluation->printed.high());
  if (!computed || !printed) return std::nullopt;
  return *computed <=> *printed;
}

/// The reading that solves one relation, to a unit of its last digit.
std::optional<Claim> solution(const Reading& reading, const Relation& relation, Values& values,
                              std::uint32_t claim) {
  const Claim& printed = reading.claims[claim];
  const auto units = static_cast<std::int64_t>(printed.value.magnitude().units());
  if (units > most_units / reach) return std::nullopt;
  const bool signed_kind = printed.unit.dimension() == Dimension::rate ||
                           printed.unit.dimension() == Dimension::percentage_point;
  const auto at = [&](std::int64_t n) {
    return with_value(printed, Decimal::of(n, printed.decimals()));
  };
  std::int64_t high = (units + 1) * reach;
  std::int64_t low = signed_kind ? -high : units / reach;
  const auto side_at = [&](std::int64_t n) -> std::optional<std::strong_ordering> {
    const auto one = at(n);
    return one ? side(relation, values, claim, *one) : std::nullopt;
  };
  const auto first = side_at(low);
  const auto last = side_at(high);
  if (!first || !last || *first == *last) return std::nullopt;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    const auto here = side_at(middle);
    if (!here) return std::nullopt;
    if (*here == *first) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return at(high);
}

}  // namespace

bool can_restore(const Reading& reading, std::span<const Assessed* const> relations,
                 std::uint32_t claim) {
  Values values(reading);
  for (const Assessed* base : relations) {
    const auto solved = solution(reading, *base->relation, values, claim);
    if (!solved) continue;
    values.replace(claim, *solved);
    const bool all = std::ranges::all_of(relations, [&](const Assessed* one) {
      const auto evaluation = one->relation->evaluate(values);
      return evaluation && evaluation->meeting != Meeting::apart;
    });
    values.restore();
    if (all) return true;
  }
  return false;
}

}  // namespace duibiao::bulletin
