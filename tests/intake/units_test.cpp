// A unit is never guessed in silence, and one that is suggested is the only one that fits.
#include <algorithm>

#include "intake/layout.h"
#include "tidy_reading.h"

namespace duibiao::intake {
namespace {

ReadOptions accepting() {
  ReadOptions options;
  options.accept_suggestions = true;
  return options;
}

ReadOptions with_unit(std::string_view unit) {
  ReadOptions options;
  options.overrides.units = {*Unit::find(unit)};
  return options;
}

/// Exports of a city in 万元 (13896709 万元 is 1390 亿元) on a sheet without a unit row.
const std::string no_unit_row =
    "浙江各市2024年1-7月\n地区,出口,增速(%)\n温州市,13896709,4.6\n"
    "杭州市,32607278,6.5\n宁波市,52800939,7.9\n";

ReadSheet read_cross(const std::string& bytes, const History* history = nullptr,
                     ReadOptions options = {}) {
  return read_bytes(bytes, "t.csv", std::move(options), history);
}

bool says(const Reading& reading, std::string_view code, Severity severity) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                     [&](const Warning& w) { return w.code == code && w.severity == severity; });
}

TEST(Units, SeveralUnitsThatWouldFitAreNoSuggestion) {
  for (const bool accept : {false, true}) {
    const ReadSheet sheet = read_cross(no_unit_row, nullptr, accept ? accepting() : ReadOptions{});
    ASSERT_TRUE(sheet.reading);
    EXPECT_TRUE(sheet.first().suggestions.empty());
    EXPECT_EQ(sheet.sink.all.size(), 3U) << "only growth comes in";
    ASSERT_EQ(sheet.sink.rows.size(), 3U);
    EXPECT_EQ(sheet.sink.rows[0].reason_code, "unit_suspect");
    EXPECT_NE(sheet.sink.rows[0].reason.zh.find("「元」「万元」"), std::string::npos)
        << sheet.sink.rows[0].reason.zh;
    EXPECT_NE(sheet.sink.rows[0].reason.zh.find("--unit"), std::string::npos);
  }
}

TEST(Units, AMillionIsNeverSuggestedForSizeAlone) {
  // In 万元, labelled 亿元: 百万元 would fit too, and so would 元.
  const ReadSheet sheet =
      read_cross("2024年1-7月(单位：亿元)\n地区,出口\n温州市,13896709\n", nullptr, accepting());
  ASSERT_TRUE(sheet.reading);
  EXPECT_TRUE(sheet.sink.all.empty());
}

TEST(Units, TheOnlyUnitThatFitsIsSuggestedAndCanBeAccepted) {
  const std::string bytes =
      "2024年1-7月(单位：万元)\n地区,出口\n温州市,138967090504\n杭州市,326072787086\n";
  const ReadSheet held = read_cross(bytes);
  ASSERT_TRUE(held.reading);
  ASSERT_EQ(held.first().suggestions.size(), 1U);
  EXPECT_EQ(held.first().suggestions[0].to.symbol(), "元");
  const ReadSheet taken = read_cross(bytes, nullptr, accepting());
  ASSERT_EQ(taken.sink.all.size(), 2U);
  EXPECT_EQ(taken.sink.all[0].unit.symbol(), "元");
}

TEST(Units, HistoryDecidesBetweenUnitsThatFit) {
  Known known;
  known.add("330300", "exports", "2023-01..2023-07", "1456.7", "亿元")
      .add("330100", "exports", "2023-01..2023-07", "3061.7", "亿元");
  const ReadSheet sheet = read_cross(no_unit_row, &known, accepting());
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(sheet.first().suggestions.size(), 1U);
  EXPECT_EQ(sheet.first().suggestions[0].to.symbol(), "万元");
  EXPECT_EQ(sheet.lines()[0], "B3 330300 exports 2024-01..2024-07 level 13896709 万元");
}

TEST(Units, AnAmountWithoutAnyUnitIsHeldEvenWhenItsSizeWouldDo) {
  const ReadSheet sheet = read_cross("2024年1-7月\n地区,出口,增速(%)\n温州市,1389.7,4.6\n");
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(sheet.sink.all.size(), 1U);
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].reason_code, "unit_suspect");
  EXPECT_NE(sheet.sink.rows[0].reason.zh.find("表内没有写明单位"), std::string::npos);
  EXPECT_NE(sheet.sink.rows[0].reason.zh.find("请用 --unit 亿元"), std::string::npos);
  EXPECT_TRUE(says(sheet.first(), "unit_not_stated", Severity::suspect));
}

TEST(Units, AnAmountWithoutAnyUnitComesInWhenHistoryConfirmsIt) {
  Known known;
  known.add("330300", "exports", "2023-01..2023-07", "1456.7", "亿元");
  const ReadSheet sheet = read_cross("2024年1-7月\n地区,出口\n温州市,1389.7\n", &known);
  ASSERT_TRUE(sheet.reading);
  EXPECT_EQ(sheet.sink.all.size(), 1U);
  EXPECT_TRUE(says(sheet.first(), "unit_not_stated", Severity::information));
}

TEST(Units, TheUsersUnitSettlesASheetThatNamesNone) {
  const ReadSheet sheet = read_cross(no_unit_row, nullptr, with_unit("万元"));
  ASSERT_TRUE(sheet.reading);
  EXPECT_EQ(sheet.sink.all.size(), 6U);
  EXPECT_TRUE(sheet.first().warnings.empty());
}

TEST(Units, TidyAmountsWithoutAUnitColumnAreHeldCountsAreNot) {
  const ReadSheet sheet = read_bytes(
      "place,indicator,period,value\n温州市,exports,2024,2800.1\n温州市,exporters,2024,12000\n"
      "温州市,population,2024,985.2\n",
      "t.csv");
  ASSERT_TRUE(sheet.reading);
  ASSERT_EQ(sheet.sink.all.size(), 2U);
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].row, 2U);
}

TEST(Units, TheCeilingIsThatOfThePlace) {
  // 200000 亿元 of exports: below China's ceiling, above any city's.
  EXPECT_EQ(codes(read_tidy("温州市,exports,2024,level,200000,亿元\n")),
            std::vector<std::string>{"wrong_unit"});
  EXPECT_TRUE(codes(read_tidy("全国,exports,2024,level,254545,亿元\n")).empty());
  EXPECT_TRUE(codes(read_tidy("广东省,exports,2024,level,58915,亿元\n")).empty());
  EXPECT_TRUE(codes(read_tidy("深圳市,exports,2024,level,28122,亿元\n")).empty());
}

TEST(Units, OneSlipDoesNotCondemnTheUnitOfTheSheet) {
  std::string rows = "温州市,exports,2024,level,200000,亿元\n";
  for (const char* city : {"杭州", "宁波", "嘉兴", "湖州", "绍兴", "金华"}) {
    rows += fmt::format("{},exports,2024,level,1500.0,亿元\n", city);
  }
  const ReadSheet sheet = read_tidy(rows, nullptr, accepting());
  EXPECT_EQ(codes(sheet), std::vector<std::string>{"above_ceiling"});
  EXPECT_EQ(sheet.sink.all.size(), 6U);
}

TEST(Units, APartAboveItsWholeIsHeld) {
  const ReadSheet sheet = read_tidy(
      "浙江省,exports,2024,level,39000,亿元\n温州市,exports,2024,level,28001,万元\n"
      "杭州市,exports,2024,level,59000,亿元\n");
  EXPECT_EQ(codes(sheet), std::vector<std::string>{"above_whole"});
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].row, 4U);
  Known known;
  known.add("330000", "exports", "2024", "39000", "亿元");
  EXPECT_EQ(codes(read_tidy("温州市,exports,2024,level,40000,亿元\n", &known)),
            std::vector<std::string>{"wrong_unit"});
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024,level,39000.4,亿元\n", &known)).empty())
      << "39000 may stand for 39000.5";
}

TEST(Units, WhereSeveralPartsExceedItTheWholeIsHeld) {
  const ReadSheet sheet = read_tidy(
      "浙江省,exports,2024,level,3.9,亿元\n温州市,exports,2024,level,2800.1,亿元\n"
      "杭州市,exports,2024,level,5900,亿元\n宁波市,exports,2024,level,8000,亿元\n"
      "金华市,exports,2024,level,7000,亿元\n");
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].row, 2U);
}

TEST(Units, ABalanceMayBeLargerInAPartAndBelowZero) {
  EXPECT_TRUE(codes(read_tidy("浙江省,trade_balance,2024,level,100,亿元\n"
                              "温州市,trade_balance,2024,level,300,亿元\n"
                              "杭州市,trade_balance,2024,level,-200,亿元\n"))
                  .empty());
}

TEST(Units, AUnitOfAnotherDimensionIsRefused) {
  const ReadSheet sheet =
      read_cross("2024年1-7月(单位：万元)\n地区,出口\n温州市,13896709\n", nullptr, with_unit("吨"));
  ASSERT_FALSE(sheet.reading);
  EXPECT_EQ(sheet.reading.error().code, ErrorCode::bad_unit);
  EXPECT_NE(sheet.reading.error().message.zh.find("吨 是重量的单位"), std::string::npos)
      << sheet.reading.error().message.zh;
}

TEST(Units, AGivenUnitThatMakesNonsenseIsWarnedOfButTaken) {
  const std::string bytes = "2024年1-7月\n地区,出口\n温州市,13896709\n";
  const ReadSheet impossible = read_cross(bytes, nullptr, with_unit("亿元"));
  ASSERT_TRUE(impossible.reading);
  EXPECT_EQ(impossible.sink.all.size(), 1U);
  EXPECT_TRUE(says(impossible.first(), "given_unit_doubtful", Severity::warning));
  Known known;
  known.add("330300", "exports", "2023-01..2023-07", "1456.7", "亿元");
  const ReadSheet off = read_cross(bytes, &known, with_unit("元"));
  EXPECT_EQ(off.sink.all.size(), 1U);
  EXPECT_TRUE(says(off.first(), "given_unit_doubtful", Severity::warning));
  EXPECT_FALSE(says(read_cross(bytes, &known, with_unit("万元")).first(), "given_unit_doubtful",
                    Severity::warning));
}

TEST(Growth, FractionsThatTheLevelsExposeAreHeldAndCanBeAccepted) {
  const std::string rows =
      "温州市,exports,2023,level,100.0,亿元\n温州市,exports,2024,level,112.5,亿元\n"
      "杭州市,exports,2023,level,200.0,亿元\n杭州市,exports,2024,level,190.0,亿元\n"
      "温州市,exports,2024,growth_yoy,0.125,%\n杭州市,exports,2024,growth_yoy,-0.05,%\n";
  const ReadSheet held = read_tidy(rows);
  ASSERT_TRUE(held.reading);
  EXPECT_TRUE(says(held.first(), "growth_as_fraction", Severity::warning));
  EXPECT_EQ(held.sink.all.size(), 4U);
  ASSERT_EQ(held.sink.rows.size(), 2U);
  EXPECT_EQ(held.sink.rows[0].reason_code, "growth_suspect");
  const ReadSheet taken = read_tidy(rows, nullptr, accepting());
  ASSERT_EQ(taken.sink.all.size(), 6U);
  EXPECT_EQ(taken.lines()[4], "E6 330300 exports 2024 growth_yoy 12.5 %");
  EXPECT_EQ(taken.lines()[5], "E7 330100 exports 2024 growth_yoy -5 %");
}

TEST(Growth, LongFractionsAloneAreHeldAndNotAccepted) {
  const std::string rows =
      "温州市,exports,2024,growth_yoy,0.1254,%\n杭州市,exports,2024,growth_yoy,-0.046,%\n";
  const ReadSheet sheet = read_tidy(rows, nullptr, accepting());
  EXPECT_TRUE(says(sheet.first(), "growth_as_fraction", Severity::warning));
  EXPECT_TRUE(sheet.sink.all.empty());
  EXPECT_EQ(read_tidy(rows, nullptr, with_unit("%")).sink.all.size(), 2U)
      << "the user says that they are per cent";
}

TEST(Growth, SmallRatesInPerCentAreLeftAlone) {
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2024,growth_yoy,0.1,%\n"
                              "杭州市,exports,2024,growth_yoy,-0.4,%\n"))
                  .empty());
  EXPECT_TRUE(codes(read_tidy("温州市,exports,2023,level,1000.0,亿元\n"
                              "温州市,exports,2024,level,1004.0,亿元\n"
                              "温州市,exports,2024,growth_yoy,0.400,%\n"))
                  .empty());
}

TEST(Growth, TwentyPointsFromTheLevelsIsAWarning) {
  Known known;
  known.add("330300", "exports", "2023", "100.0", "亿元");
  const ReadSheet sheet = read_tidy(
      "温州市,exports,2024,level,110.0,亿元\n温州市,exports,2024,growth_yoy,35.0,%\n", &known);
  EXPECT_TRUE(says(sheet.first(), "growth_does_not_fit", Severity::warning));
  const ReadSheet near = read_tidy(
      "温州市,exports,2024,level,110.0,亿元\n温州市,exports,2024,growth_yoy,25.0,%\n", &known);
  EXPECT_TRUE(says(near.first(), "growth_does_not_fit", Severity::information));
}

TEST(Growth, AFallOfMoreThanEverythingAndANegativeFlowAreNamed) {
  const ReadSheet sheet =
      read_tidy("温州市,exports,2024,growth_yoy,-104.6,%\n温州市,imports,2024,level,-12.5,亿元\n");
  EXPECT_EQ(codes(sheet), (std::vector<std::string>{"impossible_growth", "negative_level"}));
  EXPECT_EQ(sheet.first().warnings[0].cells, std::vector<std::string>{"E2"});
  EXPECT_EQ(sheet.first().warnings[1].cells, std::vector<std::string>{"E3"});
}

TEST(Units, ANumberOfTooManyDigitsIsSaidToBeTooLong) {
  const ReadSheet sheet = read_tidy("温州市,exports,2024,level,1234567890123456789.5,元\n");
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].reason_code, "bad_number");
  EXPECT_NE(sheet.sink.rows[0].reason.zh.find("太长"), std::string::npos);
}

TEST(Units, ASavedLayoutHasNoNotesAndNoMoneyForRanks) {
  const ReadSheet sheet =
      read_bytes("地区,出口(亿元),出口(亿元)\n,绝对值,位次\n温州市,1389.7,2\n杭州市,3260.7,1\n",
                 "浙江省-2024-07.csv");
  ASSERT_TRUE(sheet.reading) << sheet.reading.error().message.en;
  EXPECT_FALSE(sheet.first().layout.notes.empty());
  ASSERT_EQ(sheet.first().layout.columns.size(), 3U);
  EXPECT_EQ(sheet.first().layout.columns[2].unit, unit::rank());
  const auto saved = Layout::from_toml(sheet.first().layout.to_toml(), "saved.toml");
  ASSERT_TRUE(saved);
  EXPECT_TRUE(saved->notes.empty());
}

TEST(Units, AWorkbookOfFormulasWithoutResultsIsToldToBeSavedAgain) {
  for (const char* bytes : {"地区,出口(亿元)\n温州市,#NO-RESULT!\n杭州市,#NO-RESULT!\n",
                            "地区,出口(亿元),进口(亿元)\n温州市,#NO-RESULT!,—\n杭州市,—,—\n"}) {
    const ReadSheet sheet = read_bytes(bytes, "2024-07.csv");
    ASSERT_FALSE(sheet.reading) << bytes;
    const Error& error = sheet.reading.error();
    EXPECT_EQ(error.code, ErrorCode::empty_input);
    EXPECT_NE(error.message.zh.find("公式没有计算结果，请用 Excel/WPS 打开并保存后再导入"),
              std::string::npos)
        << error.message.zh;
    EXPECT_EQ(error.advice.zh.find("layout"), std::string::npos) << error.advice.zh;
  }
}

TEST(Units, FormulasWithoutResultsBesideFiguresAreCounted) {
  const ReadSheet sheet = read_bytes(
      "地区,出口(亿元),进口(亿元)\n温州市,1389.7,#NO-RESULT!\n杭州市,3260.7,#NO-RESULT!\n",
      "2024-07.csv");
  ASSERT_TRUE(sheet.reading);
  EXPECT_EQ(sheet.sink.all.size(), 2U);
  for (const HeldCells& row : sheet.sink.rows) {
    EXPECT_NE(row.reason.zh.find("公式没有计算结果"), std::string::npos) << row.reason.zh;
  }
}

TEST(Units, YearEndTotalPopulationIsNotTakenForResidents) {
  const ReadSheet sheet = read_tidy("温州市,年末总人口,2005,level,750.28,万人\n");
  ASSERT_TRUE(sheet.reading);
  EXPECT_TRUE(sheet.sink.all.empty());
  ASSERT_EQ(sheet.sink.rows.size(), 1U);
  EXPECT_EQ(sheet.sink.rows[0].reason_code, "unknown_indicator");
}

}  // namespace
}  // namespace duibiao::intake
