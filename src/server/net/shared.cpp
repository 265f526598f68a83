#include "server/net/shared.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "server/net/connection.h"

namespace duibiao::server {

Shared::Shared(ServerOptions given, Handler answering)
    : options(std::move(given)),
      handler(std::move(answering)),
      workers(options.workers, options.queue) {}

void Shared::enter(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(guard_);
  open_.emplace(connection.get(), connection);
}

void Shared::leave(const Connection* connection) {
  const std::lock_guard lock(guard_);
  open_.erase(connection);
}

std::size_t Shared::open() const {
  const std::lock_guard lock(guard_);
  return open_.size();
}

void Shared::each(const std::function<void(Connection&)>& what) const {
  std::vector<std::shared_ptr<Connection>> all;
  {
    const std::lock_guard lock(guard_);
    all.reserve(open_.size());
    for (const auto& [key, weak] : open_) {
      if (auto strong = weak.lock()) all.push_back(std::move(strong));
    }
  }
  for (const auto& connection : all) what(*connection);
}

bool Shared::evict_idle() {
  std::shared_ptr<Connection> oldest;
  {
    const std::lock_guard lock(guard_);
    std::int64_t since = std::numeric_limits<std::int64_t>::max();
    for (const auto& [key, weak] : open_) {
      const std::int64_t idle = key->idle_since();
      if (idle != 0 && idle < since) {
        if (auto strong = weak.lock()) {
          oldest = std::move(strong);
          since = idle;
        }
      }
    }
  }
  if (!oldest) return false;
  oldest->give_way();
  return true;
}

bool Shared::hold(std::size_t bytes) {
  std::size_t now = held_.load();
  do {
    if (bytes > options.held_bytes || now > options.held_bytes - bytes) return false;
  } while (!held_.compare_exchange_weak(now, now + bytes));
  return true;
}

void Shared::release(std::size_t bytes) { held_ -= bytes; }

void Shared::count_answer(int status, std::uint64_t microseconds) {
  ++answers_[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
  microseconds_ += microseconds;
}

Server::Counts Shared::counts() const {
  Server::Counts counts;
  counts.requests = requests;
  counts.refused = refused;
  counts.connections = connections;
  counts.open = open();
  counts.waiting = workers.waiting();
  counts.held_bytes = held_;
  for (std::size_t k = 0; k < answers_.size(); ++k) counts.answers[k] = answers_[k];
  counts.answer_microseconds = microseconds_;
  return counts;
}

}  // namespace duibiao::server
