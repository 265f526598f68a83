#include "account/password.h"

#include <array>
#include <chrono>

#include "account/sodium.h"

namespace duibiao::account {
namespace {

constexpr std::chrono::seconds longest_wait_for_a_turn{2};

class Turn {
 public:
  explicit Turn(std::counting_semaphore<>& turns)
      : turns_(turns), taken_(turns.try_acquire_for(longest_wait_for_a_turn)) {}
  ~Turn() {
    if (taken_) turns_.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] bool taken() const { return taken_; }

 private:
  std::counting_semaphore<>& turns_;
  bool taken_;
};

tl::unexpected<Error> no_turn() {
  return fail(ErrorCode::busy, {"同时登录的人太多", "too many people are signing in at once"},
              {"请稍候再试", "try again in a moment"});
}

tl::unexpected<Error> no_memory() {
  return fail(ErrorCode::io_failed,
              {"内存不足，无法核对密码", "not enough memory to check a password"});
}

}  // namespace

Passwords::Passwords(Work work, unsigned at_once)
    : work_(work), turns_(static_cast<std::ptrdiff_t>(at_once)) {
  start_sodium();
}

Result<std::string> Passwords::hash(std::string_view password) {
  const Turn turn(turns_);
  if (!turn.taken()) return no_turn();
  ++computed_;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), work_.passes, work_.bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return no_memory();
  }
  return std::string(out.data());
}

Result<bool> Passwords::fits(std::string_view stored, std::string_view password) {
  const Turn turn(turns_);
  if (!turn.taken()) return no_turn();
  ++computed_;
  if (stored.empty() || stored.size() >= crypto_pwhash_STRBYTES) {
    std::array<unsigned char, 32> out{};
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    if (crypto_pwhash(out.data(), out.size(), password.data(), password.size(), salt.data(),
                      work_.passes, work_.bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
      return no_memory();
    }
    return false;
  }
  std::array<char, crypto_pwhash_STRBYTES> text{};
  stored.copy(text.data(), stored.size());
  return crypto_pwhash_str_verify(text.data(), password.data(), password.size()) == 0;
}

}  // namespace duibiao::account
