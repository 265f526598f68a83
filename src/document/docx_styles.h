#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace duibiao::document {

/// What the paragraph styles of a document say about structure.
struct DocxStyle {
  std::uint8_t level = 0;  ///< of a heading, from 1; 0: none
  bool item = false;       ///< numbered or bulleted
  bool caption = false;
};
using DocxStyles = std::unordered_map<std::string, DocxStyle>;

/// Reads styles.xml: outline levels and names («heading 2», «标题 2», «Title»), through the styles
/// they are based on. Errors: damaged_file, over_limit.
[[nodiscard]] Result<DocxStyles> read_docx_styles(std::string_view xml, std::string_view file);

}  // namespace duibiao::document
