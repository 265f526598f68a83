#include <fmt/format.h>

#include "store/block_reader.h"
#include "store/store_file.h"

namespace duibiao::store {

Result<Store::ScanReport> StoreFile::scan(const std::function<void(const Block&)>& each,
                                          std::optional<Date> as_of) {
  auto snapshot = Transaction::begin(connection_, Transaction::Kind::read);
  if (!snapshot) return tl::unexpected(snapshot.error());
  const auto names = NameMap::load(*connection_, *vocabulary_);
  if (!names) return tl::unexpected(names.error());
  Statement rows = connection_->prepare(
      "SELECT f.batch, f.number, b.imported_at, f.checksum, f.data FROM figure_block f "
      "JOIN batch b ON b.id = f.batch WHERE f.batch NOT IN (SELECT batch FROM batch_undo) "
      "ORDER BY f.id");
  ScanReport report;
  BlockReader reader;
  std::vector<Source> sources;
  Block block;
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return report;
    if (rows.integer(0) != block.batch) {
      block.batch = rows.integer(0);
      block.imported = Date::from_unix(rows.integer(2));
      auto read = read_sources(*connection_, block.batch);
      if (!read) return tl::unexpected(read.error());
      sources = std::move(*read);
    }
    block.number = static_cast<std::uint32_t>(rows.integer(1));
    const auto data = rows.blob(4);
    Result<std::span<const Observation>> figures =
        fail(ErrorCode::store_damaged,
             {"一组指标值与其校验和不符", "a block of figures does not match its checksum"},
             {"请运行 duibiao verify 查明范围，并从备份恢复",
              "run duibiao verify to see how far it goes, then restore a backup"});
    if (equal(digest_of(data), rows.blob(3))) {
      figures = reader.read(data, *names, {sources, block.imported, as_of}, report.unknown_names);
    }
    if (!figures) {
      Error error = figures.error();
      error.message.zh += fmt::format("（第 {} 批第 {} 组）", block.batch, block.number);
      error.message.en += fmt::format(" (batch {}, block {})", block.batch, block.number);
      error.where.file = connection_->path();
      return tl::unexpected(std::move(error));
    }
    if (figures->empty()) continue;
    block.figures = *figures;
    block.sources = sources;
    report.figures += figures->size();
    each(block);
  }
}

}  // namespace duibiao::store
