#include "figure/sdmx_key.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "figure/sdmx_unit.h"

namespace duibiao::sdmx {
namespace {

Period parsed(std::string_view text) {
  const auto period = Period::parse(text);
  EXPECT_TRUE(period) << text;
  return period.value_or(Period());
}

std::string key(std::string_view period, Measure measure = Measure::level) {
  const Position at = position_of(parsed(period), measure);
  return std::string(1, at.freq) + "." + code_of(at.what) + "." + at.time;
}

TEST(SdmxKey, EveryKindOfPeriodHasItsPlace) {
  EXPECT_EQ(key("2019"), "A.N.2019");
  EXPECT_EQ(key("2019-H1"), "S.N.2019-S1");
  EXPECT_EQ(key("2019-Q3"), "Q.N.2019-Q3");
  EXPECT_EQ(key("2019-09"), "M.N.2019-09");
  EXPECT_EQ(key("2019-W36"), "W.N.2019-W36");
  EXPECT_EQ(key("2019-09-01"), "D.N.2019-09-01");
  EXPECT_EQ(key("2019-01..2019-09"), "M.YTD.2019-09");
  EXPECT_EQ(key("2019-02..2019-05"), "M.C4.2019-05");
  EXPECT_EQ(key("2019-01..2019-09", Measure::growth_yoy), "M.YTD_GY.2019-09");
  EXPECT_EQ(key("2019-02..2019-05", Measure::share), "M.C4_SH.2019-05");
  EXPECT_EQ(key("2019-09", Measure::growth_mom), "M.G1.2019-09");
}

TEST(SdmxKey, EveryCodeIsReadBackAndNoTwoAreAlike) {
  std::set<std::string> seen;
  for (int m = 0; m < measure_count; ++m) {
    for (int months = 0; months <= 12; ++months) {
      for (const bool derived : {false, true}) {
        Transformation what;
        what.measure = Measure(m);
        what.months = months < 2 ? 0 : months;
        what.span = months == 0   ? Transformation::Span::period
                    : months == 1 ? Transformation::Span::to_date
                                  : Transformation::Span::months;
        what.derived = derived;
        const std::string code = code_of(what);
        EXPECT_TRUE(seen.insert(code).second) << code;
        ASSERT_TRUE(transformation_of(code)) << code;
        EXPECT_EQ(*transformation_of(code), what) << code;
        EXPECT_FALSE(name_of(what).zh.empty());
        EXPECT_FALSE(name_of(what).en.empty());
      }
    }
  }
}

TEST(SdmxKey, WhatIsNoCodeIsRefused) {
  for (const char* code : {"", "n", "YTD_N", "YTD_", "YTDGY", "C1", "C0", "C13", "C03", "C3_",
                           "C3_N", "GY_YTD", "GB", "_DER", "YTD_GB", "N ", "C", "CX", "C3X"}) {
    EXPECT_FALSE(transformation_of(code)) << code;
  }
  EXPECT_TRUE(transformation_of("GB_DER")->to_best);
  EXPECT_TRUE(transformation_of("YTD_GB_DER")->to_best);
  EXPECT_EQ(code_of(*transformation_of("YTD_GB_DER")), "YTD_GB_DER");
}

TEST(SdmxKey, AnyFigureComesBackFromItsPlaces) {
  std::mt19937 random(5);
  const auto upto = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int i = 0; i < 20000; ++i) {
    const int year = 1950 + upto(200);
    const int a = 1 + upto(12);
    const int b = a + upto(13 - a);
    Result<Period> period = Period::year(year);
    switch (upto(8)) {
      case 0:
        period = Period::half(year, 1 + upto(2));
        break;
      case 1:
        period = Period::quarter(year, 1 + upto(4));
        break;
      case 2:
        period = Period::month(year, a);
        break;
      case 3:
        period = Period::to_date(year, a);
        break;
      case 4:
        period = Period::range(year, a, b);
        break;
      case 5:
        period = Period::week(year, 1 + upto(52));
        break;
      case 6:
        period = Period::day(year, a, 1 + upto(28));
        break;
      default:
        break;
    }
    const auto measure = Measure(upto(measure_count));
    const Position at = position_of(*period, measure);
    const auto back = read_position({&at.freq, 1}, code_of(at.what), at.time);
    ASSERT_TRUE(back) << at.time;
    EXPECT_EQ(back->what.measure, measure);
    const bool one_month = period->kind() == Period::Kind::range && period->months() == 1;
    EXPECT_EQ(back->period, one_month ? period->canonical() : *period);
    for (const Position& other : positions_of(*period, measure)) {
      const auto again = read_position({&other.freq, 1}, code_of(other.what), other.time);
      ASSERT_TRUE(again) << other.time;
      EXPECT_TRUE(again->period.same_span(*period));
    }
    const auto range = read_position({}, {}, range_text(*period));
    ASSERT_TRUE(range) << range_text(*period);
    EXPECT_TRUE(range->period.same_span(*period)) << range_text(*period);
  }
}

TEST(SdmxKey, ASpanWithTwoNamesStandsAtBoth) {
  const auto places = [](std::string_view period, Measure measure) {
    std::string out;
    for (const Position& at : positions_of(parsed(period), measure)) {
      out += std::string(1, at.freq) + "." + code_of(at.what) + "." + at.time + " ";
    }
    return out;
  };
  EXPECT_EQ(places("2019", Measure::level), "A.N.2019 M.YTD.2019-12 ");
  EXPECT_EQ(places("2019-01", Measure::level), "M.N.2019-01 M.YTD.2019-01 ");
  EXPECT_EQ(places("2019-Q1", Measure::growth_yoy), "M.YTD_GY.2019-03 Q.GY.2019-Q1 ");
  EXPECT_EQ(places("2019-Q2", Measure::level), "Q.N.2019-Q2 ");
  EXPECT_EQ(places("2019-H1", Measure::level), "M.YTD.2019-06 S.N.2019-S1 ");
  EXPECT_EQ(places("2019-01..2019-02", Measure::level), "M.YTD.2019-02 ");
  // Growth on the period before is the quarter's; the year so far has another period before it.
  EXPECT_EQ(places("2019-Q1", Measure::growth_mom), "Q.G1.2019-Q1 ");
  EXPECT_EQ(places("2019-01", Measure::growth_mom), "M.G1.2019-01 ");
}

TEST(SdmxKey, ReadsEveryFormOfTime) {
  const auto read = [](std::string_view freq, std::string_view what, std::string_view time) {
    const auto at = read_position(freq, what, time);
    return at ? at->period.to_string() : at.error().message.en;
  };
  EXPECT_EQ(read("Q", "N", "2019-Q3"), "2019-Q3");
  EXPECT_EQ(read("M", "N", "2019-M09"), "2019-09");
  EXPECT_EQ(read("M", "", "2019-09"), "2019-09");
  EXPECT_EQ(read("S", "N", "2019-S1"), "2019-H1");
  EXPECT_EQ(read("H", "N", "2019-S1"), "2019-H1");
  EXPECT_EQ(read("A", "N", "2019-A1"), "2019");
  EXPECT_EQ(read("W", "N", "2019-W36"), "2019-W36");
  EXPECT_EQ(read("D", "N", "2019-D244"), "2019-09-01");
  EXPECT_EQ(read("", "N", "2019-T2"), "2019-05..2019-08");
  EXPECT_EQ(read("", "", "2019-01-01/P9M"), "2019-01..2019-09");
  EXPECT_EQ(read("M", "YTD", "2019-01-01/P9M"), "2019-01..2019-09");
  EXPECT_EQ(read("Q", "YTD", "2019-Q3"), "2019-01..2019-09");
  EXPECT_EQ(read("", "", "2019-04-01/P3M"), "2019-Q2");
  EXPECT_EQ(read("", "", "2019-01-01/P1Y"), "2019");
  EXPECT_EQ(read("", "", "2019-09-02/P1W"), "2019-W36");
  EXPECT_EQ(read("", "", "2019-09-01T00:00:00+08:00"), "2019-09-01");
  EXPECT_EQ(read("", "", "2019-09-01T00:00:00/P1M"), "2019-09");
  EXPECT_EQ(read("", "", "2019-09-01"), "2019-09-01");
  EXPECT_EQ(read("", "YTD", "2019年9月"), "2019-01..2019-09");
  EXPECT_EQ(read("", "", "2019年1-9月"), "2019-01..2019-09");
  EXPECT_EQ(read("", "", "201909"), "2019-09");
  EXPECT_EQ(read("", "", "2019M09"), "2019-09");
  EXPECT_EQ(read("", "", "2019-09+08:00"), "2019-09");
  EXPECT_EQ(read("", "", "2019-08:00"), "2019");
}

TEST(SdmxKey, RefusesTimesThatContradictTheirCodes) {
  const auto refused = [](std::string_view freq, std::string_view what, std::string_view time) {
    return !read_position(freq, what, time);
  };
  EXPECT_TRUE(refused("M", "N", "2019-Q3"));
  EXPECT_TRUE(refused("A", "N", "2019-12"));
  EXPECT_TRUE(refused("W", "YTD", "2019-W36"));
  EXPECT_TRUE(refused("M", "YTD", "2019-02-01/P8M"));
  EXPECT_TRUE(refused("M", "C4", "2019-02"));  // reaches into the year before
  EXPECT_TRUE(refused("M", "WHAT", "2019-02"));
  EXPECT_TRUE(refused("X", "N", "2019-02"));
  EXPECT_TRUE(refused("MM", "N", "2019-02"));
  for (const char* time : {"",
                           "2019-13",
                           "2019-Q5",
                           "2019-Q",
                           "2019-S3",
                           "2019-W54",
                           "2019-D366",
                           "2019-00",
                           "2019-02-30",
                           "2019-01-01/P",
                           "2019-01-01/P18M",
                           "2019-01/P9M",
                           "2019-01-01/PT5H",
                           "2019-01-01/P0D",
                           "2019-01-01/P99999Y",
                           "9999",
                           "2019-01-01T25",
                           "2019-Q3x",
                           "-2019",
                           "2019-01-01/P1M1Y"}) {
    EXPECT_TRUE(refused("", "", time)) << time;
  }
  EXPECT_TRUE(refused("", "", std::string(8U << 20U, '9')));
}

TEST(SdmxKey, ATimeCoversItsDays) {
  using std::chrono::year_month_day;
  const auto span = [](std::string_view text) {
    const auto time = read_time(text);
    if (!time) return std::string("none");
    const year_month_day a{time->first};
    const year_month_day b{time->last};
    const auto shown = [](const year_month_day& day) {
      return std::to_string(static_cast<int>(day.year())) + "-" +
             std::to_string(static_cast<unsigned>(day.month())) + "-" +
             std::to_string(static_cast<unsigned>(day.day()));
    };
    return shown(a) + " " + shown(b);
  };
  EXPECT_EQ(span("2020-02"), "2020-2-1 2020-2-29");
  EXPECT_EQ(span("2019"), "2019-1-1 2019-12-31");
  EXPECT_EQ(span("2019-Q4"), "2019-10-1 2019-12-31");
  EXPECT_EQ(span("2020-W01"), "2019-12-30 2020-1-5");
  EXPECT_EQ(span("2019-11-01/P18M"), "2019-11-1 2021-4-30");
}

TEST(SdmxUnit, EveryUnitOfTheTableHasAttributesOfItsOwn) {
  std::set<std::string> seen;
  for (std::size_t i = 1; i < Unit::table().size(); ++i) {
    const Unit unit = *Unit::at(static_cast<std::uint8_t>(i));
    const auto written = attributes_of(unit);
    ASSERT_TRUE(written) << unit.symbol();
    const std::string both =
        std::string(written->measure) + "," + std::to_string(written->multiplier);
    EXPECT_TRUE(seen.insert(both).second) << both;
    const auto back = unit_of_attributes(written->measure, written->multiplier);
    ASSERT_TRUE(back) << both;
    EXPECT_EQ(back->unit, unit) << both;
    EXPECT_EQ(back->shift, 0);
  }
  EXPECT_FALSE(attributes_of(Unit()));
}

TEST(SdmxUnit, KnowsMoneyByIsoAndScalesByPowersOfTen) {
  const auto hundred_million = attributes_of(unit::hundred_million_yuan());
  EXPECT_EQ(hundred_million->measure, "CNY");
  EXPECT_EQ(hundred_million->multiplier, 8);
  EXPECT_EQ(attributes_of(*Unit::find("万美元"))->measure, "USD");
  EXPECT_EQ(attributes_of(*Unit::find("千瓦时"))->multiplier, 0);
  EXPECT_EQ(attributes_of(*Unit::find("千公顷"))->multiplier, 3);
  EXPECT_EQ(attributes_of(unit::per_mille())->measure, "PM");
  EXPECT_EQ(unit_of_attributes("percent", 0)->unit, unit::percent());
  EXPECT_EQ(unit_of_attributes("CNY", 1)->unit, unit::yuan());
  EXPECT_EQ(unit_of_attributes("CNY", 1)->shift, 1);
  EXPECT_EQ(unit_of_attributes("CNY", -2)->shift, -2);
  EXPECT_FALSE(unit_of_attributes("CNY", 40));
  EXPECT_FALSE(unit_of_attributes("DOGE", 0));
  EXPECT_FALSE(unit_of_attributes("", 0));
  EXPECT_FALSE(unit_of_attributes("USD|EUR", 0));
}

}  // namespace
}  // namespace duibiao::sdmx
