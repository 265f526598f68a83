#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duibiao {

/// The years a period may lie in. Statistics begin after 1900, and a number such as 3512 in a sheet
/// must never be taken for a year.
inline constexpr int first_period_year = 1900;
inline constexpr int last_period_year = 2200;

/// The stretch of time a figure is about. Twelve bytes of meaning in four: kind, year and two
/// numbers. Two periods that cover the same days are *equal in span* whatever they are called:
/// 一季度 = 1-3月 = `2019-Q1` = `2019-01..2019-03`; 1-12月 = the year; 1-1月 = January.
/// A value type.
class Period {
 public:
  /// The numbers stand in packed periods: never renumber.
  enum class Kind : std::uint8_t {
    year = 0,
    half = 1,
    quarter = 2,
    month = 3,
    to_date = 4,
    range = 5,
    week = 6,
    day = 7,
  };

  constexpr Period() = default;  ///< unknown; known() is false

  /// Unknown when the year is out of range; the others report bad_period for what does not exist.
  [[nodiscard]] static Period year(int y);
  [[nodiscard]] static Result<Period> half(int y, int h);     ///< h 1…2
  [[nodiscard]] static Result<Period> quarter(int y, int q);  ///< q 1…4
  [[nodiscard]] static Result<Period> month(int y, int m);
  [[nodiscard]] static Result<Period> to_date(int y, int last_month);  ///< January…last_month
  /// From one month to another of the same year; from January it is to_date.
  [[nodiscard]] static Result<Period> range(int y, int first_month, int last_month);
  [[nodiscard]] static Result<Period> week(int y, int iso_week);
  [[nodiscard]] static Result<Period> day(int y, int m, int d);

  /// Reads every spelling that sheets and bulletins use, whole text only, Chinese or English,
  /// after width folding: 2019年1-9月, 1—9月, 1至9月, 前三季度, 前9个月, 上半年, 下半年, 全年,
  /// 9月份, 9月当月, 三季度, 2019M09, 2019-Q3, 201909, 2019-09, 2019-01..2019-09, Jan-Sep 2019,
  /// first three quarters of 2019, first half of 2019, September 2019, SDMX `2019-01-01/P9M`,
  /// 2019-W46, 2019-11-15. `default_year` is used where the text names none («1至7月»).
  /// «N月累计» is January to that month. Relative words (今年, 上月, 本期, 同期), years of two
  /// digits and stretches across years are refused. Errors: bad_period, saying what was understood;
  /// a text without a year and without a default.
  [[nodiscard]] static Result<Period> parse(std::string_view text,
                                            std::optional<int> default_year = {});

  [[nodiscard]] constexpr Kind kind() const { return kind_; }
  [[nodiscard]] constexpr int year() const { return year_; }
  [[nodiscard]] constexpr bool known() const { return year_ != 0; }
  /// First and last month covered (1…12); for a week or a day the month it begins in.
  [[nodiscard]] int first_month() const;
  [[nodiscard]] int last_month() const;
  /// Made of whole months: every kind but week and day.
  [[nodiscard]] constexpr bool has_months() const {
    return known() && kind_ != Kind::week && kind_ != Kind::day;
  }
  [[nodiscard]] int months() const { return last_month() - first_month() + 1; }
  [[nodiscard]] constexpr int number() const { return b_; }  ///< quarter, month, week … number
  [[nodiscard]] constexpr int day_of_month() const { return kind_ == Kind::day ? a_ : 0; }

  /// Starts in January: the year so far (also the whole year, H1, Q1 and January itself).
  [[nodiscard]] bool is_year_to_date() const;
  [[nodiscard]] bool is_single_month() const;

  /// The same stretch a year before (同期). A 53rd week without a counterpart gives nothing.
  [[nodiscard]] std::optional<Period> year_before(int years = 1) const;
  /// The stretch of the same length just before (上期, 环比): August for September, Q2 for Q3,
  /// last year for a year; for a year-to-date period the year-to-date one month shorter.
  [[nodiscard]] std::optional<Period> previous() const;
  /// The single last month of a month-based period.
  [[nodiscard]] std::optional<Period> final_month() const;
  /// January to the last month of this period; nothing for weeks and days.
  [[nodiscard]] std::optional<Period> to_date_through() const;

  /// The one name of the span: month for one month, year for twelve, to_date for January…n (also
  /// for the first quarter and half), quarter and half where they do not begin in January, else
  /// range.
  [[nodiscard]] Period canonical() const;
  [[nodiscard]] bool same_span(const Period& other) const {
    return canonical() == other.canonical();
  }

  /// `2019`, `2019-H1`, `2019-Q3`, `2019-09`, `2019-W46`, `2019-11-15`, `2019-01..2019-09`.
  [[nodiscard]] std::string to_string() const;
  /// As bulletins print it: «2019年1-9月» / «January–September 2019».
  [[nodiscard]] std::string display_zh() const;
  [[nodiscard]] std::string display_en() const;

  /// Four bytes that order by end, then by start, then by kind; for keys and files; never
  /// renumber. 0 is the unknown period. From the highest bit: 2 bits 0 · 9 bits year of the last
  /// day − 1899 · 4 bits its month · 5 bits its day · 9 bits 366 − days covered · 3 bits kind.
  [[nodiscard]] std::uint32_t packed() const;
  [[nodiscard]] static std::optional<Period> unpacked(std::uint32_t bits);

  /// By end, then start, then kind; two periods of the same span but of different kinds differ.
  friend std::strong_ordering operator<=>(const Period& a, const Period& b) {
    return a.packed() <=> b.packed();
  }
  friend constexpr bool operator==(const Period& a, const Period& b) {
    return a.year_ == b.year_ && a.kind_ == b.kind_ && a.a_ == b.a_ && a.b_ == b.b_;
  }

 private:
  constexpr Period(int y, Kind kind, int a, int b)
      : year_(static_cast<std::int16_t>(y)),
        kind_(kind),
        a_(static_cast<std::uint8_t>(a)),
        b_(static_cast<std::uint8_t>(b)) {}

  std::int16_t year_ = 0;
  Kind kind_ = Kind::year;
  std::uint8_t a_ = 0;  ///< first month, or the day of the month
  std::uint8_t b_ = 0;  ///< last month, half, quarter, week, or the month of a day
};

/// A period spelled inside a longer text, with its byte span there.
struct FoundPeriod {
  Period period;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Every period spelled inside a text such as a title or a file's name («2025年1-7月各市主要指标»,
/// «浙江省-2024-01.csv»), in order, the longest from the left. Bare numbers (2019, 201909, 2019.09)
/// count only between the marks of a file's name or in brackets, never where they are the whole
/// text: prices, telephone and document numbers are not periods. After 去年, 上年 and the like
/// nothing is read, for the year is not `default_year`. Linear in the text.
[[nodiscard]] std::vector<FoundPeriod> find_periods(std::string_view text,
                                                    std::optional<int> default_year = {});
/// The first of them.
[[nodiscard]] std::optional<FoundPeriod> find_period(std::string_view text,
                                                     std::optional<int> default_year = {});

}  // namespace duibiao
