#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/http/message.h"

namespace duibiao::server {

/// One open page that wants to know the data version: told where it stands at once, then after
/// every change. Of several changes that it was too slow to hear only the last is told.
class VersionEvents : public EventSource {
 public:
  explicit VersionEvents(std::uint64_t version) : version_(version) {}

  void on_wake(std::function<void()> wake) override;
  [[nodiscard]] std::string take() override;
  [[nodiscard]] bool finished() const override { return false; }
  /// From any thread.
  void tell(std::uint64_t version);

 private:
  std::mutex guard_;
  std::uint64_t version_;
  bool told_ = false;
  std::function<void()> wake_;
};

/// Every open page. Thread-safe.
class Feed {
 public:
  [[nodiscard]] std::shared_ptr<VersionEvents> open(std::uint64_t version);
  void tell(std::uint64_t version);

 private:
  std::mutex guard_;
  std::vector<std::weak_ptr<VersionEvents>> open_;
};

}  // namespace duibiao::server
