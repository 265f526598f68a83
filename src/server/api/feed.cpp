#include "server/api/feed.h"

#include <fmt/format.h>

#include <utility>

namespace duibiao::server {

void VersionEvents::on_wake(std::function<void()> wake) {
  std::function<void()> now;
  {
    const std::lock_guard lock(guard_);
    wake_ = std::move(wake);
    if (!told_) now = wake_;
  }
  if (now) now();
}

std::string VersionEvents::take() {
  const std::lock_guard lock(guard_);
  if (told_) return {};
  told_ = true;
  return fmt::format("event: version\nid: {0}\ndata: {0}\n\n", version_);
}

void VersionEvents::tell(std::uint64_t version) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(guard_);
    version_ = version;
    told_ = false;
    wake = wake_;
  }
  if (wake) wake();
}

std::shared_ptr<VersionEvents> Feed::open(std::uint64_t version) {
  auto events = std::make_shared<VersionEvents>(version);
  const std::lock_guard lock(guard_);
  std::erase_if(open_, [](const auto& one) { return one.expired(); });
  open_.push_back(events);
  return events;
}

void Feed::tell(std::uint64_t version) {
  std::vector<std::shared_ptr<VersionEvents>> listening;
  {
    const std::lock_guard lock(guard_);
    for (const auto& one : open_) {
      if (auto events = one.lock()) listening.push_back(std::move(events));
    }
  }
  // Outside the lock: a connection that is woken may close and open another.
  for (const auto& events : listening) events->tell(version);
}

}  // namespace duibiao::server
