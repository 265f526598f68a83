#include <algorithm>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

constexpr WordClasses movers(C::up, C::down);
constexpr WordClasses bounds(C::about, C::near, C::over, C::under, C::reached);
constexpr WordClasses always_cues(C::share_verb, C::pull, C::higher, C::lower, C::than, C::forecast,
                                  C::target);

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

/// «compared with 7.7%», «against 1.27 billion yuan»: stands right behind the word that compares.
bool Sentence::is_compared_value(std::uint32_t i) const {
  // «higher than the provincial average by 17.5 percent»: by how much.
  if (says(i - 1, "by")) return false;
  std::uint32_t k = i;
  while (k > range_.begin && i - k < most_fillers && token(k - 1).kind == Token::Kind::word &&
         (token(k - 1).is(C::filler) || token(k - 1).classes.any(bounds) ||
          token(k - 1).is(C::growth) || token(k - 1).classes.any(movers) ||
          token(k - 1).is(C::home_place) || token(k - 1).is(C::overall)))
    --k;
  return k > range_.begin && is(k - 1, C::than);
}

/// Two places of which neither lies in the other: «higher than Hangzhou and Ningbo».
bool Sentence::names_several(Stretch governed) const {
  std::optional<PlaceId> first;
  const PlaceRegistry& places = draft_.parts.words.places;
  bool and_more = false;
  for (std::uint32_t i = governed.begin; i < range_.end; ++i) {
    const bool inside = i < governed.end;
    if (token(i).kind == Token::Kind::place || (inside && is(i, C::home_place))) {
      const std::optional<PlaceId> place = place_at(i);
      const bool owner = i + 1 < range_.end && token(i + 1).is_mark('\'');
      if (!inside && (!and_more || owner)) return false;
      if (first && place && *place != *first && !places.is_inside(*first, *place) &&
          !places.is_inside(*place, *first)) {
        return true;
      }
      if (!first) first = place;
      and_more = false;
    } else if (!inside) {
      const bool goes_on = token(i).is_mark(',') || is(i, C::conjunction);
      if (!goes_on && !is(i, C::filler)) return false;
      and_more = and_more || goes_on;
    }
  }
  return false;
}

/// A time that something is compared with: «than a year earlier», «over the same period».
bool Sentence::is_reference_time(std::uint32_t i) const {
  using Shape = TimeWords::Shape;
  const TimeWords& time = draft_.piece.time(token(i));
  if (time.shape == Shape::same_period && time.year_kind != TimeWords::Year::none) {
    // «A year earlier it was …» says when.
    const bool opens = i == range_.begin || (i == range_.begin + 1 && says(range_.begin, "a"));
    return !opens;
  }
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
    if (t.is(C::than) || t.is(C::times_of) || says(k, "more than") || says(k, "less than") ||
        says(k, "fewer than") || says(k, "since") || says(k, "until") || says(k, "before"))
      return true;
    // «an 8.3 percent increase on 2018», not «grew on average in 2018».
    if (says(k, "on") && k > range_.begin && token(k - 1).classes.any(movers)) return true;
    if (says(k, "over") || (says(k, "from") && (!stretch || is_base_of_points(k, i)))) return true;
    // «the same as in 2022»
    if (says(k, "as") && (says(k + 1, "in") || says(k + 1, "a") || k + 1 == i) &&
        says(k - 1, "same")) {
      return true;
    }
  }
  return false;
}

/// «1.2 points from the first half», and no «to» behind it: what the change is measured from.
bool Sentence::is_base_of_points(std::uint32_t from, std::uint32_t time) const {
  if (from == range_.begin || token(from - 1).kind != Token::Kind::numeral) return false;
  const Numeral& numeral = draft_.piece.numeral(token(from - 1));
  const bool points = numeral.form == Numeral::Form::percentage_point ||
                      numeral.form == Numeral::Form::per_mille_point;
  return points && !says(time + 1, "to");
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

}  // namespace duibiao::bulletin::english
