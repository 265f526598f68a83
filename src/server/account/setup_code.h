#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "store/digest.h"

namespace duibiao::server {

/// The one-time code that makes the first administrator: shown in the terminal where the server
/// runs, which proves that whoever types it may read there. Only its hash is kept. Thread-safe.
class SetupCode {
 public:
  /// 50 bits and so few tries: one chance in 10^14.
  static constexpr int tries_max = 5;
  /// Long enough to walk to the terminal, short enough for a screen left alone.
  static constexpr std::int64_t seconds_max = 1800;

  /// `tell` is given each new code, to be shown; it must be quick.
  explicit SetupCode(std::function<void(const std::string& code)> tell) : tell_(std::move(tell)) {}

  /// Makes a code and tells it.
  void issue(std::int64_t now);

  enum class Outcome : std::uint8_t { right, wrong, replaced };
  /// `replaced`: too many wrong tries, or too late; a new code has been told. Case, blanks and
  /// hyphens do not count.
  [[nodiscard]] Outcome check(std::string_view code, std::int64_t now);
  /// The code has done its work.
  void use_up();

 private:
  void renew(std::int64_t now);

  std::function<void(const std::string& code)> tell_;
  std::mutex guard_;
  store::Digest hash_{};
  bool valid_ = false;
  int tries_ = 0;
  std::int64_t made_at_ = 0;
};

}  // namespace duibiao::server
