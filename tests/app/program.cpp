#include "app/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace duibiao::tests {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become_program(const std::vector<std::string>& words, const Folder& folder) {
  const auto redirect = [](const std::string& path, int flags, int to) {
    const int file = open(path.c_str(), flags, 0600);
    if (file < 0 || dup2(file, to) < 0) _exit(126);
  };
  redirect(folder.file("in"), O_RDONLY, STDIN_FILENO);
  redirect(folder.file("out"), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  redirect(folder.file("err"), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  std::vector<std::string> copies = {DUIBIAO_PROGRAM};
  copies.insert(copies.end(), words.begin(), words.end());
  std::vector<char*> argv;
  for (std::string& word : copies) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<std::string> settings = {"NO_COLOR=1", "LANG=zh_CN.UTF-8", "USER=tester",
                                       "HOME=" + folder.path(), "PATH=/usr/bin:/bin"};
  if (const char* options = std::getenv("ASAN_OPTIONS")) {
    settings.push_back(std::string("ASAN_OPTIONS=") + options);
  }
  std::vector<char*> envp;
  for (std::string& setting : settings) envp.push_back(setting.data());
  envp.push_back(nullptr);
  execve(argv[0], argv.data(), envp.data());
  _exit(127);
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "duibiao-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(file(name), std::ios::binary) << text;
  return file(name);
}

Outcome run_program(const std::vector<std::string>& words, const std::string& standard_input) {
  const Folder folder;
  (void)folder.write("in", standard_input);
  const pid_t child = fork();
  if (child == 0) become_program(words, folder);
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          read_file(folder.file("out")), read_file(folder.file("err"))};
}

const std::string& demo_store() {
  static const Folder folder;
  static const std::string path = [] {
    std::vector<std::string> words = {"import", "--store", folder.file("demo.duibiao"), "--quiet"};
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(DUIBIAO_SOURCE_DIR "/data/demo")) {
      if (entry.path().extension() == ".csv") files.push_back(entry.path().string());
    }
    std::ranges::sort(files);
    words.insert(words.end(), files.begin(), files.end());
    const Outcome outcome = run_program(words);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
    return folder.file("demo.duibiao");
  }();
  return path;
}

}  // namespace duibiao::tests
