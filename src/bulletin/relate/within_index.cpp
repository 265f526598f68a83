#include "bulletin/relate/within_index.h"

#include <algorithm>
#include <functional>

namespace duibiao::bulletin {
namespace {

constexpr std::string_view total_phrase = "合计";
constexpr std::uint32_t unknown_period = 0x80000000U;
constexpr std::uint32_t unknown_place = 0x80000000U;
constexpr std::uint32_t no_place = 0xFFFFFFFFU;
/// Stands for every dimension in the list of those in which a level is stated.
constexpr std::uint8_t any_dimension = 0xFF;

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  seed ^= value + 0x9E3779B97F4A7C15ULL + (seed << 6U) + (seed >> 2U);
  return seed * 0xFF51AFD7ED558CCDULL;
}

std::uint64_t hash_text(std::string_view text) { return std::hash<std::string_view>{}(text); }

std::uint8_t dimension_of(const Claim& claim) {
  switch (claim.unit.dimension()) {
    case Dimension::rate:
    case Dimension::percentage_point:
    case Dimension::times:
    case Dimension::rank:
      return 0;
    case Dimension::none:
      return static_cast<std::uint8_t>(128 + hash_text(claim.unit_text) % 120);
    default:
      return static_cast<std::uint8_t>(claim.unit.dimension());
  }
}

bool is_loose(const Claim& claim) {
  return claim.has(Qualifier::about) || claim.has(Qualifier::near) || claim.has(Qualifier::over) ||
         claim.has(Qualifier::under) || claim.has(Qualifier::surplus) ||
         claim.has(Qualifier::reached);
}

bool is_growth(Measure measure) {
  return measure == Measure::growth_yoy || measure == Measure::growth_mom ||
         measure == Measure::growth_avg;
}

/// The measure under which claims meet: counts are levels, a rank says of what it is, and
/// «增长1.2倍» or a rate on another base than the year before are rates like others.
Measure met_as(const Claim& claim) {
  switch (claim.measure) {
    case Measure::count:
      return Measure::level;
    case Measure::growth_rank:
      return Measure::rank;
    case Measure::multiple:
      return is_growth(claim.of) && claim.unit.dimension() == Dimension::times ? claim.of
                                                                               : Measure::multiple;
    case Measure::other:
      return is_growth(claim.of) && claim.reference.kind == Reference::Kind::since &&
                     claim.reference.subject.period.known()
                 ? claim.of
                 : Measure::other;
    default:
      return claim.measure;
  }
}

std::string head_key(IndicatorId head, std::string_view rest) {
  return std::to_string(head.index) + '|' + std::string(rest);
}

Basis catalogue_basis(const Topic& topic) {
  switch (topic.basis) {
    case GrowthBasis::nominal:
      return Basis::nominal;
    case GrowthBasis::constant_price:
      return Basis::constant_price;
    case GrowthBasis::matched_sample:
      return Basis::matched;
    default:
      return Basis::unknown;
  }
}

}  // namespace

std::size_t FactHash::operator()(const Fact& fact) const {
  std::uint64_t hash = mix(fact.topic, fact.place);
  hash = mix(hash, fact.period);
  hash = mix(hash, static_cast<std::uint64_t>(fact.measure) << 8U | fact.dimension);
  return static_cast<std::size_t>(mix(hash, fact.extra));
}

ClaimIndex::ClaimIndex(const Reading& reading, const Vocabulary& words) : reading_(&reading) {
  for (const Claim& claim : reading.claims) {
    for (const Subject* subject : {&claim.subject, &claim.reference.subject}) {
      intern(*subject, words);
      if (!subject->place.known() && !subject->place_text.empty()) {
        place_texts_.emplace(subject->place_text, static_cast<std::uint32_t>(place_texts_.size()));
      }
    }
  }
  place_claims(reading);
}

TopicId ClaimIndex::intern(const Subject& subject, const Vocabulary& words) {
  if (const TopicId known = topic_of(subject); known != no_topic) return known;
  if (!subject.indicator.known() && subject.phrase.empty()) return no_topic;
  Topic topic = make_topic(subject.indicator, subject.phrase, words);
  auto id = static_cast<TopicId>(topics_.size());
  if (topic.head.known()) {
    const auto [entry, is_new] = by_head_.emplace(head_key(topic.head, topic.rest), id);
    if (!is_new) id = entry->second;
  }
  if (id == topics_.size()) {
    topics_.push_back(std::move(topic));
  } else if (topic.indicator.known() && !topics_[id].indicator.known()) {
    topics_[id] = std::move(topic);
  }
  if (subject.indicator.known()) {
    by_indicator_.emplace(subject.indicator.index, id);
  } else {
    by_phrase_.emplace(subject.phrase, id);
  }
  return id;
}

TopicId ClaimIndex::topic_of(const Subject& subject) const {
  if (subject.indicator.known()) return topic_of(subject.indicator);
  const auto found = by_phrase_.find(subject.phrase);
  return found == by_phrase_.end() ? no_topic : found->second;
}

TopicId ClaimIndex::topic_of(IndicatorId indicator) const {
  const auto found = by_indicator_.find(indicator.index);
  return found == by_indicator_.end() ? no_topic : found->second;
}

TopicId ClaimIndex::topic_of(IndicatorId head, std::string_view rest) const {
  const auto found = by_head_.find(head_key(head, rest));
  return found == by_head_.end() ? no_topic : found->second;
}

std::uint32_t ClaimIndex::place_key(const Subject& subject) const {
  if (subject.place.known()) return subject.place.index;
  if (subject.place_text.empty()) return no_place;
  const auto found = place_texts_.find(subject.place_text);
  return unknown_place | (found == place_texts_.end() ? 0 : found->second);
}

Basis ClaimIndex::basis_of(const Claim& claim, TopicId topic) const {
  if (claim.has(Qualifier::constant_price)) return Basis::constant_price;
  if (claim.has(Qualifier::comparable_scope)) return Basis::matched;
  if (claim.has(Qualifier::nominal)) return Basis::nominal;
  return topic == no_topic ? Basis::unknown : catalogue_basis(topics_[topic]);
}

Basis ClaimIndex::basis_of(std::uint32_t claim) const {
  return basis_of(reading_->claims[claim], facts_[claim].topic);
}

std::uint64_t ClaimIndex::rate_extra(const Claim& claim, TopicId topic) const {
  const Reference& reference = claim.reference;
  std::uint64_t base = 0;
  if (reference.kind == Reference::Kind::since && reference.subject.period.known()) {
    base = reference.subject.period.canonical().packed();
  } else if (reference.kind == Reference::Kind::since && !reference.text.empty()) {
    base = hash_text(reference.text) | unknown_period;
  } else if (claim.subject.period.known()) {
    const Period& period = claim.subject.period;
    const Measure measure = met_as(claim);
    const auto before = measure == Measure::growth_mom   ? period.previous()
                        : measure == Measure::growth_avg ? period.year_before(2)
                                                         : period.year_before();
    if (before) base = before->canonical().packed();
  }
  return base << 8U | static_cast<std::uint64_t>(basis_of(claim, topic));
}

Fact ClaimIndex::subject_fact(const Claim& claim) const {
  Fact fact;
  fact.topic = topic_of(claim.subject);
  fact.place = place_key(claim.subject);
  fact.period = claim.subject.period.known() ? claim.subject.period.canonical().packed()
                                             : unknown_period | claim.sentence;
  fact.measure = met_as(claim);
  fact.dimension = dimension_of(claim);
  return fact;
}

Fact ClaimIndex::at_period(Fact fact, const Period& period) {
  fact.period = period.canonical().packed();
  return fact;
}

Fact ClaimIndex::reference_of(std::uint32_t index, Measure measure) const {
  const Claim& claim = reading_->claims[index];
  const Subject& other = claim.reference.subject;
  Fact fact = subject_fact(claim);
  if (const TopicId topic = topic_of(other); topic != no_topic) fact.topic = topic;
  if (other.place.known() || !other.place_text.empty()) fact.place = place_key(other);
  if (other.period.known()) fact.period = other.period.canonical().packed();
  fact.measure = measure;
  fact.dimension = 0;
  fact.extra = 0;
  const Period& period = other.period.known() ? other.period : claim.subject.period;
  if (is_growth(measure) && fact.topic != no_topic) {
    Claim rate;
    rate.measure = measure;
    rate.subject.period = period;
    rate.qualifiers = claim.qualifiers;
    fact.extra = rate_extra(rate, fact.topic);
  }
  return fact;
}

void ClaimIndex::place_claims(const Reading& reading) {
  facts_.resize(reading.claims.size());
  for (std::uint32_t i = 0; i < reading.claims.size(); ++i) {
    const Claim& claim = reading.claims[i];
    if (!claim.observed() || claim.has(Qualifier::range_end)) continue;
    // 三者合计 and 两者合计 are two things of one name; what they add up is tied by itself.
    if (!claim.subject.indicator.known() && claim.subject.phrase == total_phrase) continue;
    Fact fact = subject_fact(claim);
    if (fact.topic == no_topic) continue;
    if (is_growth(fact.measure)) {
      fact.extra = rate_extra(claim, fact.topic);
    } else if (fact.measure != Measure::level) {
      const Fact other = reference_of(i, Measure::level);
      fact.extra = mix(mix(static_cast<std::uint64_t>(claim.reference.kind), FactHash{}(other)),
                       static_cast<std::uint64_t>(claim.of));
      fact.extra = mix(fact.extra, static_cast<std::uint64_t>(claim.measure));
      fact.extra = mix(fact.extra, hash_text(claim.reference.group));
      fact.extra = mix(fact.extra, static_cast<std::uint64_t>(basis_of(claim, fact.topic)));
    }
    facts_[i] = fact;
    Stated& stated = stated_[fact];
    if (stated.exact.empty() && stated.loose.empty()) {
      order_.push_back(fact);
      Fact any = fact;
      any.dimension = any_dimension;
      stated_dimensions_[any].push_back(fact.dimension);
      Fact anywhere = fact;
      anywhere.place = 0;
      places_[anywhere].push_back(fact.place);
    }
    Fact subject = fact;
    subject.extra = 0;
    subjects_[subject].push_back(i);
    (is_loose(claim) ? stated.loose : stated.exact).push_back(i);
  }
}

const Stated* ClaimIndex::find(const Fact& fact) const {
  const auto found = stated_.find(fact);
  return found == stated_.end() ? nullptr : &found->second;
}

std::optional<std::uint32_t> ClaimIndex::nearest(const Fact& fact, std::uint32_t near) const {
  const Stated* stated = find(fact);
  if (stated == nullptr) return std::nullopt;
  const auto& claims = stated->exact.empty() ? stated->loose : stated->exact;
  const auto after = std::lower_bound(claims.begin(), claims.end(), near);
  if (after == claims.end()) return claims.back();
  if (after == claims.begin()) return *after;
  const std::uint32_t before = *(after - 1);
  return near - before <= *after - near ? before : *after;
}

std::span<const std::uint32_t> ClaimIndex::about(Fact subject) const {
  subject.extra = 0;
  const auto found = subjects_.find(subject);
  if (found == subjects_.end()) return {};
  return found->second;
}

std::span<const std::uint32_t> ClaimIndex::places_of(Fact like) const {
  like.place = 0;
  const auto found = places_.find(like);
  if (found == places_.end()) return {};
  return found->second;
}

Fact ClaimIndex::level(const Fact& like, std::uint8_t dimension) {
  Fact fact = like;
  fact.measure = Measure::level;
  fact.dimension = dimension;
  fact.extra = 0;
  return fact;
}

std::vector<std::uint8_t> ClaimIndex::dimensions_of(const Fact& like) const {
  const auto found = stated_dimensions_.find(level(like, any_dimension));
  return found == stated_dimensions_.end() ? std::vector<std::uint8_t>() : found->second;
}

Fact ClaimIndex::growth(const Fact& like, const Period& period, const Period& base,
                        Measure measure) const {
  Fact fact = like;
  Claim rate;
  rate.measure = measure;
  rate.subject.period = period;
  if (base.known()) {
    rate.reference.kind = Reference::Kind::since;
    rate.reference.subject.period = base;
  }
  fact.measure = measure;
  fact.period = period.known() ? period.canonical().packed() : like.period;
  fact.dimension = 0;
  fact.extra = rate_extra(rate, like.topic);
  return fact;
}

}  // namespace duibiao::bulletin
