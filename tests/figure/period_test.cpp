#include "figure/period.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <set>
#include <vector>

namespace duibiao {
namespace {

using Kind = Period::Kind;
using std::chrono::days;
using std::chrono::sys_days;

void add(std::vector<Period>& all, const Result<Period>& period) {
  if (period) {
    all.push_back(*period);
  }
}

/// Every period there is from one year to another, of every kind.
std::vector<Period> all_periods(int from, int to) {
  std::vector<Period> all;
  for (int y = from; y <= to; ++y) {
    all.push_back(Period::year(y));
    for (int n = 0; n <= 54; ++n) {
      add(all, Period::half(y, n));
      add(all, Period::quarter(y, n));
      add(all, Period::month(y, n));
      add(all, Period::to_date(y, n));
      add(all, Period::week(y, n));
    }
    for (int m = 1; m <= 12; ++m) {
      for (int n = m == 1 ? 13 : m; n <= 12; ++n) {
        add(all, Period::range(y, m, n));
      }
      for (int d = 1; d <= 31; ++d) {
        add(all, Period::day(y, m, d));
      }
    }
  }
  return all;
}

struct Days {
  sys_days first;
  sys_days last;
};

/// The days of a period, by another way than the program's: weeks by walking from 1 January.
Days days_of(const Period& p) {
  const std::chrono::year y{p.year()};
  if (p.kind() == Kind::day) {
    const sys_days day = y / p.number() / p.day_of_month();
    return {day, day};
  }
  if (p.kind() == Kind::week) {
    sys_days thursday = y / 1 / 1;
    while (std::chrono::weekday{thursday} != std::chrono::Thursday) {
      thursday += days{1};
    }
    thursday += days{7 * (p.number() - 1)};
    return {thursday - days{3}, thursday + days{3}};
  }
  return {y / p.first_month() / 1, y / p.last_month() / std::chrono::last};
}

TEST(Period, CountsOfPeriodsAreThoseOfTheCalendar) {
  int weeks = 0;
  int single_days = 0;
  for (const Period& p : all_periods(1990, 2030)) {
    weeks += p.kind() == Kind::week ? 1 : 0;
    single_days += p.kind() == Kind::day ? 1 : 0;
  }
  // 1992, 1998, 2004, 2009, 2015, 2020 and 2026 have 53 weeks.
  EXPECT_EQ(weeks, 41 * 52 + 7);
  EXPECT_EQ(single_days, 41 * 365 + 10);
}

TEST(Period, PrintingAndReadingIsIdentity) {
  for (const Period& p : all_periods(1990, 2030)) {
    const Result<Period> back = Period::parse(p.to_string());
    ASSERT_TRUE(back) << p.to_string();
    EXPECT_EQ(*back, p) << p.to_string();
    EXPECT_EQ(back->kind(), p.kind()) << p.to_string();
  }
}

TEST(Period, WhatIsShownToPeopleIsReadBackAsTheSameSpan) {
  for (const Period& p : all_periods(2018, 2021)) {
    const Result<Period> zh = Period::parse(p.display_zh());
    const Result<Period> en = Period::parse(p.display_en());
    ASSERT_TRUE(zh && en) << p.display_zh() << " " << p.display_en();
    EXPECT_TRUE(zh->same_span(p)) << p.display_zh();
    EXPECT_TRUE(en->same_span(p)) << p.display_en();
  }
}

TEST(Period, PackedOrdersByEndThenStartThenKind) {
  std::vector<Period> all = all_periods(2014, 2021);
  std::sort(all.begin(), all.end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Days a = days_of(all[i - 1]);
    const Days b = days_of(all[i]);
    const bool ordered = a.last != b.last     ? a.last < b.last
                         : a.first != b.first ? a.first < b.first
                                              : all[i - 1].kind() < all[i].kind();
    EXPECT_TRUE(ordered) << all[i - 1].to_string() << " before " << all[i].to_string();
  }
}

TEST(Period, PackedIsUniqueAndUnpacks) {
  std::set<std::uint32_t> seen;
  for (const Period& p : all_periods(1990, 2030)) {
    EXPECT_TRUE(seen.insert(p.packed()).second) << p.to_string();
    const std::optional<Period> back = Period::unpacked(p.packed());
    ASSERT_TRUE(back) << p.to_string();
    EXPECT_EQ(*back, p) << p.to_string();
  }
  for (const Period& p : all_periods(1900, 1901)) {
    EXPECT_EQ(Period::unpacked(p.packed()), p) << p.to_string();
  }
  for (const Period& p : all_periods(2199, 2200)) {
    EXPECT_EQ(Period::unpacked(p.packed()), p) << p.to_string();
  }
  EXPECT_EQ(Period().packed(), 0U);
  EXPECT_FALSE(Period::unpacked(0)->known());
}

TEST(Period, BitsThatNoPeriodPacksToAreRefused) {
  std::mt19937 random(20191018);
  int accepted = 0;
  for (int i = 0; i < 200000; ++i) {
    const auto bits = static_cast<std::uint32_t>(random());
    if (const std::optional<Period> p = Period::unpacked(bits)) {
      EXPECT_EQ(p->packed(), bits);
      ++accepted;
    }
  }
  EXPECT_LT(accepted, 2000);
  EXPECT_FALSE(Period::unpacked(0xFFFFFFFF));
  EXPECT_FALSE(Period::unpacked(1));
}

TEST(Period, PackedBitsStayAsDocumented) {
  // 2019-09: year 120, month 9, day 30, 366 − 30 days, kind 3.
  EXPECT_EQ(Period::month(2019, 9)->packed(),
            (120U << 21U) | (9U << 17U) | (30U << 12U) | (336U << 3U) | 3U);
  EXPECT_EQ(Period::year(2020).packed(),
            (121U << 21U) | (12U << 17U) | (31U << 12U) | (0U << 3U) | 0U);
  EXPECT_EQ(Period::week(2020, 53)->packed(),
            (122U << 21U) | (1U << 17U) | (3U << 12U) | (359U << 3U) | 6U);
}

TEST(Period, NamesOfOneSpanAreEqualInSpan) {
  constexpr std::pair<const char*, const char*> equal[] = {
      {"2019年一季度", "2019年1-3月"},  {"2019-Q1", "2019-01..2019-03"},
      {"2019年1-12月", "2019"},         {"2019年1-1月", "2019年1月"},
      {"2019年上半年", "2019年1-6月"},  {"2019年前三季度", "2019年1-9月"},
      {"2019年下半年", "2019年7-12月"}, {"2019年4-6月", "2019-Q2"},
      {"2019-07-01/P3M", "2019-Q3"},    {"2019年10-12月", "2019年四季度"},
      {"2019年9-9月", "2019-09"},       {"first half of 2019", "Jan-Jun 2019"},
      {"2019-01-01/P1Y", "2019年全年"},
  };
  for (const auto& [a, b] : equal) {
    EXPECT_TRUE(Period::parse(a)->same_span(*Period::parse(b))) << a << " " << b;
  }
  EXPECT_FALSE(Period::parse("2019-Q2")->same_span(*Period::parse("2019-Q3")));
  EXPECT_FALSE(Period::parse("2019-Q2")->same_span(*Period::parse("2018-Q2")));
  EXPECT_FALSE(Period::parse("2019-01")->same_span(*Period::parse("2019-01-01")));
}

TEST(Period, SameSpanHoldsExactlyWhenTheDaysAreTheSame) {
  const std::vector<Period> all = all_periods(2019, 2019);
  for (const Period& a : all) {
    EXPECT_TRUE(a.canonical().same_span(a));
    EXPECT_EQ(a.canonical().canonical(), a.canonical());
    for (const Period& b : all) {
      const Days x = days_of(a);
      const Days y = days_of(b);
      EXPECT_EQ(a.same_span(b), x.first == y.first && x.last == y.last)
          << a.to_string() << " " << b.to_string();
    }
  }
}

TEST(Period, CanonicalNamesAreTheOnesPromised) {
  EXPECT_EQ(Period::quarter(2019, 1)->canonical().to_string(), "2019-01..2019-03");
  EXPECT_EQ(Period::half(2019, 1)->canonical().to_string(), "2019-01..2019-06");
  EXPECT_EQ(Period::half(2019, 2)->canonical().to_string(), "2019-H2");
  EXPECT_EQ(Period::range(2019, 7, 12)->canonical().to_string(), "2019-H2");
  EXPECT_EQ(Period::range(2019, 7, 9)->canonical().to_string(), "2019-Q3");
  EXPECT_EQ(Period::range(2019, 5, 7)->canonical().to_string(), "2019-05..2019-07");
  EXPECT_EQ(Period::to_date(2019, 1)->canonical().to_string(), "2019-01");
  EXPECT_EQ(Period::to_date(2019, 12)->canonical().to_string(), "2019");
}

TEST(Period, WeeksAgreeWithAWalkThroughTheCalendar) {
  for (int y = 1990; y <= 2030; ++y) {
    const bool long_year = Period::week(y, 53).has_value();
    const std::chrono::weekday first{sys_days{std::chrono::year{y} / 1 / 1}};
    const std::chrono::weekday last{sys_days{std::chrono::year{y} / 12 / 31}};
    EXPECT_EQ(long_year, first == std::chrono::Thursday || last == std::chrono::Thursday) << y;
    EXPECT_FALSE(Period::week(y, 54));
    EXPECT_FALSE(Period::week(y, 0));
  }
  for (const Period& p : all_periods(1990, 2030)) {
    if (p.kind() != Kind::week) {
      continue;
    }
    const std::chrono::year_month_day monday{days_of(p).first};
    EXPECT_EQ(static_cast<unsigned>(p.first_month()), static_cast<unsigned>(monday.month()));
    if (const std::optional<Period> before = p.previous()) {
      EXPECT_EQ(days_of(*before).last + days{1}, days_of(p).first) << p.to_string();
    }
  }
}

TEST(Period, ThePreviousStretchEndsWhereThisOneBegins) {
  for (const Period& p : all_periods(1990, 2030)) {
    const std::optional<Period> before = p.previous();
    if (p.kind() == Kind::to_date) {
      EXPECT_EQ(before.has_value(), p.last_month() > 1) << p.to_string();
      if (before) {
        EXPECT_EQ(before->last_month(), p.last_month() - 1);
        EXPECT_EQ(before->kind(), Kind::to_date);
      }
      continue;
    }
    if (!before) {
      EXPECT_EQ(p.kind(), Kind::range) << p.to_string();
      EXPECT_LE(p.first_month(), p.months()) << p.to_string();
      continue;
    }
    EXPECT_EQ(days_of(*before).last + days{1}, days_of(p).first) << p.to_string();
    if (p.has_months()) {
      EXPECT_EQ(before->months(), p.months()) << p.to_string();
    }
  }
}

TEST(Period, PreviousByName) {
  EXPECT_EQ(Period::month(2019, 9)->previous(), *Period::month(2019, 8));
  EXPECT_EQ(Period::month(2019, 1)->previous(), *Period::month(2018, 12));
  EXPECT_EQ(Period::quarter(2019, 3)->previous(), *Period::quarter(2019, 2));
  EXPECT_EQ(Period::quarter(2019, 1)->previous(), *Period::quarter(2018, 4));
  EXPECT_EQ(Period::half(2019, 1)->previous(), *Period::half(2018, 2));
  EXPECT_EQ(Period::year(2019).previous(), Period::year(2018));
  EXPECT_EQ(Period::to_date(2019, 9)->previous(), *Period::to_date(2019, 8));
  EXPECT_EQ(Period::to_date(2019, 1)->previous(), std::nullopt);
  EXPECT_EQ(Period::range(2019, 4, 6)->previous(), *Period::to_date(2019, 3));
  EXPECT_EQ(Period::range(2019, 2, 3)->previous(), std::nullopt);
  EXPECT_EQ(Period::week(2021, 1)->previous(), *Period::week(2020, 53));
  EXPECT_EQ(Period::day(2020, 3, 1)->previous(), *Period::day(2020, 2, 29));
  EXPECT_EQ(Period::day(1900, 1, 1)->previous(), std::nullopt);
  EXPECT_EQ(Period::year(1900).previous(), std::nullopt);
  EXPECT_EQ(Period::week(1900, 1)->previous(), std::nullopt);
  EXPECT_EQ(Period().previous(), std::nullopt);
}

TEST(Period, TheSamePeriodAYearBefore) {
  for (const Period& p : all_periods(1990, 2030)) {
    const std::optional<Period> before = p.year_before();
    const bool leap_day = p.kind() == Kind::day && p.number() == 2 && p.day_of_month() == 29;
    const bool long_week = p.kind() == Kind::week && p.number() == 53;
    ASSERT_EQ(before.has_value(), !leap_day && !long_week) << p.to_string();
    if (before) {
      EXPECT_EQ(before->year(), p.year() - 1);
      EXPECT_EQ(before->kind(), p.kind());
      EXPECT_EQ(before->number(), p.number());
      EXPECT_EQ(before->year_before(-1), p) << p.to_string();
    }
  }
  EXPECT_EQ(Period::day(2020, 2, 29)->year_before(4), *Period::day(2016, 2, 29));
  EXPECT_EQ(Period::year(1900).year_before(), std::nullopt);
  EXPECT_EQ(Period::year(2200).year_before(-1), std::nullopt);
  EXPECT_EQ(Period().year_before(), std::nullopt);
}

TEST(Period, MonthsAndYearToDateConvert) {
  const Period so_far = *Period::to_date(2019, 9);
  EXPECT_EQ(so_far.final_month(), *Period::month(2019, 9));
  EXPECT_EQ(Period::month(2019, 9)->to_date_through(), so_far);
  EXPECT_EQ(Period::quarter(2019, 3)->to_date_through(), so_far);
  EXPECT_EQ(Period::year(2019).final_month(), *Period::month(2019, 12));
  EXPECT_EQ(Period::day(2019, 9, 30)->to_date_through(), std::nullopt);
  EXPECT_EQ(Period::week(2019, 1)->final_month(), std::nullopt);
  EXPECT_TRUE(so_far.is_year_to_date());
  EXPECT_TRUE(Period::year(2019).is_year_to_date());
  EXPECT_TRUE(Period::half(2019, 1)->is_year_to_date());
  EXPECT_TRUE(Period::month(2019, 1)->is_year_to_date());
  EXPECT_FALSE(Period::month(2019, 2)->is_year_to_date());
  EXPECT_FALSE(Period::day(2019, 1, 1)->is_year_to_date());
  EXPECT_TRUE(Period::to_date(2019, 1)->is_single_month());
  EXPECT_FALSE(Period::week(2019, 40)->is_single_month());
  // January and February published only together.
  const Period both = *Period::to_date(2019, 2);
  EXPECT_EQ(both.months(), 2);
  EXPECT_FALSE(both.is_single_month());
  EXPECT_EQ(both.final_month(), *Period::month(2019, 2));
}

TEST(Period, ARangeFromJanuaryIsTheYearToDate) {
  EXPECT_EQ(*Period::range(2019, 1, 9), *Period::to_date(2019, 9));
  EXPECT_EQ(Period::range(2019, 1, 9)->kind(), Kind::to_date);
}

TEST(Period, WhatDoesNotExistCannotBeMade) {
  EXPECT_FALSE(Period::year(1899).known());
  EXPECT_FALSE(Period::year(2201).known());
  EXPECT_FALSE(Period::half(2019, 3));
  EXPECT_FALSE(Period::quarter(2019, 0));
  EXPECT_FALSE(Period::month(2019, 13));
  EXPECT_FALSE(Period::month(0, 1));
  EXPECT_FALSE(Period::to_date(2019, 0));
  EXPECT_FALSE(Period::range(2019, 6, 4));
  EXPECT_FALSE(Period::range(2019, 2, 13));
  EXPECT_FALSE(Period::day(2019, 2, 29));
  EXPECT_TRUE(Period::day(2020, 2, 29));
  EXPECT_FALSE(Period::day(2100, 2, 29));
  EXPECT_FALSE(Period::day(2019, 4, 31));
  EXPECT_FALSE(Period::day(2019, 0, 1));
  EXPECT_FALSE(Period::week(-5, 1));
  EXPECT_EQ(Period::month(2019, 13).error().code, ErrorCode::bad_period);
}

TEST(Period, ShownToPeopleAsBulletinsPrintIt) {
  EXPECT_EQ(Period::to_date(2019, 9)->display_zh(), "2019年1-9月");
  EXPECT_EQ(Period::to_date(2019, 9)->display_en(), "January–September 2019");
  EXPECT_EQ(Period::to_date(2019, 1)->display_zh(), "2019年1月");
  EXPECT_EQ(Period::quarter(2019, 3)->display_zh(), "2019年三季度");
  EXPECT_EQ(Period::half(2019, 1)->display_zh(), "2019年上半年");
  EXPECT_EQ(Period::week(2019, 46)->display_en(), "week 46 of 2019");
  EXPECT_EQ(Period::day(2019, 10, 18)->display_zh(), "2019年10月18日");
  EXPECT_EQ(Period::day(2019, 10, 18)->display_en(), "18 October 2019");
  EXPECT_EQ(Period().display_zh(), "");
  EXPECT_EQ(Period().to_string(), "");
}

}  // namespace
}  // namespace duibiao
