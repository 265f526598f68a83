#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

bool descends(const Catalogue& catalogue, IndicatorId part, IndicatorId whole) {
  for (IndicatorId id = part; id.known(); id = catalogue.at(id).parent) {
    if (id == whole) return true;
  }
  return false;
}

bool is_growth(Measure measure) {
  return measure == Measure::growth_yoy || measure == Measure::growth_mom ||
         measure == Measure::growth_avg;
}

}  // namespace

/// «The city accounted for 25.9 percent of the province's exports»: its exports are meant, though
/// the sentence before spoke of its imports.
void Sentence::settle_part(const NounPhrase& whole, Claim& claim) const {
  const PlaceRegistry& places = draft_.parts.words.places;
  Subject& part = claim.subject;
  const bool inside = whole.place && whole.place->known() && part.place.known() &&
                      *whole.place != part.place && places.is_inside(part.place, *whole.place);
  if (subject_said_ || !inside || !whole.indicator.known()) return;
  const bool place_alone = place_said_ && !last_;
  const bool other = part.indicator.known() &&
                     !descends(draft_.parts.words.catalogue, part.indicator, whole.indicator);
  if (!place_alone && !other) return;
  part.indicator = whole.indicator;
  part.phrase = whole.phrase;
}

/// «Machinery made up 45 percent of its exports»: exports of machinery are meant.
void Sentence::name_part(const NounPhrase& whole, Claim& claim) {
  Subject& part = claim.subject;
  if (part.indicator.known() || part.phrase.empty() || !whole.indicator.known()) return;
  const std::string both = whole.phrase + " of " + part.phrase;
  const IndicatorId known = indicator_named(both);
  if (!known.known()) return;
  // «the proportion of machinery in its exports rose from … to …»: said of the values to come too.
  const bool goes_on = now_.phrase == part.phrase && !share_whole_.empty();
  part.indicator = known;
  part.phrase = both;
  if (!goes_on) return;
  now_.indicator = known;
  now_.phrase = both;
}

/// Shares and contributions: the whole is named, named by its place alone, or left out.
void Sentence::read_share(Stretch governed, Claim& claim, Measure measure) {
  claim.measure = measure;
  if (measure != Measure::share) claim.of = Measure::growth_yoy;
  Reference& reference = claim.reference;
  reference.kind = Reference::Kind::whole;
  NounPhrase whole = noun_phrase(governed);
  constexpr std::uint32_t back_to_and = 3;  // and · 6.2 percent · of · its imports
  const bool goes_on = whole.named() && !whole.place && last_ && measure == Measure::share &&
                       governed.begin >= range_.begin + back_to_and &&
                       is(governed.begin - back_to_and, C::conjunction);
  if (goes_on) {
    // «21.9 percent of the province's exports and 6.2 percent of its imports»
    const Claim& earlier = draft_.claim(*last_);
    const bool elsewhere = earlier.measure == Measure::share &&
                           earlier.reference.kind == Reference::Kind::whole &&
                           earlier.reference.subject.place != earlier.subject.place;
    if (elsewhere) whole.place = earlier.reference.subject.place;
  }
  settle_part(whole, claim);
  if (measure == Measure::share) name_part(whole, claim);
  reference.subject = claim.subject;
  reference.text = std::string(draft_.piece.text_of(span_of(governed)));
  const bool elsewhere = whole.place && *whole.place != claim.subject.place;
  if (whole.place) reference.subject.place = *whole.place;
  if (whole.place) reference.subject.place_text = whole.place_text;
  if (whole.named()) {
    reference.subject.indicator = whole.indicator;
    reference.subject.phrase = whole.phrase;
    return;
  }
  if (elsewhere) return;
  reference.subject.indicator = {};
  reference.subject.phrase.clear();
  const Subject& head = draft_.carried.head;
  const bool other_head =
      (head.indicator.known() || !head.phrase.empty()) &&
      (head.indicator != claim.subject.indicator || head.phrase != claim.subject.phrase);
  if (parts_ && other_head) {
    reference.subject = head;
  } else if (claim.subject.indicator.known()) {
    const Catalogue& catalogue = draft_.parts.words.catalogue;
    const IndicatorId parent = catalogue.at(claim.subject.indicator).parent;
    reference.subject.indicator = parent;
    if (parent.known()) reference.subject.phrase = catalogue.at(parent).en;
  }
}

/// «and imports 3.1 percent», «or 5.6 percent in real terms»: the verb is that of the value before.
/// False when the value has one of its own.
bool Sentence::read_parallel(std::uint32_t position, const Cues& before, const Cues& after,
                             Claim& claim) {
  const bool bare = before.direction == 0 && !before.to && !before.from && before.gap == 0 &&
                    !before.share_verb && !before.share_noun && !before.growth && !before.pull &&
                    !before.contribution && !before.than && after.gap == 0 &&
                    after.direction == 0 && !after.growth && !says_what(after.governed);
  const bool beside = is(position - 1, C::conjunction) || says(position - 1, "or");
  const bool named = noun_phrase(before.subject).named();
  if (!bare || !last_ || (!beside && !named)) return false;
  const Claim& earlier = draft_.claim(*last_);
  // «exports jumped 23.4% to 140.1 billion yuan and imports 12.5% to 17.5 billion yuan»
  const bool rose_to = earlier.measure == Measure::level && last_growth_ && named &&
                       says(position + 1, "to") && is_value(position + 2);
  const Claim& model = rose_to ? draft_.claim(*last_growth_) : earlier;
  // «fell by £1.3 billion, or 4.2 percent»
  const bool said_again = model.measure == Measure::increment && says(position - 1, "or");
  // «up 9.1 percent from a year earlier and 2.3 percent from August»
  const bool other_base = is_growth(model.measure) && (after.since || after.mom || after.yoy);
  if (said_again || other_base) {
    Cues own;
    own.in_dollars = before.in_dollars;
    read_growth(own, after, model.value.is_negative() ? -1 : 1, claim);
    return true;
  }
  if (is_growth(model.measure)) {
    claim.measure = model.measure;
    if (model.value.is_negative() && !claim.value.is_negative()) negate(claim);
    claim.reference = model.reference;
    return true;
  }
  if (earlier.measure != Measure::share || !named) return false;
  claim.measure = Measure::share;
  claim.reference = earlier.reference;
  return true;
}

/// «grew 6.7%, compared with 7.7% in the first quarter»: of the same measure at another time or
/// place. False when neither is said.
bool Sentence::read_compared(const Cues& before, const Cues& after, Claim& claim) {
  if (!last_ || noun_phrase(before.subject).named()) return false;
  const Claim& earlier = draft_.claim(*last_);
  if (!is_growth(earlier.measure) && earlier.measure != Measure::share) return false;
  const std::optional<PlaceId> place = noun_phrase(after.governed).place;
  const bool elsewhere = claim.subject.place != earlier.subject.place;
  if (!place && !elsewhere && !after.time && !after.since) return false;
  if (place) claim.subject.place = *place;
  if (!after.time && after.since) claim.subject.period = period_at(*after.since, now_.period);
  claim.measure = earlier.measure;
  claim.reference = earlier.reference;
  claim.reference.subject.period = claim.subject.period;
  if (before.direction < 0 && !claim.value.is_negative()) negate(claim);
  return true;
}

}  // namespace duibiao::bulletin::english
