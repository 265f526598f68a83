#include "bulletin/relate/store_facts.h"

#include <algorithm>
#include <utility>

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

// Months as the difference of two years-to-date carry what was revised in between: customs and the
// statistics bureau correct earlier months silently, by up to a percent or two of the sum.
constexpr Decimal revision_of_spans = Decimal::of(2, 2);
constexpr Decimal revision_of_revised = Decimal::of(5, 2);
constexpr Decimal revision_of_estimate = Decimal::of(10, 2);
constexpr int quotient_scale = 12;

bool same_document(const cube::Published& a, const cube::Published& b) {
  if (a.source == b.source) return true;
  return a.source != nullptr && b.source != nullptr && a.source->name == b.source->name &&
         a.source->sheet == b.source->sheet;
}

/// True when all keys stand in one document, dated or not.
bool one_document(const cube::Cube& cube, std::span<const FigureKey> keys) {
  std::optional<cube::Published> first;
  for (const FigureKey& key : keys) {
    const auto here = cube.published(key);
    if (!here || (first && !same_document(*first, *here))) return false;
    if (!first) first = here;
  }
  return first.has_value();
}

Decimal softness_of(const cube::Cube& cube, const cube::Answer& answer) {
  Decimal most;
  const auto raise = [&most](const Decimal& to) { most = std::max(most, to); };
  if (answer.method == cube::Method::spans) raise(revision_of_spans);
  const bool quotient =
      answer.method == cube::Method::formula_ratio || answer.method == cube::Method::formula_mean;
  if (quotient) raise(revision_of_revised);  // which population or sum was used is not known
  for (const FigureKey& key : answer.inputs) {
    const auto input = cube.published(key);
    if (!input) continue;
    if (input->status == ObsStatus::estimated) raise(revision_of_estimate);
    const auto versions = cube.rivals_of(key);
    const auto moved = [](const cube::Rival& r) { return r.kind != cube::Rival::Kind::witness; };
    if (std::ranges::any_of(versions, moved)) raise(revision_of_revised);
  }
  return most;
}

/// A difference of years-to-date may be off by a share of the sums, not of itself.
Interval tolerated_level(const cube::Cube& cube, const Level& level) {
  if (level.softness.is_zero()) return level.answer.range;
  Interval out = widened(level.answer.range, level.softness);
  if (level.answer.method != cube::Method::spans) return out;
  for (const FigureKey& key : level.answer.inputs) {
    const auto input = cube.published(key);
    const auto power = input ? power_between(input->unit, level.answer.unit) : std::nullopt;
    const auto size = power ? input->value.shifted(*power) : Result<Decimal>(Decimal());
    if (!size) continue;
    const auto slack = size->magnitude().times(level.softness);
    if (!slack) continue;
    const auto low = level.answer.range.low().minus(*slack);
    const auto high = level.answer.range.high().plus(*slack);
    const auto around = low && high ? Interval::make(*low, *high) : Result<Interval>(out);
    if (around) out = hull(out, *around);
  }
  return out;
}

Message revision_caveat() {
  return {"按两期公布数推算，上年基数可能已修订",
          "worked out from figures of different releases; the base may have been revised"};
}

}  // namespace

Decimal revision_within_a_document() { return Decimal::of(5, 2); }
Decimal revision_between_documents() { return Decimal::of(10, 2); }

Result<Interval> brought(const Interval& interval, Unit from, Unit to) {
  if (from == to) return interval;
  if (const auto power = power_between(from, to)) return interval.shifted(*power);
  // 1 倍 is 100 %; a difference of rates is written in points, or loosely in percent.
  const auto scale = [](Unit unit) -> std::optional<int> {
    switch (unit.dimension()) {
      case Dimension::rate:
      case Dimension::percentage_point:
        return unit.power();
      case Dimension::times:
        return unit.power() + 2;
      default:
        return std::nullopt;
    }
  };
  const auto a = scale(from);
  const auto b = scale(to);
  if (a && b) return interval.shifted(*a - *b);
  return fail(ErrorCode::mixed_units, {"单位不可比", "the units cannot be compared"});
}

Interval stands_for(const Claim& claim) {
  const bool rank = claim.measure == Measure::rank || claim.measure == Measure::growth_rank;
  return rank ? Interval::point(claim.value) : claim.range;
}

Interval hull(const Interval& a, const Interval& b) {
  const auto both = Interval::make(std::min(a.low(), b.low()), std::max(a.high(), b.high()));
  return both.value_or(a);
}

Interval widened(const Interval& interval, const Decimal& by) {
  const auto less = Decimal::whole(1).minus(by);
  const auto more = Decimal::whole(1).plus(by);
  if (!less || !more) return interval;
  const auto factor = Interval::make(*less, *more);
  const auto out = factor ? interval.times(*factor) : Result<Interval>(interval);
  return out.value_or(interval);
}

Evidence evidence_of(const FigureKey& key, const cube::Published& published) {
  std::string source;
  if (published.source != nullptr) {
    source = published.source->name;
    if (!published.source->sheet.empty()) source += " · " + published.source->sheet;
  }
  if (published.row != 0) {
    std::string column;
    for (std::uint32_t n = published.column; n > 0; n = (n - 1) / 26) {
      column.insert(column.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    source += " · " + column + std::to_string(published.row);
  }
  return {key,
          published.value,
          published.unit,
          std::move(source),
          published.release_assumed ? Date{} : published.released,
          false};
}

std::optional<Evidence> evidence_of(const cube::Cube& cube, const FigureKey& key) {
  const auto published = cube.published(key);
  if (!published) return std::nullopt;
  return evidence_of(key, *published);
}

std::vector<Evidence> evidence_of(const cube::Cube& cube, std::span<const FigureKey> keys) {
  std::vector<Evidence> all;
  for (const FigureKey& key : keys) {
    if (auto one = evidence_of(cube, key)) all.push_back(std::move(*one));
  }
  return all;
}

bool one_release(const cube::Cube& cube, std::span<const FigureKey> keys) {
  if (!one_document(cube, keys)) return false;
  std::optional<Date> day;
  for (const FigureKey& key : keys) {
    const auto here = cube.published(key);
    if (here->release_assumed || (day && *day != here->released)) return false;
    day = here->released;
  }
  return true;
}

std::optional<Level> level_of(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                              const Period& period) {
  if (!indicator.known() || !place.known() || !period.known()) return std::nullopt;
  cube::Outcome found = cube::level(cube, indicator, place, period);
  if (!found) return std::nullopt;
  Level level{std::move(*found.answer), {}, {}};
  level.evidence = evidence_of(cube, level.answer.inputs);
  level.softness = softness_of(cube, level.answer);
  return level;
}

std::optional<Known> growth_between(const cube::Cube& cube, const Level& now, const Level& before) {
  if (now.answer.unit.dimension() == Dimension::rate || cube::bad_base(before.answer)) return {};
  const auto base = brought(before.answer.range, before.answer.unit, now.answer.unit);
  if (!base) return {};
  const auto ratio = now.answer.range.divided_by(*base, quotient_scale);
  if (!ratio) return {};
  std::vector<FigureKey> inputs = now.answer.inputs;
  inputs.insert(inputs.end(), before.answer.inputs.begin(), before.answer.inputs.end());
  const bool certain =
      now.softness.is_zero() && before.softness.is_zero() && one_release(cube, inputs);
  Decimal by;
  if (!certain) {
    by = one_document(cube, inputs) ? revision_within_a_document() : revision_between_documents();
    by = std::max({by, now.softness, before.softness});
  }
  const Interval loose = widened(*ratio, by);
  const Interval one = Interval::point(Decimal::whole(1));
  const auto to_percent = [&one](const Interval& factor) {
    const auto change = factor.minus(one);
    return change ? change->shifted(2) : change;
  };
  const auto range = to_percent(*ratio);
  const auto tolerated = to_percent(loose);
  if (!range || !tolerated) return {};
  Known known{*range, *tolerated, unit::percent(), now.evidence, {}, {}, {}};
  known.evidence.insert(known.evidence.end(), before.evidence.begin(), before.evidence.end());
  const auto text = [&](const Level& level, bool zh) {
    const auto& value = level.answer.value;
    return zh ? printed_zh(value, level.answer.unit) : printed_en(value, level.answer.unit);
  };
  known.formula = {
      text(now, true) + " ÷ " + text(before, true) + " − 1 = " + shown(*range) + "%",
      text(now, false) + " ÷ " + text(before, false) + " − 1 = " + shown(*range) + "%"};
  if (!certain) known.caveat = revision_caveat();
  return known;
}

std::optional<Known> growth_of(const cube::Cube& cube, IndicatorId indicator, PlaceId place,
                               const Period& period) {
  const FigureKey key{indicator, place, period, Measure::growth_yoy};
  if (!indicator.known() || !place.known() || !period.known()) return std::nullopt;
  if (const auto published = cube.published(key)) {
    const auto range = published->interval();
    const Unit in = published->unit.known() ? published->unit : unit::percent();
    const auto percent = range ? brought(*range, in, unit::percent()) : range;
    if (!percent) return std::nullopt;
    Known known{*percent, *percent, unit::percent(), {evidence_of(key, *published)}, {}, {}, {}};
    const auto value = convert(published->value, in, unit::percent());
    if (value) known.printed = *value;
    known.formula = figure_text(cube, known.evidence.front());
    return known;
  }
  if (cube::indicator_at(cube, indicator).growth_basis != GrowthBasis::nominal) return {};
  const auto before = period.year_before();
  const auto now_level = level_of(cube, indicator, place, period);
  if (!before || !now_level) return std::nullopt;
  const auto then = level_of(cube, indicator, place, *before);
  if (!then) return std::nullopt;
  return growth_between(cube, *now_level, *then);
}

Relation relation_with(RelationKind kind, std::uint32_t claim, const Claim& about, Known known) {
  Relation relation;
  relation.kind = kind;
  relation.claims = {claim};
  relation.evidence = std::move(known.evidence);
  relation.formula = std::move(known.formula);
  relation.note = std::move(known.caveat);
  relation.against_store = true;
  const auto exact = brought(known.range, known.unit, about.unit);
  const auto loose = brought(known.tolerated, known.unit, about.unit);
  const bool outside = exact && num::meet(about.range, *exact) == num::Meeting::apart;
  const bool excused = loose && num::meet(about.range, *loose) != num::Meeting::apart;
  relation.binding = !(outside && excused);
  if (known.printed) {
    relation.expected = known.printed;
    relation.expected_unit = known.unit;
  }
  relation.evaluate = [claim, range = known.range,
                       unit = known.unit](const Values& values) -> Result<Evaluation> {
    const Claim& one = values.at(claim);
    const auto computed = brought(range, unit, one.unit);
    if (!computed) return tl::unexpected(computed.error());
    return Evaluation{num::meet(one.range, *computed), *computed, one.range, one.unit};
  };
  return relation;
}

Known known_of(const cube::Cube& cube, const Level& level) {
  Known known{level.answer.range,
              tolerated_level(cube, level),
              level.answer.unit,
              level.evidence,
              {},
              {},
              {}};
  if (!level.softness.is_zero()) {
    known.caveat = {"由其他时期的公布数推算，或原为估计数，可能已修订",
                    "worked out from other periods or an estimate; may have been revised"};
  }
  return known;
}

Subject completed(const Subject& reference, const Subject& own) {
  Subject out = reference;
  if (!out.indicator.known() && out.phrase.empty()) {
    out.indicator = own.indicator;
    out.phrase = own.phrase;
  }
  if (!out.place.known()) out.place = own.place;
  if (!out.period.known()) out.period = own.period;
  return out;
}

}  // namespace duibiao::bulletin::store
