#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "bulletin/relate/arithmetic.h"
#include "bulletin/relate/relation.h"
#include "bulletin/relate/within_index.h"

/// The parts of relate_within, private to this folder: one function a family of identities.
namespace duibiao::bulletin {

/// What the other claims of a relation allow its first one to be.
using Formula = std::function<Quantity(const Values&)>;

/// An identity before it is worked out.
struct Tie {
  RelationKind kind = RelationKind::same_fact;
  std::vector<std::uint32_t> claims;  ///< the tested one first
  Formula formula{};
  /// «{1} ÷ {2}»: {n} stands for the n-th of `claims`, counted from 0; «+» for the sum of all but
  /// the first. What it comes to is added behind it.
  std::string text{};
  bool binding = true;
  Message note{};
  bool whole_numbers = false;    ///< ranks: touching an end is agreement
  bool only_if_it_fits = false;  ///< its base is a guess: it can confirm, never accuse
  bool comparison = false;       ///< `text` says all: «{0} ≤ {1}»
  bool first_alone = false;      ///< the others bear out its digits: nothing but it can be wrong
  bool pointed_out = false;      ///< the text itself says which claims are meant (合计)
};

/// More claims than this in one group (all the places of a ranking, the parts of a sum) are not a
/// group that a person would add up; it also bounds the work on hostile texts.
inline constexpr std::size_t largest_group = 512;

/// Everything the families need, and where their relations go.
class Ties {
 public:
  Ties(const Reading& reading, const Vocabulary& words, const ClaimIndex& index,
       std::vector<Relation>& out)
      : reading_(&reading), words_(&words), index_(&index), out_(&out), values_(reading) {}

  [[nodiscard]] const Reading& reading() const { return *reading_; }
  [[nodiscard]] const Vocabulary& words() const { return *words_; }
  [[nodiscard]] const ClaimIndex& index() const { return *index_; }
  [[nodiscard]] const Claim& claim(std::uint32_t i) const { return reading_->claims[i]; }
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(reading_->claims.size());
  }

  /// Works the tie out once and keeps it, unless it cannot be worked out at all.
  void add(Tie tie);
  /// Whether the tie holds for the claims as printed (edge included); false when it cannot be
  /// worked out.
  [[nodiscard]] bool fits(const Tie& tie) const;

  /// Whether the text states one of the tie's facts a second time, otherwise and with as good a
  /// right, so that the tie holds of that: then it was not this one that the writer meant.
  [[nodiscard]] bool fits_otherwise(const Tie& tie) const;

  /// Levels of one subject in two periods, in one currency; the nearest to `near` in the text.
  struct Pair {
    std::uint32_t now = 0;
    std::uint32_t before = 0;
  };
  [[nodiscard]] std::vector<Pair> level_pairs(const Fact& now, const Period& before,
                                              std::uint32_t near) const;
  /// Levels of two subjects at their places and periods, in one currency.
  [[nodiscard]] std::vector<Pair> level_pairs(const Fact& part, const Fact& whole,
                                              std::uint32_t near) const;
  /// The growth on the year before of what a fact is about, nominal throughout.
  [[nodiscard]] std::optional<std::uint32_t> nominal_growth(const Fact& fact, const Period& period,
                                                            std::uint32_t near) const;
  /// True when rates of the claim may be checked against levels in prices of the day.
  [[nodiscard]] bool is_nominal(std::uint32_t rate) const;

 private:
  const Reading* reading_;
  const Vocabulary* words_;
  const ClaimIndex* index_;
  std::vector<Relation>* out_;
  Values values_;
  std::unordered_set<std::uint32_t> accused_;  ///< claims of repeats that disagree
};

/// The period that a rate or a change is measured from: the one named, else by its measure.
[[nodiscard]] std::optional<Period> base_of(const Claim& claim);
/// The periods that a change of a rate or share may be measured from: the one named; else the
/// year before, the period before, last year, the last quarter.
[[nodiscard]] std::vector<Period> bases_of(const Claim& change);
[[nodiscard]] bool one_sentence(const Ties& ties, std::uint32_t a, std::uint32_t b,
                                std::uint32_t c);
/// Whether the text names that period.
[[nodiscard]] bool names_base(const Claim& claim);
/// A share of a whole that holds the part: it lies in 0…100 %. Not a share of an increase, not a
/// ratio of two different things.
[[nodiscard]] bool is_plain_share(const Ties& ties, std::uint32_t share);

/// A part: its level and its growth on the year before, as claims.
struct Grown {
  std::uint32_t level = 0;
  std::uint32_t growth = 0;
};

/// Those among whom a claim is ranked.
struct Peers {
  std::vector<PlaceId> places;
  bool complete = false;  ///< `places` are all of them
};
[[nodiscard]] Peers peers_of(const Ties& ties, const Claim& rank);

/// One of a list that makes up a whole is what the others leave of it.
void tie_rest(Ties& ties, const std::vector<std::uint32_t>& list, const Quantity& whole);

void tie_repeats(Ties& ties);        ///< same_fact, threshold, exchange
void tie_growth(Ties& ties);         ///< growth
void tie_changes(Ties& ties);        ///< increment, multiple, average_growth, direction
void tie_sums(Ties& ties);           ///< parts_sum, prior_additivity
void tie_bounds(Ties& ties);         ///< part_bound, share_bound, rank_bound
void tie_shares(Ties& ties);         ///< share, shares_sum, share_change
void tie_structures(Ties& ties);     ///< the same of structures printed as a:b:c
void tie_misuse(Ties& ties);         ///< per cent for points
void tie_points(Ties& ties);         ///< growth_change, gap
void tie_contributions(Ties& ties);  ///< pull, contribution
void tie_periods(Ties& ties);        ///< cumulative_month, per_head
void tie_ranks(Ties& ties);          ///< rank_listed

}  // namespace duibiao::bulletin
