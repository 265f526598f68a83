#pragma once

#include <optional>
#include <span>
#include <vector>

#include "bulletin/judge/check.h"

/// The steps of judging, each on its own so that it can be tested on its own.
namespace duibiao::bulletin {

/// How a relation stands with the figures as printed.
enum class Standing : std::uint8_t {
  holds,
  edge,
  fails,    ///< binding, and the intervals are apart
  excused,  ///< apart, but nobody here is wrong
  unknown,  ///< could not be evaluated
};

struct Assessed {
  const Relation* relation = nullptr;
  Standing standing = Standing::unknown;
  Evaluation evaluation;
  Message why;  ///< of an unknown one
};

/// How each relation stands. One within the text that fails although the store printed every figure
/// in it is excused.
[[nodiscard]] std::vector<Assessed> assess(const Reading& reading,
                                           std::span<const Relation> relations);

/// True for identities whose agreement speaks for the figures in it; bounds and directions do not.
[[nodiscard]] bool is_strong(RelationKind kind);

/// One slip explained: `certain` are to blame beyond doubt, of `one_of` at least one is.
struct Explanation {
  std::vector<std::uint32_t> certain;
  std::vector<std::uint32_t> one_of;
  std::vector<std::size_t> failures;  ///< indices into the assessed relations it explains
};

/// The smallest sets of claims that have a part in every failing relation, one explanation a group
/// of relations that share claims. Claims the store confirms are not suspected where another can
/// be; among sets of one size those with the fewest agreeing identities are taken. Exact up to 12
/// suspects a group, greedy above.
[[nodiscard]] std::vector<Explanation> explain(const Reading& reading,
                                               std::span<const Assessed> assessed);

/// Findings from assessed relations, sorted.
[[nodiscard]] std::vector<Finding> findings_of(const Reading& reading,
                                               std::span<const Assessed> assessed,
                                               const text::Document& document,
                                               const cube::Cube* cube);

}  // namespace duibiao::bulletin
