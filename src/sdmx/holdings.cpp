#include "sdmx/holdings.h"

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

}  // namespace duibiao::sdmx
