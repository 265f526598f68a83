#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace duibiao::document {

enum class DraftKind : std::uint8_t { text, markdown, html, docx, sheet, pdf };

/// What a draft is: by `format` (txt, md, html, docx, xlsx, pdf) when the caller says so, else by
/// its bytes, else by its name. Errors: bad_argument for a format nobody knows; unknown_format for
/// pictures, old Word files, archives …, saying what it is and what to do.
[[nodiscard]] Result<DraftKind> kind_of(std::string_view bytes, std::string_view name,
                                        std::string_view format);

/// The same for a zip package. Errors: damaged_file, over_limit, unknown_format.
[[nodiscard]] Result<DraftKind> kind_of_package(std::string_view bytes, std::string_view name);

/// A name that promises a docx, a workbook or a PDF.
[[nodiscard]] bool is_named_package(std::string_view name);

/// A name that ends in .txt: what is in it is meant as it stands.
[[nodiscard]] bool is_named_plain(std::string_view name);

}  // namespace duibiao::document
