#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "figure/figure.h"

namespace duibiao {

/// A file of data/ as it was when the program was built.
struct EmbeddedFile {
  std::string_view name;   ///< `places.csv`, `groups.toml`, `indicators.toml`
  std::string_view bytes;  ///< lives as long as the program
};

/// Everything that is built in. Thread-safe.
[[nodiscard]] std::span<const EmbeddedFile> builtin_files();

/// The places, peer groups and indicators that are built in; users' files are added on top of it.
/// Takes some ten milliseconds: build it once and share it. Errors: bad_catalogue, only when the
/// program was built from broken data files (a test guards that).
[[nodiscard]] Result<Vocabulary> builtin_vocabulary();

}  // namespace duibiao
