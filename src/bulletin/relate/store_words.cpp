#include "bulletin/relate/store_facts.h"

namespace duibiao::bulletin::store {
namespace {

using num::Decimal;
using num::Rounding;

std::string digits(const Decimal& value) {
  const std::string text = value.to_string();
  return value.is_negative() ? "−" + text.substr(1) : text;
}

std::string rounded_text(const Decimal& value, int scale) {
  const auto rounded = value.rounded(scale, Rounding::half_up);
  return digits(rounded ? *rounded : value);
}

struct Readable {
  Decimal value;
  Unit unit;
};

/// Customs print to the yuan: twelve digits nobody reads in a sentence. Such a figure is said in
/// the catalogue's unit at two decimals; the evidence keeps every digit.
Readable readable(const Decimal& value, Unit unit, Unit shown) {
  constexpr int most_digits = 8;
  constexpr int decimals = 2;
  const std::string text = value.magnitude().to_string();
  if (unit == shown || text.size() <= most_digits) return {value, unit};
  const auto moved = convert(value, unit, shown);
  const auto rounded = moved ? moved->rounded(decimals, Rounding::half_up) : moved;
  if (!rounded || rounded->is_zero()) return {value, unit};
  return {*rounded, shown};
}

Unit indicator_unit(const cube::Cube& cube, const FigureKey& key) {
  return cube::indicator_at(cube, key.indicator).unit;
}

}  // namespace

std::string printed_zh(const Decimal& value, Unit unit) {
  if (unit.dimension() == Dimension::percentage_point) return digits(value) + "个百分点";
  if (unit == unit::rank()) return "第" + digits(value) + "位";
  return digits(value) + std::string(unit.symbol());
}

std::string printed_en(const Decimal& value, Unit unit) {
  if (unit.dimension() == Dimension::rate) return digits(value) + std::string(unit.symbol());
  if (unit == unit::rank()) return "rank " + digits(value);
  // «1059.76 hundred million yuan» is what the digits say; «100 million» after a number misleads.
  if (unit == unit::hundred_million_yuan()) {
    const auto billions = value.shifted(-1);
    if (billions) return digits(*billions) + " billion yuan";
  }
  const std::string name(unit.info().en);
  if (!name.empty() && name.front() == '1') return digits(value) + " × " + name;
  return name.empty() ? digits(value) : digits(value) + " " + name;
}

std::string shown(const num::Interval& interval) {
  if (interval.low() == interval.high()) return digits(interval.low().trimmed());
  constexpr int most_decimals = 3;
  for (int scale = most_decimals; scale >= 0; --scale) {
    const std::string low = rounded_text(interval.low(), scale);
    const bool alike = low == rounded_text(interval.high(), scale);
    // One digit of a number below ten hides too much: 0.69～0.79 is not «1».
    const bool telling = scale > 0 || interval.low().magnitude() >= Decimal::whole(10);
    if (alike && telling) return low;
  }
  for (int scale = 0; scale <= most_decimals + 2; ++scale) {
    const std::string low = rounded_text(interval.low(), scale);
    const std::string high = rounded_text(interval.high(), scale);
    if (low != high)
      return rounded_text(interval.low(), scale + 1) + "～" +
             rounded_text(interval.high(), scale + 1);
  }
  return digits(interval.low()) + "～" + digits(interval.high());
}

Message name_of(const cube::Cube& cube, const FigureKey& key) {
  const Vocabulary& words = cube.vocabulary();
  const Indicator& indicator = cube::indicator_at(cube, key.indicator);
  const bool placed = key.place.index < words.places.size();
  const std::string place_zh = placed ? words.places.at(key.place).zh : std::string();
  const std::string place_en = placed ? words.places.at(key.place).en : std::string();
  std::string measure_zh;
  std::string measure_en;
  if (key.measure != Measure::level) {
    measure_zh = zh_of(key.measure);
    measure_en = ", " + std::string(en_of(key.measure));
  }
  return {place_zh + key.period.display_zh() + indicator.zh + measure_zh,
          indicator.en + measure_en + " of " + place_en + ", " + key.period.display_en()};
}

Message figure_text(const cube::Cube& cube, const Evidence& evidence) {
  const Message name = name_of(cube, evidence.key);
  const bool rate = evidence.key.measure == Measure::growth_yoy && !evidence.unit.known();
  const Readable shown = readable(evidence.value, rate ? unit::percent() : evidence.unit,
                                  indicator_unit(cube, evidence.key));
  return {name.zh + printed_zh(shown.value, shown.unit),
          name.en + ": " + printed_en(shown.value, shown.unit)};
}

}  // namespace duibiao::bulletin::store
