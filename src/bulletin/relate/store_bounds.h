#pragma once

#include <optional>

#include "bulletin/relate/store_facts.h"

namespace duibiao::bulletin::store {

/// What figures near by leave possible for one that the store does not have. Never an equality: a
/// range so wide that only slips of a factor fall outside.
struct Bounds {
  num::Interval range;
  Unit unit;
  std::vector<Evidence> evidence;
  Message reason;  ///< «1-8月1059.76亿元，1-9月应在1059.76～2384.46亿元之间»
};

/// Bounds of a level from other periods of the same place and from the places around it. The
/// factors, each tested against every series of data/demo:
/// - a flow to date is not below an earlier one of the year, and not above it times the ratio of
///   months times `to_date_factor`;
/// - single months, quarters and years lie within `season_factor` of their neighbours and of the
///   same span a year before;
/// - stocks and ratios lie within `stock_factor` of the nearest year;
/// - last year's level times the published growth, give or take a revised base;
/// - additive figures are not above those of the place around.
/// Never uses the figure itself. Nothing when the store has nothing near by.
[[nodiscard]] std::optional<Bounds> level_bounds(const cube::Cube& cube, IndicatorId indicator,
                                                 PlaceId place, const Period& period);

/// Bounds of the growth of a year to date from that of one to three months before: the
/// months in between weigh at most four times their calendar share and grow by −80 % to +300 %.
/// Nothing beside rates beyond ±50 %: single months of such places can be anything.
[[nodiscard]] std::optional<Bounds> growth_bounds(const cube::Cube& cube, IndicatorId indicator,
                                                  PlaceId place, const Period& period);

}  // namespace duibiao::bulletin::store
