#pragma once

#include <string>
#include <vector>

namespace duibiao::tests {

/// What a run of the program left behind.
struct Outcome {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// Runs the built `duibiao` with these words (no shell), a clean environment and NO_COLOR.
[[nodiscard]] Outcome run_program(const std::vector<std::string>& words,
                                  const std::string& standard_input = "");

/// A folder of its own for a test, removed with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
  /// Writes a file into it and gives its path.
  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

/// A store made from data/demo once per test program; copied, it may be changed.
[[nodiscard]] const std::string& demo_store();

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace duibiao::tests
