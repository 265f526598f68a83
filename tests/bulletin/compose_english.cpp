#include <fmt/format.h>

#include <array>

#include "bulletin/compose_parts.h"

namespace duibiao::corpus {
namespace {

using std::string;
using std::string_view;

constexpr std::array<string_view, 12> months{"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
constexpr std::array<string_view, 12> counts{"one",   "two",   "three", "four", "five",   "six",
                                             "seven", "eight", "nine",  "ten",  "eleven", "twelve"};

class English {
 public:
  English(Writer& writer, const Names& names, PlaceId place, Period period)
      : writer_(writer), names_(names), place_(place), period_(period) {}

  void run() {
    const string& name = cube().vocabulary().places.at(place_).en;
    const auto last = static_cast<std::size_t>(period_.last_month() - 1);
    writer_.say(
        fmt::format("Foreign trade of {}, January-{} {}\n\n", name, months[last], period_.year()));
    const string when = when_words(last);
    sentence(fmt::format("In {}, {}'s total imports and exports ", when, name), names_.trade);
    if (place_ != names_.province) gap(names_.trade);
    writer_.say(". ");
    sentence("Exports ", names_.exports);
    share();
    writer_.say(". ");
    sentence("Imports ", names_.imports);
    writer_.say(".\n");
  }

 private:
  [[nodiscard]] const cube::Cube& cube() const { return writer_.cube(); }

  string when_words(std::size_t last) {
    if (last == 11) return fmt::format("{}", period_.year());
    if (last == 5) return fmt::format("the first half of {}", period_.year());
    if (last == 8) return fmt::format("the first three quarters of {}", period_.year());
    return fmt::format("the first {} months of {}", counts[last], period_.year());
  }

  /// «rose 10.0 percent to 152.83 billion yuan»
  void sentence(string_view subject, IndicatorId indicator) {
    const auto rate = cube::growth_yoy(cube(), indicator, place_, period_);
    const auto value = rate ? shown(rate, names_.percent, 1) : std::nullopt;
    const auto level = cube::level(cube(), indicator, place_, period_);
    const auto hundred_millions = shown(level, names_.yuan_8, 1);
    if (!value || !hundred_millions) return;
    writer_.say(subject);
    Figure& growth = writer_.print(FigureKind::growth, *value, {"rose ", "fell "}, "percent", " ");
    growth.elsewhere = printed_growth(cube(), {indicator, names_.cities.front(), period_});
    writer_.say(" year on year to ");
    // A billion is ten times 亿: the point moves one place.
    const auto billions = hundred_millions->value.shifted(-1);
    const auto truth = hundred_millions->truth.shifted(-1);
    if (!billions || !truth) return;
    writer_.print(FigureKind::level, {*billions, *truth}, {}, "billion yuan", " ");
  }

  void gap(IndicatorId indicator) {
    const auto own = cube::growth_yoy(cube(), indicator, place_, period_);
    const auto other = cube::growth_yoy(cube(), indicator, names_.province, period_);
    if (!own || !other) return;
    const auto points = own->value.minus(other->value);
    const auto value = points ? points->rounded(1, num::Rounding::half_up) : points;
    if (!value || value->is_zero()) return;
    const auto slack = num::Decimal::of(15, 2);
    const auto truth = num::Interval::make(value->minus(slack).value_or(*value),
                                           value->plus(slack).value_or(*value));
    if (!truth) return;
    writer_.say(", ");
    writer_.print(FigureKind::gap, {*value, *truth}, {}, "percentage points", " ");
    writer_.say(value->is_negative() ? " lower" : " higher");
    writer_.say(" than the provincial average");
  }

  void share() {
    const auto value = shown(cube::share_of_indicator(cube(), names_.exports, names_.trade, place_,
                                                      period_, names_.percent),
                             names_.percent, 1);
    if (!value) return;
    writer_.say(", accounting for ");
    writer_.print(FigureKind::share, *value, {}, "percent", " ");
    writer_.say(" of its total trade");
  }

  Writer& writer_;
  const Names& names_;
  PlaceId place_;
  Period period_;
};

}  // namespace

void write_english(Writer& writer, const Names& names, PlaceId place, Period period) {
  English(writer, names, place, period).run();
}

}  // namespace duibiao::corpus
