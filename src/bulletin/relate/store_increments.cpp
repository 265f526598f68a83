#include <utility>

#include "bulletin/relate/store_steps.h"

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

constexpr int quotient_scale = 12;

/// 1 − 1 ÷ (1 + g): the part of today's level that was added over the year.
std::optional<Interval> added_part(const Known& growth) {
  const Interval whole = Interval::point(Decimal::whole(1));
  const auto rate = growth.range.shifted(-2);
  const auto factor = rate ? rate->plus(whole) : rate;
  const auto inverse = factor ? whole.divided_by(*factor, quotient_scale) : factor;
  const auto added = inverse ? whole.minus(*inverse) : inverse;
  return added ? std::optional(*added) : std::nullopt;
}

/// The increment over the year that the level and its own published rate give: safe from revised
/// bases, for the rate was made with the revised one.
std::optional<Known> increment_by_rate(const cube::Cube& cube, const Subject& of) {
  if (cube::indicator_at(cube, of.indicator).growth_basis != GrowthBasis::nominal) return {};
  const auto level = level_at(cube, of);
  const auto growth = growth_at(cube, of);
  if (!level || !growth || !growth->printed || !level->softness.is_zero()) return std::nullopt;
  const auto added = added_part(*growth);
  const auto range = added ? level->answer.range.times(*added) : Result<Interval>(Interval());
  if (!added || !range) return std::nullopt;
  Known known{*range, *range, level->answer.unit, level->evidence, {}, {}, {}};
  append(known.evidence, growth->evidence);
  const Message text = level_text(cube, *level);
  known.formula = {text.zh + "，" + growth->formula.zh, text.en + "; " + growth->formula.en};
  return known;
}

}  // namespace

Found contributed(const Question& question) {
  const Claim& claim = question.claim;
  Subject own = claim.subject;
  own.indicator = question.indicator;
  Subject whole = completed(claim.reference.subject, own);
  if (whole.indicator == own.indicator && whole.place == own.place) {
    whole.indicator = cube::indicator_at(question.cube, own.indicator).parent;
  }
  if (!whole.indicator.known()) {
    return lacks({"贡献对象不明或不在目录中", "the whole it contributes to is not known"});
  }
  const auto part_added = increment_by_rate(question.cube, own);
  const auto whole_level = level_at(question.cube, whole);
  const auto whole_growth = growth_at(question.cube, whole);
  if (!part_added || !whole_level || !whole_growth || !whole_growth->printed) {
    return lacks({"库中没有计算拉动或贡献率所需的总量和增速",
                  "the store lacks the levels and rates that a contribution is made of"});
  }
  const bool pull = claim.measure == Measure::contribution_pp;
  const auto added = added_part(*whole_growth);
  const Interval unity = Interval::point(Decimal::whole(1));
  // Base of the whole = C × (1 − added); its increment = C × added.
  const auto base_part = added ? unity.minus(*added) : Result<Interval>(unity);
  const auto level = brought(whole_level->answer.range, whole_level->answer.unit, part_added->unit);
  if (!added || !base_part || !level) return lacks({"单位不可比", "units cannot be compared"});
  const auto divisor = level->times(pull ? *base_part : *added);
  const auto ratio = divisor ? part_added->range.divided_by(*divisor, quotient_scale) : divisor;
  const auto range = ratio ? ratio->shifted(2) : ratio;
  if (!range) {
    return lacks({"总量几乎没有增减，贡献率没有意义", "the whole hardly changed: no rate"});
  }
  Known known{
      *range, *range, pull ? unit::percentage_point() : unit::percent(), part_added->evidence, {},
      {},     {}};
  append(known.evidence, whole_level->evidence);
  append(known.evidence, whole_growth->evidence);
  if (pull) {
    // Worked out from last year's prints instead of today's rates it comes out a little different.
    known.tolerated = widened(*range, revision_within_a_document());
    known.caveat = {"按上年公布的基数计算会略有不同",
                    "on last year's printed base it differs a little"};
  }
  const Message total = level_text(question.cube, *whole_level);
  const std::string result = shown(*range) + (pull ? "" : "%");
  known.formula = {part_added->formula.zh + "；" + total.zh + "，" + whole_growth->formula.zh +
                       (pull ? "：拉动" : "：贡献率") + result + (pull ? "个百分点" : ""),
                   part_added->formula.en + "; " + total.en + "; " + whole_growth->formula.en +
                       (pull ? ": points " : ": contribution ") + result};
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(known)));
}

Found incremented(const Question& question) {
  const Claim& claim = question.claim;
  Subject own = claim.subject;
  own.indicator = question.indicator;
  const auto year_ago = own.period.year_before();
  Period since = claim.reference.subject.period;
  if (!since.known() && year_ago) since = *year_ago;
  if (!since.known()) return lacks({"与哪一期相比不明", "the period compared with is not clear"});
  if (year_ago && since.same_span(*year_ago)) {
    if (auto known = increment_by_rate(question.cube, own)) {
      return one(
          relation_with(RelationKind::stored_derived, question.index, claim, std::move(*known)));
    }
  }
  Subject before = own;
  before.period = since;
  const auto now = level_at(question.cube, own);
  if (!now) return lacks(nothing_for(question.cube, key_of(own, Measure::level)));
  const auto then = level_at(question.cube, before);
  if (!then) return lacks(nothing_for(question.cube, key_of(before, Measure::level)));
  const auto base = brought(then->answer.range, then->answer.unit, now->answer.unit);
  const auto range = base ? now->answer.range.minus(*base) : base;
  if (!range) return lacks({"单位不可比", "units cannot be compared"});
  Known known{*range, *range, now->answer.unit, now->evidence, {}, {}, {}};
  append(known.evidence, then->evidence);
  std::vector<FigureKey> inputs = now->answer.inputs;
  inputs.insert(inputs.end(), then->answer.inputs.begin(), then->answer.inputs.end());
  if (!one_release(question.cube, inputs)) {
    const auto loose = now->answer.range.minus(widened(*base, revision_between_documents()));
    if (loose) known.tolerated = *loose;
    known.caveat = {"按两期公布数相减，上年基数可能已修订",
                    "the difference of two releases; the base may have been revised"};
  }
  known.formula = joined(level_text(question.cube, *now), "−", level_text(question.cube, *then),
                         shown(*range) + std::string(now->answer.unit.symbol()));
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(known)));
}

}  // namespace duibiao::bulletin::store
