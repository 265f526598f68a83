#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

/// Magnitudes right behind a number: 万亿, 千万, « billion». Adds them to the amount.
void take_magnitudes(std::string_view text, Amount& amount, const UnitWords& units) {
  std::size_t at = amount.end;
  int power = 0;
  if (is_surplus(text, at)) {
    const HanRole next = role_at(text, at + han_bytes);
    if (next.role == Role::big_unit || (next.role == Role::small_unit && next.value > 1)) {
      at += han_bytes;
      amount.surplus = true;
    }
  } else if (stands_at(text, at, " ") && han_at(text, at + 1)) {
    ++at;  // «1912.0 亿元»
  }
  const std::size_t begin = at;
  for (;;) {
    const HanRole role = role_at(text, at);
    if (role.role != Role::small_unit && role.role != Role::big_unit) break;
    if (role.formal || power + role.value > 16 || begins_unit(text, at, units)) break;
    power += role.value;
    at += han_bytes;
  }
  if (at == begin) return;
  amount.power += power;
  amount.magnitude_begin = begin;
  amount.end = at;
}

struct EnglishMagnitude {
  std::string_view word;
  int power;
};
constexpr EnglishMagnitude english_magnitudes[] = {
    {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}, {"mln", 6}, {"mn", 6},
    {"bln", 9},      {"bn", 9},      {"trn", 12},    {"tn", 12},       {"k", 3},
};

void take_english_magnitude(std::string_view text, Amount& amount, bool currency,
                            const UnitWords& units) {
  std::size_t at = amount.end;
  const bool apart = stands_at(text, at, " ") || stands_at(text, at, "-");
  if (apart) ++at;
  for (const EnglishMagnitude& magnitude : english_magnitudes) {
    const std::size_t end = at + magnitude.word.size();
    if (!stands_at(text, at, magnitude.word) || letter_at(text, end)) continue;
    if (apart && magnitude.word.size() < 3 && magnitude.word != "bn") continue;
    amount.power += magnitude.power;
    amount.magnitude_begin = at;
    amount.end = end;
    return;
  }
  if (apart || letter_at(text, at + 1)) return;
  // «US$5m», «1.2m TEUs»; «5m» alone is a length.
  const bool counted = stands_at(text, at + 1, " ") && units.at(text, at + 2);
  if (!currency && !counted) return;
  if (stands_at(text, at, "m") || stands_at(text, at, "b")) {
    amount.power += text[at] == 'm' ? 6 : 9;
    amount.magnitude_begin = at;
    amount.end = at + 1;
  }
}

/// 五十五点五七九: the decimals of a Chinese number. A time (十点二十) has none.
void take_han_decimals(std::string_view text, Amount& amount, const UnitWords& units) {
  if (amount.power != 0 && amount.magnitude_begin != amount.end) {
    const auto whole = amount.printed.shifted(amount.power);
    if (!whole) return;
    Amount flat = amount;
    flat.printed = *whole;
    flat.power = 0;
    flat.magnitude_begin = flat.end;
    take_han_decimals(text, flat, units);
    if (flat.end != amount.end) amount = flat;
    return;
  }
  if (!stands_at(text, amount.end, "点")) return;
  std::size_t at = amount.end + han_bytes;
  num::Decimal value = amount.printed;
  int scale = 0;
  for (;; at += han_bytes) {
    const HanRole role = role_at(text, at);
    if (role.role != Role::digit || role.liang || role.formal) break;
    if (++scale > num::Decimal::max_scale) return;
    const auto fraction = num::Decimal::make(role.value, scale);
    const auto sum = fraction ? value.plus(*fraction) : fraction;
    if (!sum) return;
    value = *sum;
  }
  const HanRole next = role_at(text, at);
  if (scale == 0 || (next.role == Role::small_unit && next.value < 3)) return;
  amount.characters += static_cast<std::size_t>(scale) + 1;
  amount.printed = value;
  amount.end = amount.magnitude_begin = at;
  const bool surplus = amount.surplus;
  take_magnitudes(text, amount, units);
  amount.surplus = amount.surplus || surplus;
}

}  // namespace

std::optional<Amount> scan_cardinal(std::string_view text, std::size_t at, const UnitWords& units,
                                    bool currency) {
  if (!digit_at(text, at) && !(stands_at(text, at, ".") && digit_at(text, at + 1))) {
    auto built = build_cardinal(text, at, units);
    if (built && !built->no_number) take_han_decimals(text, *built, units);
    return built;
  }
  Amount amount = scan_digits(text, at);
  if (amount.problem == Numeral::Problem::two_points) return amount;
  const Amount digits = amount;
  take_magnitudes(text, amount, units);
  if (amount.end == digits.end) {
    take_english_magnitude(text, amount, currency, units);
    return amount;
  }
  if (digits.grouped || digits.printed.scale() > 0 || amount.surplus) return amount;
  const auto built = build_cardinal(text, at, units);
  if (built && !built->no_number && built->end > amount.end) return built;
  return amount;
}

}  // namespace duibiao::bulletin::scan
