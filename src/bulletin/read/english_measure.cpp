#include <algorithm>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {

using Form = Numeral::Form;

namespace {

bool is_money(Dimension dimension) {
  return dimension >= Dimension::cny && dimension <= Dimension::hkd;
}

bool is_ratio(const Draft& draft, IndicatorId indicator) {
  if (!indicator.known()) return false;
  const Indicator& row = draft.parts.words.catalogue.at(indicator);
  return row.kind == IndicatorKind::ratio && !is_money(row.unit.dimension());
}

}  // namespace

void Sentence::decide(std::uint32_t position, const Numeral& numeral, const Cues& before,
                      const Cues& after, Claim& claim) {
  claim.qualifiers = static_cast<std::uint16_t>(claim.qualifiers | before.qualifiers | said_ |
                                                (after.gap == 0 ? after.qualifiers : 0));
  if (says(position + 1, "or so")) claim.add(Qualifier::about);
  if (is(position + 1, C::over_after)) claim.add(Qualifier::over);
  if (is(position + 1, C::under_after)) claim.add(Qualifier::under);
  if (numeral.form == Form::percent && read_parallel(position, before, after, claim)) return;
  const int pending = says(position - 1, "by") ? pending_gap_ : 0;
  pending_gap_ = 0;
  if (pending != 0) return read_gap(pending_governed_, pending, claim);
  if (before.whole_said) share_whole_ = before.governed;
  switch (numeral.form) {
    case Form::ordinal:
      return read_rank(before, after, claim);
    case Form::percentage_point:
    case Form::per_mille_point:
      return read_points(before, after, claim);
    case Form::percent:
    case Form::per_mille:
    case Form::per_myriad:
    case Form::tenths:
    case Form::fraction:
      return read_rate(before, after, claim);
    case Form::times:
    case Form::doublings:
      return read_multiple(before, after, claim);
    case Form::ratio:
      claim.measure = Measure::ratio;
      return;
    case Form::discount:
      claim.measure = Measure::other;
      return;
    case Form::plain:
      if ((before.rank || before.rank_top) && numeral.unit_text.empty() && !before.to) {
        return read_rank(before, after, claim);
      }
      return read_amount(position, before, after, claim);
  }
}

/// A comparison with a place or an average, not with an earlier time.
bool Sentence::names_rate(Stretch governed) const {
  for (std::uint32_t i = governed.begin; i < governed.end; ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::place || is(i, C::home_place) || is(i, C::overall) ||
        is(i, C::growth) || is(i, C::indicator)) {
      return true;
    }
  }
  return false;
}

void Sentence::read_gap(Stretch governed, int sign, Claim& claim) {
  claim.measure = Measure::gap_pp;
  const bool share = last_ && draft_.claim(*last_).measure == Measure::share && !last_growth_noun_;
  claim.of = share ? Measure::share : Measure::growth_yoy;
  claim.reference.kind = Reference::Kind::compared;
  claim.reference.subject = claim.subject;
  const NounPhrase other = noun_phrase(governed);
  if (other.place) claim.reference.subject.place = *other.place;
  if (other.place) claim.reference.subject.place_text = other.place_text;
  if (other.indicator.known()) {
    claim.reference.subject.indicator = other.indicator;
    claim.reference.subject.phrase = other.phrase;
  }
  if (names_several(governed)) claim.reference.subject.place = {};
  claim.reference.text = std::string(draft_.piece.text_of(span_of(governed)));
  if (claim.unit == unit::percent()) claim.unit = unit::percentage_point();
  if (sign < 0 && !claim.value.is_negative()) negate(claim);
}

/// What a change is measured from; nothing for the year before, which is what growth means.
void Sentence::set_since(const Cues& before, const Cues& after, Claim& claim) const {
  const std::optional<std::uint32_t> time = after.since ? after.since : before.since;
  if (!time) return;
  Period base = period_at(*time, now_.period);
  const bool whole_year = base.known() && now_.period.known() &&
                          base.kind() == Period::Kind::year &&
                          now_.period.kind() != Period::Kind::year;
  if (whole_year) {
    base = now_.period.year_before(now_.period.year() - base.year()).value_or(base);
  }
  claim.reference.kind = Reference::Kind::since;
  claim.reference.subject = claim.subject;
  claim.reference.subject.period = base;
  claim.reference.text = std::string(draft_.piece.text_of(token(*time)));
}

void Sentence::read_points(const Cues& before, const Cues& after, Claim& claim) {
  if (before.pull && before.gap == 0 && after.gap == 0) {
    return read_share(after.governed, claim, Measure::contribution_pp);
  }
  const int gap = after.gap != 0 ? after.gap : before.gap;
  const Stretch governed = after.gap != 0 ? after.governed : before.governed;
  const bool since = after.since || before.since;
  if (gap != 0 && (names_rate(governed) || !since)) return read_gap(governed, gap, claim);
  const bool after_share = last_ && draft_.claim(*last_).measure == Measure::share;
  const bool share = !before.growth && (before.share_noun || after.share_noun ||
                                        (after_share && !noun_phrase(before.subject).named()));
  const bool ratio = !before.growth && (is_ratio(draft_, claim.subject.indicator) ||
                                        claim.subject.phrase.ends_with(" rate"));
  const int sign = gap != 0 ? gap : before.direction != 0 ? before.direction : after.direction;
  if (sign == 0) {
    claim.measure = Measure::other;
    return;
  }
  claim.measure = share   ? Measure::share_change
                  : ratio ? Measure::increment
                          : Measure::growth_change;
  claim.of = share ? Measure::share : ratio ? Measure::level : Measure::growth_yoy;
  set_since(before, after, claim);
  if (sign < 0 && !claim.value.is_negative()) negate(claim);
}

/// «exports of 1.71 trillion U.S. dollars, an increase of 3.6%»: of what was counted in dollars.
void Sentence::follow_currency(Claim& claim) const {
  if (!draft_.carried.level) return;
  const Claim& level = draft_.claim(*draft_.carried.level);
  const bool same = level.sentence == draft_.sentence &&
                    level.subject.phrase == claim.subject.phrase &&
                    level.subject.place == claim.subject.place;
  if (!same || level.unit.dimension() != Dimension::usd || level.subject.phrase.empty()) return;
  // «4.87 trillion yuan (about $684 billion)»: counted in yuan.
  if (*draft_.carried.level > 0) {
    const Claim& first = draft_.claim(*draft_.carried.level - 1);
    const bool converted = first.sentence == level.sentence && first.measure == Measure::level &&
                           first.unit.dimension() == Dimension::cny &&
                           first.subject.phrase == level.subject.phrase;
    if (converted) return;
  }
  claim.subject.indicator = level.subject.indicator;
  // What the catalogue counts in yuan alone is another thing in dollars.
  if (!level.subject.indicator.known()) claim.subject.phrase += " in dollars";
}

void Sentence::read_growth(const Cues& before, const Cues& after, int direction, Claim& claim) {
  claim.measure = before.average || after.average ? Measure::growth_avg
                  : before.mom || after.mom       ? Measure::growth_mom
                                                  : Measure::growth_yoy;
  if (before.in_dollars || after.in_dollars || dollars_) fit_indicator(claim, Dimension::usd);
  follow_currency(claim);
  if (direction < 0 && !claim.value.is_negative()) negate(claim);
  if (claim.measure != Measure::growth_yoy) return;
  set_since(before, after, claim);
  if (claim.reference.kind != Reference::Kind::since) return;
  const Period base = claim.reference.subject.period;
  const auto year_before = now_.period.year_before();
  const auto previous = now_.period.previous();
  if (!base.known() || (year_before && base.same_span(*year_before))) {
    claim.reference = {};
  } else if (previous && base.same_span(*previous) && now_.period.kind() != Period::Kind::year) {
    claim.measure = Measure::growth_mom;
  } else {
    claim.measure = Measure::other;
    claim.of = Measure::growth_yoy;
  }
}

/// «higher than the provincial average of 8.4 percent»: the other's own rate.
void Sentence::read_rate_of_other(const Cues& before, Claim& claim) {
  const NounPhrase other = noun_phrase(before.governed);
  if (other.place) claim.subject.place = *other.place;
  claim.measure = last_ ? draft_.claim(*last_).measure : Measure::growth_yoy;
  if (claim.measure == Measure::gap_pp) claim.measure = Measure::growth_yoy;
  pending_gap_ = before.gap;
  pending_governed_ = before.governed;
}

/// «from 9.1‰ to 9.7‰», «slowing from 6.4 percent», «up 2.1 points to 81.9 percent»: what the value
/// before says of this one. False when it says nothing.
bool Sentence::read_turn(const Cues& before, const Cues& after, Claim& claim) {
  if (open_from_ && before.to) {
    const Claim& earlier = draft_.claim(*open_from_);
    claim.measure = earlier.measure;
    claim.reference = earlier.reference;
    claim.reference.subject.period = claim.subject.period;
    return true;
  }
  if (before.from && before.direction != 0 && !after.time) {
    if (const auto prior = now_.period.year_before()) claim.subject.period = *prior;
  }
  if (!last_ || noun_phrase(before.subject).named()) return false;
  const Measure last = draft_.claim(*last_).measure;
  if (before.to && last == Measure::share_change) {
    read_share(share_whole_, claim, Measure::share);
    return true;
  }
  // «rose to 61.4 percent in 2023 from 59.8 percent a year earlier»
  if (before.from && (last == Measure::share || last == Measure::level)) {
    claim.measure = last;
    claim.reference = draft_.claim(*last_).reference;
    const auto prior = now_.period.year_before();
    if (after.since) claim.subject.period = period_at(*after.since, now_.period);
    if (!after.since && !after.time && prior) claim.subject.period = *prior;
    claim.reference.subject.period = claim.subject.period;
    return true;
  }
  const bool growth = (before.to && last == Measure::growth_change) ||
                      (before.from && last == Measure::growth_yoy && !before.share_noun);
  if (growth) claim.measure = Measure::growth_yoy;
  return growth;
}

void Sentence::read_rate(const Cues& before, const Cues& after, Claim& claim) {
  const int gap = after.gap != 0 ? after.gap : before.gap;
  const bool since = after.since.has_value() || (after.gap == 0 && before.since.has_value());
  if (before.contribution) {
    const bool said = after.governed.empty() && before.whole_said;
    const bool again = last_ && draft_.claim(*last_).measure == Measure::contribution_pp;
    read_share(said ? before.governed : after.governed, claim, Measure::contribution_rate);
    if (again && !said && after.governed.empty()) claim.reference = draft_.claim(*last_).reference;
    return;
  }
  const bool of_things = !after.governed.empty() && says(after.governed.begin - 1, "of") &&
                         noun_phrase(after.governed).indicator.known() && !after.growth &&
                         !is(after.governed.end - 1, C::growth);
  if (before.pull && before.direction == 0 && !of_things) {
    return read_share(after.governed, claim, Measure::contribution_rate);
  }
  const bool others = before.gap != 0 && after.gap == 0 && !before.governed.empty() &&
                      names_rate(before.governed) && !before.by && !since;
  if (others) return read_rate_of_other(before, claim);
  if (gap != 0 && !since) {
    const Stretch governed = after.gap != 0 ? after.governed : before.governed;
    return read_gap(governed, gap, claim);
  }
  if (before.than && read_compared(before, after, claim)) return;
  if (read_turn(before, after, claim)) return;
  const bool moved = before.direction != 0 && !before.to && !before.from;
  const bool named = before.growth || after.growth || after.direction != 0;
  const bool share_said = before.share_verb || (before.pull && of_things) ||
                          (before.share_noun && !moved) || after.share_noun;
  const bool part_of = !after.governed.empty() && !after.times_of && !named && !moved &&
                       says(after.governed.begin - 1, "of");
  const bool plan = part_of && after.has(Qualifier::target);
  if (plan) {
    // «105.8 percent of the annual target»: how far a plan is carried out, an observation.
    claim.qualifiers =
        static_cast<std::uint16_t>(claim.qualifiers & ~static_cast<unsigned>(Qualifier::target));
    return;
  }
  if (share_said || (part_of && !is_ratio(draft_, claim.subject.indicator))) {
    return read_share(before.whole_said ? before.governed : after.governed, claim, Measure::share);
  }
  const int direction = moved ? before.direction : after.direction != 0 ? after.direction : gap;
  if (moved || named || gap != 0 || before.yoy || after.yoy) {
    return read_growth(before, after, direction, claim);
  }
  if (is_ratio(draft_, claim.subject.indicator) || claim.subject.phrase.ends_with(" rate")) {
    claim.measure = Measure::level;
    return;
  }
  // «grew 6.9 percent, while the national average was 5.9 percent»
  const bool elsewhere = before.to && place_said_ && !subject_said_ && last_ &&
                         draft_.claim(*last_).subject.place != claim.subject.place;
  if (elsewhere && draft_.claim(*last_).measure == Measure::growth_yoy) {
    claim.measure = Measure::growth_yoy;
    claim.reference = draft_.claim(*last_).reference;
  }
}

void Sentence::read_multiple(const Cues& before, const Cues& after, Claim& claim) {
  claim.measure = Measure::multiple;
  const bool grew = before.direction != 0 && !before.to;
  claim.of = grew ? (before.mom ? Measure::growth_mom : Measure::growth_yoy) : Measure::level;
  if (grew && before.direction < 0) negate(claim);
  set_since(before, after, claim);
  if (grew || claim.reference.kind != Reference::Kind::none || after.governed.empty()) return;
  const NounPhrase other = noun_phrase(after.governed);
  if (other.empty()) return;
  claim.reference.kind = Reference::Kind::compared;
  claim.reference.subject = claim.subject;
  if (other.place) claim.reference.subject.place = *other.place;
  if (other.named()) {
    claim.reference.subject.indicator = other.indicator;
    claim.reference.subject.phrase = other.phrase;
  }
  claim.reference.text = std::string(draft_.piece.text_of(span_of(after.governed)));
}

/// Dollars make exports the dollar indicator; a unit that the indicator cannot have makes the
/// phrase something else.
void Sentence::fit_indicator(Claim& claim, Dimension dimension) const {
  if (!claim.subject.indicator.known()) return;
  const Catalogue& catalogue = draft_.parts.words.catalogue;
  const auto fitting = catalogue.in_dimension(claim.subject.indicator, dimension);
  if (fitting) {
    claim.subject.indicator = *fitting;
    return;
  }
  const Dimension own = catalogue.at(claim.subject.indicator).unit.dimension();
  if (claim.measure != Measure::growth_yoy && (is_money(own) || is_money(dimension))) {
    claim.subject.indicator = {};
  }
}

/// Amounts and counts: a level, or how much it has grown by.
void Sentence::read_amount(std::uint32_t position, const Cues& before, const Cues& after,
                           Claim& claim) {
  const bool money = is_money(claim.unit.dimension());
  const bool magnitude_only = draft_.piece.numeral(token(position)).magnitude_only;
  const bool of_thing = money && says(after.governed.begin - 1, "of") && !before.than;
  if (of_thing && !noun_phrase(before.subject).named()) {
    // «Wuhan used 1.52 billion dollars of foreign capital»
    NounPhrase thing = noun_phrase(after.governed);
    std::uint32_t verb = position - 1;
    while (verb > range_.begin && position - verb < most_fillers && is(verb, C::filler)) --verb;
    const bool used = says(verb, "used") || says(verb, "utilized") || says(verb, "utilised");
    if (used && thing.named()) thing.indicator = indicator_named("actually used " + thing.phrase);
    if (thing.indicator.known()) {
      claim.subject.indicator = now_.indicator = thing.indicator;
      claim.subject.phrase = now_.phrase = thing.phrase;
    }
  }
  const bool counted_thing =
      claim.unit.dimension() <= Dimension::none ||
      (claim.unit.dimension() >= Dimension::item && claim.unit.dimension() <= Dimension::visit);
  if (!money && counted_thing && before.direction == 0) {
    // «68,500 visits»: what is counted is the subject, unless one was named.
    Stretch counted{position + 1, position + 1};
    constexpr std::uint32_t longest_noun = 4;
    while (counted.end < range_.end && counted.end - counted.begin < longest_noun &&
           !ends_after(counted.end) && !is_subject_cue(counted.end) &&
           token(counted.end).kind != Token::Kind::time) {
      ++counted.end;
    }
    NounPhrase noun = noun_phrase(counted);
    if (!claim.unit_text.empty() && !magnitude_only) {
      noun.phrase = claim.unit_text + (noun.phrase.empty() ? "" : " " + noun.phrase);
      noun.indicator = draft_.indicator_of(claim.unit_text);
    }
    const NounPhrase said = noun_phrase(before.subject);
    if (noun.named() && (!said.named() || (noun.indicator.known() && !said.indicator.known()))) {
      claim.subject.indicator = now_.indicator = noun.indicator;
      claim.subject.phrase = now_.phrase = noun.phrase;
    }
  }
  const bool moved = (before.direction != 0 && !before.to && !before.from) || before.net;
  const int more = after.since && after.gap != 0 ? after.gap : 0;
  if (moved || more != 0) {
    claim.measure = Measure::increment;
    set_since(before, after, claim);
    if ((more != 0 ? more : before.direction) < 0) negate(claim);
  } else {
    claim.measure = Measure::level;
  }
  const bool bare_number =
      claim.unit_text.empty() && claim.subject.indicator.known() &&
      is_money(draft_.parts.words.catalogue.at(claim.subject.indicator).unit.dimension());
  if (bare_number) claim.subject.indicator = {};
  // «140.1 billion yuan (19.9 billion U.S. dollars)»: the same in another currency.
  const bool aside = position > range_.begin && token(position - 1).is_mark('(') && money &&
                     last_ && draft_.claim(*last_).subject.indicator == claim.subject.indicator &&
                     is_money(draft_.claim(*last_).unit.dimension());
  const IndicatorId said = claim.subject.indicator;
  if (claim.unit.known()) fit_indicator(claim, claim.unit.dimension());
  if (aside && !claim.subject.indicator.known()) claim.subject.indicator = said;
  if (moved || more != 0) return;
  if ((before.than || before.from) && !after.time && after.since) {
    claim.subject.period = period_at(*after.since, now_.period);
  }
  const bool open_range = says(position + 1, "to") || before.direction != 0;
  const bool counts = !money && !claim.subject.indicator.known() &&
                      claim.unit.dimension() != Dimension::tonne &&
                      claim.unit.dimension() != Dimension::energy;
  if (counts) claim.measure = Measure::count;
  if (before.from && !before.time && !after.time && !after.since) {
    // «to 148.1 billion yuan from 118.9 billion yuan»: an earlier time, and not said which.
    const std::optional<Period> prior = now_.period.year_before();
    claim.subject.period = open_range && prior ? *prior : open_range ? now_.period : Period{};
  }
  if (before.total) {
    for (const std::uint32_t index : list_claims_) {
      if (draft_.claim(index).measure == claim.measure) claim.adds_up.push_back(index);
    }
  }
}

void Sentence::read_rank(const Cues& before, const Cues& after, Claim& claim) {
  claim.measure = Measure::rank;
  claim.unit_text = "rank";
  claim.unit = unit::rank();
  const Measure prior = last_ ? draft_.claim(*last_).measure : Measure::other;
  const bool after_growth =
      (prior == Measure::growth_yoy || prior == Measure::growth_change ||
       (prior == Measure::gap_pp && draft_.claim(*last_).of == Measure::growth_yoy)) &&
      !noun_phrase(before.subject).named();
  claim.of = before.growth || after_growth ? Measure::growth_yoy : Measure::level;
  if (before.rank_top) claim.add(Qualifier::under);
  claim.reference.kind = Reference::Kind::among;
  claim.reference.subject = claim.subject;
  if (after.governed.empty()) return;
  const NounPhrase among = noun_phrase(after.governed);
  if (among.place) claim.reference.subject.place = *among.place;
  claim.reference.text = std::string(draft_.piece.text_of(span_of(after.governed)));
  claim.reference.group = std::string(draft_.parts.places.group(claim.reference.text));
}

}  // namespace duibiao::bulletin::english
