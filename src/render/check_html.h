#pragma once

#include <string>

#include "render/check_view.h"

namespace duibiao::render {

/// The draft as one HTML page that loads nothing and runs nothing: each figure shows, under the
/// pointer or the keyboard's focus, what it was understood to say and the evidence; the findings
/// stand beside it. Light and dark, on paper and on a narrow screen. Everything of the draft is
/// escaped. Same report, same bytes.
[[nodiscard]] std::string check_to_html(const CheckedDraft& draft, Language language);

/// What the page needs beside page_style().
[[nodiscard]] std::string_view check_style();

}  // namespace duibiao::render
