#include "store/undone.h"

#include "store/block_reader.h"
#include "store/digest.h"
#include "store/file.h"
#include "store/store_file.h"

namespace duibiao::store {

Status scan_undone(const std::string& path, const Vocabulary& vocabulary,
                   const std::function<void(const Block&, std::int64_t undone_at)>& each) {
  auto file = open_file(path);
  if (!file) return tl::unexpected(file.error());
  Connection& connection = *file->connection;
  auto snapshot = Transaction::begin(file->connection, Transaction::Kind::read);
  if (!snapshot) return tl::unexpected(snapshot.error());
  const auto names = NameMap::load(connection, vocabulary);
  if (!names) return tl::unexpected(names.error());
  Statement rows = connection.prepare(
      "SELECT f.batch, f.number, f.checksum, f.data, l.at_unix FROM figure_block f "
      "JOIN batch_undo u ON u.batch = f.batch JOIN log l ON l.id = u.log ORDER BY f.id");
  BlockReader reader;
  std::vector<Source> sources;
  Block block;
  std::uint64_t unknown_names = 0;
  for (;;) {
    const auto row = rows.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (rows.integer(0) != block.batch) {
      block.batch = rows.integer(0);
      auto read = read_sources(connection, block.batch);
      if (!read) return tl::unexpected(read.error());
      sources = std::move(*read);
    }
    block.number = static_cast<std::uint32_t>(rows.integer(1));
    const auto data = rows.blob(3);
    if (!equal(digest_of(data), rows.blob(2))) {
      return fail(ErrorCode::store_damaged,
                  {"一组指标值与其校验和不符", "a block of figures does not match its checksum"},
                  {"请运行 duibiao verify 查明范围，并从备份恢复",
                   "run duibiao verify to see how far it goes, then restore a backup"});
    }
    const auto figures = reader.read(data, *names, {sources, block.imported, {}}, unknown_names);
    if (!figures) return tl::unexpected(figures.error());
    block.figures = *figures;
    block.sources = sources;
    each(block, rows.integer(4));
  }
}

}  // namespace duibiao::store
