#include <algorithm>
#include <utility>

#include "bulletin/read/aspect.h"
#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {
namespace {

using C = WordClass;

constexpr WordClasses phrase_words(C::plain, C::indicator, C::head, C::foreign, C::name, C::suffix,
                                   C::partner, C::conjunction, C::count_word, C::rank_behind,
                                   C::above, C::below, C::not_place);
/// A phrase longer than this is prose that no cue has cut.
constexpr std::size_t longest_phrase = 96;

/// 规模以上工业企业 is a class of enterprises, a longer phrase a story about some.
constexpr std::size_t longest_doer = 36;

constexpr std::size_t count_character = 3;

constexpr std::string_view exports_word = "出口";

/// «三市出口», «四省一市»: a count in front of the phrase, no part of the name.
void drop_count(std::string& phrase) {
  static constexpr std::string_view digits[] = {"两", "二", "三", "四", "五",
                                                "六", "七", "八", "九", "十"};
  static constexpr std::string_view kinds[] = {"市", "省", "县", "区", "国",
                                               "地", "者", "家", "城"};
  constexpr std::size_t character = 3;
  if (phrase.size() < 2 * character) return;
  const std::string_view digit = std::string_view(phrase).substr(0, character);
  const std::string_view kind = std::string_view(phrase).substr(character, character);
  const bool counts = std::find(std::begin(digits), std::end(digits), digit) != std::end(digits) &&
                      std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
  if (counts) phrase.erase(0, 2 * character);
  // «各市进出口增速»: of each of them, the same.
  static constexpr std::string_view each[] = {"各设区市", "各县区", "各区县", "各市县",
                                              "各地市",   "各市",   "各县",   "各区"};
  for (const std::string_view places : each) {
    if (!phrase.starts_with(places) || phrase.size() == places.size()) continue;
    phrase.erase(0, places.size());
    return;
  }
}

/// «博览会展览面积», «食材展参展品牌», «会上集中签约项目»: whose it is, no part of what it is.
void drop_event(std::string& phrase) {
  static constexpr std::string_view things[] = {
      "展览", "参展", "展位", "展品",   "签约", "现场", "意向", "成交", "集中", "专业观众",
      "观众", "到会", "到场", "境外采", "入场", "观展", "特装", "参观", "线上", "线下"};
  static constexpr std::string_view events[] = {"博览会", "展览会", "交易会", "洽谈会", "展销会",
                                                "推介会", "博会",   "交会",   "洽会",   "大会",
                                                "会上",   "展会",   "展"};
  static constexpr std::string_view rooms[] = {"现场", "到会", "入场", "到场", "参会", "进场"};
  static constexpr std::string_view no_event[] = {"参", "观", "布", "会", "画"};
  for (const std::string_view thing : things) {
    for (std::size_t at = phrase.find(thing); at != std::string::npos && at > 0;
         at = phrase.find(thing, at + 1)) {
      const std::string_view before = std::string_view(phrase).substr(0, at);
      const auto ends = [&](std::string_view text) { return before.ends_with(text); };
      const bool event = std::any_of(std::begin(events), std::end(events), ends);
      const std::string_view left = before.substr(0, before.size() - count_character);
      const bool word =
          event && std::any_of(std::begin(no_event), std::end(no_event), [&](std::string_view n) {
            return before.ends_with("展") && left.ends_with(n);
          });
      // «现场成交额» is another thing than what was closed in all.
      const bool counted = thing.ends_with("观众") || thing == "签约" || thing == "境外采";
      const bool room = counted && phrase.find("额") == std::string::npos &&
                        std::find(std::begin(rooms), std::end(rooms), before) != std::end(rooms);
      if ((!event || word) && !room) continue;
      phrase.erase(0, at);
      return;
    }
  }
}

}  // namespace

/// 级 of 省级园区: the word before it is no counted thing.
bool ChineseSentence::begins_kind(std::uint32_t position) const {
  if (position >= clause_size()) return false;
  const std::string_view text = draft_.piece.text_of(token(position));
  return text.starts_with("级") || text.starts_with("属") || text.starts_with("直");
}

/// 超, 亿元, 以上 of «出口超亿元以上企业»: an ignored amount between words, and what bounds it.
bool ChineseSentence::names_class(Stretch stretch, std::uint32_t position) const {
  const auto amount = [&](std::uint32_t at) {
    return at > stretch.begin && at + 1 < stretch.end && token(at).kind == Token::Kind::numeral &&
           draft_.settled(token(at).index) && is_class_amount(draft_, token(at));
  };
  if (amount(position)) return true;
  const bool before = is_word(position, C::over) || is_word(position, C::reached);
  const bool after = is_word(position, C::over_after) || is_word(position, C::under_after);
  return position > stretch.begin &&
         ((before && amount(position + 1)) || (after && amount(position - 1)));
}

/// The noun phrase without place, time and filler: what remains names the indicator.
std::string ChineseSentence::phrase_of(Stretch stretch) const {
  static constexpr std::string_view comma = "、";
  std::string out;
  bool behind_partner = false;
  bool listed = false;
  std::optional<std::size_t> hanging;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const Token& t = token(i);
    const bool no_place = t.kind == Token::Kind::place &&
                          (behind_partner || !draft_.place_of(t, draft_.paragraph.place));
    if (names_class(stretch, i)) {
      out += draft_.piece.text_of(t);
      continue;
    }
    const bool named = t.kind == Token::Kind::text || no_place ||
                       stands_inside_text(draft_, clause_->tokens, i) ||
                       (t.kind == Token::Kind::word && t.classes.any(phrase_words) &&
                        !t.is(C::filler) && !t.is(C::border));
    if (t.kind != Token::Kind::mark) {
      behind_partner = t.kind == Token::Kind::word && t.is(C::partner);
    }
    // «电力、热力、燃气及水生产和供应业» is one name.
    const bool joins = listed;
    listed = t.is_mark('&') && !out.empty() && i > stretch.begin &&
             token(i - 1).kind != Token::Kind::mark &&
             out.ends_with(draft_.piece.text_of(token(i - 1)));
    if (!named || names_ranked(draft_, clause_->tokens, i)) continue;
    if (joins && !t.is(C::conjunction)) out += comma;
    const std::string_view text = draft_.piece.text_of(t);
    const bool wire =
        i > 0 && token(i - 1).kind == Token::Kind::time && (text == "电" || text == "讯");
    if (wire) continue;
    // 9市进出口: the word that the number counts.
    if (t.is(C::count_word) && i > 0 && token(i - 1).kind == Token::Kind::numeral &&
        t.span.size() == count_character && !begins_kind(i + 1)) {
      continue;
    }
    if (t.is(C::conjunction) && (out.empty() || i + 1 == stretch.end)) continue;
    hanging =
        t.kind == Token::Kind::word && t.is(C::partner) ? std::optional(out.size()) : std::nullopt;
    out += draft_.piece.text_of(t);
    if (out.size() > longest_phrase) break;
  }
  // «从全省第五上升至…», «增速从…»: a word that opens a partner opens none when nothing follows.
  if (hanging) out.resize(*hanging);
  drop_count(out);
  drop_event(out);
  // 总量 alone names nothing: it is the amount of what was spoken of.
  const auto word = draft_.parts.lexicon.longest(out, 0, out.size());
  const bool suffix = word && word->length == out.size() &&
                      draft_.parts.lexicon.at(word->entry).classes.has(C::suffix);
  if (suffix) out.clear();
  return out;
}

/// «年末常住人口城镇化率»: when it was counted, no part of the name, when what stands behind it is
/// one.
IndicatorId ChineseSentence::indicator_behind_moment(std::string& phrase) const {
  static constexpr std::string_view moments[] = {"年末", "年底", "期末", "季末", "月末", "全年"};
  for (const std::string_view moment : moments) {
    if (phrase.size() <= moment.size() || !phrase.starts_with(moment)) continue;
    const IndicatorId found = draft_.indicator_of(phrase.substr(moment.size()));
    if (found.known()) phrase.erase(0, moment.size());
    return found;
  }
  return {};
}

/// The indicator of exactly this phrase. Words that change nothing (出口规模) are left off both.
IndicatorId ChineseSentence::indicator_of(std::string& phrase) const {
  IndicatorId found = draft_.indicator_of(phrase);
  if (!found.known()) found = indicator_behind_moment(phrase);
  if (found.known()) return found;
  // «出口机电产品» is 机电产品出口.
  for (const std::string_view flow :
       {std::string_view("进出口"), exports_word, std::string_view("进口")}) {
    if (!phrase.starts_with(flow)) continue;
    std::string turned = phrase.substr(flow.size()) + std::string(flow);
    found = draft_.indicator_of(turned);
    if (!found.known()) break;
    phrase = std::move(turned);
    return found;
  }
  // «投洽会签约项目»: what an event counts is named behind it.
  for (const std::string_view event : {std::string_view("会"), std::string_view("展")}) {
    const std::size_t at = phrase.find(event);
    if (at == std::string::npos || at == 0) continue;
    found = draft_.indicator_of(phrase.substr(at + event.size()));
    if (found.known() && draft_.parts.words.catalogue.at(found).yearly) return found;
    found = {};
  }
  for (std::size_t at = 1; at < phrase.size(); ++at) {
    if ((static_cast<unsigned char>(phrase[at]) & 0xC0U) == 0x80U) continue;
    const auto word = draft_.parts.lexicon.longest(phrase, at, phrase.size());
    if (!word || at + word->length != phrase.size()) continue;
    if (!draft_.parts.lexicon.at(word->entry).classes.has(C::suffix)) continue;
    found = draft_.indicator_of(phrase.substr(0, at));
    if (found.known()) phrase.resize(at);
    break;
  }
  return found;
}

/// 出口 of 外贸出口总值: what a part of it takes over. Empty when it has no such word.
std::string ChineseSentence::core_of(const Subject& subject) const {
  std::string name = subject.phrase;
  if (subject.indicator.known()) name = draft_.parts.words.catalogue.at(subject.indicator).zh;
  const Lexicon& lexicon = draft_.parts.lexicon;
  std::string core;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if ((static_cast<unsigned char>(name[at]) & 0xC0U) == 0x80U) continue;
    std::size_t limit = name.size();
    std::size_t longest = 0;
    // The shortest head word that begins here: 进出口 of 进出口总值.
    while (const auto word = lexicon.longest(name, at, limit)) {
      if (lexicon.at(word->entry).classes.has(C::head)) {
        core = name.substr(at, word->length);
        longest = std::max(longest, word->length);
      }
      limit = at + word->length - 1;
    }
    if (longest > 0) at += longest - 1;
  }
  return core;
}

/// «其中机电产品», «服装142.9亿元» behind «出口鞋类…»: a part's phrase takes the head of its whole.
Subject ChineseSentence::completed(Subject subject, bool money_or_rate) const {
  if (subject.phrase.empty() || !money_or_rate) return subject;
  const bool partner = subject.phrase.starts_with("对") || subject.phrase.starts_with("自") ||
                       subject.phrase.starts_with("从");
  if (!parts_ && !partner && subject.indicator.known()) return subject;
  // Outside 其中 only a sentence that goes on shares its head, and a rate has none.
  const bool goes_on = last_ && draft_.claim(*last_).sentence == draft_.sentence;
  // What ends so says what it measures: 新签合同额 wants no 投资 behind it.
  static constexpr std::string_view measured[] = {"率", "面", "比", "度", "结构", "额",
                                                  "值", "量", "费", "数", "价",   "金"};
  const bool rate = std::any_of(std::begin(measured), std::end(measured),
                                [&](std::string_view r) { return subject.phrase.ends_with(r); });
  if ((!parts_ && !partner && !goes_on) || rate) return subject;
  const Subject& whole = draft_.carried.head;
  const std::string core = core_of(parts_ || partner || !whole.phrase.empty() ? whole : now_);
  if (core.empty()) return subject;
  const bool trade = core.ends_with(exports_word) || core.ends_with("进口");
  static constexpr std::string_view both = "进出口";
  const std::size_t flow = whole.phrase.find(both);
  // «民营企业进出口…其中,出口…»: the exports of those enterprises.
  if (parts_ && flow != std::string::npos && flow > 0 && subject.indicator.known() &&
      (subject.phrase.starts_with(exports_word) || subject.phrase.starts_with("进口"))) {
    const std::string narrowed = whole.phrase.substr(0, flow) + subject.phrase;
    subject.indicator = draft_.indicator_of(narrowed);
    subject.phrase = narrowed;
    return subject;
  }
  if (subject.phrase.find(exports_word) != std::string::npos ||
      subject.phrase.find("进口") != std::string::npos) {
    return subject;
  }
  Subject own;
  own.phrase = subject.phrase;
  if (!subject.indicator.known() && !core_of(own).empty() && !trade) return subject;
  if (!subject.indicator.known() && !core_of(own).empty() && !parts_ && !partner) return subject;
  // «其中民营1.2万家», but not «特装展位占比» behind a number of firms.
  static constexpr std::string_view each = "人均";
  if (core.ends_with("数") || subject.phrase.starts_with(each)) return subject;
  constexpr std::size_t longest_kind = 12;
  if (core == "企业" && subject.phrase.size() > longest_kind - 1) return subject;
  std::string combined = subject.phrase + core;
  const IndicatorId id = draft_.indicator_of(combined);
  // 一般贸易 is trade as a whole until the head says 出口.
  if (subject.indicator.known() && !id.known()) return subject;
  subject.indicator = id;
  subject.phrase = std::move(combined);
  return subject;
}

/// «规模以上工业企业实现利润»: the doer belongs to what it did, when the two make a name or the
/// doer is a class of enterprises.
std::string ChineseSentence::joined_phrase(const Window& window) const {
  std::string phrase = phrase_of(window.subject);
  if (window.before_border.empty()) return phrase;
  const std::string doer = phrase_of(window.before_border);
  if (phrase.empty() || doer.empty()) return phrase.empty() ? doer : phrase;
  std::string both = doer + phrase;
  static constexpr std::string_view doers[] = {"企业", "单位", "业"};
  const bool enterprises = std::any_of(std::begin(doers), std::end(doers), [&](std::string_view e) {
    return doer.ends_with(e) && doer.size() <= longest_doer;
  });
  if (window.doing || enterprises || draft_.indicator_of(both).known()) return both;
  return phrase;
}

/// «制造业贷款余额…,其中中长期贷款…;涉农贷款余额…»: behind the semicolon stands no part, but the
/// next of what the parts were of.
bool ChineseSentence::parts_end_before(const std::string& phrase) const {
  if (!parts_ || inline_parts_ != InlineParts::semicolon_passed) return false;
  const Subject& whole = draft_.carried.head;
  Subject named;
  named.phrase = phrase;
  if (opposed_aspects(phrase, whole.phrase)) return true;
  const std::string core = core_of(named);
  if (!core.empty()) return core == core_of(whole);
  constexpr std::size_t two_characters = 6;
  return phrase.size() > two_characters && whole.phrase.size() > two_characters &&
         whole.phrase.ends_with(phrase.substr(phrase.size() - two_characters));
}

void ChineseSentence::set_subject(const Window& window, bool money_or_rate) {
  std::string phrase = joined_phrase(window);
  if (phrase.empty()) {
    // «其中,杭州增长8%»: another place, the same thing.
    if (parts_ && window.of_which) {
      now_.indicator = draft_.carried.head.indicator;
      now_.phrase = draft_.carried.head.phrase;
    }
    return;
  }
  if (is_value_of_last(phrase)) {
    now_.indicator = {};
    now_.phrase = draft_.claim(*goods_).subject.phrase;
    return;
  }
  static constexpr std::string_view deficit = "逆差";
  if (phrase == deficit) phrase.insert(0, "贸易");
  if (parts_end_before(phrase) && !window.of_which) {
    parts_ = draft_.carried.parts = false;
    inline_parts_ = InlineParts::none;
  }
  narrow_by_story(window, phrase);
  narrow_by_its(window, phrase);
  if (window.share_verb) narrow_by_whole(window, phrase);
  Subject subject;
  subject.indicator = indicator_of(phrase);
  subject.phrase = std::move(phrase);
  subject = completed(std::move(subject), money_or_rate);
  now_.indicator = subject.indicator;
  now_.phrase = std::move(subject.phrase);
  goes_on_lagging();
  if (!excluded_.empty()) {
    now_.indicator = {};
    now_.phrase.insert(0, std::exchange(excluded_, {}));
  }
  static constexpr std::string_view domestic = "国内";
  if (!now_.place.known() && now_.place_text.empty() && now_.phrase.starts_with(domestic)) {
    now_.place = draft_.find_place("全国").value_or(PlaceId{});
  }
}

Subject ChineseSentence::governed_subject(Stretch stretch, const Subject& like, bool& named) const {
  Subject subject;
  subject.period = like.period;
  subject.place = like.place;
  named = false;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const Token& t = token(i);
    const bool place_word =
        t.kind == Token::Kind::word && (t.is(C::home_place) || t.is(C::that_place));
    if (t.kind != Token::Kind::place && !place_word) continue;
    subject.place = draft_.place_of(t, like.place).value_or(PlaceId{});
    subject.place_text = std::string(draft_.piece.text_of(t));
    named = true;
  }
  std::string phrase = phrase_of(stretch);
  // 全省平均, 全省整体: the place's own figure of the same thing.
  if (phrase.empty()) {
    subject.indicator = like.indicator;
    subject.phrase = like.phrase;
    return subject;
  }
  named = true;
  subject.indicator = indicator_of(phrase);
  subject.phrase = std::move(phrase);
  return subject;
}

}  // namespace duibiao::bulletin
