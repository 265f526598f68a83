#include "bulletin/judge/fix.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "bulletin/relate/arithmetic.h"
#include "bulletin/relate/store_facts.h"

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Meeting;
using num::Rounding;

/// Which slips the failing relations can tell apart.
enum class Power : std::uint8_t {
  none,       ///< a part above its whole: many values would do
  sign,       ///< directions only
  magnitude,  ///< wide bounds: units, sign and point, not digits
  digits,     ///< identities
};

constexpr int printed_decimals = 2;  ///< more in the store are digits of another unit

constexpr std::uint16_t widening =
    static_cast<std::uint16_t>(Qualifier::about) | static_cast<std::uint16_t>(Qualifier::near) |
    static_cast<std::uint16_t>(Qualifier::over) | static_cast<std::uint16_t>(Qualifier::under) |
    static_cast<std::uint16_t>(Qualifier::surplus) |
    static_cast<std::uint16_t>(Qualifier::reached) |
    static_cast<std::uint16_t>(Qualifier::range_end);

/// Bounds that are wide, but that a moved point or another unit leaves.
bool is_wide(RelationKind kind) {
  return kind == RelationKind::plausible || kind == RelationKind::exchange;
}

/// Tries readings of one claim against its relations.
class Trial {
 public:
  Trial(const Reading& reading, std::span<const Assessed> assessed, const ByClaim& relations,
        std::uint32_t claim, std::span<const std::uint32_t> blamed)
      : values_(reading), claim_(claim), printed_(reading.claims[claim]) {
    for (const std::size_t i : relations[claim]) {
      const Assessed& one = assessed[i];
      if (!one.relation->binding || one.standing == Standing::unknown) continue;
      const auto other = [&](std::uint32_t c) {
        return c != claim && std::ranges::find(blamed, c) != blamed.end();
      };
      if (std::ranges::any_of(one.relation->claims, other)) continue;
      relations_.push_back(&one);
    }
  }

  [[nodiscard]] const Claim& printed() const { return printed_; }
  [[nodiscard]] std::span<const Assessed* const> relations() const { return relations_; }

  [[nodiscard]] bool fits(const Claim& reading) {
    values_.replace(claim_, reading);
    const bool all = std::ranges::all_of(relations_, [&](const Assessed* one) {
      const auto evaluation = one->relation->evaluate(values_);
      return evaluation && evaluation->meeting == Meeting::overlap;
    });
    values_.restore();
    return all;
  }

  [[nodiscard]] Power power() const {
    Power most = Power::none;
    for (const Assessed* one : relations_) {
      if (one->standing != Standing::fails) continue;
      const RelationKind kind = one->relation->kind;
      const Power here = is_strong(kind)                   ? Power::digits
                         : is_wide(kind)                   ? Power::magnitude
                         : kind == RelationKind::direction ? Power::sign
                                                           : Power::none;
      most = std::max(most, here);
    }
    return most;
  }

 private:
  Values values_;
  std::uint32_t claim_;
  const Claim& printed_;
  std::vector<const Assessed*> relations_;
};

bool allowed(Slip slip, Power power) {
  switch (slip) {
    case Slip::sign:
      return power >= Power::sign;
    case Slip::per_mille:
    case Slip::magnitude:
    case Slip::point:
      return power >= Power::magnitude;
    default:
      return power >= Power::digits;
  }
}

/// Digits and swaps are one class: two readings of either kind leave it open.
int class_of(Slip slip) {
  return slip == Slip::swap ? static_cast<int>(Slip::digit) : static_cast<int>(slip);
}

bool same_reading(const Claim& a, const Claim& b) { return a.unit == b.unit && a.value == b.value; }

/// What a failing identity computes for the claim it tests, at the printed precision.
std::optional<Decimal> computed_print(const Trial& trial, const Assessed& one,
                                      std::uint32_t claim) {
  const Relation& relation = *one.relation;
  const bool tested = one.standing == Standing::fails && is_strong(relation.kind) &&
                      relation.kind != RelationKind::same_fact && relation.claims.front() == claim;
  if (!tested || one.evaluation.unit != trial.printed().unit) return std::nullopt;
  const auto sum = one.evaluation.computed.low().plus(one.evaluation.computed.high());
  const auto middle = sum ? sum->times(Decimal::of(5, 1)) : sum;
  const auto value =
      middle ? middle->rounded(trial.printed().decimals(), Rounding::half_up) : middle;
  return value ? std::optional(*value) : std::nullopt;
}

/// Of several readings that fit, the one that says just what is computed: the others fit only
/// because what is computed is an interval.
std::optional<Fix> most_likely(const Trial& trial, std::uint32_t claim,
                               const std::vector<Fix>& found) {
  for (const Assessed* one : trial.relations()) {
    const auto value = computed_print(trial, *one, claim);
    if (!value) continue;
    const auto exact =
        std::ranges::find_if(found, [&](const Fix& fix) { return fix.right.value == *value; });
    if (exact != found.end()) return *exact;
  }
  return std::nullopt;
}

/// The first kind of slip of which readings fit, when it is exactly one, or the likeliest.
std::optional<Fix> by_edits(Trial& trial, std::uint32_t claim, bool digits) {
  const Power power = trial.power();
  std::vector<Fix> found;
  int found_class = -1;
  for (const Edit& edit : edits_of(trial.printed())) {
    const bool digit = edit.slip == Slip::digit || edit.slip == Slip::swap;
    if (digit != digits || !allowed(edit.slip, power)) continue;
    if (!found.empty() && class_of(edit.slip) != found_class) break;
    const auto same = [&](const Fix& fix) { return same_reading(fix.right, edit.claim); };
    if (std::ranges::any_of(found, same) || !trial.fits(edit.claim)) continue;
    found.push_back(Fix{edit.claim, edit.slip});
    found_class = class_of(edit.slip);
  }
  if (found.size() == 1) return found.front();
  return found.empty() ? std::nullopt : most_likely(trial, claim, found);
}

/// The value of the printed precision that a relation under which the claim stands computes.
std::optional<Fix> by_computing(Trial& trial, std::uint32_t claim) {
  for (const Assessed* one : trial.relations()) {
    const auto value = computed_print(trial, *one, claim);
    const auto step = Decimal::make(1, trial.printed().decimals());
    if (!value || !step) continue;
    std::optional<Claim> only;
    int count = 0;
    for (const auto& near : {value->minus(*step), Result<Decimal>(*value), value->plus(*step)}) {
      auto reading = near ? with_value(trial.printed(), *near) : std::nullopt;
      if (!reading || !trial.fits(*reading)) continue;
      ++count;
      only = std::move(reading);
    }
    if (count == 1) return Fix{*only, slip_between(trial.printed(), *only)};
    // Where rounding leaves room for its neighbours, what the printed figures give is likeliest.
    auto exact = count > 1 ? with_value(trial.printed(), *value) : std::nullopt;
    if (exact && trial.fits(*exact)) {
      const Slip slip = slip_between(trial.printed(), *exact);
      return Fix{std::move(*exact), slip};
    }
  }
  return std::nullopt;
}

/// Whether the store prints what the claim says at another key.
bool stands_at(const cube::Cube& cube, const FigureKey& key, const Claim& claim) {
  const auto published = cube.published(key);
  const auto range = published ? published->interval() : Result<num::Interval>(num::Interval());
  if (!published || !range) return false;
  const auto here = store::brought(*range, published->unit, claim.unit);
  return here && num::meet(*here, claim.range) == Meeting::overlap;
}

bool at_another_period(const cube::Cube& cube, const FigureKey& key, const Claim& claim) {
  const Period& own = key.period;
  std::vector<std::optional<Period>> near{own.previous(), own.year_before(), own.year_before(-1),
                                          own.final_month(), own.to_date_through()};
  for (int month = 1; own.has_months() && month <= 12; ++month) {
    const auto to_date = Period::to_date(own.year(), month);
    const auto single = Period::month(own.year(), month);
    if (to_date) near.emplace_back(*to_date);
    if (single) near.emplace_back(*single);
  }
  return std::ranges::any_of(near, [&](const std::optional<Period>& period) {
    if (!period || !period->known() || period->same_span(own)) return false;
    FigureKey other = key;
    other.period = *period;
    return stands_at(cube, other, claim);
  });
}

bool at_another_place(const cube::Cube& cube, const FigureKey& key, const Claim& claim) {
  const PlaceRegistry& places = cube.vocabulary().places;
  const PlaceId parent = places.at(key.place).parent;
  if (!parent.known()) return false;
  std::vector<PlaceId> near = places.children(parent);
  near.push_back(parent);
  return std::ranges::any_of(near, [&](PlaceId place) {
    FigureKey other = key;
    other.place = place;
    return place != key.place && stands_at(cube, other, claim);
  });
}

/// The same digits under another measure of the same figure, whatever the unit.
bool of_another_measure(const cube::Cube& cube, const FigureKey& key, const Claim& claim) {
  constexpr std::array others{Measure::level, Measure::growth_yoy, Measure::growth_mom};
  return std::ranges::any_of(others, [&](Measure measure) {
    if (measure == key.measure) return false;
    FigureKey other = key;
    other.measure = measure;
    const auto published = cube.published(other);
    return published && published->value.magnitude() == claim.value.magnitude();
  });
}

Slip copied_from(const cube::Cube* cube, const FigureKey& key, const Claim& claim) {
  if (cube == nullptr || claim.measure == Measure::rank) return Slip::none;
  if (of_another_measure(*cube, key, claim)) return Slip::level_as_growth;
  if (at_another_period(*cube, key, claim)) return Slip::period;
  if (at_another_place(*cube, key, claim)) return Slip::place;
  return Slip::none;
}

/// The store's figure in the claim's unit, with all its digits.
std::optional<Decimal> store_value(const Relation& relation, const Claim& claim) {
  if (!relation.expected || !relation.expected_unit) return std::nullopt;
  const auto here =
      store::brought(num::Interval::point(*relation.expected), *relation.expected_unit, claim.unit);
  return here ? std::optional(here->low()) : std::nullopt;
}

/// A moved point leaves other decimals than were meant: 1.0 for 10.0 becomes 10. Where a source
/// printed that very value, it is printed as there.
Fix in_print_of_store(const Trial& trial, Fix fix) {
  if (fix.slip != Slip::point) return fix;
  for (const Assessed* one : trial.relations()) {
    const auto value = store_value(*one->relation, trial.printed());
    if (!value || value->scale() > printed_decimals || *value != fix.right.value) continue;
    if (auto right = with_value(trial.printed(), *value)) fix.right = std::move(*right);
    return fix;
  }
  // Rates and points keep a decimal: 0.2 for 2.0 does not become 2.
  const Dimension dimension = trial.printed().unit.dimension();
  const bool rate = dimension == Dimension::rate || dimension == Dimension::percentage_point;
  if (rate && fix.right.decimals() == 0) {
    const auto value = fix.right.value.rounded(1, Rounding::half_up);
    auto right = value ? with_value(trial.printed(), *value) : std::nullopt;
    if (right) fix.right = std::move(*right);
  }
  return fix;
}

/// The decimals that most other figures of this kind have in the draft: a figure copied from
/// elsewhere brought its own.
int usual_decimals(const Reading& reading, const Claim& claim) {
  std::array<int, 6> counts{};
  for (const Claim& other : reading.claims) {
    const bool alike = &other != &claim && other.measure == claim.measure &&
                       other.unit == claim.unit &&
                       static_cast<std::size_t>(other.decimals()) < counts.size();
    if (alike) ++counts[static_cast<std::size_t>(other.decimals())];
  }
  const auto most = std::ranges::max_element(counts);
  const int all = std::accumulate(counts.begin(), counts.end(), 0);
  const bool usual = *most >= 2 && *most * 2 > all;
  return usual ? static_cast<int>(most - counts.begin()) : claim.decimals();
}

std::optional<Claim> store_reading(const Decimal& value, const Claim& claim, int decimals) {
  const auto rounded = value.rounded(decimals, Rounding::half_up);
  // At the printed precision nothing may be left of it: «9.7%» for 0.03 % is not «0.0%».
  if (!rounded || (rounded->is_zero() && !value.is_zero())) return std::nullopt;
  return with_value(claim, *rounded);
}

std::optional<Fix> by_store(Trial& trial, const Reading& reading, const cube::Cube* cube) {
  const Claim& printed = trial.printed();
  for (const Assessed* one : trial.relations()) {
    const Relation& relation = *one->relation;
    const auto value = store_value(relation, printed);
    if (one->standing != Standing::fails || !value) continue;
    auto right = store_reading(*value, printed, printed.decimals());
    if (!right) continue;
    const Slip slip = slip_between(printed, *right);
    if (slip != Slip::none) return Fix{std::move(*right), slip};
    const Slip copied = relation.evidence.empty()
                            ? Slip::none
                            : copied_from(cube, relation.evidence.front().key, printed);
    int decimals = usual_decimals(reading, printed);
    if (value->scale() <= printed_decimals) decimals = std::min(decimals, value->scale());
    auto usual = store_reading(*value, printed, decimals);
    return Fix{usual ? std::move(*usual) : std::move(*right), copied};
  }
  return std::nullopt;
}

/// «增长7.2%,高于全省50个百分点(全省4.8%)»: by how many per cent of the rate, or of the share,
/// instead of by how many points. The points are printed as finely as what they compare.
std::optional<Fix> by_difference(Trial& trial, const Reading& reading, std::uint32_t claim) {
  const Claim& printed = trial.printed();
  const Measure measure = printed.measure;
  const bool points = measure == Measure::gap_pp || measure == Measure::growth_change ||
                      measure == Measure::share_change;
  if (!points || printed.unit.dimension() != Dimension::percentage_point) return std::nullopt;
  for (const Assessed* one : trial.relations()) {
    const auto& claims = one->relation->claims;
    if (one->standing != Standing::fails || claims.size() != 3 || claims.front() != claim) continue;
    const Claim& here = reading.claims[claims[1]];
    const Claim& there = reading.claims[claims[2]];
    if (here.unit != there.unit || here.unit.dimension() != Dimension::rate) continue;
    const Quantity ratio = Quantity::of(here) / Quantity::of(there) - Quantity::ratio(1);
    const auto in_points = ratio.in_unit_of(printed);
    if (!in_points || num::meet(*in_points, printed.range) != Meeting::overlap) continue;
    auto value = here.value.minus(there.value);
    if (!value || value->is_zero()) continue;
    auto right = with_value(printed, *value);
    if (right && trial.fits(*right)) return Fix{std::move(*right), Slip::words};
  }
  return std::nullopt;
}

/// A rate in the digits of a level it is tied to: copied from there.
bool copies_a_level(const Reading& reading, const Trial& trial, std::uint32_t claim) {
  const Claim& printed = trial.printed();
  return std::ranges::any_of(trial.relations(), [&](const Assessed* one) {
    return std::ranges::any_of(one->relation->claims, [&](std::uint32_t other) {
      const Claim& level = reading.claims[other];
      return other != claim && level.unit.dimension() != printed.unit.dimension() &&
             level.value.magnitude() == printed.value.magnitude();
    });
  });
}

}  // namespace

ByClaim by_claim(std::size_t claims, std::span<const Assessed> assessed) {
  ByClaim out(claims);
  for (std::size_t i = 0; i < assessed.size(); ++i) {
    for (const std::uint32_t claim : assessed[i].relation->claims) {
      if (out[claim].empty() || out[claim].back() != i) out[claim].push_back(i);
    }
  }
  return out;
}

std::optional<Fix> fix_of(const Reading& reading, std::span<const Assessed> assessed,
                          const ByClaim& relations, std::uint32_t claim,
                          std::span<const std::uint32_t> blamed, const cube::Cube* cube) {
  // «超2000亿元» says something of its own: many figures would do, and the word may be what is
  // wrong.
  if ((reading.claims[claim].qualifiers & widening) != 0) return std::nullopt;
  Trial trial(reading, assessed, relations, claim, blamed);
  if (trial.power() == Power::none) return std::nullopt;
  if (auto fix = by_difference(trial, reading, claim)) return fix;
  // A unit, a sign or a moved point explains the digits as they stand.
  if (auto fix = by_edits(trial, claim, false)) return in_print_of_store(trial, std::move(*fix));
  if (auto fix = by_store(trial, reading, cube)) return fix;
  if (trial.power() < Power::digits) return std::nullopt;
  auto fix = by_computing(trial, claim);
  if (!fix) fix = by_edits(trial, claim, true);
  if (fix && fix->slip == Slip::none && copies_a_level(reading, trial, claim)) {
    fix->slip = Slip::level_as_growth;
  }
  // Nothing is left of an amount in a unit too large for it: «0亿元» corrects nothing.
  const Dimension dimension = reading.claims[claim].unit.dimension();
  const bool rate = dimension == Dimension::rate || dimension == Dimension::percentage_point;
  if (fix && !rate && fix->right.value.is_zero()) return std::nullopt;
  return fix;
}

}  // namespace duibiao::bulletin
