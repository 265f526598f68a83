#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace duibiao::server {

/// Slows guessing of passwords down. Failures are counted for the account and for the peer's
/// address; past a few each further try has to wait, twice as long each time but never longer than
/// a minute, and what failed is forgotten after a quarter of an hour.
///
/// So nobody can lock a person out for ever: the wait is bounded; a session that exists is never
/// asked; and where somebody has signed in before, only the failures of that account at that
/// address count, so that a stranger's guesses elsewhere do not keep the person at the usual desk
/// waiting. Thread-safe; memory is bounded. Times are seconds since 1970.
class Throttle {
 public:
  static constexpr int account_free = 5;  ///< more slips in a row than anybody's fingers make
  static constexpr int peer_free = 30;    ///< a whole office may come from one address
  static constexpr std::int64_t wait_max = 60;
  static constexpr std::int64_t memory_seconds = 900;
  static constexpr std::size_t entries_max = 10'000;
  static constexpr std::size_t desks_max = 8;  ///< addresses remembered of one account

  /// How many seconds this try has to wait; 0: it may be made. It then counts as failed until
  /// `succeeded` or `came_to_nothing` says otherwise, so that many at once are no way around.
  [[nodiscard]] std::int64_t admit(std::string_view account, std::string_view peer,
                                   std::int64_t now);
  void succeeded(std::string_view account, std::string_view peer);
  /// The try was neither right nor wrong.
  void came_to_nothing(std::string_view account, std::string_view peer);

  /// How many accounts and addresses are being remembered.
  [[nodiscard]] std::size_t entries() const;

 private:
  struct Entry {
    int failures = 0;
    std::int64_t last = 0;
  };
  struct Keys {
    std::string account;  ///< of the account, or of the account at its desk
    std::string peer;     ///< empty at a desk
  };
  [[nodiscard]] Keys keys_of(std::string_view account, std::string_view peer) const;
  [[nodiscard]] std::int64_t wait_of(const std::string& key, int free, std::int64_t now) const;
  void charge(const std::string& key, std::int64_t now);
  void forget_oldest();
  void give_back(const std::string& key);

  mutable std::mutex guard_;
  std::unordered_map<std::string, Entry> entries_;
  std::unordered_map<std::string, std::deque<std::string>> desks_;  ///< of accounts that exist
};

/// The address as failures are counted: of IPv6 the network of one customer (64 bits), because one
/// customer has all the others in it.
[[nodiscard]] std::string network_of(std::string_view peer);

}  // namespace duibiao::server
