#include "bulletin/read/aspect.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duibiao::bulletin {
namespace {

using Sides = std::pair<std::string_view, std::string_view>;

constexpr std::array<Sides, 7> sides{{{"收入", "支出"},
                                      {"存款", "贷款"},
                                      {"出口", "进口"},
                                      {"revenue", "expenditure"},
                                      {"revenue", "spending"},
                                      {"deposits", "loans"},
                                      {"exports", "imports"}}};

bool names(std::string_view phrase, std::string_view side) {
  static constexpr std::string_view both_ways = "进出口";
  return phrase.find(side) != std::string_view::npos &&
         phrase.find(both_ways) == std::string_view::npos;
}

}  // namespace

bool opposed_aspects(std::string_view a, std::string_view b) {
  return std::any_of(sides.begin(), sides.end(), [&](const Sides& pair) {
    const auto only = [&](std::string_view phrase, std::string_view one, std::string_view other) {
      return names(phrase, one) && !names(phrase, other);
    };
    return (only(a, pair.first, pair.second) && only(b, pair.second, pair.first)) ||
           (only(a, pair.second, pair.first) && only(b, pair.first, pair.second));
  });
}

}  // namespace duibiao::bulletin
