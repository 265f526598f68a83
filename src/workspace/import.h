#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "intake/extract.h"
#include "workspace/workspace.h"

namespace duibiao::workspace {

struct ImportOptions {
  intake::OpenOptions open;
  intake::ReadOptions read;
  /// Told how many figures have been read so far, every hundred thousand or so; may be empty.
  std::function<void(std::uint64_t figures)> progress;
  /// Asked before some thousands of figures are kept, with how many there will be and the row of
  /// the sheet that was reached; false ends the import, which leaves nothing behind. May be empty.
  std::function<bool(std::uint64_t figures, std::uint32_t row)> go_on;
};

/// What came of one file.
struct ImportReport {
  std::string file;
  intake::Guess guess;
  std::optional<store::Batch> batch;  ///< none after a preview
  bool unchanged = false;             ///< these bytes with these options are in the store already
  intake::FileReading reading;
};

/// Reads a file and shows what an import would do; writes nothing. `cube` may be null (no history).
[[nodiscard]] Result<ImportReport> preview_file(const std::string& path,
                                                const ImportOptions& options,
                                                const Vocabulary& words, const cube::Cube* cube);

/// Imports a file as one batch: durable when it returns, all or nothing. The same bytes with the
/// same options are imported once. Errors: the reader's with file, sheet and cell; a file that
/// changed while it was read; the store's. After an error the store is as it was.
[[nodiscard]] Result<ImportReport> import_file(Workspace& space, const std::string& path,
                                               const ImportOptions& options,
                                               const store::Actor& actor);

struct RetryReport {
  std::uint64_t rows = 0;  ///< held rows brought in
  std::uint64_t figures = 0;
  std::optional<store::Batch> batch;  ///< none when nothing could be placed
  std::vector<std::pair<store::HeldRow, Message>> still_held;
};

/// Tries every held row again with the names of now; `units` are what the user says about rows held
/// for a suspect unit. What can be placed comes in as one batch.
[[nodiscard]] Result<RetryReport> retry_held(Workspace& space, std::span<const Unit> units,
                                             const store::Actor& actor);

}  // namespace duibiao::workspace
