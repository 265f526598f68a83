#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "store/sqlite.h"

namespace duibiao::store {

/// «DuiB» in the file's header, at byte 68: what tells our files from other SQLite files.
inline constexpr std::int64_t application_id = 0x44756942;

/// One step forward of the file format: SQL that takes version n−1 to version n.
using Migration = const char*;

/// The steps from an empty file to the format of this program; the version is their number.
[[nodiscard]] std::span<const Migration> migrations();
[[nodiscard]] int current_version();

/// Takes a file of ours forward, inside the caller's write transaction: runs the missing steps and
/// sets the version. Nothing happens when there is nothing to do. Errors: store_newer.
[[nodiscard]] Status migrate(Connection& connection, std::span<const Migration> steps);

/// The tables, indexes and their definitions as one text: what verify compares with a fresh file.
[[nodiscard]] Result<std::string> schema_text(Connection& connection);

}  // namespace duibiao::store
