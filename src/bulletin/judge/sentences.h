#pragma once

#include <optional>

#include "bulletin/judge/check.h"

namespace duibiao::bulletin {

/// The sentence of an inconsistent finding: what the draft says, why it cannot be, what it should
/// probably be. `finding` has everything but its message.
[[nodiscard]] Message sentence_of(const Finding& finding, const Reading& reading,
                                  const text::Document& document, const Relation& relation);

/// The sentence of an edge, or of what is worth knowing but no error.
[[nodiscard]] Message remark_of(const Finding& finding, const Reading& reading,
                                const text::Document& document, const Relation& relation);

}  // namespace duibiao::bulletin
