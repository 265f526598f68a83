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
    claim.reference.text = std::string(draft_.piece.text_of(
        Span{token(window.governed.begin).span.begin, token(window.governed.end - 1).span.end}));
  }
  if (window.gap < 0 && !claim.value.is_negative()) negate(claim);
}

}  // namespace duibiao::bulletin
