#include <algorithm>
#include <iterator>

#include "bulletin/read/counted_places.h"
#include "bulletin/read/sentence.h"

namespace duibiao::bulletin {

using C = WordClass;

namespace {

bool about_growth(Measure measure) {
  return measure == Measure::growth_yoy || measure == Measure::growth_change ||
         measure == Measure::gap_pp;
}

}  // namespace

/// «出口总量全省第一», «全国占比0.99%»: the place says among whom or of what, not where.
void ChineseSentence::move_scope(bool ranked, Window& window) const {
  const bool share = window.share_noun && !window.share_verb && window.direction == 0;
  if (!window.place || !window.governed.empty() || (!ranked && !share)) return;
  std::uint32_t at = window.subject.end;
  while (at > window.subject.begin && clause_->tokens[at - 1] != *window.place) --at;
  if (at == window.subject.begin) return;
  --at;
  // «浙江出口第一» is of 浙江.
  std::string behind = phrase_of({at + 1, window.subject.end});
  Subject group;
  group.phrase = behind;
  if (!core_of(group).empty() || (share && !behind.empty())) return;
  std::optional<std::uint32_t> own;
  for (std::uint32_t i = window.subject.begin; i < at; ++i) {
    if (token(i).kind == Token::Kind::place || is_word(i, C::home_place)) own = i;
  }
  const PlaceId spoken =
      own ? draft_.place_of(token(*own), now_.place).value_or(PlaceId{}) : now_.place;
  const PlaceId among = draft_.place_of(token(at), now_.place).value_or(PlaceId{});
  const PlaceRegistry& places = draft_.parts.words.places;
  const bool above = spoken.known() && among.known() && places.is_inside(spoken, among);
  const bool region = ranked && is_word(at, C::region);
  if (!region && (!above || spoken == among)) return;
  window.governed = {at, window.subject.end};
  window.subject.end = at;
  window.place.reset();
  if (own) window.place = clause_->tokens[*own];
}

void ChineseSentence::fill_rank(const Window& window, Claim& claim) {
  claim.measure = Measure::rank;
  claim.unit_text = "rank";
  claim.unit = unit::rank();
  const bool goes_on = last_ && draft_.claim(*last_).sentence == draft_.sentence &&
                       phrase_of(window.subject).empty();
  // «居全国第4位、长三角第1位»: by the same.
  const bool again = goes_on && draft_.claim(*last_).measure == Measure::rank &&
                     draft_.claim(*last_).of == Measure::growth_yoy &&
                     draft_.claim(*last_).clause == clause_number_;
  const bool after_growth = goes_on && (again || about_growth(draft_.claim(*last_).measure));
  const bool growth = window.growth || window.decline || pending_ == Measure::growth_yoy ||
                      (after_growth && !window.level_word);
  claim.of = growth                       ? Measure::growth_yoy
             : speaks_of_increase(window) ? Measure::increment
                                          : Measure::level;
  claim.reference.kind = Reference::Kind::among;
  const Stretch among = window.governed.empty() ? window.subject : window.governed;
  bool named = false;
  claim.reference.subject = governed_subject(window.governed, claim.subject, named);
  claim.reference.subject.indicator = claim.subject.indicator;
  claim.reference.subject.phrase = claim.subject.phrase;
  // «从全省第五上升至第二»: among the same.
  if (!named && window.to && last_ && draft_.claim(*last_).measure == Measure::rank &&
      draft_.claim(*last_).clause == clause_number_) {
    claim.reference = draft_.claim(*last_).reference;
    return;
  }
  if (window.governed.empty() && among_) {
    claim.reference.subject.place = among_->place;
    claim.reference.subject.place_text = among_->place_text;
    claim.reference.text = among_text_;
    return;
  }
  if (among.empty()) return;
  // 沿海地区, 长三角: among places that are none of the registry.
  if (!window.governed.empty() && claim.reference.subject.place_text.empty()) {
    for (std::uint32_t i = among.begin; i < among.end; ++i) {
      if (is_word(i, C::region)) claim.reference.subject.place = {};
    }
  }
  const Span span{token(among.begin).span.begin, token(among.end - 1).span.end};
  if (!window.governed.empty()) claim.reference.text = std::string(draft_.piece.text_of(span));
  const bool place_alone =
      among.end == among.begin + 1 && token(among.begin).kind != Token::Kind::text;
  if (!place_alone) {
    claim.reference.group = std::string(draft_.parts.places.group(claim.reference.text));
  }
}

bool ChineseSentence::read_rank(const Value& value, const Window& window, Claim& claim) {
  const bool behind_place =
      value.position > 0 && (token(value.position - 1).kind == Token::Kind::place ||
                             is_word(value.position - 1, C::home_place));
  const bool ordinal = value.form == Numeral::Form::ordinal;
  if (!window.rank_verb && !window.rank_noun && !behind_place && !window.rank_top && !ordinal) {
    return false;
  }
  fill_rank(window, claim);
  claim.value = value.printed->printed;
  if (window.rank_top) claim.add(Qualifier::under);
  return true;
}

namespace {

/// «三市», «11个地市»: so many places, whichever they are.
bool counts_places(std::string_view among) {
  static constexpr std::string_view places[] = {"市", "省", "县", "区", "地市", "城市", "国", "地"};
  static constexpr std::string_view counts[] = {"两", "二", "三", "四", "五", "六", "七",
                                                "八", "九", "十", "0",  "1",  "2",  "3",
                                                "4",  "5",  "6",  "7",  "8",  "9",  "个"};
  std::size_t counted = 0;
  const auto eat = [&](std::string_view word) {
    if (!among.starts_with(word)) return false;
    among.remove_prefix(word.size());
    return true;
  };
  while (std::any_of(std::begin(counts), std::end(counts), eat)) ++counted;
  return counted > 0 && std::any_of(std::begin(places), std::end(places),
                                    [&](std::string_view p) { return among.starts_with(p); });
}

}  // namespace

/// «居各贸易方式之首» ranks no places.
bool ChineseSentence::ranks_places(Stretch among) const {
  if (among.empty()) return true;
  const Span said{token(among.begin).span.begin, token(among.end - 1).span.end};
  bool place = counts_places(draft_.piece.text_of(said));
  for (std::uint32_t i = among.begin; i < among.end; ++i) {
    place = place || token(i).kind == Token::Kind::place || is_word(i, C::home_place) ||
            is_word(i, C::that_place);
  }
  return place;
}

/// The rank of who is last among «三市»; 0 when they are not counted.
int ChineseSentence::last_of(Stretch among) const {
  if (among.empty()) return 0;
  const Span said{token(among.begin).span.begin, token(among.end - 1).span.end};
  return static_cast<int>(places_counted(draft_.piece.text_of(said)));
}

/// 居首位: a rank without a numeral.
void ChineseSentence::read_worded_rank(const Window& window, std::uint32_t begin) {
  for (std::uint32_t i = begin; i < clause_size(); ++i) {
    const bool last = is_word(i, C::rank_last) && draft_.piece.text_of(token(i)) == "末位";
    if (!is_word(i, C::rank_first) && !last) continue;
    const bool by_place = i > 0 && (token(i - 1).kind == Token::Kind::place ||
                                    is_word(i - 1, C::home_place) || names_group(i));
    if (!window.rank_verb && !window.rank_noun && !by_place) return;
    Window before = read_window(draft_, clause_->tokens, begin, i);
    move_scope(true, before);
    if (before.governed.empty()) before.governed = window.governed;
    if (!ranks_places(before.governed)) return;
    before.growth = before.growth || window.growth;
    // «居三市末位»: the third of three; among how many others stand last, nobody says.
    const int rank = last ? last_of(before.governed) : 1;
    if (rank == 0) return;
    Claim claim;
    claim.span = draft_.piece.source(token(i).span);
    set_scene(before);
    prior_.reset();
    set_subject(before, true);
    claim.subject = now_;
    claim.value = num::Decimal::whole(rank);
    claim.sentence = draft_.sentence;
    claim.clause = clause_number_;
    claim.table = draft_.table;
    fill_rank(before, claim);
    set_range(claim);
    last_ = draft_.add_worded(std::move(claim));
    return;
  }
}

}  // namespace duibiao::bulletin
