#include <algorithm>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {

using Form = Numeral::Form;

namespace {

bool carries_unit(const Numeral& numeral) {
  return numeral.form != Form::plain || (!numeral.unit_text.empty() && !numeral.magnitude_only);
}

/// Items of one list: of one kind, or without a unit that the last one lends.
bool same_kind(const Numeral& a, const Numeral& b) {
  if (!carries_unit(a) || !carries_unit(b))
    return a.form != Form::ordinal && b.form != Form::ordinal;
  return a.form == b.form && a.unit.dimension() == b.unit.dimension();
}

}  // namespace

/// The values that follow one another with nothing but commas, «and» and a direction between.
std::vector<std::uint32_t> Sentence::run_from(std::uint32_t position) const {
  std::vector<std::uint32_t> run{position};
  bool parted = false;
  bool last_and = false;
  for (std::uint32_t i = position + 1; i < range_.end && run.size() < longest_list; ++i) {
    const Token& t = token(i);
    if (is_value(i)) {
      const Numeral& numeral = draft_.piece.numeral(t);
      const Numeral& prior = draft_.piece.numeral(token(run.back()));
      if (!parted || numeral.problem != Numeral::Problem::none || !same_kind(prior, numeral)) break;
      // A unit on the first and none on the next: two different things.
      if (carries_unit(prior) && !carries_unit(numeral)) break;
      run.push_back(i);
      parted = false;
      if (last_and) break;
    } else if (t.is_mark(',') || is(i, C::conjunction)) {
      parted = true;
      last_and = is(i, C::conjunction) || last_and;
    } else if (parted && (is(i, C::up) || is(i, C::down) || is(i, C::about) || is(i, C::near) ||
                          is(i, C::over) || says(i, "by"))) {
      continue;
    } else {
      break;
    }
  }
  // Two values with a comma alone between them are seldom a list.
  if (run.size() == 2 && !last_and) run.resize(1);
  return run;
}

/// «Hangzhou, Ningbo and Wenzhou», «imports and exports», «exports to A, B and C»: the last `count`
/// of the names that end a stretch.
std::vector<NounPhrase> Sentence::names_in(Stretch stretch, std::size_t count) const {
  std::vector<NounPhrase> names;
  if (stretch.empty()) return names;
  // The catalogue knows both together; a list of two values means each.
  for (std::uint32_t i = stretch.begin; i < stretch.end && count == 2; ++i) {
    const std::string_view word = text(i);
    const bool both = word == "imports and exports" || word == "exports and imports";
    if (!both || !is(i, C::indicator)) continue;
    const NounPhrase around = noun_phrase(stretch);
    const bool exports_first = word.starts_with("exports");
    for (const std::string name :
         {exports_first ? "exports" : "imports", exports_first ? "imports" : "exports"}) {
      NounPhrase one = around;
      one.phrase = name;
      one.indicator = draft_.indicator_of(name);
      names.push_back(std::move(one));
    }
    return names;
  }
  constexpr std::uint32_t longest_names = 8 * longest_look;
  if (stretch.end - stretch.begin > longest_names) stretch.begin = stretch.end - longest_names;
  std::uint32_t begin = stretch.begin;
  const auto close = [&](std::uint32_t end) {
    // «…, known as the new three, rose by»: another name for all of them.
    const bool aside = says(begin, "known") || says(begin, "dubbed") || says(begin, "called") ||
                       says(begin, "collectively");
    const NounPhrase name = aside ? NounPhrase{} : noun_phrase({begin, end});
    if (!name.empty() && names.size() < longest_list) names.push_back(name);
    begin = end + 1;
  };
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    if (token(i).is_mark(',') || token(i).is_mark('&') || is(i, C::conjunction)) close(i);
  }
  close(stretch.end);
  if (names.size() > count) names.erase(names.begin(), names.end() - static_cast<int>(count));
  if (names.size() != count) return {};
  // «Exports to the EU, ASEAN and Japan»: what the first says, all mean.
  const std::string& first = names.front().phrase;
  std::size_t head = std::string::npos;
  for (const std::string_view link : {" to ", " of ", " by ", " with ", " from "}) {
    const std::size_t at = first.find(link);
    if (at != std::string::npos && at < head) head = at + link.size();
  }
  for (std::size_t i = 1; head != std::string::npos && i < names.size(); ++i) {
    const bool bare = !names[i].indicator.known() && !names[i].phrase.empty() &&
                      names[i].phrase.find(" to ") == std::string::npos &&
                      names[i].phrase.find(" of ") == std::string::npos;
    if (!bare) continue;
    names[i].phrase = first.substr(0, head) + names[i].phrase;
    names[i].indicator = indicator_named(names[i].phrase);
  }
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (!names[i].place && names.front().place) names[i].place = names.front().place;
    // «exports of Hangzhou, Wenzhou and Ningbo»
    if (names[i].place && !names[i].named()) {
      names[i].indicator = names.front().indicator;
      names[i].phrase = names.front().phrase;
    }
  }
  return names;
}

/// «… in 2017, 2018 and 2019 respectively».
std::vector<NounPhrase> Sentence::times_behind(std::uint32_t begin, std::size_t count) const {
  std::vector<NounPhrase> times;
  for (std::uint32_t i = begin; i < range_.end && !is_value(i); ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::time && !is_reference_time(i)) {
      NounPhrase time;
      time.period = period_at(i, now_.period);
      times.push_back(std::move(time));
    } else if (t.kind != Token::Kind::mark && !is(i, C::filler) && !is(i, C::conjunction) &&
               !is(i, C::respectively)) {
      break;
    }
  }
  if (times.size() != count) times.clear();
  return times;
}

/// «1.2, 3.4 and 5.6 billion yuan», «from 2.86 to 8.90 billion»: the unit is printed once.
Numeral Sentence::with_unit_of(const Numeral& numeral, std::uint32_t lender, Claim& claim) {
  Numeral lent = numeral;
  const Numeral& from = draft_.piece.numeral(token(lender));
  if (carries_unit(numeral) || !carries_unit(from)) return lent;
  // «58.4 billion and 40.9 billion yuan»; of different magnitudes the last lends none.
  if (numeral.magnitude_only && numeral.power != from.power) return lent;
  lent.form = from.form;
  lent.unit_text = from.unit_text;
  claim.unit = from.unit;
  const std::optional<Claim> whole = draft_.claim_of(token(lender).index);
  claim.unit_text = whole ? whole->unit_text : from.unit_text;
  return lent;
}

void Sentence::read_list(const std::vector<std::uint32_t>& run, std::uint32_t window) {
  Cues cues = before(window, run.front());
  Cues behind = after(run.back() + 1);
  std::vector<NounPhrase> names = times_behind(run.back() + 1, run.size());
  const bool times = !names.empty();
  set_scene(run.back(), cues, times ? Cues{} : behind);
  // The names reach back over commas, to where the window begins.
  const Stretch lead = cues.gap == 0 ? cues.governed : Stretch{};
  if (!times && !lead.empty()) names = names_in({window, lead.end}, run.size());
  if (names.empty()) names = names_in({window, std::max(cues.names_end, window)}, run.size());
  const bool found = !names.empty();
  if (!found) names = names_;
  if (found && !times) names_ = names;
  const bool paired = names.size() == run.size();
  const NounPhrase common = noun_phrase(cues.subject);
  const Subject outer = now_;
  if (!found && common.named()) set_subject(cues, behind);
  const Subject base = now_;
  subject_said_ = true;
  const std::uint32_t list = ++draft_.last_list;
  list_claims_.clear();
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Numeral& numeral = draft_.piece.numeral(token(run[i]));
    for (std::uint32_t k = i == 0 ? run[i] : run[i - 1] + 1; k < run[i]; ++k) {
      if (is(k, C::up) || is(k, C::down)) cues.direction = is(k, C::up) ? 1 : -1;
    }
    std::optional<Claim> claim = draft_.claim_of(token(run[i]).index);
    if (!claim) continue;
    const Numeral lent = with_unit_of(numeral, run.back(), *claim);
    now_ = base;
    if (paired) {
      const NounPhrase& name = names[i];
      if (name.place) now_.place = *name.place;
      if (name.place) now_.place_text = name.place_text;
      if (name.period) now_.period = *name.period;
      if (name.named()) {
        now_.indicator = name.indicator;
        now_.phrase = name.phrase;
      } else if (common.named() && found) {
        now_.indicator = common.indicator;
        now_.phrase = common.phrase;
      }
    } else if (!cues.from) {
      // As many values as names is the only pairing that is sure.
      now_.indicator = {};
      now_.phrase.clear();
    }
    claim->subject = now_;
    claim->list = list;
    decide(run[i], lent, cues, behind, *claim);
    settle(run[i], cues, std::move(*claim));
    if (last_) list_claims_.push_back(*last_);
  }
  now_ = outer;
  now_.period = base.period;
  draft_.carried.head_level.reset();
}

}  // namespace duibiao::bulletin::english
