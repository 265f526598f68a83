#include <algorithm>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;
using Form = Numeral::Form;

namespace {

constexpr WordClasses between_items(C::conjunction, C::up, C::down, C::widen, C::narrow, C::to,
                                    C::filler, C::about, C::near, C::over, C::rank_behind,
                                    C::share_verb, C::respectively, C::about_after, C::over_after);

/// 一, 二, 三 of «第一、二、三产业», whose ending stands at `at`.
std::vector<std::string_view> numbers_before(std::string_view text, std::size_t at) {
  static constexpr std::string_view digits[] = {"一", "二", "三", "四", "10", "11", "12", "1",
                                                "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9"};
  constexpr std::size_t character = 3;
  std::vector<std::string_view> numbers;
  constexpr std::size_t most = 12;
  while (numbers.size() < most) {
    const std::string_view left = text.substr(0, at);
    const auto number = std::find_if(std::begin(digits), std::end(digits),
                                     [&](std::string_view d) { return left.ends_with(d); });
    if (number == std::end(digits)) break;
    numbers.insert(numbers.begin(), *number);
    at -= number->size();
    if (text.substr(0, at).ends_with("第")) at -= character;
    const std::string_view before = text.substr(0, at);
    if (!before.ends_with("、") && !before.ends_with("和")) break;
    at -= character;
  }
  return numbers;
}

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

ChineseSentence::Name ChineseSentence::name_of(Stretch item) {
  Name name;
  name.subject.place = now_.place;
  name.subject.period = now_.period;
  for (std::uint32_t i = item.begin; i < item.end; ++i) {
    const Token& t = token(i);
    if (is_word(i, C::region)) {
      name.has_place = true;
      name.subject.place = {};
      name.subject.place_text = std::string(draft_.piece.text_of(t));
    } else if (t.kind == Token::Kind::place || is_word(i, C::home_place) ||
               is_word(i, C::that_place)) {
      const bool partner = i > item.begin && is_word(i - 1, C::partner);
      const auto place = partner ? std::nullopt : draft_.place_of(t, draft_.paragraph.place);
      if (!place) continue;
      name.has_place = true;
      name.subject.place = *place;
      name.subject.place_text = std::string(draft_.piece.text_of(t));
    } else if (t.kind == Token::Kind::time) {
      const Period period = draft_.period_of(draft_.piece.time(t), now_.period);
      if (!period.known()) continue;
      name.has_period = true;
      name.subject.period = period;
    } else if (is_word(i, C::growth)) {
      name.growth = true;
    } else if (is_word(i, C::suffix)) {
      name.level = true;
    }
  }
  name.subject.phrase = phrase_of(item);
  return name;
}

/// «第一、二、三产业增加值», «一、二、三季度»: one ending behind several numbers. Empty when the
/// text holds no such list.
std::vector<ChineseSentence::Name> ChineseSentence::numbered_names(std::uint32_t begin,
                                                                   std::uint32_t end,
                                                                   const std::string& tail) const {
  std::vector<Name> names;
  if (begin >= end) return names;
  const std::string_view text =
      draft_.piece.text_of(Span{token(begin).span.begin, token(end - 1).span.end});
  static constexpr std::string_view endings[] = {"产业", "季度", "月份", "月"};
  for (const std::string_view ending : endings) {
    const std::size_t at = text.find(ending);
    if (at == std::string_view::npos) continue;
    const std::vector<std::string_view> numbers = numbers_before(text, at);
    if (numbers.size() < 2) continue;
    std::string rest(text.substr(at + ending.size()));
    if (rest.empty() || ending != "产业") rest = tail;
    for (const std::string_view number : numbers) {
      Name name;
      name.subject = now_;
      std::string phrase = rest;
      if (ending == "产业") {
        phrase = "第" + std::string(number) + "产业" + rest;
        name.subject.indicator = indicator_of(phrase);
        name.subject.phrase = phrase;
      } else {
        const auto times = find_times(std::string(number) + std::string(ending));
        if (times.empty()) return {};
        name.subject.period = draft_.period_of(times.front(), draft_.paragraph.period);
        name.has_period = true;
        const IndicatorId id = indicator_of(phrase);
        if (id.known()) {
          name.subject.indicator = id;
          name.subject.phrase = phrase;
        }
      }
      names.push_back(std::move(name));
    }
    return names;
  }
  return names;
}

/// Mode 0 parts at every 、 和 与 及, mode 1 leaves 及 alone, mode 2 parts at 、 and the last 和,
/// mode 3 at 、 alone.
std::vector<ChineseSentence::Name> ChineseSentence::split_names(Stretch stretch, int mode) {
  std::vector<Name> names;
  Stretch item{stretch.begin, stretch.begin};
  std::uint32_t last_and = stretch.end;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    if (is_word(i, C::conjunction)) last_and = i;
  }
  const auto parts = [&](std::uint32_t i) {
    if (token(i).is_mark('&')) return true;
    if (!is_word(i, C::conjunction)) return false;
    if (mode == 2) return i == last_and;
    if (mode == 3) return false;
    return mode == 0 || draft_.piece.text_of(token(i)) != "及";
  };
  for (std::uint32_t i = stretch.begin; i <= stretch.end; ++i) {
    if (i < stretch.end && !parts(i)) continue;
    item.end = i;
    if (!item.empty() && names.size() < longest_list) {
      Name name = name_of(item);
      const bool says = !name.subject.phrase.empty() || name.has_place || name.has_period ||
                        name.growth || name.level;
      if (says) names.push_back(std::move(name));
    }
    item.begin = i + 1;
  }
  return names;
}

/// «杭州、宁波和温州出口», «对美国、欧盟出口»: the names, each completed by what the last one has
/// behind it and the first before it.
std::vector<ChineseSentence::Name> ChineseSentence::names_in(Stretch stretch, std::size_t wanted,
                                                             const std::string& tail) {
  std::vector<Name> names;
  if (stretch.empty()) return names;
  constexpr int modes = 4;
  for (int mode = 0; mode < modes; ++mode) {
    names = split_names(stretch, mode);
    if (wanted == 0 || names.size() == wanted) break;
  }
  if (wanted != 0 && names.size() != wanted) names = split_names(stretch, 1);
  // «对美国、欧盟分别出口…»: what stands behind 分别 belongs to all.
  if (!tail.empty() && !names.empty()) names.back().subject.phrase += tail;
  settle_names(names);
  return names;
}

/// Puts a head behind names of an earlier clause that have none.
void ChineseSentence::complete_names(std::vector<Name>& names, const std::string& tail) const {
  // «非洲、拉美等表现亮眼,对其出口分别…»
  static constexpr std::string_view to = "对";
  const bool toward = tail.starts_with(to);
  for (Name& name : names) {
    Subject own;
    own.phrase = name.subject.phrase;
    if (own.phrase.empty() || !core_of(own).empty()) continue;
    if (toward && !own.phrase.starts_with(to)) name.subject.phrase.insert(0, to);
    name.subject.phrase += toward ? tail.substr(to.size()) : tail;
    name.subject.indicator = indicator_of(name.subject.phrase);
  }
}

/// «进口原油、机电产品»: 进口 stands for all of them.
void ChineseSentence::share_flow(std::vector<Name>& names) {
  static constexpr std::string_view flows[] = {"进出口", "出口", "进口"};
  const std::string first = names.front().subject.phrase;
  for (const std::string_view flow : flows) {
    if (!first.starts_with(flow) || first.size() == flow.size()) continue;
    for (Name& name : names) {
      std::string& phrase = name.subject.phrase;
      if (!phrase.empty() && phrase.find("口") == std::string::npos) phrase.insert(0, flow);
    }
    return;
  }
}

/// Shares out what a list says once: the head behind the last name (…出口), the 对 before the
/// first, the place before the first of several indicators.
void ChineseSentence::settle_names(std::vector<Name>& names) const {
  if (names.empty()) return;
  const std::string last = names.back().subject.phrase;
  Subject tail;
  tail.phrase = last;
  std::string head;
  if (names.size() > 1) {
    const IndicatorId whole = draft_.indicator_of(last);
    const bool places = std::all_of(names.begin(), names.end() - 1, [](const Name& n) {
      return n.has_place && n.subject.phrase.empty();
    });
    const bool periods = std::all_of(names.begin(), names.end() - 1, [](const Name& n) {
      return n.has_period && n.subject.phrase.empty();
    });
    if (places || periods) {
      for (Name& name : names) name.subject.phrase = last;
    } else if (!whole.known() || core_of(tail) != last) {
      head = core_of(tail);
      if (!last.ends_with(head) && !head.empty()) head = last.substr(last.rfind(head));
    }
  }
  const std::string& first = names.front().subject.phrase;
  std::string partner = first.starts_with("对") && names.size() > 1 ? "对" : "";
  // «鞋类对欧盟、美国、俄罗斯出口额»: the goods too are said once.
  const std::size_t toward = first.find("对");
  if (names.size() > 1 && toward != std::string::npos && toward > 0) {
    const std::string& next = names[1].subject.phrase;
    const auto word = draft_.parts.lexicon.longest(next, 0, next.size());
    const bool foreign = word && draft_.parts.lexicon.at(word->entry).classes.has(C::foreign);
    if (foreign) partner = first.substr(0, toward + std::string_view("对").size());
  }
  const bool one_place = names.size() > 1 && names.front().has_place && !names.back().has_place;
  share_flow(names);
  const Name* before = nullptr;
  for (Name& name : names) {
    std::string& phrase = name.subject.phrase;
    // «进出口总值和增速»: the second is about the first.
    if (phrase.empty() && before != nullptr && (name.growth || name.level) && !name.has_place) {
      name.subject = before->subject;
      name.has_place = before->has_place;
      name.aspect = true;
      before = &name;
      continue;
    }
    before = &name;
    if (one_place && !name.has_place) {
      name.subject.place = names.front().subject.place;
      name.has_place = true;
    }
    if (!partner.empty() && !phrase.starts_with(partner)) phrase.insert(0, partner);
    name.subject.indicator = indicator_of(phrase);
    Subject own;
    own.phrase = phrase;
    const std::string own_core = core_of(own);
    // «国有企业和外资企业进出口»: both names end in 企业 and want the flow.
    const bool open = own_core.empty() || (own_core == "企业" && head.ends_with("口"));
    // 跨境电商 is the trade of both ways until the head says 出口.
    const bool narrows = open && !head.empty() && name.subject.indicator.known() &&
                         draft_.parts.words.catalogue.find(phrase + head).has_value();
    if (narrows || (!head.empty() && !name.subject.indicator.known() && open)) {
      phrase += head;
      name.subject.indicator = indicator_of(phrase);
    }
    if (phrase.empty()) {
      name.subject.indicator = now_.indicator;
      phrase = now_.phrase;
    }
    if (!name.subject.indicator.known() && names.size() == 1) continue;
    name.subject = completed(std::move(name.subject), true);
  }
}

/// «租赁和商务服务业、批发和零售业,分别增长…»: how many names a clause before listed is known when
/// their values come.
void ChineseSentence::split_again(std::size_t wanted) {
  if (names_clause_ == nullptr) return;
  const Clause* here = clause_;
  clause_ = names_clause_;
  std::vector<Name> names = names_in(names_stretch_, wanted);
  clause_ = here;
  if (names.size() == wanted) names_ = std::move(names);
}

void ChineseSentence::read_list(const std::vector<std::uint32_t>& run, std::uint32_t window_begin) {
  Window window = read_window(draft_, clause_->tokens, window_begin, run.front());
  if (window.of_which) open_parts();
  set_scene(window);
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
  std::vector<Name> names =
      numbered_names(window_begin, window.respectively ? window.respectively_at : run.front(),
                     tail.empty() ? phrase_of(listed) : tail);
  if (names.size() != run.size()) names = names_in(listed, run.size(), tail);
  const bool several = names.size() > 1;
  if (several) {
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
  if (!several || (run.size() == 2 && draft_.piece.numeral(token(run.front())).range_low)) {
    set_subject(window, true);
  }
  std::vector<Stretch> compared = parts_of(window.governed);
  std::vector<Comparison> comparisons = comparisons_in(window_begin, run.front());
  if (window.gap == 0 || comparisons.size() != run.size()) comparisons.clear();
  const bool each_named = std::all_of(comparisons.begin(), comparisons.end(),
                                      [](const Comparison& c) { return !c.with.empty(); });
  if (!comparisons.empty() && each_named) {
    compared.clear();
    for (const Comparison& c : comparisons) compared.push_back(c.with);
  }
  const bool by_governed = compared.size() == run.size() && !several;
  const bool unnamed = phrase_of(window.subject).empty();
  if (window.respectively && !by_governed && unnamed && names.size() != run.size()) {
    names = stated_before(run.size());
    if (!names.empty()) names_ = names;
  }
  const Numeral& head = draft_.piece.numeral(token(run.front()));
  const bool range = run.size() == 2 && head.range_low;
  const bool paired = !range && names.size() == run.size();
  const bool mixed =
      paired && std::any_of(names.begin(), names.end(), [](const Name& n) { return n.aspect; });
  // «6.57万亿元、7.67万亿元、8.88万亿元,这是…»: what they are of is said later, or nowhere.
  constexpr std::size_t many = 3;
  const bool bare = names.empty() && window.subject.empty();
  unpaired_ = !paired && !range && !by_governed &&
              (window.respectively || (bare && (unpaired_ || run.size() >= many)));
  const std::uint32_t list = ++draft_.last_list;
  list_claims_.clear();
  const Subject before = now_;
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
  Window item = window;
  const std::optional<Period> prior = prior_;
  const std::optional<Measure> pending = pending_;
  for (std::size_t i = 0; i < run.size(); ++i) {
    Value value = value_at(run[i]);
    if (i > 0) {
      item.since_time = window.since_time;
      for (std::uint32_t p = run[i - 1] + 1; p < run[i]; ++p) {
        if (is_word(p, C::up) || is_word(p, C::down)) {
          item.direction = is_word(p, C::up) ? 1 : -1;
          item.to = token(p).is(C::to);
        }
      }
    }
    if (!comparisons.empty()) item.gap = comparisons[i].sign;
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
    if (range) {
      now_ = before;
    } else if (paired) {
      now_ = names[i].subject;
      if (mixed) {
        item.growth = names[i].growth;
        item.level_word = names[i].level;
      }
    } else {
      now_ = before;
      if (by_governed) {
        item.governed = compared[i];
      } else if (several || window.respectively || unpaired_) {
        // As many values as names is the only pairing that is sure.
        now_.indicator = {};
        now_.phrase = phrase_of(window.subject);
      }
    }
    claim->subject = now_;
    claim->list = list;
    prior_ = prior;
    pending_ = pending;
    decide(value, item, *claim);
    settle(value, item, std::move(*claim));
    if (last_) list_claims_.push_back(*last_);
  }
  if (range) settle_range();
  now_ = before;
  const auto alike = [&](const Name& name) {
    return name.subject.indicator == names.front().subject.indicator &&
           name.subject.phrase == names.front().subject.phrase;
  };
  if (paired && std::all_of(names.begin(), names.end(), alike)) {
    // «杭州、宁波出口分别增长…,杭州居首位»: of the same thing.
    now_.indicator = names.front().subject.indicator;
    now_.phrase = names.front().subject.phrase;
  }
  if (several) {
    draft_.carried.head_level.reset();
  }
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
