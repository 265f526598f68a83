#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cube/measures.h"

/// How measures compute, for the rooms that derive (cube, compare).
namespace duibiao::cube {

/// Decimals of derived rates, and of the ends of their ranges (outward) before they become percent.
inline constexpr int rate_decimals = 2;
inline constexpr int range_scale = 12;

/// A number on its way through a formula: the exact fraction top ÷ bottom that the printed points
/// give, beside the interval that the printed precision gives. Rounded only at the end.
struct Estimate {
  num::Decimal top;
  num::Decimal bottom = num::Decimal::whole(1);
  num::Interval range;
};

[[nodiscard]] Estimate exactly(const num::Decimal& value);
/// The level of an answer as an estimate: its value is exact, not rounded.
[[nodiscard]] Result<Estimate> estimate_of(const Answer& answer);
[[nodiscard]] Result<Estimate> add(const Estimate& a, const Estimate& b);
[[nodiscard]] Result<Estimate> subtract(const Estimate& a, const Estimate& b);
[[nodiscard]] Result<Estimate> multiply(const Estimate& a, const Estimate& b);
/// Errors: division_by_zero also when the divisor's range holds zero.
[[nodiscard]] Result<Estimate> divide(const Estimate& a, const Estimate& b);
[[nodiscard]] Result<Estimate> shift(const Estimate& value, int power);
/// now ÷ before − 1, as a plain ratio. The range uses one division, so `before` counts once.
[[nodiscard]] Result<Estimate> relative_change(const Estimate& now, const Estimate& before);

/// Makes the derived answer: one rounding (half up) to `decimals`. A failed estimate becomes a lack
/// of `key`: zero_base for a division by zero, else overflow.
[[nodiscard]] Outcome conclude(const FigureKey& key, const Result<Estimate>& estimate, Unit unit,
                               int decimals, Method method, std::vector<FigureKey> inputs);

/// A published figure as an answer, in `wanted` when that is the same dimension, else as printed.
[[nodiscard]] Outcome from_published(const FigureKey& key, const Published& published, Unit wanted);

[[nodiscard]] Outcome lacking(const FigureKey& key, Lack::Reason reason);
/// The lacks of all failed outcomes together, without repeats.
[[nodiscard]] Outcome lacking(std::initializer_list<const Outcome*> outcomes);
/// The inputs of the outcomes' answers one after the other, without repeats.
[[nodiscard]] std::vector<FigureKey> inputs_of(std::initializer_list<const Outcome*> outcomes);

/// Two levels in one unit; nothing when their dimensions differ.
struct LevelPair {
  Estimate first;
  Estimate second;
};
[[nodiscard]] std::optional<Result<LevelPair>> pair_of(const Answer& first, const Answer& second);

/// Whether `base` may be divided by for a growth or share.
[[nodiscard]] std::optional<Lack::Reason> bad_base(const Answer& base);

/// The unit of this dimension whose power is 0; unknown when the table has none.
[[nodiscard]] Unit base_unit(Dimension dimension);

[[nodiscard]] const Indicator& indicator_at(const Cube& cube, IndicatorId id);

}  // namespace duibiao::cube
