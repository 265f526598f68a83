#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace duibiao::server {

/// The bytes in gzip's form (RFC 1952), without a time, so that the same text gives the same bytes.
/// `level` 1 (quick) to 9 (small). Nothing when memory runs out.
[[nodiscard]] std::optional<std::string> gzip(std::string_view bytes, int level = 6);

/// Back again; nothing when the bytes are damaged, go on behind their end or give more than `most`.
[[nodiscard]] std::optional<std::string> gunzip(std::string_view bytes, std::size_t most);

/// A body in the forms in which it is sent: made once, kept in a cache, sent to a thousand
/// clients without a copy. Immutable.
struct Packed {
  std::string content_type;
  std::string etag;  ///< strong, with its quotes; empty: none
  std::shared_ptr<const std::string> plain;
  std::shared_ptr<const std::string> gzipped;  ///< null where it would not pay
  /// Null but for files that were compressed when the program was built: at the speed of gzip it is
  /// hardly smaller.
  std::shared_ptr<const std::string> brotli{};

  /// What it weighs in a cache.
  [[nodiscard]] std::size_t bytes() const;
};

/// Text and other compressible types of a kilobyte or more are compressed; the rest stays plain.
/// Cost: one pass of zlib over the body.
[[nodiscard]] Packed pack(std::string body, std::string content_type, std::string etag,
                          int level = 6);

/// The answer to `request`: 304 when the client has it already, else 200 in the form that it takes,
/// with Content-Type, ETag, Vary and «Cache-Control: no-cache» (keep it, but ask each time).
[[nodiscard]] Response respond(const Request& request, const Packed& packed);

}  // namespace duibiao::server
