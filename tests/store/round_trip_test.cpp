#include <gmock/gmock.h>

#include <map>

#include "fixture.h"

namespace duibiao::store {
namespace {

TEST_F(StoreTest, RandomFiguresComeBackInOrderWithTheirSources) {
  const auto store = open();
  RandomFigures random(vocabulary_, 42);
  std::map<std::int64_t, std::vector<Observation>> written;
  std::map<std::int64_t, std::vector<Source>> sources;
  for (const std::size_t size : {1U, 3U, 511U, 512U, 513U, 65'536U, 70'000U, 140'000U}) {
    auto writer = must(store->begin_batch("f", std::to_string(size), "", actor()));
    std::vector<Source> used;
    for (int i = 0; i < 300; ++i) {
      used.push_back({"来源" + std::to_string(i), i % 2 == 0 ? "" : "表一",
                      i % 3 == 0 ? Date{} : Date{2024, 5, static_cast<std::uint8_t>(i % 28 + 1)}});
      ASSERT_EQ(must(writer->source(used.back())), i);
    }
    ASSERT_EQ(must(writer->source(used[7])), 7);
    const auto figures = random.some(size, 300);
    must(writer->append(std::span(figures).first(size / 3)));
    must(writer->append(std::span(figures).subspan(size / 3)));
    const Batch batch = must(writer->commit());
    EXPECT_EQ(batch.figures, size);
    written[batch.id] = figures;
    sources[batch.id] = used;
  }
  std::map<std::int64_t, std::vector<Observation>> read;
  const auto report = must(store->scan([&](const Block& block) {
    auto& figures = read[block.batch];
    EXPECT_EQ(block.number, figures.size() / 65'536);
    figures.insert(figures.end(), block.figures.begin(), block.figures.end());
    EXPECT_TRUE(std::ranges::equal(block.sources, sources[block.batch]));
    EXPECT_EQ(block.imported, Date::from_unix(noon));
  }));
  EXPECT_EQ(report.unknown_names, 0U);
  ASSERT_EQ(read.size(), written.size());
  for (const auto& [batch, figures] : written) {
    ASSERT_EQ(read[batch].size(), figures.size());
    for (std::size_t i = 0; i < figures.size(); ++i) {
      ASSERT_TRUE(same(read[batch][i], figures[i])) << "batch " << batch << " figure " << i;
    }
  }
  EXPECT_THAT(must(store->verify()).problems, testing::IsEmpty());
}

TEST_F(StoreTest, FiguresSurviveAnotherVocabulary) {
  import(*open(), 5'000, "a");
  // Fewer names, and in another order.
  Vocabulary other;
  must(
      other.places.add_places("code,name,short,name_en,parent,level,aliases\n"
                              "330007,地区7市,地区7,Place7,,prefecture,\n"
                              "330003,地区3市,地区3,Place3,,prefecture,\n",
                              "places.csv"));
  must(
      other.catalogue.add("[[indicator]]\nid='i5'\nzh='指标5'\nen='I5'\nkind='flow'\n"
                          "unit='万元'\ngrowth_basis='nominal'\n",
                          "indicators.toml"));
  std::vector<Observation> expected;
  for (Observation figure : RandomFigures(vocabulary_, 1).some(5'000, 1)) {
    const bool place = figure.key.place.index == 7 || figure.key.place.index == 3;
    if (!place || figure.key.indicator.index != 5) continue;
    figure.key.place.index = figure.key.place.index == 7 ? 0 : 1;
    figure.key.indicator.index = 0;
    expected.push_back(figure);
  }
  ASSERT_FALSE(expected.empty());
  const auto store = must(Store::open(path_, other));
  std::vector<Observation> read;
  const auto report = must(store->scan([&](const Block& block) {
    read.insert(read.end(), block.figures.begin(), block.figures.end());
  }));
  EXPECT_EQ(report.figures, expected.size());
  EXPECT_EQ(report.unknown_names, 5'000 - expected.size());
  ASSERT_EQ(read.size(), expected.size());
  for (std::size_t i = 0; i < read.size(); ++i) EXPECT_TRUE(same(read[i], expected[i])) << i;
  EXPECT_THAT(must(store->verify()).problems, testing::IsEmpty());
}

TEST_F(StoreTest, AsOfKeepsWhatWasReleasedOrElseImportedByThatDay) {
  const auto store = open();
  const Date imported = Date::from_unix(noon);
  import(*store, 10, "dated", 1, {"a", "", {2020, 1, 15}});
  import(*store, 100, "undated", 2, {"b", "", {}});
  auto writer = must(store->begin_batch("mixed", "mixed", "", actor()));
  must(writer->source({"old", "", {2019, 1, 1}}));
  must(writer->source({"new", "", {2030, 1, 1}}));
  auto figures = RandomFigures(vocabulary_, 3).some(1'000, 1);
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].source = i % 4 == 0 ? 1 : 0;
  must(writer->append(figures));
  must(writer->commit());

  EXPECT_EQ(count(*store, Date{2018, 12, 31}), 0U);
  EXPECT_EQ(count(*store, Date{2019, 1, 1}), 750U);
  EXPECT_EQ(count(*store, Date{2020, 1, 14}), 750U);
  EXPECT_EQ(count(*store, Date{2020, 1, 15}), 760U);
  EXPECT_EQ(count(*store, imported), 860U);
  EXPECT_EQ(count(*store, Date{2030, 1, 1}), 1'110U);
  EXPECT_EQ(count(*store), 1'110U);
}

TEST_F(StoreTest, TidyFiguresTakeFewBytes) {
  const auto store = open();
  auto writer = must(store->begin_batch("tidy.csv", "tidy", "", actor()));
  must(writer->source({"tidy.csv", "", {}}));
  RandomFigures random(vocabulary_, 9);
  std::vector<Observation> figures = random.some(600'000, 1);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    Observation& figure = figures[i];
    figure.key.measure = Measure::level;
    figure.mantissa = static_cast<std::int64_t>(random.below(10'000'000'000ULL));
    figure.decimals = 2;
    figure.unit = unit::ten_thousand_yuan();
    figure.status = ObsStatus::normal;
    figure.row = static_cast<std::uint32_t>(i + 2);
    figure.column = 4;
  }
  must(writer->append(figures));
  must(writer->commit());
  const auto data = must(open_file(path_))
                        .connection->integer(
                            "SELECT sum(length(data)) "
                            "FROM figure_block");
  EXPECT_LT(must(data), 14 * 600'000);
}

}  // namespace
}  // namespace duibiao::store
