#include <algorithm>
#include <array>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

constexpr WordClasses bounds(C::about, C::near, C::over, C::under, C::reached);
constexpr WordClasses movers(C::up, C::down);
constexpr WordClasses always_cues(C::share_verb, C::pull, C::higher, C::lower, C::than, C::forecast,
                                  C::target);

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

std::string_view Sentence::text(std::uint32_t i) const {
  const Span span = token(i).span;
  return lower_.substr(span.begin, span.size());
}

std::uint32_t Sentence::skip_fillers(std::uint32_t i) const {
  for (std::uint32_t n = 0; n < most_fillers && is(i, C::filler); ++n) ++i;
  return i;
}

/// «with» opens a clause only behind a pause; in «trade with ASEAN» it does not.
bool Sentence::is_border(std::uint32_t i) const {
  if (!is(i, C::border)) return false;
  if (text(i) != "with" || i == range_.begin) return true;
  const Token& prior = token(i - 1);
  return prior.kind == Token::Kind::mark || prior.kind == Token::Kind::numeral ||
         prior.kind == Token::Kind::time || prior.is(C::yoy);
}

/// Where what is said behind a value ends.
bool Sentence::ends_after(std::uint32_t i) const {
  const Token& t = token(i);
  if (t.kind == Token::Kind::mark) return t.mark != '\'' && t.mark != '"' && t.mark != '-';
  return is_value(i) || is(i, C::conjunction) || is_border(i);
}

/// Is this the word at which the noun phrase of a clause ends?
bool Sentence::is_subject_cue(std::uint32_t i) const {
  const Token& t = token(i);
  if (t.kind != Token::Kind::word) return false;
  if (t.classes.any(always_cues)) return true;
  if (t.is(C::up) || t.is(C::down)) {
    // «rising exports»: the phrase is still to come.
    const std::uint32_t next = skip_fillers(i + 1);
    return next >= range_.end || token(next).kind != Token::Kind::word ||
           !token(next).is(C::indicator);
  }
  if (t.is(C::rank_verb)) return true;
  if (t.classes.any(bounds)) return leads_to_value(i);
  if (!t.is(C::to) && !t.is(C::from)) return false;
  return (text(i) != "to" && text(i) != "from") || leads_to_value(i);
}

/// Nothing but articles and «about» between this word and the value behind it.
bool Sentence::leads_to_value(std::uint32_t i) const {
  std::uint32_t next = i + 1;
  while (next < range_.end && next - i < most_fillers && token(next).kind == Token::Kind::word &&
         (token(next).is(C::filler) || token(next).classes.any(bounds))) {
    ++next;
  }
  return is_value(next);
}

/// A time that something is compared with: «than a year earlier», «over the same period».
bool Sentence::is_reference_time(std::uint32_t i) const {
  using Shape = TimeWords::Shape;
  const TimeWords& time = draft_.piece.time(token(i));
  if (time.shape == Shape::same_period && time.year_kind != TimeWords::Year::none) return true;
  constexpr std::uint32_t look_back = 6;
  const bool stretch = time.shape == Shape::to_date || time.shape == Shape::months ||
                       time.shape == Shape::days || time.shape == Shape::day ||
                       time.shape == Shape::years;
  for (std::uint32_t k = i; k > range_.begin && i - k < look_back;) {
    const Token& t = token(--k);
    if (t.kind == Token::Kind::numeral || t.kind == Token::Kind::time) return false;
    if (t.kind == Token::Kind::mark) {
      if (t.mark != '\'' && t.mark != '-') return false;
      continue;
    }
    if (t.is(C::than) || t.is(C::times_of) || says(k, "since") || says(k, "until") ||
        says(k, "before"))
      return true;
    if (says(k, "over") || (says(k, "from") && !stretch)) return true;
  }
  return false;
}

/// «the 11 cities»: says among how many.
bool Sentence::is_group_count(std::uint32_t i) const {
  if (!is_value(i)) return false;
  const Numeral& numeral = draft_.piece.numeral(token(i));
  return numeral.form == Numeral::Form::plain &&
         reason_to_ignore(i, i) == IgnoredReason::quantity_word;
}

void Sentence::note_qualifier(const Token& word, Cues& cues) const {
  if (word.is(C::constant_price)) cues.add(Qualifier::constant_price);
  if (word.is(C::nominal)) cues.add(Qualifier::nominal);
  if (word.is(C::comparable_scope)) cues.add(Qualifier::comparable_scope);
  if (word.is(C::target)) cues.add(Qualifier::target);
  if (word.is(C::forecast)) cues.add(Qualifier::forecast);
  cues.in_dollars = cues.in_dollars || word.is(C::in_dollars);
  cues.yoy = cues.yoy || word.is(C::yoy);
  cues.mom = cues.mom || word.is(C::mom);
  cues.average = cues.average || word.is(C::average);
  cues.growth = cues.growth || word.is(C::growth) || word.is(C::average);
  cues.share_noun = cues.share_noun || word.is(C::share_noun);
  cues.net = cues.net || word.is(C::net);
  cues.total = cues.total || word.is(C::total);
  cues.of_which = cues.of_which || word.is(C::of_which);
  cues.respectively = cues.respectively || word.is(C::respectively);
}

/// The later of two verbs governs the value: «rose … to», «reached …, up».
void Sentence::note_word(std::uint32_t i, Cues& cues) const {
  const Token& word = token(i);
  note_qualifier(word, cues);
  if (word.classes.any(bounds) && leads_to_value(i)) {
    if (word.is(C::about)) cues.add(Qualifier::about);
    if (word.is(C::near)) cues.add(Qualifier::near);
    if (word.is(C::over)) cues.add(Qualifier::over);
    if (word.is(C::under)) cues.add(Qualifier::under);
    if (word.is(C::reached)) cues.add(Qualifier::reached);
  }
  if (cues.gap != 0 && !cues.by && text(i) == "by") {
    cues.by = true;
    cues.governed.end = i;
  }
  if (word.is(C::up) || word.is(C::down)) {
    cues.direction = word.is(C::up) ? 1 : -1;
    cues.to = false;
    cues.share_verb = false;
  } else if (word.is(C::to) && is_subject_cue(i)) {
    cues.to = true;
    cues.from = false;
  } else if (word.is(C::from) && is_subject_cue(i)) {
    cues.from = true;
  } else if (word.is(C::share_verb)) {
    cues.share_verb = true;
    cues.direction = 0;
    cues.to = false;
  } else if (word.is(C::contribution)) {
    cues.contribution = true;
  } else if (word.is(C::pull)) {
    cues.pull = true;
  } else if (word.is(C::higher) || word.is(C::lower)) {
    cues.gap = word.is(C::higher) ? 1 : -1;
    cues.governed = {i + 1, i + 1};
  } else if (word.is(C::than) && cues.gap != 0) {
    cues.governed = {i + 1, i + 1};
  }
  cues.rank = cues.rank || word.is(C::rank_verb) || word.is(C::rank_noun);
  cues.rank_top = cues.rank_top || word.is(C::rank_top);
}

/// A pause: verbs no longer govern; times, plans and prices still hold.
void Sentence::reset(std::uint32_t i, Cues& cues) const {
  constexpr auto lasting =
      static_cast<unsigned>(Qualifier::constant_price) | static_cast<unsigned>(Qualifier::nominal) |
      static_cast<unsigned>(Qualifier::comparable_scope) |
      static_cast<unsigned>(Qualifier::target) | static_cast<unsigned>(Qualifier::forecast);
  Cues kept;
  kept.subject = {i + 1, i + 1};
  kept.time = cues.time;
  kept.since = cues.since;
  kept.of_which = cues.of_which;
  kept.total = cues.total;
  kept.yoy = cues.yoy;
  kept.mom = cues.mom;
  kept.average = cues.average;
  kept.in_dollars = cues.in_dollars;
  kept.respectively = cues.respectively;
  kept.qualifiers = static_cast<std::uint16_t>(cues.qualifiers & lasting);
  cues = kept;
}

/// What stands before a value, from `begin` (behind the value before) up to it. Linear.
Cues Sentence::before(std::uint32_t begin, std::uint32_t end) const {
  Cues cues;
  if (end - begin > longest_look) begin = end - longest_look;
  cues.subject = {begin, begin};
  bool closed = false;     // the noun phrase of this clause has ended
  bool noun_move = false;  // «an increase in exports of»
  std::optional<Stretch> earlier;
  Stretch lead;                      // where the place stands when the subject does not
  std::uint32_t behind_cue = begin;  // where a noun phrase behind a verb begins
  bool tail = begin > range_.begin;  // still what is said of the value before
  const auto pause = [&](std::uint32_t i) {
    if (!closed) cues.subject.end = i;
    behind_cue = i + 1;
    if (tail) {
      cues = {};
      cues.subject = {i + 1, i + 1};
      tail = closed = noun_move = false;
      return;
    }
    if (lead.empty() && noun_phrase(cues.subject).place) lead = cues.subject;
    if (!earlier && !cues.subject.empty() && !one_of(text(cues.subject.begin), prepositions) &&
        noun_phrase(cues.subject).named()) {
      earlier = cues.subject;
    }
    const bool growth = cues.growth;
    reset(i, cues);
    cues.growth = growth && !earlier;
    closed = noun_move = false;
  };
  for (std::uint32_t i = begin; i < end; ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::mark) {
      const bool pauses = t.mark == ',' || t.mark == ';' || t.mark == ':' || t.mark == '(';
      if (pauses) pause(i);
      continue;
    }
    if (t.kind == Token::Kind::time) {
      (is_reference_time(i) ? cues.since : cues.time) = i;
      continue;
    }
    if (is_border(i) || (tail && is(i, C::conjunction))) {
      pause(i);
      continue;
    }
    if (t.kind == Token::Kind::text && cues.direction != 0 && !noun_move) cues.direction = 0;
    if (t.kind != Token::Kind::word) continue;
    if (cues.direction != 0 && t.is(C::indicator) && !noun_move) cues.direction = 0;
    noun_move = noun_move || (text(i) == "in" && i > begin && token(i - 1).classes.any(movers));
    if (one_of(text(i), openers) && !is_value(skip_fillers(i + 1)) && !closed) {
      // The place stands before the verb, the subject behind it.
      const Stretch place{cues.subject.begin, i};
      tail = false;
      pause(i);
      lead = place;
      earlier.reset();
      continue;
    }
    // «aims at an export growth of», «an increase in exports of»: the subject behind the verb.
    const bool late =
        closed && t.is(C::indicator) && cues.gap == 0 && !cues.pull && !cues.share_verb && !tail;
    if (late) {
      if (lead.empty()) lead = cues.subject;
      cues.subject = {behind_cue, i};
      closed = false;
    }
    if (is_subject_cue(i)) {
      if (!closed) cues.subject.end = i;
      closed = true;
      behind_cue = i + 1;
    }
    note_word(i, cues);
  }
  if (!closed) cues.subject.end = end;
  if (cues.gap != 0 && !cues.by) cues.governed.end = end;
  if (cues.gap != 0 && says(cues.governed.end - 1, "of")) --cues.governed.end;
  if (earlier && !noun_phrase(cues.subject).named()) cues.subject = *earlier;
  if (cues.gap == 0) cues.governed = lead;
  if (cues.share_noun || cues.contribution) part_share(cues);
  return cues;
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

/// What stands behind a value, up to the next value or pause: «higher than …», «of the total».
Cues Sentence::after(std::uint32_t begin) const {
  Cues cues;
  bool adjacent = true;  // nothing but adverbs since the value
  Stretch* open = nullptr;
  std::uint32_t i = begin;
  const std::uint32_t limit = std::min(range_.end, begin + longest_look);
  for (; i < limit && (!ends_after(i) || is_group_count(i)); ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::time) {
      (is_reference_time(i) ? cues.since : cues.time) = i;
      continue;
    }
    const bool more =
        t.kind == Token::Kind::word && (t.is(C::higher) || t.is(C::lower) || says(i, "more") ||
                                        says(i, "more than") || says(i, "less than"));
    if (more && cues.gap == 0 && open != &cues.governed) {
      cues.gap = t.is(C::lower) || says(i, "less than") ? -1 : 1;
      cues.governed = {i + 1, i + 1};
      open = &cues.governed;
      adjacent = false;
      continue;
    }
    if (t.kind == Token::Kind::word && t.is(C::than)) {
      if (cues.gap != 0) cues.governed.begin = i + 1;
      continue;
    }
    const bool moves = t.kind == Token::Kind::word && t.classes.any(movers);
    if (adjacent && moves && !is_value(skip_fillers(i + 1))) {
      cues.direction = t.is(C::up) ? 1 : -1;
      continue;
    }
    if (says(i, "in terms of")) {
      if (open != nullptr) open->end = i;
      open = &cues.subject;
      *open = {i + 1, i + 1};
      continue;
    }
    const bool noun_ends = open == &cues.subject && cues.rank && says(i, "in");
    if (noun_ends) {
      open->end = i;
      open = nullptr;
    }
    if (t.kind == Token::Kind::word && open == nullptr) {
      const bool opens_whole = says(i, "of") || says(i, "to") || t.is(C::times_of);
      if (opens_whole || says(i, "in") || says(i, "among") || says(i, "for")) {
        cues.times_of = cues.times_of || t.is(C::times_of);
        const bool subject = says(i, "in") && (cues.growth || cues.direction != 0);
        open = subject ? &cues.subject : &cues.governed;
        *open = {i + 1, i + 1};
        adjacent = false;
        continue;
      }
    }
    const bool place = t.kind == Token::Kind::place || is(i, C::home_place);
    if (t.kind == Token::Kind::word && t.is(C::rank_behind)) {
      cues.rank = true;
      if (adjacent && open == nullptr && !place && text(i) != "among") {
        // «the second largest exporter»
        open = &cues.subject;
        *open = {i + 1, i + 1};
        adjacent = false;
        continue;
      }
    }
    if (place && adjacent && open == nullptr) {
      open = &cues.governed;
      *open = {i, i};
      adjacent = false;
      continue;
    }
    if (t.kind == Token::Kind::word && (adjacent || !t.is(C::growth))) note_qualifier(t, cues);
    const bool adverb = t.kind == Token::Kind::word &&
                        (t.is(C::filler) || t.is(C::yoy) || t.is(C::mom) || t.is(C::growth) ||
                         t.is(C::constant_price) || t.is(C::nominal) || t.is(C::average));
    adjacent = adjacent && adverb;
  }
  if (open != nullptr) open->end = i;
  return cues;
}

}  // namespace duibiao::bulletin::english
