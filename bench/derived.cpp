// The derived-measures benchmark: obs.csv of rivals/gen.py to every answer, in one process.
// The path is CSV → observations → cube → tables: the store and the intake room take no part, as
// the rivals keep no history either. Every figure nevertheless carries its row and source, and may
// have versions. Usage: derived DATADIR

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cube/bulk.h"
#include "cube/cube.h"
#include "tidy_reader.h"

namespace duibiao::bench {
namespace {

constexpr int indicator_count = 62;

double now_s() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

struct Usage {
  double cpu_s = 0;
  double peak_mb = 0;
};

Usage usage() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return {seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024};
}

struct Peers {
  std::vector<std::vector<PlaceId>> groups;
};

/// The places and indicators of the data as an office's own catalogue files would name them.
Result<Peers> build_vocabulary(const std::string& folder, Vocabulary& vocabulary) {
  std::ifstream file(folder + "/places.csv");
  std::string line;
  std::getline(file, line);
  std::string csv = "code,name,parent,level\n";
  std::map<int, std::vector<std::string>> groups;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::string code, parent, group;
    std::getline(row, code, ',');
    std::getline(row, parent, ',');
    std::getline(row, group, ',');
    csv += fmt::format("{},P{},{},{}\n", code, code, parent == "0" ? "" : parent,
                       parent == "0" ? "province" : "prefecture");
    groups[std::stoi(group)].push_back(code);
  }
  if (auto added = vocabulary.places.add_places(csv, "places.csv"); !added) {
    return tl::unexpected(added.error());
  }
  std::string toml;
  for (int i = 0; i < indicator_count; ++i) {
    toml += fmt::format(
        "[[indicator]]\nid = \"i{0:03}\"\nzh = \"I{0:03}\"\nen = \"I{0:03}\"\n"
        "kind = \"flow\"\nunit = \"亿元\"\ngrowth_basis = \"nominal\"\nadditive = true\n",
        i);
  }
  if (auto added = vocabulary.catalogue.add(toml, "indicators.toml"); !added) {
    return tl::unexpected(added.error());
  }
  Peers peers;
  for (const auto& [number, codes] : groups) {
    std::vector<PlaceId> members;
    for (const std::string& code : codes) {
      members.push_back(vocabulary.places.by_code(code).value_or(PlaceId{}));
    }
    peers.groups.push_back(std::move(members));
  }
  return peers;
}

/// The nine numbers every engine must agree on.
struct Check {
  double rows = 0;
  double growths = 0, growth_sum = 0;
  double months = 0, month_sum = 0;
  double rank_sum = 0;
  double shares = 0, share_sum = 0;
  double gap_sum = 0;

  void take(const cube::DerivedTable& table) {
    const std::size_t cells = table.rows * table.columns;
    add(table.growth, cells, growths, growth_sum);
    add(table.month, cells, months, month_sum);
    add(table.share, cells, shares, share_sum);
    double gaps = 0;
    add(table.gap, cells, gaps, gap_sum);
    std::uint64_t ranks = 0;
    for (std::size_t i = 0; i < cells; ++i) ranks += table.rank[i];
    rank_sum += static_cast<double>(ranks);
  }

  static void add(const cube::RawColumn<double>& column, std::size_t cells, double& count,
                  double& sum) {
    std::size_t present = 0;
    double total = 0;
    for (std::size_t i = 0; i < cells; ++i) {
      const bool there = column[i] == column[i];
      present += there ? 1 : 0;
      total += there ? column[i] : 0.0;
    }
    count += static_cast<double>(present);
    sum += total;
  }

  [[nodiscard]] std::string json() const {
    return fmt::format("[{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g},{:.9g}]", rows,
                       growths, growth_sum, months, month_sum, rank_sum, shares, share_sum,
                       gap_sum);
  }
};

struct ScreenTime {
  double first_ms = 0;
  double mean_ms = 0;
};

/// The latest month of one indicator: the best twenty of a group, with growth, rank, share, gap.
ScreenTime time_screens(const cube::Cube& cube, const Peers& peers) {
  const auto indicator = cube.vocabulary().catalogue.find("I030").value_or(IndicatorId{});
  const auto period = Period::to_date(2024, 9).value_or(Period());
  constexpr int repeats = 1000;
  ScreenTime time;
  const double start = now_s();
  std::size_t lines = cube::screen(cube, indicator, peers.groups[1], period, 20).size();
  time.first_ms = (now_s() - start) * 1e3;
  const double again = now_s();
  for (int i = 0; i < repeats; ++i) {
    const auto& group = peers.groups[1 + static_cast<std::size_t>(i) % 5];
    lines += cube::screen(cube, indicator, group, period, 20).size();
  }
  time.mean_ms = (now_s() - again) * 1e3 / repeats;
  if (lines != 20 * (repeats + 1)) std::fputs("a screen is not full\n", stderr);
  return time;
}

int report(const Error& error) {
  fmt::print(stderr, "{} ({}:{})\n", error.message.en, error.where.file, error.where.line);
  return 4;
}

}  // namespace

/// Loads, derives, checks and prints one line of JSON; the exit code.
int run(const std::string& folder) {
  const double start = now_s();
  auto vocabulary = std::make_shared<Vocabulary>();
  const auto peers = build_vocabulary(folder, *vocabulary);
  if (!peers) return report(peers.error());
  cube::CubeBuilder builder(vocabulary);
  const std::vector<Source> sources{{"obs.csv", "", {}}};
  const cube::BlockInfo info{1, 0, sources, Date{2025, 1, 1}};
  TidyReader reader(*vocabulary, unit::hundred_million_yuan());
  const auto rows = reader.read(folder + "/obs.csv", [&](std::span<const Observation> figures) {
    builder.add(figures, info);
  });
  if (!rows) return report(rows.error());
  const auto cube = builder.finish();
  const double loaded = now_s();
  const double load_cpu = usage().cpu_s;

  const cube::PeerColumns columns(vocabulary->places, peers->groups);
  std::vector<cube::DerivedTable> tables;  // all kept, as the rivals keep their result
  for (std::uint16_t i = 0; i < indicator_count; ++i) {
    tables.push_back(cube::derive(*cube, IndicatorId{i}, columns));
  }
  const double computed = now_s();
  const double compute_cpu = usage().cpu_s;
  Check check;
  check.rows = static_cast<double>(cube->figures());
  for (const auto& table : tables) check.take(table);
  const Usage used = usage();
  const double wall = now_s() - start;
  const ScreenTime screens = time_screens(*cube, *peers);
  fmt::print(
      "{{\"case\":\"derived\",\"engine\":\"duibiao\",\"cpu_s\":{:.3f},\"wall_s\":{:.3f},"
      "\"peak_mb\":{:.1f},\"check\":{},\"load_cpu_s\":{:.3f},\"load_s\":{:.3f},"
      "\"compute_cpu_s\":{:.3f},\"compute_s\":{:.3f},\"screen_ms\":{:.4f},"
      "\"first_screen_ms\":{:.4f},\"bytes_per_figure\":{:.2f}}}\n",
      used.cpu_s, wall, used.peak_mb, check.json(), load_cpu, loaded - start,
      compute_cpu - load_cpu, computed - loaded, screens.mean_ms, screens.first_ms,
      static_cast<double>(cube->bytes()) / static_cast<double>(cube->figures()));
  return 0;
}

}  // namespace duibiao::bench

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: derived DATADIR\n", stderr);
    return 2;
  }
  return duibiao::bench::run(arguments[1]);
}
