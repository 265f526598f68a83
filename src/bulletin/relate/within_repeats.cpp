#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

/// Yuan per hundred dollars, the mean of each year from 2005 (China Statistical Yearbook, table of
/// exchange rates).
constexpr int first_rate_year = 2005;
constexpr std::array<std::int64_t, 20> yearly_rates = {
    81917, 79718, 76040, 69451, 68310, 67695, 64588, 63125, 61932, 61428,
    62284, 66423, 67518, 66174, 68985, 68976, 64515, 67261, 70467, 71217};

/// Yuan per dollar: within a year the months lay up to six per cent from its mean. Since 1994 the
/// rate has lain between 6.0 and 8.7.
Quantity rate_of(const Period& period) {
  const int at = is_dated(period) ? period.year() - first_rate_year : -1;
  const bool listed = at >= 0 && static_cast<std::size_t>(at) < yearly_rates.size();
  constexpr int decimals = 6;
  const std::int64_t mean = listed ? yearly_rates[static_cast<std::size_t>(at)] : 0;
  const auto band = listed ? num::Interval::make(num::Decimal::of(mean * 92, decimals),
                                                 num::Decimal::of(mean * 108, decimals))
                           : num::Interval::make(num::Decimal::of(55, 1), num::Decimal::of(90, 1));
  return band ? Quantity::ratio(*band) : Quantity::failed(band.error());
}

/// «÷ (6.55…7.69)»
std::string rate_text(const Period& period) {
  const auto band = rate_of(period).value();
  if (!band) return {};
  const auto low = band->low().rounded(2, num::Rounding::half_up);
  const auto high = band->high().rounded(2, num::Rounding::half_up);
  return low && high ? "{1} ÷ (" + low->to_string() + "…" + high->to_string() + ")" : std::string();
}

/// Two averages over one period differ little, whatever the goods' own months were.
Quantity loosely() {
  const auto band = num::Interval::make(num::Decimal::of(97, 2), num::Decimal::of(103, 2));
  return band ? Quantity::ratio(*band) : Quantity::failed(band.error());
}

/// How finely a claim is printed: the power of ten of its last digit in the base unit.
int fineness(const Claim& claim) { return claim.unit.power() - claim.decimals(); }

std::uint32_t finest(const Ties& ties, const std::vector<std::uint32_t>& claims) {
  return *std::min_element(claims.begin(), claims.end(), [&](std::uint32_t a, std::uint32_t b) {
    return fineness(ties.claim(a)) < fineness(ties.claim(b));
  });
}

/// The significant digits alone.
std::string digits_of(const num::Decimal& value) {
  std::string digits;
  for (const char c : value.to_string()) {
    if (c >= '0' && c <= '9' && !(digits.empty() && c == '0')) digits += c;
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return digits;
}

/// The finer of two prints at the precision of the coarser; itself when their units are two things.
num::Decimal printed_like(const Claim& fine, const Claim& coarse) {
  if (fine.unit.dimension() != coarse.unit.dimension()) return fine.value;
  const auto moved = fine.value.shifted(fine.unit.power() - coarse.unit.power());
  const auto rounded = moved ? moved->rounded(coarse.decimals(), num::Rounding::half_up) : moved;
  return rounded ? *rounded : fine.value;
}

bool one_slip_between(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  const auto [first, other] = std::mismatch(left.begin(), left.end(), right.begin());
  if (first == left.end()) return true;
  if (std::equal(first + 1, left.end(), other + 1)) return true;
  return first + 1 != left.end() && *first == *(other + 1) && *(first + 1) == *other &&
         std::equal(first + 2, left.end(), other + 2);
}

/// One digit changed, two neighbours swapped, or the point moved: what a slip of the hand makes of
/// a figure. Two numbers further apart under one unknown phrase are two things of that name.
bool one_slip_apart(const Claim& a, const Claim& b) {
  if (one_slip_between(digits_of(a.value), digits_of(b.value))) return true;
  const bool a_finer = fineness(a) < fineness(b);
  const Claim& fine = a_finer ? a : b;
  const Claim& coarse = a_finer ? b : a;
  return one_slip_between(digits_of(printed_like(fine, coarse)), digits_of(coarse.value));
}

/// Of levels a fifth, of rates and shares five points: what a figure of another release, period or
/// count may differ by. Two further apart are rather two things that the words told apart.
bool near_each_other(const Claim& a, const Claim& b) {
  const bool rate = a.unit.dimension() == Dimension::rate && b.unit.dimension() == Dimension::rate;
  if (rate) {
    const auto difference = (Quantity::of(a) - Quantity::of(b)).value();
    const num::Decimal most = num::Decimal::of(5, 2);
    return difference && difference->low() <= most && difference->high() >= most.negated();
  }
  const auto ratio = (Quantity::of(a) / Quantity::of(b)).value();
  return ratio && ratio->low() <= num::Decimal::of(125, 2) &&
         ratio->high() >= num::Decimal::of(8, 1);
}

bool repeats_say_something(Measure measure) {
  return measure != Measure::other && measure != Measure::ratio;
}

bool is_threshold(const Claim& claim) {
  return claim.has(Qualifier::over) || claim.has(Qualifier::under) ||
         claim.has(Qualifier::reached) || claim.has(Qualifier::near) ||
         claim.has(Qualifier::surplus);
}

/// Items of one list, and a total beside what it adds up, are different things under one name.
bool stand_apart(const Ties& ties, std::uint32_t a, std::uint32_t b) {
  const Claim& left = ties.claim(a);
  const Claim& right = ties.claim(b);
  if (left.list != 0 && left.list == right.list) return true;
  const auto adds = [](const Claim& total, std::uint32_t part) {
    return std::find(total.adds_up.begin(), total.adds_up.end(), part) != total.adds_up.end();
  };
  return adds(left, b) || adds(right, a);
}

/// Nobody states a figure twice in one sentence, but in another unit or as a threshold: otherwise
/// the words that tell the two apart were not understood.
bool is_accusable(const Ties& ties, std::uint32_t a, std::uint32_t b) {
  const Claim& left = ties.claim(a);
  const Claim& right = ties.claim(b);
  const bool side_by_side = left.sentence == right.sentence && left.table == right.table;
  if (side_by_side && left.unit == right.unit && !is_threshold(left)) return false;
  if (one_slip_apart(left, right)) return true;
  const bool known = ties.index().topic(ties.index().fact_of(a).topic).head.known();
  // «6412余亿元» states a figure but for its last digits; what is far from it is another's.
  const bool bounds = is_threshold(left) && !left.has(Qualifier::surplus);
  return known && (bounds || near_each_other(left, right));
}

void tie_one_fact(Ties& ties, const Fact& fact) {
  const Stated& stated = *ties.index().find(fact);
  if (stated.exact.empty() || stated.exact.size() + stated.loose.size() < 2) return;
  if (!repeats_say_something(fact.measure)) return;
  const std::uint32_t best = finest(ties, stated.exact);
  if (!ties.claim(best).subject.period.known()) return;
  const auto tie = [&](std::uint32_t other) {
    if (other == best || stand_apart(ties, other, best)) return;
    const Claim& again = ties.claim(other);
    const RelationKind kind =
        is_threshold(again) ? RelationKind::threshold : RelationKind::same_fact;
    Tie made{.kind = kind,
             .claims = {other, best},
             .formula = [best](const Values& v) { return Quantity::of(v.at(best)); },
             .text = "{1}"};
    made.whole_numbers = fact.measure == Measure::rank;
    made.only_if_it_fits = !is_accusable(ties, other, best);
    ties.add(std::move(made));
  };
  // A star around the finest print: as many ties as repeats, and the strongest ones.
  for (const std::uint32_t other : stated.exact) tie(other);
  for (const std::uint32_t other : stated.loose) tie(other);
}

struct Exchanged {
  std::uint32_t dollars = 0;
  std::uint32_t yuan = 0;
};

std::optional<Exchanged> in_both(const Ties& ties, const Fact& dollars) {
  const ClaimIndex& index = ties.index();
  const std::uint32_t claim = *index.nearest(dollars, 0);
  Fact yuan = ClaimIndex::level(dollars, static_cast<std::uint8_t>(Dimension::cny));
  if (const auto found = index.nearest(yuan, claim)) return Exchanged{claim, *found};
  const IndicatorId indicator = index.topic(dollars.topic).indicator;
  if (!indicator.known()) return std::nullopt;
  const auto other = ties.words().catalogue.in_dimension(indicator, Dimension::cny);
  if (!other) return std::nullopt;
  yuan.topic = index.topic_of(*other);
  if (yuan.topic == no_topic) return std::nullopt;
  const auto found = index.nearest(yuan, claim);
  return found ? std::optional(Exchanged{claim, *found}) : std::nullopt;
}

void tie_exchange(Ties& ties) {
  std::unordered_map<std::uint32_t, Exchanged> last;  // by period
  for (const Fact& fact : ties.index().in_order()) {
    if (fact.measure != Measure::level) continue;
    if (fact.dimension != static_cast<std::uint8_t>(Dimension::usd)) continue;
    const auto pair = in_both(ties, fact);
    if (!pair) continue;
    ties.add({.kind = RelationKind::exchange,
              .claims = {pair->dollars, pair->yuan},
              .formula =
                  [p = *pair](const Values& v) {
                    const Claim& amount = v.at(p.dollars);
                    const Quantity rate = rate_of(amount.subject.period);
                    return (Quantity::of(v.at(p.yuan)) / rate).counted_as(Quantity::of(amount));
                  },
              .text = rate_text(ties.claim(pair->dollars).subject.period)});
    const auto [before, is_first] = last.emplace(fact.period, *pair);
    if (is_first) continue;
    ties.add({.kind = RelationKind::exchange,
              .claims = {pair->dollars, pair->yuan, before->second.dollars, before->second.yuan},
              .formula =
                  [p = *pair, q = before->second](const Values& v) {
                    const Quantity one = Quantity::ratio(1);
                    const Quantity rate = Quantity::of(v.at(q.yuan)).counted_as(one) /
                                          Quantity::of(v.at(q.dollars)).counted_as(one);
                    const Quantity dollars = Quantity::of(v.at(p.dollars));
                    return (Quantity::of(v.at(p.yuan)) / (rate * loosely())).counted_as(dollars);
                  },
              .text = "{1} ÷ ({3} ÷ {2}) ± 3%",
              .binding = false,
              .note = {"同一时期两处数据隐含的汇率相差较大",
                       "two pairs of one period imply exchange rates that differ by much"}});
    before->second = *pair;
  }
}

}  // namespace

void tie_repeats(Ties& ties) {
  for (const Fact& fact : ties.index().in_order()) tie_one_fact(ties, fact);
  tie_exchange(ties);
}

}  // namespace duibiao::bulletin
