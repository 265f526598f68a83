#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bulletin/relate/within_parts.h"

namespace duibiao::bulletin {
namespace {

constexpr std::string_view whole_economy = "gdp";

/// A structure that the text prints as a:b:c, in per cent of what its items make up.
struct Structure {
  std::vector<std::uint32_t> items;
  bool percent = false;  ///< the items carry the sign
};

/// «三次产业结构比为6.01:55.04:38.95»; not «城乡收入比2.1:1», not «7:2:1».
std::vector<Structure> structures_of(const Ties& ties) {
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>>
      lists;
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    const Claim& claim = ties.claim(i);
    if (claim.measure != Measure::ratio || !claim.observed()) continue;
    lists[{claim.sentence, claim.clause, claim.list}].push_back(i);
  }
  std::vector<Structure> out;
  for (auto& [key, list] : lists) {
    if (list.size() < 2 || list.size() > largest_group) continue;
    const bool percent = ties.claim(list.front()).unit.dimension() == Dimension::rate;
    Quantity sum = Quantity::ratio(0);
    for (const std::uint32_t i : list) sum = sum + Quantity::of(ties.claim(i));
    if (!sum.value()) continue;
    // Near enough to a hundred to be meant as one, even with a digit wrong.
    const num::Decimal low = num::Decimal::of(percent ? 5 : 500, 1);
    const num::Decimal high = num::Decimal::of(percent ? 15 : 1500, 1);
    if (sum.value()->high() < low || sum.value()->low() > high) continue;
    out.push_back({std::move(list), percent});
  }
  return out;
}

/// Of the value added of the three industries, and not of what is invested or employed in them.
bool of_industries(const Claim& claim) {
  static constexpr std::array<std::string_view, 4> industries = {"三次产业", "三产", "产业结构",
                                                                 "产业比例"};
  static constexpr std::array<std::string_view, 7> others = {"投资", "就业", "从业", "用电",
                                                             "税",   "贷款", "企业"};
  const auto said = [&](std::string_view word) {
    return claim.subject.phrase.find(word) != std::string::npos;
  };
  return std::ranges::any_of(industries, said) && std::ranges::none_of(others, said);
}

/// One item of a structure and the share that it is: as a ratio, whichever way it is printed.
struct Item {
  std::uint32_t claim = 0;
  bool percent = false;
  [[nodiscard]] Quantity in(const Values& values) const {
    const Quantity printed = Quantity::of(values.at(claim));
    return percent ? printed : printed * Quantity::ratio(1, 2);
  }
};

bool is_of_whole(const Ties& ties, std::uint32_t share, IndicatorId whole) {
  const IndicatorId named = ties.claim(share).reference.subject.indicator;
  return !named.known() || named == whole;
}

/// The items of structures, and under the fact that each is as a share.
struct Items {
  std::vector<std::pair<Fact, Item>> in_order;
  std::unordered_map<Fact, Item, FactHash> by_fact;
};

/// The share of a part as the text prints it, nearest to a claim. Shares of one part have a handful
/// of wholes.
std::optional<std::uint32_t> printed_share(const Ties& ties, const Fact& share, IndicatorId whole,
                                           std::uint32_t near) {
  constexpr std::ptrdiff_t most_looked_at = 16;
  const auto claims = ties.index().about(share);
  const auto from = std::ranges::lower_bound(claims, near);
  const auto begin = from - std::min(most_looked_at, from - claims.begin());
  const auto end = from + std::min(most_looked_at, claims.end() - from);
  std::optional<std::uint32_t> best;
  const auto distance = [near](std::uint32_t i) { return i < near ? near - i : i - near; };
  for (auto at = begin; at != end; ++at) {
    if (is_of_whole(ties, *at, whole) && (!best || distance(*at) < distance(*best))) best = *at;
  }
  return best;
}

/// «第三产业增加值占地区生产总值的47.9%» beside «…:47.9».
void tie_share(Ties& ties, const Item& item, const Fact& share, IndicatorId whole) {
  const auto printed = printed_share(ties, share, whole, item.claim);
  if (!printed) return;
  ties.add({.kind = RelationKind::share,
            .claims = {*printed, item.claim},
            .formula = [item](const Values& v) { return item.in(v); },
            .text = "{1}"});
}

/// Shares are printed so that they add up to a hundred: a tenth of a point is no surprise.
Quantity forced() {
  const auto band = num::Interval::make(num::Decimal::of(-1, 3), num::Decimal::of(1, 3));
  return band ? Quantity::ratio(*band) : Quantity::failed(band.error());
}

/// Value added of the part over that of the whole.
void tie_levels(Ties& ties, const Item& item, const Fact& share, IndicatorId whole) {
  Fact all = share;
  all.topic = ties.index().topic_of(whole);
  if (all.topic == no_topic) return;
  const auto pairs = ties.level_pairs(share, all, item.claim);
  if (pairs.size() != 1) return;
  ties.add({.kind = RelationKind::share,
            .claims = {item.claim, pairs.front().now, pairs.front().before},
            .formula =
                [levels = pairs.front(), item](const Values& v) {
                  const Quantity ratio =
                      Quantity::of(v.at(levels.now)) / Quantity::of(v.at(levels.before)) + forced();
                  return item.percent ? ratio : ratio * Quantity::ratio(100);
                },
            .text = "{1} ÷ {2} ± 0.1%"});
}

/// The share of a time: as the text prints it, else as an item of a structure.
std::optional<Item> share_at(const Ties& ties, const Items& items, const Fact& share,
                             IndicatorId whole, std::uint32_t near) {
  const auto printed = printed_share(ties, share, whole, near);
  if (printed) return Item{*printed, true};
  const auto found = items.by_fact.find(share);
  return found == items.by_fact.end() ? std::nullopt : std::optional(found->second);
}

/// «…结构为9.4:42.7:47.9,第三产业比重由上年的46.7%提高1.2个百分点»
void tie_change(Ties& ties, const Items& items, std::uint32_t change, IndicatorId whole) {
  const Claim& claim = ties.claim(change);
  if (!claim.subject.period.known()) return;
  Fact share = ties.index().fact_of(change);
  share.measure = Measure::share;
  share.dimension = 0;
  share.extra = 0;
  const auto now = share_at(ties, items, share, whole, change);
  if (!now) return;
  std::vector<Item> earlier;
  for (const Period& base : bases_of(claim)) {
    const Fact then = ClaimIndex::at_period(share, base);
    const auto before = share_at(ties, items, then, whole, change);
    if (before && before->claim != now->claim) earlier.push_back(*before);
  }
  for (const Item& before : earlier) {
    // Two shares printed as such are tied where shares are.
    const auto printed = [&](const Item& item) {
      return ties.claim(item.claim).measure == Measure::share;
    };
    if (printed(*now) && printed(before)) continue;
    Tie tie{.kind = RelationKind::share_change,
            .claims = {change, now->claim, before.claim},
            .formula = [now = *now, before](const Values& v) { return now.in(v)-before.in(v); },
            .text = "{1} - {2}"};
    const bool only = earlier.size() == 1 && one_sentence(ties, change, now->claim, before.claim);
    tie.only_if_it_fits = !names_base(claim) && !only;
    ties.add(std::move(tie));
  }
}

/// All items of structures of the whole's parts, in the order in which its formula adds them up.
Items items_of(const Ties& ties, const std::vector<Structure>& structures, const Indicator& whole) {
  Items items;
  for (const Structure& structure : structures) {
    if (structure.items.size() != whole.sum.size()) continue;
    for (std::size_t n = 0; n < structure.items.size(); ++n) {
      const std::uint32_t i = structure.items[n];
      if (!ties.index().counts(i) || !of_industries(ties.claim(i))) break;
      Fact share = ties.index().fact_of(i);
      share.topic = ties.index().topic_of(whole.sum[n].indicator);
      if (share.topic == no_topic) continue;
      share.measure = Measure::share;
      share.dimension = 0;
      share.extra = 0;
      items.in_order.emplace_back(share, Item{i, structure.percent});
      items.by_fact.emplace(share, Item{i, structure.percent});
    }
  }
  return items;
}

}  // namespace

void tie_structures(Ties& ties) {
  const std::vector<Structure> structures = structures_of(ties);
  for (const Structure& structure : structures) {
    tie_rest(ties, structure.items, Quantity::ratio(structure.percent ? 1 : 100));
  }
  const auto whole = ties.words().catalogue.by_id(whole_economy);
  if (!whole || structures.empty()) return;
  const Items items = items_of(ties, structures, ties.words().catalogue.at(*whole));
  for (const auto& [share, item] : items.in_order) {
    tie_share(ties, item, share, *whole);
    tie_levels(ties, item, share, *whole);
  }
  if (items.in_order.empty()) return;
  for (std::uint32_t i = 0; i < ties.size(); ++i) {
    const bool change = ties.claim(i).measure == Measure::share_change;
    if (change && ties.index().counts(i)) tie_change(ties, items, i, *whole);
  }
}

}  // namespace duibiao::bulletin
