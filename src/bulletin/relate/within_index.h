#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bulletin/read/claim.h"
#include "figure/figure.h"

namespace duibiao::bulletin {

/// What a claim is about, whichever way the text named it: «民营企业出口» of the catalogue and of a
/// phrase are one topic.
struct Topic {
  IndicatorId indicator;  ///< as the catalogue knows it; unknown for a phrase
  IndicatorId head;       ///< the indicator its name ends in: exports for «机电产品出口»
  std::string rest;    ///< what stands before the head: 机电产品; empty when it is the head itself
  std::string phrase;  ///< of an unknown indicator
  GrowthBasis basis = GrowthBasis::unknown;
  /// Nominal, and so is everything the catalogue puts under its head: then the rates of its parts
  /// can be checked against levels too. (Retail sales are nominal, sales above quota matched.)
  bool nominal_throughout = false;
  bool flow = false;  ///< months add up to the year
  bool additive = false;
  bool never_negative = false;
};
/// The topic of an indicator, or of a phrase that the catalogue does not know as one.
[[nodiscard]] Topic make_topic(IndicatorId indicator, const std::string& phrase,
                               const Vocabulary& words);
using TopicId = std::uint32_t;
inline constexpr TopicId no_topic = 0xFFFFFFFF;

/// Which growth a rate is, for rates of different kinds are never the same fact.
enum class Basis : std::uint8_t { nominal, constant_price, matched, unknown };

/// The key under which claims meet. Two claims of one key state one fact.
struct Fact {
  TopicId topic = no_topic;
  std::uint32_t place = 0;   ///< index of a place, or of a place's text that is no known place
  std::uint32_t period = 0;  ///< packed canonical; an unknown one holds for its sentence only
  Measure measure = Measure::level;
  std::uint8_t dimension = 0;  ///< of levels and increments; 0 for ratios
  /// Of a rate: basis and base period. Of a share: the whole. Of a gap: what is compared. Of a
  /// rank: the group.
  std::uint64_t extra = 0;
  friend bool operator==(const Fact&, const Fact&) = default;
};
struct FactHash {
  std::size_t operator()(const Fact& fact) const;
};

/// The claims of one fact, in the order of the text.
struct Stated {
  std::vector<std::uint32_t> exact;
  std::vector<std::uint32_t> loose;  ///< about, near, over, under …: widened or bounded
};

/// Claims by subject: every question a relation asks is a hash look-up. Read-only once built.
class ClaimIndex {
 public:
  ClaimIndex(const Reading& reading, const Vocabulary& words);

  [[nodiscard]] const Topic& topic(TopicId id) const { return topics_[id]; }
  [[nodiscard]] TopicId topic_of(const Subject& subject) const;
  [[nodiscard]] TopicId topic_of(IndicatorId indicator) const;
  /// The topic of this head and rest, when the text has one: (imports, 机电产品).
  [[nodiscard]] TopicId topic_of(IndicatorId head, std::string_view rest) const;

  /// Where a claim stands; no topic when it is no observation, an end of a range, or about nothing.
  [[nodiscard]] const Fact& fact_of(std::uint32_t claim) const { return facts_[claim]; }
  [[nodiscard]] bool counts(std::uint32_t claim) const { return facts_[claim].topic != no_topic; }
  /// The reference of a claim with what it leaves out taken from the claim itself, as a fact of
  /// `measure`, with the claim's basis and dimension.
  [[nodiscard]] Fact reference_of(std::uint32_t claim, Measure measure) const;
  /// The same subject and measure in another period (packed canonical).
  [[nodiscard]] static Fact at_period(Fact fact, const Period& period);

  [[nodiscard]] const Stated* find(const Fact& fact) const;
  /// The claim of a fact nearest in the text to `near`, an exact one when there is one.
  [[nodiscard]] std::optional<std::uint32_t> nearest(const Fact& fact, std::uint32_t near) const;

  /// The level (or count) at the topic, place and period of `like`, in a dimension.
  [[nodiscard]] static Fact level(const Fact& like, std::uint8_t dimension);
  /// The dimensions in which this level is stated.
  [[nodiscard]] std::vector<std::uint8_t> dimensions_of(const Fact& like) const;
  /// The rate of a topic, on its catalogue basis, from `base` (unknown: as the measure has it).
  [[nodiscard]] Fact growth(const Fact& like, const Period& period, const Period& base = {},
                            Measure measure = Measure::growth_yoy) const;
  [[nodiscard]] Basis basis_of(std::uint32_t claim) const;

  /// All claims of a topic, place, period, measure and dimension, whatever they refer to.
  [[nodiscard]] std::span<const std::uint32_t> about(Fact subject) const;
  /// The places for which a fact like this one is stated.
  [[nodiscard]] std::span<const std::uint32_t> places_of(Fact like) const;

  /// Facts in the order of their first claim, so that what is built from them is deterministic.
  [[nodiscard]] std::span<const Fact> in_order() const { return order_; }

 private:
  void place_claims(const Reading& reading);
  TopicId intern(const Subject& subject, const Vocabulary& words);
  [[nodiscard]] std::uint32_t place_key(const Subject& subject) const;
  [[nodiscard]] Fact subject_fact(const Claim& claim) const;
  [[nodiscard]] std::uint64_t rate_extra(const Claim& claim, TopicId topic) const;
  [[nodiscard]] Basis basis_of(const Claim& claim, TopicId topic) const;

  const Reading* reading_;
  std::vector<Topic> topics_;
  std::unordered_map<std::string, TopicId> by_phrase_;
  std::unordered_map<std::uint16_t, TopicId> by_indicator_;
  std::unordered_map<std::string, TopicId> by_head_;
  std::unordered_map<std::string, std::uint32_t> place_texts_;
  std::vector<Fact> facts_;
  std::unordered_map<Fact, Stated, FactHash> stated_;
  std::unordered_map<Fact, std::vector<std::uint8_t>, FactHash> stated_dimensions_;
  std::unordered_map<Fact, std::vector<std::uint32_t>, FactHash> subjects_;  ///< extra left out
  std::unordered_map<Fact, std::vector<std::uint32_t>, FactHash> places_;    ///< place left out
  std::vector<Fact> order_;
};

}  // namespace duibiao::bulletin
