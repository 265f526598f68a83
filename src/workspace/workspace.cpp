#include "workspace/workspace.h"

#include <fmt/format.h>

#include "figure/builtin.h"
#include "workspace/reader.h"

namespace duibiao::workspace {
namespace {

Status apply(Vocabulary& words, const store::Overlay& overlay) {
  switch (overlay.kind) {
    case store::OverlayKind::places_csv:
      return words.places.add_places(overlay.text, overlay.name);
    case store::OverlayKind::groups_toml:
      return words.places.add_groups(overlay.text, overlay.name);
    case store::OverlayKind::indicators_toml:
      return words.catalogue.add(overlay.text, overlay.name);
    case store::OverlayKind::place_alias: {
      const Result<PlaceId> place = words.places.resolve(overlay.text);
      if (!place) return tl::unexpected(place.error());
      return words.places.add_alias(overlay.name, *place);
    }
    case store::OverlayKind::indicator_alias: {
      const Result<IndicatorId> indicator = words.catalogue.resolve(overlay.text);
      if (!indicator) return tl::unexpected(indicator.error());
      return words.catalogue.add_alias(overlay.name, *indicator);
    }
    case store::OverlayKind::lexicon_toml:  // no name: see reader_of
      return {};
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const Vocabulary>> vocabulary_of(const std::string& path) {
  Result<Vocabulary> built = builtin_vocabulary();
  if (!built) return tl::unexpected(built.error());
  const auto overlays = store::Store::read_overlays(path);
  if (!overlays) return tl::unexpected(overlays.error());
  for (const store::Overlay& overlay : *overlays) {
    if (const Status added = apply(*built, overlay); !added) return tl::unexpected(added.error());
  }
  return std::make_shared<const Vocabulary>(std::move(*built));
}

Workspace::Workspace(std::string path, std::shared_ptr<const Vocabulary> vocabulary,
                     std::unique_ptr<store::Store> store, std::optional<Date> as_of)
    : path_(std::move(path)),
      vocabulary_(std::move(vocabulary)),
      store_(std::move(store)),
      as_of_(as_of) {}

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string& path,
                                                   std::optional<Date> as_of) {
  auto vocabulary = vocabulary_of(path);
  if (!vocabulary) return tl::unexpected(vocabulary.error());
  auto opened = store::Store::open(path, **vocabulary);
  if (!opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Workspace>(
      new Workspace(path, std::move(*vocabulary), std::move(*opened), as_of));
}

Result<std::unique_ptr<Workspace>> Workspace::open_or_create(const std::string& path,
                                                             const store::Actor& actor) {
  auto vocabulary = vocabulary_of(path);
  if (!vocabulary) return tl::unexpected(vocabulary.error());
  auto opened = store::Store::open_or_create(path, **vocabulary, actor);
  if (!opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Workspace>(
      new Workspace(path, std::move(*vocabulary), std::move(*opened), std::nullopt));
}

Result<std::shared_ptr<const cube::Cube>> Workspace::cube() {
  const auto version = store_->data_version();
  if (!version) return tl::unexpected(version.error());
  if (cube_ && cube_version_ == *version) return cube_;
  cube::CubeBuilder builder(vocabulary_);
  const auto scanned = store_->scan(
      [&builder](const store::Block& block) {
        builder.add(block.figures, {block.batch, block.number, block.sources, block.imported});
      },
      as_of_);
  if (!scanned) return tl::unexpected(scanned.error());
  cube_ = builder.finish();
  cube_version_ = *version;
  return cube_;
}

Status Workspace::add_overlay(const store::Overlay& overlay, const store::Actor& actor) {
  if (overlay.kind == store::OverlayKind::lexicon_toml) {
    const LexiconFile file{overlay.name, overlay.text};
    const auto tried = reader_of(path_, vocabulary_, {&file, 1});
    if (!tried) return tl::unexpected(tried.error());
    return store_->add_overlay(overlay, actor);
  }
  auto trial = std::make_shared<Vocabulary>(*vocabulary_);
  if (const Status added = apply(*trial, overlay); !added) return added;
  if (const Status kept = store_->add_overlay(overlay, actor); !kept) return kept;
  // Ids in a cube belong to its vocabulary, and the store translates names as it was opened.
  auto reopened = store::Store::open(path_, *trial);
  if (!reopened) return tl::unexpected(reopened.error());
  store_ = std::move(*reopened);
  vocabulary_ = std::move(trial);
  cube_.reset();
  return {};
}

}  // namespace duibiao::workspace
