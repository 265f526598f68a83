#include "bulletin/read/counted_places.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duibiao::bulletin {

std::size_t places_counted(std::string_view among) {
  using Count = std::pair<std::string_view, std::size_t>;
  static constexpr std::array<Count, 13> counts = {{{"两", 2},
                                                    {"三", 3},
                                                    {"四", 4},
                                                    {"五", 5},
                                                    {"六", 6},
                                                    {"七", 7},
                                                    {"八", 8},
                                                    {"九", 9},
                                                    {"the two ", 2},
                                                    {"the three ", 3},
                                                    {"the four ", 4},
                                                    {"the five ", 5},
                                                    {"the six ", 6}}};
  static constexpr std::array<std::string_view, 11> kinds = {
      "市", "省", "县", "区", "地", "城", "个", "cities", "provinces", "counties", "districts"};
  std::size_t count = 0;
  while (!among.empty() && among.front() >= '0' && among.front() <= '9' &&
         count < most_counted_places) {
    count = count * 10 + static_cast<std::size_t>(among.front() - '0');
    among.remove_prefix(1);
  }
  for (const auto& [word, number] : counts) {
    if (count != 0 || !among.starts_with(word)) continue;
    count = number;
    among.remove_prefix(word.size());
  }
  const bool places = std::any_of(kinds.begin(), kinds.end(),
                                  [&](std::string_view kind) { return among.starts_with(kind); });
  return places ? count : 0;
}

}  // namespace duibiao::bulletin
