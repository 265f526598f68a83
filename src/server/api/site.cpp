#include "server/api/site.h"

#include <utility>
#include <vector>

#include "workspace/reader.h"

namespace duibiao::server {
namespace {

/// Another program may commit between the look at the version and the reading of the figures; more
/// often than this in a row it is not waited out: the next refresh sees it.
constexpr int tries_for_one_moment = 5;

}  // namespace

struct Site::Inner {
  explicit Inner(std::string store_path) : path(std::move(store_path)) {}

  /// Opens the store anew, so that names that others added count.
  Status reopen();
  /// Makes what the workspace holds now the current snapshot, and tells the listeners.
  Status publish();
  Result<std::shared_ptr<Snapshot>> take();
  Result<std::uint64_t> version_now() { return space->store().data_version(); }
  void tell(std::uint64_t version);

  const std::string path;
  std::mutex writing;  ///< held by whoever uses `space`
  std::unique_ptr<workspace::Workspace> space;
  std::string store_id;
  std::shared_ptr<const bulletin::Reader> reader;
  std::shared_ptr<const Vocabulary> reader_words;  ///< what `reader` was made with
  std::uint64_t reader_version = 0;

  mutable std::mutex looking;  ///< only for as long as a pointer is copied
  std::shared_ptr<const Snapshot> current;

  std::mutex listening;
  std::vector<std::function<void(std::uint64_t)>> listeners;
};

Status Site::Inner::reopen() {
  auto opened = workspace::Workspace::open(path);
  if (!opened) return tl::unexpected(opened.error());
  if (store_id.empty()) {
    const auto log = (*opened)->store().log();
    if (!log) return tl::unexpected(log.error());
    if (!log->empty()) store_id = log->front().hash;
  }
  space = std::move(*opened);
  return {};
}

Result<std::shared_ptr<Snapshot>> Site::Inner::take() {
  auto snapshot = std::make_shared<Snapshot>();
  for (int tries = 0; tries < tries_for_one_moment; ++tries) {
    const auto before = version_now();
    if (!before) return tl::unexpected(before.error());
    auto cube = space->cube();
    if (!cube) return tl::unexpected(cube.error());
    snapshot->version = *before;
    snapshot->cube = std::move(*cube);
    const auto after = version_now();
    if (!after) return tl::unexpected(after.error());
    if (*after == *before) break;
  }
  snapshot->store = store_id;
  snapshot->words = space->shared_vocabulary();
  return snapshot;
}

Status Site::Inner::publish() {
  auto snapshot = take();
  if (!snapshot) return tl::unexpected(snapshot.error());
  // Words for reading drafts change as seldom as names do, but only the version tells when.
  if (!reader || reader_words != (*snapshot)->words || reader_version != (*snapshot)->version) {
    auto made = workspace::reader_of(path, (*snapshot)->words);
    if (!made) return tl::unexpected(made.error());
    reader = std::make_shared<const bulletin::Reader>(std::move(*made));
    reader_words = (*snapshot)->words;
    reader_version = (*snapshot)->version;
  }
  (*snapshot)->reader = reader;
  const std::uint64_t version = (*snapshot)->version;
  bool changed = false;
  {
    const std::lock_guard lock(looking);
    changed = !current || current->version != version;
    current = std::move(*snapshot);
  }
  if (changed) tell(version);
  return {};
}

void Site::Inner::tell(std::uint64_t version) {
  const std::lock_guard lock(listening);
  for (const auto& listener : listeners) listener(version);
}

Site::Site(std::string path) : inner_(std::make_unique<Inner>(std::move(path))) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>> Site::open(const std::string& store_path) {
  std::unique_ptr<Site> site(new Site(store_path));
  if (const Status opened = site->inner_->reopen(); !opened) {
    return tl::unexpected(opened.error());
  }
  if (const Status ready = site->inner_->publish(); !ready) return tl::unexpected(ready.error());
  return site;
}

std::shared_ptr<const Snapshot> Site::now() const {
  const std::lock_guard lock(inner_->looking);
  return inner_->current;
}

Status Site::write(const std::function<Status(workspace::Workspace&)>& change) {
  const std::lock_guard lock(inner_->writing);
  const auto version = inner_->version_now();
  if (!version) return tl::unexpected(version.error());
  if (*version != now()->version) {
    if (const Status opened = inner_->reopen(); !opened) return opened;
  }
  const Status done = change(*inner_->space);
  const Status shown = inner_->publish();
  return done ? shown : done;
}

Status Site::look(const std::function<Status(store::Store&)>& look) const {
  const auto snapshot = now();
  const auto store = store::Store::open(inner_->path, *snapshot->words);
  if (!store) return tl::unexpected(store.error());
  return look(**store);
}

Status Site::refresh() {
  const std::unique_lock lock(inner_->writing, std::try_to_lock);
  if (!lock) return {};  // a change of our own is under way, and takes a snapshot when it is done
  const auto version = inner_->version_now();
  if (!version) return tl::unexpected(version.error());
  if (*version == now()->version) return {};
  if (const Status opened = inner_->reopen(); !opened) return opened;
  return inner_->publish();
}

void Site::on_change(std::function<void(std::uint64_t version)> listener) {
  const std::lock_guard lock(inner_->listening);
  inner_->listeners.push_back(std::move(listener));
}

}  // namespace duibiao::server
