#include "bulletin/read/window.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace duibiao::bulletin {
namespace {

using C = WordClass;

constexpr std::size_t one_character = 3;

constexpr WordClasses nouns(C::plain, C::indicator, C::head, C::foreign, C::name, C::suffix,
                            C::partner, C::overall);
constexpr WordClasses directions(C::up, C::down, C::widen, C::narrow);

/// 电 and 讯 behind the day of a dateline.
bool is_wire_mark(std::string_view text) { return text == "电" || text == "讯"; }

/// Walks the tokens once and keeps which noun phrase is open: the subject's, or the one that the
/// last cue governs.
class WindowReader {
 public:
  WindowReader(const Draft& draft, std::span<const std::uint32_t> tokens, std::uint32_t begin,
               std::uint32_t end)
      : draft_(draft), tokens_(tokens), begin_(begin), end_(end), tail_(end) {
    while (tail_ > begin_ && !names_something(token(tail_ - 1))) --tail_;
  }

  Window run() {
    for (at_ = begin_; at_ < end_; ++at_) read(token(at_));
    if (zone_ == Zone::than && !than_time_ && window_.gap == 0) drop_than();
    // «占全省比重较上年…»: behind 较 stands a time, the whole is still 全省.
    if (window_.governed.empty() && !whole_.empty()) {
      window_.governed = whole_;
      window_.compares = false;
    }
    return window_;
  }

 private:
  enum class Zone : std::uint8_t { subject, governed, than, after };

  [[nodiscard]] const Token& token(std::uint32_t position) const {
    return draft_.token(tokens_[position]);
  }
  [[nodiscard]] bool last() const { return at_ + 1 >= end_; }
  [[nodiscard]] static bool names_something(const Token& t) {
    if (t.kind == Token::Kind::text || t.kind == Token::Kind::place) return true;
    if (t.kind == Token::Kind::word &&
        (t.is(C::home_place) || t.is(C::that_place) || t.is(C::region))) {
      return true;
    }
    return t.kind == Token::Kind::word && t.classes.any(nouns) && !t.is(C::filler) &&
           !t.is(C::border) && !t.is(C::over) && !t.is(C::to);
  }
  [[nodiscard]] const Token* next() const { return last() ? nullptr : &token(at_ + 1); }
  [[nodiscard]] bool single(const Token& t) const { return t.span.size() == one_character; }

  void read(const Token& t) {
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
        return;
      case Token::Kind::mark:
        return;
      case Token::Kind::word:
        return word(t);
    }
  }

  // ---- noun phrases ----

  void noun() {
    if (zone_ == Zone::than) than_noun_ = true;
    if (zone_ == Zone::subject) {
      // «增长势头良好»: the direction belonged to what was said before.
      if (!pull_open_) window_.direction = 0;
      window_.widen = window_.narrow = window_.to = window_.from = false;
      if (restart_) window_.subject = {};
      restart_ = false;
      extend(window_.subject);
    } else if (zone_ == Zone::governed || zone_ == Zone::than) {
      extend(window_.governed);
    }
  }

  void extend(Stretch& stretch) const {
    if (stretch.empty()) stretch.begin = at_;
    stretch.end = at_ + 1;
  }

  void govern() {
    zone_ = Zone::governed;
    window_.governed = {};
    window_.compares = false;
    window_.direction = 0;
    window_.to = false;
  }

  void time() {
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
    const bool listed = (next() != nullptr && next()->is_mark('&')) ||
                        (at_ > begin_ && token(at_ - 1).is_mark('&'));
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
  [[nodiscard]] bool measures_by_time() const {
    const Token* of = next();
    const bool stands = at_ > begin_ && token(at_ - 1).kind == Token::Kind::word && of != nullptr &&
                        at_ + 2 == end_ && end_ < tokens_.size() &&
                        draft_.piece.text_of(*of) == "的";
    if (!stands || !token(at_ - 1).is(C::to)) return false;
    if (token(end_).kind != Token::Kind::numeral) return false;
    return draft_.piece.numeral(token(end_)).form == Numeral::Form::percent;
  }

  void place() {
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
  [[nodiscard]] bool in_dateline() const {
    const Token* after = next();
    return after != nullptr && after->kind == Token::Kind::time &&
           (draft_.piece.time(*after).shape == TimeWords::Shape::day) && at_ + 2 < end_ &&
           is_wire_mark(draft_.piece.text_of(token(at_ + 2)));
  }

  // ---- comparisons ----

  void than() {
    zone_ = Zone::than;
    than_time_ = than_noun_ = false;
    if (window_.share_verb && !window_.compares) whole_ = window_.governed;
    window_.compares = true;
    window_.governed = {};
    window_.direction = 0;
    window_.to = false;
  }

  /// «比…» that led to nothing we know.
  void drop_than() { zone_ = Zone::subject; }

  /// «比» opens a comparison when a time or a thing follows, and a word for more or less.
  [[nodiscard]] bool opens_comparison() const {
    const Token* following = next();
    return following != nullptr && following->kind != Token::Kind::mark;
  }

  void settle_than() {
    if (zone_ == Zone::than) zone_ = Zone::after;
  }

  // ---- words ----

  void word(const Token& t) {
    if (t.is(C::plain) || t.is(C::name) || inside_text()) return noun();
    if (t.is(C::home_place) || t.is(C::that_place) || t.is(C::region)) return place();
    if (basis(t) || frame(t) || shares(t) || comparison(t) || ranks(t) || direction(t) ||
        exactness(t)) {
      return;
    }
    if (t.is(C::aside)) {
      window_.subject = {};
      return;
    }
    if (t.is(C::border)) return border(t);
    if (draft_.piece.text_of(t) == "累计") window_.cumulative = true;
    if (t.is(C::filler) || t.is(C::conjunction) || t.is(C::to) || t.is(C::from)) return;
    noun();
  }

  /// «出口超亿元企业»: the amount is a part of the name.
  [[nodiscard]] bool defines_class(const Token& t) const {
    return draft_.settled(t.index) && !window_.subject.empty() && is_class_amount(draft_, t);
  }

  /// One character between others (数据, 公共): part of a word that the lexicon does not know.
  [[nodiscard]] bool inside_text() const {
    return at_ > begin_ && stands_inside_text(draft_, tokens_, at_);
  }
  /// 按可比价格, 名义: may also say the direction, and go on.
  bool basis(const Token& t) {
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
  bool frame(const Token& t) {
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

  void restart() {
    zone_ = Zone::subject;
    window_.subject = {};
    window_.governed = {};
    window_.direction = 0;
  }

  bool shares(const Token& t) {
    if (t.is(C::pull) && !(t.is(C::contribution) && !points_follow())) {
      govern();
      window_.pull = pull_open_ = true;
      window_.pull_down = t.is(C::down);
      return true;
    }
    if (t.is(C::contribution)) {
      contribution();
      return true;
    }
    if (t.is(C::share_verb)) {
      govern();
      window_.share_verb = true;
      return true;
    }
    if (t.is(C::share_noun)) {
      window_.share_noun = true;
      window_.direction = 0;
      if (zone_ != Zone::subject || !window_.subject.empty()) zone_ = Zone::after;
      return true;
    }
    return false;
  }

  /// A value in points follows within the clause.
  [[nodiscard]] bool points_follow() const {
    if (end_ >= tokens_.size()) return false;
    const Token& value = token(end_);
    return value.kind == Token::Kind::numeral &&
           draft_.piece.numeral(value).form == Numeral::Form::percentage_point;
  }

  /// «民营企业对全市出口增长的贡献率»: what stands behind 对 is the whole.
  void contribution() {
    window_.contribution = true;
    window_.direction = 0;
    for (std::uint32_t i = window_.subject.begin; i < at_; ++i) {
      if (token(i).kind == Token::Kind::word && token(i).is(C::partner) && i + 1 < at_) {
        window_.governed = {i + 1, at_};
        window_.subject.end = std::min(window_.subject.end, i);
        if (place_at_ > i) window_.place.reset();
        break;
      }
    }
    zone_ = Zone::after;
  }

  bool comparison(const Token& t) {
    if (zone_ == Zone::than) {
      if (t.is(C::compared)) {
        zone_ = than_time_ ? Zone::subject : Zone::after;
        return true;
      }
      if ((t.is(C::above) || t.is(C::below)) && (than_time_ || than_noun_ || at_ > begin_)) {
        window_.gap = t.is(C::above) ? 1 : -1;
        if (t.is(C::net)) window_.net = true;
        zone_ = Zone::after;
        return true;
      }
    }
    if (t.is(C::yoy) || t.is(C::mom) || t.is(C::average)) {
      window_.yoy = window_.yoy || t.is(C::yoy);
      window_.mom = window_.mom || t.is(C::mom);
      window_.average = window_.average || t.is(C::average);
      if (!t.is(C::growth) && !t.is(C::decline) && !t.classes.any(directions)) return true;
    }
    if (t.is(C::than) && opens_comparison()) {
      than();
      return true;
    }
    const Token* following = next();
    if (t.is(C::conjunction) && following != nullptr && following->kind == Token::Kind::time &&
        window_.subject.empty()) {
      than();
      return true;
    }
    if ((t.is(C::higher) || t.is(C::lower)) && !bounds_value(t)) {
      govern();
      window_.gap = t.is(C::higher) ? 1 : -1;
      return true;
    }
    return false;
  }

  /// «超过20%», «低于5%» right before the value bound it; «低于全省» compares.
  [[nodiscard]] bool bounds_value(const Token& t) const {
    if (!t.is(C::over) && !t.is(C::under)) return false;
    // «高于目标1.6个百分点» compares too.
    for (std::uint32_t i = at_ + 1; i < end_; ++i) {
      if (token(i).kind == Token::Kind::word && token(i).is(C::target)) return false;
    }
    return value_follows();
  }

  bool ranks(const Token& t) {
    if (t.is(C::rank_noun)) {
      window_.rank_noun = true;
      govern();
      return true;
    }
    if (t.is(C::suffix)) window_.level_word = true;
    if (t.is(C::rank_top) && last()) {
      window_.rank_top = true;
      return true;
    }
    if (t.is(C::rank_last)) window_.rank_last = true;
    if (t.is(C::rank_verb) && ranks_something()) {
      window_.rank_verb = true;
      const Stretch among = among_before();
      govern();
      if (!among.empty()) rank_among(among);
      if (t.is(C::to)) window_.to = true;
      return true;
    }
    const Token* following = next();
    const bool among =
        following != nullptr && (following->kind == Token::Kind::place ||
                                 following->is(C::home_place) || following->is(C::region));
    // «居全国前列»: a rank without a number still takes its place with it.
    if (t.is(C::rank_verb) && !t.is(C::to) && !t.is(C::filler) && among) {
      govern();
      return true;
    }
    return t.is(C::rank_last);
  }

  /// «在全省16个市中居第4位», «全省11市中列第三»: among whom is said before the verb.
  [[nodiscard]] Stretch among_before() const {
    constexpr std::uint32_t farthest = 10;
    static constexpr std::string_view inside = "中";
    static constexpr std::string_view at = "在";
    if (at_ == begin_ || !draft_.piece.text_of(token(at_ - 1)).ends_with(inside)) return {};
    for (std::uint32_t i = at_; i > begin_ && i + farthest > at_; --i) {
      const Token& t = token(i - 1);
      if (t.kind == Token::Kind::word && draft_.piece.text_of(t) == at) return {i, at_};
      const bool place = t.kind == Token::Kind::place || t.is(C::home_place);
      if (place && i < at_ && token(i).kind == Token::Kind::numeral) return {i - 1, at_};
    }
    return {};
  }

  void rank_among(Stretch among) {
    window_.governed = among;
    window_.subject.end = std::min(window_.subject.end, among.begin);
    if (window_.place && place_at_ >= among.begin) window_.place.reset();
    for (std::uint32_t i = window_.subject.begin; i < window_.subject.end; ++i) {
      const Token& t = token(i);
      if (t.kind == Token::Kind::place || t.is(C::home_place)) window_.place = tokens_[i];
    }
  }

  /// Words such as 为 and 保持 are rank verbs only before an ordinal.
  [[nodiscard]] bool ranks_something() const {
    if (end_ >= tokens_.size()) return rank_word_follows();
    const Token& value = token(end_);
    if (value.kind != Token::Kind::numeral) return rank_word_follows();
    const Numeral& numeral = draft_.piece.numeral(value);
    return numeral.form == Numeral::Form::ordinal ||
           (numeral.form == Numeral::Form::plain && top_before_value());
  }

  [[nodiscard]] bool top_before_value() const {
    if (end_ <= at_ + 1) return false;
    const Token& before = token(end_ - 1);
    return before.kind == Token::Kind::word && before.is(C::rank_top);
  }

  [[nodiscard]] bool rank_word_follows() const {
    constexpr std::uint32_t far = 12;
    for (std::uint32_t i = at_ + 1; i < tokens_.size() && i < at_ + far; ++i) {
      const Token& later = token(i);
      if (later.kind == Token::Kind::word && (later.is(C::rank_first) || later.is(C::rank_last))) {
        return true;
      }
    }
    return false;
  }

  bool direction(const Token& t) {
    if (t.is(C::growth) || t.is(C::decline)) {
      if (zone_ == Zone::subject) extend(window_.subject);
      window_.growth = window_.growth || t.is(C::growth);
      window_.decline = window_.decline || t.is(C::decline);
      window_.direction = 0;
      if (zone_ == Zone::than) {
        than_noun_ = true;
        extend(window_.governed);
      } else if (zone_ == Zone::governed) {
        extend(window_.governed);
      }
      return true;
    }
    if (t.is(C::flat)) {
      window_.flat = true;
      return true;
    }
    if (!t.classes.any(directions)) return number_words(t);
    // «高于全省出口增长»: inside what is compared it is a noun.
    if (zone_ == Zone::governed && !pull_open_ && window_.gap != 0) return true;
    window_.direction = t.is(C::up) ? 1 : t.is(C::down) ? -1 : 0;
    window_.widen = t.is(C::widen);
    window_.narrow = t.is(C::narrow);
    window_.net = window_.net || t.is(C::net);
    window_.to = t.is(C::to);
    settle_than();
    if (zone_ == Zone::governed && !pull_open_) zone_ = Zone::after;
    return true;
  }

  /// 到, 为, 由: only where the value follows.
  bool number_words(const Token& t) {
    if (t.is(C::from)) {
      const Token* after = next();
      const bool earlier = last() || (after != nullptr && after->kind == Token::Kind::time);
      if (!earlier) return false;
      window_.from = true;
      window_.to = false;
      return true;
    }
    if (!t.is(C::to)) return false;
    const Token* following = next();
    if (t.is(C::times_of) && following != nullptr && following->kind == Token::Kind::time &&
        value_is_times()) {
      window_.times_of = true;
      than();
      return true;
    }
    if (single(t) && !value_follows()) {
      const bool named = zone_ == Zone::subject && !window_.subject.empty();
      if (t.is(C::times_of) && (named || value_is_times())) govern_multiple();
      return true;
    }
    window_.to = true;
    if (t.is(C::times_of) && !value_follows()) govern_multiple();
    return true;
  }

  [[nodiscard]] bool value_is_times() const {
    if (end_ >= tokens_.size()) return false;
    const Token& value = token(end_);
    return value.kind == Token::Kind::numeral &&
           draft_.piece.numeral(value).form == Numeral::Form::times;
  }

  void govern_multiple() {
    govern();
    window_.times_of = true;
  }

  /// No noun stands between here and the value.
  [[nodiscard]] bool value_follows() const { return at_ + 1 >= tail_; }

  bool exactness(const Token& t) {
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
  void border(const Token& t) {
    window_.border = true;
    window_.doing = t.is(C::doing);
    if (value_follows()) return;
    if (!window_.subject.empty()) window_.before_border = window_.subject;
    window_.subject = {};
    zone_ = Zone::subject;
  }

  const Draft& draft_;
  std::span<const std::uint32_t> tokens_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::uint32_t tail_;  ///< behind the last noun before the value
  std::uint32_t at_ = 0;
  Zone zone_ = Zone::subject;
  bool than_time_ = false;
  bool than_noun_ = false;
  bool pull_open_ = false;
  bool restart_ = false;
  std::uint32_t place_at_ = 0;
  Stretch whole_;
  Window window_;
};

/// 均, 已: a word of its own before whatever follows.
bool is_adverb(const Draft& draft, const Token& t) {
  static constexpr std::string_view adverbs[] = {"均", "都", "也", "仍", "已", "又", "还",
                                                 "则", "将", "其", "只", "仅", "再", "且",
                                                 "共", "在", "于", "以", "该", "此", "了"};
  return std::find(std::begin(adverbs), std::end(adverbs), draft.piece.text_of(t)) !=
         std::end(adverbs);
}

}  // namespace

bool is_class_amount(const Draft& draft, const Token& t) {
  const Numeral& numeral = draft.piece.numeral(t);
  return numeral.form == Numeral::Form::plain && !numeral.unit_text.empty() &&
         numeral.unit.known() && numeral.unit.dimension() <= Dimension::hkd;
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
