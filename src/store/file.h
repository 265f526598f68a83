#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "store/schema.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace duibiao::store {

/// How long a writer waits for another before it gives up with `busy`: longer than the largest
/// import takes to commit, shorter than a person's patience.
inline constexpr int busy_ms_default = 5'000;

struct OpenedFile {
  std::shared_ptr<Connection> connection;
  bool read_only = false;
};

/// Opens a store file and takes it forward to the newest format. A file that is not ours is left
/// untouched: its header is read first, without locks and without files beside it. A store that
/// cannot be written is opened for reading.
/// Errors: not_found, unreadable_file (a folder, no permission), unknown_format (not a store),
/// store_damaged (cut short), store_newer, busy, io_failed.
[[nodiscard]] Result<OpenedFile> open_file(const std::string& path, int busy_ms = busy_ms_default,
                                           std::span<const Migration> steps = migrations());

/// Makes a new store. It appears under its name complete or not at all, even if the program is
/// killed. Errors: io_failed; bad_argument when there is something of that name.
[[nodiscard]] Status create_file(const std::string& path, const Actor& actor,
                                 std::span<const Migration> steps = migrations());

/// An empty file with a name of its own beside `path`, to be filled and then published.
[[nodiscard]] Result<std::string> temporary_beside(const std::string& path);
/// Syncs a finished temporary file and gives it its name, never over an existing file; the
/// temporary is gone in any case.
[[nodiscard]] Status publish(const std::string& temporary, const std::string& path);
/// Removes a temporary and what SQLite may have left beside it.
void discard(const std::string& temporary);
[[nodiscard]] bool exists(const std::string& path);

}  // namespace duibiao::store
