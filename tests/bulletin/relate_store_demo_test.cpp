#include <gtest/gtest.h>

#include <map>

#include "bulletin/judge/check.h"
#include "bulletin/relate/store_bounds.h"
#include "bulletin/shop.h"
#include "compare/compare.h"
#include "cube/estimate.h"

/// Whatever the store itself prints must never be called wrong, however coarsely it is said.
namespace duibiao::bulletin {
namespace {

using num::Interval;

Claim claim_of(const FigureKey& key, const num::Decimal& value, Unit unit) {
  Claim claim;
  claim.subject.indicator = key.indicator;
  claim.subject.place = key.place;
  claim.subject.period = key.period;
  claim.measure = key.measure;
  claim.value = value;
  claim.unit = unit;
  claim.unit_text = unit.symbol();
  claim.range = Interval::of_printed(value).value_or(Interval());
  if (key.measure == Measure::growth_rank) claim.of = Measure::growth_yoy;
  return claim;
}

/// The value in each of the units a bulletin may print it in, at each number of decimals.
std::vector<Claim> prints_of(const FigureKey& key, const cube::Published& published) {
  std::vector<Claim> out;
  std::vector<Unit> units{published.unit};
  if (published.unit.dimension() == Dimension::cny) {
    units = {unit::ten_thousand_yuan(), unit::hundred_million_yuan(), unit::trillion_yuan()};
  }
  for (const Unit unit : units) {
    const auto value = convert(published.value, published.unit, unit);
    if (!value) continue;
    for (int decimals = 0; decimals <= std::min(value->scale(), 4); ++decimals) {
      const auto print = value->rounded(decimals, num::Rounding::half_up);
      if (print && (!print->is_zero() || value->is_zero())) {
        out.push_back(claim_of(key, *print, unit));
      }
    }
  }
  return out;
}

TEST(RelateStoreDemo, NeverCallsAStoredFigureWrongAtAnyPrecision) {
  const cube::Cube& cube = test::demo_store();
  Reading reading;
  cube.each([&](const FigureKey& key, const cube::Published& published) {
    for (Claim& claim : prints_of(key, published)) reading.claims.push_back(std::move(claim));
  });
  ASSERT_GT(reading.claims.size(), 12'000U);
  const Relations found = relate_to_store(reading, cube, {});
  const Values values(reading);
  std::size_t tested = 0;
  for (const Relation& relation : found.relations) {
    const auto evaluation = relation.evaluate(values);
    ASSERT_TRUE(evaluation.has_value());
    ASSERT_NE(evaluation->meeting, num::Meeting::apart)
        << relation.formula.zh << " / " << values.at(relation.claims[0]).value.to_string();
    ++tested;
  }
  EXPECT_EQ(tested, reading.claims.size()) << "every one of them stands in the store";
  EXPECT_TRUE(found.unrelated.empty());
}

/// Relates the claims and expects that none is called wrong; says how many were tested.
std::size_t expect_none_wrong(const Reading& reading, const cube::Cube& cube) {
  const Relations found = relate_to_store(reading, cube, {});
  const Values values(reading);
  for (const Relation& relation : found.relations) {
    const auto evaluation = relation.evaluate(values);
    EXPECT_TRUE(evaluation.has_value());
    if (!evaluation || evaluation->meeting != num::Meeting::apart || !relation.binding) continue;
    ADD_FAILURE() << relation.formula.zh << " / "
                  << values.at(relation.claims[0]).value.to_string();
  }
  return found.relations.size();
}

TEST(RelateStoreDemo, NeverCallsAShareWrongThatTheStoreGives) {
  const cube::Cube& cube = test::demo_store();
  const PlaceRegistry& places = cube.vocabulary().places;
  Reading reading;
  cube.each([&](const FigureKey& key, const cube::Published&) {
    const bool additive = cube::indicator_at(cube, key.indicator).additive;
    if (key.measure != Measure::level || !additive) return;
    for (PlaceId whole = places.at(key.place).parent; whole.known();
         whole = places.at(whole).parent) {
      for (const Unit in : {unit::percent(), unit::per_mille()}) {
        const auto share =
            cube::share_of_place(cube, key.indicator, key.place, whole, key.period, in);
        const auto print = share ? share->point.rounded(1, num::Rounding::half_up)
                                 : Result<num::Decimal>(num::Decimal());
        if (!share || !print) continue;
        Claim claim = claim_of(key, *print, in);
        claim.measure = Measure::share;
        claim.reference.kind = Reference::Kind::whole;
        claim.reference.subject.place = whole;
        reading.claims.push_back(std::move(claim));
      }
    }
  });
  ASSERT_GT(reading.claims.size(), 5'000U);
  EXPECT_EQ(expect_none_wrong(reading, cube), reading.claims.size());
}

TEST(RelateStoreDemo, NeverCallsARankWrongThatTheStoreGives) {
  const cube::Cube& cube = test::demo_store();
  const PlaceRegistry& places = cube.vocabulary().places;
  const auto province = places.by_code("330000");
  ASSERT_TRUE(province.has_value());
  const auto cities = places.children(*province);
  Reading reading;
  for (const std::string_view topic : {"exports", "imports", "trade"}) {
    const IndicatorId indicator = *cube.vocabulary().catalogue.by_id(topic);
    for (int month = 2; month <= 12; ++month) {
      for (const int year : {2024, 2025}) {
        const Period period = *Period::to_date(year, month);
        for (const auto by : {compare::By::level, compare::By::growth}) {
          for (const auto& one : compare::rank(cube, indicator, cities, period, by).standings) {
            Claim claim = claim_of({indicator, one.place, period, Measure::rank},
                                   num::Decimal::whole(one.rank), unit::rank());
            if (by == compare::By::growth) claim.of = Measure::growth_yoy;
            claim.reference.kind = Reference::Kind::among;
            claim.reference.subject.place = *province;
            reading.claims.push_back(std::move(claim));
          }
        }
      }
    }
  }
  ASSERT_GT(reading.claims.size(), 500U);
  EXPECT_GT(expect_none_wrong(reading, cube), 500U);
}

TEST(RelateStoreDemo, BoundsHoldEveryLevelThatTheyDoNotSee) {
  const cube::Cube& cube = test::demo_store();
  std::map<std::string, int> outside;
  int bounded = 0;
  cube.each([&](const FigureKey& key, const cube::Published& published) {
    if (key.measure != Measure::level) return;
    const auto bounds = store::level_bounds(cube, key.indicator, key.place, key.period);
    if (!bounds) return;
    const auto range = published.interval();
    ASSERT_TRUE(range.has_value());
    const auto here = store::brought(*range, published.unit, bounds->unit);
    if (!here) return;
    ++bounded;
    if (num::meet(*here, bounds->range) == num::Meeting::apart) {
      ++outside[bounds->reason.zh + " / " + published.value.to_string() +
                std::string(published.unit.symbol())];
    }
  });
  EXPECT_GT(bounded, 5'000);
  for (const auto& [what, count] : outside) ADD_FAILURE() << what;
}

TEST(RelateStoreDemo, BoundsHoldEveryRateThatTheyDoNotSee) {
  const cube::Cube& cube = test::demo_store();
  std::map<std::string, int> outside;
  int bounded = 0;
  cube.each([&](const FigureKey& key, const cube::Published& published) {
    if (key.measure != Measure::growth_yoy) return;
    const auto bounds = store::growth_bounds(cube, key.indicator, key.place, key.period);
    if (!bounds) return;
    const auto range = published.interval();
    ASSERT_TRUE(range.has_value());
    ++bounded;
    if (num::meet(*range, bounds->range) == num::Meeting::apart) {
      ++outside[bounds->reason.zh + " / " + published.value.to_string()];
    }
  });
  EXPECT_GT(bounded, 1'000);
  for (const auto& [what, count] : outside) ADD_FAILURE() << what;
}

}  // namespace
}  // namespace duibiao::bulletin
