#include <algorithm>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

namespace {

/// 率 of 利润率, 面 of 亏损面: what ends so is a rate by itself.
bool names_rate(const std::string& phrase) {
  return phrase.ends_with("率") || phrase.ends_with("面");
}

/// 交易量16.4万辆, 播种面积168.3万亩: an amount, not a number of things that are named.
bool measures_amount(const Claim& claim) {
  static constexpr std::string_view nouns[] = {"量", "面积", "额", "人口", "浓度"};
  static constexpr std::string_view units[] = {"亩", "立方米"};
  const auto ends = [](const std::string& text, std::string_view end) {
    return text.ends_with(end);
  };
  return std::any_of(std::begin(nouns), std::end(nouns),
                     [&](std::string_view n) { return ends(claim.subject.phrase, n); }) ||
         std::any_of(std::begin(units), std::end(units),
                     [&](std::string_view u) { return ends(claim.unit_text, u); });
}

bool is_money(Dimension dimension) {
  return dimension >= Dimension::cny && dimension <= Dimension::hkd;
}

}  // namespace

/// «保持30%以上的快速增长»: +1, −1 of what the 的 behind the value leads to, 0 of nothing.
int ChineseSentence::growth_behind(std::uint32_t position) const {
  constexpr std::uint32_t farthest = 6;
  bool of = false;
  for (std::uint32_t i = position + 1; i < clause_size() && i < position + farthest; ++i) {
    const Token& t = token(i);
    if (t.kind != Token::Kind::word && t.kind != Token::Kind::text) return 0;
    const std::string_view text = draft_.piece.text_of(t);
    static constexpr std::string_view growths[] = {"增长", "增速", "增幅", "涨幅"};
    if (of && std::any_of(std::begin(growths), std::end(growths),
                          [&](std::string_view g) { return text.ends_with(g); })) {
      return 1;
    }
    if (of && (text.ends_with("下降") || text.ends_with("降幅"))) return -1;
    of = of || text == "的";
    const bool passes = text == "的" || is_word(i, C::over_after) || is_word(i, C::about_after) ||
                        is_word(i, C::filler) || (of && text.size() <= 2 * sizeof("的"));
    if (!passes) return 0;
  }
  return 0;
}

/// Percent, per mille, 成: which rate it is.
void ChineseSentence::read_rate(const Value& value, const Window& window, Claim& claim) {
  const bool plan = window.has(Qualifier::target) && !window.growth && window.direction == 0 &&
                    is_word(value.position - 1, C::filler);
  if (plan) {
    claim.qualifiers =
        static_cast<std::uint16_t>(claim.qualifiers & ~static_cast<unsigned>(Qualifier::target));
    return;
  }
  if (read_earlier_rate(window, claim) || read_compared(value, window, claim)) return;
  const bool contributed = is_word(behind(value.position), C::contribution);
  if (window.contribution || contributed)
    return read_contribution(window, claim, Measure::contribution_rate);
  if (window.pull) return read_contribution(window, claim, Measure::contribution_pp);
  if (window.gap != 0 && !window.since) return read_gap(window, claim);
  if (window.growth && !window.share_noun && read_growth(value, window, claim)) return;
  if (read_share(value, window, claim)) return;
  if (read_growth(value, window, claim)) {
    if (dollars_) {
      fit_indicator(claim);
    } else {
      follow_currency(claim);
    }
    return;
  }
  const bool compared_with = window.times_of && !window.governed.empty() && value.position > 0 &&
                             draft_.piece.text_of(token(value.position - 1)) == "的";
  if (compared_with && !phrase_of(window.governed).empty()) {
    // «相当于地区生产总值的3.59%»
    claim.measure = Measure::share;
    claim.reference = whole_of(window, claim.subject);
    return;
  }
  if (window.to && last_ && phrase_of(window.subject).empty()) {
    const Claim& before = draft_.claim(*last_);
    if (before.measure == Measure::share_change || before.measure == Measure::share) {
      claim.measure = Measure::share;
    }
    if (before.measure == Measure::growth_change) claim.measure = Measure::growth_yoy;
    if (before.measure == Measure::increment) claim.measure = Measure::level;
    if (claim.measure == Measure::share) {
      const bool same = before.measure == Measure::share && window.governed.empty();
      claim.reference = same          ? before.reference
                        : last_whole_ ? *last_whole_
                                      : whole_of(window, claim.subject);
      if (same) claim.reference.subject.period = now_.period;
    }
    if (claim.measure != Measure::other) return;
  }
  if (from_open_) {
    claim.measure = from_measure_;
    if (!last_) return;
    const Claim& earlier = draft_.claim(*last_);
    claim.reference = earlier.reference;
    // «降幅由15.1%收窄至9.7%»: still a fall.
    const bool fell = from_measure_ == Measure::growth_yoy && earlier.value.is_negative();
    if (fell && window.direction <= 0 && !claim.value.is_negative()) negate(claim);
    return;
  }
  const bool ratio = now_.indicator.known() &&
                     draft_.parts.words.catalogue.at(now_.indicator).kind == IndicatorKind::ratio;
  const std::string phrase = phrase_of(window.subject);
  if (ratio || names_rate(phrase)) {
    claim.measure = Measure::level;
  } else if (pending_) {
    claim.measure = *pending_;
  } else if (clause_->depth > 0 && draft_.bare_percent) {
    claim.measure = *draft_.bare_percent;
    claim.reference = whole_of(window, claim.subject);
  } else if (value.printed->signed_) {
    claim.measure = Measure::growth_yoy;
  } else if (value.form == Numeral::Form::tenths && window.qualifiers != 0 && !window.to) {
    // «民营企业进出口超过八成»
    claim.measure = Measure::share;
    claim.reference = whole_of(window, claim.subject);
  } else if (window.has(Qualifier::target) || window.has(Qualifier::forecast)) {
    claim.measure = Measure::growth_yoy;
  }
}

void ChineseSentence::read_multiple(const Window& window, Claim& claim) {
  claim.measure = Measure::multiple;
  const bool grew = window.direction != 0 && !window.to;
  claim.of = grew ? (window.mom ? Measure::growth_mom : Measure::growth_yoy) : Measure::level;
  if (grew && change_sign(window) < 0) negate(claim);
  settle_since(window, claim);
  if (grew || claim.reference.kind != Reference::Kind::none || window.governed.empty()) return;
  bool named = false;
  claim.reference.subject = governed_subject(window.governed, claim.subject, named);
  if (named) claim.reference.kind = Reference::Kind::compared;
}

/// Dollars make exports the dollar indicator; a unit that the indicator cannot have makes the
/// phrase something else.
void ChineseSentence::fit_indicator(Claim& claim, bool converted) const {
  if (!claim.subject.indicator.known()) return;
  const Catalogue& catalogue = draft_.parts.words.catalogue;
  Dimension dimension = claim.unit.dimension();
  if (claim.measure == Measure::growth_yoy) dimension = Dimension::usd;
  if (claim.unit.known() || claim.measure == Measure::growth_yoy) {
    const auto fitting = catalogue.in_dimension(claim.subject.indicator, dimension);
    if (fitting) {
      claim.subject.indicator = *fitting;
    } else if (claim.measure != Measure::growth_yoy) {
      const Dimension own = catalogue.at(claim.subject.indicator).unit.dimension();
      const bool counts = !is_money(own) && !is_money(dimension);
      // «71225元(折合10325美元)», «…,折算为10325美元»: the same in another currency.
      const bool aside = (converted || clause_->depth > 0) && is_money(own) &&
                         is_money(dimension) && last_ &&
                         draft_.claim(*last_).subject.indicator == claim.subject.indicator;
      if (!counts && !aside) claim.subject.indicator = {};
    }
  }
}

/// «实际使用外资48.6亿元,增长3.7%»: the growth of what was counted in yuan.
void ChineseSentence::follow_currency(Claim& claim) const {
  if (!level_ || !claim.subject.indicator.known()) return;
  const Claim& level = draft_.claim(*level_);
  if (level.sentence != draft_.sentence) return;
  if (!level.subject.indicator.known()) {
    // «贸易顺差435亿美元,扩大8.6%»: what the catalogue counts in yuan alone.
    static constexpr std::string_view counted = "美元计价";
    if (!claim.subject.phrase.ends_with("差") && !claim.subject.phrase.ends_with("差额")) return;
    if (level.unit.dimension() != Dimension::usd || level.subject.phrase != claim.subject.phrase)
      return;
    claim.subject.indicator = {};
    claim.subject.phrase.insert(0, counted);
    return;
  }
  const IndicatorId same = draft_.parts.words.catalogue.at(level.subject.indicator).variant_of;
  const bool spoken = same == claim.subject.indicator && level.subject.place == claim.subject.place;
  if (spoken && level.subject.period == claim.subject.period) {
    claim.subject.indicator = level.subject.indicator;
  }
}

/// Amounts and counts: a level, or how much it has grown by.
void ChineseSentence::read_amount(const Value& value, const Window& window, Claim& claim) {
  if (read_whole_level(window, claim) || read_compared(value, window, claim)) {
    return fit_indicator(claim);
  }
  const bool changes = window.direction != 0 || window.gap != 0 || window.widen || window.narrow ||
                       window.net || window.flat;
  const bool bare =
      window.since_time && !changes && !window.to && phrase_of(window.subject).empty();
  if (bare && last_ && draft_.claim(*last_).sentence == draft_.sentence) {
    // «比一季度的190.9亿元增长12.4%»: the amount is that time's.
    const Period base = base_period(*window.since_time);
    if (base.known()) {
      claim.measure = Measure::level;
      prior_ = since_ = base;
      since_said_ = true;
      return fit_indicator(claim);
    }
  }
  const bool moved = (window.direction != 0 || window.widen || window.narrow) && !window.to;
  const bool more = window.gap != 0 && window.since;
  if (window.pull && !moved) {
    // «带动就业3万人»: what it brought about is the subject.
    bool named = false;
    const Subject brought = governed_subject(window.governed, claim.subject, named);
    if (named) claim.subject = brought;
  }
  if (window.gap != 0 && !window.since) {
    // «高于宁海0.3亿美元»: a difference of two amounts.
    read_gap(window, claim);
    claim.measure = Measure::other;
    claim.of = Measure::level;
    fit_indicator(claim);
    return;
  }
  static constexpr std::string_view places_in_rank = "位";
  if (claim.unit_text == places_in_rank && (moved || more)) {
    // «较上半年后移1位»: how far a rank moved, nothing of the indicator's own.
    claim.measure = Measure::other;
    claim.of = Measure::rank;
    const int sign = more ? window.gap : window.direction;
    if (sign < 0) negate(claim);
    return;
  }
  if (moved || window.net || more || speaks_of_increase(window)) {
    claim.measure = Measure::increment;
    // «比年初增加1058.7亿元,同比多增124.6亿元»: by how much one increase is above another.
    const std::string_view verb =
        value.position > 0 ? draft_.piece.text_of(token(value.position - 1)) : std::string_view{};
    if (verb == "多增" || verb == "少增") {
      claim.measure = Measure::other;
      claim.of = Measure::increment;
    }
    settle_since(window, claim);
    // «顺差…,比上年扩大66.1亿元», «收窄12.7亿元»
    const int wider = window.widen ? 1 : window.narrow ? -1 : window.direction;
    const int sign = more ? window.gap : wider;
    if (sign < 0) negate(claim);
    fit_indicator(claim);
    return;
  }
  claim.measure = Measure::level;
  fit_indicator(claim, window.converted);
  const bool counted = value.printed->unit_word != nullptr || claim.unit.known();
  const Dimension dimension = claim.unit.dimension();
  const bool counts_things = dimension == Dimension::item || dimension == Dimension::firm ||
                             dimension == Dimension::person || dimension == Dimension::visit ||
                             dimension == Dimension::none;
  if (!claim.subject.indicator.known() && counted && counts_things && !measures_amount(claim) &&
      !(value.printed->unit_word != nullptr && !value.printed->unit_word->currency.empty())) {
    claim.measure = Measure::count;
  }
  static constexpr std::string_view index = "指数";
  if (!counted && !claim.subject.indicator.known() && claim.unit_text.empty() &&
      !claim.subject.phrase.ends_with(index)) {
    claim.measure = Measure::other;
  }
  name_count(value, window, claim);
}

/// «37个行业大类中有22个»: 行业大类, of which it counts some. Empty of any other number.
std::string ChineseSentence::set_counted(std::uint32_t position) const {
  static constexpr std::string_view inside = "中";
  std::uint32_t end = position;
  if (end > 0 && draft_.piece.text_of(token(end - 1)) == "有") --end;
  if (end == 0 || !draft_.piece.text_of(token(end - 1)).ends_with(inside)) return {};
  std::uint32_t begin = end;
  while (begin > 0 && token(begin - 1).kind != Token::Kind::numeral &&
         token(begin - 1).kind != Token::Kind::mark) {
    --begin;
  }
  if (begin == 0 || token(begin - 1).kind != Token::Kind::numeral) return {};
  std::string phrase = phrase_of({begin, end});
  if (phrase.ends_with(inside)) phrase.resize(phrase.size() - inside.size());
  return phrase;
}

/// «吸引280余家企业参展»: nothing stands before the number, the noun behind it names what it
/// counts; so too behind «来自17个省市的».
void ChineseSentence::name_count(const Value& value, const Window& window, Claim& claim) const {
  std::string set = set_counted(value.position);
  if (!set.empty()) {
    claim.subject.indicator = {};
    claim.subject.phrase = std::move(set);
    claim.measure = Measure::count;
    return;
  }
  std::uint32_t before = value.position;
  if (before > 0 && (is_word(before - 1, C::near) || is_word(before - 1, C::about) ||
                     is_word(before - 1, C::over))) {
    --before;  // «46个国家的近2000家企业»
  }
  const bool of_such =
      window.border && before > 0 && draft_.piece.text_of(token(before - 1)) == "的";
  const bool elided = (of_such || phrase_of(window.subject).empty()) && !window.to && !window.total;
  const std::uint32_t next = value.position + 1;
  const bool noun_behind =
      next < clause_size() &&
      (token(next).kind == Token::Kind::text || is_word(next, C::plain) ||
       ((window.border || value.position == 0) && is_word(next, C::indicator)));
  const Dimension dimension = value.printed->unit.dimension();
  const bool things = dimension == Dimension::item || dimension == Dimension::firm ||
                      dimension == Dimension::person || dimension == Dimension::visit;
  const bool counts = claim.measure == Measure::count || (things && noun_behind);
  if (!counts || !elided || (!window.border && !noun_behind)) return;
  Stretch noun{value.position + 1, value.position + 1};
  while (noun.end < clause_size() && token(noun.end).kind != Token::Kind::mark &&
         token(noun.end).kind != Token::Kind::numeral &&
         token(noun.end).kind != Token::Kind::time) {
    ++noun.end;
  }
  std::string phrase = phrase_of(noun);
  if (phrase.empty()) return;
  claim.subject.indicator = indicator_of(phrase);
  claim.subject.phrase = std::move(phrase);
  claim.measure = claim.subject.indicator.known() ? Measure::level : Measure::count;
}

/// «出口超100亿元企业28家,合计出口…»: what the firms that were just counted come to together, and
/// not all there is.
bool ChineseSentence::total_of_class() {
  if (!last_ || !now_.indicator.known()) return false;
  const Claim& count = draft_.claim(*last_);
  const bool firms = count.unit.dimension() == Dimension::firm && !count.subject.indicator.known();
  const bool just = count.sentence == draft_.sentence && count.clause + 1 == clause_number_;
  if (!firms || !just || count.subject.phrase.empty() || count.list != 0) return false;
  now_.phrase = count.subject.phrase + draft_.parts.words.catalogue.at(now_.indicator).short_zh;
  now_.indicator = draft_.indicator_of(now_.phrase);
  return true;
}

/// «杭州、宁波、金华三市合计出口»: of no one place. «进口和出口合计»: the indicator they add up to.
void ChineseSentence::set_total(const Window& window) {
  if (total_of_class()) return;
  const std::vector<Name> names = names_in(window.subject, 0);
  if (names.size() < 2) return;
  const bool places =
      std::all_of(names.begin(), names.end(), [](const Name& n) { return n.has_place; });
  if (places && names.front().subject.place != names.back().subject.place) {
    now_.place = {};
    now_.place_text.clear();
    now_.phrase = names.back().subject.phrase;
    now_.indicator = names.back().subject.indicator;
    return;
  }
  const std::span<const Indicator> all = draft_.parts.words.catalogue.all();
  for (std::uint16_t i = 0; i < all.size(); ++i) {
    if (all[i].sum.size() != names.size()) continue;
    const bool same = std::all_of(all[i].sum.begin(), all[i].sum.end(), [&](const FormulaTerm& t) {
      return t.sign > 0 && std::any_of(names.begin(), names.end(), [&](const Name& n) {
               return n.subject.indicator == t.indicator;
             });
    });
    if (!same) continue;
    now_.indicator = IndicatorId{i};
    now_.phrase = all[i].zh;
    return;
  }
}

/// Of how many things «两者合计», «三项合计» is the sum; 0 when it does not say.
std::size_t ChineseSentence::counted_in_total() const {
  static constexpr std::string_view counts[] = {"两", "二", "三", "四", "五"};
  static constexpr std::size_t numbers[] = {2, 2, 3, 4, 5};
  static constexpr std::string_view things[] = {"者", "项", "类", "大类", "个产业"};
  const std::string_view said =
      draft_.piece.text_of(Span{token(0).span.begin, token(clause_size() - 1).span.end});
  for (std::size_t n = 0; n < std::size(counts); ++n) {
    if (!said.starts_with(counts[n])) continue;
    const std::string_view rest = said.substr(counts[n].size());
    const bool thing = std::any_of(std::begin(things), std::end(things),
                                   [&](std::string_view t) { return rest.starts_with(t); });
    return thing ? numbers[n] : 0;
  }
  return 0;
}

namespace {

/// Shares of one whole: what they come to is a share of that.
bool of_one_whole(const Claim& a, const Claim& b) {
  if (a.measure != Measure::share) return true;
  const Subject& left = a.reference.subject;
  const Subject& right = b.reference.subject;
  return left.indicator == right.indicator && left.place == right.place &&
         (left.indicator.known() || left.phrase == right.phrase);
}

}  // namespace

/// «机电产品出口…,占56.5%;农产品出口…,占7.9%;两者合计占64.4%»: as many figures of the kind as are
/// counted, and no more, stand before it in the sentence.
void ChineseSentence::add_up_counted(Claim& claim) const {
  constexpr std::uint32_t most_looked_at = 24;
  const std::size_t wanted = counted_in_total();
  if (wanted == 0 || !last_) return;
  std::vector<std::uint32_t> parts;
  const std::optional<std::uint32_t> whole = draft_.claim(*last_).whole;
  for (std::uint32_t back = 0; back <= std::min(*last_, most_looked_at); ++back) {
    const std::uint32_t index = *last_ - back;
    const Claim& part = draft_.claim(index);
    if (part.sentence != draft_.sentence || parts.size() > wanted) break;
    const bool alike = part.measure == claim.measure &&
                       part.unit.dimension() == claim.unit.dimension() && part.list == 0;
    const bool same_time =
        part.subject.period == claim.subject.period && part.subject.place == claim.subject.place;
    if (alike && (!whole || index != *whole)) parts.push_back(same_time ? index : *last_ + 1);
  }
  const bool all = std::all_of(parts.begin(), parts.end(), [&](std::uint32_t part) {
    return part <= *last_ && of_one_whole(draft_.claim(part), draft_.claim(parts.front()));
  });
  const bool named = !claim.reference.text.empty() && claim.reference.subject.indicator.known();
  if (parts.size() != wanted || !all) return;
  if (named && !of_one_whole(claim, draft_.claim(parts.front()))) return;
  claim.adds_up.assign(parts.rbegin(), parts.rend());
}

/// 合计, 共: the values of the list before.
void ChineseSentence::add_up(const Window& window, Claim& claim) const {
  if (!window.total) return;
  if (list_claims_.empty()) return add_up_counted(claim);
  for (const std::uint32_t index : list_claims_) {
    const Claim& part = draft_.claim(index);
    if (part.measure == claim.measure && part.unit.dimension() == claim.unit.dimension()) {
      claim.adds_up.push_back(index);
    }
  }
}

}  // namespace duibiao::bulletin
