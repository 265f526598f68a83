#include "bulletin/demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace duibiao::corpus {
namespace {

using std::string;

/// The day that stands in where a source names none.
constexpr Date day_of_import{2026, 1, 1};

std::vector<string> fields_of(const string& line) {
  std::vector<string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

class FileLoader {
 public:
  explicit FileLoader(const Vocabulary& words) : words_(words) {}

  Status read(const std::filesystem::path& path) {
    std::ifstream file(path);
    string line;
    std::getline(file, line);
    std::uint32_t row = 1;
    while (std::getline(file, line)) {
      ++row;
      if (!take(fields_of(line), row)) {
        const string message = fmt::format("{}:{}: {}", path.string(), row, line);
        return fail(ErrorCode::bad_catalogue, {message, message});
      }
    }
    return {};
  }

  [[nodiscard]] const std::vector<Observation>& figures() const { return figures_; }
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }

 private:
  enum Column : std::uint8_t {
    code,
    place,
    indicator,
    period,
    measure,
    value,
    unit,
    decimals,
    status,
    source,
    released
  };

  bool take(const std::vector<string>& fields, std::uint32_t row) {
    if (fields.size() <= released) return false;
    Observation figure;
    const auto where = words_.places.by_code(fields[code]);
    const auto what = words_.catalogue.by_id(fields[indicator]);
    const auto when = Period::parse(fields[period]);
    const auto which = find_measure(fields[measure]);
    const auto number = num::Decimal::parse(fields[value]);
    const auto in = Unit::find(fields[unit]);
    if (!where || !what || !when || !which || !number || !in) return false;
    figure.key = {*what, *where, *when, *which};
    figure.mantissa = static_cast<std::int64_t>(number->units());
    figure.decimals = static_cast<std::uint8_t>(number->scale());
    figure.unit = *in;
    figure.status = find_status(fields[status]).value_or(ObsStatus::normal);
    figure.source = source_of(fields[source], fields[released]);
    figure.row = row;
    figures_.push_back(figure);
    return true;
  }

  std::uint16_t source_of(const string& name, const string& day) {
    const auto [at, is_new] =
        known_.try_emplace({name, day}, static_cast<std::uint16_t>(sources_.size()));
    if (is_new) sources_.push_back({name, "", Date::parse(day).value_or(Date{})});
    return at->second;
  }

  const Vocabulary& words_;
  std::vector<Observation> figures_;
  std::vector<Source> sources_;
  std::map<std::pair<string, string>, std::uint16_t> known_;
};

}  // namespace

Result<std::shared_ptr<const cube::Cube>> load_demo(const string& folder,
                                                    std::shared_ptr<const Vocabulary> words) {
  std::vector<std::filesystem::path> paths;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (entry.path().extension() == ".csv") paths.push_back(entry.path());
  }
  if (paths.empty()) {
    return fail(ErrorCode::unreadable_file, {"没有数据:" + folder, "no figures in " + folder});
  }
  std::sort(paths.begin(), paths.end());
  cube::CubeBuilder builder(words);
  std::int64_t batch = 0;
  for (const auto& path : paths) {
    FileLoader loader(*words);
    if (auto read = loader.read(path); !read) return tl::unexpected(read.error());
    builder.add(loader.figures(), {++batch, 0, loader.sources(), day_of_import});
  }
  return builder.finish();
}

}  // namespace duibiao::corpus
