#include <algorithm>
#include <utility>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

/// The whole of a share: named (占全省出口总值), named by its place alone (占全省), or left out:
/// then the whole of the 其中 before, else the parent in the catalogue.
Reference ChineseSentence::whole_of(const Window& window, const Subject& part) {
  Reference reference;
  reference.kind = Reference::Kind::whole;
  bool named = false;
  reference.subject = governed_subject(window.governed, part, named);
  // «上半年占全年的58.7%»: the same thing over a longer time.
  for (std::uint32_t i = window.governed.begin; i < window.governed.end; ++i) {
    if (token(i).kind != Token::Kind::time) continue;
    const Period period = draft_.period_of(draft_.piece.time(token(i)), part.period);
    if (!period.known() || period.same_span(part.period)) continue;
    reference.subject.period = period;
    named = true;
  }
  if (named) {
    const std::uint32_t begin = window.governed.begin;
    const std::uint32_t end = window.governed.end;
    reference.text =
        std::string(draft_.piece.text_of(Span{token(begin).span.begin, token(end - 1).span.end}));
    return reference;
  }
  const Subject& head = draft_.carried.head;
  const bool same = head.indicator == part.indicator && head.phrase == part.phrase;
  if (parts_ && !same && (head.indicator.known() || !head.phrase.empty())) {
    reference.subject = head;
    return reference;
  }
  reference.subject.indicator = {};
  reference.subject.phrase.clear();
  if (!part.indicator.known()) {
    const std::string core = core_of(part);
    const IndicatorId whole = draft_.indicator_of(core);
    // «对东盟出口…,占12%»: of all exports.
    if (whole.known() && core != part.phrase) {
      reference.subject.indicator = whole;
      reference.subject.phrase = core;
    } else if (!same && (head.indicator.known() || !head.phrase.empty())) {
      reference.subject = head;
    }
    return reference;
  }
  const Indicator& indicator = draft_.parts.words.catalogue.at(part.indicator);
  if (indicator.parent.known()) {
    reference.subject.indicator = indicator.parent;
    reference.subject.phrase = draft_.parts.words.catalogue.at(indicator.parent).zh;
  }
  return reference;
}

/// «占全省出口总值2400亿元的5.0%»: the amount is the whole's; the share comes next.
bool ChineseSentence::read_whole_level(const Window& window, Claim& claim) {
  if (!window.share_verb || window.governed.empty()) return false;
  Reference reference = whole_of(window, claim.subject);
  if (reference.text.empty()) return false;
  claim.subject = reference.subject;
  claim.measure = Measure::level;
  share_whole_ = std::move(reference);
  whole_level_ = true;
  return true;
}

/// «增量占全省的48%», «出口增量92亿元»: of what was added, not of all.
bool ChineseSentence::speaks_of_increase(const Window& window) const {
  static constexpr std::string_view words[] = {"增量", "增加额", "增长额"};
  for (std::uint32_t i = window.subject.begin; i < window.subject.end; ++i) {
    const std::string_view text = draft_.piece.text_of(token(i));
    if (std::any_of(std::begin(words), std::end(words),
                    [&](std::string_view word) { return text.ends_with(word); })) {
      return true;
    }
  }
  return false;
}

bool ChineseSentence::read_share(const Value& value, const Window& window, Claim& claim) {
  const std::uint32_t after = behind(value.position);
  const bool noun_behind = is_word(after, C::share_noun);
  if (share_whole_ && window.subject.empty() && window.direction == 0) {
    claim.measure = Measure::share;
    claim.reference = *std::exchange(share_whole_, std::nullopt);
    return true;
  }
  if (!window.share_verb && !window.share_noun && !noun_behind) return false;
  const int sign = change_sign(window);
  const bool changed = window.share_noun && sign != 0 && !window.to;
  claim.measure = changed ? Measure::share_change : Measure::share;
  if (changed) {
    claim.of = Measure::share;
    settle_since(window, claim);
    if (sign < 0) negate(claim);
    return true;
  }
  if (speaks_of_increase(window)) {
    claim.measure = Measure::other;
    return true;
  }
  claim.reference = whole_of(window, claim.subject);
  return true;
}

/// 贡献率 and 拉动: the whole is what stands behind 对 or 拉动.
void ChineseSentence::read_contribution(const Window& window, Claim& claim, Measure measure) {
  claim.measure = measure;
  claim.reference = whole_of(window, claim.subject);
  // «民营企业对全市出口增长的贡献率»: the part of what grew.
  if (!claim.subject.indicator.known()) {
    const std::string core = core_of(claim.reference.subject);
    const IndicatorId part = draft_.indicator_of(claim.subject.phrase + core);
    if (!core.empty() && part.known()) {
      claim.subject.indicator = part;
      claim.subject.phrase += core;
      now_ = claim.subject;
    }
  }
  claim.of = Measure::growth_yoy;
}

}  // namespace duibiao::bulletin
