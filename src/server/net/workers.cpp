#include "server/net/workers.h"

#include <algorithm>

namespace duibiao::server {

Workers::Workers(unsigned threads, std::size_t queue) : queue_(queue) {
  for (unsigned k = 0; k < std::max(threads, 1U); ++k) {
    threads_.emplace_back([this] { work(); });
  }
}

Workers::~Workers() { stop(); }

bool Workers::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(guard_);
    if (stopping_ || jobs_.size() >= queue_) return false;
    jobs_.push_back(std::move(job));
  }
  more_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(guard_);
  return jobs_.size();
}

void Workers::stop() {
  std::deque<std::function<void()>> dropped;
  {
    const std::lock_guard lock(guard_);
    stopping_ = true;
    dropped.swap(jobs_);
  }
  more_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Workers::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(guard_);
      more_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace duibiao::server
