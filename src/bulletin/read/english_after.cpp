#include <algorithm>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

constexpr WordClasses movers(C::up, C::down);
constexpr WordClasses adverbs(C::filler, C::yoy, C::mom, C::growth, C::constant_price, C::nominal,
                              C::average);

}  // namespace

/// Goes over the words behind a value.
struct Sentence::After {
  const Sentence& s;
  Cues cues;
  bool adjacent = true;     ///< nothing but adverbs since the value
  Stretch* open = nullptr;  ///< the noun phrase that goes on

  void take(std::uint32_t i);
  bool compares(std::uint32_t i);
  bool opens_phrase(std::uint32_t i);
  void begin_phrase(Stretch& phrase, std::uint32_t at) {
    open = &phrase;
    phrase = {at, at};
    adjacent = false;
  }
};

/// «higher than», «more than», «less than».
bool Sentence::After::compares(std::uint32_t i) {
  const Token& t = s.token(i);
  if (t.is(C::than)) {
    if (cues.gap != 0) cues.governed.begin = i + 1;
    return true;
  }
  const bool less = t.is(C::lower) || s.says(i, "less than");
  const bool more = t.is(C::higher) || s.says(i, "more") || s.says(i, "more than");
  if ((!less && !more) || cues.gap != 0 || open == &cues.governed) return false;
  cues.gap = less ? -1 : 1;
  begin_phrase(cues.governed, i + 1);
  return true;
}

/// «of the total», «in exports», «the second largest exporter», «fourth nationwide».
bool Sentence::After::opens_phrase(std::uint32_t i) {
  const Token& t = s.token(i);
  const bool place = t.kind == Token::Kind::place || s.is(i, C::home_place);
  const bool word = t.kind == Token::Kind::word;
  // «ranked third in Zhejiang by exports»
  const bool by = s.says(i, "by") && open == &cues.governed && cues.gap == 0;
  if (word && (s.says(i, "in terms of") || by)) {
    if (open != nullptr) open->end = i;
    begin_phrase(cues.subject, i + 1);
    return true;
  }
  const bool among = s.says(i, "in") || s.says(i, "among") || s.says(i, "amongst");
  if (open == &cues.subject && cues.rank && among) {
    open->end = i;
    open = nullptr;
  }
  cues.rank = cues.rank || (word && t.is(C::rank_behind));
  if (open != nullptr) return false;
  const bool in = s.says(i, "in");
  const bool leads = in || s.says(i, "of") || s.says(i, "to") || s.says(i, "among") ||
                     s.says(i, "for") || (word && t.is(C::times_of));
  if (leads) {
    cues.times_of = cues.times_of || t.is(C::times_of);
    const bool subject = in && (cues.growth || cues.direction != 0);
    begin_phrase(subject ? cues.subject : cues.governed, i + 1);
    return true;
  }
  if (place && adjacent) {
    begin_phrase(cues.governed, i);
    return true;
  }
  if (!word || !t.is(C::rank_behind) || !adjacent) return false;
  begin_phrase(cues.subject, i + 1);
  return true;
}

void Sentence::After::take(std::uint32_t i) {
  const Token& t = s.token(i);
  if (t.kind == Token::Kind::time) {
    (s.is_reference_time(i) ? cues.since : cues.time) = i;
    return;
  }
  // «the second-largest»: one with what stands before it.
  if (t.is_mark('-')) return;
  const bool word = t.kind == Token::Kind::word;
  if (word && compares(i)) return;
  if (word && adjacent && t.classes.any(movers) && !s.is_value(s.skip_fillers(i + 1))) {
    cues.direction = t.is(C::up) ? 1 : -1;
    return;
  }
  if (opens_phrase(i)) return;
  if (word && (adjacent || !t.is(C::growth))) s.note_qualifier(t, cues);
  adjacent = adjacent && word && t.classes.any(adverbs);
}

/// What stands behind a value, up to the next value or pause: «higher than …», «of the total».
Cues Sentence::after(std::uint32_t begin) const {
  After scan{.s = *this, .cues = {}};
  std::uint32_t i = begin;
  const std::uint32_t limit = std::min(range_.end, begin + longest_look);
  for (; i < limit && (!ends_after(i) || is_group_count(i)); ++i) scan.take(i);
  if (scan.open != nullptr) scan.open->end = i;
  return scan.cues;
}

}  // namespace duibiao::bulletin::english
