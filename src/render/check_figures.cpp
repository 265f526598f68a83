#include "render/check_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "text/utf8.h"

namespace duibiao::render {
namespace {

using bulletin::Claim;
using bulletin::Qualifier;
using bulletin::Reference;
using Reason = LeftOut::Reason;

/// Text before a figure that is quoted with it: a name and a verb.
constexpr std::uint32_t quoted_before = 60;

/// Digits a stored figure can have.
constexpr num::int128 largest_mantissa = std::numeric_limits<std::int64_t>::max();

bool is_approximate(const Claim& claim) {
  return std::ranges::any_of(
      std::initializer_list<Qualifier>{Qualifier::about, Qualifier::near, Qualifier::over,
                                       Qualifier::under, Qualifier::surplus, Qualifier::reached,
                                       Qualifier::range_end},
      [&claim](Qualifier qualifier) { return claim.has(qualifier); });
}

/// The place above, of which the store's shares are and among whose parts its ranks.
PlaceId place_above(PlaceId place, const Vocabulary& words) {
  return words.places.at(place).parent;
}

/// «占全省» names the place alone; the indicator is then the claim's own.
bool is_share_of_the_place_above(const Claim& claim, const Vocabulary& words) {
  const bulletin::Subject& whole = claim.reference.subject;
  const bool same_indicator =
      whole.indicator.known() ? whole.indicator == claim.subject.indicator : whole.phrase.empty();
  return claim.reference.kind == Reference::Kind::whole && same_indicator && whole.place.known() &&
         whole.place == place_above(claim.subject.place, words) &&
         (!whole.period.known() || whole.period.same_span(claim.subject.period));
}

/// Whether a peer group is just the places beside: 浙江11市 for 温州.
bool is_group_beside(std::string_view id, PlaceId place, const Vocabulary& words) {
  const PlaceId above = place_above(place, words);
  const auto group = std::ranges::find(words.places.groups(), id, &PeerGroup::id);
  return above.known() && group != words.places.groups().end() &&
         std::ranges::is_permutation(group->members, words.places.children(above));
}

bool is_rank_beside(const Claim& claim, const Vocabulary& words) {
  const Reference& among = claim.reference;
  if (among.kind != Reference::Kind::among) return false;
  if (!among.group.empty()) return is_group_beside(among.group, claim.subject.place, words);
  return among.subject.place.known() &&
         among.subject.place == place_above(claim.subject.place, words);
}

/// The measure under which the store keeps it; nothing for what a row of a table cannot say.
std::optional<Measure> stored_measure(const Claim& claim, const Vocabulary& words) {
  const Indicator& indicator = words.catalogue.at(claim.subject.indicator);
  switch (claim.measure) {
    case Measure::level:
    case Measure::growth_yoy:
    case Measure::growth_mom:
    case Measure::growth_avg:
    case Measure::increment:
      return claim.measure;
    case Measure::count:
      if (indicator.kind == IndicatorKind::count) return Measure::level;
      return std::nullopt;
    case Measure::share:
      if (is_share_of_the_place_above(claim, words)) return Measure::share;
      return std::nullopt;
    case Measure::rank:
    case Measure::growth_rank: {
      if (!is_rank_beside(claim, words)) return std::nullopt;
      const bool of_growth =
          claim.measure == Measure::growth_rank || claim.of == Measure::growth_yoy;
      return of_growth ? Measure::growth_rank : Measure::rank;
    }
    default:
      return std::nullopt;
  }
}

bool is_money(Dimension dimension) {
  return dimension >= Dimension::cny && dimension <= Dimension::hkd;
}

/// The indicator under which an amount in this unit is kept (dollars have their own); nothing when
/// the unit does not fit.
std::optional<IndicatorId> stored_indicator(const Claim& claim, Measure measure,
                                            const Vocabulary& words) {
  const IndicatorId named = claim.subject.indicator;
  if (!claim.unit.known()) return std::nullopt;
  const Dimension said = claim.unit.dimension();
  switch (measure) {
    case Measure::rank:
    case Measure::growth_rank:
      return said == Dimension::rank ? std::optional(named) : std::nullopt;
    case Measure::growth_yoy:
    case Measure::growth_mom:
    case Measure::growth_avg:
    case Measure::share:
      return said == Dimension::rate ? std::optional(named) : std::nullopt;
    default:
      break;
  }
  const Dimension own = words.catalogue.at(named).unit.dimension();
  if (said == own) return named;
  if (is_money(said) && is_money(own)) return words.catalogue.in_dimension(named, said);
  return std::nullopt;
}

/// Whether growth is said on the basis on which the indicator's growth is published.
bool fits_basis(const Claim& claim, Measure measure, const Indicator& indicator) {
  if (measure != Measure::growth_yoy && measure != Measure::growth_mom &&
      measure != Measure::growth_avg) {
    return true;
  }
  const GrowthBasis basis = indicator.growth_basis;
  if (claim.has(Qualifier::constant_price)) return basis == GrowthBasis::constant_price;
  if (claim.has(Qualifier::comparable_scope)) return basis == GrowthBasis::matched_sample;
  if (claim.has(Qualifier::nominal)) return basis == GrowthBasis::nominal;
  return true;
}

bool separates(char32_t value) {
  static constexpr std::u32string_view all = U"，。；：、！？（）,;:()!?\n\t\r|";
  return all.find(value) != std::u32string_view::npos;
}

/// «出口1912.0亿元»: the figure with the words of its clause before it.
std::string quoted(const text::Document& document, text::Span span) {
  const std::string_view text = document.text;
  std::uint32_t begin = span.begin > quoted_before ? span.begin - quoted_before : 0;
  while (begin < span.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  std::uint32_t from = begin;
  for (const text::CodePoint c : text::code_points(text.substr(begin, span.begin - begin))) {
    if (separates(c.value)) from = begin + static_cast<std::uint32_t>(c.offset) + c.length;
  }
  return printable(text::trim(text.substr(from, span.end - from)));
}

/// Decides on claims one after the other.
class Sieve {
 public:
  Sieve(const bulletin::Reading& reading, const text::Document& document, std::string_view name,
        const Vocabulary& words)
      : reading_(reading), document_(document), name_(name), words_(words) {}

  TidyReading run() {
    for (std::uint32_t k = 0; k < reading_.claims.size(); ++k) {
      if (const auto reason = refuse(k)) out_.left_out.push_back({k, *reason});
    }
    return std::move(out_);
  }

 private:
  /// Takes the claim, or says why not.
  std::optional<Reason> refuse(std::uint32_t number) {
    const Claim& claim = reading_.claims[number];
    if (!claim.observed()) return Reason::target;
    if (!claim.subject.indicator.known()) return Reason::indicator;
    if (!claim.subject.place.known()) return Reason::place;
    if (!bulletin::is_dated(claim.subject.period)) return Reason::period;
    if (is_approximate(claim)) return Reason::approximate;
    const std::optional<Measure> measure = stored_measure(claim, words_);
    if (!measure) return Reason::measure;
    const auto indicator = stored_indicator(claim, *measure, words_);
    if (!indicator) return Reason::unit;
    const num::int128 units = claim.value.units();
    if (units > largest_mantissa || units < -largest_mantissa) return Reason::unit;
    if (!fits_basis(claim, *measure, words_.catalogue.at(*indicator))) return Reason::basis;
    const FigureKey key{*indicator, claim.subject.place, claim.subject.period.canonical(),
                        *measure};
    const auto [known, added] = taken_.try_emplace(key, number);
    if (!added) return against(reading_.claims[known->second], claim);
    out_.figures.push_back({key, claim.value, claim.unit,
                            fmt::format("{} bytes {}-{}: “{}”", name_, claim.span.begin,
                                        claim.span.end, quoted(document_, claim.span)),
                            number});
    return std::nullopt;
  }

  static Reason against(const Claim& before, const Claim& now) {
    const auto value = convert(now.value, now.unit, before.unit);
    if (!value) return Reason::contradicts;
    const auto printed = num::Interval::of_printed(before.value);
    const auto half = convert(now.value.half_unit(), now.unit, before.unit);
    if (!printed || !half) return Reason::contradicts;
    const auto low = value->minus(*half);
    const auto high = value->plus(*half);
    if (!low || !high) return Reason::contradicts;
    const auto range = num::Interval::make(*low, *high);
    const bool agree = range && meet(*printed, *range) != num::Meeting::apart;
    return agree ? Reason::repeated : Reason::contradicts;
  }

  const bulletin::Reading& reading_;
  const text::Document& document_;
  std::string_view name_;
  const Vocabulary& words_;
  std::map<FigureKey, std::uint32_t> taken_;
  TidyReading out_;
};

}  // namespace

std::string_view id_of(LeftOut::Reason reason) {
  switch (reason) {
    case Reason::target:
      return "target";
    case Reason::indicator:
      return "indicator";
    case Reason::place:
      return "place";
    case Reason::period:
      return "period";
    case Reason::approximate:
      return "approximate";
    case Reason::measure:
      return "measure";
    case Reason::basis:
      return "basis";
    case Reason::unit:
      return "unit";
    case Reason::repeated:
      return "repeated";
    case Reason::contradicts:
      return "contradicts";
  }
  return "";
}

Message describe(LeftOut::Reason reason) {
  switch (reason) {
    case Reason::target:
      return {"目标或预计数，不是实绩", "planned or expected, not observed"};
    case Reason::indicator:
      return {"指标不在目录中", "the indicator is not in the catalogue"};
    case Reason::place:
      return {"不知是哪里的数（可用 --place 说明）", "of which place is not known (see --place)"};
    case Reason::period:
      return {"不知是何时的数（可用 --period 说明）",
              "of which period is not known (see --period)"};
    case Reason::approximate:
      return {"概数（约、近、超过……）", "approximate (about, nearly, over …)"};
    case Reason::measure:
      return {"须连同上下文才有意义（倍数、高低差、其他占比等）",
              "means something only in its sentence (multiples, gaps, other shares …)"};
    case Reason::basis:
      return {"增速口径与该指标不同", "growth on another basis than the indicator's"};
    case Reason::unit:
      return {"单位与指标不符", "the unit does not fit the indicator"};
    case Reason::repeated:
      return {"文中前面已有", "said before in the text"};
    case Reason::contradicts:
      return {"与文中前面的同一数不一致", "the text gave another value before"};
  }
  return {};
}

TidyReading tidy_figures(const bulletin::Reading& reading, const text::Document& document,
                         std::string_view name, const Vocabulary& words) {
  return Sieve(reading, document, name, words).run();
}

Table tidy_table(const std::vector<TidyFigure>& figures, const Vocabulary& words,
                 const Date& released) {
  Table table;
  for (const char* id : {"place_code", "place", "indicator", "period", "measure", "value", "unit",
                         "decimals", "status", "source", "released"}) {
    table.columns.push_back({id, {id, id}});
  }
  for (const TidyFigure& figure : figures) {
    const Place& place = words.places.at(figure.key.place);
    table.rows.push_back(
        {place.code, place.zh, words.catalogue.at(figure.key.indicator).id,
         figure.key.period.to_string(), std::string(id_of(figure.key.measure)),
         Cell(figure.value.to_string(), figure.value), std::string(figure.unit.symbol()),
         fmt::format("{}", figure.value.scale()), std::string(id_of(ObsStatus::normal)),
         figure.source, released.to_string()});
  }
  return table;
}

}  // namespace duibiao::render
