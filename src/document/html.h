#pragma once

#include <string_view>

#include "document/build.h"

namespace duibiao::document {

/// Elements open at one time; pages nest some thirty deep. What is deeper keeps its text and loses
/// its tags.
inline constexpr std::size_t deepest_html = 512;

/// Writes the visible text of a web page (UTF-8): paragraphs, headings, list items, captions,
/// tables with their row and column spans. Head, scripts, navigation, hidden elements and
/// pronunciations (rt) are left out; a raised number becomes «[2]» (see raised). Linear, whatever
/// the page's tags are.
void read_html(std::string_view page, TextBuilder& out);

}  // namespace duibiao::document
