#include "bulletin/read/english.h"

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin {

void read_english_sentence(Draft& draft, TokenRange sentence) {
  english::Sentence(draft, sentence).read();
}

namespace english {

Sentence::Sentence(Draft& draft, TokenRange range)
    : draft_(draft),
      range_(range),
      lower_(draft.piece.lower),
      now_(draft.carried.subject),
      carried_place_(draft.carried.subject.place),
      dollars_(draft.dollars) {
  now_.place = draft.paragraph.place;
  now_.place_text.clear();
  now_.period = draft.paragraph.period;
}

void Sentence::read() {
  // «… grew by 8.8 percent in 2019»: the time may come last.
  std::uint32_t times = 0;
  bool looks_back = false;
  for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
    if (token(i).kind != Token::Kind::time || is_reference_time(i)) continue;
    const Period period = period_at(i, now_.period);
    if (!period.known() || period.kind() == Period::Kind::day) continue;
    ++times;
    if (!topic_period_) topic_period_ = period;
    const TimeWords& said = draft_.piece.time(token(i));
    looks_back = looks_back || said.shape == TimeWords::Shape::same_period;
  }
  if (times == 1) now_.period = *topic_period_;
  // «A year earlier it was …. The tertiary industry grew …»: of the year spoken of before.
  if (times == 1 && looks_back && draft_.paragraph.period.known()) topic_period_.reset();
  std::uint32_t window = range_.begin;
  for (std::uint32_t i = range_.begin; i < range_.end; ++i) {
    if (!is_value(i)) continue;
    if (const auto reason = reason_to_ignore(i, window)) {
      draft_.ignore(token(i).index, *reason);
      continue;
    }
    const std::vector<std::uint32_t> run = run_from(i);
    if (run.size() > 1) {
      read_list(run, window);
      i = run.back();
    } else {
      read_value(i, window);
    }
    window = i + 1;
  }
  carry_over();
}

void Sentence::set_scene(std::uint32_t position, const Cues& before, const Cues& after) {
  // «from 1,200 in 2018 to 1,500 in 2019»: the time right behind a value is its own.
  constexpr std::uint32_t near_by = 3;
  // «rose 5.9 percent to 125.2 billion yuan in 2023»: the time is of both.
  Cues level;
  const bool rose_to = !before.from && says(position + 1, "to") && is_value(position + 2);
  if (rose_to) level = this->after(position + 3);
  const bool of_both = rose_to && level.time && *level.time <= position + 2 + near_by;
  if (of_both) {
    const Period period = period_at(*level.time, now_.period);
    if (period.known() && period.kind() != Period::Kind::day) now_.period = period;
    if (before.of_which) parts_ = true;
    return;
  }
  const bool own = after.time && *after.time <= position + near_by;
  const std::optional<std::uint32_t> time = before.time && !own ? before.time : after.time;
  if (time) {
    // «A year earlier it was …»: counted from what the paragraph is about, once.
    const TimeWords& said = draft_.piece.time(token(*time));
    const bool back = said.shape == TimeWords::Shape::same_period &&
                      said.year_kind == TimeWords::Year::relative &&
                      draft_.paragraph.period.known();
    const Period about = back                  ? draft_.paragraph.period
                         : now_.period.known() ? now_.period
                                               : seen_period_;
    const Period period = period_at(*time, about);
    if (period.known() && period.kind() != Period::Kind::day) now_.period = seen_period_ = period;
  }
  if (before.of_which) parts_ = true;
}

void Sentence::set_subject(const Cues& before, const Cues& after) {
  NounPhrase phrase = noun_phrase(before.subject);
  if (before.gap == 0 && !before.whole_said && !before.governed.empty() && !phrase.place) {
    const NounPhrase lead = noun_phrase(before.governed);
    phrase.place = lead.place;
    phrase.place_text = lead.place_text;
  }
  if (!phrase.named() && !after.subject.empty()) {
    const NounPhrase behind = noun_phrase(after.subject);
    phrase.indicator = behind.indicator;
    phrase.phrase = behind.phrase;
    if (!phrase.place) phrase.place = behind.place;
  }
  if (!phrase.named() && before.growth && says(after.governed.begin - 1, "for")) {
    // «a growth target of 5 percent for its exports»
    const NounPhrase behind = noun_phrase(after.governed);
    phrase.indicator = behind.indicator;
    if (behind.indicator.known()) phrase.phrase = behind.phrase;
  }
  take_object(before, after, phrase);
  if (!phrase.named()) phrase = fronted_subject(before, phrase);
  if (before.gap == 0 && !before.whole_said) {
    const bool owned = says(before.subject.begin, "their") || says(before.subject.begin, "its");
    add_owner(noun_phrase(before.governed), owned, phrase);
  }
  if (phrase.named()) leave_out(before.subject.begin, phrase);
  narrow_flow(before, phrase);
  subject_said_ = phrase.named();
  place_said_ = phrase.place.has_value();
  // «They grew …» is of the place that the sentence before spoke of.
  // «5.2 percent nationwide»
  const bool wide = !phrase.place && after.gap == 0 && !before.rank && !before.share_verb &&
                    is(after.governed.begin, C::home_place) &&
                    text(after.governed.begin).ends_with("wide");
  if (wide) phrase.place = place_at(after.governed.begin);
  const bool goes_on = !phrase.named() && !phrase.place && !last_ && carried_place_.known();
  if (goes_on) now_.place = carried_place_;
  if (phrase.named()) {
    now_.indicator = phrase.indicator;
    now_.phrase = phrase.phrase;
  }
  if (phrase.place) {
    now_.place = *phrase.place;
    now_.place_text = phrase.place_text;
    if (!topic_place_) topic_place_ = phrase.place;
  }
}

/// «attracted $18.9 billion in foreign investment», «dragged down by a 14 percent slump in …»: what
/// stands behind the value says of what it is.
void Sentence::take_object(const Cues& before, const Cues& after, NounPhrase& phrase) const {
  const bool verb = phrase.phrase.find(' ') == std::string::npos &&
                    (phrase.phrase.ends_with("ed") || phrase.phrase == "hurt");
  const bool moved = after.direction != 0 && !after.subject.empty() && verb;
  const bool plain = !phrase.named() && before.direction == 0 && before.gap == 0 &&
                     !before.growth && !before.share_verb && !before.share_noun &&
                     !before.whole_said && !before.pull && !before.rank && after.gap == 0 &&
                     (says(after.governed.begin - 1, "in") || says(after.governed.begin - 1, "of"));
  if (phrase.indicator.known() || (!moved && (!plain || after.governed.empty()))) return;
  const NounPhrase object = noun_phrase(moved ? after.subject : after.governed);
  if (!object.indicator.known() && !(moved && object.named())) return;
  phrase.indicator = object.indicator;
  phrase.phrase = object.phrase;
}

/// «Up 6.9 percent on the year, Jilin's exports reached …»: the subject follows a value that opens
/// the sentence.
NounPhrase Sentence::fronted_subject(const Cues& before, const NounPhrase& phrase) const {
  const std::uint32_t first = skip_fillers(range_.begin);
  if (last_ || before.direction == 0 || !(is(first, C::up) || is(first, C::down))) return phrase;
  std::uint32_t i = first + 1;
  const std::uint32_t limit = std::min(range_.end, range_.begin + longest_look);
  while (i < limit && !token(i).is_mark(',')) ++i;
  Stretch behind{i + 1, i + 1};
  while (behind.end < limit && !is_subject_cue(behind.end) && !is_value(behind.end)) ++behind.end;
  if (behind.begin >= limit) return phrase;
  const NounPhrase found = noun_phrase(behind);
  return found.named() ? found : phrase;
}

/// «General trade reached …. Among them, exports were …»: the exports of that trade alone.
void Sentence::narrow_flow(const Cues& before, NounPhrase& phrase) const {
  if (!before.of_which && !parts_) return;
  const Catalogue& catalogue = draft_.parts.words.catalogue;
  const auto id_of_flow = [&](IndicatorId id) -> std::string_view {
    return id.known() ? std::string_view(catalogue.at(id).id) : std::string_view();
  };
  const std::string_view flow = id_of_flow(phrase.indicator);
  if (flow != "exports" && flow != "imports") return;
  const Subject& head = draft_.carried.head;
  const std::string_view whole = id_of_flow(head.indicator);
  const bool all = whole == "trade" || whole == "trade_usd" || whole == "exports" ||
                   whole == "imports" || whole == "exports_usd" || whole == "imports_usd";
  const bool trade = whole.ends_with("_trade") || whole.ends_with("ecommerce") ||
                     head.phrase.find("import") != std::string::npos ||
                     head.phrase.find("trade") != std::string::npos;
  if (all || !trade || (head.phrase.empty() && !head.indicator.known())) return;
  const std::string owner = head.indicator.known() ? catalogue.at(head.indicator).en : head.phrase;
  phrase.phrase = std::string(flow) + " of " + owner;
  phrase.indicator = indicator_named(phrase.phrase);
}

/// «against a national average of 6.0 percent»: whose value it is that follows.
std::optional<PlaceId> Sentence::compared_place(std::uint32_t position) const {
  std::uint32_t begin = position;
  while (begin > range_.begin && position - begin < most_fillers && !is(begin - 1, C::than))
    --begin;
  if (begin == range_.begin || !is(begin - 1, C::than)) return std::nullopt;
  const NounPhrase other = noun_phrase({begin, position});
  return other.named() ? std::nullopt : other.place;
}

/// «Excluding real estate, fixed-asset investment rose 8.1 percent»: of what is left, not of all.
void Sentence::leave_out(std::uint32_t begin, NounPhrase& phrase) const {
  constexpr std::uint32_t farthest = 24;
  for (std::uint32_t i = begin; i > range_.begin && i + farthest > begin; --i) {
    if (is_value(i - 1) || token(i - 1).is_mark(';')) return;
    if (!says(i - 1, "excluding") && !says(i - 1, "deducting") && !says(i - 1, "except")) continue;
    std::string rest;
    for (std::uint32_t k = i - 1; k < begin; ++k) {
      if (token(k).kind != Token::Kind::mark) rest += std::string(text(k)) + ' ';
    }
    phrase.indicator = {};
    phrase.phrase.insert(0, rest);
    return;
  }
}

/// «Private firms saw their exports rise»: of whom, when the verb has a subject and an object.
void Sentence::add_owner(const NounPhrase& owner, bool owned, NounPhrase& phrase) const {
  if (!owner.named() || owner.indicator.known() || !phrase.indicator.known()) return;
  const std::string both = phrase.phrase + " of " + owner.phrase;
  const IndicatorId known = indicator_named(both);
  // Whatever «their exports» are, they are not all exports.
  if (!known.known() && !owned) return;
  phrase.phrase = both;
  phrase.indicator = known;
}

void Sentence::read_value(std::uint32_t position, std::uint32_t window) {
  Cues cues = before(window, position);
  cues.than = is_compared_value(position);
  const Cues behind = after(position + 1);
  std::optional<Claim> claim = draft_.claim_of(token(position).index);
  if (!claim) return;
  Numeral numeral = draft_.piece.numeral(token(position));
  if (cues.from && says(position + 1, "to") && is_value(position + 2)) {
    numeral = with_unit_of(numeral, position + 2, *claim);
  }
  const Period spoken_of = now_.period;
  set_scene(position, cues, behind);
  set_subject(cues, behind);
  claim->subject = now_;
  if (cues.than) {
    if (const auto other = compared_place(position)) claim->subject.place = *other;
  }
  // «A, B and C …, up by …% respectively, accounting for 28.4%»: of none of them alone.
  const bool of_list = list_claims_.size() > 1 && last_ == list_claims_.back();
  const bool share = cues.share_verb || cues.share_noun || behind.share_noun;
  if (of_list && share && !noun_phrase(cues.subject).named()) {
    claim->subject.indicator = {};
    claim->subject.phrase = "total";
  }
  // «Together they came to 190.3 billion yuan, up 17 percent»: of no one thing named before.
  if (cues.total && !subject_said_) {
    now_.indicator = claim->subject.indicator = {};
    now_.phrase = claim->subject.phrase = "total";
  }
  if (goes_on_planning(window, position)) cues.add(Qualifier::target);
  decide(position, numeral, cues, behind, *claim);
  settle(position, cues, std::move(*claim));
  if (cues.from || cues.than) now_.period = spoken_of;
}

/// «aims to expand its GDP by 6 percent and to raise retail sales by 5 percent»
bool Sentence::goes_on_planning(std::uint32_t window, std::uint32_t position) const {
  if (!last_ || !draft_.claim(*last_).has(Qualifier::target)) return false;
  if (draft_.claim(*last_).sentence != draft_.sentence) return false;
  for (std::uint32_t i = window; i + 2 < position; ++i) {
    const bool joined = says(i, "and") || token(i).is_mark(',');
    if (joined && says(i + 1, "to")) return true;
  }
  return false;
}

void Sentence::settle(std::uint32_t position, const Cues& before, Claim&& claim) {
  claim.sentence = draft_.sentence;
  claim.clause = draft_.clause++;
  set_range(claim);
  const Measure measure = claim.measure;
  const bool level = measure == Measure::level || measure == Measure::count;
  Carried& carried = draft_.carried;
  if (level && parts_ && carried.head_level) claim.whole = carried.head_level;
  const auto index = draft_.add(token(position).index, std::move(claim));
  if (!index) return;
  last_ = index;
  if (draft_.claim(*index).measure == Measure::growth_yoy) last_growth_ = index;
  last_growth_noun_ = before.growth;
  open_from_ = before.from ? index : std::nullopt;
  if (level && draft_.claim(*index).subject.period == now_.period) {
    carried.level = index;
    if (!parts_) {
      carried.head = draft_.claim(*index).subject;
      carried.head_level = index;
    }
  }
}

/// What the next sentence may leave out.
void Sentence::carry_over() {
  draft_.carried.subject = now_;
  const PlaceRegistry& places = draft_.parts.words.places;
  const PlaceId home = draft_.context.home;
  if (topic_place_ &&
      !(home.known() && places.is_inside(home, *topic_place_) && home != *topic_place_)) {
    draft_.paragraph.place = *topic_place_;
  }
  if (topic_period_) draft_.paragraph.period = *topic_period_;
}

}  // namespace english
}  // namespace duibiao::bulletin
