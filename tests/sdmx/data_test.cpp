#include "sdmx/data.h"

#include "sdmx/world.h"

namespace duibiao::sdmx {
namespace {

class SdmxData : public testing::Test {
 protected:
  std::string ask(std::string_view key, const Parameters& parameters = {}) {
    return answer(holdings_, key, parameters);
  }
  Holdings holdings_ = city_holdings();
};

TEST_F(SdmxData, AKeyChoosesSeries) {
  EXPECT_EQ(ask("M.330300.exports.YTD"),
            "M.330300.exports.YTD 2018-09=1162.0\n"
            "M.330300.exports.YTD 2018-12=1301.75\n"
            "M.330300.exports.YTD 2019-03=350\n"
            "M.330300.exports.YTD 2019-08=1105.4\n"
            "M.330300.exports.YTD 2019-09=1271.20\n");
  EXPECT_EQ(ask("M.330200+330000.exports.YTD", {{"startPeriod", "2019"}}),
            "M.330000.exports.YTD 2019-09=17150\nM.330200.exports.YTD 2019-09=4403.7\n");
  EXPECT_EQ(ask("M.330300.exports.YTD_GY"), "M.330300.exports.YTD_GY 2019-09=9.4\n");
}

TEST_F(SdmxData, AFigureStandsUnderEveryNameOfItsSpan) {
  EXPECT_EQ(ask("A..."), "A.330300.exports.N 2018=1301.75\n");
  EXPECT_EQ(ask("Q..."), "Q.330300.exports.N 2019-Q1=350\n");
  EXPECT_EQ(ask("S..."), "S.330300.gdp.N 2019-S2=3300.5\n");
  EXPECT_EQ(ask("W..."), "W.330300.gdp.N 2019-W36=60\n");
  EXPECT_EQ(ask("D..."), "D.330300.gdp.N 2019-09-01=9.1\n");
  EXPECT_EQ(ask("...C4"), "M.330300.exports.C4 2019-05=500\n");
  EXPECT_EQ(ask("M.330300.exports.N"), "M.330300.exports.N 2019-09=171.1\n");
}

TEST_F(SdmxData, NothingIsAProblemOfItsOwn) {
  EXPECT_EQ(ask("M.999999.."), "problem 100");
  EXPECT_EQ(ask("X..."), "problem 100");
  EXPECT_EQ(ask("MM..."), "problem 100");
  EXPECT_EQ(ask("...WHAT"), "problem 100");
  EXPECT_EQ(ask("A...", {{"startPeriod", "2019"}}), "problem 100");
}

TEST_F(SdmxData, TheWindowIsOfCalendarDays) {
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"endPeriod", "2018"}}),
            "M.330300.exports.YTD 2018-09=1162.0\nM.330300.exports.YTD 2018-12=1301.75\n");
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"startPeriod", "2019-Q3"}, {"endPeriod", "2019-08-31"}}),
            "M.330300.exports.YTD 2019-08=1105.4\n");
  // The year of 2018 began before July.
  EXPECT_EQ(ask("A...", {{"startPeriod", "2018-07"}}), "problem 100");
  EXPECT_EQ(ask("A...", {{"startPeriod", "2018-A1"}, {"endPeriod", "2018-M12"}}),
            "A.330300.exports.N 2018=1301.75\n");
}

TEST_F(SdmxData, TheFirstAndLastOfEachSeriesAreTaken) {
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"lastNObservations", "1"}}),
            "M.330300.exports.YTD 2019-09=1271.20\n");
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"firstNObservations", "1"}, {"lastNObservations", "1"}}),
            "M.330300.exports.YTD 2018-09=1162.0\nM.330300.exports.YTD 2019-09=1271.20\n");
  // More than there are: all, each once.
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"firstNObservations", "4"}, {"lastNObservations", "4"}}),
            ask("M.330300.exports.YTD"));
  EXPECT_EQ(ask("M..exports.YTD", {{"lastNObservations", "1"}}),
            "M.330000.exports.YTD 2019-09=17150\nM.330200.exports.YTD 2019-09=4403.7\n"
            "M.330300.exports.YTD 2019-09=1271.20\n");
}

TEST_F(SdmxData, HistoryTellsEachDisseminationWithItsValidity) {
  EXPECT_EQ(ask("M.330300.exports.YTD", {{"includeHistory", "true"}, {"startPeriod", "2019-08"}}),
            "2019-10-18T00:00:00+08:00..2020-01-19T23:59:59+08:00\n"
            "M.330300.exports.YTD 2019-08=1100.1\n"
            "2020-01-20T00:00:00+08:00..\n"
            "M.330300.exports.YTD 2019-08=1105.4\n"
            "M.330300.exports.YTD 2019-09=1271.20\n");
}

TEST_F(SdmxData, UpdatedAfterGivesWhatCameInLater) {
  EXPECT_EQ(ask("all", {{"updatedAfter", "2019-12-01T00:00:00Z"}}),
            "M.330300.exports.YTD 2019-08=1105.4\n");
  EXPECT_EQ(ask("all", {{"updatedAfter", "2021-01-01T00:00:00Z"}}), "problem 100");
  EXPECT_EQ(ask("all", {{"updatedAfter", "2000-01-01T00:00:00Z"}}), ask("all"));
}

TEST_F(SdmxData, UpdatedAfterAlsoTellsWhatIsGone) {
  const IndicatorId exports = holdings_.subjects.front().indicator;
  const PlaceId city = holdings_.cube->vocabulary().places.by_code("330300").value();
  const auto key = [&](std::string_view period) {
    return FigureKey{exports, city, *Period::parse(period), Measure::level};
  };
  set_undone(holdings_, {{key("2017"), 100},
                         {key("2018"), 300},    // another import still has it
                         {key("2017"), 200}});  // undone twice
  ASSERT_EQ(holdings_.undone.size(), 1U);
  EXPECT_EQ(holdings_.undone.front().at, 200);
  const auto sets = select(holdings_, asked("all", {{"updatedAfter", "1970-01-01T00:02:30Z"}}));
  ASSERT_TRUE(sets);
  ASSERT_EQ(sets->size(), 2U);
  EXPECT_EQ(sets->back().action, DataSet::Action::remove);
  EXPECT_TRUE(sets->back().series.front().values.front().gone);
  EXPECT_EQ(ask("A.330300.exports.", {{"updatedAfter", "2021-01-01T00:00:00Z"}}), "problem 100");
  EXPECT_EQ(ask("A...", {{"updatedAfter", "1970-01-01T00:02:30Z"}, {"endPeriod", "2017"}}),
            "A.330300.exports.N 2017=0\n");
  EXPECT_EQ(ask("all", {{"endPeriod", "2017"}}), "problem 100");
}

TEST_F(SdmxData, DerivedValuesComeOnlyWhenNamedAndSaySo) {
  EXPECT_EQ(ask("all").find("_DER"), std::string::npos);
  EXPECT_EQ(ask("M.330300.exports.YTD_GY_DER"), "M.330300.exports.YTD_GY_DER 2019-09=9.40\n");
  EXPECT_EQ(ask("M..exports.YTD_RK_DER", {{"startPeriod", "2019-09"}}),
            "M.330200.exports.YTD_RK_DER 2019-09=1\nM.330300.exports.YTD_RK_DER 2019-09=2\n");
  EXPECT_EQ(ask("M.330300.exports.YTD_GB_DER", {{"startPeriod", "2019-09"}}),
            "M.330300.exports.YTD_GB_DER 2019-09=3132.50\n");
  EXPECT_EQ(ask("M.330300.exports.YTD_SH_DER", {{"startPeriod", "2019-09"}}),
            "M.330300.exports.YTD_SH_DER 2019-09=7.41\n");
  // 350 of the first quarter are published; nothing is derived that a source has printed.
  EXPECT_EQ(ask("Q.330300.exports.N_DER", {{"startPeriod", "2019"}}), "problem 100");
  EXPECT_EQ(ask("Q.330300.exports.N_DER"), "Q.330300.exports.N_DER 2018-Q4=139.75\n");
  const auto sets = select(holdings_, asked("M.330300.exports.YTD_GY_DER"));
  ASSERT_TRUE(sets);
  const Value& value = sets->front().series.front().values.front();
  EXPECT_TRUE(value.method);
  EXPECT_EQ(value.status, ObsStatus::estimated);
  EXPECT_EQ(value.source, nullptr);
}

TEST_F(SdmxData, PublishedAndDerivedStandSideBySide) {
  EXPECT_EQ(ask("M.330300.exports.YTD_GY+YTD_GY_DER"),
            "M.330300.exports.YTD_GY 2019-09=9.4\nM.330300.exports.YTD_GY_DER 2019-09=9.40\n");
}

TEST_F(SdmxData, TooMuchIsRefused) {
  const auto few = select(holdings_, asked("all"), {.observations = 3, .derived = 3});
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().code, Problem::Code::too_large);
  EXPECT_EQ(status_of(few.error().code), 413);
  EXPECT_FALSE(select(holdings_, asked("...YTD_GY_DER"), {.observations = 3, .derived = 3}));
  EXPECT_FALSE(select(holdings_, asked("all", {{"includeHistory", "true"}}),
                      {.observations = 3, .derived = 3}));
}

TEST_F(SdmxData, AvailabilityTellsWhatAQueryWouldFind) {
  const auto found = available(holdings_, asked("M..exports."));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->codes[0], std::vector<std::string>{"M"});
  EXPECT_EQ(found->codes[1], (std::vector<std::string>{"330000", "330200", "330300"}));
  EXPECT_EQ(found->codes[3], (std::vector<std::string>{"C4", "N", "YTD", "YTD_GY"}));
  const auto sets = select(holdings_, asked("M..exports."));
  ASSERT_TRUE(sets);
  std::size_t observations = 0;
  for (const Series& series : sets->front().series) observations += series.values.size();
  EXPECT_EQ(found->series, sets->front().series.size());
  EXPECT_EQ(found->observations, observations);
  EXPECT_EQ(found->first, read_time("2018-09-01")->first);
  EXPECT_EQ(found->last, read_time("2019-09")->last);
  EXPECT_FALSE(available(holdings_, asked("M.999999..")));
}

}  // namespace
}  // namespace duibiao::sdmx
