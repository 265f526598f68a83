#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace duibiao::server {

/// A strong entity tag, quotes included, of all that an answer depends on: data version, question,
/// format, language. Different parts give different tags (BLAKE2b, 128 bits); where one part ends
/// counts.
[[nodiscard]] std::string etag_of(std::span<const std::string_view> parts);

/// The tag of the same answer in a content coding («gzip», «br»; empty: as it is): other bytes need
/// another strong tag.
[[nodiscard]] std::string coded_etag(std::string_view etag, std::string_view coding);

/// Whether If-None-Match names this answer, in whichever form, or «*»: then the answer is 304. Only
/// for GET and HEAD.
[[nodiscard]] bool is_known(const Request& request, std::string_view etag);

/// What If-Match says of the state to be changed.
enum class Precondition : std::uint8_t {
  absent,  ///< none was sent: 428 where one is needed
  holds,
  fails,  ///< 412
};
[[nodiscard]] Precondition if_match(const Request& request, std::string_view etag);

}  // namespace duibiao::server
