#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/http/compress.h"

namespace duibiao::server {

/// An answer as it is sent again and again: both forms of its body, and the fields that go with it.
struct CachedView {
  Packed packed;
  Headers headers;  ///< Content-Disposition, Link
};

/// Answers by question, the least recently used dropped first. Thread-safe; a look costs a hash and
/// a short lock.
class ViewCache {
 public:
  /// Keeps at most so many bytes of bodies and keys.
  explicit ViewCache(std::size_t most) : most_(most) {}

  [[nodiscard]] std::shared_ptr<const CachedView> find(const std::string& key);
  /// An answer larger than a quarter of the cache is not kept: it would push out all others.
  void keep(const std::string& key, std::shared_ptr<const CachedView> view);

  struct Counts {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::size_t bytes = 0;
    std::size_t views = 0;
  };
  [[nodiscard]] Counts counts() const;

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const CachedView> view;
    std::size_t bytes = 0;
  };

  mutable std::mutex guard_;
  std::size_t most_;
  std::list<Entry> entries_;  ///< the most recently used first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  Counts counts_;
};

}  // namespace duibiao::server
