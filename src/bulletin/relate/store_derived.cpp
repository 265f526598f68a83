#include <algorithm>
#include <array>
#include <utility>

#include "bulletin/relate/store_parts.h"
#include "bulletin/relate/store_steps.h"

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Interval;

constexpr int quotient_scale = 12;

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
  // «占全省增量的48.0%»: of what was added, not of what there is.
  for (const std::string_view added : {std::string_view("增量"), std::string_view("增加额"),
                                       std::string_view("增长额"), std::string_view("increase")}) {
    if (claim.reference.text.find(added) == std::string::npos &&
        claim.reference.subject.phrase.find(added) == std::string::npos) {
      continue;
    }
    return lacks({"占增量的份额不由总量核对", "a share of an increase is not one of levels"});
  }
  const Subject whole = completed(claim.reference.subject, own);
  if (!whole.indicator.known()) {
    return lacks({"份额的分母不在指标目录中", "the whole is not in the catalogue"});
  }
  if (whole.indicator == own.indicator && whole.place == own.place &&
      whole.period.same_span(own.period)) {
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

/// A subject in the currency that the claim's unit counts.
Subject counted_subject(const Question& question, Subject subject) {
  const Catalogue& catalogue = question.cube.vocabulary().catalogue;
  if (!subject.indicator.known()) return subject;
  const auto counted = catalogue.in_dimension(subject.indicator, question.claim.unit.dimension());
  if (counted) subject.indicator = *counted;
  return subject;
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

/// «比金华少3782.8亿元»: the difference of two amounts.
Found level_gap_claim(const Question& question) {
  const Claim& claim = question.claim;
  if (claim.of != Measure::level || claim.reference.kind != Reference::Kind::compared) {
    return lacks({"这类数不与数据库核对", "figures of this kind are not checked with the store"});
  }
  const Subject own = counted_subject(question, claim.subject);
  const Subject other = counted_subject(question, completed(claim.reference.subject, own));
  const bool same = other.indicator == own.indicator && other.place == own.place &&
                    other.period.same_span(own.period);
  if (same) return lacks({"与谁相比不明", "what it is compared with is not clear"});
  const auto here = level_at(question.cube, own);
  if (!here) return lacks(nothing_for(question.cube, key_of(own, Measure::level)));
  const auto there = level_at(question.cube, other);
  if (!there) return lacks(nothing_for(question.cube, key_of(other, Measure::level)));
  const auto base = brought(there->answer.range, there->answer.unit, here->answer.unit);
  const auto range = base ? here->answer.range.minus(*base) : base;
  const auto loose =
      range ? widened(here->answer.range, here->softness).minus(widened(*base, there->softness))
            : range;
  if (!loose) return lacks({"单位不可比", "units cannot be compared"});
  Known known{*range, *loose, here->answer.unit, here->evidence, {}, {}, {}};
  append(known.evidence, there->evidence);
  if (!here->softness.is_zero() || !there->softness.is_zero()) {
    known.caveat = {"所用的数可能已修订", "the figures used may have been revised"};
  }
  known.formula = joined(level_text(question.cube, *here), "−", level_text(question.cube, *there),
                         shown(*range) + std::string(here->answer.unit.symbol()));
  return one(relation_with(RelationKind::stored_gap, question.index, claim, std::move(known)));
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
      return contributed(question);
    case Measure::increment:
      return incremented(question);
    case Measure::multiple:
      return multiple_claim(question);
    case Measure::rank:
    case Measure::growth_rank:
      return ranked(question);
    case Measure::other:
      return level_gap_claim(question);
    case Measure::ratio:
      break;
  }
  return {{}, {"这类数不与数据库核对", "figures of this kind are not checked with the store"}};
}

}  // namespace duibiao::bulletin::store
