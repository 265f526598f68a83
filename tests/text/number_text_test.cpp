#include "text/number_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace duibiao::text {
namespace {

PrintedNumber number(std::string_view cell) {
  const auto read = read_number(cell);
  EXPECT_TRUE(read && read->has_value()) << cell;
  return read && *read ? **read : PrintedNumber{};
}

std::string digits(std::string_view cell) { return number(cell).value.to_string(); }

ErrorCode refusal(std::string_view cell) {
  const auto read = read_number(cell);
  EXPECT_FALSE(read) << cell;
  return read ? ErrorCode::internal : read.error().code;
}

TEST(ReadNumber, KeepsThePrintedDigits) {
  EXPECT_EQ(digits("1912.0"), "1912.0");
  EXPECT_EQ(digits("-4.67"), "-4.67");
  EXPECT_EQ(digits("+0.50"), "0.50");
  EXPECT_EQ(digits("0"), "0");
  EXPECT_EQ(digits("999999999999999999"), "999999999999999999");
  EXPECT_EQ(digits(" 12.5 "), "12.5");
  EXPECT_EQ(digits(".5"), "0.5");
}

TEST(ReadNumber, ReadsBothWidths) {
  EXPECT_EQ(digits("１９１２．０"), "1912.0");
  EXPECT_EQ(digits("－４．６７％"), "-4.67");
  EXPECT_EQ(digits("１，９１２．０"), "1912.0");
  EXPECT_EQ(digits("\u3000＋１２\u00A0"), "12");
}

TEST(ReadNumber, ReadsEverySignAndAccountingParentheses) {
  for (const char* cell : {"-12.3", "−12.3", "－12.3", "﹣12.3", "–12.3", "- 12.3", "(12.3)",
                           "（12.3）", "( 12.3 )"}) {
    EXPECT_EQ(digits(cell), "-12.3") << cell;
  }
  EXPECT_TRUE(number("(12.3)").parenthesised);
  EXPECT_TRUE(number("(12.3%)").percent);
  EXPECT_TRUE(number("(12.3)%").percent);
  EXPECT_FALSE(number("-12.3").parenthesised);
}

TEST(ReadNumber, TakesThousandsOnlyInWellFormedGroups) {
  EXPECT_EQ(digits("1,912.0"), "1912.0");
  EXPECT_EQ(digits("3,014,651,610,684"), "3014651610684");
  EXPECT_EQ(digits("1 912.0"), "1912.0");
  EXPECT_EQ(digits("1\u00A0912\u00A0000"), "1912000");
  EXPECT_EQ(digits("1’912.5"), "1912.5");
  EXPECT_TRUE(number("1,912.0").grouped);
  EXPECT_FALSE(number("1912.0").grouped);
  for (const char* cell : {"1,91", "1912,000", "1,9120", ",912", "1,,912", "1,912 000", "0,912",
                           "1,912.0,0", "12.345,678", "1,912e3", "1 91", "2019 100", "1,"}) {
    EXPECT_EQ(refusal(cell), ErrorCode::bad_number) << cell;
  }
}

TEST(ReadNumber, MarksPercentAndPerMilleWithoutDividing) {
  EXPECT_TRUE(number("9.4%").percent);
  EXPECT_TRUE(number("9.4％").percent);
  EXPECT_TRUE(number("9.4 %").percent);
  EXPECT_TRUE(number("9.7‰").per_mille);
  EXPECT_FALSE(number("9.7‰").percent);
  EXPECT_EQ(digits("9.40%"), "9.40");
  EXPECT_EQ(refusal("9.4%%"), ErrorCode::bad_number);
}

TEST(ReadNumber, ReadsExponents) {
  EXPECT_EQ(digits("1.2E+10"), "12000000000");
  EXPECT_EQ(digits("2.5e-3"), "0.0025");
  EXPECT_EQ(digits("1.2Ｅ＋２"), "120");
  EXPECT_EQ(refusal("1.2E"), ErrorCode::bad_number);
  EXPECT_EQ(refusal("1E+20"), ErrorCode::over_limit);
  EXPECT_EQ(refusal("1E-40"), ErrorCode::over_limit);
  EXPECT_EQ(refusal("1E99999999999999"), ErrorCode::over_limit);
}

TEST(ReadNumber, ReportsFootnoteMarksAndNeverTakesThemForDigits) {
  struct Case {
    const char* cell;
    const char* mark;
  };
  for (const Case& c :
       {Case{"12.3①", "①"}, Case{"12.3 *", "*"}, Case{"12.3#", "#"}, Case{"12.3[1]", "[1]"},
        Case{"12.3［２］", "［２］"}, Case{"12.3注1", "注1"}, Case{"12.3（注2）", "（注2）"},
        Case{"12.3¹", "¹"}, Case{"12.3²³", "²³"}, Case{"12.3〔注1〕*", "〔注1〕*"},
        Case{"12.3[a]", "[a]"}, Case{"12.3⑴", "⑴"}}) {
    const PrintedNumber read = number(c.cell);
    EXPECT_EQ(read.value.to_string(), "12.3") << c.cell;
    EXPECT_EQ(read.mark, c.mark);
  }
  EXPECT_EQ(number("9.4%①").mark, "①");
  EXPECT_TRUE(number("9.4%①").percent);
  EXPECT_EQ(number("12.3").mark, "");
  for (const char* cell :
       {"12.3(1)", "12.3[", "12.3[1", "12.3[123]", "12.3[]", "12.3（注", "①12.3"}) {
    EXPECT_EQ(refusal(cell), ErrorCode::bad_number) << cell;
  }
}

TEST(ReadNumber, KnowsTheMarksOfMissingFigures) {
  for (const char* cell : {"",   " ",   "\u3000", "—",   "–",    "-",   "－",  "——",   "--", "…",
                           "……", "...", "..",     "/",   "／",   "N/A", "n/a", "#N/A", "x",  "X",
                           "#",  "*",   "＊",     "NaN", "null", " — ", "—①",  "… [1]"}) {
    const auto read = read_number(cell);
    ASSERT_TRUE(read) << cell;
    EXPECT_FALSE(read->has_value()) << cell;
  }
  PrintedNumber found;
  EXPECT_EQ(scan_number("—①", found), CellReading::missing);
  EXPECT_EQ(found.mark, "①");
}

TEST(ReadNumber, RefusesWhatIsNeither) {
  for (const char* cell :
       {"温州", "1.2.3",    "12.",     ".",     "12亿元",  "2019年", "1-9",  "abc",      "0x10",
        "+-1",  "--1",      "(12.3",   "12.3)", "(-12.3)", "()",     "%",    "1912.0亿", "—4.67",
        "∞",    "12 34 %x", "#DIV/0!", "\xFF",  "1\xFF",   "九百",   "1..2", "5 - 3"}) {
    EXPECT_EQ(refusal(cell), ErrorCode::bad_number) << cell;
  }
  EXPECT_EQ(refusal("1" + std::string(1 << 16, ' ') + "x"), ErrorCode::bad_number);
}

TEST(ReadNumber, RefusesMoreDigitsThanCanBeKept) {
  EXPECT_EQ(refusal("1234567890123456789"), ErrorCode::over_limit);
  EXPECT_EQ(refusal("0.1000000000000000055511151231257827"), ErrorCode::over_limit);
  EXPECT_EQ(refusal(std::string(100'000, '7')), ErrorCode::over_limit);
  EXPECT_EQ(refusal("0." + std::string(30, '0') + "1"), ErrorCode::over_limit);
  EXPECT_EQ(digits("0000000000000000000000012"), "12");
  EXPECT_EQ(digits("0." + std::string(22, '0') + "17"), "0." + std::string(22, '0') + "17");
}

TEST(ReadNumber, FlagsCodesAndBinaryNoise) {
  EXPECT_TRUE(number("0571").leading_zero);
  EXPECT_TRUE(number("０５７１").leading_zero);
  EXPECT_FALSE(number("0.571").leading_zero);
  EXPECT_FALSE(number("0").leading_zero);
  EXPECT_TRUE(number("26.029999999999998").double_noise);
  EXPECT_EQ(digits("26.029999999999998"), "26.029999999999998");
  EXPECT_FALSE(number("13438.000002").double_noise);
  EXPECT_FALSE(number("1234567890123456").double_noise);
}

TEST(ReadNumber, TheQuickWayAndTheThoroughWayAgree) {
  std::mt19937 random(5);
  for (int i = 0; i < 30'000; ++i) {
    std::string plain;
    const auto sign = random() % 4;
    if (sign == 0) plain += '-';
    if (sign == 1) plain += '+';
    for (auto n = random() % 12; n > 0; --n) plain += static_cast<char>('0' + random() % 10);
    if (random() % 2 == 0) plain += '.';
    for (auto n = random() % 10; n > 0; --n) plain += static_cast<char>('0' + random() % 10);
    PrintedNumber quick;
    PrintedNumber thorough;
    // A mark after it sends the same digits the long way.
    const CellReading first = scan_number(plain, quick);
    const CellReading second = scan_number(plain + "①", thorough);
    if (first == CellReading::missing) continue;
    ASSERT_EQ(first, second) << plain;
    ASSERT_TRUE(first != CellReading::number || quick.value.same_print(thorough.value)) << plain;
    ASSERT_EQ(quick.leading_zero, thorough.leading_zero) << plain;
    ASSERT_EQ(quick.double_noise, thorough.double_noise) << plain;
    if (const auto strict = num::Decimal::parse(plain); strict && first == CellReading::number) {
      ASSERT_TRUE(strict->same_print(quick.value)) << plain;
    }
  }
}

std::string denoised(std::string_view text) {
  return without_double_noise(num::Decimal::parse(text).value()).value.to_string();
}

bool is_noisy(std::string_view text) {
  return without_double_noise(num::Decimal::parse(text).value()).rounded;
}

TEST(DoubleNoise, IsRoundedAwayAtFifteenDigits) {
  EXPECT_EQ(denoised("26.029999999999998"), "26.03");
  EXPECT_EQ(denoised("3014651610684.0005"), "3014651610684");
  EXPECT_EQ(denoised("18.144408834297852"), "18.1444088342979");
  EXPECT_EQ(denoised("-1202.9199999999998"), "-1202.92");
  EXPECT_EQ(denoised("0.30000000000000004"), "0.3");
  EXPECT_EQ(denoised("1234567890123456.7"), "1234567890123457");
  EXPECT_EQ(denoised("999999999999999.95"), "1000000000000000");
  EXPECT_TRUE(is_noisy("26.029999999999998"));
}

TEST(DoubleNoise, LeavesPublishedDigitsAlone) {
  for (const char* text :
       {"13438.000002", "26.80", "0.00", "1234567890123456", "-4.67", "12345678901234.5",
        "26.030000000000000", "123456789012345678", "1234567890.12345678"}) {
    EXPECT_EQ(denoised(text), text);
    EXPECT_FALSE(is_noisy(text)) << text;
  }
}

TEST(DoubleNoise, RestoresWhatWasTypedBeforeItWentThroughADouble) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 20'000; ++i) {
    const auto typed = num::Decimal::of(static_cast<std::int64_t>(random() % 1'000'000'000), 2);
    const auto more = num::Decimal::of(static_cast<std::int64_t>(random() % 1'000'000'000), 2);
    // What a spreadsheet stores for a sum of two typed figures, printed as it saves it.
    char stored[40];
    std::snprintf(stored, sizeof stored, "%.17g", typed.approx() + more.approx());
    const auto read = num::Decimal::parse(stored);
    if (!read) continue;
    ASSERT_EQ(without_double_noise(*read).value, typed.plus(more).value()) << stored;
  }
}

}  // namespace
}  // namespace duibiao::text
