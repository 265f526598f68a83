#include "sdmx/holdings.h"

#include <algorithm>
#include <tuple>

namespace duibiao::sdmx {

Holdings holdings_of(std::shared_ptr<const cube::Cube> cube) {
  Holdings out;
  out.cube = std::move(cube);
  out.cube->each([&](const FigureKey& key, const cube::Published&) {
    const bool same = !out.subjects.empty() && out.subjects.back().indicator == key.indicator &&
                      out.subjects.back().place == key.place;
    if (!same) out.subjects.push_back({key.indicator, key.place, 0});
    out.subjects.back().measures |= 1U << static_cast<unsigned>(key.measure);
  });
  return out;
}

void set_undone(Holdings& holdings, std::vector<Holdings::Undone> undone) {
  using Undone = Holdings::Undone;
  for (Undone& one : undone) one.key.period = one.key.period.canonical();
  std::ranges::sort(undone, [](const Undone& a, const Undone& b) {
    return std::tuple(a.key, b.at) < std::tuple(b.key, a.at);
  });
  const auto again = std::ranges::unique(undone, {}, &Undone::key);
  undone.erase(again.begin(), again.end());
  holdings.undone.clear();
  holdings.fallen_back.clear();
  for (const Undone& one : undone) {
    const bool held = holdings.cube->published(one.key).has_value();
    (held ? holdings.fallen_back : holdings.undone).push_back(one);
  }
}

}  // namespace duibiao::sdmx
