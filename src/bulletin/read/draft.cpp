#include "bulletin/read/draft.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"

namespace duibiao::bulletin {
namespace {

/// Names whose meaning is kept: a hostile text has as many as clauses, a real one some hundred.
constexpr std::size_t most_remembered = 4096;

/// A fraction as a percentage: 四分之一 is 25 %. Four decimals hold every fraction people write.
constexpr int fraction_decimals = 4;

std::optional<num::Decimal> as_percent(const Numeral& numeral) {
  const auto hundred = numeral.printed.times(num::Decimal::whole(100));
  if (!hundred) return std::nullopt;
  const auto exact =
      num::divide(*hundred, numeral.denominator, fraction_decimals, num::Rounding::half_even);
  if (!exact) return std::nullopt;
  return exact->trimmed();
}

std::string unit_of(const Numeral& numeral) {
  switch (numeral.form) {
    case Numeral::Form::percent:
    case Numeral::Form::fraction:
      return numeral.unit_text.empty() || numeral.form == Numeral::Form::fraction
                 ? "%"
                 : numeral.unit_text;
    case Numeral::Form::per_mille:
      return "‰";
    case Numeral::Form::per_myriad:
      return "‱";
    case Numeral::Form::percentage_point:
      return numeral.unit_text.empty() ? "百分点" : numeral.unit_text;
    case Numeral::Form::per_mille_point:
      return numeral.unit_text.empty() ? "千分点" : numeral.unit_text;
    case Numeral::Form::tenths:
      return "成";
    case Numeral::Form::discount:
      return "折";
    case Numeral::Form::times:
      return numeral.unit_text.empty() ? "倍" : numeral.unit_text;
    case Numeral::Form::doublings:
      return "番";
    case Numeral::Form::plain:
    case Numeral::Form::ordinal:
    case Numeral::Form::ratio:
      break;
  }
  return numeral.unit_text;
}

/// What the caller knows, or a year that stands for the one the text does not say.
ReadingContext with_some_year(ReadingContext context) {
  if (!context.period.known() && !context.written.known()) {
    context.period = Period::year(unsaid_year);
  }
  return context;
}

/// A period without a year in that of the day of writing: the last such stretch that was over.
Period dated_by(const Period& period, const Date& written) {
  if (!period.known() || is_dated(period) || !written.known()) return period;
  const Period meant = period.year_before(unsaid_year - written.year).value_or(Period{});
  const bool ahead = meant.known() && meant.has_months() && meant.kind() != Period::Kind::year &&
                     meant.year() == written.year && meant.last_month() > written.month;
  return ahead ? meant.year_before().value_or(meant) : meant;
}

/// Sorts by place in the text and puts the links right. Most claims stand in their place already,
/// and half a kilobyte is moved for each that does not.
void put_in_order(std::vector<Claim>& claims) {
  struct Key {
    Span span;
    std::uint32_t from = 0;
    auto operator<=>(const Key&) const = default;
  };
  std::vector<Key> order;
  order.reserve(claims.size());
  for (const Claim& claim : claims) {
    order.push_back({claim.span, static_cast<std::uint32_t>(order.size())});
  }
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> place(claims.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i].from] = i;
  for (Claim& claim : claims) {
    if (claim.whole) claim.whole = place[*claim.whole];
    for (std::uint32_t& part : claim.adds_up) part = place[part];
  }
  // Along each ring of claims that stand in one another's place.
  for (std::uint32_t first = 0; first < order.size(); ++first) {
    if (order[first].from == first) continue;
    Claim held = std::move(claims[first]);
    std::uint32_t hole = first;
    while (order[hole].from != first) {
      const std::uint32_t next = order[hole].from;
      claims[hole] = std::move(claims[next]);
      order[hole].from = hole;
      hole = next;
    }
    claims[hole] = std::move(held);
    order[hole].from = hole;
  }
}

}  // namespace

Draft::Draft(const ReaderParts& with, const ReadingContext& given)
    : parts(with),
      context(with_some_year(given)),
      section{context.home, context.period},
      paragraph(section) {}

void Draft::expect(std::size_t bytes) {
  // A dense bulletin has a figure in some 32 bytes. Room that is not used is never touched.
  constexpr std::size_t bytes_per_claim = 32;
  reading_.claims.reserve(std::min(bytes / bytes_per_claim, most_claims));
}

void Draft::begin_piece() { settled_.assign(piece.numerals.size(), false); }

std::optional<Claim> Draft::claim_of(std::uint32_t index) {
  const Numeral& numeral = piece.numerals[index];
  Claim claim;
  claim.span = piece.source({std::min(numeral.with_unit.begin, numeral.span.begin),
                             std::max(numeral.with_unit.end, numeral.span.end)});
  claim.value = numeral.printed;
  if (numeral.form == Numeral::Form::fraction) {
    const auto percent = as_percent(numeral);
    if (!percent) {
      ignore(index, IgnoredReason::unreadable);
      return std::nullopt;
    }
    claim.value = *percent;
    claim.unit = unit::percent();
    claim.add(Qualifier::about);
  } else {
    claim.unit = numeral.unit;
  }
  claim.unit_text = unit_of(numeral);
  // «22.91万亿元人民币»: the currency's name adds nothing to its unit.
  static constexpr std::string_view yuan = "元";
  static constexpr std::string_view renminbi = "元人民币";
  if (claim.unit_text.ends_with(renminbi)) {
    claim.unit_text.resize(claim.unit_text.size() - renminbi.size() + yuan.size());
  }
  if (numeral.surplus) claim.add(Qualifier::surplus);
  if (numeral.lower_bound) claim.add(Qualifier::over);
  if (numeral.upper_bound) claim.add(Qualifier::under);
  claim.subject.place = paragraph.place;
  claim.subject.period = paragraph.period;
  claim.measure = Measure::other;
  claim.sentence = sentence;
  claim.clause = clause;
  claim.table = table;
  set_range(claim);
  return claim;
}

bool Draft::room_for_claim() {
  if (reading_.claims.size() < most_claims) return true;
  if (!full_) {
    full_ = true;
    remark({"数字过多，其余未读", "too many numbers: the rest was not read"});
  }
  return false;
}

std::optional<std::uint32_t> Draft::add(std::uint32_t numeral, Claim&& claim) {
  DUIBIAO_ASSERT(!settled_[numeral]);
  if (!room_for_claim()) {
    ignore(numeral, IgnoredReason::limit);
    return std::nullopt;
  }
  settled_[numeral] = true;
  reading_.claims.push_back(std::move(claim));
  return static_cast<std::uint32_t>(reading_.claims.size() - 1);
}

std::optional<std::uint32_t> Draft::add_worded(Claim&& claim) {
  if (!room_for_claim()) return std::nullopt;
  reading_.claims.push_back(std::move(claim));
  return static_cast<std::uint32_t>(reading_.claims.size() - 1);
}

void Draft::learn_period(const Period& period) {
  if (!is_dated(context.period)) context.period = period;
}

void Draft::ignore(std::uint32_t numeral, IgnoredReason reason) {
  if (settled_[numeral]) return;
  settled_[numeral] = true;
  const Numeral& n = piece.numerals[numeral];
  reading_.ignored.push_back({piece.source({std::min(n.with_unit.begin, n.span.begin),
                                            std::max(n.with_unit.end, n.span.end)}),
                              reason});
}

void Draft::ignore_span(Span normal, IgnoredReason reason) {
  reading_.ignored.push_back({piece.source(normal), reason});
}

Period Draft::period_of(const TimeWords& time, const Period& about) const {
  const Period given = dated_by(about.known() ? about : context.period, context.written);
  if (given.known() || !context.written.known()) return time.resolve(given, context.written);
  // Nothing says the year: the last such stretch that was over when the text was written.
  const Period meant = time.resolve(Period::year(context.written.year), context.written);
  const bool ahead = meant.known() && meant.has_months() && meant.year() == context.written.year &&
                     meant.last_month() > context.written.month;
  if (!ahead || time.year_kind != TimeWords::Year::none) return meant;
  return meant.year_before().value_or(meant);
}

std::optional<PlaceId> Draft::place_of(const Token& token, PlaceId spoken_of) const {
  const PlaceId within = spoken_of.known() ? spoken_of : context.home;
  if (token.kind == Token::Kind::place) {
    const auto near = parts.places.meant(token.index, within);
    return near || !context.home.known() ? near : parts.places.meant(token.index, context.home);
  }
  static constexpr std::string_view whole = "全";
  const std::string_view word = piece.text_of(token);
  constexpr std::size_t character = 3;
  if (word.size() < 2 * character) return std::nullopt;
  if (token.is(WordClass::that_place)) {
    if (word == "当地" || word == "该地区")
      return within.known() ? std::optional(within) : std::nullopt;
  }
  const std::string all = std::string(whole) + std::string(word.substr(character, character));
  if (const auto found = find_place(all, within)) return found;
  return context.home.known() ? find_place(all, context.home) : std::nullopt;
}

std::optional<PlaceId> Draft::find_place(std::string_view name, PlaceId within) const {
  std::string key(name);
  key += '\0';
  key.append(std::to_string(within.index));
  const auto known = known_places_.find(key);
  if (known != known_places_.end()) return known->second;
  const auto found = parts.words.places.find(name, within);
  if (known_places_.size() < most_remembered) known_places_.emplace(std::move(key), found);
  return found;
}

IndicatorId Draft::indicator_of(const std::string& phrase) {
  if (phrase.empty()) return {};
  const auto known = known_phrases_.find(phrase);
  if (known != known_phrases_.end()) return known->second;
  const IndicatorId id = parts.words.catalogue.find(phrase).value_or(IndicatorId{});
  if (known_phrases_.size() < most_remembered) known_phrases_.emplace(phrase, id);
  return id;
}

void Draft::remark(Message message) { reading_.remarks.push_back(std::move(message)); }

Reading Draft::finish() {
  put_in_order(reading_.claims);
  std::sort(reading_.ignored.begin(), reading_.ignored.end(),
            [](const Ignored& a, const Ignored& b) { return a.span < b.span; });
  // A day at the foot of the page says of which year all that stood above it was.
  for (Claim& claim : reading_.claims) {
    const IndicatorId indicator = claim.subject.indicator;
    if (indicator.known() && parts.words.catalogue.at(indicator).yearly) {
      claim.subject.period = Period::year(claim.subject.period.year());
    }
    claim.subject.period = dated_by(claim.subject.period, context.written);
    claim.reference.subject.period = dated_by(claim.reference.subject.period, context.written);
  }
  const Period period = dated_by(context.period, context.written);
  reading_.home = context.home;
  reading_.period = is_dated(period) ? period : Period{};
  return std::move(reading_);
}

}  // namespace duibiao::bulletin
