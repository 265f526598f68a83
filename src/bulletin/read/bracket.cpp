#include <algorithm>
#include <utility>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

ChineseSentence::Spoken ChineseSentence::spoken() const {
  return {now_,   topic_,     topic_set_, place_named_,        parts_,
          last_,  last_rate_, level_,     draft_.carried.head, draft_.carried.head_level,
          moment_};
}

/// What stands behind a bracket goes on where the text before it was; the last value is still the
/// one before it where the bracket hangs on that value.
void ChineseSentence::resume(const Spoken& before, bool last_too) {
  now_ = before.now;
  topic_ = before.topic;
  topic_set_ = before.topic_set;
  place_named_ = before.place_named;
  parts_ = before.parts;
  moment_ = before.moment;
  draft_.carried.head = before.head;
  draft_.carried.head_level = before.head_level;
  if (!last_too) return;
  last_ = before.last;
  last_rate_ = before.last_rate;
  level_ = before.level;
}

/// Brackets that stand before `position`: what they say is about what stands before them.
void ChineseSentence::read_inner(const Clause& host, std::uint32_t position, std::uint32_t& next,
                                 std::uint32_t& window_begin) {
  Spoken outside = spoken();
  bool on_value = false;
  std::size_t claims_outside = draft_.claim_count();
  while (next < host.inner.size() && host.inner[next].position <= position) {
    const Clause::Inner inner = host.inner[next++];
    if (next == 1) foresee(host);
    if (inner.position > window_begin) read_before_bracket(host, inner, window_begin);
    const char mark = clauses_[inner.clause].before;
    if (mark == '(' || mark == '[') {
      outside = spoken();
      on_value = inner.position == window_begin && window_begin > 0;
      claims_outside = draft_.claim_count();
    }
    const std::size_t claims = draft_.claim_count();
    if (time_before(host, inner, window_begin) || before_rates(host, inner, window_begin) ||
        others_rates(host, inner, window_begin)) {
      continue;
    }
    read_clause(inner.clause);
    // «欧盟(…)、美国(…)»: what stands before a bracket with figures is used up.
    if (draft_.claim_count() > claims) window_begin = inner.position;
    const char closing = clauses_[inner.clause].after;
    const bool closes = closing == ')' || closing == ']';
    if (closes && draft_.claim_count() > claims_outside) resume(outside, on_value);
  }
}

void ChineseSentence::read_before_bracket(const Clause& host, const Clause::Inner& inner,
                                          std::uint32_t window_begin) {
  const Window before = read_window(draft_, host.tokens, window_begin, inner.position);
  if (gap_goes_on(before)) return;
  const std::vector<std::uint32_t>& inside = clauses_[inner.clause].tokens;
  const bool figures = std::any_of(inside.begin(), inside.end(), [&](std::uint32_t t) {
    return draft_.token(t).kind == Token::Kind::numeral;
  });
  // «在全省90个县(市、区)中列第88位»: a bracket inside a phrase that its own value has yet to end.
  if (figures || inner.position >= host.tokens.size()) set_scene(before);
  if (figures && !before.subject.empty() && !before.share_verb && before.gap == 0) {
    set_subject(before, true);
  }
  if (before.growth || before.decline) bracket_measure_ = pending_ = Measure::growth_yoy;
}

/// «比上年(2411.2亿元)净增538.4亿元»: the bracket gives the value of that time.
bool ChineseSentence::time_before(const Clause& host, const Clause::Inner& inner,
                                  std::uint32_t window_begin) {
  if (inner.position <= window_begin) return false;
  const Window window = read_window(draft_, host.tokens, window_begin, inner.position);
  if (!window.since_time || host.tokens[inner.position - 1] != *window.since_time) return false;
  const Period base = base_period(*window.since_time);
  if (!base.known()) return false;
  const Spoken outside = spoken();
  now_.period = base;
  if (last_ && draft_.claim(*last_).measure == Measure::growth_yoy) {
    bracket_measure_ = pending_ = Measure::growth_yoy;
  }
  read_clause(inner.clause);
  resume(outside, true);
  bracket_measure_.reset();
  pending_.reset();
  return true;
}

/// 、全省(5.1%)1.7个百分点 behind «高于全国(3.4%)3.4个百分点».
bool ChineseSentence::gap_goes_on(const Window& window) const {
  if (!last_ || !window.place || !window.governed.empty() || window.growth) return false;
  const Claim& before = draft_.claim(*last_);
  return before.measure == Measure::gap_pp && before.clause == clause_number_ &&
         window.direction == 0 && phrase_of(window.subject).empty();
}

/// «比全省(7.4%)和全国(6.3%)分别高…», «低于杭州(4647.0亿元)»: the bracket gives the figure of
/// what is compared.
bool ChineseSentence::before_rates(const Clause& host, const Clause::Inner& inner,
                                   std::uint32_t window_begin) {
  if (inner.position <= window_begin) return false;
  const Window window = read_window(draft_, host.tokens, window_begin, inner.position);
  const Stretch with = gap_goes_on(window) ? window.subject : window.governed;
  if (!phrase_of(window.subject).empty() || with.empty()) return false;
  Measure before = last_ ? draft_.claim(*last_).measure : Measure::other;
  // «比全省低1.9个百分点,低于杭州(21.5%)»: of what the points are.
  const bool points = before == Measure::gap_pp || before == Measure::growth_change ||
                      before == Measure::share_change;
  if (points) before = draft_.claim(*last_).of;
  const Measure measure = window.growth ? Measure::growth_yoy : before;
  const bool rate = measure == Measure::growth_yoy || measure == Measure::share;
  const bool amount = window.gap != 0 && (measure == Measure::level ||
                                          measure == Measure::multiple || measure == Measure::rank);
  if (!rate && !amount) return false;
  bool named = false;
  const std::vector<Stretch> parts = parts_of(with);
  if (parts.empty()) return false;
  Subject compared = governed_subject(parts.back(), now_, named);
  if (!named) return false;
  set_apart(compared);
  // «对美国出口…,仅次于欧盟(…)»: exports to there.
  static constexpr std::string_view towards = "对";
  if (!compared.indicator.known() && compared.place == now_.place &&
      now_.phrase.starts_with(towards) && !compared.phrase.starts_with(towards)) {
    compared.phrase = std::string(towards) + compared.phrase + core_of(now_);
  }
  const Spoken outside = spoken();
  now_ = compared;
  if (rate) bracket_measure_ = pending_ = measure;
  read_clause(inner.clause);
  resume(outside, !window.times_of && outside.last.has_value());
  bracket_measure_.reset();
  pending_.reset();
  return true;
}

/// «增长11.0%(全国10.7%、全省10.1%)»: the same rate elsewhere, an aside.
bool ChineseSentence::others_rates(const Clause& host, const Clause::Inner& inner,
                                   std::uint32_t window_begin) {
  const std::vector<std::uint32_t>& inside = clauses_[inner.clause].tokens;
  if (inner.position != window_begin || window_begin == 0 || !last_ || inside.size() < 2) {
    return false;
  }
  const Token& value = draft_.token(host.tokens[window_begin - 1]);
  const Token& first = draft_.token(inside.front());
  const Measure measure = draft_.claim(*last_).measure;
  const bool place = first.kind == Token::Kind::place ||
                     (first.kind == Token::Kind::word && first.is(C::home_place));
  if (value.kind != Token::Kind::numeral || !place || measure != Measure::growth_yoy) return false;
  const Spoken outside = spoken();
  bracket_measure_ = pending_ = measure;
  read_clause(inner.clause);
  resume(outside, true);
  bracket_measure_.reset();
  pending_.reset();
  return true;
}

/// «杭州(12.3%)、宁波(10.1%)出口增速居前»: what the brackets are about stands behind them.
void ChineseSentence::foresee(const Clause& host) {
  const std::uint32_t begin = host.inner.back().position;
  if (begin >= host.tokens.size() || pending_) return;
  const std::uint32_t last = host.tokens[begin];
  const bool numbers = std::any_of(host.tokens.begin(), host.tokens.end(), [&](std::uint32_t t) {
    return t < last && draft_.token(t).kind == Token::Kind::numeral &&
           !draft_.settled(draft_.token(t).index);
  });
  if (numbers) return;
  const Window behind =
      read_window(draft_, host.tokens, begin, static_cast<std::uint32_t>(host.tokens.size()));
  if (!behind.growth && !behind.share_noun) return;
  pending_ = behind.growth ? Measure::growth_yoy : Measure::share;
  bracket_measure_ = pending_;
  set_subject(behind, true);
}

}  // namespace duibiao::bulletin
