#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace duibiao::store {

/// BLAKE2b-256 (RFC 7693), as libsodium's crypto_generichash.
using Digest = std::array<std::byte, 32>;

/// Adds up a digest over typed values. Each value carries its type and length, so that two
/// different lists never give the same bytes (docs/file-format.md, «Canonical bytes»).
class Hasher {
 public:
  Hasher();
  Hasher& integer(std::int64_t value);
  Hasher& text(std::string_view value);
  Hasher& blob(std::span<const std::byte> value);
  /// The digest so far; the hasher is spent.
  [[nodiscard]] Digest finish();

 private:
  void tagged(std::byte tag, std::span<const std::byte> value);

  crypto_generichash_state state_;
};

/// The plain digest of some bytes.
[[nodiscard]] Digest digest_of(std::span<const std::byte> bytes);
[[nodiscard]] std::string hex_of(std::span<const std::byte> bytes);
[[nodiscard]] bool equal(const Digest& digest, std::span<const std::byte> bytes);

}  // namespace duibiao::store
