#include "store/digest.h"

#include <algorithm>
#include <bit>

#include "base/assert.h"

namespace duibiao::store {

static_assert(std::endian::native == std::endian::little, "files are little-endian");

namespace {

const unsigned char* bytes_of(const void* data) { return static_cast<const unsigned char*>(data); }

/// libsodium picks its fastest code once; calling it again is harmless and thread-safe.
void start_sodium() {
  static const int started = sodium_init();
  DUIBIAO_ASSERT(started >= 0);
}

}  // namespace

Hasher::Hasher() {
  start_sodium();
  crypto_generichash_init(&state_, nullptr, 0, sizeof(Digest));
}

Hasher& Hasher::integer(std::int64_t value) {
  tagged(std::byte{'i'}, std::as_bytes(std::span(&value, 1)));
  return *this;
}

Hasher& Hasher::text(std::string_view value) {
  tagged(std::byte{'t'}, std::as_bytes(std::span(value)));
  return *this;
}

Hasher& Hasher::blob(std::span<const std::byte> value) {
  tagged(std::byte{'b'}, value);
  return *this;
}

void Hasher::tagged(std::byte tag, std::span<const std::byte> value) {
  const std::uint64_t length = value.size();
  crypto_generichash_update(&state_, bytes_of(&tag), 1);
  crypto_generichash_update(&state_, bytes_of(&length), sizeof length);
  crypto_generichash_update(&state_, bytes_of(value.data()), value.size());
}

Digest Hasher::finish() {
  Digest digest;
  crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), digest.size());
  return digest;
}

Digest digest_of(std::span<const std::byte> bytes) {
  start_sodium();
  Digest digest;
  crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                     bytes_of(bytes.data()), bytes.size(), nullptr, 0);
  return digest;
}

std::string hex_of(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::byte b : bytes) {
    hex += digits[std::to_integer<std::size_t>(b >> 4)];
    hex += digits[std::to_integer<std::size_t>(b & std::byte{0xF})];
  }
  return hex;
}

bool equal(const Digest& digest, std::span<const std::byte> bytes) {
  return std::ranges::equal(digest, bytes);
}

}  // namespace duibiao::store
