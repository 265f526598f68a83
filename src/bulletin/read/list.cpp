#include <algorithm>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;
using Form = Numeral::Form;

namespace {

constexpr WordClasses between_items(C::conjunction, C::up, C::down, C::widen, C::narrow, C::to,
                                    C::filler, C::about, C::near, C::over, C::rank_behind,
                                    C::share_verb, C::respectively, C::about_after, C::over_after);

bool carries_unit(const Numeral& numeral) {
  return numeral.form != Form::plain || !numeral.unit_text.empty();
}

}  // namespace

/// The values that follow one another with nothing but 、, 和 and a direction between them. Gives
/// the position of the last.
std::uint32_t ChineseSentence::run_from(std::uint32_t position,
                                        std::vector<std::uint32_t>& run) const {
  run.assign(1, position);
  std::uint32_t last = position;
  bool parted = false;
  for (std::uint32_t i = position + 1; i < clause_size() && run.size() < longest_list; ++i) {
    const bool bracket =
        std::any_of(clause_->inner.begin(), clause_->inner.end(),
                    [&](const Clause::Inner& inner) { return inner.position == i; });
    if (bracket) break;
    const Token& t = token(i);
    if (t.kind == Token::Kind::numeral) {
      const bool range =
          draft_.piece.numeral(token(last)).range_low && draft_.piece.numeral(t).range_high;
      if (draft_.settled(t.index) || (!parted && !range)) break;
      const bool plain = draft_.piece.numeral(t).form == Form::plain;
      if (!range && plain && reason_to_ignore(i, i)) break;
      run.push_back(i);
      last = i;
      parted = false;
    } else if (t.is_mark('&')) {
      parted = true;
    } else if (t.is_mark(':') && draft_.piece.numeral(token(last)).form == Form::ratio) {
      parted = true;
    } else if (draft_.piece.numeral(token(last)).range_low &&
               (t.kind == Token::Kind::mark || t.kind == Token::Kind::text || is_word(i, C::to))) {
      continue;
    } else if (t.kind == Token::Kind::word && t.classes.any(between_items)) {
      parted = parted || t.is(C::conjunction);
    } else {
      break;
    }
  }
  return last;
}

/// Whose the values of a list are, as far as the names before them say.
void ChineseSentence::name_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin,
                                List& list) {
  const Window& window = list.window;
  Stretch listed = window.subject;
  std::string tail;
  if (window.respectively) {
    tail = phrase_of({std::max(window.respectively_at + 1, window.subject.begin),
                      std::max(window.respectively_at + 1, window.subject.end)});
    listed.end = std::min(listed.end, window.respectively_at);
    // «杭州、宁波分别实现出口»: the names stand before the verb.
    if (listed.empty() && !window.before_border.empty()) listed = window.before_border;
    listed.end = std::min(listed.end, window.respectively_at);
  }
  std::uint32_t names_end = window.respectively ? window.respectively_at : run.front();
  for (std::uint32_t i = window_begin; i < names_end; ++i) {
    if (is_word(i, C::share_verb) || is_word(i, C::pull)) names_end = i;
  }
  std::vector<Name>& names = list.names;
  names = numbered_names(window_begin, names_end, tail.empty() ? phrase_of(listed) : tail);
  if (names.size() != run.size()) names = names_in(listed, run.size(), tail);
  list.several = names.size() > 1;
  if (list.several) {
    names_ = names;
  } else if (window.subject.empty() || names_.size() == run.size()) {
    if (names_.size() != run.size()) split_again(run.size());
    names = names_;
    // «…为塑料和成品油,分别进口…»
    if (!tail.empty()) complete_names(names, tail);
    // «前三大市场为欧盟、东盟,出口额分别为…»
    if (tail.empty() && names.size() == run.size()) complete_names(names, phrase_of(listed));
    names_ = names;
  }
  const Numeral& head = draft_.piece.numeral(token(run.front()));
  list.range = run.size() == 2 && head.range_low;
  if (!list.several || list.range) set_subject(window, true);
}

/// … and whose they are where what they are compared with, or the sentence so far, says it.
void ChineseSentence::compare_list(const std::vector<std::uint32_t>& run,
                                   std::uint32_t window_begin, List& list) {
  const Window& window = list.window;
  list.times = listed_times(window, window_begin);
  list.by_time = list.times.size() == run.size() && !list.several;
  list.compared = parts_of(window.governed);
  list.comparisons = comparisons_in(window_begin, run.front());
  if (window.gap == 0 || list.comparisons.size() != run.size()) list.comparisons.clear();
  const bool each_named = std::all_of(list.comparisons.begin(), list.comparisons.end(),
                                      [](const Comparison& c) { return !c.with.empty(); });
  if (!list.comparisons.empty() && each_named) {
    list.compared.clear();
    for (const Comparison& c : list.comparisons) list.compared.push_back(c.with);
  }
  list.by_governed = list.by_time || (list.compared.size() == run.size() && !list.several);
  std::vector<Name>& names = list.names;
  const bool unnamed = phrase_of(window.subject).empty();
  if (window.respectively && !list.by_governed && unnamed && names.size() != run.size()) {
    names = stated_before(run.size());
    if (!names.empty()) names_ = names;
  }
  if (names.size() != run.size() && !list.several && !list.by_governed) {
    std::vector<Name> stretch = range_names(window, run.size());
    if (!stretch.empty()) names = names_ = std::move(stretch);
  }
  list.paired = !list.range && names.size() == run.size();
  list.mixed = list.paired &&
               std::any_of(names.begin(), names.end(), [](const Name& n) { return n.aspect; });
  // «6.57万亿元、7.67万亿元、8.88万亿元,这是…»: what they are of is said later, or nowhere.
  constexpr std::size_t many = 3;
  const bool bare = names.empty() && window.subject.empty();
  unpaired_ = !list.paired && !list.range && !list.by_governed &&
              (window.respectively || (bare && (unpaired_ || run.size() >= many)));
}

/// The item that lends its unit to each of a list that has none of its own.
std::vector<const Numeral*> ChineseSentence::lenders_of(
    const std::vector<std::uint32_t>& run) const {
  const Numeral* lender = nullptr;
  std::vector<const Numeral*> lenders(run.size(), nullptr);
  for (std::size_t i = run.size(); i-- > 0;) {
    const Numeral& numeral = draft_.piece.numeral(token(run[i]));
    // «2.9个、23.8个百分点»
    const bool half_said =
        numeral.unit_text == "个" && lender != nullptr && lender->form == Form::percentage_point;
    if (carries_unit(numeral) && !numeral.magnitude_only && !half_said) {
      lender = &numeral;
    } else {
      lenders[i] = lender;
    }
  }
  return lenders;
}

/// Whose the `i`-th value is, and what the words before it say of it.
void ChineseSentence::turn_to_item(const List& list, const Subject& before,
                                   const std::vector<std::uint32_t>& run, std::size_t i,
                                   Window& item) {
  if (i > 0) {
    item.since_time = list.window.since_time;
    for (std::uint32_t p = run[i - 1] + 1; p < run[i]; ++p) {
      if (is_word(p, C::up) || is_word(p, C::down)) {
        item.direction = is_word(p, C::up) ? 1 : -1;
        item.to = token(p).is(C::to);
      }
    }
  }
  if (!list.comparisons.empty()) item.gap = list.comparisons[i].sign;
  if (list.by_time) item.since_time = clause_->tokens[list.times[i].begin];
  now_ = before;
  if (list.range) return;
  if (list.paired) {
    now_ = list.names[i].subject;
    if (list.mixed) {
      item.growth = list.names[i].growth;
      item.level_word = list.names[i].level;
    }
    return;
  }
  if (list.by_governed) {
    if (!list.by_time) item.governed = list.compared[i];
    return;
  }
  const Numeral& numeral = draft_.piece.numeral(token(run[i]));
  const bool ratio = numeral.form == Form::ratio;
  if (!ratio && (list.several || list.window.respectively || unpaired_)) {
    // As many values as names is the only pairing that is sure.
    now_.indicator = {};
    now_.phrase = phrase_of(list.window.subject);
  }
}

/// The values of a list, each with its own subject.
void ChineseSentence::read_items(const std::vector<std::uint32_t>& run, const List& list) {
  const std::uint32_t number = ++draft_.last_list;
  list_claims_.clear();
  const Subject before = now_;
  const std::vector<const Numeral*> lenders = lenders_of(run);
  Window item = list.window;
  const std::optional<Period> prior = prior_;
  const std::optional<Measure> pending = pending_;
  for (std::size_t i = 0; i < run.size(); ++i) {
    Value value = value_at(run[i]);
    turn_to_item(list, before, run, i, item);
    std::optional<Claim> claim = draft_.claim_of(value.numeral);
    if (!claim) continue;
    if (lenders[i] != nullptr) {
      const Numeral& from = *lenders[i];
      value.lender = &from;
      value.form = from.form;
      const bool amount = value.printed->magnitude_only && !value.printed->unit_text.empty();
      claim->unit_text = amount ? value.printed->unit_text : from.unit_text;
      claim->unit = from.unit;
    }
    claim->subject = now_;
    claim->list = number;
    prior_ = prior;
    pending_ = pending;
    decide(value, item, *claim);
    settle(value, item, std::move(*claim));
    if (last_) list_claims_.push_back(*last_);
  }
  if (list.range) settle_range();
  now_ = before;
}

void ChineseSentence::read_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin) {
  List list;
  list.window = read_window(draft_, clause_->tokens, window_begin, run.front());
  if (list.window.of_which) open_parts();
  set_scene(list.window);
  name_list(run, window_begin, list);
  compare_list(run, window_begin, list);
  read_items(run, list);
  const std::vector<Name>& names = list.names;
  const auto alike = [&](const Name& name) {
    return name.subject.indicator == names.front().subject.indicator &&
           name.subject.phrase == names.front().subject.phrase;
  };
  if (list.paired && std::all_of(names.begin(), names.end(), alike)) {
    // «杭州、宁波出口分别增长…,杭州居首位»: of the same thing.
    now_.indicator = names.front().subject.indicator;
    now_.phrase = names.front().subject.phrase;
  }
  if (list.several) draft_.carried.head_level.reset();
}

/// «增速比1-3月、1-6月分别回落4.8个、1.9个百分点»: the times compared with, one a value.
std::vector<Stretch> ChineseSentence::listed_times(const Window& window,
                                                   std::uint32_t begin) const {
  std::vector<Stretch> times;
  if (!window.since_time || !window.respectively) return times;
  for (std::uint32_t i = begin; i < window.respectively_at && times.size() < longest_list; ++i) {
    if (is_word(i, C::than)) times.clear();
    if (token(i).kind == Token::Kind::time) times.push_back({i, i + 1});
  }
  return times;
}

/// «比全国、全省高19.7、8.7个百分点»: the things compared with, one a value.
std::vector<Stretch> ChineseSentence::parts_of(Stretch stretch) const {
  std::vector<Stretch> parts;
  Stretch item{stretch.begin, stretch.begin};
  for (std::uint32_t i = stretch.begin; i <= stretch.end; ++i) {
    const bool parting = i == stretch.end || token(i).is_mark('&') || is_word(i, C::conjunction);
    if (!parting) continue;
    item.end = i;
    if (!item.empty() && parts.size() < longest_list) parts.push_back(item);
    item.begin = i + 1;
  }
  return parts;
}

/// «10%至15%»: either end stands for the whole stretch.
void ChineseSentence::settle_range() {
  if (list_claims_.size() != 2) return;
  Claim& low = draft_.claim(list_claims_[0]);
  Claim& high = draft_.claim(list_claims_[1]);
  low.add(Qualifier::range_end);
  high.add(Qualifier::range_end);
  const num::Decimal& a = low.value < high.value ? low.range.low() : high.range.low();
  const num::Decimal& b = low.value < high.value ? high.range.high() : low.range.high();
  const auto stretch = num::Interval::make(a, b);
  if (stretch) low.range = high.range = *stretch;
  low.list = high.list = 0;
  list_claims_.clear();
}

}  // namespace duibiao::bulletin
