#include <algorithm>
#include <array>

#include "bulletin/read/english_sentence.h"

namespace duibiao::bulletin::english {
namespace {

/// Longer ones are prose, and no two of them are the same thing.
constexpr std::size_t longest_phrase = 160;

/// What stands for a thing that was named before.
constexpr std::array<std::string_view, 29> pronouns{
    "rate",     "figure",   "number",  "value",    "volume", "amount",  "total",    "sum",
    "increase", "decrease", "decline", "turnover", "city",   "result",  "index",    "scale",
    "it",       "growth",   "speed",   "pace",     "margin", "customs", "addition", "terms",
    "data",     "former",   "latter",  "year",     "period"};
constexpr std::array<std::string_view, 10> wrappers{
    "number of ", "value of ", "volume of ", "amount of ",   "sum of ",
    "scale of ",  "total of ", "size of ",   "turnover of ", "combined "};
/// All trade is in goods, but not all retail sales are.
constexpr std::array<std::string_view, 5> goods_traded{
    " of goods", " of commodities", " of merchandise", " of products", " in goods"};
constexpr std::array<std::string_view, 5> flows{"exports", "imports", "trade", "export", "import"};
constexpr std::array<std::string_view, 3> fillings{" of value", " volume", " value"};

struct PlaceWord {
  std::string_view word;
  PlaceLevel level;
  std::string_view zh;
};
constexpr std::array<PlaceWord, 8> place_words{{{"nation", PlaceLevel::country, "全国"},
                                                {"country", PlaceLevel::country, "全国"},
                                                {"domestic", PlaceLevel::country, "全国"},
                                                {"provinc", PlaceLevel::province, "全省"},
                                                {"city", PlaceLevel::prefecture, "全市"},
                                                {"municipal", PlaceLevel::prefecture, "全市"},
                                                {"county", PlaceLevel::county, "全县"},
                                                {"district", PlaceLevel::county, "全区"}}};

/// The nearest place of a level around another; the registry's own rules where there is none, and
/// below a city, for a county may be a city itself (Yiwu).
std::optional<PlaceId> around(const PlaceRegistry& places, PlaceId within, const PlaceWord& word) {
  const bool low = within.known() && places.at(within).level > PlaceLevel::prefecture;
  for (PlaceId id = low ? PlaceId{} : within; id.known(); id = places.at(id).parent) {
    if (places.at(id).level == word.level) return id;
  }
  return places.find(word.zh, within);
}

constexpr WordClasses dropped(C::filler, C::growth, C::share_noun, C::overall, C::yoy, C::mom,
                              C::average, C::respectively, C::of_which, C::total, C::constant_price,
                              C::nominal, C::comparable_scope, C::in_dollars, C::in_yuan, C::plain,
                              C::home_place, C::than, C::rank_noun, C::contribution, C::up, C::down,
                              C::higher, C::lower, C::about, C::near, C::over, C::under,
                              C::times_of, C::to, C::target, C::forecast, C::border);

bool is_link(std::string_view word) {
  return word == "of" || word == "to" || word == "by" || word == "with" || word == "from" ||
         word == "in" || word == "for" || word == "and" || word == "via" || word == "&" ||
         word == "on" || word == "through";
}

/// «private enterprises exported», «exported goods» → «exports of private enterprises», «exports».
std::string as_noun(std::string phrase) {
  constexpr std::size_t verb = std::string_view("exported").size();
  const std::size_t at = std::min(phrase.find("exported"), phrase.find("imported"));
  if (at == std::string::npos || (at > 0 && phrase[at - 1] != ' ')) return phrase;
  std::string noun = phrase[at] == 'e' ? "exports" : "imports";
  std::string object = phrase.substr(at + verb);
  const std::string owner = phrase.substr(0, at == 0 ? 0 : at - 1);
  // «sales of imported cars»
  if (is_link(std::string_view(owner).substr(owner.rfind(' ') + 1))) return phrase;
  if (!object.empty() && object[0] != ' ') return phrase;
  if (object == " goods" || object == " products" || object == " commodities") object.clear();
  if (!object.empty()) noun += " of" + object;
  if (!owner.empty()) noun += " of " + owner;
  return noun;
}

std::string without_wrapping(std::string phrase) {
  for (const std::string_view wrapper : wrappers) {
    if (phrase.starts_with(wrapper)) phrase.erase(0, wrapper.size());
  }
  for (const std::string_view filling : fillings) {
    if (phrase.ends_with(filling)) phrase.erase(phrase.size() - filling.size());
  }
  for (const std::string_view goods : goods_traded) {
    if (!phrase.ends_with(goods)) continue;
    const std::string_view traded =
        std::string_view(phrase).substr(0, phrase.size() - goods.size());
    const bool flow = std::any_of(flows.begin(), flows.end(),
                                  [&](std::string_view f) { return traded.ends_with(f); });
    if (flow) phrase.resize(traded.size());
  }
  return phrase;
}

}  // namespace

Span Sentence::span_of(Stretch stretch) const {
  if (stretch.empty()) return {};
  return {token(stretch.begin).span.begin, token(stretch.end - 1).span.end};
}

Period Sentence::period_at(std::uint32_t i, const Period& about) const {
  const TimeWords& time = draft_.piece.time(token(i));
  const Period meant = draft_.period_of(time, about);
  // «exports this year» in a text about nine months: the same nine months.
  const bool this_year = time.shape == TimeWords::Shape::year && !time.at_end &&
                         time.year_kind == TimeWords::Year::relative && time.year == 0;
  if (this_year && about.known() && about.year() == meant.year()) return about;
  return meant;
}

/// «to China», «with China»: who it is traded with; not «to Chengdu's exports».
bool Sentence::partner_before(std::uint32_t i) const {
  if (i + 1 < range_.end && token(i + 1).is_mark('\'')) return false;
  std::uint32_t k = i;
  while (k > range_.begin && i - k < most_fillers && is(k - 1, C::filler) && !is_link(text(k - 1)))
    --k;
  return k > range_.begin && (says(k - 1, "to") || says(k - 1, "with"));
}

std::optional<PlaceId> Sentence::place_at(std::uint32_t i) const {
  const Token& t = token(i);
  for (const std::string_view house : {"customs", "university", "airport", "bank", "railway"}) {
    if (says(i + 1, house)) return std::nullopt;
  }
  if (t.kind == Token::Kind::place) return draft_.place_of(t, now_.place);
  if (!is(i, C::home_place)) return std::nullopt;
  std::string_view word = text(i);
  for (const std::string_view lead : {"the ", "entire ", "whole ", "overall "}) {
    if (word.starts_with(lead)) word.remove_prefix(lead.size());
  }
  for (const PlaceWord& row : place_words) {
    if (!word.starts_with(row.word)) continue;
    const PlaceRegistry& places = draft_.parts.words.places;
    if (const auto near = around(places, now_.place, row)) return near;
    const PlaceId home = draft_.context.home;
    return home.known() ? around(places, home, row) : std::nullopt;
  }
  return std::nullopt;
}

bool Sentence::keeps(std::uint32_t i) const {
  const Token& t = token(i);
  if (t.kind == Token::Kind::text) return text(i) != "s";
  if (t.kind == Token::Kind::place) return partner_before(i);
  if (t.kind != Token::Kind::word) return false;
  return t.is(C::indicator) || t.is(C::foreign) || t.is(C::name) || !t.classes.any(dropped);
}

/// «that of», «those by»: the link behind a word that stands for the noun said before.
std::optional<std::string_view> Sentence::stands_for(Stretch stretch) const {
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const std::string_view word = text(i);
    if (word == "that of" || word == "those of") return "of";
    const bool those = word == "those" && i + 1 < stretch.end;
    if (those && text(i + 1) != "of" && is_link(text(i + 1))) return text(i + 1);
    if (token(i).kind != Token::Kind::time && !is(i, C::filler) && !is(i, C::conjunction)) break;
  }
  return std::nullopt;
}

/// «exports to the EU», «to», «ASEAN» → «exports to ASEAN».
std::string Sentence::with_head(std::string_view link, const std::string& rest) const {
  const std::string& said = now_.phrase;
  if (said.empty() || rest.empty()) return rest;
  const std::string spaced = " " + std::string(link) + " ";
  std::size_t end = said.rfind(spaced);
  for (const std::string_view other : {" of ", " by ", " to ", " from ", " with "}) {
    if (end == std::string::npos) end = said.find(other);
  }
  return said.substr(0, end) + spaced + rest;
}

/// The words that say what is measured, without articles, places, times and the like. Linear.
NounPhrase Sentence::noun_phrase(Stretch stretch) const {
  NounPhrase found;
  std::string link;
  bool exported = false;
  bool hyphen = false;
  for (std::uint32_t i = stretch.begin; i < stretch.end; ++i) {
    const Token& t = token(i);
    if (t.kind == Token::Kind::time) {
      if (!is_reference_time(i)) found.period = period_at(i, now_.period);
      continue;
    }
    if (t.kind == Token::Kind::mark && t.mark != '\'' && t.mark != '-') link.clear();
    if (t.is_mark('-')) hyphen = !found.phrase.empty() && link.empty();
    if (t.kind == Token::Kind::mark) continue;
    const bool place = t.kind == Token::Kind::place || is(i, C::home_place);
    const auto id = place && !partner_before(i) ? place_at(i) : std::nullopt;
    // A name that may be of several places tells them apart as any other word does.
    const bool unsure = t.kind == Token::Kind::place && !id && found.phrase.empty();
    if (place && !partner_before(i) && !unsure) {
      // «east China's Zhejiang Province»: the last one inside the others.
      const PlaceRegistry& places = draft_.parts.words.places;
      if (id && (!found.place || (*id != *found.place && places.is_inside(*id, *found.place)))) {
        found.place = id;
        found.place_text = std::string(draft_.piece.text_of(t));
      }
      // «income of Lhasa's residents»
      const bool owns = i + 1 < stretch.end && token(i + 1).is_mark('\'');
      if (!owns) link.clear();
      continue;
    }
    const std::string_view word = text(i);
    if (is_link(word)) {
      if (!found.phrase.empty()) link = word;
      continue;
    }
    if ((!keeps(i) && !unsure) || found.phrase.size() > longest_phrase) continue;
    if (word == "exported" || word == "imported") exported = true;
    if (!found.phrase.empty()) found.phrase += hyphen ? '-' : ' ';
    hyphen = false;
    if (!link.empty()) found.phrase += link + " ";
    link.clear();
    found.phrase += word;
  }
  found.phrase = without_wrapping(std::move(found.phrase));
  if (const auto of = stands_for(stretch)) found.phrase = with_head(*of, found.phrase);
  if (exported) found.phrase = as_noun(std::move(found.phrase));
  if (std::find(pronouns.begin(), pronouns.end(), found.phrase) != pronouns.end()) {
    found.phrase.clear();
  }
  found.indicator = indicator_named(found.phrase);
  return found;
}

}  // namespace duibiao::bulletin::english
