#include <algorithm>
#include <string_view>

#include "bulletin/read/window_reader.h"

namespace duibiao::bulletin {
namespace {

using C = WordClass;

constexpr WordClasses directions(C::up, C::down, C::widen, C::narrow);

}  // namespace

void WindowReader::than() {
  zone_ = Zone::than;
  than_time_ = than_noun_ = false;
  if (window_.share_verb && !window_.compares) whole_ = window_.governed;
  window_.compares = true;
  window_.governed = {};
  window_.direction = 0;
  window_.to = false;
}

/// «比» opens a comparison when a time or a thing follows, and a word for more or less.
bool WindowReader::opens_comparison() const {
  const Token* following = next();
  return following != nullptr && following->kind != Token::Kind::mark;
}

void WindowReader::settle_than() {
  if (zone_ == Zone::than) zone_ = Zone::after;
}

/// «食品价格下降…,影响居民消费价格总指数下降0.5个百分点», but «受节日影响,…».
bool WindowReader::moves_total(const Token& t) const {
  static constexpr std::string_view influences = "影响";
  const Token* following = next();
  return draft_.piece.text_of(t) == influences && at_ == begin_ && following != nullptr &&
         following->kind != Token::Kind::mark && points_follow();
}

bool WindowReader::shares(const Token& t) {
  if (moves_total(t)) {
    govern();
    window_.pull = pull_open_ = true;
    return true;
  }
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
    if (t.is(C::about)) window_.add(Qualifier::about);
    if (t.is(C::near)) window_.add(Qualifier::near);
    if (t.is(C::over)) window_.add(Qualifier::over);
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
bool WindowReader::points_follow() const {
  if (end_ >= tokens_.size()) return false;
  const Token& value = token(end_);
  return value.kind == Token::Kind::numeral &&
         draft_.piece.numeral(value).form == Numeral::Form::percentage_point;
}

/// «民营企业对全市出口增长的贡献率»: what stands behind 对 is the whole.
void WindowReader::contribution() {
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

/// «各市增长…,全省平均增长6.3%»: over its parts, and not over years.
bool WindowReader::averages_places(const Token& t) const {
  static constexpr std::string_view average = "平均";
  if (at_ == begin_ || !draft_.piece.text_of(t).starts_with(average)) return false;
  const Token& before = token(at_ - 1);
  return before.kind == Token::Kind::place || before.is(C::home_place);
}

bool WindowReader::comparison(const Token& t) {
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
  // «同比多286.4亿元»
  if ((t.is(C::above) || t.is(C::below)) && t.is(C::net) && window_.yoy && value_follows()) {
    window_.direction = t.is(C::above) ? 1 : -1;
    window_.net = true;
    return true;
  }
  if (t.is(C::yoy) || t.is(C::mom) || t.is(C::average)) {
    window_.yoy = window_.yoy || t.is(C::yoy);
    window_.mom = window_.mom || t.is(C::mom);
    window_.average = window_.average || (t.is(C::average) && !averages_places(t));
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
bool WindowReader::bounds_value(const Token& t) const {
  if (!t.is(C::over) && !t.is(C::under)) return false;
  // «高于目标1.6个百分点» compares too.
  for (std::uint32_t i = at_ + 1; i < end_; ++i) {
    if (token(i).kind == Token::Kind::word && token(i).is(C::target)) return false;
  }
  return value_follows();
}

bool WindowReader::ranks(const Token& t) {
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
Stretch WindowReader::among_before() const {
  constexpr std::uint32_t farthest = 10;
  constexpr std::string_view inside = "中";
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

void WindowReader::rank_among(Stretch among) {
  window_.governed = among;
  // «依存度在长三角41个城市中居第8位»
  if (!before_number_.empty() && before_number_.begin < among.begin) {
    window_.subject = before_number_;
  }
  window_.subject.end = std::min(window_.subject.end, among.begin);
  if (window_.place && place_at_ >= among.begin) window_.place.reset();
  for (std::uint32_t i = window_.subject.begin; i < window_.subject.end; ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::place || t.is(C::home_place)) window_.place = tokens_[i];
  }
}

/// Words such as 为 and 保持 are rank verbs only before an ordinal.
bool WindowReader::ranks_something() const {
  if (end_ >= tokens_.size()) return rank_word_follows();
  const Token& value = token(end_);
  if (value.kind != Token::Kind::numeral) return rank_word_follows();
  const Numeral& numeral = draft_.piece.numeral(value);
  return numeral.form == Numeral::Form::ordinal ||
         (numeral.form == Numeral::Form::plain && top_before_value());
}

bool WindowReader::top_before_value() const {
  if (end_ <= at_ + 1) return false;
  const Token& before = token(end_ - 1);
  return before.kind == Token::Kind::word && before.is(C::rank_top);
}

bool WindowReader::rank_word_follows() const {
  constexpr std::uint32_t far = 12;
  for (std::uint32_t i = at_ + 1; i < tokens_.size() && i < at_ + far; ++i) {
    const Token& later = token(i);
    if (later.kind == Token::Kind::word && (later.is(C::rank_first) || later.is(C::rank_last))) {
      return true;
    }
  }
  return false;
}

bool WindowReader::direction(const Token& t) {
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
bool WindowReader::number_words(const Token& t) {
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
  if (value_of_place_follows()) {
    window_.to = true;
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

/// «…的城市为厦门市2418.6亿元»: the value is that place's.
bool WindowReader::value_of_place_follows() const {
  const Token* place = next();
  if (place == nullptr || place->kind != Token::Kind::place || at_ + 2 != end_) return false;
  if (end_ >= tokens_.size() || zone_ != Zone::subject || window_.gap != 0) return false;
  const Token& value = token(end_);
  if (value.kind != Token::Kind::numeral) return false;
  const Numeral& numeral = draft_.piece.numeral(value);
  return numeral.form == Numeral::Form::percent ||
         (numeral.form == Numeral::Form::plain && numeral.unit.known());
}

bool WindowReader::value_is_times() const {
  if (end_ >= tokens_.size()) return false;
  const Token& value = token(end_);
  return value.kind == Token::Kind::numeral &&
         draft_.piece.numeral(value).form == Numeral::Form::times;
}

void WindowReader::govern_multiple() {
  govern();
  window_.times_of = true;
}
}  // namespace duibiao::bulletin
