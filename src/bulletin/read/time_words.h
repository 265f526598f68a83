#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "figure/date.h"
#include "figure/period.h"
#include "text/document.h"

namespace duibiao::bulletin {

using text::Span;

/// A stretch or point of time as running text names it, before it is known which year is meant.
struct TimeWords {
  enum class Shape : std::uint8_t {
    year,           ///< 2019年, 去年, 全年, 2018 (alone, where a year is clearly meant)
    half,           ///< 上半年, 下半年; `first` 1 or 2
    quarter,        ///< 一季度, 三季度, 第三季度; `first` 1…4
    month,          ///< 9月, 9月份, 9月当月, 当月, 上月
    to_date,        ///< 1-9月, 前三季度, 前9个月, 1至9月累计; `last` 1…12
    months,         ///< 5-10月, 三月到五月 within a year; `first`, `last`
    years,          ///< 2016年至2018年, 1995-1997年: `first_year`, `last_year`
    months_across,  ///< 2018年10月至2019年2月, 8月至2月
    day,            ///< 2019年10月18日, 9月30日
    days,           ///< 一月十日到十二日, 2月28日-3月1日: `first_day`, `last_day`
    same_period,    ///< 同期: the period spoken of; 上年同期, 去年同期: the one a year before
    so_far,         ///< 今年以来, 年初以来: the context's year to date
    other,          ///< 十三五时期, 近年来, 本世纪: time words that name no period we use
  };
  /// How the year was given.
  enum class Year : std::uint8_t {
    none,      ///< 9月: the context's
    absolute,  ///< 2019年, 19年, 二〇一九年
    relative,  ///< 今年 0, 去年 −1, 前年 −2, 明年 1: in `year`
  };
  Span span;
  Shape shape = Shape::other;
  Year year_kind = Year::none;
  int year = 0;   ///< absolute, or relative to the year of writing
  int first = 0;  ///< month, half or quarter number
  int last = 0;
  int last_year = 0;  ///< of years and months_across; as `year`, 0 when the text has none
  Date first_day;     ///< day, days: year 0 where the text has none
  Date last_day;
  bool single = false;      ///< 当月, 单月, 当季: not the year so far
  bool cumulative = false;  ///< 累计
  /// With `first` == 0, counted in months from the context's last month: 上月 −1, 下个月 +1, 本月,
  /// 当月 0; of quarters and halves 上季度 −3, 当季 0, 上个半年 −6.
  int months_back = 0;
  /// 上年, 年初, the previous year: a relative year is counted from the year the text speaks of,
  /// not from the year of writing (去年, 今年).
  bool of_context = false;
  /// 年末, 9月底, 截至9月: at its end; a stock's moment, or a flow up to there.
  bool at_end = false;
  /// 年初, 月初: at its beginning; resolve() gives the stretch before, at whose end a stock stands.
  bool at_start = false;

  /// The period meant. `about` is what the text speaks of (gives year and month where missing);
  /// `written` the day it was written (今年, 上月), unknown: the year of `about` stands in. Unknown
  /// when it cannot be told, or when no Period says it (days, years, months across years).
  [[nodiscard]] Period resolve(const Period& about, const Date& written) const;
};

/// Every time expression of a normalised text, Chinese or English, the longest from the left, not
/// overlapping. A number that is not clearly a time is left alone: 12345.6亿元, 3512.6千公顷,
/// 1912.0亿元 and 2019家 hold none. Linear.
[[nodiscard]] std::vector<TimeWords> find_times(std::string_view normal);

}  // namespace duibiao::bulletin
