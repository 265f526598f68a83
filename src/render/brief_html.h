#pragma once

#include <string>

#include "render/brief_words.h"

namespace duibiao::render {

/// The brief as one HTML page that loads nothing and runs nothing: the headline figures with their
/// recent course, the sentences, what is worth a look, and the published figures behind it all.
/// Each number shows under the pointer or the keyboard's focus what it stands for, its formula and
/// its sources. Light and dark, on paper and on a narrow screen. Same brief, same bytes.
[[nodiscard]] std::string brief_to_html(const bulletin::Brief& brief, const cube::Cube& cube,
                                        Language language);

}  // namespace duibiao::render
