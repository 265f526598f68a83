#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::account {

/// What one hash costs whoever guesses, and us.
struct Work {
  unsigned long long passes;
  std::size_t bytes;
};
/// The second choice of RFC 9106, section 4, for machines with other work to do: three passes over
/// 64 MiB, about a tenth of a second.
inline constexpr Work usual_work{3, std::size_t{64} << 20U};
/// Signing in must not be a way to eat the machine's memory: so many hashes at once, 128 MiB.
inline constexpr unsigned hashes_at_once = 2;

/// Hashes passwords by Argon2id (RFC 9106, libsodium). Thread-safe.
class Passwords {
 public:
  explicit Passwords(Work work = usual_work, unsigned at_once = hashes_at_once);

  /// The text to be stored: method, work, salt and hash. Errors: busy when others are hashing and
  /// no turn comes within two seconds; io_failed without memory.
  [[nodiscard]] Result<std::string> hash(std::string_view password);

  /// Whether the password is the one that `stored` was made from. For a name that nobody has
  /// `stored` is empty: the same work is done and nothing fits, so that the time tells nothing.
  /// Errors: as `hash`.
  [[nodiscard]] Result<bool> fits(std::string_view stored, std::string_view password);

  /// How many hashes were computed.
  [[nodiscard]] std::uint64_t computed() const { return computed_; }

 private:
  Work work_;
  std::counting_semaphore<> turns_;
  std::atomic<std::uint64_t> computed_{0};
};

}  // namespace duibiao::account
