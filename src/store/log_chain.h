#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/digest.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace duibiao::store {

/// The last entry of the log, and what the next one continues.
struct LogHead {
  std::int64_t id = 0;  ///< 0: the log is empty
  Digest hash{};
  std::uint64_t data_version = 0;
};

/// The head as `meta` keeps it. Errors: store_damaged when it is missing.
[[nodiscard]] Result<LogHead> read_head(Connection& connection);

/// The hash of one entry: over the hash before it and everything the entry says.
[[nodiscard]] Digest hash_of_entry(const Digest& previous, const LogEntry& entry,
                                   std::span<const std::byte> digest);

/// The digest of all rows that one entry brought, in a fixed order; recomputed by verify.
[[nodiscard]] Result<Digest> digest_of_rows(Connection& connection, std::int64_t log_id);

/// Whether readers see other figures, names or held rows after the entry.
enum class Visible : bool { no, yes };

/// Adds an entry with the digest of the rows that already carry its number, and moves the head.
/// Inside the caller's write transaction.
[[nodiscard]] Status append_log(Connection& connection, const LogHead& head, const Actor& actor,
                                std::string_view action, const std::string& detail,
                                Visible visible);

}  // namespace duibiao::store
