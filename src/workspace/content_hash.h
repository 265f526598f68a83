#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::workspace {

/// What a file was when it was read: its hash, and enough to notice that it changed meanwhile.
struct FileIdentity {
  std::string hash;  ///< BLAKE2b-256 of the bytes and of `meaning`, hex
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;
};

/// Hashes a file in pieces of a megabyte. `meaning` are the options that change what its figures
/// become, so that the same bytes read in another unit count as another import.
/// Errors: unreadable_file.
[[nodiscard]] Result<FileIdentity> identify(const std::string& path, std::string_view meaning);

/// Errors: damaged_file when the file is no longer what it was.
[[nodiscard]] Status still_the_same(const std::string& path, const FileIdentity& before);

/// BLAKE2b-256 of a text, hex.
[[nodiscard]] std::string hash_of(std::string_view text);

}  // namespace duibiao::workspace
