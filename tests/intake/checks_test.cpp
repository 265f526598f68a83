// What looks wrong on a sheet is said with its cells; what is right stays silent.
#include "intake/checks.h"

#include <algorithm>

#include "tidy_reading.h"

namespace duibiao::intake {
namespace {

TEST(Checks, ExportsAndImportsThatDoNotMakeTradeAreNamed) {
  const ReadSheet sheet = read_tidy(
      "温州市,trade,2024,level,300.0,亿元\n温州市,exports,2024,level,200.0,亿元\n"
      "温州市,imports,2024,level,99.8,亿元\n");
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(codes(sheet), std::vector<std::string>{"formula_mismatch"});
  EXPECT_EQ(sheet.first().warnings[0].cells, (std::vector<std::string>{"E2", "E3", "E4"}));
  EXPECT_EQ(sheet.sink.all.size(), 3U) << "a contradiction is reported, the figures come in";
}

TEST(Checks, RoundingAloneIsNoContradiction) {
  // 200.04 + 99.96 = 300.00, printed to one decimal: 200.0 + 100.0; 199.96 + 99.94 = 299.9.
  EXPECT_TRUE(
      codes(read_tidy("温州市,trade,2024,level,299.9,亿元\n温州市,exports,2024,level,200.0,亿元\n"
                      "温州市,imports,2024,level,100.0,亿元\n"))
          .empty());
  // The same in different units: 万元 beside 亿元.
  EXPECT_TRUE(
      codes(read_tidy("温州市,trade,2024,level,300,亿元\n温州市,exports,2024,level,2004000,万元\n"
                      "温州市,imports,2024,level,1000000,万元\n"))
          .empty());
}

std::string eleven_cities(std::string_view total) {
  std::string rows = fmt::format("浙江省,exports,2024,level,{},亿元\n", total);
  for (const char* city :
       {"杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "衢州", "舟山", "台州", "丽水"}) {
    rows += fmt::format("{},exports,2024,level,10.0,亿元\n", city);
  }
  return rows;
}

TEST(Checks, PartsThatDoNotSumToTheWholeAreNamed) {
  EXPECT_TRUE(codes(read_tidy(eleven_cities("110.0"))).empty());
  EXPECT_TRUE(codes(read_tidy(eleven_cities("110.5"))).empty())
      << "eleven roundings may add up to 0.55";
  const ReadSheet wrong = read_tidy(eleven_cities("111.0"));
  ASSERT_EQ(codes(wrong), std::vector<std::string>{"parts_do_not_sum"});
  EXPECT_EQ(wrong.first().warnings[0].count, 12U);
}

TEST(Checks, AListOfSomeCitiesIsNotHeldToTheProvince) {
  EXPECT_TRUE(
      codes(read_tidy("浙江省,exports,2024,level,1000,亿元\n温州市,exports,2024,level,1,亿元\n"
                      "杭州市,exports,2024,level,2,亿元\n"))
          .empty());
}

TEST(Checks, ACumulativeValueThatFallsIsNamed) {
  const ReadSheet sheet = read_tidy(
      "温州市,exports,2024-01..2024-06,level,120.0,亿元\n"
      "温州市,exports,2024-01..2024-07,level,119.8,亿元\n");
  EXPECT_EQ(codes(sheet), std::vector<std::string>{"cumulative_falls"});
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024-01..2024-06,level,120.0,亿元\n"
                              "温州市,exports,2024-01..2024-07,level,119.9,亿元\n"))
                  .empty())
      << "119.95 may stand behind both prints";
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024-06,level,120.0,亿元\n"
                              "温州市,exports,2024-07,level,80.0,亿元\n"))
                  .empty())
      << "single months may fall";
}

TEST(Checks, ACumulativeValueIsComparedWithHistoryToo) {
  Known known;
  known.add("330300", "exports", "2024-01..2024-06", "120.0", "亿元");
  EXPECT_EQ(codes(read_tidy("温州市,exports,2024-01..2024-07,level,99.8,亿元\n", &known)),
            std::vector<std::string>{"cumulative_falls"});
}

TEST(Checks, GrowthThatDoesNotFitIsInformationAboutTheBase) {
  Known known;
  known.add("330300", "exports", "2023", "100.0", "亿元");
  const ReadSheet sheet = read_tidy(
      "温州市,exports,2024,level,110.0,亿元\n温州市,exports,2024,growth_yoy,12.0,%\n", &known);
  ASSERT_EQ(codes(sheet), std::vector<std::string>{"growth_does_not_fit"});
  EXPECT_EQ(sheet.first().warnings[0].severity, Severity::information);
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024,level,110.0,亿元\n"
                              "温州市,exports,2024,growth_yoy,10.1,%\n",
                              &known))
                  .empty())
      << "110.05 on 99.95 is 10.1 %";
}

TEST(Checks, GrowthAtConstantPricesIsNeverComparedWithLevels) {
  Known known;
  known.add("330300", "gdp", "2023", "100.0", "亿元");
  EXPECT_TRUE(
      codes(
          read_tidy("温州市,gdp,2024,level,110.0,亿元\n温州市,gdp,2024,growth_yoy,5.0,%\n", &known))
          .empty());
}

/// A sheet in 万元 where the figures are 元: ten thousand times too large for its history.
const std::string in_yuan =
    "温州市,exports,2024-01..2024-07,level,138967090504,万元\n"
    "杭州市,exports,2024-01..2024-07,level,326072787086,万元\n"
    "宁波市,exports,2024-01..2024-07,level,528009395536,万元\n"
    "温州市,exports,2024-01..2024-07,growth_yoy,-4.6,%\n";

Known customs_history() {
  Known known;
  known.add("330300", "exports", "2023-01..2023-07", "14567000", "万元")
      .add("330100", "exports", "2023-01..2023-07", "30617000", "万元")
      .add("330200", "exports", "2024-01..2024-06", "45000000", "万元");
  return known;
}

TEST(Checks, AWrongUnitIsNoticedExplainedAndHeld) {
  const Known known = customs_history();
  const ReadSheet sheet = read_tidy(in_yuan, &known);
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(sheet.first().suggestions.size(), 1U);
  const Suggestion& suggestion = sheet.first().suggestions[0];
  EXPECT_EQ(suggestion.from.symbol(), "万元");
  EXPECT_EQ(suggestion.to.symbol(), "元");
  EXPECT_EQ(suggestion.figures, 3U);
  EXPECT_EQ(sheet.sink.all.size(), 1U) << "only the growth rate comes in";
  EXPECT_EQ(sheet.sink.rows.size(), 3U);
  for (const HeldCells& row : sheet.sink.rows) EXPECT_EQ(row.reason_code, "unit_suspect");
}

TEST(Checks, AnAcceptedSuggestionImportsTheFiguresInTheOtherUnit) {
  const Known known = customs_history();
  ReadOptions options;
  options.accept_suggestions = true;
  const ReadSheet sheet = read_tidy(in_yuan, &known, options);
  ASSERT_TRUE(sheet.reading);
  EXPECT_TRUE(sheet.first().suggestions_accepted);
  ASSERT_EQ(sheet.sink.all.size(), 4U);
  EXPECT_EQ(sheet.lines()[0], "E2 330300 exports 2024-01..2024-07 level 138967090504 元");
}

TEST(Checks, TheUsersUnitIsNotDoubted) {
  const Known known = customs_history();
  ReadOptions options;
  options.overrides.units = {*Unit::find("万元")};
  const ReadSheet sheet = read_tidy(in_yuan, &known, options);
  ASSERT_TRUE(sheet.reading);
  EXPECT_EQ(sheet.sink.all.size(), 4U);
  EXPECT_TRUE(sheet.first().suggestions.empty());
}

TEST(Checks, HeldForItsUnitARowComesInOnceTheUnitIsSaid) {
  const Known known = customs_history();
  const ReadSheet sheet = read_tidy(in_yuan, &known);
  ASSERT_EQ(sheet.sink.rows.size(), 3U);
  const HeldCells& row = sheet.sink.rows[0];
  const auto still = retry_held(row.cells, row.context, row.row, words());
  ASSERT_TRUE(still);
  EXPECT_TRUE(still->figures.empty());
  EXPECT_FALSE(still->still_held.zh.empty());
  const std::vector<Unit> yuan{*Unit::find("元")};
  const auto freed = retry_held(row.cells, row.context, row.row, words(), yuan);
  ASSERT_TRUE(freed);
  ASSERT_EQ(freed->figures.size(), 1U);
  EXPECT_EQ(line_of(freed->figures[0]), "E2 330300 exports 2024-01..2024-07 level 138967090504 元");
}

TEST(Checks, AGoodUnitWithHistoryRaisesNothing) {
  const Known known = customs_history();
  const ReadSheet sheet = read_tidy(
      "温州市,exports,2024-01..2024-07,level,13896709,万元\n"
      "杭州市,exports,2024-01..2024-07,level,3260.7,亿元\n",
      &known);
  EXPECT_TRUE(codes(sheet).empty());
  EXPECT_EQ(sheet.sink.all.size(), 2U);
}

TEST(Checks, OneSlipOfThePointIsNamedButNotHeld) {
  Known known;
  for (const char* code : {"330100", "330200", "330300"}) {
    known.add(code, "exports", "2023", "100.0", "亿元");
  }
  const ReadSheet sheet = read_tidy(
      "杭州市,exports,2024,level,105.0,亿元\n宁波市,exports,2024,level,108.0,亿元\n"
      "温州市,exports,2024,level,11000,亿元\n",
      &known);
  EXPECT_EQ(codes(sheet), std::vector<std::string>{"unlike_history"});
  EXPECT_EQ(sheet.first().warnings[0].cells, std::vector<std::string>{"E4"});
  EXPECT_EQ(sheet.sink.all.size(), 3U);
}

TEST(Checks, AnotherValueOfAStoredFigureIsNamedAWitnessIsNot) {
  Known known;
  known.add("330300", "exports", "2024", "1389.67090504", "亿元");
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024,level,13896709,万元\n", &known)).empty());
  EXPECT_EQ(codes(read_tidy("温州市,exports,2024,level,13896719,万元\n", &known)),
            std::vector<std::string>{"differs_from_stored"});
}

TEST(Checks, ManyFindingsOfOneKindAreFoldedAndCounted) {
  Known known;
  std::string rows;
  for (int year = 1981; year <= 2010; ++year) {
    known.add("330300", "exports", std::to_string(year), "100.0", "亿元");
    rows += fmt::format("温州市,exports,{},level,120.0,亿元\n", year);
  }
  const ReadSheet sheet = read_tidy(rows, &known);
  EXPECT_EQ(sheet.first().warnings.size(), 6U);
  std::size_t count = 0;
  for (const Warning& warning : sheet.first().warnings) count += warning.count;
  EXPECT_EQ(count, 30U);
}

TEST(Checks, TheHalfUnitMovesWithThePoint) {
  const auto wide =
      interval_in(*num::Decimal::parse("1234"), *Unit::find("万元"), *Unit::find("元"));
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->low(), *num::Decimal::parse("12335000"));
  EXPECT_EQ(wide->high(), *num::Decimal::parse("12345000"));
  EXPECT_FALSE(interval_in(*num::Decimal::parse("1"), *Unit::find("万元"), *Unit::find("%")));
}

}  // namespace
}  // namespace duibiao::intake
