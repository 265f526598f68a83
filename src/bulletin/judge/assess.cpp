#include "bulletin/judge/assess.h"

namespace duibiao::bulletin {

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
