#pragma once

#include <cstdint>
#include <string_view>

namespace duibiao::document {

/// What an element means for the text of a page.
enum class HtmlElement : std::uint8_t {
  other,    ///< goes on in the line: span, b, a …
  nothing,  ///< has no content: img, input …
  block,
  heading,
  paragraph,
  item,
  caption,
  preformatted,
  line_break,
  raised,
  hidden,  ///< not shown, or not part of what the page says
  body,
  table,
  table_head,
  row,
  cell,
  header_cell,
};

[[nodiscard]] HtmlElement html_element(std::string_view name);

/// Whether attributes hide an element: hidden, style="display:none", visibility:hidden.
[[nodiscard]] bool hides(std::string_view attributes);

}  // namespace duibiao::document
