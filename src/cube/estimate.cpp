#include "cube/estimate.h"

#include <algorithm>
#include <utility>

namespace duibiao::cube {
namespace {

using num::Decimal;
using num::Interval;

Decimal one() { return Decimal::whole(1); }

bool is_one(const Decimal& value) { return value.scale() == 0 && value.units() == 1; }

/// Product without the decimal places that trailing zeros take up.
Result<Decimal> times(const Decimal& a, const Decimal& b) {
  if (is_one(a)) return b;
  if (is_one(b)) return a;
  return a.trimmed().times(b.trimmed());
}

/// The fraction of a sum or difference; the range is given by the caller.
Result<Estimate> combine(const Estimate& a, const Estimate& b, bool minus, const Interval& range) {
  if (is_one(a.bottom) && is_one(b.bottom)) {
    const auto top = minus ? a.top.minus(b.top) : a.top.plus(b.top);
    if (!top) return tl::unexpected(top.error());
    return Estimate{*top, one(), range};
  }
  const auto left = times(a.top, b.bottom);
  const auto right = times(b.top, a.bottom);
  const auto bottom = times(a.bottom, b.bottom);
  if (!left) return tl::unexpected(left.error());
  if (!right) return tl::unexpected(right.error());
  if (!bottom) return tl::unexpected(bottom.error());
  const auto top = minus ? left->minus(*right) : left->plus(*right);
  if (!top) return tl::unexpected(top.error());
  return Estimate{*top, *bottom, range};
}

}  // namespace

Estimate exactly(const Decimal& value) { return {value, one(), Interval::point(value)}; }

Result<Estimate> estimate_of(const Answer& answer) {
  if (!answer.derived || answer.method == Method::spans || answer.method == Method::formula_sum ||
      answer.method == Method::stock_date) {
    return Estimate{answer.value, one(), answer.range};
  }
  // Rounded answers carry their exact fraction; both of its sides are whole numbers.
  const auto top = Decimal::make(answer.point.numerator(), 0);
  const auto bottom = Decimal::make(answer.point.denominator(), 0);
  if (!top) return tl::unexpected(top.error());
  if (!bottom) return tl::unexpected(bottom.error());
  return Estimate{*top, *bottom, answer.range};
}

Result<Estimate> add(const Estimate& a, const Estimate& b) {
  const auto range = a.range.plus(b.range);
  if (!range) return tl::unexpected(range.error());
  return combine(a, b, false, *range);
}

Result<Estimate> subtract(const Estimate& a, const Estimate& b) {
  const auto range = a.range.minus(b.range);
  if (!range) return tl::unexpected(range.error());
  return combine(a, b, true, *range);
}

Result<Estimate> multiply(const Estimate& a, const Estimate& b) {
  const auto range = a.range.times(b.range);
  if (!range) return tl::unexpected(range.error());
  const auto top = times(a.top, b.top);
  if (!top) return tl::unexpected(top.error());
  const auto bottom = times(a.bottom, b.bottom);
  if (!bottom) return tl::unexpected(bottom.error());
  return Estimate{*top, *bottom, *range};
}

Result<Estimate> divide(const Estimate& a, const Estimate& b) {
  const auto range = a.range.divided_by(b.range, range_scale);
  if (!range) return tl::unexpected(range.error());
  const auto top = times(a.top, b.bottom);
  if (!top) return tl::unexpected(top.error());
  const auto bottom = times(a.bottom, b.top);
  if (!bottom) return tl::unexpected(bottom.error());
  return Estimate{*top, *bottom, *range};
}

Result<Estimate> shift(const Estimate& value, int power) {
  const auto top = value.top.shifted(power);
  if (!top) return tl::unexpected(top.error());
  const auto range = value.range.shifted(power);
  if (!range) return tl::unexpected(range.error());
  return Estimate{*top, value.bottom, *range};
}

Result<Estimate> relative_change(const Estimate& now, const Estimate& before) {
  auto quotient = divide(now, before);
  if (!quotient) return quotient;
  const auto top = quotient->top.minus(quotient->bottom);
  if (!top) return tl::unexpected(top.error());
  const auto range = quotient->range.minus(Interval::point(one()));
  if (!range) return tl::unexpected(range.error());
  return Estimate{*top, quotient->bottom, *range};
}

Outcome conclude(const FigureKey& key, const Result<Estimate>& estimate, Unit unit, int decimals,
                 Method method, std::vector<FigureKey> inputs) {
  if (!estimate) {
    return lacking(key, estimate.error().code == ErrorCode::division_by_zero
                            ? Lack::Reason::zero_base
                            : Lack::Reason::overflow);
  }
  const auto point = num::Ratio::make(estimate->top, estimate->bottom);
  if (!point) return lacking(key, Lack::Reason::overflow);
  const auto value = is_one(estimate->bottom) && estimate->top.scale() <= decimals
                         ? Result<Decimal>(estimate->top)
                         : point->rounded(decimals, num::Rounding::half_up);
  if (!value) return lacking(key, Lack::Reason::overflow);
  return {Answer{.key = key,
                 .value = *value,
                 .range = estimate->range,
                 .unit = unit,
                 .derived = true,
                 .published = {},
                 .inputs = std::move(inputs),
                 .method = method,
                 .point = *point},
          {}};
}

Outcome from_published(const FigureKey& key, const Published& published, Unit wanted) {
  const auto range = published.interval();
  if (!range) return lacking(key, Lack::Reason::overflow);
  Answer answer{.key = key,
                .value = published.value,
                .range = *range,
                .unit = published.unit,
                .derived = false,
                .published = published,
                .inputs = {key},
                .method = Method::published,
                .point = {}};
  const auto power =
      wanted == published.unit ? std::nullopt : power_between(published.unit, wanted);
  if (power) {
    // The interval is taken before the point moves: 12.48 万亿元 is 124800 ± 50 亿元.
    const auto value = published.value.shifted(*power);
    const auto moved = range->shifted(*power);
    if (!value || !moved) return lacking(key, Lack::Reason::overflow);
    answer.value = *value;
    answer.range = *moved;
    answer.unit = wanted;
  }
  answer.point = num::Ratio::of(answer.value);
  return {std::move(answer), {}};
}

Outcome lacking(const FigureKey& key, Lack::Reason reason) { return {{}, {Lack{key, reason}}}; }

Outcome lacking(std::initializer_list<const Outcome*> outcomes) {
  Outcome result;
  for (const Outcome* outcome : outcomes) {
    if (*outcome) continue;
    for (const Lack& lack : outcome->lacks) {
      const auto same = [&](const Lack& other) { return other.key == lack.key; };
      if (std::none_of(result.lacks.begin(), result.lacks.end(), same)) {
        result.lacks.push_back(lack);
      }
    }
  }
  return result;
}

std::vector<FigureKey> inputs_of(std::initializer_list<const Outcome*> outcomes) {
  std::vector<FigureKey> all;
  for (const Outcome* outcome : outcomes) {
    if (!*outcome) continue;
    for (const FigureKey& key : (*outcome)->inputs) {
      if (std::find(all.begin(), all.end(), key) == all.end()) all.push_back(key);
    }
  }
  return all;
}

std::optional<Result<LevelPair>> pair_of(const Answer& first, const Answer& second) {
  const auto a = estimate_of(first);
  if (!a) return tl::unexpected(a.error());
  auto b = estimate_of(second);
  if (!b) return tl::unexpected(b.error());
  if (first.unit != second.unit) {
    const auto power = power_between(second.unit, first.unit);
    if (!power) return {};
    b = shift(*b, *power);
    if (!b) return tl::unexpected(b.error());
  }
  return LevelPair{*a, *b};
}

std::optional<Lack::Reason> bad_base(const Answer& base) {
  if (base.range.high().is_negative()) return Lack::Reason::negative_base;
  if (base.value.is_negative()) return Lack::Reason::negative_base;
  const Decimal& low = base.range.low();
  if (low.is_zero() || low.is_negative()) return Lack::Reason::zero_base;
  return {};
}

Unit base_unit(Dimension dimension) {
  const auto table = Unit::table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].dimension == dimension && table[i].power == 0) {
      return Unit::at(static_cast<std::uint8_t>(i)).value_or(Unit());
    }
  }
  return {};
}

const Indicator& indicator_at(const Cube& cube, IndicatorId id) {
  static const Indicator unknown;
  const Catalogue& catalogue = cube.vocabulary().catalogue;
  return id.index < catalogue.size() ? catalogue.at(id) : unknown;
}

}  // namespace duibiao::cube
