#include "bulletin/read/window.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "bulletin/read/window_reader.h"

namespace duibiao::bulletin {
namespace {

using C = WordClass;

constexpr std::size_t one_character = 3;

constexpr WordClasses nouns(C::plain, C::indicator, C::head, C::foreign, C::name, C::suffix,
                            C::partner, C::overall);

constexpr WordClasses directions(C::up, C::down, C::widen, C::narrow);

/// 电 and 讯 behind the day of a dateline.
bool is_wire_mark(std::string_view text) { return text == "电" || text == "讯"; }

/// 均, 已: a word of its own before whatever follows.
bool is_adverb(const Draft& draft, const Token& t) {
  static constexpr std::string_view adverbs[] = {"均", "都", "也", "仍", "已", "又", "还",
                                                 "则", "将", "其", "只", "仅", "再", "且",
                                                 "共", "在", "于", "以", "该", "此", "了"};
  return std::find(std::begin(adverbs), std::end(adverbs), draft.piece.text_of(t)) !=
         std::end(adverbs);
}

}  // namespace

WindowReader::WindowReader(const Draft& draft, std::span<const std::uint32_t> tokens,
                           std::uint32_t begin, std::uint32_t end)
    : draft_(draft), tokens_(tokens), begin_(begin), end_(end), tail_(end) {
  while (tail_ > begin_ && !names_something(token(tail_ - 1))) --tail_;
}

Window WindowReader::run() {
  for (at_ = begin_; at_ < end_; ++at_) read(token(at_));
  if (zone_ == Zone::than && !than_time_ && window_.gap == 0) drop_than();
  // «占全省比重较上年…»: behind 较 stands a time, the whole is still 全省.
  if (window_.governed.empty() && !whole_.empty()) {
    window_.governed = whole_;
    window_.compares = false;
  }
  return window_;
}

bool WindowReader::names_something(const Token& t) {
  if (t.kind == Token::Kind::text || t.kind == Token::Kind::place) return true;
  if (t.kind == Token::Kind::word &&
      (t.is(C::home_place) || t.is(C::that_place) || t.is(C::region))) {
    return true;
  }
  return t.kind == Token::Kind::word && t.classes.any(nouns) && !t.is(C::filler) &&
         !t.is(C::border) && !t.is(C::over) && !t.is(C::to);
}

bool WindowReader::single(const Token& t) const { return t.span.size() == one_character; }

void WindowReader::read(const Token& t) {
  switch (t.kind) {
    case Token::Kind::time:
      return time();
    case Token::Kind::place:
      return place();
    case Token::Kind::text:
      return noun();
    case Token::Kind::numeral:
      // A number that is no figure (HS编码6403项下…): a noun phrase begins anew behind it.
      restart_ = zone_ == Zone::subject && !defines_class(t);
      counts_top_ =
          restart_ && at_ > begin_ && draft_.piece.text_of(token(at_ - 1)).ends_with("前");
      return;
    case Token::Kind::mark:
      return;
    case Token::Kind::word:
      return word(t);
  }
}

void WindowReader::noun() {
  if (restart_ && counts_top_ && names_ranked(draft_, tokens_, at_)) return;
  if (zone_ == Zone::than) than_noun_ = true;
  if (zone_ == Zone::subject) {
    // «增长势头良好»: the direction belonged to what was said before.
    if (!pull_open_) window_.direction = 0;
    window_.widen = window_.narrow = window_.to = window_.from = false;
    if (restart_) {
      before_number_ = window_.subject;
      window_.subject = {};
    }
    restart_ = false;
    extend(window_.subject);
  } else if (zone_ == Zone::governed || zone_ == Zone::than) {
    extend(window_.governed);
  }
}

void WindowReader::extend(Stretch& stretch) const {
  if (stretch.empty()) stretch.begin = at_;
  stretch.end = at_ + 1;
}

void WindowReader::govern() {
  zone_ = Zone::governed;
  window_.governed = {};
  window_.compares = false;
  window_.direction = 0;
  window_.to = false;
}

void WindowReader::time() {
  const TimeWords& said = draft_.piece.time(token(at_));
  const bool same =
      said.shape == TimeWords::Shape::same_period && said.year_kind == TimeWords::Year::none;
  if (same && window_.gap != 0) return;
  if (zone_ == Zone::than || window_.gap != 0) {
    than_time_ = true;
    window_.since = true;
    window_.since_time = tokens_[at_];
    return;
  }
  if (zone_ == Zone::governed) {
    // «占全年出口的58.7%»: the whole is of that time.
    if (window_.share_verb && !same) extend(window_.governed);
    return;
  }
  const bool listed =
      (next() != nullptr && next()->is_mark('&')) || (at_ > begin_ && token(at_ - 1).is_mark('&'));
  if (listed && zone_ == Zone::subject) extend(window_.subject);
  // «已超2020年全年的1503.6亿元»: another time's value, for this value alone.
  const bool exceeded =
      at_ > begin_ && token(at_ - 1).kind == Token::Kind::word &&
      (token(at_ - 1).is(C::over) || token(at_ - 1).is(C::near) || token(at_ - 1).is(C::reached));
  if (exceeded || measures_by_time()) window_.exceeded_time = true;
  // «1-9月出口由上年的…»: what the sentence is about stood before.
  if (window_.time && (window_.from || window_.exceeded_time)) window_.scene_time = window_.time;
  // «9月出口», but also «出口9月增长»: the last one before the value counts.
  window_.time = tokens_[at_];
}

/// «恢复到2019年的104.6%»: a time to measure by; the text goes on in its own.
bool WindowReader::measures_by_time() const {
  const Token* of = next();
  const bool stands = at_ > begin_ && token(at_ - 1).kind == Token::Kind::word && of != nullptr &&
                      at_ + 2 == end_ && end_ < tokens_.size() && draft_.piece.text_of(*of) == "的";
  if (!stands || !token(at_ - 1).is(C::to)) return false;
  if (token(end_).kind != Token::Kind::numeral) return false;
  return draft_.piece.numeral(token(end_)).form == Numeral::Form::percent;
}

void WindowReader::place() {
  // 朝阳 in a text about Zhejiang is a word like any other.
  if (!draft_.place_of(token(at_), draft_.paragraph.place) &&
      token(at_).kind == Token::Kind::place) {
    return noun();
  }
  if (zone_ == Zone::than) than_noun_ = true;
  if (zone_ == Zone::governed || zone_ == Zone::than) return extend(window_.governed);
  if (in_dateline()) return;
  if (zone_ == Zone::subject) {
    window_.place = tokens_[at_];
    place_at_ = at_;
    extend(window_.subject);
  }
}

/// 北京 of «北京10月14日电».
bool WindowReader::in_dateline() const {
  const Token* after = next();
  return after != nullptr && after->kind == Token::Kind::time &&
         (draft_.piece.time(*after).shape == TimeWords::Shape::day) && at_ + 2 < end_ &&
         is_wire_mark(draft_.piece.text_of(token(at_ + 2)));
}

void WindowReader::word(const Token& t) {
  if (t.is(C::plain) || t.is(C::name) || inside_text()) return noun();
  if (t.is(C::home_place) || t.is(C::that_place) || t.is(C::region)) return place();
  if (basis(t) || frame(t) || shares(t) || comparison(t) || ranks(t) || direction(t) ||
      exactness(t)) {
    return;
  }
  if (t.is(C::aside)) {
    window_.subject = {};
    window_.converted = true;
    return;
  }
  if (t.is(C::border)) return border(t);
  if (draft_.piece.text_of(t) == "累计") window_.cumulative = true;
  if (t.is(C::filler) || t.is(C::conjunction) || t.is(C::to) || t.is(C::from)) return;
  noun();
}

/// «出口超亿元企业»: the amount is a part of the name.
bool WindowReader::defines_class(const Token& t) const {
  return draft_.settled(t.index) && !window_.subject.empty() && is_class_amount(draft_, t);
}

/// One character between others (数据, 公共): part of a word that the lexicon does not know.
bool WindowReader::inside_text() const {
  return at_ > begin_ && stands_inside_text(draft_, tokens_, at_);
}

/// 按可比价格, 名义: may also say the direction, and go on.
bool WindowReader::basis(const Token& t) {
  if (t.is(C::constant_price)) window_.add(Qualifier::constant_price);
  if (t.is(C::nominal)) window_.add(Qualifier::nominal);
  if (t.is(C::comparable_scope)) window_.add(Qualifier::comparable_scope);
  if (t.is(C::in_dollars)) window_.in_dollars = true;
  if (t.is(C::in_yuan)) window_.in_yuan = true;
  const bool only = t.is(C::constant_price) || t.is(C::nominal) || t.is(C::comparable_scope) ||
                    t.is(C::in_dollars) || t.is(C::in_yuan);
  return only && !t.classes.any(directions) && !t.is(C::growth);
}

/// Words about how the sentence hangs together.
bool WindowReader::frame(const Token& t) {
  if (t.is(C::of_which)) {
    window_.of_which = true;
    restart();
    return true;
  }
  if (t.is(C::respectively)) {
    window_.respectively = true;
    window_.respectively_at = at_;
    if (zone_ == Zone::governed) zone_ = Zone::after;
    if (t.is(C::to)) window_.to = true;
    return true;
  }
  if (t.is(C::total)) {
    window_.total = true;
    return true;
  }
  if (t.is(C::same_below)) {
    window_.same_below = true;
    return true;
  }
  if (t.is(C::target)) window_.add(Qualifier::target);
  if (t.is(C::forecast)) window_.add(Qualifier::forecast);
  return t.is(C::target) || t.is(C::forecast);
}

void WindowReader::restart() {
  zone_ = Zone::subject;
  window_.subject = {};
  window_.governed = {};
  window_.direction = 0;
}

bool WindowReader::exactness(const Token& t) {
  // «近三年年均增长7.9%»: of the years, not of the value.
  const Token* following = next();
  if (single(t) && following != nullptr && following->kind != Token::Kind::word &&
      following->kind != Token::Kind::text && following->kind != Token::Kind::mark) {
    return false;
  }
  std::uint16_t before = window_.qualifiers;
  const auto take = [&](C c, Qualifier q) {
    if (t.is(c)) window_.add(q);
  };
  if (single(t) && !value_follows()) return false;
  take(C::about, Qualifier::about);
  take(C::near, Qualifier::near);
  take(C::over, Qualifier::over);
  take(C::under, Qualifier::under);
  take(C::reached, Qualifier::reached);
  return window_.qualifiers != before;
}

/// A noun phrase begins anew if one follows; what stood before keeps standing if none does.
void WindowReader::border(const Token& t) {
  window_.border = true;
  window_.doing = t.is(C::doing);
  if (value_follows()) return;
  if (!window_.subject.empty()) window_.before_border = window_.subject;
  window_.subject = {};
  zone_ = Zone::subject;
}
bool is_class_amount(const Draft& draft, const Token& t) {
  const Numeral& numeral = draft.piece.numeral(t);
  return numeral.form == Numeral::Form::plain && !numeral.unit_text.empty() &&
         numeral.unit.known() && numeral.unit.dimension() <= Dimension::hkd;
}

bool names_ranked(const Draft& draft, std::span<const std::uint32_t> tokens,
                  std::uint32_t position) {
  static constexpr std::string_view kinds[] = {"城市",   "地市", "市",   "县市", "县",   "区",
                                               "地",     "省",   "州",   "地区", "省份", "省市",
                                               "设区市", "市州", "区县", "县区", "市县"};
  static constexpr std::string_view top = "前";
  constexpr std::uint32_t farthest = 6;
  const auto text_at = [&](std::uint32_t at) {
    return draft.piece.text_of(draft.token(tokens[at]));
  };
  const auto is_kind = [&](std::uint32_t at) {
    return std::find(std::begin(kinds), std::end(kinds), text_at(at)) != std::end(kinds);
  };
  constexpr std::uint32_t first = 3;
  constexpr std::uint32_t longest_kind = 9;
  if (position < first || draft.token(tokens[position]).span.size() > longest_kind) return false;
  const Token& before = draft.token(tokens[position - 1]);
  const bool may = before.kind == Token::Kind::numeral || before.span.size() == one_character;
  if (!may || !is_kind(position)) return false;
  std::uint32_t at = position;
  while (at > 0 && at + farthest > position && (is_kind(at - 1) || text_at(at - 1) == "的")) --at;
  return at > 1 && at < position && draft.token(tokens[at - 1]).kind == Token::Kind::numeral &&
         text_at(at - 2).ends_with(top);
}

bool stands_inside_text(const Draft& draft, std::span<const std::uint32_t> tokens,
                        std::uint32_t position) {
  const Token& t = draft.token(tokens[position]);
  if (t.kind != Token::Kind::word || t.span.size() != one_character || position == 0) return false;
  static constexpr WordClasses loose(C::border, C::filler, C::up, C::down, C::reached);
  if (!t.classes.any(loose) || t.is(C::share_verb)) return false;
  if (draft.piece.text_of(t) == "的") return false;
  const Token& before = draft.token(tokens[position - 1]);
  if (before.kind != Token::Kind::text || before.span.end != t.span.begin) return false;
  // «食博会设展览面积…»: the show has it; 假设 and 建设 are words.
  const std::string_view said = draft.piece.text_of(before);
  if (t.is(C::border)) return !said.ends_with("会") && !said.ends_with("展");
  if (position + 1 >= tokens.size()) return false;
  const Token& after = draft.token(tokens[position + 1]);
  if (after.span.begin != t.span.end) return false;
  // «方略保税物流中心», but «三市均重点发展…»
  const bool plain = after.kind == Token::Kind::word && after.is(C::plain) && !is_adverb(draft, t);
  return after.kind == Token::Kind::text || plain;
}

Window read_window(const Draft& draft, std::span<const std::uint32_t> tokens, std::uint32_t begin,
                   std::uint32_t end) {
  return WindowReader(draft, tokens, begin, end).run();
}

}  // namespace duibiao::bulletin
