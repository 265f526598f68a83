#include "figure/date.h"

#include <gtest/gtest.h>

namespace duibiao {
namespace {

TEST(Date, ReadsTheSpellingsOfADay) {
  for (const char* text : {"2019-10-18", "2019/10/18", "20191018", "2019年10月18日", "2019.10.18",
                           "２０１９－１０－１８", " 2019-10-18 ", "18 October 2019"}) {
    const Result<Date> date = Date::parse(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(*date, (Date{2019, 10, 18})) << text;
    EXPECT_EQ(date->to_string(), "2019-10-18") << text;
  }
}

TEST(Date, RefusesWhatIsNoDay) {
  for (const char* text : {"", "2019", "2019-10", "2019-02-29", "2019-13-01", "2019-10-32",
                           "0000-01-01", "9999-01-01", "10月18日", "today", "2019-Q3", "43756"}) {
    const Result<Date> date = Date::parse(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().code, ErrorCode::bad_period);
    EXPECT_FALSE(date.error().message.zh.empty()) << text;
    EXPECT_FALSE(date.error().message.en.empty()) << text;
  }
}

TEST(Date, TheBureausDayBeginsAtMidnightInChina) {
  EXPECT_EQ(Date::from_unix(0), (Date{1970, 1, 1}));
  EXPECT_EQ(Date::from_unix(16 * 3600 - 1), (Date{1970, 1, 1}));
  EXPECT_EQ(Date::from_unix(16 * 3600), (Date{1970, 1, 2}));
  EXPECT_EQ(Date::from_unix(-8 * 3600 - 1), (Date{1969, 12, 31}));
  EXPECT_EQ(Date::from_unix(-8 * 3600), (Date{1970, 1, 1}));
  EXPECT_EQ(Date::from_unix(1571356800), (Date{2019, 10, 18}));
  EXPECT_EQ(Date::from_unix(1582905600), (Date{2020, 2, 29}));
}

TEST(Date, MomentsBeyondFourDigitYearsAreUnknown) {
  EXPECT_FALSE(Date::from_unix(INT64_MAX).known());
  EXPECT_FALSE(Date::from_unix(INT64_MIN).known());
  EXPECT_EQ(Date::from_unix(253402300799 - 8 * 3600), (Date{9999, 12, 31}));
  EXPECT_FALSE(Date::from_unix(253402300800 - 8 * 3600).known());
}

TEST(Date, AnUnknownDayPrintsNothingAndSortsFirst) {
  EXPECT_EQ(Date().to_string(), "");
  EXPECT_LT(Date(), (Date{1900, 1, 1}));
  EXPECT_LT((Date{2019, 9, 30}), (Date{2019, 10, 1}));
}

}  // namespace
}  // namespace duibiao
