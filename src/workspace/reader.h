#pragma once

#include <memory>
#include <span>
#include <string>

#include "bulletin/read/read.h"

namespace duibiao::workspace {

/// A file of words in the form of data/reading/*.toml.
struct LexiconFile {
  std::string name;
  std::string toml;
};

/// The reader of bulletins for the store at `path`: the built-in words, over them those that the
/// users added to the store (none when there is no store), over them `extra`. `names` are the
/// vocabulary of the same store. Some ten milliseconds; the reader may be shared between threads.
/// Errors: bad_catalogue with file and line; those of Store::read_overlays.
[[nodiscard]] Result<bulletin::Reader> reader_of(const std::string& path,
                                                 std::shared_ptr<const Vocabulary> names,
                                                 std::span<const LexiconFile> extra = {});

}  // namespace duibiao::workspace
