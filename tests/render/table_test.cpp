#include "render/table.h"

#include <gtest/gtest.h>

namespace duibiao::render {
namespace {

Table sample() {
  Table table;
  table.columns = {{"place", {"地区", "place"}},
                   {"value", {"总量", "level"}, Align::right},
                   {"empty", {"空", "empty"}}};
  table.rows = {{"温州市", Cell("1766.01亿元", num::Decimal::of(176601, 2))},
                {"宁波", Cell("8430.04亿元", num::Decimal::of(843004, 2))}};
  return table;
}

TEST(TerminalTable, ChineseCharactersTakeTwoColumnsAndNumbersStandRight) {
  EXPECT_EQ(to_terminal(sample(), {.language = Language::zh}),
            "地区           总量\n"
            "温州市  1766.01亿元\n"
            "宁波    8430.04亿元\n");
}

TEST(TerminalTable, LeavesOutColumnsThatHoldNothing) {
  EXPECT_EQ(to_terminal(sample(), {.language = Language::en}).find("empty"), std::string::npos);
}

TEST(TerminalTable, ColoursOnlyWhenAsked) {
  Table table = sample();
  table.rows[0][0].tone = Tone::strong;
  EXPECT_EQ(to_terminal(table, {.colour = false}).find('\x1b'), std::string::npos);
  EXPECT_NE(to_terminal(table, {.colour = true}).find("\x1b[1m"), std::string::npos);
}

TEST(Csv, CarriesExactNumbersAndStableColumnNames) {
  EXPECT_EQ(to_csv(sample(), false), "place,value,empty\r\n温州市,1766.01,\r\n宁波,8430.04,\r\n");
}

TEST(Csv, StartsWithTheMarkThatExcelNeeds) {
  EXPECT_TRUE(to_csv(sample(), true)
                  .starts_with("\xEF\xBB\xBF"
                               "place"));
}

TEST(Csv, QuotesSeparatorsAndDisarmsFormulas) {
  std::string out;
  append_csv_field(out, "a,b\"c");
  EXPECT_EQ(out, "\"a,b\"\"c\"");
  out.clear();
  append_csv_field(out, "=1+1");
  EXPECT_EQ(out, "\"'=1+1\"");
  out.clear();
  append_csv_field(out, "出口");
  EXPECT_EQ(out, "出口");
}

}  // namespace
}  // namespace duibiao::render
