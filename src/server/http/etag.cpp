#include "server/http/etag.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "server/http/target.h"

namespace duibiao::server {
namespace {

constexpr std::string_view gzip_mark = "-gz\"";
constexpr std::string_view brotli_mark = "-br\"";

/// Takes the next tag of a list, quotes included; «W/» is left out, because what is compared here
/// is which answer, not which bytes. Empty at the end, and where the list is broken.
std::string_view take_tag(std::string_view& list) {
  while (!list.empty() && (list.front() == ',' || list.front() == ' ' || list.front() == '\t')) {
    list.remove_prefix(1);
  }
  if (list.starts_with("W/")) list.remove_prefix(2);
  if (!list.starts_with('"')) return {};
  const std::size_t end = list.find('"', 1);
  if (end == std::string_view::npos) return {};
  const std::string_view tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

/// The tag without the mark of its coding and without the last quote.
std::string_view stem_of(std::string_view tag) {
  const bool coded = tag.ends_with(gzip_mark) || tag.ends_with(brotli_mark);
  return tag.substr(0, tag.size() - (coded ? gzip_mark.size() : 1));
}

bool lists(std::string_view list, std::string_view etag) {
  if (etag.size() < 2) return false;
  for (std::string_view tag = take_tag(list); !tag.empty(); tag = take_tag(list)) {
    if (stem_of(tag) == stem_of(etag)) return true;
  }
  return false;
}

}  // namespace

std::string etag_of(std::span<const std::string_view> parts) {
  crypto_generichash_state state;
  std::array<unsigned char, 16> digest{};
  crypto_generichash_init(&state, nullptr, 0, digest.size());
  for (const std::string_view part : parts) {
    const std::uint64_t size = part.size();
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  }
  crypto_generichash_final(&state, digest.data(), digest.size());
  std::array<char, digest.size() * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return "\"" + std::string(text.data()) + "\"";
}

std::string coded_etag(std::string_view etag, std::string_view coding) {
  std::string out(etag);
  if (coding.empty()) return out;
  out.pop_back();
  return out.append(coding == "br" ? brotli_mark : gzip_mark);
}

bool is_known(const Request& request, std::string_view etag) {
  if (request.method != Method::get && request.method != Method::head) return false;
  const std::string_view list = trimmed(request.headers.find("If-None-Match"));
  return !etag.empty() && (list == "*" || lists(list, etag));
}

Precondition if_match(const Request& request, std::string_view etag) {
  if (!request.headers.has("If-Match")) return Precondition::absent;
  const std::string_view list = trimmed(request.headers.find("If-Match"));
  return list == "*" || lists(list, etag) ? Precondition::holds : Precondition::fails;
}

}  // namespace duibiao::server
