#include <algorithm>

#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {
namespace {

constexpr std::string_view part_of = "分之";

/// «百», «万万», «百万» without a digit before 分之: the power of the denominator.
std::optional<int> bare_denominator(std::string_view text, std::size_t at, std::size_t& end) {
  int power = 0;
  end = at;
  for (;;) {
    const HanRole role = role_at(text, end);
    if (role.role != Role::small_unit && role.role != Role::big_unit) break;
    power += role.value;
    end += han_bytes;
    if (power > 16) return std::nullopt;
  }
  if (power == 0 || !stands_at(text, end, part_of)) return std::nullopt;
  return power;
}

/// The numerator behind 分之, with its sign.
std::optional<Amount> numerator_at(std::string_view text, std::size_t at, const UnitWords& units,
                                   bool& negative) {
  negative = stands_at(text, at, "负") || stands_at(text, at, "-");
  if (negative) at += stands_at(text, at, "-") ? 1 : han_bytes;
  if (stands_at(text, at, "百") && role_at(text, at + han_bytes).role != Role::digit) {
    Amount hundred;  // 百分之百
    hundred.begin = at;
    hundred.end = hundred.magnitude_begin = at + han_bytes;
    hundred.printed = num::Decimal::whole(100);
    hundred.han = true;
    hundred.characters = 1;
    return hundred;
  }
  auto amount = scan_cardinal(text, at, units);
  if (!amount || amount->no_number) return std::nullopt;
  return amount;
}

/// «1/40», not «元/吨», «2019/10/18» or «24/7».
std::optional<Numeral> slashed(std::string_view text, const Amount& above) {
  if (!stands_at(text, above.end, "/") || !digit_at(text, above.end + 1)) return std::nullopt;
  if (above.begin > 0 && (text[above.begin - 1] == '/' || letter_at(text, above.begin - 1))) {
    return std::nullopt;
  }
  const Amount below = scan_digits(text, above.end + 1);
  const bool whole = above.power == 0 && above.printed.scale() == 0 && below.printed.scale() == 0;
  if (!whole || below.problem != Numeral::Problem::none || above.grouped || below.grouped ||
      below.printed <= above.printed || above.printed.is_zero() || letter_at(text, below.end) ||
      stands_at(text, below.end, "/") || text[above.end + 1] == '0' || text[above.begin] == '0') {
    return std::nullopt;
  }
  Numeral numeral = numeral_of(above);
  numeral.form = Numeral::Form::fraction;
  numeral.denominator = below.printed;
  numeral.span.end = numeral.with_unit.end = static_cast<std::uint32_t>(below.end);
  return numeral;
}

}  // namespace

std::optional<Numeral> rate_before(std::string_view text, std::size_t at, const UnitWords& units) {
  std::size_t end = 0;
  const auto power = bare_denominator(text, at, end);
  if (!power) return std::nullopt;
  bool negative = false;
  const auto amount = numerator_at(text, end + part_of.size(), units, negative);
  if (!amount) return std::nullopt;
  Numeral numeral = numeral_of(*amount);
  if (negative) {
    numeral.printed = numeral.printed.negated();
    numeral.signed_ = true;
    numeral.span.begin = static_cast<std::uint32_t>(end + part_of.size());
  }
  numeral.with_unit.begin = static_cast<std::uint32_t>(at);
  const bool single = end == at + han_bytes;
  if (single && *power == 2) {
    numeral.form = Numeral::Form::percent;
    numeral.unit_text = "%";
  } else if (single && *power == 3) {
    numeral.form = Numeral::Form::per_mille;
    numeral.unit_text = "‰";
  } else if (single && *power == 4) {
    numeral.form = Numeral::Form::per_myriad;
    numeral.unit_text = "‱";
  } else {
    numeral.form = Numeral::Form::fraction;
    numeral.span.begin = static_cast<std::uint32_t>(at);
    if (const auto whole = num::Decimal::whole(1).shifted(*power)) numeral.denominator = *whole;
  }
  set_rate_unit(numeral);
  return numeral;
}

std::optional<Numeral> fraction_at(std::string_view text, const Amount& below, const Amount* whole,
                                   const UnitWords& units) {
  if (!stands_at(text, below.end, part_of)) return std::nullopt;
  bool negative = false;
  const auto above = numerator_at(text, below.end + part_of.size(), units, negative);
  if (!above) return std::nullopt;
  const auto denominator = below.printed.shifted(below.power);
  auto numerator = above->printed.shifted(above->power);
  if (!denominator || !numerator || denominator->is_zero()) return std::nullopt;
  if (whole != nullptr) {
    const auto value = whole->printed.shifted(whole->power);
    const auto product = value ? value->times(*denominator) : value;
    numerator = product ? product->plus(*numerator) : product;
    if (!numerator) return std::nullopt;
  }
  Numeral numeral = numeral_of(whole != nullptr ? *whole : below);
  numeral.form = Numeral::Form::fraction;
  numeral.printed = negative ? numerator->negated() : *numerator;
  numeral.power = 0;
  numeral.denominator = *denominator;
  numeral.han_digits = below.han && above->han;
  numeral.span.end = numeral.with_unit.end = static_cast<std::uint32_t>(above->end);
  return numeral;
}

std::optional<Numeral> half_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (stands_at(text, at, "一半")) {
    end = at + 2 * han_bytes;
  } else if (stands_at(text, at, "半数")) {
    end = at + 2 * han_bytes;
  } else if (stands_at(text, at, "半") && any_before(text, at, {"近", "逾", "占"}) &&
             !any_at(text, at + han_bytes,
                     {"年", "导", "径", "个", "月", "成", "山", "程", "天"})) {
    end = at + han_bytes;
  } else {
    return std::nullopt;
  }
  Amount amount;
  amount.begin = at;
  amount.end = amount.magnitude_begin = end;
  amount.printed = num::Decimal::whole(1);
  amount.han = true;
  amount.half = true;
  Numeral numeral = numeral_of(amount);
  numeral.form = Numeral::Form::fraction;
  numeral.denominator = num::Decimal::whole(2);
  return numeral;
}

std::optional<Numeral> fraction_of(std::string_view text, const Amount& amount,
                                   const UnitWords& units) {
  if (amount.problem != Numeral::Problem::none) return std::nullopt;
  if (stands_at(text, amount.end, "又")) {
    if (const auto below = scan_cardinal(text, amount.end + han_bytes, units)) {
      return fraction_at(text, *below, &amount, units);
    }
  }
  if (auto fraction = fraction_at(text, amount, nullptr, units)) return fraction;
  return slashed(text, amount);
}

}  // namespace duibiao::bulletin::scan
