#include <algorithm>
#include <utility>

#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

namespace {

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

}  // namespace

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

/// 投资 of «投资同比»: up to the first word that says how the values behind it are meant.
std::string ChineseSentence::named_by(std::string_view text) const {
  static constexpr WordClasses cues(C::yoy, C::mom, C::growth, C::decline, C::up, C::down, C::than,
                                    C::pull, C::share_verb, C::average, C::respectively, C::to);
  const Lexicon& lexicon = draft_.parts.lexicon;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto word = lexicon.longest(text, at, text.size());
    if (!word) continue;
    const WordClasses& classes = lexicon.at(word->entry).classes;
    if (classes.any(cues) && !classes.has(C::plain)) return std::string(text.substr(0, at));
    at += word->length - 1;
  }
  return std::string(text);
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
  // «三次产业分别拉动…»: one value each, in their order.
  static constexpr std::string_view three = "三次产业";
  static constexpr std::string_view each[] = {"第一产业", "第二产业", "第三产业"};
  if (const std::size_t at = text.find(three); at != std::string_view::npos) {
    const std::string_view behind = text.substr(at + three.size());
    if (behind.starts_with("结构") || behind.starts_with("比")) return names;
    const std::string rest = named_by(behind);
    for (const std::string_view industry : each) {
      Name name;
      name.subject = now_;
      name.subject.phrase = std::string(industry) + rest;
      name.subject.indicator = indicator_of(name.subject.phrase);
      names.push_back(std::move(name));
    }
    return names;
  }
  for (const std::string_view ending : endings) {
    const std::size_t at = text.find(ending);
    if (at == std::string_view::npos) continue;
    const std::vector<std::string_view> numbers = numbers_before(text, at);
    if (numbers.size() < 2) continue;
    std::string rest = named_by(text.substr(at + ending.size()));
    if (rest.empty() || ending != "产业") rest = tail;
    // Of «第一、二、三产业» the numbers' own ending may be all that stands there.
    if (const std::size_t own = rest.rfind(ending); own != std::string::npos) {
      rest.erase(0, own + ending.size());
    }
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

/// «民营、外资、国有企业进出口», «城镇、农村常住居民人均可支配收入»: the longest end of the last
/// name that makes one of the catalogue with this. Empty when none does.
std::string ChineseSentence::completed_by(const std::string& phrase,
                                          const std::string& last) const {
  constexpr std::size_t longest = 48;
  if (phrase.empty() || phrase.size() > longest || last.size() > longest) return {};
  for (std::size_t at = 1; at < last.size(); ++at) {
    if ((static_cast<unsigned char>(last[at]) & 0xC0U) == 0x80U) continue;
    std::string whole = phrase + last.substr(at);
    if (draft_.indicator_of(whole).known()) return whole;
  }
  return {};
}

/// «芝罘区、黄渤海新区、龙口市进出口»: between places stands one, though the registry has it not.
void ChineseSentence::name_zones(std::vector<Name>& names) {
  static constexpr std::string_view endings[] = {"新区", "区", "县", "市"};
  if (names.size() < 3 || !names.front().has_place || !names.back().has_place) return;
  for (Name& name : names) {
    std::string& phrase = name.subject.phrase;
    const bool zone =
        std::any_of(std::begin(endings), std::end(endings),
                    [&](std::string_view ending) { return phrase.ends_with(ending); });
    if (name.has_place || !zone) continue;
    name.has_place = true;
    name.subject.place = {};
    name.subject.place_text = std::exchange(phrase, {});
  }
}

/// Shares out what a list says once: the head behind the last name (…出口), the 对 before the
/// first, the place before the first of several indicators.
void ChineseSentence::settle_names(std::vector<Name>& names) const {
  if (names.empty()) return;
  name_zones(names);
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
    if ((open || own_core == phrase) && &name != &names.back()) {
      std::string whole = completed_by(phrase, last);
      if (!whole.empty()) {
        phrase = std::move(whole);
        name.subject.indicator = indicator_of(phrase);
        continue;
      }
    }
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

/// «其中出口1528.3亿元,进口237.7亿元,分别增长10.0%和3.1%»: the parts whose amounts stand just
/// before, when there are as many of them as values.
std::vector<ChineseSentence::Name> ChineseSentence::stated_before(std::size_t wanted) const {
  std::vector<Name> names;
  if (!last_) return names;
  const Claim& last = draft_.claim(*last_);
  for (std::uint32_t i = *last_ + 1; i-- > 0 && names.size() <= wanted;) {
    const Claim& claim = draft_.claim(i);
    // «经营主体138.7万户,其中企业…,个体户…,分别增长…»: the whole is one of them.
    const bool whole = last.whole && *last.whole == i && names.size() + 1 == wanted;
    if (claim.sentence != draft_.sentence || (claim.whole != last.whole && !whole)) break;
    const bool amount = claim.measure == Measure::level || claim.measure == Measure::count;
    if (!amount || claim.list != 0) return {};
    if (claim.subject.period != last.subject.period) return {};
    Name name;
    name.subject = claim.subject;
    names.insert(names.begin(), std::move(name));
  }
  const auto unnamed = [](const Name& name) {
    return !name.subject.indicator.known() && name.subject.phrase.empty();
  };
  if (names.size() != wanted || std::any_of(names.begin(), names.end(), unnamed)) return {};
  return names;
}

/// «江阴、张家港进出口额均超过2000亿元,分别达…»: places that a value or story was about.
void ChineseSentence::note_places(const Window& window) {
  bool listed = false;
  for (std::uint32_t i = window.subject.begin; i < window.subject.end && !listed; ++i) {
    listed = token(i).is_mark('&') || is_word(i, C::conjunction);
  }
  if (!listed) return;
  std::vector<Name> names = names_in(window.subject, 0);
  const bool places = names.size() > 1 && std::all_of(names.begin(), names.end(),
                                                      [](const Name& n) { return n.has_place; });
  if (!places) return;
  names_ = std::move(names);
  names_clause_ = nullptr;
}

}  // namespace duibiao::bulletin
