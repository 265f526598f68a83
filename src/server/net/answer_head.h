#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace duibiao::server {

/// What the transport adds to an answer.
struct Framing {
  std::optional<std::size_t> length;  ///< of the body; none: it ends with the connection
  bool keep_alive = false;
  std::optional<std::int64_t> date;  ///< seconds since 1970
};

/// Status line and headers, to the empty line: the handler's (without those that are the
/// transport's, and with line breaks in values made blanks), the security headers, and the framing.
[[nodiscard]] std::string answer_head(const Response& response, const Framing& framing);

/// Whether an answer of this status may have a body.
[[nodiscard]] bool may_have_body(int status);

}  // namespace duibiao::server
