// open_probe STORE PLACE INDICATOR PERIOD: prints the published value, and on stderr how long each
// part of the way to it took. open_probe STORE --memory: prints bytes a figure.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include "workspace/workspace.h"

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

long resident_kb_max() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

int complain(const duibiao::Error& error) {
  fmt::print(stderr, "{}\n", error.message.en);
  return duibiao::exit_code(error.code);
}

int print_memory(const duibiao::cube::Cube& cube, long kb_before) {
  const auto figures = static_cast<double>(cube.figures());
  const double grown = static_cast<double>(resident_kb_max() - kb_before) * 1024.0;
  fmt::print("{} figures, {:.2f} bytes each in the cube, {:.2f} at the peak of loading\n",
             cube.figures(), static_cast<double>(cube.bytes()) / figures, grown / figures);
  return 0;
}

int print_answer(const duibiao::Vocabulary& words, const duibiao::cube::Cube& cube,
                 const char* const* question) {
  const auto place = words.places.resolve(question[0]);
  const auto indicator = words.catalogue.resolve(question[1]);
  const auto period = duibiao::Period::parse(question[2]);
  if (!place) return complain(place.error());
  if (!indicator) return complain(indicator.error());
  if (!period) return complain(period.error());
  const auto begun = Clock::now();
  const auto found = cube.published({*indicator, *place, *period});
  fmt::print(stderr, "question {:.4f} ms\n", ms_since(begun));
  fmt::print("{}\n", found ? found->value.to_string() : "missing");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool memory = argc == 3 && std::string_view(argv[2]) == "--memory";
  if (!memory && argc != 5) {
    fmt::print(stderr, "open_probe STORE (--memory | PLACE INDICATOR PERIOD)\n");
    return 2;
  }
  auto begun = Clock::now();
  const auto opened = duibiao::workspace::Workspace::open(argv[1]);
  if (!opened) return complain(opened.error());
  fmt::print(stderr, "names and file {:.1f} ms\n", ms_since(begun));
  const long kb_before = resident_kb_max();
  begun = Clock::now();
  const auto cube = (*opened)->cube();
  if (!cube) return complain(cube.error());
  fmt::print(stderr, "cube of {} figures {:.1f} ms\n", (*cube)->figures(), ms_since(begun));
  if (memory) return print_memory(**cube, kb_before);
  return print_answer((*opened)->vocabulary(), **cube, argv + 2);
}
