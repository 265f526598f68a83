// tests/cases/layouts/*.case: sheets as text beside what must be read from them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "intake/layout_text.h"
#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

namespace fs = std::filesystem;

/// Sections of a case: «key: value» lines, then «--- name» and its lines.
struct Case {
  std::map<std::string, std::string> keys;
  std::map<std::string, std::string> sections;
};

Case read_case(const fs::path& path) {
  Case out;
  std::ifstream in(path);
  std::string line;
  std::string section;
  while (std::getline(in, line)) {
    if (line.starts_with("--- ")) {
      section = line.substr(4);
      out.sections[section];
    } else if (!section.empty()) {
      out.sections[section] += line + "\n";
    } else if (const std::size_t colon = line.find(": "); colon != std::string::npos) {
      out.keys[line.substr(0, colon)] = line.substr(colon + 2);
    }
  }
  return out;
}

ReadOptions options_of(const Case& one) {
  ReadOptions options;
  const auto at = [&](const char* key) {
    const auto found = one.keys.find(key);
    return found == one.keys.end() ? std::string() : found->second;
  };
  if (const auto unit = Unit::find(at("unit")); unit && !at("unit").empty()) {
    options.overrides.units.push_back(*unit);
  }
  if (const auto period = Period::parse(at("period"))) options.overrides.period = *period;
  options.overrides.region = at("region");
  options.accept_suggestions = at("accept") == "yes";
  return options;
}

/// What was read, in the sections that cases have.
std::map<std::string, std::string> report(const ReadSheet& read) {
  std::map<std::string, std::string> out;
  if (!read.reading) {
    out["error"] = read.reading.error().message.zh + "\n";
    return out;
  }
  for (const Reading& sheet : read.reading->sheets) {
    std::string& about = out["sheet"];
    about += fmt::format("{} rows={} missing={} repeated={}\n", sheet.layout.kind,
                         sheet.counts.rows, sheet.counts.missing, sheet.counts.repeated);
    for (const Message& note : sheet.layout.notes) about += "note " + note.zh + "\n";
    for (const Warning& warning : sheet.warnings) {
      about += fmt::format("{} {} {}\n", id_of(warning.severity), warning.code,
                           warning.cells.empty() ? "" : warning.cells.front());
    }
  }
  for (const std::string& line : read.lines()) out["figures"] += line + "\n";
  for (const HeldCells& row : read.sink.rows) {
    out["held"] += fmt::format("{} {} {}\n", row.row, row.reason_code, row.reason.zh);
  }
  return out;
}

std::vector<fs::path> cases() {
  std::vector<fs::path> out;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DUIBIAO_SOURCE_DIR) / "tests" / "cases" / "layouts")) {
    if (entry.path().extension() == ".case") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class LayoutCases : public ::testing::TestWithParam<fs::path> {};

TEST_P(LayoutCases, AreReadAsTheySay) {
  const Case expected = read_case(GetParam());
  ASSERT_TRUE(expected.keys.contains("file"));
  const ReadSheet read =
      read_bytes(expected.sections.at("input"), expected.keys.at("file"), options_of(expected));
  auto actual = report(read);
  for (const auto& [name, text] : expected.sections) {
    if (name == "input") continue;
    EXPECT_EQ(actual[name], text) << GetParam() << " section " << name;
    actual.erase(name);
  }
  for (const auto& [name, text] : actual) {
    ADD_FAILURE() << GetParam() << " does not expect\n--- " << name << "\n" << text;
  }
}

/// The stem of a file as a test name: letters only.
std::string name_of_case(const ::testing::TestParamInfo<fs::path>& info) {
  std::string out;
  bool upper = true;
  for (const char c : info.param.stem().string()) {
    if (c == '-' || c == '_') {
      upper = true;
    } else {
      out += upper ? static_cast<char>(std::toupper(c)) : c;
      upper = false;
    }
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Sheets, LayoutCases, ::testing::ValuesIn(cases()), name_of_case);

}  // namespace
}  // namespace duibiao::intake
