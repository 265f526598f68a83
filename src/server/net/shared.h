#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/net/server.h"
#include "server/net/workers.h"

namespace duibiao::server {

class Connection;
using Clock = std::chrono::steady_clock;

/// What all connections of a server share. Knows no sockets. Thread-safe.
class Shared {
 public:
  Shared(ServerOptions options, Handler handler);

  void enter(const std::shared_ptr<Connection>& connection);
  void leave(const Connection* connection);
  [[nodiscard]] std::size_t open() const;
  /// Does something with each open connection; it may leave meanwhile.
  void each(const std::function<void(Connection&)>& what) const;
  /// Closes the connection that has been idle longest, to make room; false when none is idle.
  bool evict_idle();

  /// Counts bytes of bodies; false, and nothing counted, when there would be too many.
  [[nodiscard]] bool hold(std::size_t bytes);
  void release(std::size_t bytes);

  void count_answer(int status, std::uint64_t microseconds);
  [[nodiscard]] Server::Counts counts() const;

  const ServerOptions options;
  const Handler handler;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> connections{0};
  Workers workers;

 private:
  mutable std::mutex guard_;
  std::unordered_map<const Connection*, std::weak_ptr<Connection>> open_;
  std::atomic<std::size_t> held_{0};
  std::array<std::atomic<std::uint64_t>, 6> answers_{};
  std::atomic<std::uint64_t> microseconds_{0};
};

}  // namespace duibiao::server
