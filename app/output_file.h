#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace duibiao::app {

/// A file written beside its place and moved there when it is whole, so that a full disk leaves the
/// old file (or none), never half of a new one. What is not a regular file (/dev/stdout) is written
/// to directly.
class OutputFile {
 public:
  explicit OutputFile(std::string path);
  ~OutputFile();  ///< removes what was not moved into place
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Closes and moves; false when any write failed.
  [[nodiscard]] bool finish();

  /// The name written under, for libraries that open it themselves.
  [[nodiscard]] const std::string& scratch() const { return scratch_; }
  [[nodiscard]] bool move_into_place() const;

 private:
  std::string path_;
  std::string scratch_;
  std::FILE* file_ = nullptr;
  bool whole_ = true;
};

/// Whether a workbook just written can be read to its end.
[[nodiscard]] bool reads_back(const std::string& workbook);

}  // namespace duibiao::app
