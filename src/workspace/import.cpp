#include "workspace/import.h"

#include <fmt/format.h>

#include "workspace/content_hash.h"

namespace duibiao::workspace {
namespace {

constexpr std::uint64_t progress_step = 100'000;

/// A file larger than this holds more figures than are checked (intake::limit::checked_figures at
/// fifty bytes a row, with room to spare), so that it need not wait for the cube.
constexpr std::int64_t unchecked_bytes = 256LL << 20U;

/// The cube as what the checks compare with.
class CubeHistory final : public intake::History {
 public:
  explicit CubeHistory(const cube::Cube& cube) : cube_(&cube) {}

  [[nodiscard]] std::optional<intake::KnownFigure> published(const FigureKey& key) const override {
    const std::optional<cube::Published> found = cube_->published(key);
    if (!found) return std::nullopt;
    return intake::KnownFigure{found->value, found->unit,
                               found->source != nullptr ? found->source->name : "",
                               found->release_assumed ? Date{} : found->released};
  }

 private:
  const cube::Cube* cube_;
};

using GoOn = std::function<bool(std::uint64_t, std::uint32_t)>;

/// Whether to go on with these figures after `count` before them. Errors: busy, when not.
Status asked(const GoOn& go_on, std::uint64_t count, std::span<const Observation> figures) {
  if (!go_on || figures.empty()) return {};
  if (go_on(count + figures.size(), figures.back().row)) return {};
  return fail(ErrorCode::busy,
              {"已取消，这个文件没有写入任何数", "cancelled; nothing of this file was kept"});
}

/// Counts and forgets: a preview.
class PreviewSink final : public intake::FigureSink {
 public:
  explicit PreviewSink(const GoOn& go_on) : go_on_(&go_on) {}

  Result<std::uint16_t> source(const Source&) override { return std::uint16_t{0}; }
  Status figures(std::span<const Observation> figures) override {
    const Status going = asked(*go_on_, count_, figures);
    count_ += figures.size();
    return going;
  }
  Status held(const intake::HeldCells&) override { return {}; }

 private:
  const GoOn* go_on_;
  std::uint64_t count_ = 0;
};

/// Writes into one batch, begun with the first thing that arrives, so that a file that cannot be
/// read never takes the store's lock.
class BatchSink final : public intake::FigureSink {
 public:
  BatchSink(store::Store& store, std::string file, std::string hash, store::Actor actor,
            const ImportOptions& options)
      : store_(&store),
        file_(std::move(file)),
        hash_(std::move(hash)),
        actor_(std::move(actor)),
        progress_(&options.progress),
        go_on_(&options.go_on) {}

  void sheet(std::string name, std::string layout) {
    sheet_ = std::move(name);
    layout_ = std::move(layout);
  }

  Result<std::uint16_t> source(const Source& source) override {
    if (const Status begun = begin(); !begun) return tl::unexpected(begun.error());
    return writer_->source(source);
  }

  Status figures(std::span<const Observation> figures) override {
    if (const Status begun = begin(); !begun) return begun;
    if (const Status going = asked(*go_on_, count_, figures); !going) return going;
    const std::uint64_t steps_before = count_ / progress_step;
    count_ += figures.size();
    if (*progress_ && count_ / progress_step != steps_before) (*progress_)(count_);
    return writer_->append(figures);
  }

  Status held(const intake::HeldCells& row) override {
    if (const Status begun = begin(); !begun) return begun;
    store::HeldRow kept;
    kept.file = file_;
    kept.sheet = sheet_;
    kept.row = row.row;
    kept.reason_code = row.reason_code;
    kept.reason = row.reason;
    kept.cells = row.cells;
    kept.context = row.context;
    return writer_->hold(kept);
  }

  Result<store::Batch> commit() {
    if (const Status begun = begin(); !begun) return tl::unexpected(begun.error());
    return writer_->commit();
  }

 private:
  Status begin() {
    if (writer_) return {};
    auto writer = store_->begin_batch(file_, hash_, layout_, actor_);
    if (!writer) return tl::unexpected(writer.error());
    writer_ = std::move(*writer);
    return {};
  }

  store::Store* store_;
  std::string file_;
  std::string hash_;
  store::Actor actor_;
  const std::function<void(std::uint64_t)>* progress_;
  const GoOn* go_on_;
  std::string sheet_;
  std::string layout_;
  std::unique_ptr<store::BatchWriter> writer_;
  std::uint64_t count_ = 0;
};

/// The options that change what the figures of a file become.
std::string meaning_of(const ImportOptions& options) {
  const intake::Overrides& said = options.read.overrides;
  std::string out;
  for (const Unit unit : said.units) out += fmt::format("unit={}\n", unit.symbol());
  if (said.period.known()) out += fmt::format("period={}\n", said.period.to_string());
  out += fmt::format("region={}\nreleased={}\nsource={}\n", said.region, said.released.to_string(),
                     said.source);
  if (said.layout) out += said.layout->to_toml();
  if (options.read.accept_suggestions) out += "accept\n";
  if (options.open.encoding) out += fmt::format("encoding={}\n", *options.open.encoding);
  if (options.open.delimiter) out += fmt::format("delimiter={}\n", *options.open.delimiter);
  return out;
}

}  // namespace

Result<ImportReport> preview_file(const std::string& path, const ImportOptions& options,
                                  const Vocabulary& words, const cube::Cube* cube) {
  auto table = intake::open_table(path, options.open);
  if (!table) return tl::unexpected(table.error());
  PreviewSink sink(options.go_on);
  std::optional<CubeHistory> history;
  if (cube != nullptr) history.emplace(*cube);
  auto reading =
      intake::read_file(**table, options.read, words, sink, history ? &*history : nullptr);
  if (!reading) return tl::unexpected(reading.error());
  return ImportReport{path, (*table)->guess(), std::nullopt, false, std::move(*reading)};
}

Result<ImportReport> import_file(Workspace& space, const std::string& path,
                                 const ImportOptions& options, const store::Actor& actor) {
  const auto identity = identify(path, meaning_of(options));
  if (!identity) return tl::unexpected(identity.error());
  auto known = space.store().find_batch(identity->hash);
  if (!known) return tl::unexpected(known.error());
  if (*known) return ImportReport{path, {}, *std::move(known), true, {}};

  auto table = intake::open_table(path, options.open);
  if (!table) return tl::unexpected(table.error());
  std::shared_ptr<const cube::Cube> cube;
  std::optional<CubeHistory> history;
  if (identity->size < unchecked_bytes) {
    const auto loaded = space.cube();
    if (!loaded) return tl::unexpected(loaded.error());
    cube = *loaded;
    history.emplace(*cube);
  }
  BatchSink sink(space.store(), options.read.file_name, identity->hash, actor, options);
  auto reading =
      intake::read_file(**table, options.read, space.vocabulary(), sink,
                        history ? &*history : nullptr, [&sink](const intake::SheetImport& sheet) {
                          sink.sheet(sheet.sheet().name, sheet.layout()->to_toml());
                        });
  if (!reading) return tl::unexpected(reading.error());
  if (const Status same = still_the_same(path, *identity); !same) {
    return tl::unexpected(same.error());
  }
  auto batch = sink.commit();
  if (!batch) return tl::unexpected(batch.error());
  return ImportReport{path, (*table)->guess(), std::move(*batch), false, std::move(*reading)};
}

Result<RetryReport> retry_held(Workspace& space, std::span<const Unit> units,
                               const store::Actor& actor) {
  auto held = space.store().held();
  if (!held) return tl::unexpected(held.error());
  RetryReport report;
  std::vector<std::pair<std::int64_t, intake::Retried>> placed;
  for (store::HeldRow& row : *held) {
    auto retried = intake::retry_held(row.cells, row.context, row.row, space.vocabulary(), units);
    if (!retried) return tl::unexpected(retried.error());
    if (retried->figures.empty()) {
      report.still_held.emplace_back(std::move(row), std::move(retried->still_held));
    } else {
      placed.emplace_back(row.id, std::move(*retried));
    }
  }
  if (placed.empty()) return report;

  std::string identity = fmt::format("retry {}", actor.at_unix);
  std::vector<std::int64_t> ids;
  for (const auto& [id, retried] : placed) {
    ids.push_back(id);
    identity += fmt::format(" {}", id);
  }
  auto writer = space.store().begin_batch("held --retry", hash_of(identity), "", actor);
  if (!writer) return tl::unexpected(writer.error());
  for (auto& [id, retried] : placed) {
    const auto source = (*writer)->source(retried.source);
    if (!source) return tl::unexpected(source.error());
    for (Observation& figure : retried.figures) figure.source = *source;
    if (const Status kept = (*writer)->append(retried.figures); !kept) {
      return tl::unexpected(kept.error());
    }
    report.figures += retried.figures.size();
  }
  report.rows = placed.size();
  if (const Status released = (*writer)->release_held(ids); !released) {
    return tl::unexpected(released.error());
  }
  auto batch = (*writer)->commit();
  if (!batch) return tl::unexpected(batch.error());
  report.batch = std::move(*batch);
  return report;
}

}  // namespace duibiao::workspace
