#include "num/interval.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "num/exact.h"
#include "num/random_numbers.h"

namespace duibiao::num {
namespace {

using exact::Rational;
using exact::rational;

Decimal dec(std::string_view text) { return Decimal::parse(text).value(); }

Interval printed(std::string_view text, Rounding rule = Rounding::half_up) {
  return Interval::of_printed(dec(text), rule).value();
}

std::string show(const Interval& interval) {
  return (interval.low_closed() ? "[" : "(") + interval.low().to_string() + ", " +
         interval.high().to_string() + (interval.high_closed() ? "]" : ")");
}

/// Every interval with ends −2 … 2 in steps of a half, and every choice of open and closed ends.
std::vector<Interval> small_intervals() {
  std::vector<Interval> all;
  for (int low = -4; low <= 4; ++low) {
    for (int high = low; high <= 4; ++high) {
      for (const bool low_closed : {true, false}) {
        for (const bool high_closed : {true, false}) {
          const auto interval = Interval::make(Decimal::of(low * 5, 1), Decimal::of(high * 5, 1),
                                               low_closed, high_closed);
          if (interval) all.push_back(*interval);
        }
      }
    }
  }
  return all;
}

const Rational epsilon{1, 1'000'000};

/// Its ends, or points a millionth inside of open ones, and zero where it is inside.
std::vector<Rational> samples(const Interval& interval) {
  const Rational low = rational(interval.low());
  const Rational high = rational(interval.high());
  std::vector<Rational> points{interval.low_closed() ? low : low + epsilon,
                               interval.high_closed() ? high : high - epsilon};
  if (interval.contains(Decimal{})) points.push_back(Rational{0});
  return points;
}

bool holds(const Interval& interval, const Rational& value) {
  const auto low = value <=> rational(interval.low());
  const auto high = value <=> rational(interval.high());
  return (low > 0 || (low == 0 && interval.low_closed())) &&
         (high < 0 || (high == 0 && interval.high_closed()));
}

/// The result holds every value, reaches each closed end, and is close to each open one.
template <class Operation>
void expect_tight(const Interval& a, const Interval& b, const Interval& result,
                  const Rational& slack, Operation operation) {
  std::optional<Rational> least;
  std::optional<Rational> most;
  for (const Rational& x : samples(a)) {
    for (const Rational& y : samples(b)) {
      const Rational value = operation(x, y);
      ASSERT_TRUE(holds(result, value)) << show(a) << show(b) << show(result);
      if (!least || value < *least) least = value;
      if (!most || value > *most) most = value;
    }
  }
  const Rational below = *least - rational(result.low());
  const Rational above = rational(result.high()) - *most;
  ASSERT_TRUE(below <= slack && above <= slack) << show(a) << show(b) << show(result);
  if (result.low_closed()) {
    ASSERT_TRUE(below == Rational{0}) << show(a) << show(b) << show(result);
  }
  if (result.high_closed()) {
    ASSERT_TRUE(above == Rational{0}) << show(a) << show(b) << show(result);
  }
}

TEST(IntervalMake, RefusesWhatHoldsNoNumber) {
  EXPECT_EQ(Interval::make(dec("2"), dec("1")).error().code, ErrorCode::bad_argument);
  EXPECT_FALSE(Interval::make(dec("1"), dec("1.0"), true, false));
  EXPECT_TRUE(Interval::make(dec("1"), dec("1.0")));
}

TEST(IntervalOfPrinted, IsHalfAUnitToBothSidesWithBothEnds) {
  EXPECT_EQ(show(printed("44.8")), "[44.75, 44.85]");
  EXPECT_EQ(show(printed("3.6").shifted(4).value()), "[35500, 36500]");
  EXPECT_EQ(show(printed("0")), "[-0.5, 0.5]");
  EXPECT_EQ(show(printed("-4.67", Rounding::half_even)), "[-4.675, -4.665]");
  EXPECT_EQ(show(printed("26.80")), "[26.795, 26.805]");
}

TEST(IntervalOfPrinted, FollowsTheRoundingRuleOfItsSource) {
  EXPECT_EQ(show(printed("44.8", Rounding::truncate)), "[44.8, 44.9)");
  EXPECT_EQ(show(printed("-44.8", Rounding::truncate)), "(-44.9, -44.8]");
  EXPECT_EQ(show(printed("0.0", Rounding::truncate)), "(-0.1, 0.1)");
  EXPECT_EQ(show(printed("-44.8", Rounding::floor)), "[-44.8, -44.7)");
  EXPECT_EQ(show(printed("44.8", Rounding::ceiling)), "(44.7, 44.8]");
  const Decimal finest = dec("0." + std::string(23, '0') + "1");
  EXPECT_EQ(Interval::of_printed(finest).error().code, ErrorCode::overflow);
}

TEST(IntervalOfPrinted, HoldsExactlyTheNumbersThatPrintSo) {
  for (const Rounding rule : all_rules) {
    for (int units = -400; units <= 400; ++units) {
      const Decimal value = Decimal::of(units, 2);
      for (int shown = -5; shown <= 5; ++shown) {
        const Decimal print = Decimal::whole(shown);
        const Interval stands_for = Interval::of_printed(print, rule).value();
        const bool prints_so = value.rounded(0, rule).value() == print;
        const bool is_tie = units % 100 == 50 || units % 100 == -50;
        const bool by_half = rule == Rounding::half_up || rule == Rounding::half_even;
        if (by_half && is_tie) {
          // Practice differs on ties, so both neighbours must hold one.
          EXPECT_TRUE(!prints_so || stands_for.contains(value));
        } else {
          EXPECT_EQ(stands_for.contains(value), prints_so)
              << value.to_string() << " in " << show(stands_for);
        }
      }
    }
  }
}

TEST(IntervalArithmetic, IsExactOnEveryPairOfSmallIntervals) {
  const auto all = small_intervals();
  const Rational slack{1, 100'000};
  for (const Interval& a : all) {
    for (const Interval& b : all) {
      expect_tight(a, b, a.plus(b).value(), slack,
                   [](const Rational& x, const Rational& y) { return x + y; });
      expect_tight(a, b, a.minus(b).value(), slack,
                   [](const Rational& x, const Rational& y) { return x - y; });
      expect_tight(a, b, a.times(b).value(), slack,
                   [](const Rational& x, const Rational& y) { return x * y; });
      if (HasFatalFailure()) return;
    }
  }
}

TEST(IntervalArithmetic, QuotientsAreRoundedOutwardsOnly) {
  const auto all = small_intervals();
  const Rational slack{11, 10'000};  // one unit of the third decimal and the samples' millionth
  int divided = 0;
  for (const Interval& a : all) {
    for (const Interval& b : all) {
      const auto quotient = a.divided_by(b, 3);
      const bool may_be_zero = b.low() <= Decimal{} && b.high() >= Decimal{};
      ASSERT_EQ(quotient.has_value(), !may_be_zero) << show(b);
      if (!quotient) {
        EXPECT_EQ(quotient.error().code, ErrorCode::division_by_zero);
        continue;
      }
      ++divided;
      expect_tight(a, b, *quotient, slack,
                   [](const Rational& x, const Rational& y) { return x / y; });
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GT(divided, 1000);
}

TEST(IntervalArithmetic, RandomPointsStayInside) {
  RandomDecimals random(21);
  for (int i = 0; i < 3'000; ++i) {
    const Interval a = Interval::of_printed(random.decimal(12, 4)).value();
    const Interval b = Interval::of_printed(random.decimal(12, 4)).value();
    const Interval product = a.times(b).value();
    const Decimal x = a.low().plus(Decimal::of(random.below(10), a.low().scale())).value();
    const Decimal y = b.high().minus(Decimal::of(random.below(10), b.low().scale())).value();
    ASSERT_TRUE(a.contains(x) && b.contains(y));
    ASSERT_TRUE(product.contains(x.times(y).value()));
    ASSERT_TRUE(a.minus(b).value().contains(x.minus(y).value()));
    if (const auto quotient = a.divided_by(b, 6)) {
      ASSERT_TRUE(holds(*quotient, rational(x) / rational(y)));
    }
  }
}

TEST(IntervalArithmetic, OverflowIsAnError) {
  const Interval wide = Interval::point(dec(std::string(36, '9')));
  EXPECT_EQ(wide.plus(wide).error().code, ErrorCode::overflow);
  EXPECT_EQ(wide.times(wide).error().code, ErrorCode::overflow);
  EXPECT_EQ(wide.shifted(1).error().code, ErrorCode::overflow);
  EXPECT_EQ(wide.negated().minus(wide).error().code, ErrorCode::overflow);
}

TEST(IntervalMeeting, TellsApartEdgeAndOverlap) {
  EXPECT_EQ(meet(printed("44.8"), printed("44.7")), Meeting::edge);
  EXPECT_EQ(meet(printed("44.8"), printed("44.6")), Meeting::apart);
  EXPECT_EQ(meet(printed("44.8"), printed("44.80")), Meeting::overlap);
  EXPECT_EQ(meet(Interval::point(dec("44.75")), printed("44.8")), Meeting::edge);
  EXPECT_EQ(meet(Interval::point(dec("44.76")), printed("44.8")), Meeting::overlap);
  EXPECT_EQ(meet(Interval::point(dec("1")), Interval::point(dec("1.00"))), Meeting::overlap);
  EXPECT_EQ(meet(Interval::point(dec("1")), Interval::point(dec("2"))), Meeting::apart);
}

TEST(IntervalMeeting, IsSymmetricAndAgreesWithContainment) {
  for (const Interval& a : small_intervals()) {
    for (const Interval& b : small_intervals()) {
      ASSERT_EQ(meet(a, b), meet(b, a));
      ASSERT_TRUE(!a.contains(b) || meet(a, b) != Meeting::apart);
      if (wholly_above(a, b)) {
        ASSERT_NE(meet(a, b), Meeting::overlap) << show(a) << show(b);
        ASSERT_FALSE(wholly_above(b, a));
      }
    }
  }
}

TEST(IntervalOrder, WhollyAboveMindsOpenEnds) {
  EXPECT_TRUE(wholly_above(printed("9.8"), printed("9.6")));
  EXPECT_FALSE(wholly_above(printed("9.8"), printed("9.7")));
  EXPECT_TRUE(wholly_above(printed("9.8", Rounding::floor), printed("9.7", Rounding::floor)));
  EXPECT_FALSE(wholly_above(printed("9.8"), printed("9.80")));
}

TEST(PublishedShare, HoldsWhereTheIntervalsMeetAndIsRefutedWhereTheyDoNot) {
  // 855.6 of 1912.0: the true share lies in [44.745, 44.753] %.
  const Interval share =
      printed("855.6").divided_by(printed("1912.0"), 8).value().shifted(2).value();
  EXPECT_EQ(share.low().rounded(3, Rounding::half_up).value().to_string(), "44.745");
  EXPECT_EQ(share.high().rounded(3, Rounding::half_up).value().to_string(), "44.753");
  EXPECT_EQ(meet(share, printed("44.8")), Meeting::overlap);
  // It straddles the tie at 44.75, so 44.7 may be printed as well; the neighbours may not.
  EXPECT_EQ(meet(share, printed("44.7")), Meeting::overlap);
  EXPECT_EQ(meet(share, printed("44.6")), Meeting::apart);
  EXPECT_EQ(meet(share, printed("44.9")), Meeting::apart);
  EXPECT_EQ(meet(share, printed("44.75")), Meeting::overlap);
  EXPECT_EQ(meet(share, printed("44.76")), Meeting::apart);
}

}  // namespace
}  // namespace duibiao::num
