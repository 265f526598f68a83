#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "server/http/message.h"

namespace duibiao::server {

/// Answers to changes that carried an Idempotency-Key, so that a client that did not hear the
/// answer may ask again. Only the last thousand are kept, in memory: behind them stands the store,
/// which never takes the same file twice. Thread-safe.
class Repeats {
 public:
  struct Known {
    std::string question;  ///< hash of what was sent with the key
    Response answer;
  };
  [[nodiscard]] std::optional<Known> find(const std::string& key) const;
  void keep(const std::string& key, Known known);

 private:
  static constexpr std::size_t most = 1000;
  mutable std::mutex guard_;
  std::map<std::string, Known> by_key_;
  std::deque<std::string> in_order_;
};

}  // namespace duibiao::server
