#include "bulletin/read/chinese.h"

#include <algorithm>
#include <utility>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using Form = Numeral::Form;

namespace {

/// What the sum of a list is called.
constexpr std::string_view total_phrase = "合计";

}  // namespace

void read_chinese_sentence(Draft& draft, TokenRange sentence) {
  ChineseSentence(draft, sentence).read();
}

ChineseSentence::ChineseSentence(Draft& draft, TokenRange sentence)
    : draft_(draft),
      sentence_(sentence),
      clauses_(split_clauses(draft, sentence)),
      now_(draft.carried.subject),
      level_(draft.carried.level),
      dollars_(draft.dollars) {
  now_.place = draft.paragraph.place;
  now_.place_text.clear();
  now_.period = draft.paragraph.period;
}

void ChineseSentence::read() {
  for (std::uint32_t i = 0; i < clauses_.size(); ++i) {
    if (clauses_[i].depth == 0) read_clause(i);
  }
  carry_over();
}

void ChineseSentence::read_clause(std::uint32_t number) {
  const Clause* outer = clause_;
  const std::uint32_t outer_number = clause_number_;
  clause_ = &clauses_[number];
  clause_number_ = draft_.clause++;
  if (clause_->before == ';') {
    said_ = 0;
    if (inline_parts_ == InlineParts::open) inline_parts_ = InlineParts::semicolon_passed;
  }
  std::uint32_t window_begin = 0;
  std::uint32_t inner = 0;
  std::vector<std::uint32_t> run;
  for (std::uint32_t position = 0; position < clause_size(); ++position) {
    if (inner < clause_->inner.size() && clause_->inner[inner].position <= position) {
      read_inner(*clause_, position, inner, window_begin);
    }
    const Token& here = token(position);
    if (here.kind != Token::Kind::numeral || draft_.settled(here.index)) continue;
    if (ignore_number(position, window_begin)) continue;
    const std::uint32_t last = run_from(position, run);
    if (run.size() > 1) {
      read_list(run, window_begin);
      position = last;
    } else {
      read_value(position, window_begin);
    }
    window_begin = position + 1;
  }
  read_inner(*clause_, clause_size(), inner, window_begin);
  end_clause(window_begin);
  clause_ = outer;
  clause_number_ = outer_number;
}

ChineseSentence::Value ChineseSentence::value_at(std::uint32_t position) const {
  Value value;
  value.numeral = token(position).index;
  value.printed = &draft_.piece.numerals[value.numeral];
  value.form = value.printed->form;
  value.position = position;
  return value;
}

std::uint32_t ChineseSentence::behind(std::uint32_t position) const {
  std::uint32_t at = position + 1;
  while (at < clause_size() && token(at).kind == Token::Kind::word &&
         token(at).is(WordClass::filler)) {
    ++at;
  }
  return at;
}

void ChineseSentence::read_value(std::uint32_t position, std::uint32_t window_begin) {
  Window window = read_window(draft_, clause_->tokens, window_begin, position);
  const Value value = value_at(position);
  std::optional<Claim> claim = draft_.claim_of(value.numeral);
  if (!claim) return;
  if (repeats(value, window, *claim)) return settle(value, window, std::move(*claim));
  if (goes_on_in_time(value, window, *claim)) return settle(value, window, std::move(*claim));
  move_scope(value.form == Form::ordinal, window);
  if (window.of_which) open_parts();
  set_scene(window);
  const bool amount = value.form == Form::plain;
  // «上年同期执行额21.9亿美元,离岸执行额12.8亿美元»: of that time too.
  const bool named = !window.time && !phrase_of(window.subject).empty();
  if (opened_before_ && !prior_ && amount && named) prior_ = opened_before_;
  const bool money = amount && value.printed->unit.dimension() <= Dimension::hkd;
  set_subject(window, money || (!amount && value.form != Form::ratio));
  if (window.total) set_total(window);
  note_places(window);
  settle_moment(window);
  claim->subject = now_;
  // One value behind 分别: whose of several it is, the text leaves open.
  const bool bare = window.subject.empty() && !window.of_which && window.direction == 0 &&
                    !window.share_verb && !window.growth && window.gap == 0 && !window.to;
  unpaired_ = (window.respectively && !names_each(position)) || (unpaired_ && bare);
  if (unpaired_ && window.gap == 0) {
    claim->subject.indicator = {};
    claim->subject.phrase.clear();
  }
  // «二季度…,上半年合计…» adds up times of one thing.
  const bool over_time = window.time && list_claims_.empty() && !window.share_verb;
  const bool of_list = window.total && window.place == std::nullopt && !over_time &&
                       phrase_of(window.subject).empty() &&
                       (!list_claims_.empty() || draft_.claim_count() > 0);
  if (of_list) {
    // «三者合计占58.7%»: of none of them alone, nor of what was spoken of before.
    claim->subject.indicator = {};
    claim->subject.phrase = std::string(total_phrase);
    if (list_claims_.empty()) now_ = claim->subject;
  }
  decide(value, window, *claim);
  if (of_list && !list_claims_.empty() && claim->measure == Measure::share &&
      claim->reference.text.empty()) {
    claim->reference = draft_.claim(list_claims_.front()).reference;
  }
  if (unpaired_) take_from_whole(*claim);
  if (of_list) leave_place(*claim);
  if (window.from && !window.time && !prior_) prior_ = earlier_period(*claim);
  settle(value, window, std::move(*claim));
}

/// «增速分别为10月5.3%、11月8.7%»: every value has its own time or place before it.
bool ChineseSentence::names_each(std::uint32_t position) const {
  const auto names = [&](std::uint32_t at) {
    return token(at).kind == Token::Kind::time || token(at).kind == Token::Kind::place;
  };
  return position > 0 && names(position - 1) && position + 3 < clause_size() &&
         (token(position + 1).is_mark('&') || is_word(position + 1, WordClass::conjunction)) &&
         names(position + 2) && token(position + 3).kind == Token::Kind::numeral;
}

/// 、11月8.7% behind «10月5.3%»: the same rate, then or there.
bool ChineseSentence::goes_on_in_time(const Value& value, const Window& window, Claim& claim) {
  if (!last_ || value.position < 3) return false;
  const std::uint32_t mark = value.position - 2;
  const Token& name = token(value.position - 1);
  const bool named = name.kind == Token::Kind::time || name.kind == Token::Kind::place;
  const bool listed = token(mark).is_mark('&') || is_word(mark, WordClass::conjunction);
  if (!named || !listed) return false;
  const Claim& before = draft_.claim(*last_);
  const bool rate = before.measure == Measure::growth_yoy || before.measure == Measure::growth_mom;
  if (!rate || before.clause != clause_number_ || value.form != Form::percent) return false;
  if (token(value.position - 3).kind != Token::Kind::numeral) return false;
  const Subject spoken = before.subject;
  const Measure measure = before.measure;
  set_scene(window);
  now_.indicator = spoken.indicator;
  now_.phrase = spoken.phrase;
  claim.subject = now_;
  claim.measure = measure;
  return true;
}

/// «宁波、杭州、金华…,三市合计占58.4%»: of no one place.
void ChineseSentence::leave_place(Claim& claim) {
  if (list_claims_.empty()) return;
  const PlaceId first = draft_.claim(list_claims_.front()).subject.place;
  const bool places =
      std::any_of(list_claims_.begin(), list_claims_.end(),
                  [&](std::uint32_t part) { return draft_.claim(part).subject.place != first; });
  if (!places) return;
  claim.subject.place = {};
  claim.subject.place_text.clear();
}

/// «由2820.9亿元增加到2936.6亿元», without a time: the base of which the sentence speaks, else the
/// year before; of a rate nobody knows which.
std::optional<Period> ChineseSentence::earlier_period(const Claim& claim) const {
  const bool level = claim.measure == Measure::level || claim.measure == Measure::share ||
                     claim.measure == Measure::count;
  if (claim.measure == Measure::growth_yoy) return Period{};
  if (!level || !now_.period.known()) return std::nullopt;
  if (since_said_ && since_ && since_->known()) return as_long(*since_);
  return now_.period.year_before();
}

/// «高于全市22个百分点、全国18个百分点», «占全国的3.1%、全省的8.1%»: only what is compared changes.
bool ChineseSentence::repeats(const Value& value, const Window& window, Claim& claim) {
  if (!last_ || value.position == 0 || !window.place || window.direction != 0 || window.gap != 0 ||
      window.share_verb || window.share_noun || window.growth || window.since) {
    return false;
  }
  const Claim& before = draft_.claim(*last_);
  if (before.reference.kind == Reference::Kind::none || before.sentence != draft_.sentence) {
    return false;
  }
  // «占全省出口的21.9%和全国出口的34.7‰»: 的 says that the noun is a whole's.
  const std::string noun = phrase_of(window.subject);
  const bool whole = before.measure == Measure::share && !before.reference.text.empty() &&
                     draft_.piece.text_of(token(value.position - 1)) == "的";
  const bool next = whole && before.clause + 1 == clause_number_ && clause_->before == ',';
  if (before.clause != clause_number_ && !next) return false;
  if (before.measure != Measure::gap_pp && before.measure != Measure::share) return false;
  // % and ‰ are one scale: «占全省的6.31%、全国的9.99‰».
  const bool alike = before.unit.dimension() == claim.unit.dimension();
  if (!alike || (!noun.empty() && !whole)) return false;
  const int sign = before.value.is_negative() ? -1 : 1;
  claim.measure = before.measure;
  claim.of = before.of;
  claim.subject = before.subject;
  if (unpaired_ && !noun.empty()) {
    claim.subject.indicator = {};
    claim.subject.phrase.clear();
  }
  claim.reference = before.reference;
  bool named = false;
  const Subject other = governed_subject(window.subject, before.reference.subject, named);
  claim.reference.subject.place = other.place;
  claim.reference.subject.place_text = other.place_text;
  claim.reference.text = other.place_text + noun;
  if (!noun.empty()) {
    claim.reference.subject.indicator = other.indicator;
    claim.reference.subject.phrase = other.phrase;
    take_from_whole(claim);
  }
  if (sign < 0) negate(claim);
  return true;
}

/// «出口…,进口…,分别占全国出口的13.4%和全国进口的5.4%»: as many wholes as parts say whose share
/// it is.
void ChineseSentence::take_from_whole(Claim& claim) {
  const Subject& whole = claim.reference.subject;
  const bool open = !claim.subject.indicator.known() && claim.subject.phrase.empty();
  const bool elsewhere = whole.place.known() && whole.place != claim.subject.place;
  if (claim.measure != Measure::share || !open || !elsewhere || !whole.indicator.known()) return;
  claim.subject.indicator = whole.indicator;
  claim.subject.phrase = whole.phrase;
}

/// «预期目标增长5%,1-7月增长6.6%», «…,实际完成6.6%»: behind the target stands what came of it.
bool ChineseSentence::happened(const Window& window) const {
  if (said_ == 0 || window.has(Qualifier::target) || window.has(Qualifier::forecast)) return false;
  if (window.has(Qualifier::constant_price)) return true;
  if (!window.time) return false;
  const TimeWords& time = draft_.piece.time(draft_.token(*window.time));
  using Shape = TimeWords::Shape;
  const bool stretch = time.shape == Shape::to_date || time.shape == Shape::month ||
                       time.shape == Shape::quarter || time.shape == Shape::half ||
                       time.shape == Shape::so_far;
  return stretch && (time.year_kind != TimeWords::Year::relative || time.year <= 0);
}

void ChineseSentence::decide(const Value& value, const Window& window, Claim& claim) {
  std::uint16_t own = window.qualifiers;
  if (happened(window)) {
    // «实际增长6.6%» beside a target: as it was, not at constant prices.
    const bool actual = (said_ & static_cast<unsigned>(Qualifier::target)) != 0 && !window.yoy;
    if (actual)
      own = static_cast<std::uint16_t>(own & ~static_cast<unsigned>(Qualifier::constant_price));
    said_ = static_cast<std::uint16_t>(said_ & ~(static_cast<unsigned>(Qualifier::target) |
                                                 static_cast<unsigned>(Qualifier::forecast)));
  }
  // «高于目标1.6个百分点» is how it came out.
  if (window.gap != 0)
    own = static_cast<std::uint16_t>(own & ~static_cast<unsigned>(Qualifier::target));
  claim.qualifiers = static_cast<std::uint16_t>(claim.qualifiers | own | said_);
  if (window.exceeded_time) claim.qualifiers = said_;
  // A target is of rates and amounts: «力争增长8%,有实绩的企业1.2万家» counts what is there.
  const bool counts = value.form == Form::plain && value.printed->unit.dimension() > Dimension::hkd;
  const bool amounts_before =
      last_ &&
      (draft_.claim(*last_).measure == Measure::level ||
       draft_.claim(*last_).measure == Measure::growth_yoy) &&
      draft_.claim(*last_).unit.dimension() != value.printed->unit.dimension() &&
      draft_.claim(*last_).clause != clause_number_;
  if (counts && amounts_before && !targets_listed_ && !window.has(Qualifier::target)) {
    claim.qualifiers =
        static_cast<std::uint16_t>(claim.qualifiers & ~static_cast<unsigned>(Qualifier::target));
  }
  const std::uint32_t after = value.position + 1;
  if (is_word(after, WordClass::about_after)) claim.add(Qualifier::about);
  if (is_word(after, WordClass::over_after)) claim.add(Qualifier::over);
  if (is_word(after, WordClass::under_after)) claim.add(Qualifier::under);
  switch (value.form) {
    case Form::ordinal:
      read_rank(value, window, claim);
      break;
    case Form::percentage_point:
    case Form::per_mille_point:
      read_points(value, window, claim);
      break;
    case Form::percent:
    case Form::per_mille:
    case Form::per_myriad:
    case Form::tenths:
    case Form::fraction:
      read_rate(value, window, claim);
      break;
    case Form::times:
    case Form::doublings:
      read_multiple(window, claim);
      break;
    case Form::ratio:
      claim.measure = Measure::ratio;
      break;
    case Form::discount:
      claim.measure = Measure::other;
      break;
    case Form::plain:
      if (!window.rank_top || !read_rank(value, window, claim)) read_amount(value, window, claim);
      break;
  }
  add_up(window, claim);
}

void ChineseSentence::settle(const Value& value, const Window& window, Claim&& claim) {
  claim.clause = clause_number_;
  claim.sentence = draft_.sentence;
  if (prior_) {
    const bool whole = claim.reference.kind == Reference::Kind::whole;
    if (whole && claim.reference.subject.period == now_.period) {
      claim.reference.subject.period = *prior_;
    }
    claim.subject.period = *prior_;
  }
  set_range(claim);
  if (window.from) {
    from_open_ = true;
    from_measure_ = claim.measure;
  } else {
    from_open_ = false;
  }
  prior_.reset();
  // «为年度计划的76.4%» is measured by a target and is none.
  said_ = static_cast<std::uint16_t>(said_ | (window.qualifiers & claim.qualifiers));
  said_ = static_cast<std::uint16_t>(said_ & (static_cast<unsigned>(Qualifier::target) |
                                              static_cast<unsigned>(Qualifier::forecast)));
  const Measure measure = claim.measure;
  const bool level = measure == Measure::level || measure == Measure::count;
  const bool own_period = claim.subject.period == now_.period;
  const bool of_whole = std::exchange(whole_level_, false);
  if (!of_whole) share_whole_.reset();
  if (level && parts_ && !of_whole && draft_.carried.head_level) {
    const Subject& whole = draft_.claim(*draft_.carried.head_level).subject;
    const Unit unit = draft_.claim(*draft_.carried.head_level).unit;
    const bool alike = unit.dimension() == claim.unit.dimension();
    if (alike && whole.period == claim.subject.period) claim.whole = draft_.carried.head_level;
  }
  const auto index = draft_.add(value.numeral, std::move(claim));
  if (!index) return;
  if (of_whole) return;
  last_ = index;
  if (measure == Measure::growth_yoy || measure == Measure::growth_mom) last_rate_ = index;
  if (level && draft_.claim(*index).unit.dimension() > Dimension::hkd) goods_ = index;
  if (level && own_period) {
    level_ = index;
    if (!parts_ && !looks_back(now_.period)) {
      draft_.carried.head = draft_.claim(*index).subject;
      draft_.carried.head_level = index;
    }
  } else if (!parts_ && (measure == Measure::growth_yoy || measure == Measure::increment)) {
    const Subject& spoken = draft_.claim(*index).subject;
    const Subject& head = draft_.carried.head;
    if (spoken.indicator != head.indicator || spoken.phrase != head.phrase) {
      draft_.carried.head = spoken;
      draft_.carried.head_level.reset();
    }
  }
  if (clause_->depth == 0) {
    pending_.reset();
    bracket_measure_.reset();
  } else if (bracket_measure_) {
    pending_ = bracket_measure_;
  }
}

void ChineseSentence::end_clause(std::uint32_t window_begin) {
  if (window_begin >= clause_size()) return;
  Window window = read_window(draft_, clause_->tokens, window_begin, clause_size());
  const auto first = [&](std::uint32_t t) {
    return draft_.token(t).kind == Token::Kind::word && draft_.token(t).is(WordClass::rank_first);
  };
  if (std::any_of(clause_->tokens.begin() + window_begin, clause_->tokens.end(), first)) {
    move_scope(true, window);
  }
  note_clause(window, window_begin);
  read_worded_rank(window, window_begin);
}

void ChineseSentence::carry_over() {
  draft_.carried.subject = now_;
  draft_.carried.lagged = lagged_;
  // Behind the parts of a whole, a sentence without a subject goes on about the whole.
  if (parts_) {
    draft_.carried.subject.indicator = draft_.carried.head.indicator;
    draft_.carried.subject.phrase = draft_.carried.head.phrase;
  }
  draft_.carried.level = level_;
  if (topic_set_) {
    const PlaceRegistry& places = draft_.parts.words.places;
    const PlaceId home = draft_.context.home;
    const bool above = home.known() && topic_.place.known() && places.is_inside(home, topic_.place);
    if (topic_.place.known() && !above) draft_.paragraph.place = topic_.place;
    if (topic_.period.known()) {
      draft_.paragraph.period = topic_.period;
      // «经济运行简况(3月)», «1-3月,…»: what comes without a time is of the months to date.
      const Period titled = draft_.section.period;
      if (std::exchange(draft_.month_title, false) && topic_.period.is_year_to_date() &&
          topic_.period.has_months() && topic_.period.year() == titled.year() &&
          topic_.period.last_month() == titled.last_month()) {
        draft_.section.period = topic_.period;
      }
      // A text without a title is about what its first figures are about.
      draft_.learn_period(topic_.period);
      if (!is_dated(draft_.section.period)) draft_.section.period = topic_.period;
    }
  }
}

}  // namespace duibiao::bulletin
