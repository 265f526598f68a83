#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/compare.h"

namespace duibiao::bulletin {

/// What to write about whom.
struct BriefRequest {
  PlaceId place;
  Period period;
  Message group_name;            ///< «浙江11市»
  std::vector<PlaceId> group;    ///< ranked among; empty: the places beside it under its parent
  std::vector<PlaceId> against;  ///< named peers; empty: none but the best
  std::vector<IndicatorId> indicators;  ///< empty: the catalogue's headline indicators
};

/// Something odd that a reader should know before the page leaves the house.
struct BriefNote {
  enum class Kind : std::uint8_t {
    revised_base,  ///< published growth does not fit the two published levels
    conflict,      ///< two sources of one release disagree
    derived,       ///< nobody printed it; computed here
    missing,       ///< asked for, not in the store
    sign_turned,   ///< growth changed its sign since the period before
    base_effect,   ///< a base that was itself unusual explains the growth
  };
  Kind kind = Kind::missing;
  Message text;
  std::vector<FigureKey> figures;
};

/// A component's part in the growth of the whole.
struct PartPlayed {
  IndicatorId part;
  cube::Outcome points;
  cube::Outcome rate;
};

/// Everything said about one indicator.
struct BriefItem {
  IndicatorId indicator;
  cube::Outcome level;
  cube::Outcome growth;
  cube::Outcome growth_change;  ///< points since the period before
  std::optional<compare::Standing> by_level;
  std::optional<compare::Standing> by_growth;
  std::optional<int> growth_rank_previous;  ///< rank by growth one period before
  std::optional<int> level_rank_previous;
  compare::Ranking level_ranking;  ///< who stands where; empty when nobody could be ranked
  compare::Ranking growth_ranking;
  compare::Ranking level_ranking_previous;  ///< one period before
  compare::Ranking growth_ranking_previous;
  std::optional<cube::Published> printed_growth_rank;  ///< as a source printed it
  int ranked = 0;                                      ///< places that could be ranked
  std::optional<cube::Answer> share_of_province;
  std::optional<cube::Answer> share_of_nation;  ///< ‰ where % would print a 0 before the point
  std::vector<PartPlayed> parts;
  std::vector<compare::Gap> gaps;  ///< named peers, the best, the mean
  std::optional<cube::Record> level_record;
  std::optional<cube::Record> growth_record;
  std::vector<std::optional<double>> recent;  ///< single months up to the period, for the eye
};

/// The month's page: where a place stands, as figures; wording is the renderer's business.
struct Brief {
  PlaceId place;
  Period period;
  Message group_name;
  std::vector<PlaceId> group;
  std::vector<BriefItem> items;
  std::vector<BriefNote> notes;
  std::vector<IndicatorId> without_figures;  ///< headline indicators with nothing for this period
};

/// Computes the page from the snapshot. Pure; thread-safe; a few hundred lookups.
[[nodiscard]] Brief write_brief(const cube::Cube& cube, const BriefRequest& request);

/// Every published figure the page rests on, in key order, without repeats.
[[nodiscard]] std::vector<FigureKey> figures_behind(const Brief& brief);

/// The places beside a place: its parent's children.
[[nodiscard]] std::vector<PlaceId> siblings(const PlaceRegistry& places, PlaceId place);

}  // namespace duibiao::bulletin
