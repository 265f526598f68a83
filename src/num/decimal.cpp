#include "num/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "num/wide.h"

namespace duibiao::num {

namespace {

using wide::uint128;
using wide::Uint256;

constexpr int digit_buffer = 40;  // a 128-bit integer has at most 39 digits

tl::unexpected<Error> overflow() {
  return fail(
      ErrorCode::overflow,
      {"数值超出可精确表示的范围（36 位数字、24 位小数）",
       "the number leaves the range kept exactly (36 digits, 24 decimals)"},
      {"请检查数值和单位，或减少小数位数", "check the value and its unit, or use fewer decimals"});
}

tl::unexpected<Error> division_by_zero() {
  return fail(ErrorCode::division_by_zero, {"除数为零", "division by zero"},
              {"请检查作为除数的数据", "check the figure that is divided by"});
}

bool in_range(uint128 magnitude) { return magnitude < wide::power_of_ten(Decimal::max_digits); }

bool valid_scale(int scale) { return scale >= 0 && scale <= Decimal::max_scale; }

/// Takes one trailing zero off; false when there is none.
bool drop_zero(uint128& value) {
  if (value % 10 != 0) return false;
  value /= 10;
  return true;
}

int128 with_sign(uint128 magnitude, bool negative) {
  return negative ? -static_cast<int128>(magnitude) : static_cast<int128>(magnitude);
}

std::string_view write_digits(uint128 value, std::array<char, digit_buffer>& buffer) {
  auto* const end = buffer.data() + buffer.size();
  auto* begin = end;
  do {
    *--begin = static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  } while (value != 0);
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// |value| brought to a larger scale, in 256 bits. 36 digits and 25 more always fit.
Uint256 aligned(const Decimal& value, int scale) {
  Uint256 result{0, wide::magnitude(value.units())};
  static_cast<void>(wide::scale_up(result, scale - value.scale()));
  return result;
}

}  // namespace

Result<Decimal> Decimal::make(int128 units, int scale) {
  if (!valid_scale(scale)) return overflow();
  if (!in_range(wide::magnitude(units))) return overflow();
  return Decimal(units, scale);
}

std::string Decimal::to_string() const {
  std::array<char, digit_buffer> buffer;
  const std::string_view digits = write_digits(wide::magnitude(units_), buffer);
  std::string text;
  text.reserve(static_cast<std::size_t>(digit_buffer) + 4);
  if (is_negative()) text += '-';
  const std::size_t decimals = scale_;
  if (digits.size() > decimals) {
    text += digits.substr(0, digits.size() - decimals);
  } else {
    text += '0';
  }
  if (decimals == 0) return text;
  text += '.';
  if (digits.size() < decimals) text.append(decimals - digits.size(), '0');
  text += digits.substr(digits.size() > decimals ? digits.size() - decimals : 0);
  return text;
}

double Decimal::approx() const {
  // Both are exact doubles here, so one division rounds once.
  constexpr int exact_power = 22;
  const uint128 size = wide::magnitude(units_);
  if (size <= (uint128{1} << 53) && scale_ <= exact_power) {
    const double quotient =
        static_cast<double>(size) / static_cast<double>(wide::power_of_ten(scale_));
    return is_negative() ? -quotient : quotient;
  }
  const std::string text = to_string();
  double nearest = 0;
  std::from_chars(text.data(), text.data() + text.size(), nearest);
  return nearest;
}

Result<Decimal> Decimal::plus(const Decimal& other) const {
  const int scale = std::max(scale_, other.scale_);
  const Uint256 a = aligned(*this, scale);
  const Uint256 b = aligned(other, scale);
  if (a.high != 0 || b.high != 0 || !in_range(a.low) || !in_range(b.low)) {
    // Two numbers out of range may still cancel: 10^35 − 10^35 with decimals is a small number.
    if (is_negative() == other.is_negative()) return overflow();
    const Uint256 gap = a >= b ? wide::difference(a, b) : wide::difference(b, a);
    if (gap.high != 0 || !in_range(gap.low)) return overflow();
    return make(with_sign(gap.low, a >= b ? is_negative() : other.is_negative()), scale);
  }
  return make(with_sign(a.low, is_negative()) + with_sign(b.low, other.is_negative()), scale);
}

Result<Decimal> Decimal::minus(const Decimal& other) const { return plus(other.negated()); }

Result<Decimal> Decimal::times(const Decimal& other) const {
  const bool negative = is_negative() != other.is_negative();
  uint128 a = wide::magnitude(units_);
  uint128 b = wide::magnitude(other.units_);
  int scale = scale_ + other.scale_;
  Uint256 units = wide::product(a, b);
  while (scale > 0 && (scale > max_scale || units.high != 0 || !in_range(units.low))) {
    const wide::Division tenth = wide::divide(units, {0, 10});
    if (tenth.remainder != Uint256{}) return overflow();
    units = tenth.quotient;
    --scale;
  }
  if (units.high != 0 || !in_range(units.low)) return overflow();
  return Decimal(with_sign(units.low, negative), scale);
}

Result<Decimal> Decimal::rounded(int scale, Rounding rule) const {
  if (!valid_scale(scale)) return overflow();
  if (scale == scale_) return *this;
  Uint256 dividend{0, wide::magnitude(units_)};
  Uint256 divisor{0, 1};
  if (scale > scale_) {
    static_cast<void>(wide::scale_up(dividend, scale - scale_));
  } else {
    divisor.low = wide::power_of_ten(scale_ - scale);
  }
  int128 units = 0;
  if (!wide::divide_rounded(dividend, divisor, is_negative(), rule, units)) return overflow();
  return Decimal(units, scale);
}

Result<Decimal> Decimal::shifted(int power) const {
  if (is_zero()) {
    const int moved = scale_ - std::clamp(power, -max_scale, max_scale);
    return Decimal(0, std::clamp(moved, 0, max_scale));
  }
  // Beyond this no digit of any number is left in range; also keeps the sums below small.
  constexpr int reach = max_digits + max_scale;
  if (power > reach || power < -reach) return overflow();
  int scale = scale_ - power;
  uint128 units = wide::magnitude(units_);
  if (scale < 0) {
    Uint256 scaled{0, units};
    if (!wide::scale_up(scaled, -scale) || scaled.high != 0) return overflow();
    units = scaled.low;
    scale = 0;
  }
  while (scale > max_scale && drop_zero(units)) --scale;
  return make(with_sign(units, is_negative()), scale);
}

Decimal Decimal::trimmed() const {
  uint128 units = wide::magnitude(units_);
  int scale = scale_;
  while (scale > 0 && drop_zero(units)) --scale;
  return Decimal(with_sign(units, is_negative()), scale);
}

Decimal Decimal::half_unit() const { return Decimal(5, scale_ + 1); }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.units_ <=> b.units_;
  if (a.is_negative() != b.is_negative()) {
    return a.is_negative() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  const int scale = std::max(a.scale_, b.scale_);
  const Uint256 left = aligned(a, scale);
  const Uint256 right = aligned(b, scale);
  return a.is_negative() ? right <=> left : left <=> right;
}

Result<Decimal> divide(const Decimal& dividend, const Decimal& divisor, int scale, Rounding rule) {
  if (divisor.is_zero()) return division_by_zero();
  if (!valid_scale(scale)) return overflow();
  Uint256 top{0, wide::magnitude(dividend.units())};
  Uint256 bottom{0, wide::magnitude(divisor.units())};
  const int power = scale - dividend.scale() + divisor.scale();
  // A dividend of more than 256 bits over a divisor of at most 120 gives more than 36 digits.
  if (!wide::scale_up(power > 0 ? top : bottom, power > 0 ? power : -power)) return overflow();
  int128 units = 0;
  const bool negative = dividend.is_negative() != divisor.is_negative();
  if (!wide::divide_rounded(top, bottom, negative, rule, units)) return overflow();
  return Decimal::make(units, scale);
}

Result<Ratio> Ratio::make(const Decimal& numerator, const Decimal& denominator) {
  if (denominator.is_zero()) return division_by_zero();
  uint128 top = wide::magnitude(numerator.units());
  uint128 bottom = wide::magnitude(denominator.units());
  const int power = denominator.scale() - numerator.scale();
  uint128& raised = power > 0 ? top : bottom;
  uint128& other = power > 0 ? bottom : top;
  uint128 factor = wide::power_of_ten(power > 0 ? power : -power);
  constexpr uint128 limit = (uint128{1} << 127) - 1;
  if (raised != 0 && factor > limit / raised) {
    // Only now is reducing worth its cost.
    const uint128 common = wide::common_divisor(top, bottom);
    top /= common;
    bottom /= common;
    const uint128 shared = wide::common_divisor(other, factor);
    other /= shared;
    factor /= shared;
    if (raised != 0 && factor > limit / raised) return overflow();
  }
  raised *= factor;
  Ratio ratio;
  ratio.numerator_ = with_sign(top, numerator.is_negative() != denominator.is_negative());
  ratio.denominator_ = static_cast<int128>(bottom);
  return ratio;
}

Ratio Ratio::of(const Decimal& value) {
  Ratio ratio;
  ratio.numerator_ = value.units();
  ratio.denominator_ = static_cast<int128>(wide::power_of_ten(value.scale()));
  return ratio;
}

double Ratio::approx() const {
  return static_cast<double>(numerator_) / static_cast<double>(denominator_);
}

Result<Decimal> Ratio::rounded(int scale, Rounding rule) const {
  if (!valid_scale(scale)) return overflow();
  Uint256 top{0, wide::magnitude(numerator_)};
  static_cast<void>(wide::scale_up(top, scale));  // 127 bits and 24 digits fit
  const Uint256 bottom{0, wide::magnitude(denominator_)};
  int128 units = 0;
  if (!wide::divide_rounded(top, bottom, numerator_ < 0, rule, units)) return overflow();
  return Decimal::make(units, scale);
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  if ((a.numerator_ < 0) != (b.numerator_ < 0)) return a.numerator_ <=> b.numerator_;
  const Uint256 left =
      wide::product(wide::magnitude(a.numerator_), wide::magnitude(b.denominator_));
  const Uint256 right =
      wide::product(wide::magnitude(b.numerator_), wide::magnitude(a.denominator_));
  return a.numerator_ < 0 ? right <=> left : left <=> right;
}

}  // namespace duibiao::num
