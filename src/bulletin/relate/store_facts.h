#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bulletin/relate/relation.h"
#include "cube/estimate.h"
#include "cube/measures.h"

/// What the store knows about one quantity, and how firmly: shared by the parts of relate_to_store.
namespace duibiao::bulletin::store {

/// A quantity as the store gives it. `range` is what the printed figures allow; `tolerated` is what
/// they would allow had a base been revised since (docs/checking.md): outside it a claim is wrong,
/// between the two it is information. The two are equal where nothing could have been revised.
struct Known {
  num::Interval range;
  num::Interval tolerated;
  Unit unit;
  std::vector<Evidence> evidence;
  Message formula;
  Message caveat;                       ///< why `tolerated` is wider; empty when it is not
  std::optional<num::Decimal> printed;  ///< in `unit`, when a source printed this very figure
};

/// A level with what may have moved it: the largest relative revision that would be no surprise.
struct Level {
  cube::Answer answer;
  std::vector<Evidence> evidence;
  num::Decimal softness;  ///< 0 for a plain figure, 0.05 for a revised one, 0.1 for an estimate
};

/// The fraction by which the base of a published rate may differ from the level printed a year
/// before, when both stand in one document without dates, and when they come from different ones.
/// Bases of current-price series move by under 5 % in censuses (retail sales 2018: 0.8 %).
[[nodiscard]] num::Decimal revision_within_a_document();
[[nodiscard]] num::Decimal revision_between_documents();

/// `interval` in another unit; rates, points and times are one scale (1 = 100 %). Errors:
/// mixed_units across other dimensions or from an unknown unit, overflow.
[[nodiscard]] Result<num::Interval> brought(const num::Interval& interval, Unit from, Unit to);

/// What a claim may stand for: its range; of a rank the whole number alone.
[[nodiscard]] num::Interval stands_for(const Claim& claim);

/// The smallest interval that holds both.
[[nodiscard]] num::Interval hull(const num::Interval& a, const num::Interval& b);
/// interval × [1 − by, 1 + by].
[[nodiscard]] num::Interval widened(const num::Interval& interval, const num::Decimal& by);

/// The published figure of a key as evidence; nothing when there is none.
[[nodiscard]] std::optional<Evidence> evidence_of(const cube::Cube& cube, const FigureKey& key);
[[nodiscard]] Evidence evidence_of(const FigureKey& key, const cube::Published& published);
[[nodiscard]] std::vector<Evidence> evidence_of(const cube::Cube& cube,
                                                std::span<const FigureKey> keys);

/// All figures stand in one dated document, which prints the base its own rates use.
[[nodiscard]] bool one_release(const cube::Cube& cube, std::span<const FigureKey> keys);

[[nodiscard]] std::optional<Level> level_of(const cube::Cube& cube, IndicatorId indicator,
                                            PlaceId place, const Period& period);

/// The level as a quantity to compare a claim with; no formula yet.
[[nodiscard]] Known known_of(const cube::Cube& cube, const Level& level);

/// Growth over a year in percent: as published, else from levels of a current-price indicator.
[[nodiscard]] std::optional<Known> growth_of(const cube::Cube& cube, IndicatorId indicator,
                                             PlaceId place, const Period& period);
/// Growth that two levels give, in percent, with the revision of the earlier one tolerated.
[[nodiscard]] std::optional<Known> growth_between(const cube::Cube& cube, const Level& now,
                                                  const Level& before);

/// A relation of one claim with what the store knows. Not binding when the claim lies outside the
/// range but inside what is tolerated.
[[nodiscard]] Relation relation_with(RelationKind kind, std::uint32_t claim, const Claim& about,
                                     Known known);

/// `reference` with what it leaves out taken from `own`.
[[nodiscard]] Subject completed(const Subject& reference, const Subject& own);

// ---- words ----

/// «1059.76亿元», «9.7‰».
[[nodiscard]] std::string printed_zh(const num::Decimal& value, Unit unit);
[[nodiscard]] std::string printed_en(const num::Decimal& value, Unit unit);
/// A computed interval as one number with the digits that are certain («0.849»), else its ends.
[[nodiscard]] std::string shown(const num::Interval& interval);
/// «温州市2019年1-9月出口» / «exports of Wenzhou in January–September 2019».
[[nodiscard]] Message name_of(const cube::Cube& cube, const FigureKey& key);
/// The published figure with its name: «温州市2019年1-8月出口1059.76亿元».
[[nodiscard]] Message figure_text(const cube::Cube& cube, const Evidence& evidence);

}  // namespace duibiao::bulletin::store
