#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "bulletin/read/read.h"
#include "workspace/workspace.h"

namespace duibiao::server {

/// Everything that answers of one moment come from: one version of the figures, of the names and of
/// the words. Immutable; a request takes one and keeps it.
struct Snapshot {
  std::uint64_t version = 0;  ///< of the store's data; part of every ETag
  std::string store;          ///< tells this store from others: the hash of its first log entry
  std::shared_ptr<const Vocabulary> words;
  std::shared_ptr<const cube::Cube> cube;
  std::shared_ptr<const bulletin::Reader> reader;
};

/// The store behind the server: one snapshot to read from, one writer at a time. Thread-safe.
class Site {
 public:
  /// Errors: those of Workspace::open and reader_of.
  [[nodiscard]] static Result<std::unique_ptr<Site>> open(const std::string& store_path);
  ~Site();

  /// The current snapshot; never waits for a writer.
  [[nodiscard]] std::shared_ptr<const Snapshot> now() const;

  /// Runs `change` alone with the writing workspace, then takes a new snapshot and tells the
  /// listeners, also when `change` failed half-way.
  [[nodiscard]] Status write(const std::function<Status(workspace::Workspace&)>& change);

  /// Runs `look` on a connection of its own, beside any writer: for what is not in the snapshot
  /// (batches, held rows, the log). Errors: those of Store::open and of `look`.
  [[nodiscard]] Status look(const std::function<Status(store::Store&)>& look) const;

  /// Looks whether another program (the command line) has changed the store, and if so takes a new
  /// snapshot. Cheap when nothing changed; called twice a second by the server.
  [[nodiscard]] Status refresh();

  /// `listener` is told each new version, from the thread that made it.
  void on_change(std::function<void(std::uint64_t version)> listener);

 private:
  explicit Site(std::string path);
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace duibiao::server
