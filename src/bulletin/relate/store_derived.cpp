#include <algorithm>
#include <array>
#include <utility>

#include "bulletin/relate/store_parts.h"

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

constexpr int quotient_scale = 12;

Found lacks(Message why) { return {{}, std::move(why)}; }

Found one(Relation relation) {
  Found found;
  found.relations.push_back(std::move(relation));
  return found;
}

void append(std::vector<Evidence>& all, const std::vector<Evidence>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// «A ÷ B = c» in both languages.
Message joined(const Message& a, std::string_view sign, const Message& b,
               const std::string& result) {
  const std::string middle = " " + std::string(sign) + " ";
  return {a.zh + middle + b.zh + " = " + result, a.en + middle + b.en + " = " + result};
}

Message level_text(const cube::Cube& cube, const Level& level) {
  if (level.evidence.size() == 1) return figure_text(cube, level.evidence.front());
  const Message name = name_of(cube, level.answer.key);
  return {name.zh + printed_zh(level.answer.value, level.answer.unit),
          name.en + ": " + printed_en(level.answer.value, level.answer.unit)};
}

std::optional<Level> level_at(const cube::Cube& cube, const Subject& of) {
  return level_of(cube, of.indicator, of.place, of.period);
}

std::optional<Known> growth_at(const cube::Cube& cube, const Subject& of) {
  return growth_of(cube, of.indicator, of.place, of.period);
}

FigureKey key_of(const Subject& of, Measure measure) {
  return {of.indicator, of.place, of.period, measure};
}

/// part ÷ whole in percent.
std::optional<Known> share_between(const cube::Cube& cube, const Level& part, const Level& whole) {
  if (cube::bad_base(whole.answer)) return std::nullopt;
  const auto base = brought(whole.answer.range, whole.answer.unit, part.answer.unit);
  if (!base) return std::nullopt;
  const auto ratio = part.answer.range.divided_by(*base, quotient_scale);
  const auto range = ratio ? ratio->shifted(2) : ratio;
  const auto softness = part.softness.plus(whole.softness);
  if (!range || !softness) return std::nullopt;
  Known known{*range, widened(*range, *softness), unit::percent(), part.evidence, {}, {}, {}};
  append(known.evidence, whole.evidence);
  known.formula = joined(level_text(cube, part), "÷", level_text(cube, whole), shown(*range) + "%");
  if (!softness->is_zero()) {
    known.caveat = {"所用的数可能已修订", "the figures used may have been revised"};
  }
  return known;
}

/// The difference of two rates or shares in points. Firm only when both are.
std::optional<Known> difference(const Known& now, const Known& before) {
  const auto range = now.range.minus(before.range);
  const auto tolerated = now.tolerated.minus(before.tolerated);
  if (!range || !tolerated) return std::nullopt;
  Known known{*range, *tolerated, unit::percentage_point(), now.evidence, {}, now.caveat, {}};
  append(known.evidence, before.evidence);
  if (known.caveat.zh.empty()) known.caveat = before.caveat;
  known.formula = joined(now.formula, "−", before.formula, shown(*range));
  return known;
}

Found level_claim(const Question& question) {
  const FigureKey key = question.key(Measure::level);
  const auto level = level_of(question.cube, key.indicator, key.place, key.period);
  if (!level) return lacks(nothing_for(question.cube, key));
  Known known = known_of(question.cube, *level);
  std::string zh;
  std::string en;
  for (const Evidence& evidence : level->evidence) {
    const Message text = figure_text(question.cube, evidence);
    zh += (zh.empty() ? "" : "、") + text.zh;
    en += (en.empty() ? "" : "; ") + text.en;
  }
  const std::string value_zh = printed_zh(level->answer.value.trimmed(), level->answer.unit);
  const std::string value_en = printed_en(level->answer.value.trimmed(), level->answer.unit);
  known.formula = {"由" + zh + "推算为" + value_zh, "worked out as " + value_en + " from " + en};
  return one(relation_with(RelationKind::stored_derived, question.index, question.claim,
                           std::move(known)));
}

Found growth_claim(const Question& question) {
  const FigureKey key = question.key(Measure::growth_yoy);
  const Claim& claim = question.claim;
  const bool other_basis =
      claim.has(Qualifier::constant_price) || claim.has(Qualifier::comparable_scope);
  auto known = growth_of(question.cube, key.indicator, key.place, key.period);
  if (!known) return lacks(nothing_for(question.cube, key));
  // Levels are at current prices: they say nothing of a real or matched-sample rate.
  if (other_basis && !known->printed) {
    return lacks({"增速按可比价或可比口径计算，不能由现价总量核对",
                  "growth at constant prices or on a matched sample cannot be told from levels"});
  }
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(*known)));
}

Found share_claim(const Question& question) {
  const Claim& claim = question.claim;
  Subject own = claim.subject;
  own.indicator = question.indicator;
  if (claim.reference.kind != Reference::Kind::whole) {
    return lacks({"未说明是占什么的份额", "what it is a share of is not said"});
  }
  const Subject whole = completed(claim.reference.subject, own);
  if (!whole.indicator.known()) {
    return lacks({"份额的分母不在指标目录中", "the whole is not in the catalogue"});
  }
  if (whole.indicator == own.indicator && whole.place == own.place) {
    return lacks({"份额的分母不明", "the whole is not clear"});
  }
  const auto part_level = level_at(question.cube, own);
  if (!part_level) return lacks(nothing_for(question.cube, key_of(own, Measure::level)));
  const auto whole_level = level_at(question.cube, whole);
  if (!whole_level) return lacks(nothing_for(question.cube, key_of(whole, Measure::level)));
  auto known = share_between(question.cube, *part_level, *whole_level);
  if (!known) {
    return lacks({"分子、分母的单位不可比", "the two figures are in different units"});
  }
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(*known)));
}

std::optional<Known> share_at(const Question& question, const Period& period) {
  Subject own = question.claim.subject;
  own.indicator = question.indicator;
  Subject whole = completed(question.claim.reference.kind == Reference::Kind::whole
                                ? question.claim.reference.subject
                                : Subject{},
                            own);
  // A reference of kind `since` leaves the whole unsaid: a part's parent is meant.
  if (whole.indicator == own.indicator && whole.place == own.place) {
    whole.indicator = cube::indicator_at(question.cube, own.indicator).parent;
  }
  own.period = period;
  whole.period = period;
  const auto part = level_at(question.cube, own);
  const auto total = level_at(question.cube, whole);
  if (!part || !total) return std::nullopt;
  return share_between(question.cube, *part, *total);
}

/// The periods a change may be measured from when the wording leaves it open: what was said, else
/// the period before, the last quarter, the year before, all of last year.
std::vector<Period> earlier_periods(const Claim& claim) {
  const Period& own = claim.subject.period;
  const Period& said = claim.reference.subject.period;
  if (claim.reference.kind == Reference::Kind::since && said.known() && !said.same_span(own)) {
    return {said};
  }
  std::vector<Period> out;
  const auto add = [&](const std::optional<Period>& period) {
    if (!period || !period->known() || period->same_span(own)) return;
    const auto same = [&](const Period& other) { return other.same_span(*period); };
    if (std::ranges::none_of(out, same)) out.push_back(*period);
  };
  add(own.previous());
  add(own.year_before());
  constexpr int months_of_a_quarter = 3;
  if (own.has_months() && own.is_year_to_date() && own.last_month() > months_of_a_quarter) {
    const auto quarter_ago = Period::to_date(own.year(), own.last_month() - months_of_a_quarter);
    if (quarter_ago) add(*quarter_ago);
  }
  if (own.year() > first_period_year) add(Period::year(own.year() - 1));
  return out;
}

/// A change of a rate or share: consistent when any of the possible earlier periods fits; an error
/// only when the wording names the period.
Found change_claim(const Question& question) {
  const Claim& claim = question.claim;
  const bool of_share = claim.measure == Measure::share_change || claim.of == Measure::share;
  const auto rate_at = [&](const Period& period) {
    return of_share ? share_at(question, period)
                    : growth_of(question.cube, question.indicator, claim.subject.place, period);
  };
  const auto now = rate_at(claim.subject.period);
  if (!now) return lacks(nothing_for(question.cube, question.key(Measure::growth_yoy)));
  const std::vector<Period> candidates = earlier_periods(claim);
  std::optional<Relation> first;
  for (const Period& period : candidates) {
    const auto before = rate_at(period);
    auto known = before ? difference(*now, *before) : std::nullopt;
    if (!known) continue;
    const auto range = brought(known->range, known->unit, claim.unit);
    const bool fits = range && num::meet(claim.range, *range) != num::Meeting::apart;
    Relation relation =
        relation_with(RelationKind::stored_derived, question.index, claim, std::move(*known));
    if (fits) return one(std::move(relation));
    if (!first) first = std::move(relation);
  }
  if (!first || candidates.size() > 1) {
    return lacks({"与哪一期相比不明，或库中没有前期的数",
                  "the period compared with is not clear, or the store lacks it"});
  }
  return one(std::move(*first));
}

Found gap_claim(const Question& question) {
  const Claim& claim = question.claim;
  Subject own = claim.subject;
  own.indicator = question.indicator;
  const Subject other = completed(claim.reference.subject, own);
  const bool same = other.indicator == own.indicator && other.place == own.place &&
                    other.period.same_span(own.period);
  if (claim.reference.kind != Reference::Kind::compared || same) {
    return lacks({"与谁相比不明", "what it is compared with is not clear"});
  }
  if (claim.of != Measure::level && claim.of != Measure::growth_yoy) {
    return lacks({"比较的不是同比增速", "it is not growth that is compared"});
  }
  const auto here = growth_at(question.cube, own);
  if (!here) return lacks(nothing_for(question.cube, key_of(own, Measure::growth_yoy)));
  const auto there = growth_at(question.cube, other);
  if (!there) return lacks(nothing_for(question.cube, key_of(other, Measure::growth_yoy)));
  auto known = difference(*here, *there);
  if (!known) return lacks(nothing_for(question.cube, key_of(other, Measure::growth_yoy)));
  return one(relation_with(RelationKind::stored_gap, question.index, claim, std::move(*known)));
}

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

Found contribution_claim(const Question& question) {
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
  const Message total = level_text(question.cube, *whole_level);
  const std::string result = shown(*range) + (pull ? "" : "%");
  known.formula = {part_added->formula.zh + "；" + total.zh + "，" + whole_growth->formula.zh +
                       (pull ? "：拉动" : "：贡献率") + result + (pull ? "个百分点" : ""),
                   part_added->formula.en + "; " + total.en + "; " + whole_growth->formula.en +
                       (pull ? ": points " : ": contribution ") + result};
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(known)));
}

Found increment_claim(const Question& question) {
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

/// «是2015年的2.3倍»: level ÷ earlier level; «增长1.2倍» is a growth of 120 %.
Found multiple_claim(const Question& question) {
  const Claim& claim = question.claim;
  if (claim.of == Measure::growth_yoy) {
    if (auto same = same_figure(question, question.key(Measure::growth_yoy))) {
      return one(std::move(*same));
    }
    return growth_claim(question);
  }
  if (claim.of != Measure::level) {
    return lacks({"这类倍数不与数据库核对", "multiples of this kind are not checked"});
  }
  Subject own = claim.subject;
  own.indicator = question.indicator;
  const Subject other = completed(claim.reference.subject, own);
  const bool same = other.indicator == own.indicator && other.place == own.place &&
                    other.period.same_span(own.period);
  if (claim.reference.kind == Reference::Kind::none || same) {
    return lacks({"是什么的倍数不明", "what it is a multiple of is not clear"});
  }
  const auto now = level_at(question.cube, own);
  if (!now) return lacks(nothing_for(question.cube, key_of(own, Measure::level)));
  const auto base = level_at(question.cube, other);
  if (!base) return lacks(nothing_for(question.cube, key_of(other, Measure::level)));
  auto known = share_between(question.cube, *now, *base);
  if (!known) return lacks({"单位不可比", "units cannot be compared"});
  known->tolerated = hull(known->tolerated, widened(known->range, revision_within_a_document()));
  return one(relation_with(RelationKind::stored_derived, question.index, claim, std::move(*known)));
}

/// A measure the cube derives as a whole: month on month, average over years.
Found of_outcome(const Question& question, const cube::Outcome& outcome, const Decimal& softness) {
  const FigureKey key = question.key(question.claim.measure);
  if (!outcome) return lacks(nothing_for(question.cube, key));
  const auto factor = outcome->range.plus(Interval::point(Decimal::whole(100)));
  const auto loose =
      factor ? widened(*factor, softness).minus(Interval::point(Decimal::whole(100))) : factor;
  if (!loose) return lacks(nothing_for(question.cube, key));
  Known known{outcome->range,
              *loose,
              outcome->unit,
              evidence_of(question.cube, outcome->inputs),
              {},
              {},
              {}};
  std::string zh;
  std::string en;
  for (const Evidence& evidence : known.evidence) {
    const Message text = figure_text(question.cube, evidence);
    zh += (zh.empty() ? "" : "、") + text.zh;
    en += (en.empty() ? "" : "; ") + text.en;
  }
  const std::string value = shown(outcome->range) + "%";
  known.formula = {"由" + zh + "得" + value, value + " from " + en};
  if (!softness.is_zero()) {
    known.caveat = {"由公布总量推算，前期数可能已修订",
                    "worked out from levels; earlier ones may have been revised"};
  }
  return one(relation_with(RelationKind::stored_derived, question.index, question.claim,
                           std::move(known)));
}

Found average_claim(const Question& question) {
  constexpr int usual_years = 2;  // 两年平均
  const Subject& own = question.claim.subject;
  const Period& since = question.claim.reference.subject.period;
  const int years = since.known() && since.year() < own.period.year()
                        ? own.period.year() - since.year()
                        : usual_years;
  const auto outcome =
      cube::growth_avg(question.cube, question.indicator, own.place, own.period, years);
  const bool by_rates = outcome && outcome->method == cube::Method::rates;
  return of_outcome(question, outcome, by_rates ? Decimal() : revision_between_documents());
}

Found month_on_month_claim(const Question& question) {
  const Subject& own = question.claim.subject;
  const auto outcome = cube::growth_mom(question.cube, question.indicator, own.place, own.period);
  return of_outcome(question, outcome, revision_within_a_document());
}

}  // namespace

Found derived(const Question& question) {
  switch (question.claim.measure) {
    case Measure::level:
    case Measure::count:
      return level_claim(question);
    case Measure::growth_yoy:
      return growth_claim(question);
    case Measure::growth_mom:
      return month_on_month_claim(question);
    case Measure::growth_avg:
      return average_claim(question);
    case Measure::share:
      return share_claim(question);
    case Measure::share_change:
    case Measure::growth_change:
      return change_claim(question);
    case Measure::gap_pp:
      return gap_claim(question);
    case Measure::contribution_pp:
    case Measure::contribution_rate:
      return contribution_claim(question);
    case Measure::increment:
      return increment_claim(question);
    case Measure::multiple:
      return multiple_claim(question);
    case Measure::rank:
    case Measure::growth_rank:
      return ranked(question);
    case Measure::ratio:
    case Measure::other:
      break;
  }
  return {{}, {"这类数不与数据库核对", "figures of this kind are not checked with the store"}};
}

}  // namespace duibiao::bulletin::store
