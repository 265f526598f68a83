#pragma once

#include <string_view>

#include "document/build.h"

namespace duibiao::document {

/// Writes the text that `pdftotext -layout` makes of a PDF: pages parted by form feeds, lines
/// indented as they stand on the page. Page numbers and lines that recur at the head or foot of
/// most pages are left out; lines broken at the margin become paragraphs, across pages too; lines
/// with like columns a table. Linear.
void read_pdf_text(std::string_view text, TextBuilder& out);

}  // namespace duibiao::document
