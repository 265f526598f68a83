#include "server/api/repeats.h"

#include <utility>

namespace duibiao::server {

std::optional<Repeats::Known> Repeats::find(const std::string& key) const {
  const std::lock_guard lock(guard_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  return found->second;
}

void Repeats::keep(const std::string& key, Known known) {
  const std::lock_guard lock(guard_);
  if (!by_key_.emplace(key, std::move(known)).second) return;
  in_order_.push_back(key);
  while (in_order_.size() > most) {
    by_key_.erase(in_order_.front());
    in_order_.pop_front();
  }
}

}  // namespace duibiao::server
