#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/document.h"

namespace duibiao::document {

/// A line of a page.
struct PageLine {
  text::Span span;         ///< without blanks around it
  std::size_t indent = 0;  ///< columns before it
  std::size_t end = 0;     ///< column behind it
  bool after_blank = false;
  bool first_of_page = false;
};

/// The lines of all pages, without page numbers and running heads and feet. At most `limit` lines.
[[nodiscard]] std::vector<PageLine> page_lines(std::string_view text, std::size_t limit);

}  // namespace duibiao::document
