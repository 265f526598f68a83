#include "account/secret.h"

#include <array>
#include <span>

#include "account/sodium.h"

namespace duibiao::account {
namespace {

constexpr std::size_t secret_bytes = 32;

std::string text_of(std::span<const unsigned char> bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), variant);
  out.pop_back();  // the terminating zero
  return out;
}

}  // namespace

std::string new_secret() {
  start_sodium();
  std::array<unsigned char, secret_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return text_of(bytes);
}

store::Digest hash_of_secret(std::string_view secret) {
  return store::digest_of(std::as_bytes(std::span(secret)));
}

bool same_secret(const store::Digest& a, const store::Digest& b) {
  return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string change_token_of(std::string_view session_secret) {
  constexpr std::string_view purpose = "duibiao change token";
  // A key has at most 64 bytes; the hash of the secret would be in the store for others to read.
  const std::string_view key = session_secret.substr(0, crypto_generichash_KEYBYTES_MAX);
  std::array<unsigned char, secret_bytes> out{};
  crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(purpose.data()),
                     purpose.size(), reinterpret_cast<const unsigned char*>(key.data()),
                     key.size());
  return text_of(out);
}

}  // namespace duibiao::account
