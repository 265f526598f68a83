#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

/// «高于全省平均2.1个百分点», «增幅比全国高3.2个百分点»: whose rate it is compared with.
void ChineseSentence::read_gap(const Window& window, Claim& claim) {
  claim.measure = Measure::gap_pp;
  const bool share = (window.share_noun || pending_ == Measure::share) ||
                     (last_ && draft_.claim(*last_).measure == Measure::share && !window.growth);
  claim.of = share ? Measure::share : Measure::growth_yoy;
  claim.reference.kind = Reference::Kind::compared;
  bool named = false;
  claim.reference.subject = governed_subject(window.governed, claim.subject, named);
  if (named) {
    set_apart(claim.reference.subject);
    claim.reference.text = std::string(draft_.piece.text_of(
        Span{token(window.governed.begin).span.begin, token(window.governed.end - 1).span.end}));
  }
  const Subject& compared = claim.reference.subject;
  if (named && compared.place == claim.subject.place &&
      compared.indicator == claim.subject.indicator && compared.phrase == claim.subject.phrase &&
      compared.period == claim.subject.period) {
    claim.subject.place = spoken_of_besides(claim.subject.place);
  }
  if (window.gap < 0 && !claim.value.is_negative()) negate(claim);
}

/// 全省 of a text that does not say which province: not the place spoken of, whichever that is.
void ChineseSentence::set_apart(Subject& compared) {
  if (compared.place.known() || compared.place_text.empty()) return;
  compared.indicator = {};
  compared.phrase.insert(0, compared.place_text);
}

/// «全市增长26.8%,全省增长9.0%,高于全省17.8个百分点»: nothing is above itself, so that the gap is
/// of whom the text spoke before, else of the draft's own place.
PlaceId ChineseSentence::spoken_of_besides(PlaceId compared) const {
  constexpr std::size_t looked_back = 8;
  const std::size_t count = draft_.claim_count();
  for (std::size_t i = count; i > 0 && i + looked_back > count; --i) {
    const Claim& before = draft_.claim(static_cast<std::uint32_t>(i - 1));
    const PlaceId place = before.subject.place;
    if (before.measure == Measure::growth_yoy && place.known() && place != compared) return place;
  }
  return draft_.context.home.known() ? draft_.context.home : compared;
}

}  // namespace duibiao::bulletin
