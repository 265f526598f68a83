#include <gtest/gtest.h>

#include "bulletin/judge/check.h"
#include "bulletin/shop.h"

/// What each kind of claim is tested with, and when nothing can be said.
namespace duibiao::bulletin {
namespace {

using test::Draft;
using test::Shop;

constexpr Date october{2019, 10, 14};
constexpr Date december{2019, 12, 20};
constexpr Date next_march{2020, 3, 1};

/// What came out for the one claim of a draft.
struct Outcome {
  Relations related;
  std::optional<Evaluation> evaluation;

  [[nodiscard]] bool any() const { return !related.relations.empty(); }
  [[nodiscard]] const Relation& relation() const { return related.relations.front(); }
  [[nodiscard]] num::Meeting meeting() const {
    EXPECT_TRUE(evaluation.has_value()) << "nothing was related";
    return evaluation ? evaluation->meeting : num::Meeting::apart;
  }
  [[nodiscard]] bool agrees() const { return any() && meeting() != num::Meeting::apart; }
  [[nodiscard]] bool wrong() const {
    return any() && meeting() == num::Meeting::apart && relation().binding;
  }
  [[nodiscard]] bool excused() const {
    return any() && meeting() == num::Meeting::apart && !relation().binding;
  }
  [[nodiscard]] std::string why() const {
    return related.unrelated.empty() ? std::string() : related.unrelated.front().why.zh;
  }
};

Outcome ask(const cube::Cube& cube, const Draft& draft, const Date& written = {}) {
  Outcome out{relate_to_store(draft.reading(), cube, written), {}};
  if (!out.any()) return out;
  const auto evaluation = out.relation().evaluate(Values(draft.reading()));
  if (evaluation) out.evaluation = *evaluation;
  return out;
}

Draft wenzhou(std::string_view topic = "exports", std::string_view when = "2019-01..2019-09") {
  Draft draft;
  draft.of(topic).in("330300").during(when);
  return draft;
}

Outcome level(const cube::Cube& cube, std::string_view value, std::string_view unit = "亿元",
              const Date& written = {}) {
  Draft draft = wenzhou();
  draft.level(value, unit);
  return ask(cube, draft, written);
}

TEST(RelateStoreFigures, TheSameFigureMeetsInAnyUnitAtAnyPrecision) {
  Shop shop;
  shop.add("exports", "330300", "2019-01..2019-09", "1197.94");
  const auto cube = shop.cube();
  for (const auto& [value, unit] : {std::pair("1197.94", "亿元"),
                                    {"1197.9", "亿元"},
                                    {"1198", "亿元"},
                                    {"0.12", "万亿元"},
                                    {"11979400", "万元"},
                                    {"119.794", "十亿元"}}) {
    EXPECT_TRUE(level(*cube, value, unit).agrees()) << value << unit;
    EXPECT_EQ(level(*cube, value, unit).relation().kind, RelationKind::stored);
  }
  EXPECT_TRUE(level(*cube, "1179.9").wrong());
  EXPECT_TRUE(level(*cube, "1197.8").wrong());
  EXPECT_TRUE(level(*cube, "1197.9", "万元").wrong());
  const Outcome wrong = level(*cube, "1179.9");
  ASSERT_TRUE(wrong.relation().expected.has_value());
  EXPECT_EQ(wrong.relation().expected->to_string(), "1197.94");
}

TEST(RelateStoreFigures, AFigureAtTheEndOfItsRoundingIsAnEdge) {
  Shop shop;
  shop.add("exports", "330300", "2019-01..2019-09", "1197.9");
  const auto cube = shop.cube();
  EXPECT_EQ(level(*cube, "1197.8").meeting(), num::Meeting::edge);
}

TEST(RelateStoreFigures, AnOlderReleaseIsSupersededAndNoError) {
  Shop shop;
  shop.from("first", october).add("exports", "330300", "2019-01..2019-09", "1197.9");
  shop.from("final", december, 2).add("exports", "330300", "2019-01..2019-09", "1203.5");
  const auto cube = shop.cube();
  const Outcome older = level(*cube, "1197.9", "亿元", next_march);
  EXPECT_TRUE(older.excused());
  EXPECT_NE(older.relation().note.zh.find("1203.5"), std::string::npos);
  ASSERT_EQ(older.relation().evidence.size(), 2U);
  EXPECT_TRUE(older.relation().evidence[1].superseded);
  EXPECT_FALSE(older.relation().evidence[0].superseded);
  EXPECT_TRUE(level(*cube, "1203.5", "亿元", next_march).agrees());
  EXPECT_TRUE(level(*cube, "1200.0", "亿元", next_march).wrong());
}

TEST(RelateStoreFigures, ADraftIsHeldAgainstWhatWasOutWhenItWasWritten) {
  Shop shop;
  shop.from("first", october).add("exports", "330300", "2019-01..2019-09", "1197.9");
  shop.from("final", december, 2).add("exports", "330300", "2019-01..2019-09", "1203.5");
  const auto cube = shop.cube();
  const Outcome then = level(*cube, "1197.9", "亿元", Date{2019, 11, 1});
  EXPECT_TRUE(then.agrees());
  EXPECT_TRUE(then.relation().binding);
  EXPECT_TRUE(level(*cube, "1203.5", "亿元", Date{2019, 11, 1}).agrees()) << "a later release";
  EXPECT_TRUE(level(*cube, "1300", "亿元", Date{2019, 11, 1}).wrong());
}

TEST(RelateStoreFigures, ARivalOfTheSameDayIsAsGood) {
  Shop shop;
  shop.from("customs", october).add("exports", "330300", "2019-01..2019-09", "1197.9");
  shop.from("bureau", october, 2).add("exports", "330300", "2019-01..2019-09", "1191.0");
  const auto cube = shop.cube();
  for (const auto& value : {"1197.9", "1191.0"}) {
    const Outcome one = level(*cube, value, "亿元", next_march);
    EXPECT_TRUE(one.agrees()) << value;
    EXPECT_TRUE(one.relation().binding) << value;
  }
  EXPECT_TRUE(level(*cube, "1194.0", "亿元", next_march).wrong());
}

TEST(RelateStoreFigures, AnEstimateIsHeldLoosely) {
  Shop shop;
  shop.add("expo_exhibitors", "330300", "2019", "280", "家", Measure::level, ObsStatus::estimated);
  const auto cube = shop.cube();
  const auto exhibitors = [&](std::string_view value) {
    Draft draft = wenzhou("expo_exhibitors", "2019");
    draft.level(value, "家");
    return ask(*cube, draft);
  };
  EXPECT_TRUE(exhibitors("285").agrees());
  EXPECT_TRUE(exhibitors("28").wrong());
}

TEST(RelateStoreFigures, DollarsAreTheDollarIndicator) {
  Shop shop;
  shop.add("exports_usd", "330100", "2015", "500.67", "亿美元");
  const auto cube = shop.cube();
  const auto hangzhou = [&](std::string_view value, std::string_view unit) {
    Draft draft;
    draft.of("exports").in("330100").during("2015");
    draft.level(value, unit);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(hangzhou("500.67", "亿美元").agrees());
  EXPECT_TRUE(hangzhou("50.067", "十亿美元").agrees());
  EXPECT_TRUE(hangzhou("500.76", "亿美元").wrong());
  EXPECT_TRUE(hangzhou("500.67", "亿元").wrong()) << "the dollars' own digits";
  EXPECT_FALSE(hangzhou("3110.5", "亿元").any()) << "another amount may be right";
}

TEST(RelateStoreFigures, AMonthFollowsFromTwoYearsToDate) {
  Shop shop;
  shop.add("exports", "330300", "2019-01..2019-08", "1059.76");
  shop.add("exports", "330300", "2019-01..2019-09", "1197.94");
  const auto cube = shop.cube();
  const auto september = [&](std::string_view value) {
    Draft draft = wenzhou("exports", "2019-09");
    draft.level(value);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(september("138.2").agrees());
  EXPECT_EQ(september("138.2").relation().kind, RelationKind::stored_derived);
  EXPECT_TRUE(september("141.0").excused()) << "months are revised with the sum";
  EXPECT_TRUE(september("238.2").wrong());
}

TEST(RelateStoreFigures, ABalanceFollowsFromExportsAndImports) {
  Shop shop;
  shop.add("exports", "330300", "2025-01..2025-07", "1528.3");
  shop.add("imports", "330300", "2025-01..2025-07", "237.7");
  const auto cube = shop.cube();
  const auto balance = [&](std::string_view value) {
    Draft draft = wenzhou("trade_balance", "2025-01..2025-07");
    draft.level(value);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(balance("1290.6").agrees());
  EXPECT_TRUE(balance("1390.6").wrong());
}

Outcome growth(const cube::Cube& cube, std::string_view value, std::string_view topic = "exports") {
  Draft draft = wenzhou(topic);
  draft.growth(value);
  return ask(cube, draft);
}

TEST(RelateStoreFigures, APublishedRateIsCompared) {
  Shop shop;
  shop.growth("exports", "330300", "2019-01..2019-09", "26.78");
  const auto cube = shop.cube();
  EXPECT_TRUE(growth(*cube, "26.8").agrees());
  EXPECT_TRUE(growth(*cube, "27").agrees());
  EXPECT_TRUE(growth(*cube, "26.87").wrong());
  EXPECT_TRUE(growth(*cube, "-26.78").wrong());
  Draft times = wenzhou();
  times.say(Measure::growth_yoy, "0.27", "倍");
  EXPECT_TRUE(ask(*cube, times).agrees()) << "times and percent are one scale";
}

TEST(RelateStoreFigures, LevelsOfOneReleaseGiveTheRateExactly) {
  Shop shop;
  shop.from("bulletin", october)
      .add("exports", "330300", "2018-01..2018-09", "944.9")
      .add("exports", "330300", "2019-01..2019-09", "1197.9");
  const auto cube = shop.cube();
  EXPECT_TRUE(growth(*cube, "26.8").agrees());
  EXPECT_TRUE(growth(*cube, "26.5").wrong());
}

TEST(RelateStoreFigures, LevelsOfTwoReleasesGiveInformationOnly) {
  Shop shop;
  shop.from("last year", Date{2018, 10, 14}).add("exports", "330300", "2018-01..2018-09", "944.9");
  shop.from("this year", october, 2).add("exports", "330300", "2019-01..2019-09", "1197.9");
  const auto cube = shop.cube();
  EXPECT_TRUE(growth(*cube, "26.8").agrees());
  const Outcome revised = growth(*cube, "25.1");
  EXPECT_TRUE(revised.excused()) << "the base may have been revised";
  EXPECT_FALSE(revised.relation().note.zh.empty());
  EXPECT_TRUE(growth(*cube, "-26.8").wrong()) << "no revision turns the sign";
}

TEST(RelateStoreFigures, LevelsSayNothingOfRealOrMatchedRates) {
  Shop shop;
  shop.from("bulletin", october);
  for (const auto& topic : {"gdp", "fixed_investment", "exports"}) {
    shop.add(topic, "330300", "2018-01..2018-09", "944.9")
        .add(topic, "330300", "2019-01..2019-09", "1197.9");
  }
  const auto cube = shop.cube();
  EXPECT_FALSE(growth(*cube, "6.1", "gdp").wrong());
  EXPECT_FALSE(growth(*cube, "6.1", "fixed_investment").any());
  Draft real = wenzhou();
  real.growth("6.1").with(Qualifier::constant_price);
  EXPECT_FALSE(ask(*cube, real).any());
}

TEST(RelateStoreFigures, AShareFollowsFromPartAndWhole) {
  Shop shop;
  shop.add("exports", "330200", "2025-01..2025-07", "5719.1");
  shop.add("trade", "330200", "2025-01..2025-07", "8424.4");
  shop.add("exports", "330000", "2025-01..2025-07", "24200.0");
  const auto cube = shop.cube();
  const auto share = [&](std::string_view value, std::string_view unit, std::string_view place,
                         std::string_view whole) {
    Draft draft;
    draft.of("exports").in("330200").during("2025-01..2025-07");
    auto said = draft.say(Measure::share, value, unit);
    if (!place.empty()) said.against(place);
    if (!whole.empty()) said.out_of(whole);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(share("23.6", "%", "330000", "").agrees());
  EXPECT_TRUE(share("236.3", "‰", "330000", "").agrees());
  EXPECT_TRUE(share("32.6", "%", "330000", "").wrong());
  EXPECT_TRUE(share("67.9", "%", "", "trade").agrees());
  EXPECT_TRUE(share("69.7", "%", "", "trade").wrong());
  EXPECT_FALSE(share("23.6", "%", "100000", "").any()) << "the nation is not in the store";
  EXPECT_FALSE(share("23.6", "%", "", "机电产品出口").any());
  EXPECT_FALSE(share("23.6", "%", "", "").any()) << "of what?";
}

TEST(RelateStoreFigures, AChangeOfRateIsMeasuredFromWhatTheWordsSay) {
  Shop shop;
  shop.growth("exports", "330300", "2019-01..2019-09", "26.78")
      .growth("exports", "330300", "2019-01..2019-08", "27.42")
      .growth("exports", "330300", "2019-01..2019-06", "16.1");
  const auto cube = shop.cube();
  const auto change = [&](std::string_view value, std::string_view since) {
    Draft draft = wenzhou();
    auto said = draft.say(Measure::growth_change, value, "百分点");
    if (!since.empty()) said.since(since);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(change("-0.6", "2019-01..2019-08").agrees());
  EXPECT_TRUE(change("0.6", "2019-01..2019-08").wrong());
  EXPECT_TRUE(change("10.7", "2019-01..2019-06").agrees());
  EXPECT_TRUE(change("10.7", "").agrees()) << "one of the possible periods fits";
  EXPECT_TRUE(change("-0.6", "").agrees());
  EXPECT_FALSE(change("3.3", "").any()) << "the period is not said";
  EXPECT_FALSE(change("3.3", "2018-01..2018-09").any()) << "not in the store";
}

TEST(RelateStoreFigures, AGapIsTheDifferenceOfTwoRates) {
  Shop shop;
  shop.growth("exports", "330300", "2025-01..2025-07", "10.0")
      .growth("exports", "330000", "2025-01..2025-07", "8.4");
  const auto cube = shop.cube();
  const auto gap = [&](std::string_view value, std::string_view unit, std::string_view place) {
    Draft draft = wenzhou("exports", "2025-01..2025-07");
    draft.say(Measure::gap_pp, value, unit).against(place, Reference::Kind::compared);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(gap("1.6", "百分点", "330000").agrees());
  EXPECT_TRUE(gap("1.6", "%", "330000").agrees()) << "points written as percent: a usage matter";
  EXPECT_TRUE(gap("6.1", "百分点", "330000").wrong());
  EXPECT_TRUE(gap("-1.6", "百分点", "330000").wrong());
  EXPECT_FALSE(gap("1.6", "百分点", "100000").any());
  EXPECT_EQ(gap("1.6", "百分点", "330000").relation().kind, RelationKind::stored_gap);
}

TEST(RelateStoreFigures, PullAndContributionFollowFromLevelsAndTheirOwnRates) {
  Shop shop;
  shop.add("exports", "330300", "2019", "110.0").growth("exports", "330300", "2019", "10.0");
  shop.add("trade", "330300", "2019", "210.0").growth("trade", "330300", "2019", "5.0");
  const auto cube = shop.cube();
  const auto part = [&](Measure measure, std::string_view value, std::string_view unit) {
    Draft draft = wenzhou("exports", "2019");
    draft.say(measure, value, unit).out_of("trade");
    return ask(*cube, draft);
  };
  EXPECT_TRUE(part(Measure::contribution_pp, "5.0", "百分点").agrees());
  EXPECT_TRUE(part(Measure::contribution_pp, "5.8", "百分点").wrong());
  EXPECT_TRUE(part(Measure::contribution_rate, "100.0", "%").agrees());
  EXPECT_TRUE(part(Measure::contribution_rate, "110.0", "%").wrong());
}

TEST(RelateStoreFigures, ContributionsOfRealGrowthAreNotChecked) {
  Shop shop;
  shop.add("gdp_tertiary", "330300", "2019", "110.0")
      .growth("gdp_tertiary", "330300", "2019", "10.0");
  shop.add("gdp", "330300", "2019", "210.0").growth("gdp", "330300", "2019", "5.0");
  const auto cube = shop.cube();
  Draft draft = wenzhou("gdp_tertiary", "2019");
  draft.say(Measure::contribution_rate, "58.0", "%").out_of("gdp");
  EXPECT_FALSE(ask(*cube, draft).any());
}

TEST(RelateStoreFigures, AnIncrementFollowsFromTheLevelAndItsRate) {
  Shop shop;
  shop.add("exports", "330300", "2019", "110.0").growth("exports", "330300", "2019", "10.0");
  const auto cube = shop.cube();
  const auto more = [&](std::string_view value) {
    Draft draft = wenzhou("exports", "2019");
    draft.say(Measure::increment, value, "亿元");
    return ask(*cube, draft);
  };
  EXPECT_TRUE(more("10.0").agrees());
  EXPECT_TRUE(more("11.0").wrong());
}

TEST(RelateStoreFigures, AMultipleIsOfAnEarlierLevelOrAGrowth) {
  Shop shop;
  shop.add("exports", "330300", "2015", "100.0").add("exports", "330300", "2019", "230.0");
  const auto cube = shop.cube();
  const auto multiple = [&](std::string_view value, std::string_view since) {
    Draft draft = wenzhou("exports", "2019");
    auto said = draft.say(Measure::multiple, value, "倍");
    if (!since.empty()) said.since(since);
    return ask(*cube, draft);
  };
  EXPECT_TRUE(multiple("2.3", "2015").agrees());
  EXPECT_TRUE(multiple("3.2", "2015").wrong());
  EXPECT_FALSE(multiple("2.3", "").any());
}

TEST(RelateStoreFigures, AnAverageIsTheGeometricMeanOfTheRates) {
  Shop shop;
  shop.growth("exports", "330300", "2021", "10.3").growth("exports", "330300", "2020", "12.9");
  const auto cube = shop.cube();
  const auto average = [&](std::string_view value) {
    Draft draft = wenzhou("exports", "2021");
    draft.say(Measure::growth_avg, value, "%");
    return ask(*cube, draft);
  };
  EXPECT_TRUE(average("11.6").agrees());
  EXPECT_TRUE(average("23.2").wrong());
}

TEST(RelateStoreFigures, SaysWhyNothingCouldBeSaid) {
  Shop shop;
  shop.add("exports", "330300", "2019-01..2019-09", "1197.9");
  const auto cube = shop.cube();
  Draft goal = wenzhou();
  goal.level("1500").with(Qualifier::target);
  EXPECT_NE(ask(*cube, goal).why().find("目标"), std::string::npos);
  Draft unknown = wenzhou("机电产品出口");
  unknown.level("500");
  EXPECT_NE(ask(*cube, unknown).why().find("机电产品出口"), std::string::npos);
  Draft nowhere;
  nowhere.of("exports").during("2019").level("1");
  EXPECT_NE(ask(*cube, nowhere).why().find("地区"), std::string::npos);
  Draft never;
  never.of("exports").in("330300").level("1");
  EXPECT_NE(ask(*cube, never).why().find("时期"), std::string::npos);
  Draft absent = wenzhou("retail_sales");
  absent.level("1");
  EXPECT_NE(ask(*cube, absent).why().find("库中没有"), std::string::npos);
  for (const Draft* draft : {&goal, &unknown, &nowhere, &never, &absent}) {
    EXPECT_FALSE(ask(*cube, *draft).any());
    EXPECT_FALSE(ask(*cube, *draft).related.unrelated.front().why.en.empty());
  }
}

}  // namespace
}  // namespace duibiao::bulletin
