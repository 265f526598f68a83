#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace duibiao::server {

/// Threads that compute answers, and the bounded queue before them. Thread-safe.
class Workers {
 public:
  Workers(unsigned threads, std::size_t queue);
  /// Drops what still waits, waits for what runs.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// False when the queue is full or `stop` was called: the job was not taken. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);
  [[nodiscard]] std::size_t waiting() const;
  void stop();

 private:
  void work();

  mutable std::mutex guard_;
  std::condition_variable more_;
  std::deque<std::function<void()>> jobs_;
  std::size_t queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace duibiao::server
