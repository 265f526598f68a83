#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "bulletin/claims.h"
#include "bulletin/relate_found.h"

namespace duibiao::bulletin {
namespace {

using num::Decimal;
using num::Rounding;
using test::Draft;
using test::Found;

/// True figures in 元, as the statisticians have them before anything is rounded.
using Yuan = std::int64_t;

class Truth {
 public:
  explicit Truth(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] int pick(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random_);
  }
  /// From 50 million to 5 trillion yuan, evenly over the magnitudes.
  [[nodiscard]] Yuan amount() {
    const double power = std::uniform_real_distribution<double>(8.7, 12.7)(random_);
    return static_cast<Yuan>(std::pow(10.0, power)) + pick(0, 9999);
  }
  /// Last year's figure of one that changed by −40 … +70 %.
  [[nodiscard]] Yuan before(Yuan now) {
    return static_cast<Yuan>(static_cast<double>(now) /
                             std::uniform_real_distribution<double>(0.6, 1.7)(random_));
  }
  [[nodiscard]] Yuan part_of(Yuan whole) {
    return static_cast<Yuan>(static_cast<double>(whole) *
                             std::uniform_real_distribution<double>(0.05, 0.95)(random_));
  }

 private:
  std::mt19937_64 random_;
};

/// 元 printed in 亿元.
std::string print(Yuan value, int decimals) {
  const auto shifted = Decimal::whole(value).shifted(-8);
  return shifted->rounded(decimals, Rounding::half_up)->to_string();
}

/// A fraction printed in per cent, rounded once from the exact quotient.
std::string percent(Yuan numerator, Yuan denominator, int decimals) {
  const auto hundredfold = Decimal::whole(numerator).shifted(2);
  return num::divide(*hundredfold, Decimal::whole(denominator), decimals, Rounding::half_up)
      ->to_string();
}

std::string growth(Yuan now, Yuan before, int decimals) {
  return percent(now - before, before, decimals);
}

/// Points between two fractions a/b − c/d, from the exact values (in long double: the printed
/// decimals are ten orders coarser).
std::string points(long double difference, int decimals) {
  const long double scaled = std::round(difference * 100.0L * std::pow(10.0L, decimals));
  return Decimal::of(static_cast<std::int64_t>(scaled), decimals).to_string();
}

long double ratio(Yuan a, Yuan b) {
  return static_cast<long double>(a) / static_cast<long double>(b);
}

/// A bulletin of everything that true figures say about one another.
Draft true_bulletin(Truth& truth) {
  const Yuan exports = truth.amount();
  const Yuan imports = truth.amount();
  const Yuan exports_before = truth.before(exports);
  const Yuan imports_before = truth.before(imports);
  const Yuan machines = truth.part_of(exports);
  const Yuan machines_before = truth.part_of(exports_before);
  const Yuan province = exports + truth.amount();
  const Yuan province_before = exports_before + truth.amount();
  const Yuan earlier = exports - truth.part_of(exports);
  const int d = truth.pick(0, 3);
  const int r = truth.pick(1, 2);
  Draft draft;
  draft.in("330300").during("2019-01..2019-09").of("trade");
  draft.level(print(exports + imports, d));
  draft.growth(growth(exports + imports, exports_before + imports_before, r));
  draft.stop().of("exports");
  draft.level(print(exports, d));
  draft.growth(growth(exports, exports_before, r));
  draft.say(Measure::increment, print(exports - exports_before, d), "亿元");
  draft.say(Measure::share, percent(exports, province, r), "%").against("330000");
  draft
      .say(Measure::gap_pp,
           points(ratio(exports, exports_before) - ratio(province, province_before), r), "百分点")
      .against("330000", Reference::Kind::compared);
  draft
      .say(Measure::share_change,
           points(ratio(exports, province) - ratio(exports_before, province_before), r), "百分点")
      .since("2018-01..2018-09");
  draft
      .say(
          Measure::contribution_rate,
          percent(exports - exports_before, exports + imports - exports_before - imports_before, r),
          "%")
      .out_of("trade");
  draft
      .say(Measure::contribution_pp,
           percent(exports - exports_before, exports_before + imports_before, r), "百分点")
      .out_of("trade");
  draft.stop().of("imports");
  draft.level(print(imports, d));
  draft.growth(growth(imports, imports_before, r));
  draft.stop().of("mechanical_electrical_exports");
  draft.level(print(machines, d));
  draft.growth(growth(machines, machines_before, r));
  draft.say(Measure::share, percent(machines, exports, r), "%").out_of("exports");
  draft
      .say(Measure::share_change,
           points(ratio(machines, exports) - ratio(machines_before, exports_before), r), "百分点")
      .since("2018-01..2018-09");
  draft.stop().of("exports").in("330000");
  draft.level(print(province, d));
  draft.growth(growth(province, province_before, r));
  draft.stop().in("330300").during("2018-01..2018-09").level(print(exports_before, d));
  draft.stop().during("2019-01..2019-08").level(print(earlier, d));
  draft.stop().during("2019-09").level(print(exports - earlier, d));
  draft.stop().during("2019-01..2019-09").of("trade_balance").level(print(exports - imports, d));
  draft.stop().of("exports").level(print(exports, truth.pick(0, 3)));
  return draft;
}

TEST(TrueFigures, AreNeverRefutedHoweverTheyAreRounded) {
  std::map<RelationKind, int> seen;
  for (std::uint64_t seed = 1; seed <= 10000; ++seed) {
    Truth truth(seed);
    const Found found(true_bulletin(truth));
    for (const Relation& relation : found.relations()) ++seen[relation.kind];
    ASSERT_EQ(found.failures(), 0U) << "seed " << seed << "\n" << found.failed();
  }
  for (const RelationKind kind :
       {RelationKind::same_fact, RelationKind::growth, RelationKind::prior_additivity,
        RelationKind::parts_sum, RelationKind::part_bound, RelationKind::share,
        RelationKind::share_change, RelationKind::gap, RelationKind::pull,
        RelationKind::contribution, RelationKind::cumulative_month, RelationKind::increment}) {
    EXPECT_GE(seen[kind], 9900) << id_of(kind);
  }
}

/// How many of `cases` slips, of the level or of the rate, the relations notice, in per cent.
template <class Slip>
int found_of(int cases, int decimals, double low, double high, Slip slip, bool of_rate = false) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> level(std::pow(10.0, low), std::pow(10.0, high));
  std::uniform_real_distribution<double> rate(0.7, 1.4);
  int found = 0;
  int tried = 0;
  while (tried < cases) {
    const auto now = static_cast<Yuan>(level(random) * 1e8);
    const auto before = static_cast<Yuan>(static_cast<double>(now) / rate(random));
    std::string printed = print(now, decimals);
    std::string grown = growth(now, before, 1);
    if (!slip(of_rate ? grown : printed)) continue;
    ++tried;
    Draft draft;
    draft.of("exports").in("330300").during("2019").level(printed);
    draft.growth(grown);
    draft.during("2018").level(print(before, decimals));
    found += Found(draft).failures() > 0 ? 1 : 0;
  }
  return found * 100 / tried;
}

/// The last digit one higher, away from zero; 9 would carry.
bool one_up(std::string& printed) {
  if (printed.back() == '9') return false;
  ++printed.back();
  return true;
}

bool other_sign(std::string& printed) {
  if (printed.find_first_of("123456789") == std::string::npos || printed.size() < 4) return false;
  printed = printed[0] == '-' ? printed.substr(1) : "-" + printed;
  return true;
}

bool swapped(std::string& printed) {
  if (printed[0] == printed[1] || printed[1] == '.' || printed[1] == '0') return false;
  std::swap(printed[0], printed[1]);
  return true;
}

bool slipped(std::string& printed) {
  const auto point = printed.find('.');
  if (point == std::string::npos || point < 2) return false;
  std::swap(printed[point], printed[point - 1]);
  return true;
}

// arithmetic of published statistics, simulation of what intervals find: with four significant
// digits nearly every slip, with three every real one.
TEST(Slips, AreFoundAtTheRatesThatIntervalsAllow) {
  EXPECT_GE(found_of(2000, 1, 2, 3, one_up, true), 70);
  EXPECT_GE(found_of(2000, 0, 3, 4, one_up, true), 68);
  EXPECT_GE(found_of(2000, 1, 3, 4, one_up, true), 95);
  EXPECT_GE(found_of(2000, 0, 4, 5, one_up, true), 95);
  EXPECT_EQ(found_of(2000, 1, 2, 3, other_sign, true), 100);
  EXPECT_GE(found_of(2000, 1, 1, 2, swapped), 98);
  EXPECT_EQ(found_of(2000, 1, 2, 3, swapped), 100);
  EXPECT_EQ(found_of(2000, 1, 2, 3, slipped), 100);
}

}  // namespace
}  // namespace duibiao::bulletin
