#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duibiao::intake {

/// The bytes of an opened file, or of a buffer in memory, read forwards. A file is read with
/// read(2), not mapped: a mapped file that somebody truncates kills the program.
/// Movable, not copyable; one thread.
class ByteSource {
 public:
  /// Opens a regular file. Errors: unreadable_file (absent, no permission, a folder, a device).
  [[nodiscard]] static Result<ByteSource> open_file(const std::string& path, std::string name);
  /// `bytes` must outlive the source.
  [[nodiscard]] static ByteSource of_bytes(std::string_view bytes, std::string name);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  ~ByteSource();

  /// Reads up to `size` bytes; 0 at the end. Errors: unreadable_file when the disk fails, or when
  /// the file has become shorter than it was when it was opened.
  [[nodiscard]] Result<std::size_t> read(char* to, std::size_t size);
  /// The first bytes of the file, at most `size`, without moving the place of read().
  [[nodiscard]] Result<std::string> head(std::size_t size) const;
  /// Everything, from the first byte. Errors: over_limit when there are more than `limit` bytes.
  [[nodiscard]] Result<std::string> whole(std::uint64_t limit) const;
  /// The same bytes once more, from the first, with a place of its own. Errors: unreadable_file
  /// when the program has too many files open.
  [[nodiscard]] Result<ByteSource> again() const;

  /// The size when it was opened, in bytes.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// How the file is called in messages.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Not for files: the buffer.
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  /// −1 for a buffer.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  ByteSource() = default;

  std::string name_;
  std::string_view bytes_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;
};

}  // namespace duibiao::intake
