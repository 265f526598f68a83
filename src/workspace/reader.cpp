#include "workspace/reader.h"

#include <vector>

#include "store/store.h"

namespace duibiao::workspace {

Result<bulletin::Reader> reader_of(const std::string& path, std::shared_ptr<const Vocabulary> names,
                                   std::span<const LexiconFile> extra) {
  const auto overlays = store::Store::read_overlays(path);
  if (!overlays) return tl::unexpected(overlays.error());
  std::vector<bulletin::Reader::LexiconFile> files;
  for (const store::Overlay& overlay : *overlays) {
    if (overlay.kind == store::OverlayKind::lexicon_toml) {
      files.push_back({overlay.name, overlay.text});
    }
  }
  for (const LexiconFile& file : extra) files.push_back({file.name, file.toml});
  return bulletin::Reader::build(std::move(names), files);
}

}  // namespace duibiao::workspace
