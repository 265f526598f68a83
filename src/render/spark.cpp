#include "render/spark.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace duibiao::render {
namespace {

constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

}  // namespace

std::string sparkline(std::span<const std::optional<double>> values) {
  std::optional<double> least;
  std::optional<double> greatest;
  for (const std::optional<double>& value : values) {
    if (!value) continue;
    least = least ? std::min(*least, *value) : *value;
    greatest = greatest ? std::max(*greatest, *value) : *value;
  }
  std::string out;
  for (const std::optional<double>& value : values) {
    if (!value) {
      out += ' ';
      continue;
    }
    const double spread = *greatest - *least;
    const double place = spread > 0 ? (*value - *least) / spread : 0.5;
    out += heights[static_cast<std::size_t>(std::lround(place * 7))];
  }
  return out;
}

std::string bar(double value, double greatest, int cells) {
  if (!(value > 0) || !(greatest > 0) || cells <= 0) return {};
  const double share = std::min(1.0, value / greatest);
  const long parts = std::max(1L, std::lround(share * cells * 8));
  std::string out;
  for (long k = 0; k < parts / 8; ++k) out += "█";
  out += eighths[static_cast<std::size_t>(parts % 8)];
  return out;
}

}  // namespace duibiao::render
