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
  if (clause_->before == ';') said_ = 0;
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

/// Brackets that stand before `position`: what they say is about what stands before them.
void ChineseSentence::read_inner(const Clause& host, std::uint32_t position, std::uint32_t& next,
                                 std::uint32_t& window_begin) {
  while (next < host.inner.size() && host.inner[next].position <= position) {
    const Clause::Inner inner = host.inner[next++];
    if (next == 1) foresee(host);
    if (inner.position > window_begin) {
      const Window before = read_window(draft_, host.tokens, window_begin, inner.position);
      set_scene(before);
      const std::vector<std::uint32_t>& inside = clauses_[inner.clause].tokens;
      const bool figures = std::any_of(inside.begin(), inside.end(), [&](std::uint32_t t) {
        return draft_.token(t).kind == Token::Kind::numeral;
      });
      if (figures && !before.subject.empty() && !before.share_verb && before.gap == 0) {
        set_subject(before, true);
      }
      if (before.growth || before.decline) bracket_measure_ = pending_ = Measure::growth_yoy;
    }
    const std::size_t claims = draft_.claim_count();
    if (before_rates(host, inner, window_begin)) continue;
    if (others_rates(host, inner, window_begin)) continue;
    read_clause(inner.clause);
    // «欧盟(…)、美国(…)»: what stands before a bracket with figures is used up.
    if (draft_.claim_count() > claims) window_begin = inner.position;
  }
}

/// «比全省(7.4%)和全国(6.3%)分别高…»: the bracket gives the rate of what is compared.
bool ChineseSentence::before_rates(const Clause& host, const Clause::Inner& inner,
                                   std::uint32_t window_begin) {
  if (inner.position <= window_begin) return false;
  const Window window = read_window(draft_, host.tokens, window_begin, inner.position);
  if (!phrase_of(window.subject).empty() || window.governed.empty()) return false;
  const Subject spoken = now_;
  const Measure before = last_ ? draft_.claim(*last_).measure : Measure::other;
  const Measure measure = window.growth ? Measure::growth_yoy : before;
  if (measure != Measure::growth_yoy && measure != Measure::share) return false;
  const std::optional<std::uint32_t> last = window.times_of ? std::nullopt : last_;
  bool named = false;
  const std::vector<Stretch> parts = parts_of(window.governed);
  if (parts.empty()) return false;
  Subject compared = governed_subject(parts.back(), now_, named);
  if (!named) return false;
  set_apart(compared);
  now_ = compared;
  bracket_measure_ = pending_ = measure;
  read_clause(inner.clause);
  now_ = spoken;
  if (last) last_ = last;
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
                     (first.kind == Token::Kind::word && first.is(WordClass::home_place));
  if (value.kind != Token::Kind::numeral || !place || measure != Measure::growth_yoy) return false;
  const Subject spoken = now_;
  const Scene topic = topic_;
  const bool topic_set = topic_set_;
  const bool named = place_named_;
  const std::optional<std::uint32_t> last = last_;
  const std::optional<std::uint32_t> last_rate = last_rate_;
  bracket_measure_ = pending_ = measure;
  read_clause(inner.clause);
  now_ = spoken;
  topic_ = topic;
  topic_set_ = topic_set;
  place_named_ = named;
  last_ = last;
  last_rate_ = last_rate;
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
  if (window.of_which) open_parts();
  set_scene(window);
  const bool amount = value.form == Form::plain;
  const bool money = amount && value.printed->unit.dimension() <= Dimension::hkd;
  set_subject(window, money || (!amount && value.form != Form::ratio));
  if (window.total) set_total(window);
  claim->subject = now_;
  // One value behind 分别: whose of several it is, the text leaves open.
  const bool bare = window.subject.empty() && !window.of_which && window.direction == 0 &&
                    !window.share_verb && !window.growth && window.gap == 0 && !window.to;
  unpaired_ = window.respectively || (unpaired_ && bare);
  if (unpaired_ && window.gap == 0) {
    claim->subject.indicator = {};
    claim->subject.phrase.clear();
  }
  const bool of_list = window.total && !list_claims_.empty() && phrase_of(window.subject).empty();
  if (of_list) {
    // «三者合计占58.7%»: of none of them alone, nor of what was spoken of before.
    claim->subject.indicator = {};
    claim->subject.phrase = std::string(total_phrase);
  }
  decide(value, window, *claim);
  if (of_list && claim->measure == Measure::share && claim->reference.text.empty()) {
    claim->reference = draft_.claim(list_claims_.front()).reference;
  }
  settle(value, window, std::move(*claim));
}

/// «高于全市22个百分点、全国18个百分点», «占全国的3.1%、全省的8.1%»: only what is compared changes.
bool ChineseSentence::repeats(const Value& value, const Window& window, Claim& claim) {
  if (!last_ || value.position == 0 || !window.place || window.direction != 0 || window.gap != 0 ||
      window.share_verb || window.share_noun || window.growth || window.since) {
    return false;
  }
  const Claim& before = draft_.claim(*last_);
  if (before.clause != clause_number_ || before.reference.kind == Reference::Kind::none)
    return false;
  if (before.measure != Measure::gap_pp && before.measure != Measure::share) return false;
  // % and ‰ are one scale: «占全省的6.31%、全国的9.99‰».
  const bool alike = before.unit.dimension() == claim.unit.dimension();
  if (!alike || !phrase_of(window.subject).empty()) return false;
  const int sign = before.value.is_negative() ? -1 : 1;
  claim.measure = before.measure;
  claim.of = before.of;
  claim.subject = before.subject;
  claim.reference = before.reference;
  bool named = false;
  const Subject other = governed_subject(window.subject, before.reference.subject, named);
  claim.reference.subject.place = other.place;
  claim.reference.subject.place_text = other.place_text;
  claim.reference.text = other.place_text;
  if (sign < 0) negate(claim);
  return true;
}

void ChineseSentence::decide(const Value& value, const Window& window, Claim& claim) {
  claim.qualifiers = static_cast<std::uint16_t>(claim.qualifiers | window.qualifiers | said_);
  if (window.exceeded_time) claim.qualifiers = said_;
  // A target is of rates and amounts: «力争增长8%,有实绩的企业1.2万家» counts what is there.
  const bool counts = value.form == Form::plain && value.printed->unit.dimension() > Dimension::hkd;
  const bool amounts_before =
      last_ &&
      (draft_.claim(*last_).measure == Measure::level ||
       draft_.claim(*last_).measure == Measure::growth_yoy) &&
      draft_.claim(*last_).unit.dimension() != value.printed->unit.dimension() &&
      draft_.claim(*last_).clause != clause_number_;
  if (counts && amounts_before && !window.has(Qualifier::target)) {
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
  if (prior_) claim.subject.period = *prior_;
  set_range(claim);
  if (window.from) {
    from_open_ = true;
    from_measure_ = claim.measure;
  } else {
    from_open_ = false;
  }
  prior_.reset();
  said_ = static_cast<std::uint16_t>(said_ | window.qualifiers);
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
  if (level && own_period) {
    level_ = index;
    if (!parts_) {
      draft_.carried.head = draft_.claim(*index).subject;
      draft_.carried.head_level = index;
    }
  } else if (!parts_ && measure == Measure::growth_yoy) {
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
  const Window window = read_window(draft_, clause_->tokens, window_begin, clause_size());
  note_clause(window, window_begin);
  read_worded_rank(window, window_begin);
}

void ChineseSentence::carry_over() {
  draft_.carried.subject = now_;
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
      // A text without a title is about what its first figures are about.
      draft_.learn_period(topic_.period);
      if (!is_dated(draft_.section.period)) draft_.section.period = topic_.period;
    }
  }
}

}  // namespace duibiao::bulletin
