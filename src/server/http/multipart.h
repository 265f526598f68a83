#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duibiao::server {

/// One part of a form. `content` is a view into the body it was read from.
struct FormPart {
  std::string name;
  std::string file_name;     ///< without any folder; empty for a plain field
  std::string content_type;  ///< as declared; may be empty
  std::string_view content;
};

/// A bureau uploads a month's sheets at once, not a thousand files; headers of a part are short.
struct FormLimits {
  std::size_t parts = 200;
  std::size_t header_bytes = 8 * 1024;  ///< of one part
};

/// Whether the field says multipart/form-data.
[[nodiscard]] bool is_form(std::string_view content_type);

/// Reads a form (RFC 7578) without copying its files. Linear in the body. Errors: bad_argument (no
/// or a bad boundary), damaged_file (the last boundary is missing, a part has no name), over_limit.
[[nodiscard]] Result<std::vector<FormPart>> read_form(std::string_view content_type,
                                                      std::string_view body,
                                                      const FormLimits& limits = {});

}  // namespace duibiao::server
