#include "render/spark.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace duibiao::render {
namespace {

constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> eighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

struct Bounds {
  double least = 0;
  double greatest = 0;

  /// From 0 to 1; the middle where all values are alike.
  [[nodiscard]] double place(double value) const {
    const double spread = greatest - least;
    return spread > 0 ? (value - least) / spread : 0.5;
  }
};

Bounds bounds_of(std::span<const std::optional<double>> values) {
  std::optional<Bounds> found;
  for (const std::optional<double>& value : values) {
    if (!value) continue;
    if (!found) found = Bounds{*value, *value};
    found->least = std::min(found->least, *value);
    found->greatest = std::max(found->greatest, *value);
  }
  return found.value_or(Bounds{});
}

}  // namespace

std::string sparkline(std::span<const std::optional<double>> values) {
  const Bounds bounds = bounds_of(values);
  std::string out;
  for (const std::optional<double>& value : values) {
    if (!value) {
      out += ' ';
      continue;
    }
    out += heights[static_cast<std::size_t>(std::lround(bounds.place(*value) * 7))];
  }
  return out;
}

std::string sparkline_svg(std::span<const std::optional<double>> values, std::string_view label) {
  constexpr double width = 96;
  constexpr double height = 24;
  constexpr double margin = 3;  // half of the dot, and of the line at its highest
  if (std::ranges::count_if(values, [](const auto& value) { return value.has_value(); }) < 2) {
    return {};
  }
  const Bounds bounds = bounds_of(values);
  const double step = (width - 2 * margin) / static_cast<double>(values.size() - 1);
  std::string path;
  std::string dot;
  bool drawing = false;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!values[k]) {
      drawing = false;
      continue;
    }
    const double x = margin + step * static_cast<double>(k);
    const double y = margin + (1 - bounds.place(*values[k])) * (height - 2 * margin);
    path += fmt::format("{}{:.1f} {:.1f}", drawing ? "L" : "M", x, y);
    dot =
        fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.2\" fill=\"currentColor\"/>", x, y);
    drawing = true;
  }
  return fmt::format(
      "<svg class=\"spark\" role=\"img\" aria-label=\"{}\" width=\"{:.0f}\" height=\"{:.0f}\" "
      "viewBox=\"0 0 {:.0f} {:.0f}\"><path d=\"{}\" fill=\"none\" stroke=\"currentColor\" "
      "stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>{}</svg>",
      label, width, height, width, height, path, dot);
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
