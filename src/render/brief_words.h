#pragma once

#include <string>
#include <vector>

#include "base/language.h"
#include "bulletin/brief.h"

namespace duibiao::render {

/// The brief's sentences, in the reader's language: what is typed by hand today. One string an
/// indicator, ready to paste; every number is rounded once, from the exact value.
[[nodiscard]] std::vector<std::string> sentences(const bulletin::Brief& brief,
                                                 const cube::Cube& cube, Language language);

}  // namespace duibiao::render
