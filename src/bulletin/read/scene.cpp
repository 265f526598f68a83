#include <algorithm>
#include <iterator>

#include "bulletin/read/counted_places.h"
#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;
using Shape = TimeWords::Shape;

namespace {

/// Shapes that move what the text is about.
bool moves_scene(Shape shape) {
  switch (shape) {
    case Shape::year:
    case Shape::half:
    case Shape::quarter:
    case Shape::month:
    case Shape::to_date:
    case Shape::months:
    case Shape::so_far:
    case Shape::same_period:
      return true;
    case Shape::years:
    case Shape::months_across:
    case Shape::day:
    case Shape::days:
    case Shape::other:
      return false;
  }
  return false;
}

/// «1-9月…增长8.6%。9月当月增长12.7%。全省增长5.9%»: the month alone is of its sentence, and the
/// stretch that it ends comes back behind it.
bool is_month_aside(Draft& draft, const Token& time, const Period& month) {
  if (!month.is_single_month() || draft.claim_count() == 0) return false;
  constexpr std::uint32_t two_characters = 6;
  const std::string_view said = std::string_view(draft.piece.normal.text)
                                    .substr(time.span.begin, time.span.size() + two_characters);
  const bool alone =
      said.find("当月") != std::string_view::npos || said.find("单月") != std::string_view::npos;
  if (!alone) return false;
  const Claim& before = draft.claim(static_cast<std::uint32_t>(draft.claim_count() - 1));
  const Period& stretch = draft.paragraph.period;
  return before.sentence < draft.sentence && stretch.is_year_to_date() &&
         !stretch.is_single_month() && stretch.has_months() && stretch.year() == month.year() &&
         stretch.last_month() == month.last_month() && before.subject.period.same_span(stretch);
}

}  // namespace

void ChineseSentence::set_time(std::uint32_t token_index, bool single_value, bool foreseen) {
  const Token& time_token = draft_.token(token_index);
  const TimeWords& time = draft_.piece.time(time_token);
  if (time.shape == Shape::years) {
    // «2019年至2023年»: no period says it, and the one before is not meant either.
    now_.period = {};
    opened_before_.reset();
    moment_.reset();
    return;
  }
  if (!moves_scene(time.shape)) return;
  const Period about = now_.period.known() ? now_.period : draft_.section.period;
  Period meant = draft_.period_of(time, about);
  if (foreseen && !about.known() && time.year_kind == TimeWords::Year::none) {
    // «预计全年…增长4%»: of the year in which it is written, not of the last that was over.
    meant = time.resolve(Period::year(draft_.context.written.year), draft_.context.written);
  }
  if (!meant.known()) return;
  const bool relative = time.year_kind == TimeWords::Year::relative && time.year < 0;
  const bool prior = time.shape == Shape::same_period && relative;
  if (prior || single_value) {
    // «由上年的…增加到…» of a text about nine months: the same nine months.
    prior_ = relative && time.shape == Shape::year && !time.at_end ? as_long(meant) : meant;
    const bool first = !last_ || draft_.claim(*last_).sentence != draft_.sentence;
    if (prior && !single_value && first) opened_before_ = prior_;
    return;
  }
  opened_before_.reset();
  now_.period = meant;
  moment_.reset();
  if (time.at_end && meant.is_single_month()) moment_ = meant;
  if (parts_) return;
  // Statistics that lag behind (1-8月 in a text about 前三季度) stay with their sentence.
  const Period section = draft_.section.period;
  // A text without a year has all of an unsaid one until it speaks of a part.
  const bool whole_unsaid = !is_dated(section) && section.kind() == Period::Kind::year;
  const bool lagged = section.known() && !whole_unsaid && meant.is_year_to_date() &&
                      !meant.is_single_month() && meant.year() == section.year() &&
                      !meant.same_span(section);
  lagged_ = lagged ? std::optional(meant) : std::nullopt;
  if (!lagged && !is_month_aside(draft_, time_token, meant) && !looks_back(meant)) {
    topic_.period = meant;
    topic_set_ = true;
  }
}

/// «2023年出口48.6亿元;2022年为44.7亿元。其中…»: an earlier year that the sentence comes to is for
/// comparison, and the next sentence is of the first again.
bool ChineseSentence::looks_back(const Period& meant) const {
  const Period& first = topic_.period;
  if (!last_ || draft_.claim(*last_).sentence != draft_.sentence || !first.known()) return false;
  const int years = first.year() - meant.year();
  if (years <= 0) return false;
  const std::optional<Period> then = first.year_before(years);
  return then && then->same_span(meant);
}

/// «出口48.6亿元,上年为44.7亿元,增长8.7%»: what comes behind is of the first year again.
bool ChineseSentence::is_year_before(const Window& window) const {
  const TimeWords& time = draft_.piece.time(draft_.token(*window.time));
  const bool relative = time.year_kind == TimeWords::Year::relative && time.year == -1;
  // «2023年末常住人口…,2022年末为…,比上年末增加…»
  const bool said = time.year_kind == TimeWords::Year::absolute && now_.period.known() &&
                    time.year + 1 == now_.period.year() && window.to && clause_->before == ',';
  const bool last_year = time.shape == Shape::year && (relative || said);
  if (!last_year || !last_ || !phrase_of(window.subject).empty()) return false;
  const Claim& before = draft_.claim(*last_);
  return before.sentence == draft_.sentence && before.subject.period == now_.period;
}

void ChineseSentence::set_scene(const Window& window) {
  if (window.in_dollars) dollars_ = true;
  if (window.in_yuan) dollars_ = false;
  if (window.scene_time) set_time(*window.scene_time, false);
  if (window.time) {
    time_said_ = window.time;
    const bool aside = window.from || from_open_ || window.exceeded_time || is_year_before(window);
    const bool foreseen = draft_.context.written.known() &&
                          (window.has(Qualifier::forecast) || window.has(Qualifier::target));
    set_time(*window.time, aside, foreseen);
  }
  if (!window.place) return;
  const Token& t = draft_.token(*window.place);
  const std::optional<PlaceId> place =
      t.is(C::region) ? std::nullopt : draft_.place_of(t, now_.place);
  now_.place = place.value_or(PlaceId{});
  now_.place_text = std::string(draft_.piece.text_of(t));
  if (!parts_ && !place_named_ && place) {
    topic_.place = *place;
    topic_set_ = true;
    place_named_ = true;
  }
}

/// «截至7月底,累计出口…»: what flows has come to this since January, what stands is of that month.
void ChineseSentence::settle_moment(const Window& window) {
  if (!moment_) return;
  const std::optional<Period> so_far = moment_->to_date_through();
  if (!so_far || (now_.period != *moment_ && now_.period != *so_far)) return;
  std::string core = core_of(now_);
  const IndicatorId meant = now_.indicator.known() ? now_.indicator : indicator_of(core);
  const bool flow =
      meant.known() && draft_.parts.words.catalogue.at(meant).kind == IndicatorKind::flow;
  const bool things =
      !now_.indicator.known() && (now_.phrase.ends_with("企业") || now_.phrase.ends_with("余额"));
  const Period& period =
      (flow && !things) || (!meant.known() && window.cumulative) ? *so_far : *moment_;
  if (topic_.period == now_.period) topic_.period = period;
  now_.period = period;
}

void ChineseSentence::open_parts() {
  // «1-9月….其中,…»: the parts are of the time and place of their whole.
  if (!parts_ && !last_ && draft_.carried.head.period.known()) {
    now_.period = draft_.carried.head.period;
    now_.place = draft_.carried.head.place;
    now_.place_text = draft_.carried.head.place_text;
  }
  const bool inside = last_ && draft_.claim(*last_).sentence == draft_.sentence;
  if (!parts_ && inside) inline_parts_ = InlineParts::open;
  parts_ = true;
  draft_.carried.parts = true;
  now_.indicator = draft_.carried.head.indicator;
  now_.phrase = draft_.carried.head.phrase;
}

bool ChineseSentence::opens_with(std::uint32_t begin, std::string_view word) const {
  return begin < clause_size() && draft_.piece.text_of(token(begin)).starts_with(word);
}

/// «首届博览会于2016年举办,当时…»: the figures that follow are that edition's.
bool ChineseSentence::dates_an_edition(const Window& window) const {
  if (!window.time || clause_->tokens.empty()) return false;
  const Token& time = draft_.token(*window.time);
  if (draft_.piece.time(time).shape != Shape::year) return false;
  const std::uint32_t begin = token(0).span.begin;
  const std::string_view before =
      std::string_view(draft_.piece.normal.text).substr(begin, time.span.begin - begin);
  return time.span.begin >= begin && before.find("届") != std::string_view::npos;
}

/// «前三季度,出口…。1-8月,工业企业利润…。营业收入…»: what the catalogue does not know lags with
/// what was said before it; headline figures do not.
void ChineseSentence::goes_on_lagging() {
  if (!draft_.carried.lagged || time_said_) return;
  if (now_.indicator.known() || now_.period.same_span(*draft_.carried.lagged)) return;
  if (last_ && draft_.claim(*last_).sentence == draft_.sentence) return;
  now_.period = *draft_.carried.lagged;
  lagged_ = now_.period;
}

/// «扣除房地产开发投资,固定资产投资增长8.1%»: the rate is of what is left, not of all investment.
void ChineseSentence::note_excluded(const Window& window) {
  if (clause_->after != ',' || clause_->tokens.empty()) return;
  if (window.has(Qualifier::constant_price) || window.has(Qualifier::comparable_scope)) return;
  static constexpr std::string_view openings[] = {"扣除", "剔除", "不含", "不包括", "不包含"};
  static constexpr std::string_view except = "除";
  static constexpr std::string_view excepted = "外";
  constexpr std::size_t longest = 90;
  const Span span{token(0).span.begin, token(clause_size() - 1).span.end};
  const std::string_view said = draft_.piece.text_of(span);
  if (said.size() > longest) return;
  const bool opens =
      std::any_of(std::begin(openings), std::end(openings),
                  [&](std::string_view word) { return said.starts_with(word); }) ||
      (said.starts_with(except) && said.ends_with(excepted) && !said.starts_with("除此"));
  if (opens) excluded_ = said;
}

/// «全省11个设区市中,»: a clause that says among whom the sentence ranks.
bool ChineseSentence::note_among() {
  static constexpr std::string_view inside = "中";
  if (clause_->after != ',' || clause_->tokens.empty()) return false;
  const std::uint32_t last = clause_size() - 1;
  if (!draft_.piece.text_of(token(last)).ends_with(inside)) return false;
  for (std::uint32_t i = last; i-- > 0;) {
    const bool place = token(i).kind == Token::Kind::place || is_word(i, C::home_place);
    if (!place) continue;
    const Span said{token(i).span.begin, token(last).span.end};
    std::string_view text = draft_.piece.text_of(said);
    text.remove_suffix(inside.size());
    const auto where = draft_.place_of(token(i), now_.place);
    if (places_counted_in(text) < 2 || !where) return false;
    among_.emplace();
    among_->place = *where;
    among_->place_text = std::string(draft_.piece.text_of(token(i)));
    among_text_ = text;
    return true;
  }
  return false;
}

/// «以2019年同期为基数»: a time to measure from, and none that the text is about.
bool ChineseSentence::names_base_year() const {
  static constexpr std::string_view closing[] = {"为基数", "为基期", "为基准", "为基础",
                                                 "作为基数"};
  const std::string_view said =
      draft_.piece.text_of(Span{token(0).span.begin, token(clause_size() - 1).span.end});
  return said.starts_with("以") &&
         std::any_of(std::begin(closing), std::end(closing),
                     [&](std::string_view end) { return said.ends_with(end); });
}

/// «分县区看,…», «分产业看,…», «从三大需求看,…»: how what follows is divided, not what it is.
bool ChineseSentence::says_how_divided() const {
  if (clause_->tokens.empty() || clause_->after != ',') return false;
  static constexpr std::string_view opening[] = {"分", "按"};
  static constexpr std::string_view kinds[] = {"区域", "地区", "县",   "结构", "性质", "方式",
                                               "类型", "行业", "领域", "产业", "需求", "规模"};
  static constexpr std::string_view closing[] = {"看", "来看", "来说", "来讲", "而言"};
  const std::string_view said =
      draft_.piece.text_of(Span{token(0).span.begin, token(clause_size() - 1).span.end});
  constexpr std::size_t longest = 60;
  const auto opens = [&](std::string_view word) { return said.starts_with(word); };
  const auto closes = [&](std::string_view word) { return said.ends_with(word); };
  const auto of_kinds = [&](std::string_view kind) { return said.find(kind) != said.npos; };
  const bool from =
      said.starts_with("从") && std::any_of(std::begin(kinds), std::end(kinds), of_kinds);
  const bool divided = from || std::any_of(std::begin(opening), std::end(opening), opens);
  return said.size() <= longest && divided &&
         std::any_of(std::begin(closing), std::end(closing), closes);
}

/// A clause, or the end of one, without a value: it may still say where, when, of what.
void ChineseSentence::note_clause(const Window& window, std::uint32_t begin) {
  if (window.of_which) open_parts();
  std::uint32_t first = begin;
  while (first < clause_size() &&
         (token(first).kind == Token::Kind::mark || is_word(first, C::of_which) ||
          is_word(first, C::filler) || token(first).kind == Token::Kind::place ||
          is_word(first, C::home_place) || is_word(first, C::target) ||
          is_word(first, C::forecast) || is_word(first, C::to))) {
    ++first;
  }
  const bool opens_with_time =
      first < clause_size() && token(first).kind == Token::Kind::time && begin == 0;
  // «新华社杭州10月21日电 前三季度», «据海关统计,2019年»
  const bool ends_with_time = begin == 0 && window.time && clause_->tokens.back() == *window.time;
  Window scene = window;
  if (!opens_with_time && !ends_with_time && !dates_an_edition(window)) scene.time.reset();
  if (begin == 0 && names_base_year()) scene.time.reset();
  if (window.share_verb || window.gap != 0 || window.rank_verb || window.pull) scene.place.reset();
  const bool among = begin == 0 && note_among();
  if (among) scene.place.reset();
  // «增速最快的是泰顺县,增长63.8%»
  const bool names_place = begin == 0 && clause_size() > 1 &&
                           token(clause_size() - 1).kind == Token::Kind::place &&
                           is_word(clause_size() - 2, C::times_of) && clause_->after == ',';
  if (names_place) scene.place = clause_->tokens.back();
  set_scene(scene);
  prior_.reset();
  if (window.same_below && !window.share_verb && !window.share_noun) {
    draft_.bare_percent.reset();
  } else if (window.same_below) {
    draft_.bare_percent = Measure::share;
  }
  if (window.in_dollars && window.same_below) draft_.dollars = true;
  if (window.mom) mom_said_ = true;
  if (window.since && window.since_time && window.direction == 0 && window.gap == 0) {
    since_ = draft_.period_of(draft_.piece.time(draft_.token(*window.since_time)), now_.period);
    since_said_ = true;
  }
  const std::uint16_t basis = static_cast<std::uint16_t>(Qualifier::constant_price) |
                              static_cast<std::uint16_t>(Qualifier::nominal) |
                              static_cast<std::uint16_t>(Qualifier::comparable_scope) |
                              static_cast<std::uint16_t>(Qualifier::forecast) |
                              static_cast<std::uint16_t>(Qualifier::target);
  said_ = static_cast<std::uint16_t>(said_ | (window.qualifiers & basis));
  if (clause_->after == ':' && window.has(Qualifier::target)) targets_listed_ = true;
  if (begin != 0 || clause_->depth > 0) return;
  note_excluded(window);
  if (says_how_divided()) return;
  std::string phrase = phrase_of(window.subject);
  note_places(window);
  if (phrase.empty()) {
    // «增速前三的是海盐县、嘉善县和南湖区,分别为…»
    if (window.times_of && clause_->after == ',') {
      Window listed = window;
      listed.subject = window.governed;
      note_places(listed);
      if (window.growth || window.share_noun) {
        pending_ = window.growth ? Measure::growth_yoy : Measure::share;
      }
    }
    return;
  }
  std::vector<Name> names = names_in(window.subject, 0);
  if (names.size() < 2 && window.times_of) names = names_in(window.governed, 0);
  if (names.size() > 1) {
    names_ = std::move(names);
    names_clause_ = clause_;
    names_stretch_ = window.subject;
  }
  IndicatorId id = indicator_of(phrase);
  if (!id.known() && !window.before_border.empty()) {
    phrase = phrase_of(window.before_border);
    id = indicator_of(phrase);
  }
  if (among && !id.known()) return;
  // «机电产品出口保持较快增长,前三季度出口…»: 机电产品's, also where the catalogue knows it.
  story_ = id.known() ? draft_.parts.words.catalogue.at(id).zh : phrase_of(window.subject);
  story_names_ = window.times_of;
  // «电气机械出口占比最高,为18.7%»: what the value alone, behind the comma, is.
  if (clause_->after == ',' && (window.growth || window.share_noun)) {
    pending_ = window.growth ? Measure::growth_yoy : Measure::share;
  }
  // «其次为鞋类,占12.4%»
  const bool next_named = window.border && clause_->after == ',' && opens_with(begin, "其次");
  const bool anew = next_named || clause_->before == ';';
  const bool story = anew || !last_ || draft_.claim(*last_).sentence != draft_.sentence;
  if (!id.known() && story && clause_->after == ',') {
    // «机电产品和服装拉动显著,合计占…»: of whatever it was, not of what the sentence before said.
    now_.indicator = {};
    now_.phrase = phrase_of(window.subject);
  }
  const auto following = static_cast<std::size_t>(clause_ - clauses_.data()) + 1;
  const bool value_alone =
      clause_->after == ':' && following < clauses_.size() && clauses_[following].depth == 0 &&
      !clauses_[following].tokens.empty() &&
      draft_.token(clauses_[following].tokens.front()).kind == Token::Kind::numeral;
  if (!id.known() && value_alone) {
    // «其中:限额以上:612.8亿元»: what the colon gives the value to.
    Subject named;
    named.phrase = std::move(phrase);
    named = completed(std::move(named), true);
    now_.indicator = named.indicator;
    now_.phrase = std::move(named.phrase);
    return;
  }
  if (!id.known()) return;
  now_.indicator = id;
  now_.phrase = std::move(phrase);
  // «投资增速居前三位的是义乌市、永康市和兰溪市,分别增长…»: of what stands before the places.
  for (Name& name : names_) {
    const bool open = !name.subject.indicator.known() && name.subject.phrase.empty();
    if (names_clause_ != clause_ || !name.has_place || !open) continue;
    name.subject.indicator = now_.indicator;
    name.subject.phrase = now_.phrase;
  }
  if (window.growth) pending_ = Measure::growth_yoy;
}

}  // namespace duibiao::bulletin
