#include <span>
#include <string_view>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

/// +1 when the change makes the value larger. What narrows is smaller, unless a fall narrows.
int ChineseSentence::change_sign(const Window& window) const {
  bool fall = window.decline;
  if (!window.growth && !window.decline && (window.widen || window.narrow) && last_rate_) {
    fall = draft_.claim(*last_rate_).value.is_negative();
  }
  if (window.widen) return fall ? -1 : 1;
  if (window.narrow) return fall ? 1 : -1;
  return window.decline ? -window.direction : window.direction;
}

/// «较5月增加15.2亿元,增长5.7%»: the rate is of the same increment.
bool ChineseSentence::goes_on_from(const Window& window) const {
  if (!last_ || window.since_time || window.time || !phrase_of(window.subject).empty())
    return false;
  const Claim& before = draft_.claim(*last_);
  return before.measure == Measure::increment && before.sentence == draft_.sentence &&
         before.clause + 1 >= clause_number_ && before.reference.kind == Reference::Kind::since &&
         before.reference.subject.period.known();
}

/// 比上年 of a text about nine months: the same nine months.
Period ChineseSentence::as_long(const Period& base) const {
  const bool whole_year = base.known() && now_.period.known() &&
                          base.kind() == Period::Kind::year &&
                          now_.period.kind() != Period::Kind::year;
  if (!whole_year) return base;
  return now_.period.year_before(now_.period.year() - base.year()).value_or(base);
}

/// The time that a change is measured from.
Period ChineseSentence::base_period(std::uint32_t time_token) const {
  const Token& time = draft_.token(time_token);
  static constexpr std::string_view start_of_year = "年初";
  const bool within_year = now_.period.has_months() && now_.period.months() < 12;
  if (within_year && draft_.piece.text_of(time) == start_of_year) {
    // What a stock was at the start of the year it was at the end of the one before.
    if (const auto december = Period::month(now_.period.year() - 1, 12)) return *december;
  }
  const Period base = draft_.period_of(draft_.piece.time(time), now_.period);
  // 去年全年 says which.
  const bool all_year = draft_.piece.text_of(time).find("全年") != std::string_view::npos;
  return all_year ? base : as_long(base);
}

/// What a change is measured from: 比上半年, 较上月, or the year before when nothing is said.
void ChineseSentence::settle_since(const Window& window, Claim& claim) const {
  std::optional<Period> since;
  if (window.since_time) {
    since = base_period(*window.since_time);
  } else if (since_said_) {
    since = since_ ? as_long(*since_) : since_;
  } else if (window.mom && !window.yoy) {
    since = now_.period.previous();
  }
  const bool yoy = window.yoy;
  if (!since && !yoy) return;
  claim.reference.kind = Reference::Kind::since;
  claim.reference.subject = claim.subject;
  if (window.since_time) {
    claim.reference.text = std::string(draft_.piece.text_of(draft_.token(*window.since_time)));
  }
  Period period = since.value_or(Period{});
  if (!since && yoy) period = now_.period.year_before().value_or(Period{});
  claim.reference.subject.period = period;
}

void ChineseSentence::read_points(const Value& value, const Window& window, Claim& claim) {
  (void)value;
  const bool share_before = last_ && draft_.claim(*last_).measure == Measure::share &&
                            phrase_of(window.subject).empty() && !window.growth && !window.decline;
  if (window.pull) {
    read_contribution(window, claim, Measure::contribution_pp);
    if (window.direction < 0 || window.pull_down) negate(claim);
    return;
  }
  if (window.gap != 0 && !window.since) return read_gap(window, claim);
  if (widens_gap(window)) return read_gap(window, claim);
  const bool share = window.share_noun || window.share_verb || share_before;
  static constexpr std::string_view rate = "率";
  const bool ratio_known =
      now_.indicator.known() &&
      draft_.parts.words.catalogue.at(now_.indicator).kind == IndicatorKind::ratio;
  const bool ratio = !window.growth && !window.decline &&
                     (ratio_known || (!now_.indicator.known() && now_.phrase.ends_with(rate)));
  const int sign = window.gap != 0 ? window.gap : change_sign(window);
  if (sign == 0 && !window.widen && !window.narrow) {
    claim.measure = pending_ == Measure::share ? Measure::share_change : Measure::other;
    return;
  }
  claim.measure =
      share ? Measure::share_change : (ratio ? Measure::increment : Measure::growth_change);
  const Measure rate_kind = window.average ? Measure::growth_avg : Measure::growth_yoy;
  claim.of = share ? Measure::share : (ratio ? Measure::level : rate_kind);
  settle_since(window, claim);
  if (share && window.share_verb) {
    const Reference whole = whole_of(window, claim.subject);
    if (!whole.text.empty()) last_whole_ = whole;
  }
  if (sign < 0) negate(claim);
}

/// «占比88.2%,比上年同期的84.9%提高…»: the same rate, of that time.
bool ChineseSentence::read_earlier_rate(const Window& window, Claim& claim) {
  const bool bare = window.since_time && window.direction == 0 && window.gap == 0 && !window.to &&
                    phrase_of(window.subject).empty();
  if (!bare || !last_) return false;
  const Claim& before = draft_.claim(*last_);
  const bool rate = before.measure == Measure::share || before.measure == Measure::growth_yoy;
  if (!rate || before.sentence != draft_.sentence || before.unit_text != claim.unit_text) {
    return false;
  }
  const Period base =
      draft_.period_of(draft_.piece.time(draft_.token(*window.since_time)), now_.period);
  if (!base.known()) return false;
  claim.subject = before.subject;
  claim.measure = before.measure;
  claim.reference = before.reference;
  claim.reference.subject.period = base;
  prior_ = base;
  since_ = base;
  since_said_ = true;
  return true;
}

/// «2021年增长10.3%,2020年增长12.9%,两年平均增长11.6%»: the average ends with the later year.
Period ChineseSentence::end_of_years() const {
  if (!last_rate_ || !now_.period.known()) return now_.period;
  constexpr std::uint32_t looked_back = 8;
  const std::uint32_t first = *last_rate_ < looked_back ? 0 : *last_rate_ - looked_back;
  for (std::uint32_t i = *last_rate_ + 1; i-- > first;) {
    const Claim& rate = draft_.claim(i);
    if (rate.sentence != draft_.sentence) break;
    const auto before =
        rate.subject.period.known() ? rate.subject.period.year_before() : std::nullopt;
    const bool of_same = rate.measure == Measure::growth_yoy &&
                         rate.subject.indicator == now_.indicator &&
                         rate.subject.phrase == now_.phrase;
    if (of_same && before && before->same_span(now_.period)) return rate.subject.period;
  }
  return now_.period;
}

namespace {

/// How many years «三年年均», «5年来平均», «两年平均» count; 0 when they say not.
int years_counted(std::string_view said) {
  static constexpr std::string_view digits[] = {"一", "二", "三", "四", "五",
                                                "六", "七", "八", "九", "十"};
  static constexpr std::string_view year = "年";
  static constexpr std::string_view two = "两";
  for (const std::string_view ending : {std::string_view("来"), std::string_view("间")}) {
    if (said.ends_with(ending)) said.remove_suffix(ending.size());
  }
  if (!said.ends_with(year)) return 0;
  said.remove_suffix(year.size());
  if (said.ends_with(two)) return 2;
  for (int n = 1; n <= 10; ++n) {
    if (said.ends_with(digits[n - 1])) return n;
  }
  if (said.empty() || said.back() < '1' || said.back() > '9') return 0;
  const bool longer =
      said.size() > 1 && said[said.size() - 2] >= '0' && said[said.size() - 2] <= '9';
  return longer ? 0 : said.back() - '0';
}

/// The year from which an average runs. Two years back unless the words count others; where they
/// count none (年均), the text does not say.
void settle_years(const Draft& draft, std::span<const std::uint32_t> tokens, std::uint32_t position,
                  Claim& claim) {
  std::uint32_t at = position;
  while (at > 0 && !draft.token(tokens[at - 1]).is(C::average)) --at;
  if (at == 0) return;
  const Token& word = draft.token(tokens[at - 1]);
  const std::string_view said = draft.piece.text_of(word);
  if (said.find("两年") != std::string_view::npos) return;
  constexpr std::uint32_t looked_back = 24;
  const std::uint32_t begin = word.span.begin < looked_back ? 0 : word.span.begin - looked_back;
  int years = years_counted(
      std::string_view(draft.piece.normal.text).substr(begin, word.span.begin - begin));
  for (std::size_t i = 0; years == 0 && i < said.size(); ++i) {
    years = years_counted(said.substr(0, i));
  }
  if (years == 2) return;
  claim.reference.kind = Reference::Kind::since;
  claim.reference.subject = claim.subject;
  claim.reference.text = std::string(said);
  claim.reference.subject.period = {};
  if (years > 0) {
    claim.reference.subject.period = claim.subject.period.year_before(years).value_or(Period{});
  }
}

}  // namespace

/// A rate of change; false when the window says nothing of the kind.
bool ChineseSentence::read_growth(const Value& value, const Window& window, Claim& claim) {
  const std::uint32_t after = behind(value.position);
  const int follows = growth_behind(value.position);
  const bool growth_behind = is_word(after, C::growth) || follows != 0;
  const bool decline_behind = is_word(after, C::decline);
  const bool named = window.growth || window.decline || growth_behind || decline_behind;
  const bool moved = (window.direction != 0 || window.widen || window.narrow) && !window.to;
  const bool turned =
      window.to && window.direction != 0 && from_open_ && from_measure_ == Measure::growth_yoy;
  if (!named && !moved && !turned && !(window.yoy && window.gap == 0)) return false;
  claim.measure = Measure::growth_yoy;
  if (window.average) {
    claim.measure = Measure::growth_avg;
    if (!window.time) claim.subject.period = end_of_years();
    settle_years(draft_, clause_->tokens, value.position, claim);
  } else if (window.mom || mom_said_) {
    claim.measure = Measure::growth_mom;
  }
  // «与一季度相比» of a year's rates speaks of how they changed, not of another base.
  const bool same_year = since_said_ && !window.since_time && since_ && since_->known() &&
                         since_->year() == now_.period.year();
  if (!window.average && !window.mom && !same_year) settle_since(window, claim);
  if (!window.average && !window.mom && !window.yoy && goes_on_from(window)) {
    claim.reference = draft_.claim(*last_).reference;
  }
  if (claim.measure == Measure::growth_yoy && claim.reference.kind == Reference::Kind::since) {
    const Period base = claim.reference.subject.period;
    const auto year_before = now_.period.year_before();
    const auto previous = now_.period.previous();
    const bool known = base.known() && now_.period.known();
    if (known && year_before && base.same_span(*year_before)) {
      claim.reference = {};
    } else if (known && previous && base.same_span(*previous) &&
               now_.period.kind() != Period::Kind::year) {
      claim.measure = Measure::growth_mom;
    } else if (known) {
      claim.measure = Measure::other;
      claim.of = Measure::growth_yoy;
    }
  }
  // A surplus that widens grows; only a rate that falls turns the words round.
  const bool shrinks = window.narrow && !window.decline;
  const bool grows = window.widen && !window.decline;
  if (shrinks && !claim.value.is_negative()) negate(claim);
  if (shrinks || grows) return true;
  const bool fall = decline_behind || follows < 0 || (window.decline && !moved) ||
                    (moved && change_sign(window) < 0) || (window.decline && window.direction == 0);
  if (fall && !claim.value.is_negative()) negate(claim);
  return true;
}

}  // namespace duibiao::bulletin
