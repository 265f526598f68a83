#include "render/words.h"

#include <fmt/format.h>

#include <cstdlib>

namespace duibiao::render {
namespace {

/// The unit in which a reader of the language counts large sums: Chinese in 亿, English in
/// billions.
Unit counting_unit(Unit shown, Language language) {
  if (language == Language::zh) return shown;
  struct Pair {
    std::string_view zh;
    std::string_view en;
  };
  static constexpr Pair pairs[] = {{"亿元", "十亿元"}, {"亿美元", "十亿美元"}};
  for (const Pair& pair : pairs) {
    if (shown.symbol() != pair.zh) continue;
    if (const std::optional<Unit> found = Unit::find(pair.en)) return *found;
  }
  return shown;
}

std::string currency_en(Dimension dimension) {
  switch (dimension) {
    case Dimension::cny:
      return "CNY";
    case Dimension::usd:
      return "USD";
    case Dimension::eur:
      return "EUR";
    case Dimension::gbp:
      return "GBP";
    case Dimension::jpy:
      return "JPY";
    case Dimension::hkd:
      return "HKD";
    default:
      return {};
  }
}

std::string_view magnitude_en(int power) {
  switch (power) {
    case 3:
      return " thousand";
    case 4:
      return " × 10,000";
    case 6:
      return " million";
    case 8:
      return " × 100 million";
    case 9:
      return " billion";
    case 12:
      return " trillion";
    default:
      return "";
  }
}

/// Minus as the typographic sign, so that columns read calmly and a hyphen is never a sign.
std::string digits(const num::Decimal& value) {
  const std::string text = value.to_string();
  return value.is_negative() ? "−" + text.substr(1) : text;
}

}  // namespace

Quantity for_reading(const num::Decimal& value, Unit unit, Unit shown, int decimals,
                     Language language) {
  const Unit target = counting_unit(shown, language);
  const std::optional<int> power = power_between(unit, target);
  const bool feigns = power && *power > value.scale();
  const Unit kept = power && !feigns ? target : unit;
  num::Decimal out = value;
  if (const Result<num::Decimal> converted = convert(value, unit, kept)) out = *converted;
  if (kept.power() == 9 && target != shown)
    decimals += 1;  // a billion holds one digit more than 亿
  return {at_most(out, decimals), kept};
}

std::string unit_word(Unit unit, Language language) {
  if (language == Language::zh) return std::string(unit.symbol());
  switch (unit.dimension()) {
    case Dimension::rate:
      return std::string(unit.symbol());
    case Dimension::percentage_point:
      return "pp";
    case Dimension::none:
      return "";
    default:
      return std::string(unit.info().en);
  }
}

std::string worded(const Quantity& quantity, Language language) {
  const Dimension dimension = quantity.unit.dimension();
  if (dimension == Dimension::rank) {
    return language == Language::zh ? fmt::format("第{}位", digits(quantity.value))
                                    : "#" + digits(quantity.value);
  }
  if (language == Language::zh && dimension == Dimension::percentage_point) {
    return digits(quantity.value) + "个百分点";
  }
  if (language == Language::zh || dimension == Dimension::rate) {
    return digits(quantity.value) + std::string(quantity.unit.symbol());
  }
  const std::string currency = currency_en(dimension);
  if (!currency.empty()) {
    return fmt::format("{} {}{}", currency, digits(quantity.value),
                       magnitude_en(quantity.unit.power()));
  }
  const std::string word = unit_word(quantity.unit, language);
  return word.empty() ? digits(quantity.value) : digits(quantity.value) + " " + word;
}

Quantity level_quantity(const Indicator& indicator, const cube::Answer& answer, Language language) {
  return for_reading(answer.value, answer.unit, indicator.unit, 2, language);
}

num::Decimal at_most(const num::Decimal& value, int decimals) {
  if (value.scale() <= decimals) return value;
  return value.rounded(decimals, num::Rounding::half_up).value_or(value);
}

std::string signed_rate(const num::Decimal& value, Unit unit, Language language) {
  const num::Decimal shown = at_most(value, 2);
  const std::string sign = shown.is_negative() || shown.is_zero() ? "" : "+";
  std::string word = unit_word(unit, language);
  if (unit.dimension() == Dimension::percentage_point && language == Language::en) word = " pp";
  return sign + digits(shown) + word;
}

std::string moved(std::optional<int> before, int now) {
  if (!before) return "";
  if (*before == now) return "–";
  return *before > now ? fmt::format("↑{}", *before - now) : fmt::format("↓{}", now - *before);
}

std::string rank_words(int rank, int best, int worst) {
  return best == worst ? fmt::format("{}", rank) : fmt::format("{} ({}–{})", rank, best, worst);
}

const std::string& name_of(const Indicator& indicator, Language language) {
  return language == Language::zh || indicator.en.empty() ? indicator.zh : indicator.en;
}
const std::string& short_name_of(const Indicator& indicator, Language language) {
  const std::string& brief = language == Language::zh ? indicator.short_zh : indicator.short_en;
  return brief.empty() ? name_of(indicator, language) : brief;
}
const std::string& name_of(const Place& place, Language language) {
  return language == Language::zh || place.en.empty() ? place.zh : place.en;
}
const std::string& short_name_of(const Place& place, Language language) {
  if (language == Language::en && !place.en.empty()) return place.en;
  return place.short_zh.empty() ? place.zh : place.short_zh;
}
std::string name_of(const Period& period, Language language) {
  return language == Language::zh ? period.display_zh() : period.display_en();
}
std::string name_of(Measure measure, Language language) {
  return std::string(language == Language::zh ? zh_of(measure) : en_of(measure));
}
std::string name_of(const FigureKey& key, const Vocabulary& words, Language language) {
  std::string out = name_of(words.places.at(key.place), language);
  out += language == Language::zh ? "" : ", ";
  out += name_of(words.catalogue.at(key.indicator), language);
  out += language == Language::zh ? " " : ", ";
  out += name_of(key.period, language);
  if (key.measure != Measure::level) {
    out += (language == Language::zh ? " " : ", ") + name_of(key.measure, language);
  }
  return out;
}

}  // namespace duibiao::render
