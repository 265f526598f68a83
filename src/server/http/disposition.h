#pragma once

#include <string>
#include <string_view>

namespace duibiao::server {

/// The value of Content-Disposition for a download (RFC 6266): a plain name that old programs can
/// read, and the full UTF-8 name as RFC 8187 writes it. `name` is made safe: no path, no quotes, no
/// control characters.
[[nodiscard]] std::string attachment(std::string_view name);

/// The file name that a part of a form declares: `filename*` before `filename`, without any folder
/// («C:\fakepath\…»), control characters removed; "" when there is none.
[[nodiscard]] std::string declared_file_name(std::string_view disposition);

/// A parameter of a field like «form-data; name="file"»: unquoted, «\"» and «\\» resolved; "" when
/// there is none.
[[nodiscard]] std::string field_parameter(std::string_view field, std::string_view name);

}  // namespace duibiao::server
