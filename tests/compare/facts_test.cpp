// Measures against published figures: the trade of Zhejiang's eleven cities, January 2024 to July
// 2025 (杭州海关). Skipped where the research data is not at hand.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "compare/compare.h"
#include "cube/cube.h"

namespace duibiao::compare {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Row {
  std::string place, indicator, unit, period, value;
};

std::vector<Row> read_rows(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    Row row;
    std::getline(cells, row.place, ',');
    std::getline(cells, row.indicator, ',');
    std::getline(cells, row.unit, ',');
    std::getline(cells, row.period, ',');
    std::getline(cells, row.value, ',');
    rows.push_back(row);
  }
  return rows;
}

class ZhejiangTrade : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path source(DUIBIAO_SOURCE_DIR);
    folder_ = source / ".." / "shared" / "data";
    const fs::path data = folder_ / "zj_city_trade_monthly_2024_2025.csv";
    if (!fs::exists(data)) GTEST_SKIP() << "no research data at " << data;
    auto words = std::make_shared<Vocabulary>();
    ASSERT_TRUE(words->places.add_places(read_file(source / "data/places.csv"), "places.csv"));
    ASSERT_TRUE(words->places.add_groups(read_file(source / "data/groups.toml"), "groups.toml"));
    ASSERT_TRUE(
        words->catalogue.add(read_file(source / "data/indicators.toml"), "indicators.toml"));
    words_ = words;
    cube::CubeBuilder builder(words_);
    for (const Row& row : read_rows(data)) add(builder, row);
    cube_ = builder.finish();
    ASSERT_EQ(cube_->figures(), 1368U);
    province_ = words_->places.find("浙江省").value();
    cities_ = words_->places.children(province_);
    ASSERT_EQ(cities_.size(), 11U);
  }

  [[nodiscard]] IndicatorId indicator(const std::string& name) const {
    if (name.starts_with("进出口")) return words_->catalogue.by_id("trade").value();
    return words_->catalogue.by_id(name.starts_with("出口") ? "exports" : "imports").value();
  }

  void add(cube::CubeBuilder& builder, const Row& row) const {
    const auto printed = num::Decimal::parse(row.value).value();
    Observation seen;
    seen.key = {indicator(row.indicator), words_->places.find(row.place).value(),
                Period::parse(row.period).value(),
                row.indicator.ends_with("同比") ? Measure::growth_yoy : Measure::level};
    seen.mantissa = static_cast<std::int64_t>(printed.units());
    seen.decimals = static_cast<std::uint8_t>(printed.scale());
    seen.unit = Unit::find(row.unit).value();
    builder.add({&seen, 1}, {1, 0, {}, Date{2025, 8, 20}});
  }

  fs::path folder_;
  std::shared_ptr<const Vocabulary> words_;
  std::shared_ptr<const cube::Cube> cube_;
  PlaceId province_;
  std::vector<PlaceId> cities_;
};

TEST_F(ZhejiangTrade, MonthsComeOutAsDifferencedElsewhere) {
  int compared = 0;
  for (const Row& row : read_rows(folder_ / "zj_city_trade_derived.csv")) {
    if (!row.indicator.ends_with("当月值")) continue;
    const auto month = Period::parse(row.period).value();
    const auto found = cube::level(*cube_, indicator(row.indicator),
                                   words_->places.find(row.place).value(), month);
    ASSERT_TRUE(found) << row.place << row.period;
    const auto expected = num::Decimal::parse(row.value).value();
    const auto rounded = found->value.rounded(expected.scale(), num::Rounding::half_up).value();
    EXPECT_LE(rounded.minus(expected)->magnitude(), num::Decimal::of(1, expected.scale()))
        << row.place << row.indicator << row.period;
    ++compared;
  }
  EXPECT_EQ(compared, 684);
}

TEST_F(ZhejiangTrade, ExportsAndImportsMakeTradeInEveryCityAndMonth) {
  const auto exports = words_->catalogue.by_id("exports").value();
  const auto imports = words_->catalogue.by_id("imports").value();
  const auto trade = words_->catalogue.by_id("trade").value();
  int compared = 0;
  for (const auto& point : cube_->series(trade, province_, Measure::level)) {
    for (const PlaceId city : cities_) {
      const auto a = cube::level(*cube_, exports, city, point.period);
      const auto b = cube::level(*cube_, imports, city, point.period);
      const auto sum = cube::level(*cube_, trade, city, point.period);
      ASSERT_TRUE(a && b && sum);
      EXPECT_NE(num::meet(a->range.plus(b->range).value(), sum->range), num::Meeting::apart);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 19 * 11);
}

TEST_F(ZhejiangTrade, SharesOfTheElevenCitiesSumToTheProvince) {
  const auto exports = words_->catalogue.by_id("exports").value();
  const auto period = Period::parse("2025-01..2025-07").value();
  num::Interval sum = num::Interval::point(num::Decimal());
  for (const PlaceId city : cities_) {
    const auto share =
        cube::share_of_place(*cube_, exports, city, province_, period, unit::percent());
    ASSERT_TRUE(share);
    sum = sum.plus(share->range).value();
  }
  EXPECT_TRUE(sum.contains(num::Decimal::whole(100)));
}

TEST_F(ZhejiangTrade, DerivedGrowthStaysWithinTheKnownRevisionsOfThePublishedOne) {
  // 2025 rates are on revised 2024 bases: they differ from recomputed ones by up to 4.2 points.
  double widest = 0;
  for (const char* id : {"trade", "exports"}) {
    const auto exports = words_->catalogue.by_id(id).value();
    for (const PlaceId city : cities_) {
      for (int m = 2; m <= 7; ++m) {
        const auto period = Period::to_date(2025, m).value();
        const auto shown = cube::growth_yoy(*cube_, exports, city, period);
        const auto derived = cube::derived_growth_yoy(*cube_, exports, city, period);
        ASSERT_TRUE(shown && derived);
        EXPECT_FALSE(shown->derived);
        widest = std::max(widest, std::abs(shown->point.approx() - derived->point.approx()));
        const auto base = cube::implied_base(*cube_, exports, city, period);
        ASSERT_TRUE(base);
        EXPECT_NEAR(base->value.approx() * (1 + shown->point.approx() / 100),
                    cube::level(*cube_, exports, city, period)->value.approx(), 1e-4);
      }
    }
  }
  EXPECT_GT(widest, 0.5);
  EXPECT_LT(widest, 4.5);
}

TEST_F(ZhejiangTrade, RanksTheElevenCitiesByLevelAndGrowth) {
  const auto exports = words_->catalogue.by_id("exports").value();
  const auto period = Period::parse("2025-01..2025-07").value();
  const auto group = words_->places.resolve_group("浙江11市");
  ASSERT_TRUE(group.has_value());
  const Ranking levels = rank(*cube_, exports, (*group)->members, period, By::level);
  ASSERT_EQ(levels.standings.size(), 11U);
  EXPECT_EQ(words_->places.at(levels.standings[0].place).zh, "宁波市");
  for (const Standing& standing : levels.standings) {
    EXPECT_EQ(standing.best, standing.rank);  // eight decimals leave no doubt
    EXPECT_EQ(standing.worst, standing.rank);
    EXPECT_TRUE(standing.rank_before.has_value());
    EXPECT_TRUE(standing.share.has_value());
  }
  const Ranking growth = rank(*cube_, exports, (*group)->members, period, By::growth);
  for (std::size_t i = 1; i < growth.standings.size(); ++i) {
    EXPECT_GE(growth.standings[i - 1].answer.value, growth.standings[i].answer.value);
    EXPECT_LE(growth.standings[i].best, growth.standings[i].rank);
    EXPECT_GE(growth.standings[i].worst, growth.standings[i].rank);
  }
}

}  // namespace
}  // namespace duibiao::compare
