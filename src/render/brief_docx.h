#pragma once

#include "render/brief_words.h"
#include "render/docx_parts.h"

namespace duibiao::render {

/// The brief as the parts of a .docx: the sentences, what is worth a look, then the table of
/// figures and the published figures behind the text as annexes. Same brief, same bytes.
[[nodiscard]] PackageParts brief_docx_parts(const bulletin::Brief& brief, const cube::Cube& cube,
                                            Language language);

}  // namespace duibiao::render
