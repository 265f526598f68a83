#include "bulletin/judge/edits.h"

#include <algorithm>
#include <string>
#include <utility>

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Interval;

constexpr int farthest_point = 3;
constexpr int myriad = 4;    ///< 万 ↔ 亿
constexpr int thousand = 3;  ///< million ↔ billion

/// The unit of a dimension with a power; Chinese units come first in the table.
std::optional<Unit> unit_with(Dimension dimension, int power) {
  const auto table = Unit::table();
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (table[i].dimension == dimension && table[i].power == power) {
      return Unit::at(static_cast<std::uint8_t>(i));
    }
  }
  return std::nullopt;
}

Claim with_unit(const Claim& claim, Unit unit) {
  Claim out = claim;
  out.unit = unit;
  out.unit_text = unit.symbol();
  return out;
}

bool share_like(Measure measure) {
  switch (measure) {
    case Measure::share:
    case Measure::share_change:
    case Measure::contribution_rate:
    case Measure::level:  // of indicators that are rates
    case Measure::other:
      return true;
    default:
      return false;
  }
}

void add_units(const Claim& claim, std::vector<Edit>& out) {
  const Unit unit = claim.unit;
  if (unit.dimension() == Dimension::rate) {
    const bool percent = unit == unit::percent();
    if (percent && share_like(claim.measure)) {
      out.push_back({with_unit(claim, unit::per_mille()), Slip::per_mille});
    }
    if (unit == unit::per_mille()) {
      out.push_back({with_unit(claim, unit::percent()), Slip::per_mille});
    }
    const bool difference =
        claim.measure == Measure::share_change || claim.measure == Measure::gap_pp;
    if (percent && (difference || claim.measure == Measure::growth_yoy)) {
      out.push_back({with_unit(claim, unit::percentage_point()), Slip::words});
    }
    return;
  }
  if (unit.dimension() == Dimension::none || unit.dimension() == Dimension::percentage_point ||
      unit.dimension() == Dimension::rank || unit.dimension() == Dimension::times) {
    return;
  }
  std::vector<int> powers{unit.power() + myriad, unit.power() - myriad};
  if (unit.power() % thousand == 0) {  // million and billion
    powers.insert(powers.end(), {unit.power() + thousand, unit.power() - thousand});
  }
  for (const int power : powers) {
    const auto other = unit_with(unit.dimension(), power);
    if (other) out.push_back({with_unit(claim, *other), Slip::magnitude});
  }
  const bool yuan = unit.dimension() == Dimension::cny;
  if (!yuan && unit.dimension() != Dimension::usd) return;
  const auto other = unit_with(yuan ? Dimension::usd : Dimension::cny, unit.power());
  if (other) out.push_back({with_unit(claim, *other), Slip::magnitude});
}

void add_sign(const Claim& claim, std::vector<Edit>& out) {
  if (claim.value.is_zero() || claim.measure == Measure::rank ||
      claim.measure == Measure::growth_rank || claim.measure == Measure::share) {
    return;
  }
  Claim other = claim;
  other.value = claim.value.negated();
  other.range = claim.range.negated();
  out.push_back({std::move(other), Slip::sign});
}

void add_points(const Claim& claim, std::vector<Edit>& out) {
  if (claim.unit.dimension() == Dimension::rank) return;
  for (int k = 1; k <= farthest_point; ++k) {
    for (const int power : {-k, k}) {
      const auto value = claim.value.shifted(power);
      auto moved = value ? with_value(claim, *value) : std::nullopt;
      if (moved) out.push_back({std::move(*moved), Slip::point});
    }
  }
}

/// The digits without sign and point, at least one before the point.
std::string digits_of(const Decimal& value) {
  std::string digits = value.magnitude().to_string();
  std::erase(digits, '.');
  return digits;
}

void add_number(const Claim& claim, const std::string& digits, Slip slip, std::vector<Edit>& out) {
  const auto scale = static_cast<std::size_t>(claim.value.scale());
  const bool leading_zero = digits.size() > scale + 1 && digits.front() == '0';
  if (leading_zero || digits.size() > 18) return;
  std::int64_t units = 0;
  for (const char digit : digits) units = units * 10 + (digit - '0');
  const auto value = Decimal::of(claim.value.is_negative() ? -units : units, claim.value.scale());
  auto changed = with_value(claim, value);
  if (changed) out.push_back({std::move(*changed), slip});
}

void add_digits(const Claim& claim, std::vector<Edit>& out) {
  const std::string digits = digits_of(claim.value);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == digits[i]) continue;
      std::string other = digits;
      other[i] = digit;
      add_number(claim, other, Slip::digit, out);
    }
  }
  for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
    if (digits[i] == digits[i + 1]) continue;
    std::string other = digits;
    std::swap(other[i], other[i + 1]);
    add_number(claim, other, Slip::swap, out);
  }
}

/// One digit more or less in print.
bool one_digit_missing(const std::string& shorter, const std::string& longer) {
  if (shorter.size() + 1 != longer.size()) return false;
  std::size_t i = 0;
  while (i < shorter.size() && shorter[i] == longer[i]) ++i;
  return shorter.compare(i, std::string::npos, longer, i + 1, std::string::npos) == 0;
}

}  // namespace

std::optional<Claim> with_value(const Claim& claim, const Decimal& value) {
  Claim out = claim;
  out.value = value;
  const auto old = Interval::of_printed(claim.value);
  const auto printed = Interval::of_printed(value);
  if (!old || !printed) return std::nullopt;
  const bool plain = claim.range.low() == old->low() && claim.range.high() == old->high();
  const bool whole = claim.range.low() == claim.range.high();
  if (plain || whole) {
    out.range = whole ? Interval::point(value) : *printed;
    return out;
  }
  const auto step = value.minus(claim.value);
  const auto low = step ? claim.range.low().plus(*step) : step;
  const auto high = step ? claim.range.high().plus(*step) : step;
  const auto moved = low && high ? Interval::make(*low, *high) : Result<Interval>(*printed);
  if (!moved) return std::nullopt;
  out.range = *moved;
  return out;
}

std::vector<Edit> edits_of(const Claim& claim) {
  std::vector<Edit> out;
  add_units(claim, out);
  add_sign(claim, out);
  add_points(claim, out);
  add_digits(claim, out);
  return out;
}

Slip slip_between(const Claim& printed, const Claim& right) {
  for (const Edit& edit : edits_of(printed)) {
    if (edit.claim.unit == right.unit && edit.claim.value == right.value) return edit.slip;
  }
  const std::string a = printed.value.magnitude().to_string();
  const std::string b = right.value.magnitude().to_string();
  const bool alike = printed.unit == right.unit && printed.value.scale() == right.value.scale() &&
                     printed.value.is_negative() == right.value.is_negative();
  if (alike && (one_digit_missing(a, b) || one_digit_missing(b, a))) return Slip::digit;
  return Slip::none;
}

}  // namespace duibiao::bulletin
