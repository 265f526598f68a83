#include "server/api/view_cache.h"

#include <utility>

namespace duibiao::server {

std::shared_ptr<const CachedView> ViewCache::find(const std::string& key) {
  const std::lock_guard lock(guard_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    ++counts_.misses;
    return nullptr;
  }
  ++counts_.hits;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->view;
}

void ViewCache::keep(const std::string& key, std::shared_ptr<const CachedView> view) {
  const std::size_t bytes = view->packed.bytes() + 2 * key.size() + sizeof(Entry);
  if (bytes > most_ / 4) return;
  const std::lock_guard lock(guard_);
  if (by_key_.contains(key)) return;  // somebody else asked the same at the same time
  entries_.push_front({key, std::move(view), bytes});
  by_key_.emplace(key, entries_.begin());
  counts_.bytes += bytes;
  while (counts_.bytes > most_) {
    const Entry& last = entries_.back();
    counts_.bytes -= last.bytes;
    by_key_.erase(last.key);
    entries_.pop_back();
  }
}

ViewCache::Counts ViewCache::counts() const {
  const std::lock_guard lock(guard_);
  Counts out = counts_;
  out.views = entries_.size();
  return out;
}

}  // namespace duibiao::server
