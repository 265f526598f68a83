// Every tests/cases/terminal/*.case is a conversation with the program over the demo figures:
// «$ duibiao …» lines, each followed by exactly what is printed, and «[exit N]» when N is not 0.
// SOURCE stands for the folder of the sources. DUIBIAO_UPDATE_CASES=1 writes down what is printed
// now, to be read and committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/program.h"

namespace duibiao::tests {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream stream(line);
  std::string word;
  while (stream >> word) words.push_back(word);
  return words;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// Files and times of this machine must not stand in a case.
std::string settled(std::string text) {
  replace_all(text, demo_store(), "STORE");
  replace_all(text, DUIBIAO_SOURCE_DIR "/", "SOURCE/");
  return text;
}

std::string replay(const std::string& conversation) {
  std::string out;
  std::istringstream lines(conversation);
  std::string line;
  bool in_comment = true;
  while (std::getline(lines, line)) {
    if (in_comment && line.starts_with("#")) {
      out += line + "\n";
      continue;
    }
    if (!line.starts_with("$ duibiao ")) continue;
    in_comment = false;
    std::vector<std::string> words = words_of(line.substr(10));
    for (std::string& word : words) replace_all(word, "SOURCE/", DUIBIAO_SOURCE_DIR "/");
    words.insert(words.end(), {"--store", demo_store()});
    const Outcome outcome = run_program(words);
    out += line + "\n" + settled(outcome.out) + settled(outcome.err);
    if (outcome.exit_code != 0) out += "[exit " + std::to_string(outcome.exit_code) + "]\n";
  }
  return out;
}

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(DUIBIAO_SOURCE_DIR "/tests/cases/terminal")) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

TEST(TerminalCases, PrintExactlyWhatIsWrittenDown) {
  ASSERT_FALSE(case_files().empty());
  for (const std::filesystem::path& file : case_files()) {
    SCOPED_TRACE(file.filename().string());
    const std::string expected = read_file(file.string());
    const std::string actual = replay(expected);
    if (std::getenv("DUIBIAO_UPDATE_CASES") != nullptr) {
      std::ofstream(file, std::ios::binary) << actual;
      continue;
    }
    EXPECT_EQ(actual, expected);
  }
}

}  // namespace
}  // namespace duibiao::tests
