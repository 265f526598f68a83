#include <algorithm>
#include <array>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

constexpr WordClasses movers(C::up, C::down);

/// Verbs that open a noun phrase of their own: «Wenzhou saw exports rise».
constexpr std::array<std::string_view, 13> openers{
    "saw",       "seeing", "witnessed", "recorded", "posted",   "registered", "reported",
    "recording", "has",    "had",       "have",     "achieved", "attracted"};

constexpr std::array<std::string_view, 16> prepositions{
    "in",    "by",    "for",    "at",     "on",      "to",      "from", "of",
    "among", "under", "within", "during", "through", "besides", "like", "into"};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

/// Goes over the words before a value, from the value before it.
struct Sentence::Before {
  const Sentence& s;
  std::uint32_t begin = 0;
  Cues cues;
  bool closed = false;             ///< the noun phrase of this clause has ended
  bool noun_move = false;          ///< «an increase in exports of»
  int moved_object = 0;            ///< «raise exports by»: the verb's direction, before its object
  bool tail = false;               ///< still what is said of the value before
  std::optional<Stretch> earlier;  ///< a noun phrase before a pause
  Stretch lead;                    ///< where the place stands when the subject does not
  std::uint32_t behind_cue = 0;    ///< where a noun phrase behind a verb begins

  void pause(std::uint32_t i);
  void take(std::uint32_t i);
  void take_word(std::uint32_t i);
  void finish(std::uint32_t end);
  void forget_direction();
};

void Sentence::Before::pause(std::uint32_t i) {
  if (!closed) cues.subject.end = i;
  behind_cue = i + 1;
  if (tail) {
    cues = {};
    cues.subject = {i + 1, i + 1};
    tail = closed = noun_move = false;
    return;
  }
  const NounPhrase phrase = s.noun_phrase(cues.subject);
  if (lead.empty() && phrase.place) lead = cues.subject;
  if (!earlier && phrase.named() && !one_of(s.text(cues.subject.begin), prepositions)) {
    earlier = cues.subject;
  }
  const bool growth = cues.growth;
  s.reset(i, cues);
  cues.growth = growth && !earlier;
  closed = noun_move = false;
  moved_object = 0;
}

void Sentence::Before::take(std::uint32_t i) {
  const Token& t = s.token(i);
  if (t.kind == Token::Kind::mark) {
    const bool pauses = t.mark == ',' || t.mark == ';' || t.mark == ':' || t.mark == '(';
    if (pauses) pause(i);
  } else if (t.kind == Token::Kind::time) {
    (s.is_reference_time(i) ? cues.since : cues.time) = i;
  } else if (s.is_border(i) || (tail && s.is(i, C::conjunction))) {
    pause(i);
  } else if (t.kind == Token::Kind::word) {
    take_word(i);
  } else if (t.kind == Token::Kind::text && !noun_move) {
    forget_direction();
  }
}

/// Behind its object a verb says which way it moves only when «by» follows.
void Sentence::Before::forget_direction() {
  if (cues.direction != 0) moved_object = cues.direction;
  cues.direction = 0;
}

void Sentence::Before::take_word(std::uint32_t i) {
  const Token& t = s.token(i);
  if (t.is(C::indicator) && !noun_move) forget_direction();
  const bool by_value = s.text(i) == "by" && cues.gap == 0 && s.leads_to_value(i);
  if (by_value && cues.direction == 0 && moved_object != 0) {
    cues.direction = moved_object;
    cues.to = false;
  }
  noun_move = noun_move || (s.text(i) == "in" && i > begin && s.token(i - 1).classes.any(movers));
  const bool opens = one_of(s.text(i), openers) && !s.is_value(s.skip_fillers(i + 1)) && !closed;
  if (opens) {
    // The place stands before the verb, the subject behind it.
    const Stretch place{cues.subject.begin, i};
    const bool said_before = s.noun_phrase(place).empty() && earlier.has_value() && !tail;
    tail = false;
    pause(i);
    // «Private firms, a main force of trade, saw their exports»: the name before the pause.
    lead = said_before ? *earlier : place;
    if (!said_before) earlier.reset();
    return;
  }
  // «aims at an export growth of», «an increase in exports of»: the subject behind the verb.
  const bool late =
      closed && t.is(C::indicator) && cues.gap == 0 && !cues.pull && !cues.share_verb && !tail;
  if (late) {
    if (lead.empty()) lead = cues.subject;
    cues.subject = {behind_cue, i};
    closed = false;
  }
  if (s.is_subject_cue(i)) {
    if (!closed) cues.subject.end = i;
    closed = true;
    behind_cue = i + 1;
  }
  s.note_word(i, cues);
  // «1.54 trillion yuan in 2019 from 1.38»: the time is that of the value before.
  if (tail && cues.from && t.is(C::from)) cues.time.reset();
}

void Sentence::Before::finish(std::uint32_t end) {
  if (!closed) cues.subject.end = end;
  cues.names_end = cues.subject.empty() ? end : cues.subject.end;
  if (cues.gap != 0 && !cues.by) cues.governed.end = end;
  if (cues.gap != 0 && s.says(cues.governed.end - 1, "of")) --cues.governed.end;
  if (earlier && !s.noun_phrase(cues.subject).named()) cues.subject = *earlier;
  if (cues.gap == 0) cues.governed = lead;
  if (cues.share_noun || cues.contribution) s.part_share(cues);
}

/// What stands before a value, from `begin` (behind the value before) up to it. Linear.
Cues Sentence::before(std::uint32_t begin, std::uint32_t end) const {
  if (end - begin > longest_look) begin = end - longest_look;
  Before scan{.s = *this, .begin = begin, .cues = {}, .earlier = {}, .lead = {}};
  scan.cues.subject = {begin, begin};
  scan.behind_cue = begin;
  scan.tail = begin > range_.begin;
  for (std::uint32_t i = begin; i < end; ++i) scan.take(i);
  scan.finish(end);
  return scan.cues;
}

/// «its share of the national total», «the share of exports in GDP», «the contribution of private
/// firms to growth»: which is the part, which the whole.
void Sentence::part_share(Cues& cues) const {
  std::uint32_t noun = cues.subject.begin;
  while (noun < cues.subject.end && !is(noun, C::share_noun) && !is(noun, C::contribution)) ++noun;
  if (noun >= cues.subject.end) return;
  const Stretch owner{cues.subject.begin, noun};
  Stretch rest{noun + 1, cues.subject.end};
  if (says(rest.begin, "of")) ++rest.begin;
  const bool owned = noun_phrase(owner).named() || noun_phrase(owner).place ||
                     says(noun - 1, "its") || says(noun - 1, "their");
  std::uint32_t link = rest.begin + 1;
  const auto parts = [&](std::uint32_t i) {
    return says(i, "in") || says(i, "to") || says(i, "within");
  };
  while (link < rest.end && !parts(link)) ++link;
  if (owned) {
    cues.subject = owner;
    cues.governed = rest;
  } else if (link < rest.end) {
    cues.subject = {rest.begin, link};
    cues.governed = {link + 1, rest.end};
  } else {
    cues.subject = rest;
    cues.governed = {};
  }
  cues.whole_said = !cues.governed.empty();
}

}  // namespace duibiao::bulletin::english
