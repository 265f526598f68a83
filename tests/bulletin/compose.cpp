#include "bulletin/compose.h"

#include <fmt/format.h>

#include "bulletin/compose_parts.h"

namespace duibiao::corpus {
namespace {

/// Where the demo figures have every city's growth and the levels of the year before.
constexpr int first_year = 2024;
constexpr int last_year = 2025;
constexpr std::size_t one_in_english = 4;

Bulletin finished(Writer& writer, const Vocabulary& words, PlaceId place, Period period,
                  std::string_view language) {
  Bulletin bulletin = std::move(writer.bulletin());
  bulletin.id = fmt::format("{} {} {}", words.places.at(place).code, period.to_string(), language);
  bulletin.context.home = place;
  bulletin.context.period = period;
  return bulletin;
}

}  // namespace

std::uint64_t Dice::roll(std::uint64_t sides) {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
  return sides == 0 ? 0 : (mixed ^ (mixed >> 31U)) % sides;
}

std::optional<Shown> shown(const cube::Outcome& outcome, Unit in, int decimals,
                           const num::Decimal& slack) {
  if (!outcome) return std::nullopt;
  const int power = outcome->unit == in ? 0 : power_between(outcome->unit, in).value_or(0);
  // Ten decimals of 亿元 are finer than any source, so that what is printed is rounded once.
  const auto exact = outcome->point.rounded(10, num::Rounding::half_up);
  const auto moved = exact ? exact->shifted(power) : exact;
  const auto value = moved ? moved->rounded(decimals, num::Rounding::half_up) : moved;
  const auto range = outcome->range.shifted(power);
  if (!value || !range) return std::nullopt;
  const num::Decimal half = value->half_unit();
  const auto widened = [&](const num::Decimal& by) -> Result<num::Interval> {
    const auto low = value->minus(by);
    const auto high = value->plus(by);
    if (!low || !high) return fail(ErrorCode::overflow, {});
    return num::Interval::make(*low, *high);
  };
  // What the sources leave open by more than the last digit is not a figure to print.
  const auto close = widened(half.plus(half).value_or(half));
  const auto truth = widened(half.plus(half).value_or(half).plus(slack).value_or(half));
  if (!close || !truth || !close->contains(*range)) return std::nullopt;
  const bool exactly = slack.is_zero() && num::Interval::of_printed(*value)->contains(*range);
  return Shown{*value, exactly ? *widened(half) : *truth};
}

Writer& Writer::say(std::string_view words) {
  bulletin_.text += words;
  return *this;
}

Figure& Writer::print(FigureKind kind, const Shown& value, Pair words, std::string_view unit,
                      std::string_view between) {
  const auto here = [&] { return static_cast<std::uint32_t>(bulletin_.text.size()); };
  Figure figure;
  figure.kind = kind;
  figure.truth = value.truth;
  figure.negative = value.value.is_negative();
  const std::uint32_t word = here();
  say(figure.negative ? words.down : words.up);
  figure.word = {word, here()};
  const std::uint32_t number = here();
  say(value.value.magnitude().to_string());
  figure.number = {number, here()};
  say(between);
  const std::uint32_t behind = here();
  say(unit);
  figure.unit = {behind, here()};
  bulletin_.figures.push_back(figure);
  return bulletin_.figures.back();
}

Names::Names(const Vocabulary& words) {
  const auto indicator = [&](std::string_view id) {
    return words.catalogue.by_id(id).value_or(IndicatorId{});
  };
  trade = indicator("trade");
  exports = indicator("exports");
  imports = indicator("imports");
  balance = indicator("trade_balance");
  nation = words.places.by_code("100000").value_or(PlaceId{});
  province = words.places.by_code("330000").value_or(PlaceId{});
  if (const auto group = words.places.resolve_group("zhejiang-11")) cities = (*group)->members;
  percent = Unit::find("%").value_or(Unit{});
  per_mille = Unit::find("‰").value_or(Unit{});
  points = Unit::find("百分点").value_or(Unit{});
  yuan_8 = Unit::find("亿元").value_or(Unit{});
  yuan_12 = Unit::find("万亿元").value_or(Unit{});
}

bool is_known(const cube::Cube& cube, const Topic& topic) {
  return cube::level(cube, topic.indicator, topic.place, topic.period) &&
         cube::growth_yoy(cube, topic.indicator, topic.place, topic.period);
}

std::string printed_level(const cube::Cube& cube, const Topic& topic, Unit in, int decimals) {
  const auto value =
      shown(cube::level(cube, topic.indicator, topic.place, topic.period), in, decimals);
  return value ? value->value.magnitude().to_string() : std::string();
}

std::string printed_growth(const cube::Cube& cube, const Topic& topic) {
  const auto growth = cube::growth_yoy(cube, topic.indicator, topic.place, topic.period);
  const auto value = growth ? shown(growth, growth->unit, 1) : std::nullopt;
  return value ? value->value.magnitude().to_string() : std::string();
}

std::vector<Bulletin> compose(const cube::Cube& cube, std::size_t every) {
  const Vocabulary& words = cube.vocabulary();
  const Names names(words);
  std::vector<PlaceId> places = names.cities;
  places.push_back(names.province);
  std::vector<Bulletin> all;
  std::size_t number = 0;
  const auto wanted = [&] { return number++ % every == 0; };
  for (int year = first_year; year <= last_year; ++year) {
    for (int month = 2; month <= 12; ++month) {
      const Period period = Period::to_date(year, month).value_or(Period{});
      for (const PlaceId place : places) {
        if (!is_known(cube, {names.trade, place, period}) || !wanted()) continue;
        Writer writer(cube, number);
        const bool english = number % one_in_english == 1;
        (english ? write_english : write_chinese)(writer, names, place, period);
        all.push_back(finished(writer, words, place, period, english ? "en" : "zh"));
      }
    }
  }
  for (const PlaceId place : names.cities) {
    const Period year = Period::year(2015);
    const auto gdp = words.catalogue.by_id("gdp");
    if (!gdp || !cube::level(cube, *gdp, place, year) || !wanted()) continue;
    Writer writer(cube, number);
    write_accounts(writer, names, place, year);
    all.push_back(finished(writer, words, place, year, "zh"));
  }
  return all;
}

}  // namespace duibiao::corpus
