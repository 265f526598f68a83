#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/open_source.h"

struct zip;
struct zip_file;

namespace duibiao::intake {

/// One file inside a zip package, unpacked forwards. Counts what comes out, whatever the header
/// claims, so a zip bomb ends as over_limit. Must not outlive its package.
class ZipEntry {
 public:
  ZipEntry(ZipEntry&&) noexcept = default;
  ZipEntry& operator=(ZipEntry&&) noexcept = default;

  /// Up to `size` bytes; 0 at the end, where the checksum has been compared.
  /// Errors: damaged_file, over_limit.
  [[nodiscard]] Result<std::size_t> read(char* to, std::size_t size);
  /// The path inside the package.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  friend class ZipPackage;
  struct Close {
    void operator()(zip_file* file) const;
  };
  ZipEntry() = default;

  std::unique_ptr<zip_file, Close> file_;
  std::string path_;
  std::string package_;
  std::uint64_t packed_ = 0;
  std::uint64_t done_ = 0;
};

/// A zip file as the office formats use it. One thread.
class ZipPackage {
 public:
  /// Errors: damaged_file (truncated, no directory), over_limit, unreadable_file.
  [[nodiscard]] static Result<ZipPackage> open(ByteSource source);

  ZipPackage(ZipPackage&&) noexcept = default;
  ZipPackage& operator=(ZipPackage&&) noexcept = default;

  /// Some writers differ from their own references in letter case, or write backslashes.
  [[nodiscard]] bool has(const std::string& path) const;
  /// Errors: damaged_file (absent, unknown compression), over_limit (bomb), unknown_format
  /// (protected by a password).
  [[nodiscard]] Result<ZipEntry> entry(const std::string& path) const;
  /// The whole of a small entry. Errors: as entry(), over_limit beyond `limit` bytes.
  [[nodiscard]] Result<std::string> text(const std::string& path, std::uint64_t limit) const;
  /// The package's name in messages.
  [[nodiscard]] const std::string& name() const { return source_.name(); }

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  explicit ZipPackage(ByteSource source) : source_(std::move(source)) {}
  [[nodiscard]] std::int64_t find(const std::string& path) const;

  ByteSource source_;
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace duibiao::intake
