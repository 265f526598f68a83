#pragma once

#include <optional>

#include "bulletin/read/time_words_cursor.h"

/// English time words, piece by piece; private to time_words*.cpp. Each moves the cursor when it
/// fits and leaves it alone otherwise.
namespace duibiao::bulletin::time_text {

[[nodiscard]] constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Four digits that are a year and nothing longer.
std::optional<int> read_year_digits(Cursor& cursor);
/// Gives a time its year.
void put_year(TimeWords& time, TimeWords::Year kind, int year, bool of_context = false);
/// this year, last year, the previous year, the same year, the year.
bool read_relative_year(Cursor& cursor, TimeWords& time);
/// «of 2019», «, 2019», «this year», «of the year» behind a month, quarter or half.
void read_year_suffix(Cursor& cursor, TimeWords& time);
/// September, January–September 2019, Oct 18, 2019, October 18-20; it begins at `at`.
std::optional<TimeWords> read_month(Cursor& cursor, std::size_t at);
/// nine, 9: a number of months or quarters, 1…12.
std::optional<int> read_count(Cursor& cursor);
/// first half, third quarter, first nine months, first three quarters.
std::optional<TimeWords> read_english_ordinal(Cursor& cursor);
/// Q3 2019, Q1-Q3 2019, H1 of 2019.
std::optional<TimeWords> read_lettered(Cursor& cursor);
/// 18 October 2019, 18th of October.
std::optional<TimeWords> read_day_first(Cursor& cursor);

}  // namespace duibiao::bulletin::time_text
