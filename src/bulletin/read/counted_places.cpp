#include "bulletin/read/counted_places.h"

#include <algorithm>
#include <array>
#include <utility>

namespace duibiao::bulletin {
namespace {

using std::string_view;
using Count = std::pair<string_view, std::size_t>;

constexpr std::size_t ten = 10;

constexpr std::array<Count, 10> digits = {{{"一", 1},
                                           {"两", 2},
                                           {"二", 2},
                                           {"三", 3},
                                           {"四", 4},
                                           {"五", 5},
                                           {"六", 6},
                                           {"七", 7},
                                           {"八", 8},
                                           {"九", 9}}};
constexpr std::array<Count, 5> english = {
    {{"the two ", 2}, {"the three ", 3}, {"the four ", 4}, {"the five ", 5}, {"the six ", 6}}};

/// Takes a number off the front: 11, 三, 十三, 二十一, «the three ». 0 when none stands there.
std::size_t take_count(string_view& text) {
  const auto one_of = [&text](const auto& words) -> std::size_t {
    for (const auto& [word, number] : words) {
      if (!text.starts_with(word)) continue;
      text.remove_prefix(word.size());
      return number;
    }
    return 0;
  };
  std::size_t count = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9' &&
         count < most_counted_places) {
    count = count * ten + static_cast<std::size_t>(text.front() - '0');
    text.remove_prefix(1);
  }
  if (count != 0) return count;
  if (const std::size_t said = one_of(english)) return said;
  static constexpr string_view tens = "十";
  count = one_of(digits);
  if (!text.starts_with(tens)) return count;
  text.remove_prefix(tens.size());
  return std::max<std::size_t>(count, 1) * ten + one_of(digits);
}

bool names_places(string_view text) {
  static constexpr std::array<string_view, 11> kinds = {
      "市", "省", "县", "区", "地", "城", "个", "cities", "provinces", "counties", "districts"};
  return std::ranges::any_of(kinds, [&](string_view kind) { return text.starts_with(kind); });
}

}  // namespace

std::size_t places_counted(string_view among) {
  const std::size_t count = take_count(among);
  return names_places(among) ? count : 0;
}

std::size_t places_counted_in(string_view phrase) {
  std::size_t all = 0;
  while (!phrase.empty()) {
    string_view rest = phrase;
    const std::size_t count = take_count(rest);
    if (count != 0 && names_places(rest)) all += count;
    if (count == 0) rest.remove_prefix(1);
    phrase = rest;
  }
  return all;
}

}  // namespace duibiao::bulletin
