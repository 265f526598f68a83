#include "figure/measure.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace duibiao {
namespace {

TEST(Measure, EveryMeasureHasItsOwnNamesAndIsFoundByThem) {
  std::set<std::string_view> ids;
  for (int i = 0; i < measure_count; ++i) {
    const auto measure = static_cast<Measure>(i);
    EXPECT_TRUE(ids.insert(id_of(measure)).second) << id_of(measure);
    EXPECT_EQ(find_measure(id_of(measure)), measure) << id_of(measure);
    EXPECT_EQ(find_measure(zh_of(measure)), measure) << zh_of(measure);
    EXPECT_EQ(find_measure(en_of(measure)), measure) << en_of(measure);
  }
}

TEST(Measure, StableIdsAndNumbersStay) {
  EXPECT_EQ(id_of(Measure::growth_yoy), "growth_yoy");
  EXPECT_EQ(static_cast<int>(Measure::rank), 10);
  EXPECT_EQ(static_cast<int>(Measure::other), measure_count - 1);
}

TEST(Measure, NamesThatSheetsUse) {
  const std::pair<const char*, Measure> names[] = {
      {"同比", Measure::growth_yoy},
      {"累计同比", Measure::growth_yoy},
      {"当月同比", Measure::growth_yoy},
      {"增速", Measure::growth_yoy},
      {"增长率", Measure::growth_yoy},
      {"同比±%", Measure::growth_yoy},
      {"同比（％）", Measure::growth_yoy},
      {"累计比去年同期±％", Measure::growth_yoy},
      {"yoy", Measure::growth_yoy},
      {"YoY", Measure::growth_yoy},
      {"y-o-y", Measure::growth_yoy},
      {"环比", Measure::growth_mom},
      {"m/m", Measure::growth_mom},
      {"两年平均", Measure::growth_avg},
      {"比重", Measure::share},
      {"占比(‰)", Measure::share},
      {"拉动", Measure::contribution_pp},
      {"贡献率", Measure::contribution_rate},
      {"位次", Measure::rank},
      {"排名", Measure::rank},
      {"增速位次", Measure::growth_rank},
      {"增幅排名", Measure::growth_rank},
      {"绝对额", Measure::level},
      {"累计值", Measure::level},
      {"当月值", Measure::level},
      {"增量", Measure::increment},
      {"增 速", Measure::growth_yoy},
      {" Rank ", Measure::rank},
  };
  for (const auto& [name, measure] : names) {
    EXPECT_EQ(find_measure(name), measure) << name;
  }
}

TEST(Measure, WhatIsNoMeasureIsNotFound) {
  for (const char* name : {"", "%", "±", "出口", "同比出口", "增速快", "亿元", "growthx"}) {
    EXPECT_EQ(find_measure(name), std::nullopt) << name;
  }
  EXPECT_EQ(find_measure(std::string(100000, 'x')), std::nullopt);
}

TEST(ObsStatus, LettersOfTheCodeListAndWords) {
  for (const ObsStatus status :
       {ObsStatus::normal, ObsStatus::provisional, ObsStatus::estimated, ObsStatus::revised}) {
    EXPECT_EQ(find_status(id_of(status)), status);
  }
  EXPECT_EQ(id_of(ObsStatus::provisional), "P");
  EXPECT_EQ(find_status("p"), ObsStatus::provisional);
  EXPECT_EQ(find_status("初步"), ObsStatus::provisional);
  EXPECT_EQ(find_status("Revised"), ObsStatus::revised);
  for (const char* text : {"", "M", "AP", "|", "revised|", "rev"}) {
    EXPECT_EQ(find_status(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace duibiao
