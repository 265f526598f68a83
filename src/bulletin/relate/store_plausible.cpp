#include <utility>

#include "bulletin/relate/store_bounds.h"
#include "bulletin/relate/store_parts.h"

namespace duibiao::bulletin::store {
namespace {

using num::Interval;

constexpr int quotient_scale = 12;

Found one(const Question& question, Bounds bounds) {
  Known known{bounds.range,
              bounds.range,
              bounds.unit,
              std::move(bounds.evidence),
              std::move(bounds.reason),
              {},
              {}};
  Found found;
  found.relations.push_back(
      relation_with(RelationKind::plausible, question.index, question.claim, std::move(known)));
  return found;
}

/// The level itself when the store has it, else what is near by.
struct Size {
  Interval range;
  Unit unit;
  std::vector<Evidence> evidence;
  Interval nearest;  ///< the figure the bounds start from, for the formula
  Unit nearest_unit;
  Message text;
};

std::optional<Size> size_of(const cube::Cube& cube, const Subject& of) {
  if (!of.indicator.known() || !of.place.known() || !of.period.known()) return std::nullopt;
  if (const auto level = level_of(cube, of.indicator, of.place, of.period)) {
    Size size{level->answer.range, level->answer.unit, level->evidence,
              level->answer.range, level->answer.unit, {}};
    if (!level->softness.is_zero()) size.range = widened(size.range, level->softness);
    if (!level->evidence.empty()) size.text = figure_text(cube, level->evidence.front());
    return size;
  }
  auto bounds = level_bounds(cube, of.indicator, of.place, of.period);
  if (!bounds || bounds->evidence.empty()) return std::nullopt;
  const Evidence& first = bounds->evidence.front();
  const auto printed = Interval::of_printed(first.value);
  if (!printed) return std::nullopt;
  Message text = figure_text(cube, first);
  return Size{bounds->range, bounds->unit, std::move(bounds->evidence),
              *printed,      first.unit,   std::move(text)};
}

std::optional<Interval> quotient(const Interval& part, Unit part_unit, const Interval& whole,
                                 Unit whole_unit) {
  const auto base = brought(whole, whole_unit, part_unit);
  const auto ratio = base ? part.divided_by(*base, quotient_scale) : base;
  const auto percent = ratio ? ratio->shifted(2) : ratio;
  return percent ? std::optional(*percent) : std::nullopt;
}

/// A share when part or whole are known for another period only.
std::optional<Bounds> share_bounds(const Question& question) {
  const Claim& claim = question.claim;
  if (claim.reference.kind != Reference::Kind::whole) return std::nullopt;
  Subject own = claim.subject;
  own.indicator = question.indicator;
  const Subject whole = completed(claim.reference.subject, own);
  if (whole.indicator == own.indicator && whole.place == own.place) return std::nullopt;
  auto part = size_of(question.cube, own);
  auto total = size_of(question.cube, whole);
  if (!part || !total) return std::nullopt;
  const auto range = quotient(part->range, part->unit, total->range, total->unit);
  const auto nearest =
      quotient(part->nearest, part->nearest_unit, total->nearest, total->nearest_unit);
  if (!range || !nearest) return std::nullopt;
  Bounds bounds{*range, unit::percent(), std::move(part->evidence), {}};
  bounds.evidence.insert(bounds.evidence.end(), total->evidence.begin(), total->evidence.end());
  const std::string ratio = shown(*nearest) + "%";
  const std::string high = shown(
      Interval::point(range->high().rounded(2, num::Rounding::half_up).value_or(range->high())));
  const std::string low = shown(
      Interval::point(range->low().rounded(3, num::Rounding::half_up).value_or(range->low())));
  bounds.reason = {part->text.zh + " ÷ " + total->text.zh + " = " + ratio + "，该份额应在" + low +
                       "%～" + high + "%之间",
                   part->text.en + " ÷ " + total->text.en + " = " + ratio +
                       "; the share lies between " + low + "% and " + high + "%"};
  return bounds;
}

/// «unusual»: the growth of a constant-price indicator beside its two levels implies a price
/// change outside 0.85 … 1.15. Information only.
std::optional<Relation> unusual_deflator(const Question& question) {
  const FigureKey key = question.key(Measure::growth_yoy);
  const Indicator& about = cube::indicator_at(question.cube, key.indicator);
  if (about.growth_basis != GrowthBasis::constant_price) return std::nullopt;
  const auto before = key.period.year_before();
  const auto now = level_of(question.cube, key.indicator, key.place, key.period);
  const auto then =
      before ? level_of(question.cube, key.indicator, key.place, *before) : std::nullopt;
  const auto nominal = now && then ? growth_between(question.cube, *now, *then) : std::nullopt;
  if (!nominal) return std::nullopt;
  const Interval hundred = Interval::point(num::Decimal::whole(100));
  const auto factor = nominal->range.plus(hundred);
  const auto band = Interval::make(num::Decimal::of(85, 2), num::Decimal::of(115, 2));
  // real factor = nominal factor ÷ deflator
  const auto real = factor && band ? factor->divided_by(*band, quotient_scale) : factor;
  const auto range = real ? real->minus(hundred) : real;
  if (!range) return std::nullopt;
  Known known{*range, *range, unit::percent(), nominal->evidence, nominal->formula, {}, {}};
  Relation relation =
      relation_with(RelationKind::plausible, question.index, question.claim, std::move(known));
  relation.binding = false;
  relation.note = {"可比价增速与现价总量之比隐含的价格变动超出0.85～1.15，少见，请核对",
                   "the price change implied by the real rate and the levels is outside 0.85–1.15: "
                   "unusual, please check"};
  return relation;
}

}  // namespace

Found bounded(const Question& question) {
  const Claim& claim = question.claim;
  const Subject& own = claim.subject;
  std::optional<Bounds> bounds;
  if (claim.measure == Measure::level || claim.measure == Measure::count) {
    bounds = level_bounds(question.cube, question.indicator, own.place, own.period);
  } else if (claim.measure == Measure::share) {
    bounds = share_bounds(question);
  } else if (claim.measure == Measure::growth_yoy) {
    bounds = growth_bounds(question.cube, question.indicator, own.place, own.period);
    if (!bounds) {
      Found found;
      if (auto unusual = unusual_deflator(question)) found.relations.push_back(std::move(*unusual));
      return found;
    }
  }
  if (!bounds) return {};
  return one(question, std::move(*bounds));
}

}  // namespace duibiao::bulletin::store
