#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cube/measures.h"

namespace duibiao::compare {

/// What places are ranked by.
enum class By : std::uint8_t { level, growth };

/// One place in a ranking. Competition ranking (1, 2, 2, 4); `best`…`worst` is the range of ranks
/// that the printed precision allows.
struct Standing {
  PlaceId place;
  cube::Answer answer;
  std::optional<cube::Answer> growth;  ///< the other measure, for display (level when by growth)
  int rank = 0;
  int best = 0;
  int worst = 0;
  std::optional<int> rank_before;     ///< same ranking of the period compared with
  std::optional<cube::Answer> share;  ///< of the group's total, when additive
};

struct Ranking {
  IndicatorId indicator;
  Period period;
  By by = By::level;
  Period period_before;             ///< a year before for the movement of ranks
  std::vector<Standing> standings;  ///< best first; ties in code order
  std::vector<PlaceId> missing;     ///< members without the figure
};

/// Ranks the members of a group. Higher is better unless the catalogue says otherwise.
/// Cost: two lookups a member and a sort.
[[nodiscard]] Ranking rank(const cube::Cube& cube, IndicatorId indicator,
                           std::span<const PlaceId> members, Period period, By by,
                           std::optional<Period> before = {});

/// One place's gap to another (or to the group's mean).
struct Gap {
  PlaceId peer;  ///< unknown: the group's mean
  bool is_best = false;
  cube::Outcome own;
  cube::Outcome other;
  std::optional<cube::Answer> absolute;       ///< other − own, in the indicator's unit
  std::optional<cube::Answer> ratio;          ///< own ÷ other, %
  std::optional<cube::Answer> growth_points;  ///< own growth − other's growth, percentage points
  /// Years until own level reaches the other's if both keep their current speeds:
  /// ln(other ÷ own) ÷ ln((1 + g_own) ÷ (1 + g_other)). Nothing when already ahead or never.
  std::optional<double> years_to_catch_up;
  enum class CatchUp : std::uint8_t { ahead, years, never, unknown } catch_up = CatchUp::unknown;
};

/// Gaps to each peer, then to the best of the group (marked on the peer when it is one; left out
/// when it is the place itself) and to the group's mean. A group with fewer than two levels has
/// neither.
[[nodiscard]] std::vector<Gap> gaps(const cube::Cube& cube, IndicatorId indicator, PlaceId own,
                                    std::span<const PlaceId> peers, std::span<const PlaceId> group,
                                    Period period);

}  // namespace duibiao::compare
