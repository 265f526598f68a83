#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "reader_dump.h"

namespace duibiao::intake::testing {
namespace {

using ::testing::HasSubstr;

Error error_of(std::string_view bytes, const OpenOptions& options = {}) {
  auto reader = open_table_bytes(bytes, options);
  if (!reader) return reader.error();
  SheetInfo info;
  Row row;
  EXPECT_TRUE((*reader)->next_sheet(info).value());
  for (;;) {
    auto more = (*reader)->next_row(row);
    if (!more) return more.error();
    if (!*more) return Error{ErrorCode::internal, {"没有出错", "no error"}, {}, {}};
  }
}

char delimiter_of(std::string_view bytes) {
  return open_table_bytes(bytes).value()->guess().delimiter;
}

TEST(CsvReader, ReadsPlainRowsOfAnyWidth) {
  EXPECT_EQ(dump_bytes("地区,出口\n温州,26.78,x\n\n宁波\n"),
            "[]\n1 | t 地区 | t 出口\n2 | t 温州 | t 26.78 | t x\n3\n4 | t 宁波\n");
}

TEST(CsvReader, NeedsNoLineEndAfterTheLastRow) {
  EXPECT_EQ(dump_bytes("a,b\nc,"), "[]\n1 | t a | t b\n2 | t c | - \n");
}

TEST(CsvReader, TakesEveryLineEnd) {
  const std::string rows = "[]\n1 | t a | t b\n2 | t c | t d\n";
  EXPECT_EQ(dump_bytes("a,b\nc,d\n"), rows);
  EXPECT_EQ(dump_bytes("a,b\r\nc,d\r\n"), rows);
  EXPECT_EQ(dump_bytes("a,b\rc,d\r"), rows);
}

TEST(CsvReader, UndoublesQuotesAndKeepsLineEndsInside) {
  EXPECT_EQ(dump_bytes("\"a,\"\"b\"\"\",\"二\r\n行\"\nc,\"\"\n"),
            "[]\n1 | t a,\"b\" | t 二\r\n行\n2 | t c | - \n");
}

TEST(CsvReader, KeepsAQuoteThatOpensNothing) {
  EXPECT_EQ(dump_bytes("5\" 管,b\"c\"\n"), "[]\n1 | t 5\" 管 | t b\"c\"\n");
}

TEST(CsvReader, KeepsWhatStandsBehindAClosingQuote) {
  EXPECT_EQ(dump_bytes("\"a\"bc,d\n\"x\"\"y\"z\n"), "[]\n1 | t abc | t d\n2 | t x\"yz\n");
}

TEST(CsvReader, DropsTheByteOrderMark) {
  EXPECT_EQ(dump_bytes("\xEF\xBB\xBF"
                       "a,b\n"),
            "[]\n1 | t a | t b\n");
}

TEST(CsvReader, ReadsGb18030AndSaysSo) {
  const std::string bytes = "\xB5\xD8\xC7\xF8,\xB3\xF6\xBF\xDA\n\xCE\xC2\xD6\xDD\xCA\xD0,26.78\n";
  auto reader = open_table_bytes(bytes);
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->guess().encoding, "GB18030");
  EXPECT_EQ(dump(**reader), "[]\n1 | t 地区 | t 出口\n2 | t 温州市 | t 26.78\n");
}

TEST(CsvReader, ReadsTheUnicodeTextThatExcelSaves) {
  const std::string bytes(
      "\xFF\xFE"
      "a\0\t\0\x29\x6E\n\0",
      10);
  auto reader = open_table_bytes(bytes);
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->guess().encoding, "UTF-16LE");
  EXPECT_EQ((*reader)->guess().delimiter, '\t');
  EXPECT_EQ(dump(**reader), "[]\n1 | t a | t 温\n");
}

TEST(CsvReader, LetsTheCallerOverrideItsGuesses) {
  const OpenOptions options{.encoding = "Big5", .delimiter = ';', .display_name = {}};
  EXPECT_EQ(dump_bytes("\xA4\xA4,1;2\n", options), "[]\n1 | t 中,1 | t 2\n");
}

TEST(CsvReader, RefusesAnEncodingNobodyKnows) {
  const OpenOptions options{.encoding = "克林贡", .delimiter = {}, .display_name = {}};
  EXPECT_EQ(open_table_bytes("a,b\n", options).error().code, ErrorCode::bad_argument);
}

TEST(CsvReader, GuessesTheDelimiter) {
  EXPECT_EQ(delimiter_of("a,b\n1,2\n"), ',');
  EXPECT_EQ(delimiter_of("a;b\n1,5;2,5\n3,5;4,5\n"), ';');
  EXPECT_EQ(delimiter_of("a\tb\n1,000\t2,000\n"), '\t');
  EXPECT_EQ(delimiter_of("a|b\n1|2\n"), '|');
  EXPECT_EQ(delimiter_of("标题,只有一次\n地区;出口\n温州;1\n宁波;2\n"), ';');
  EXPECT_EQ(delimiter_of("\"a;b;c\",d\n\"e;f;g\",h\n"), ',');
  EXPECT_EQ(delimiter_of("只有一列\n一\n"), ',');
}

TEST(CsvReader, ObeysTheSeparatorLineOfExcel) {
  EXPECT_EQ(dump_bytes("sep=;\r\na,b;c\r\n"), "[]\n1 | t a,b | t c\n");
}

TEST(CsvReader, NamesTheLineWhereAnUnclosedQuoteBegan) {
  const Error error = error_of("a,b\n\"x\ny\",2\nc,\"never\nclosed\n");
  EXPECT_EQ(error.code, ErrorCode::damaged_file);
  EXPECT_EQ(error.where.line, 4U);
  EXPECT_EQ(error.where.cell, "B3");
}

TEST(CsvReader, RefusesNulBytes) {
  std::string bytes = "a,b\n";
  for (int index = 0; index < 20'000; ++index) bytes += "1,2\n";
  bytes += std::string("x\0y", 3);
  const Error error = error_of(bytes);
  EXPECT_EQ(error.code, ErrorCode::damaged_file);
  EXPECT_EQ(error.where.line, 20'002U);
  std::string quoted = bytes;
  quoted.replace(quoted.size() - 3, 3, std::string("\"\0\",b\n", 6));
  EXPECT_EQ(error_of(quoted).code, ErrorCode::damaged_file);
}

TEST(CsvReader, NamesTheLineOfBytesThatAreNotUtf8) {
  std::string bytes = "地区,出口\n";
  for (int index = 0; index < 100'000; ++index) bytes += "温州,26.78\n";
  bytes += "\xCE\xC2\xD6\xDD,1\n";
  const Error error = error_of(bytes);
  EXPECT_EQ(error.code, ErrorCode::bad_encoding);
  EXPECT_EQ(error.where.line, 100'002U);
  EXPECT_THAT(error.advice.en, HasSubstr("GB18030"));
}

TEST(CsvReader, RefusesALineWithoutEndEarly) {
  const std::string bytes(limit::line_bytes + (4 << 20), 'x');
  EXPECT_EQ(error_of(bytes).code, ErrorCode::over_limit);
}

TEST(CsvReader, SaysThatALongLineIsAnUnclosedQuote) {
  std::string bytes = "a\n\"";
  bytes.append(limit::line_bytes + (4 << 20), 'x');
  const Error error = error_of(bytes);
  EXPECT_EQ(error.code, ErrorCode::damaged_file);
  EXPECT_EQ(error.where.line, 2U);
}

TEST(CsvReader, RefusesACellOrARowBeyondTheLimits) {
  EXPECT_EQ(error_of("a," + std::string(limit::cell_bytes + 1, 'x') + "\n").where.cell, "B1");
  EXPECT_EQ(error_of(std::string(limit::columns, ',') + "\n").code, ErrorCode::over_limit);
  EXPECT_EQ(error_of(std::string(limit::columns - 1, ',') + "\n").code, ErrorCode::internal);
}

// What is written with quotes where needed must come back as it was, wherever the blocks end.
TEST(CsvReader, GivesBackWhateverWasWritten) {
  std::mt19937 random(20240131);
  const std::vector<std::string> pieces = {
      "a", "温", "\"", ",", "\n", "\r\n", " ", "1.5", "\xF0\x9F\x9A\xA2"};
  for (int round = 0; round < 30; ++round) {
    std::string bytes;
    std::string expected = "[]\n";
    const int rows = round < 25 ? 50 : 30'000;
    for (int row = 1; row <= rows; ++row) {
      expected += fmt::format("{}", row);
      const int cells = static_cast<int>(random() % 6) + 2;
      for (int cell = 0; cell < cells; ++cell) {
        std::string text;
        for (auto left = random() % 8; left > 0; --left) text += pieces[random() % pieces.size()];
        std::string quoted = "\"";
        for (const char byte : text) quoted += byte == '"' ? "\"\"" : std::string(1, byte);
        const bool plain = text.find_first_of("\",\r\n") == std::string::npos && random() % 2 == 0;
        bytes += (cell > 0 ? "," : "") + (plain ? text : quoted + "\"");
        expected += (text.empty() ? " | - " : " | t ") + text;
      }
      bytes += random() % 2 == 0 ? "\n" : "\r\n";
      expected += "\n";
    }
    const OpenOptions options{.encoding = "UTF-8", .delimiter = ',', .display_name = {}};
    ASSERT_EQ(dump_bytes(bytes, options), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace duibiao::intake::testing
