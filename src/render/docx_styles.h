#pragma once

#include <string>

#include "base/language.h"

namespace duibiao::render {

/// styles.xml of DocxWriter: the sizes, fonts and lines of GB/T 9704-2012.
[[nodiscard]] std::string docx_styles(Language language);

/// fontTable.xml: what an office program may take where it has not the font that is named.
[[nodiscard]] std::string docx_fonts();

}  // namespace duibiao::render
