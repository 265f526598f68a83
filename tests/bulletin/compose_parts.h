#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bulletin/compose.h"
#include "compare/compare.h"

namespace duibiao::corpus {

/// A small generator of fixed sequence (splitmix64), for choosing words.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t roll(std::uint64_t sides);
  template <class List>
  [[nodiscard]] auto pick(const List& list) {
    return list[roll(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

/// A value as a bulletin prints it.
struct Shown {
  num::Decimal value;
  num::Interval truth;
};
/// An answer of the cube in `in` at some decimals; `slack` widens what counts as true, as where two
/// rounded rates are subtracted.
[[nodiscard]] std::optional<Shown> shown(const cube::Outcome& outcome, Unit in, int decimals,
                                         const num::Decimal& slack = {});

/// Words for the two directions of a figure.
struct Pair {
  std::string_view up;
  std::string_view down;
};

/// Puts a bulletin together and notes where its figures stand.
class Writer {
 public:
  Writer(const cube::Cube& cube, std::uint64_t seed) : cube_(&cube), dice_(seed) {}

  [[nodiscard]] const cube::Cube& cube() const { return *cube_; }
  [[nodiscard]] Dice& dice() { return dice_; }
  [[nodiscard]] Bulletin& bulletin() { return bulletin_; }

  Writer& say(std::string_view words);
  /// Prints the magnitude behind the word of its direction (nothing for an empty pair), with what
  /// stands between number and unit.
  Figure& print(FigureKind kind, const Shown& value, Pair words, std::string_view unit,
                std::string_view between = "");

 private:
  const cube::Cube* cube_;
  Dice dice_;
  Bulletin bulletin_;
};

/// What a paragraph is about.
struct Topic {
  IndicatorId indicator;
  PlaceId place;
  Period period;
};

/// Where the composer finds its indicators, places and units.
struct Names {
  explicit Names(const Vocabulary& words);
  IndicatorId trade, exports, imports, balance;
  PlaceId nation, province;
  std::vector<PlaceId> cities;
  Unit percent, per_mille, points, yuan_8, yuan_12;
};

/// Whether the cube has what a paragraph needs of a topic: its level and its growth.
[[nodiscard]] bool is_known(const cube::Cube& cube, const Topic& topic);

/// «1528.3» of a level in 亿元, for mistakes that copy another figure.
[[nodiscard]] std::string printed_level(const cube::Cube& cube, const Topic& topic, Unit in,
                                        int decimals);
[[nodiscard]] std::string printed_growth(const cube::Cube& cube, const Topic& topic);

void write_chinese(Writer& writer, const Names& names, PlaceId place, Period period);
void write_english(Writer& writer, const Names& names, PlaceId place, Period period);
void write_accounts(Writer& writer, const Names& names, PlaceId place, Period year);

}  // namespace duibiao::corpus
