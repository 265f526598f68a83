#include "bulletin/read/time_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace duibiao::bulletin {
namespace {

using Shape = TimeWords::Shape;
using testing::ElementsAre;
using testing::IsEmpty;

Period period(std::string_view text) {
  const Result<Period> parsed = Period::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed ? *parsed : Period{};
}

const Date october_2019{2019, 10, 18};

/// Each time found as «words → period», read in a text about 2019-01..2019-09 of October 2019.
std::vector<std::string> times_in(std::string_view text,
                                  std::string_view about = "2019-01..2019-09",
                                  Date written = october_2019) {
  std::vector<std::string> all;
  for (const TimeWords& time : find_times(text)) {
    const Period meant = time.resolve(about.empty() ? Period{} : period(about), written);
    all.push_back(std::string(time.span.of(text)) + " → " + meant.to_string());
  }
  return all;
}

TimeWords only_time(std::string_view text) {
  const std::vector<TimeWords> all = find_times(text);
  EXPECT_EQ(all.size(), 1U) << text;
  return all.empty() ? TimeWords{} : all.front();
}

TEST(TimeWords, AYearToDateHasManySpellings) {
  for (const std::string_view text : {"1-9月",
                                      "1—9月",
                                      "1至9月",
                                      "1到9月",
                                      "1~9月份",
                                      "前9月",
                                      "前9个月",
                                      "前九个月",
                                      "前三季度",
                                      "前3季度",
                                      "头九个月",
                                      "一至三季度",
                                      "一季度至三季度",
                                      "1月至9月",
                                      "1-9月累计",
                                      "9月累计",
                                      "1 - 9 月",
                                      "January-September",
                                      "January to September",
                                      "Jan.-Sept",
                                      "Jan–Sep",
                                      "first nine months",
                                      "first 9 months",
                                      "first three quarters",
                                      "Q1-Q3"}) {
    const TimeWords time = only_time(text);
    EXPECT_EQ(time.span, (Span{0, static_cast<std::uint32_t>(text.size())})) << text;
    EXPECT_EQ(time.resolve(period("2019-08"), october_2019), period("2019-01..2019-09")) << text;
  }
}

TEST(TimeWords, AYearMayStandBeforeOrBehind) {
  for (const std::string_view text :
       {"2018年1-9月", "2018年前三季度", "二〇一八年前9个月", "18年1-9月", "去年1至9月",
        "上年前三季度", "2018年的前三季度", "first nine months of 2018", "January-September 2018",
        "first three quarters last year", "January–September, 2018", "2018-01..2018-09"}) {
    EXPECT_EQ(only_time(text).resolve(period("2019-01..2019-09"), october_2019),
              period("2018-01..2018-09"))
        << text;
  }
}

TEST(TimeWords, QuartersHalvesYearsAndMonthsAreTold) {
  EXPECT_THAT(times_in("一季度,第三季度,三季度当季,上半年,下半期,全年,9月份,9月当月"),
              ElementsAre("一季度 → 2019-Q1", "第三季度 → 2019-Q3", "三季度当季 → 2019-Q3",
                          "上半年 → 2019-H1", "下半期 → 2019-H2", "全年 → 2019", "9月份 → 2019-09",
                          "9月当月 → 2019-09"));
  EXPECT_THAT(times_in("2019年第三季度,2018年上半年,二〇一九年,2016年度,2021年的第三个月"),
              ElementsAre("2019年第三季度 → 2019-Q3", "2018年上半年 → 2018-H1", "二〇一九年 → 2019",
                          "2016年度 → 2016", "2021年的第三个月 → 2021-03"));
  EXPECT_TRUE(only_time("9月当月").single);
  EXPECT_TRUE(only_time("三季度单季").single);
  EXPECT_TRUE(only_time("1-9月累计").cumulative);
  EXPECT_FALSE(only_time("9月份").single);
}

TEST(TimeWords, WordsThatCountFromNowAreCounted) {
  EXPECT_THAT(
      times_in("本月,上月,下个月,当季,上季度,今年,去年,前年,明年"),
      ElementsAre("本月 → 2019-09", "上月 → 2019-08", "下个月 → 2019-10", "当季 → 2019-Q3",
                  "上季度 → 2019-Q2", "今年 → 2019", "去年 → 2018", "前年 → 2017", "明年 → 2020"));
  EXPECT_THAT(times_in("今年以来,年初以来,2019年以来"),
              ElementsAre("今年以来 → 2019-01..2019-09", "年初以来 → 2019-01..2019-09",
                          "2019年以来 → 2019-01..2019-09"));
}

TEST(TimeWords, TheYearBeforeIsCountedFromTheTextNotFromItsDate) {
  // A yearly bulletin on 2019, written in 2020.
  const Date written{2020, 3, 2};
  EXPECT_THAT(times_in("上年,去年,上年同期,上年末", "2019", written),
              ElementsAre("上年 → 2018", "去年 → 2019", "上年同期 → 2018", "上年末 → 2018"));
}

TEST(TimeWords, TheSamePeriodIsTheOneSpokenOfAYearBefore) {
  EXPECT_THAT(times_in("上年同期,去年同期,同期,2017年同期,去年同月"),
              ElementsAre("上年同期 → 2018-01..2018-09", "去年同期 → 2018-01..2018-09",
                          "同期 → 2019-01..2019-09", "2017年同期 → 2017-01..2017-09",
                          "去年同月 → 2018-01..2018-09"));
  EXPECT_THAT(
      times_in("than a year earlier, the same period last year, same period of 2017"),
      ElementsAre("year earlier → 2018-01..2018-09", "same period last year → 2018-01..2018-09",
                  "same period of 2017 → 2017-01..2017-09"));
  EXPECT_THAT(times_in("同期", "", {}), ElementsAre("同期 → "));
}

TEST(TimeWords, EndsAndBeginningsAreMarked) {
  for (const std::string_view text : {"9月末", "6月底", "年末", "上年末", "2018年底", "2018年年末",
                                      "三季度末", "end of September", "end of 2019", "year-end"}) {
    EXPECT_TRUE(only_time(text).at_end) << text;
  }
  EXPECT_TRUE(only_time("截至2019年9月").at_end);
  EXPECT_FALSE(only_time("2019年9月").at_end);
  EXPECT_THAT(times_in("年初,2019年初,9月初"),
              ElementsAre("年初 → 2018", "2019年初 → 2018", "9月初 → 2019-08"));
  EXPECT_FALSE(only_time("9月初步核算").at_start);
}

TEST(TimeWords, StretchesOfYearsAndAcrossYearsAreWholeButNoPeriod) {
  const TimeWords years = only_time("2016年至2018年");
  EXPECT_EQ(years.shape, Shape::years);
  EXPECT_EQ(years.year, 2016);
  EXPECT_EQ(years.last_year, 2018);
  EXPECT_FALSE(years.resolve(period("2019"), october_2019).known());
  EXPECT_EQ(only_time("2018-19年").last_year, 2019);
  EXPECT_EQ(only_time("(2016-2018)").shape, Shape::years);
  const TimeWords across = only_time("2018年10月至2019年2月");
  EXPECT_EQ(across.shape, Shape::months_across);
  EXPECT_EQ(across.first, 10);
  EXPECT_EQ(across.last, 2);
  EXPECT_EQ(across.last_year, 2019);
  EXPECT_EQ(only_time("8月至2月").shape, Shape::months_across);
  EXPECT_EQ(only_time("5-10月").resolve(period("2019"), {}), period("2019-05..2019-10"));
}

TEST(TimeWords, DaysAreDates) {
  EXPECT_THAT(times_in("10月18日,2019年10月18日,2019-10-18,2019/10/18,2019.10.18,Oct 18, 2019"),
              ElementsAre("10月18日 → 2019-10-18", "2019年10月18日 → 2019-10-18",
                          "2019-10-18 → 2019-10-18", "2019/10/18 → 2019-10-18",
                          "2019.10.18 → 2019-10-18", "Oct 18, 2019 → 2019-10-18"));
  EXPECT_THAT(times_in("18 October 2019"), ElementsAre("18 October 2019 → 2019-10-18"));
  const TimeWords days = only_time("9月28日至10月8日");
  EXPECT_EQ(days.shape, Shape::days);
  EXPECT_EQ(days.first_day, (Date{0, 9, 28}));
  EXPECT_EQ(days.last_day, (Date{0, 10, 8}));
  EXPECT_EQ(only_time("记者18日获悉").shape, Shape::day);
  EXPECT_THAT(find_times("18日均5家"), IsEmpty());
}

TEST(TimeWords, AWordPrintedOnceServesAList) {
  EXPECT_THAT(times_in("2016、2017和2018年"),
              ElementsAre("2016 → 2016", "2017 → 2017", "2018年 → 2018"));
  EXPECT_THAT(times_in("去年7、8月份"),
              ElementsAre("去年 → 2018", "7 → 2018-07", "8月份 → 2018-08"));
  EXPECT_THAT(times_in("在一、二季度"), ElementsAre("一 → 2019-Q1", "二季度 → 2019-Q2"));
  // At the head of a block it is the block's own number.
  EXPECT_THAT(times_in("一、三季度出口"), ElementsAre("三季度 → 2019-Q3"));
  EXPECT_THAT(times_in("排名第3、9月出口"), ElementsAre("9月 → 2019-09"));
}

TEST(TimeWords, ABracketedYearServesTheMonthsBehindIt) {
  EXPECT_THAT(times_in("(2018年)1-9月"), ElementsAre("2018年 → 2018", "1-9月 → 2018-01..2018-09"));
}

TEST(TimeWords, ANumberWithAUnitIsNoTime) {
  for (const std::string_view text : {"12345.6亿元",
                                      "3512.6千公顷",
                                      "1912.0亿元",
                                      "2019家",
                                      "2019.3亿元",
                                      "2019亿元",
                                      "出口2018",
                                      "2019-2020亿元",
                                      "5个月",
                                      "连续5个月",
                                      "近三年",
                                      "第三个月",
                                      "前三位",
                                      "前10名",
                                      "前5年",
                                      "13月",
                                      "0月",
                                      "5月龄",
                                      "2,009月",
                                      "1.5月",
                                      "二十年",
                                      "三四年",
                                      "19年",
                                      "五十多年",
                                      "exports of 2018 tons",
                                      "2018 billion yuan",
                                      "it may rise",
                                      "in 2018 enterprises",
                                      "year-on-year",
                                      "0571-20190918"}) {
    EXPECT_THAT(times_in(text), IsEmpty()) << text;
  }
}

TEST(TimeWords, AWordInsideAnotherIsNoTime) {
  for (const std::string_view text :
       {"2000万元以上年主营业务收入", "如今年产量", "说明年均增速", "线上年货节", "健全年金制度",
        "日本月均出口", "成本年均下降", "今年轻人", "昆明年均", "500家以上月均", "统一季票"}) {
    EXPECT_THAT(times_in(text), IsEmpty()) << text;
  }
}

TEST(TimeWords, ABareYearCountsOnlyWhereItIsSaidToBeOne) {
  EXPECT_THAT(times_in("in 2018, since 2015 and (2017)"),
              ElementsAre("2018 → 2018", "2015 → 2015", "2017 → 2017"));
  EXPECT_THAT(times_in("2018 看起来是一个年份"), ElementsAre("2018 → 2018"));
  EXPECT_THAT(times_in("2018只是一个数字"), IsEmpty());
}

TEST(TimeWords, EnglishPeriodsAreRead) {
  EXPECT_THAT(times_in("Q3 2019, third quarter of 2018, H1, first half of the year, September "
                       "2018, in May, last year, by the end of August, so far this year"),
              ElementsAre("Q3 2019 → 2019-Q3", "third quarter of 2018 → 2018-Q3", "H1 → 2019-H1",
                          "first half of the year → 2019-H1", "September 2018 → 2018-09",
                          "May → 2019-05", "last year → 2018", "end of August → 2019-08",
                          "so far this year → 2019-01..2019-09"));
  EXPECT_THAT(times_in("last year's first half"),
              ElementsAre("last year → 2018", "first half → 2018-H1"));
  EXPECT_THAT(times_in("between January and May; at the same time"),
              ElementsAre("January and May → 2019-01..2019-05"));
}

TEST(TimeWords, MonthsThatHaveNotComeAreOfTheYearBefore) {
  const Date january{2020, 1, 20};
  EXPECT_THAT(times_in("12月,1-12月", "", january),
              ElementsAre("12月 → 2019-12", "1-12月 → 2019-01..2019-12"));
  EXPECT_THAT(times_in("12月", "2019", january), ElementsAre("12月 → 2019-12"));
}

TEST(TimeWords, WordsThatNameNoPeriodAreStillTimes) {
  for (const std::string_view text :
       {"十三五”时期", "十四五期间", "近年来", "21世纪", "20世纪90年代", "9月上旬", "1990s"}) {
    EXPECT_EQ(only_time(text).shape, Shape::other) << text;
  }
}

TEST(TimeWords, SpansAreInOrderInsideTheTextAndDoNotOverlap) {
  const std::vector<std::string> parts{
      "1",     "9",    "月", "-",  "至", "年", "2019", "去年", "同期", "前",   "三",  "季度",
      "个",    "日",   "、", "和", "从", "在", "之间", "末",   "(",    ")",    " ",   "Sep",
      "first", "half", "of", "to", ".",  ",",  "\n",   "十",   "五",   "\xE6", "\xFF"};
  std::mt19937 random(20191018);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto n = random() % 14; n > 0; --n) text += parts[random() % parts.size()];
    std::uint32_t end = 0;
    for (const TimeWords& time : find_times(text)) {
      ASSERT_LE(end, time.span.begin) << text;
      ASSERT_LT(time.span.begin, time.span.end) << text;
      ASSERT_LE(time.span.end, text.size()) << text;
      end = time.span.end;
      (void)time.resolve(Period::year(2019), october_2019);
    }
  }
}

}  // namespace
}  // namespace duibiao::bulletin
