#include "server/http/compress.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "server/http/etag.h"
#include "server/http/negotiate.h"

namespace duibiao::server {
namespace {

/// Below this the answer fits a packet either way.
constexpr std::size_t worth_compressing = 1024;
/// zlib counts in 32 bits: larger input is given in pieces of this size.
constexpr std::size_t piece = std::size_t{1} << 30U;
constexpr int gzip_window = 15 + 16;  // «+ 16» asks zlib for gzip's frame

Bytef* zlib_bytes(std::string_view bytes) {
  // zlib's interface has no const, but it does not write to its input.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

/// Gives zlib the next piece of input when it has eaten the one before.
void feed(z_stream& stream, std::string_view& rest) {
  if (stream.avail_in != 0) return;
  const std::size_t next = std::min(rest.size(), piece);
  stream.next_in = zlib_bytes(rest);
  stream.avail_in = static_cast<uInt>(next);
  rest.remove_prefix(next);
}

/// Room for more output behind what is there.
void make_room(z_stream& stream, std::string& out, std::size_t used, std::size_t step) {
  out.resize(used + step);
  stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
  stream.avail_out = static_cast<uInt>(step);
}

bool compressible(std::string_view type) {
  type = type.substr(0, type.find(';'));
  if (type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
      type.ends_with("+csv")) {
    return true;
  }
  static constexpr std::string_view others[] = {"application/javascript", "image/svg+xml",
                                                "application/x-ndjson", "application/manifest+json",
                                                "application/sarif+json"};
  return std::ranges::find(others, type) != std::end(others);
}

struct Form {
  std::string_view coding;  ///< empty: as it is
  const std::shared_ptr<const std::string>& body;
};

Form form_for(const Packed& packed, std::string_view accepted) {
  if (packed.brotli && takes_encoding(accepted, "br")) return {"br", packed.brotli};
  if (packed.gzipped && takes_encoding(accepted, "gzip")) return {"gzip", packed.gzipped};
  return {"", packed.plain};
}

}  // namespace

std::optional<std::string> gzip(std::string_view bytes, int level) {
  z_stream stream{};
  if (deflateInit2(&stream, std::clamp(level, 1, 9), Z_DEFLATED, gzip_window, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string out;
  std::string_view rest = bytes;
  int state = Z_OK;
  std::size_t used = 0;
  while (state == Z_OK) {
    feed(stream, rest);
    make_room(stream, out, used, std::clamp<std::size_t>(bytes.size() / 4, 4096, piece / 4));
    const uInt room = stream.avail_out;
    state = deflate(&stream, rest.empty() ? Z_FINISH : Z_NO_FLUSH);
    used += room - stream.avail_out;
  }
  deflateEnd(&stream);
  if (state != Z_STREAM_END) return std::nullopt;
  out.resize(used);
  out.shrink_to_fit();
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) return std::nullopt;
  std::string out;
  std::string_view rest = bytes;
  int state = Z_OK;
  std::size_t used = 0;
  while (state == Z_OK && used <= most) {
    feed(stream, rest);
    // One byte past the limit is enough to see that it is passed.
    make_room(stream, out, used, std::min<std::size_t>(most - used + 1, 256 * 1024));
    const uInt room = stream.avail_out;
    state = inflate(&stream, Z_NO_FLUSH);
    used += room - stream.avail_out;
  }
  const bool whole = state == Z_STREAM_END && stream.avail_in == 0 && rest.empty();
  inflateEnd(&stream);
  if (!whole || used > most) return std::nullopt;
  out.resize(used);
  return out;
}

std::size_t Packed::bytes() const {
  return sizeof(Packed) + content_type.size() + etag.size() + (plain ? plain->size() : 0) +
         (gzipped ? gzipped->size() : 0) + (brotli ? brotli->size() : 0);
}

Packed pack(std::string body, std::string content_type, std::string etag, int level) {
  Packed packed;
  if (body.size() >= worth_compressing && compressible(content_type)) {
    auto small = gzip(body, level);
    if (small && small->size() < body.size()) {
      packed.gzipped = std::make_shared<const std::string>(std::move(*small));
    }
  }
  packed.content_type = std::move(content_type);
  packed.etag = std::move(etag);
  packed.plain = std::make_shared<const std::string>(std::move(body));
  return packed;
}

Response respond(const Request& request, const Packed& packed) {
  const Form form = form_for(packed, request.headers.find("Accept-Encoding"));
  Response response;
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("Vary", "Accept, Accept-Language, Accept-Encoding");
  if (!packed.etag.empty()) {
    response.headers.add("ETag", coded_etag(packed.etag, form.coding));
    if (is_known(request, packed.etag)) {
      response.status = 304;
      return response;
    }
  }
  response.headers.add("Content-Type", packed.content_type);
  if (!form.coding.empty()) response.headers.add("Content-Encoding", std::string(form.coding));
  response.body = form.body;
  return response;
}

}  // namespace duibiao::server
