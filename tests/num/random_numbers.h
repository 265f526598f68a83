#pragma once

#include <array>
#include <cstdint>
#include <random>

#include "num/decimal.h"

namespace duibiao::num {

inline constexpr std::array all_rules{Rounding::half_up, Rounding::half_even, Rounding::truncate,
                                      Rounding::floor, Rounding::ceiling};

/// Decimals of every size and scale, the awkward ones (0, ±1, powers of ten, the limits) often.
class RandomDecimals {
 public:
  explicit RandomDecimals(std::uint64_t seed) : engine_(seed) {}

  [[nodiscard]] int below(int bound) {
    return static_cast<int>(engine_() % static_cast<std::uint64_t>(bound));
  }

  [[nodiscard]] int128 units(int max_digits) {
    const int digits = below(max_digits + 1);
    int128 value = 0;
    const int kind = below(8);
    for (int i = 0; i < digits; ++i) {
      int digit = below(10);
      if (kind == 0) digit = 9;
      if (kind == 1) digit = i == 0 ? 1 : 0;
      if (kind == 2) digit = i + 1 == digits ? 5 : 0;
      value = value * 10 + digit;
    }
    return below(2) == 0 ? value : -value;
  }

  [[nodiscard]] Decimal decimal(int max_digits = Decimal::max_digits,
                                int max_scale = Decimal::max_scale) {
    const int128 mantissa = units(max_digits);
    return Decimal::make(mantissa, below(max_scale + 1)).value();
  }

 private:
  std::mt19937_64 engine_;  // its sequence is fixed by the standard
};

}  // namespace duibiao::num
