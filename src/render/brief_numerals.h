#pragma once

#include <string>
#include <vector>

#include "render/brief_words.h"

namespace duibiao::render {

/// What a numeral of the brief stands for and how it came about.
struct Backing {
  std::string pointer;  ///< RFC 6901, in duibiao.brief/1: «/items/0/growth/figure»
  PlaceId place;
  IndicatorId indicator;
  Period period;
  Message what;  ///< «占全省», “share of the province”
  num::Decimal value;
  Unit unit;
  bool derived = false;
  Message formula;                 ///< empty when a source printed it
  std::vector<FigureKey> figures;  ///< the published ones it rests on, itself when it is one
  const compare::Ranking* ranking = nullptr;  ///< of a rank: the whole order, in the brief
};

/// Follows a numeral to its field. The brief must be the one that it was written from.
[[nodiscard]] Backing backing_of(const bulletin::Brief& brief, const Numeral& numeral,
                                 const Vocabulary& words);

/// «growth», «level_rank»: the stable name of what a numeral stands for.
[[nodiscard]] std::string_view id_of(Numeral::What what);

/// «exports/330300/2025-01..2025-07/growth_yoy»: the stable name of a published figure.
[[nodiscard]] std::string figure_id(const FigureKey& key, const Vocabulary& words);

/// Every published figure behind the page: those of bulletin::figures_behind and those that ranks
/// rest on, in key order, without repeats.
[[nodiscard]] std::vector<FigureKey> all_figures_behind(const bulletin::Brief& brief,
                                                        const std::vector<Sentence>& sentences,
                                                        const Vocabulary& words);

}  // namespace duibiao::render
