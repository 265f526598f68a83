#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "bulletin/relate/store_facts.h"

/// The parts of relate_to_store: each says what one kind of claim can be tested with.
namespace duibiao::bulletin::store {

/// What was found for a claim, or why nothing was.
struct Found {
  std::vector<Relation> relations;
  Message why;  ///< set when there are none
};

/// What a part needs to know.
struct Question {
  const cube::Cube& cube;
  const Reading& reading;
  std::uint32_t index;  ///< of the claim
  const Claim& claim;
  IndicatorId indicator;  ///< the claim's, in the currency that its unit counts
  Date written;

  [[nodiscard]] FigureKey key(Measure measure) const {
    return {indicator, claim.subject.place, claim.subject.period, measure};
  }
};

/// The figure itself as a source published it, with its vintages: the release current on the day
/// of writing first, then later ones; an older release is «superseded», a rival of the same day is
/// as good. Nothing when nobody published it.
[[nodiscard]] std::optional<Relation> same_figure(const Question& question, const FigureKey& key);

/// A level whose very digits the store has in the other currency: 500.67亿元 where exports of
/// 500.67亿美元 were published. Nothing else is said of it then.
[[nodiscard]] std::optional<Relation> other_currency(const Question& question);

/// Level by spans or formula, growth, share, changes, gaps, contributions, averages, multiples.
[[nodiscard]] Found derived(const Question& question);

/// Ranks among all peers the store knows.
[[nodiscard]] Found ranked(const Question& question);

/// Bounds from figures near by, for levels, growth and shares.
[[nodiscard]] Found bounded(const Question& question);

/// «库中没有…»: what was looked for in vain.
[[nodiscard]] Message nothing_for(const cube::Cube& cube, const FigureKey& key);

}  // namespace duibiao::bulletin::store
