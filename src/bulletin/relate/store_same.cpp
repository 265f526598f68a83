#include <algorithm>

#include "bulletin/relate/store_parts.h"

namespace duibiao::bulletin::store {
namespace {

using num::Interval;

/// One release of the figure.
struct Version {
  Interval range;
  Unit unit;
  cube::Published published;
  bool rival = false;       ///< of the same day as the current one: as good as that
  bool superseded = false;  ///< of an older release than the one of the day of writing
};

std::optional<Version> version_of(const cube::Published& published, const FigureKey& key) {
  const auto range = published.interval();
  if (!range) return std::nullopt;
  Version version{*range, published.unit, published, false, false};
  const bool rank = key.measure == Measure::rank || key.measure == Measure::growth_rank;
  if (rank) version.range = Interval::point(published.value);
  const bool rate = key.measure == Measure::growth_yoy || key.measure == Measure::growth_mom;
  if (!version.unit.known() && rate) version.unit = unit::percent();
  if (published.status == ObsStatus::estimated) {
    // An estimate (a base worked back from a rate, «280余家») is not what a source printed.
    constexpr int tenth = 1;
    version.range = widened(*range, num::Decimal::of(1, tenth));
  }
  return version;
}

/// Current on the day of writing: the latest release that was out by then, else the first one.
void mark_superseded(std::vector<Version>& versions, const Date& written) {
  if (!written.known()) {
    for (std::size_t i = 1; i < versions.size(); ++i) {
      versions[i].superseded = !versions[i].rival;
    }
    return;
  }
  Date best;
  for (const Version& version : versions) {
    const auto& p = version.published;
    const bool out = !p.release_assumed && p.released <= written;
    if (out && best < p.released) best = p.released;
  }
  const bool any = best.known();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const auto& p = versions[i].published;
    const bool older = any ? !p.release_assumed && p.released < best : i > 0;
    versions[i].superseded = older && !versions[i].rival;
  }
}

std::vector<Version> versions_of(const Question& question, const FigureKey& key) {
  std::vector<Version> versions;
  const auto current = question.cube.published(key);
  if (!current) return versions;
  if (auto first = version_of(*current, key)) versions.push_back(*first);
  for (const cube::Rival& rival : question.cube.rivals_of(key)) {
    auto version = version_of(rival.other, key);
    if (!version) continue;
    version->rival = rival.kind != cube::Rival::Kind::revised;
    versions.push_back(*version);
  }
  mark_superseded(versions, question.written);
  return versions;
}

num::Meeting meeting_with(const Claim& claim, const Version& version) {
  const auto range = brought(version.range, version.unit, claim.unit);
  return range ? num::meet(stands_for(claim), *range) : num::Meeting::apart;
}

/// The version a claim agrees with best; the first of equals.
const Version* best_of(const Claim& claim, const std::vector<Version>& versions, bool superseded) {
  const Version* best = nullptr;
  for (const Version& version : versions) {
    if (version.superseded != superseded) continue;
    if (!brought(version.range, version.unit, claim.unit)) continue;
    if (best == nullptr || meeting_with(claim, version) > meeting_with(claim, *best)) {
      best = &version;
    }
  }
  return best;
}

Result<Evaluation> evaluated(const Claim& claim, const std::vector<Version>& versions) {
  const Version* best = best_of(claim, versions, false);
  if (best == nullptr) {
    return fail(ErrorCode::mixed_units, {"库中同一数的单位不可比", "the store has another unit"});
  }
  const auto range = brought(best->range, best->unit, claim.unit);
  if (!range) return tl::unexpected(range.error());
  return Evaluation{num::meet(stands_for(claim), *range), *range, stands_for(claim), claim.unit};
}

Message superseded_note(const Version& older, const Version& now) {
  const std::string was = printed_zh(older.published.value, older.unit);
  const std::string is = printed_zh(now.published.value, now.unit);
  return {"与较早发布的数" + was + "一致，现行数为" + is,
          "agrees with an older release, " + printed_en(older.published.value, older.unit) +
              "; the current figure is " + printed_en(now.published.value, now.unit)};
}

}  // namespace

std::optional<Relation> same_figure(const Question& question, const FigureKey& key) {
  std::vector<Version> versions = versions_of(question, key);
  const Claim& claim = question.claim;
  const Version* now = best_of(claim, versions, false);
  if (now == nullptr) return std::nullopt;
  Relation relation;
  relation.kind = RelationKind::stored;
  relation.claims = {question.index};
  relation.against_store = true;
  relation.evidence.push_back(evidence_of(key, now->published));
  relation.formula = figure_text(question.cube, relation.evidence.front());
  relation.expected_unit = now->unit;
  const bool estimate = now->published.status == ObsStatus::estimated;
  if (!estimate) relation.expected = now->published.value;
  const Version* older = best_of(claim, versions, true);
  if (meeting_with(claim, *now) == num::Meeting::apart && older != nullptr &&
      meeting_with(claim, *older) != num::Meeting::apart) {
    relation.binding = false;
    relation.note = superseded_note(*older, *now);
    Evidence evidence = evidence_of(key, older->published);
    evidence.superseded = true;
    relation.evidence.push_back(std::move(evidence));
  }
  relation.evaluate = [claim_index = question.index, all = std::move(versions)](
                          const Values& values) { return evaluated(values.at(claim_index), all); };
  return relation;
}

std::optional<Relation> other_currency(const Question& question) {
  const Claim& claim = question.claim;
  const bool yuan = claim.unit.dimension() == Dimension::cny;
  if (!yuan && claim.unit.dimension() != Dimension::usd) return std::nullopt;
  const Dimension wanted = yuan ? Dimension::usd : Dimension::cny;
  const auto twin =
      question.cube.vocabulary().catalogue.in_dimension(claim.subject.indicator, wanted);
  if (!twin) return std::nullopt;
  FigureKey key = question.key(Measure::level);
  key.indicator = *twin;
  const auto published = question.cube.published(key);
  const auto range = published ? published->interval() : Result<Interval>(Interval());
  if (!published || !range || published->unit.dimension() != wanted) return std::nullopt;
  const auto power = claim.unit.power() - published->unit.power();
  const auto moved = claim.value.shifted(power);
  // Three digits in common by chance are rare; fewer are not.
  constexpr int telling = 100;
  if (!moved || *moved != published->value || claim.value.magnitude().units() < telling) return {};
  Relation relation;
  relation.kind = RelationKind::stored;
  relation.claims = {question.index};
  relation.against_store = true;
  relation.evidence.push_back(evidence_of(key, *published));
  relation.formula = figure_text(question.cube, relation.evidence.front());
  relation.evaluate = [index = question.index, stored = *range,
                       unit = published->unit](const Values& values) -> Result<Evaluation> {
    const Claim& one = values.at(index);
    if (one.unit.dimension() != unit.dimension()) {
      return Evaluation{num::Meeting::apart, stored, one.range, unit};
    }
    const auto here = brought(stored, unit, one.unit);
    if (!here) return tl::unexpected(here.error());
    return Evaluation{num::meet(one.range, *here), *here, one.range, one.unit};
  };
  return relation;
}

}  // namespace duibiao::bulletin::store
