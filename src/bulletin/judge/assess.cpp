#include "bulletin/judge/assess.h"

#include <algorithm>

namespace duibiao::bulletin {
namespace {

/// Figures that sources printed so, and that do not fit each other: a base was revised between
/// them. That is the sources' affair, not the writer's.
void excuse_what_is_published(const Reading& reading, std::vector<Assessed>& assessed) {
  std::vector<bool> confirmed(reading.claims.size());
  for (const Assessed& one : assessed) {
    const bool agrees = one.standing == Standing::holds || one.standing == Standing::edge;
    if (one.relation->kind == RelationKind::stored && agrees) {
      for (const std::uint32_t claim : one.relation->claims) confirmed[claim] = true;
    }
  }
  for (Assessed& one : assessed) {
    if (one.standing != Standing::fails || one.relation->against_store) continue;
    const auto& claims = one.relation->claims;
    const bool all =
        std::ranges::all_of(claims, [&](std::uint32_t claim) { return confirmed[claim]; });
    if (all) one.standing = Standing::excused;
  }
}

}  // namespace

std::vector<Assessed> assess(const Reading& reading, std::span<const Relation> relations) {
  std::vector<Assessed> out;
  out.reserve(relations.size());
  const Values values(reading);
  for (const Relation& relation : relations) {
    Assessed one{&relation, Standing::unknown, {}, {}};
    const auto evaluation = relation.evaluate(values);
    if (!evaluation) {
      one.why = evaluation.error().message;
    } else {
      one.evaluation = *evaluation;
      switch (evaluation->meeting) {
        case num::Meeting::overlap:
          one.standing = Standing::holds;
          break;
        case num::Meeting::edge:
          one.standing = Standing::edge;
          break;
        case num::Meeting::apart:
          one.standing = relation.binding ? Standing::fails : Standing::excused;
          break;
      }
    }
    out.push_back(std::move(one));
  }
  excuse_what_is_published(reading, out);
  return out;
}

bool is_strong(RelationKind kind) {
  switch (kind) {
    case RelationKind::part_bound:
    case RelationKind::share_bound:
    case RelationKind::rank_bound:
    case RelationKind::rank_listed:
    case RelationKind::exchange:
    case RelationKind::threshold:
    case RelationKind::direction:
    case RelationKind::plausible:
    case RelationKind::per_head:
      return false;
    default:
      return true;
  }
}

}  // namespace duibiao::bulletin
