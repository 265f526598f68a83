#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

/// «高于全省平均2.1个百分点», «增幅比全国高3.2个百分点»: whose rate it is compared with.
void ChineseSentence::read_gap(const Window& window, Claim& claim) {
  claim.measure = Measure::gap_pp;
  const bool share = (window.share_noun || pending_ == Measure::share) ||
                     (last_ && draft_.claim(*last_).measure == Measure::share && !window.growth);
  claim.of = share ? Measure::share : window.average ? Measure::growth_avg : Measure::growth_yoy;
  claim.reference.kind = Reference::Kind::compared;
  bool named = false;
  if (window.has(Qualifier::target) && window.governed.empty()) {
    // «高于目标1.6个百分点»: compared with what nobody measured.
    claim.reference = {};
    if (window.gap < 0 && !claim.value.is_negative()) negate(claim);
    return;
  }
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
    claim.subject.place_text.clear();
  }
  // A fall that is larger by so much is a rate that is smaller; «降幅比全省大…,比全国小…».
  const bool goes_on = last_ && draft_.claim(*last_).measure == Measure::gap_pp &&
                       draft_.claim(*last_).sentence == draft_.sentence && !window.growth &&
                       phrase_of(window.subject).empty();
  falls_compared_ = window.decline || (goes_on && falls_compared_);
  const int moved = window.gap != 0 ? window.gap : window.narrow ? -1 : window.widen ? 1 : 0;
  const bool rates_fell = window.gap == 0 && !window.growth && last_rate_ &&
                          draft_.claim(*last_rate_).value.is_negative();
  int sign = falls_compared_ || rates_fell ? -moved : moved;
  if (moved == 0) sign = falls_compared_ ? -window.direction : window.direction;
  if (sign < 0 && !claim.value.is_negative()) negate(claim);
}

/// «降幅比全省扩大3.2个百分点», «增速比全国提高1.1个百分点»: compared with a place, not with a
/// time.
bool ChineseSentence::widens_gap(const Window& window) const {
  const bool moved = window.widen || window.narrow || window.direction != 0;
  if (!moved || !window.compares || window.since || window.share_verb || window.share_noun) {
    return false;
  }
  for (std::uint32_t i = window.governed.begin; i < window.governed.end; ++i) {
    if (token(i).kind == Token::Kind::place || is_word(i, C::home_place)) return true;
  }
  return false;
}

/// «高于全省的5.3%», «超过杭州的4647亿元»: what is compared has this figure itself.
bool ChineseSentence::read_compared(const Value& value, const Window& window, Claim& claim) {
  if (window.gap == 0 || window.since || window.governed.empty() || value.position == 0) {
    return false;
  }
  // «高于全国2.8%的整体增幅»
  const bool own =
      draft_.piece.text_of(token(value.position - 1)) == "的" || growth_behind(value.position) != 0;
  const bool points =
      value.form == Numeral::Form::percentage_point || value.form == Numeral::Form::per_mille_point;
  const bool amount = value.form == Numeral::Form::plain;
  if (!own || points || (!amount && value.form != Numeral::Form::percent)) return false;
  const Measure before = last_ ? draft_.claim(*last_).measure : Measure::growth_yoy;
  const bool share = window.share_noun || (before == Measure::share && !window.growth);
  bool named = false;
  Subject compared = governed_subject(window.governed, claim.subject, named);
  if (!named) return false;
  set_apart(compared);
  claim.subject = std::move(compared);
  claim.measure = amount ? Measure::level : share ? Measure::share : Measure::growth_yoy;
  if (share && last_) claim.reference = draft_.claim(*last_).reference;
  whole_level_ = true;
  return true;
}

std::vector<ChineseSentence::Comparison> ChineseSentence::comparisons_in(std::uint32_t begin,
                                                                         std::uint32_t end) const {
  std::vector<Comparison> found;
  bool open = false;
  std::optional<std::uint32_t> than;
  for (std::uint32_t i = begin; i < end && found.size() < longest_list; ++i) {
    const bool higher = is_word(i, C::higher);
    const bool above = than && is_word(i, C::above);
    if (is_word(i, C::than)) than = i + 1;
    if (higher || is_word(i, C::lower)) {
      found.push_back({higher ? 1 : -1, {i + 1, i + 1}});
      open = true;
    } else if (above || (than && is_word(i, C::below))) {
      found.push_back({above ? 1 : -1, {*than, i}});
      than.reset();
      open = false;
    } else if (token(i).is_mark('&') || is_word(i, C::respectively)) {
      open = false;
    } else if (open) {
      found.back().with.end = i + 1;
    }
  }
  return found;
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
