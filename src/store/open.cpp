#include <utility>

#include "store/store_file.h"

namespace duibiao::store {

Result<std::unique_ptr<Store>> Store::open(const std::string& path, const Vocabulary& vocabulary) {
  auto file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  return std::make_unique<StoreFile>(std::move(*file), vocabulary);
}

Result<std::unique_ptr<Store>> Store::open_or_create(const std::string& path,
                                                     const Vocabulary& vocabulary,
                                                     const Actor& actor) {
  if (!exists(path)) {
    auto created = create_file(path, actor);
    // Another program may have made it in the meantime; that one is as good.
    if (!created && !exists(path)) return tl::unexpected(created.error());
  }
  return open(path, vocabulary);
}

Result<std::vector<Overlay>> Store::read_overlays(const std::string& path) {
  if (!exists(path)) return std::vector<Overlay>();
  auto file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  Statement rows = file->connection->prepare(
      "SELECT kind, name, text FROM overlay o WHERE id = (SELECT max(id) FROM overlay p "
      "WHERE p.kind = o.kind AND p.name = o.name) ORDER BY id");
  std::vector<Overlay> overlays;
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return overlays;
    overlays.push_back({static_cast<OverlayKind>(rows.integer(0)), std::string(rows.text(1)),
                        std::string(rows.text(2))});
  }
}

}  // namespace duibiao::store
