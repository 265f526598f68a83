#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/language.h"

namespace duibiao::render {

/// What every page that is handed on as one file looks like: colours for light, dark and paper,
/// tables, numbers (`.f`) that show where they come from (`.tip` with `.row`s) under the pointer or
/// the keyboard's focus.
[[nodiscard]] std::string_view page_style();

/// Such a page up to its body: it loads nothing and runs nothing, and its own policy says so. Ends
/// inside `<div class="page">`.
[[nodiscard]] std::string page_beginning(std::string_view title, Language language,
                                         std::initializer_list<std::string_view> styles);

/// Text as HTML may hold it, in an element or in a quoted attribute; control characters are made
/// harmless as for a terminal.
[[nodiscard]] std::string html_escaped(std::string_view text);

}  // namespace duibiao::render
