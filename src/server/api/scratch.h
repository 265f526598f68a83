#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::server {

/// A folder that only we may enter, with one file in it: for libraries that want a file where we
/// have bytes. The file's name is ours, never the sender's. Removed at the end, whatever happens.
class ScratchFile {
 public:
  /// Makes the folder inside `parent`. Errors: io_failed.
  [[nodiscard]] static Result<ScratchFile> make(const std::string& parent);
  ~ScratchFile();
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&&) = delete;

  [[nodiscard]] std::string path() const { return folder_ + "/content"; }
  /// Errors: io_failed (a full disk).
  [[nodiscard]] Status write(std::string_view bytes) const;
  /// Errors: io_failed.
  [[nodiscard]] Result<std::string> read() const;

 private:
  explicit ScratchFile(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

/// A file name as it is kept and shown: no folder, no control characters or characters that turn
/// the direction of writing, valid UTF-8, at most 200 bytes; never empty.
[[nodiscard]] std::string safe_file_name(std::string_view name);

}  // namespace duibiao::server
