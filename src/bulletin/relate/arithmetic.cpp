#include "bulletin/relate/arithmetic.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include <fmt/core.h>

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Interval;
using num::Rounding;

/// Decimals of a quotient: of a ratio a hundred-millionth of a point, of an amount a ten-thousandth
/// of the base unit. More would leave products no room in 36 digits.
constexpr int ratio_decimals = 12;
constexpr int amount_decimals = 4;

/// Powers of ten that make a printed unit the base unit (ratios: of one).
int power_of(const Claim& claim) {
  switch (claim.unit.dimension()) {
    case Dimension::rate:
    case Dimension::percentage_point:
      return claim.unit.power() - 2;
    case Dimension::none:
      return 0;
    default:
      return claim.unit.power();
  }
}

std::size_t kind_of(const Claim& claim) {
  switch (claim.unit.dimension()) {
    case Dimension::rate:
    case Dimension::percentage_point:
    case Dimension::times:
    case Dimension::rank:
      return 0;
    case Dimension::none:
      // An unknown unit is comparable with itself alone.
      return claim.unit_text.empty() ? 0 : 1000 + std::hash<std::string>{}(claim.unit_text) / 2;
    default:
      return static_cast<std::size_t>(claim.unit.dimension());
  }
}

Error mixed() {
  return {ErrorCode::mixed_units, {"单位不同，不能直接计算", "the units differ"}, {}, {}};
}

/// Brought to few enough decimals to be multiplied, outwards.
Result<Interval> compact(const Interval& value) {
  if (value.low().scale() <= ratio_decimals && value.high().scale() <= ratio_decimals) return value;
  const auto low = value.low().rounded(ratio_decimals, Rounding::floor);
  if (!low) return tl::unexpected(low.error());
  const auto high = value.high().rounded(ratio_decimals, Rounding::ceiling);
  if (!high) return tl::unexpected(high.error());
  return Interval::make(*low, *high);
}

template <class Operation>
Result<Interval> combine(const Result<Interval>& a, const Result<Interval>& b,
                         Operation operation) {
  if (!a) return a;
  if (!b) return b;
  return operation(*a, *b);
}

/// x^degree, rounded up where it would not be held: what it does not exceed, the true power does
/// not exceed either.
Result<Decimal> raised(const Decimal& x, int degree) {
  Result<Decimal> product = Decimal::whole(1);
  for (int i = 0; i < degree && product; ++i) {
    product = product->times(x);
    if (product && product->scale() > ratio_decimals) {
      product = product->rounded(ratio_decimals, Rounding::ceiling);
    }
  }
  return product;
}

/// An x of `decimals` decimals with x^degree ≤ value < (x + 2 units)^degree, for value ≥ 0.
Result<Decimal> root_below(const Decimal& value, int degree, int decimals) {
  num::int128 low = 0;
  num::int128 high = 1;
  const auto fits = [&](num::int128 units) -> Result<bool> {
    const auto x = Decimal::make(units, decimals);
    if (!x) return tl::unexpected(x.error());
    const auto power = raised(*x, degree);
    if (!power) return tl::unexpected(power.error());
    return *power <= value;
  };
  for (;;) {
    const auto below = fits(high);
    if (!below) return tl::unexpected(below.error());
    if (!*below) break;
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const num::int128 middle = low + (high - low) / 2;
    const auto below = fits(middle);
    if (!below) return tl::unexpected(below.error());
    (*below ? low : high) = middle;
  }
  return Decimal::make(low, decimals);
}

std::string shown_unit(const Claim& claim, bool chinese) {
  if (claim.unit.dimension() == Dimension::rate) return std::string(claim.unit.symbol());
  if (claim.unit.dimension() == Dimension::rank) return "";
  if (claim.unit.dimension() == Dimension::percentage_point && chinese) return "个百分点";
  if (!claim.unit.known()) return claim.unit_text;
  if (chinese) return std::string(claim.unit.symbol());
  return fmt::format(" ({})", claim.unit.info().en);
}

}  // namespace

Quantity Quantity::of(const Claim& claim) {
  // 翻一番 doubles, 翻两番 doubles twice.
  if (claim.unit_text == "番") {
    const int doublings = static_cast<int>(std::min<num::int128>(claim.value.units(), 30));
    if (claim.value.scale() == 0 && doublings > 0) {
      return ratio(std::int64_t{1} << static_cast<unsigned>(doublings));
    }
  }
  return {claim.range.shifted(power_of(claim)), kind_of(claim)};
}

Quantity Quantity::ratio(Interval value) { return {value, 0}; }

Quantity Quantity::ratio(std::int64_t units, int decimals) {
  return {Interval::point(Decimal::of(units, decimals)), 0};
}

Quantity Quantity::failed(Error error) { return {tl::unexpected(std::move(error)), 0}; }

Quantity operator+(const Quantity& a, const Quantity& b) {
  if (a.kind_ != b.kind_) return Quantity::failed(mixed());
  return {combine(a.value_, b.value_, [](const auto& x, const auto& y) { return x.plus(y); }),
          a.kind_};
}

Quantity operator-(const Quantity& a, const Quantity& b) { return a + b.negated(); }

Quantity operator*(const Quantity& a, const Quantity& b) {
  if (a.kind_ != 0 && b.kind_ != 0) return Quantity::failed(mixed());
  return {combine(a.value_, b.value_,
                  [](const auto& x, const auto& y) -> Result<Interval> {
                    auto left = compact(x);
                    auto right = compact(y);
                    if (!left) return left;
                    if (!right) return right;
                    return left->times(*right);
                  }),
          std::max(a.kind_, b.kind_)};
}

Quantity operator/(const Quantity& a, const Quantity& b) {
  if (b.kind_ != 0 && a.kind_ != b.kind_) return Quantity::failed(mixed());
  const std::size_t kind = b.kind_ == 0 ? a.kind_ : 0;
  const int decimals = kind == 0 ? ratio_decimals : amount_decimals;
  return {combine(a.value_, b.value_,
                  [decimals](const auto& x, const auto& y) { return x.divided_by(y, decimals); }),
          kind};
}

Quantity Quantity::negated() const {
  return {value_ ? Result<Interval>(value_->negated()) : value_, kind_};
}

Quantity Quantity::hull(const Quantity& a, const Quantity& b) {
  if (a.kind_ != b.kind_) return failed(mixed());
  return {combine(a.value_, b.value_,
                  [](const auto& x, const auto& y) {
                    return Interval::make(std::min(x.low(), y.low()), std::max(x.high(), y.high()));
                  }),
          a.kind_};
}

Quantity Quantity::root(int degree) const {
  if (!value_) return *this;
  if (kind_ != 0 || value_->low().is_negative() || degree < 1 || degree > 10) {
    return failed({ErrorCode::bad_argument, {"不能开方", "there is no such root"}, {}, {}});
  }
  // Half of the digits of a quotient, so that the powers keep theirs.
  constexpr int decimals = 9;
  const auto low = root_below(value_->low(), degree, decimals);
  if (!low) return failed(low.error());
  const auto below = root_below(value_->high(), degree, decimals);
  if (!below) return failed(below.error());
  const auto high = below->plus(Decimal::of(2, decimals));
  if (!high) return failed(high.error());
  return {Interval::make(*low, *high), 0};
}

Quantity Quantity::power(int degree) const {
  Quantity product = ratio(1);
  for (int i = 0; i < degree; ++i) product = product * *this;
  return product;
}

Quantity Quantity::counted_as(const Quantity& other) const { return {value_, other.kind_}; }

Quantity Quantity::down_to_zero() const {
  if (!value_) return *this;
  return {Interval::make(std::min(value_->low(), Decimal()), std::max(value_->high(), Decimal())),
          kind_};
}

Result<Interval> Quantity::in_unit_of(const Claim& claim) const {
  if (!value_) return value_;
  if (kind_ != kind_of(claim)) return tl::unexpected(mixed());
  auto few = compact(*value_);
  if (!few) return few;
  return few->shifted(-power_of(claim));
}

Result<Evaluation> meeting(const Claim& tested, const Quantity& computed) {
  const auto allowed = computed.in_unit_of(tested);
  if (!allowed) return tl::unexpected(allowed.error());
  return Evaluation{num::meet(*allowed, tested.range), *allowed, tested.range, tested.unit};
}

Result<Evaluation> whole_meeting(const Claim& tested, const Quantity& computed) {
  auto evaluation = meeting(tested, computed);
  if (evaluation && evaluation->meeting == num::Meeting::edge) {
    evaluation->meeting = num::Meeting::overlap;
  }
  return evaluation;
}

Message print(const Claim& claim) {
  const std::string value = claim.value.to_string();
  if (claim.unit.dimension() == Dimension::rank || claim.unit_text == "rank") {
    return {fmt::format("第{}", value), fmt::format("rank {}", value)};
  }
  return {value + shown_unit(claim, true), value + shown_unit(claim, false)};
}

Message print(const Interval& interval, const Claim& like) {
  const bool whole = like.unit.dimension() == Dimension::rank;
  const int decimals = whole ? 0 : std::min(like.decimals() + 2, Decimal::max_scale);
  const auto text = [decimals](const Decimal& end) {
    const auto rounded = end.rounded(decimals, Rounding::half_up);
    return rounded ? rounded->to_string() : end.to_string();
  };
  const std::string low = text(interval.low());
  const std::string high = text(interval.high());
  const std::string zh = shown_unit(like, true);
  const std::string en = shown_unit(like, false);
  if (low == high) return {low + zh, low + en};
  return {fmt::format("{}{}～{}{}", low, zh, high, zh), fmt::format("{} to {}{}", low, high, en)};
}

}  // namespace duibiao::bulletin
