// What is exported as SDMX and imported into an empty store is the same figures.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "sdmx/message.h"
#include "server/api_desk.h"

namespace duibiao::server {
namespace {

/// Everything of a figure that a round trip keeps, by its names.
std::map<std::string, std::string> told(const cube::Cube& cube) {
  std::map<std::string, std::string> out;
  const Vocabulary& words = cube.vocabulary();
  cube.each([&](const FigureKey& key, const cube::Published& figure) {
    out[words.catalogue.at(key.indicator).id + " " + words.places.at(key.place).code + " " +
        key.period.to_string() + " " + std::string(id_of(key.measure))] =
        figure.value.to_string() + std::string(figure.unit.symbol()) + " " +
        std::string(id_of(figure.status)) + " " + figure.source->name + " " + figure.source->sheet +
        " " + (figure.release_assumed ? "undated" : figure.released.to_string()) +
        (figure.conflict ? " conflict" : "");
  });
  return out;
}

sdmx::Answer<std::string> written(const sdmx::DataMessage& message, const std::string& form) {
  if (form == "generic.xml") return sdmx::write_generic(message, false);
  if (form == "series.xml") return sdmx::write_generic(message, true);
  if (form == "specific.xml") return sdmx::write_specific(message, false);
  if (form == "one.json") return sdmx::write_json(message, sdmx::JsonVersion::one);
  if (form == "two.json") return sdmx::write_json(message, sdmx::JsonVersion::two);
  sdmx::CsvWish wish;
  wish.version = form == "two.csv" || form == "both.csv" ? 2 : 1;
  if (form == "both.csv") wish.labels = sdmx::CsvWish::Labels::both;
  return sdmx::write_csv(message, wish);
}

class SdmxRoundTrip : public testing::TestWithParam<std::pair<std::string, std::string>> {
 protected:
  SdmxRoundTrip() {
    // Two releases of one figure, a sheet, a status, and spans that few sheets have.
    const std::string sheet =
        "indicator,place,period,value,unit,measure,status\n"
        "exports,330300,2019-02..2019-05,500.10,亿元,level,P\n"
        "exports,330300,2019-W36,12,万美元,level,\n"
        "gdp,330300,2019-H2,3300.5,亿元,level,E\n"
        "gdp,330300,2019-Q1,5,位,rank,\n"
        "gdp,330300,2019,44.8,‰,share,R\n";
    workspace::ImportOptions options;
    options.read.file_name = "special.csv";
    options.read.overrides.released = Date{2020, 1, 20};
    add("special.csv", sheet, options, desk_.site());
  }

  static void write_file(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  void add(const std::string& name, const std::string& text,
           const workspace::ImportOptions& options, Site& site) {
    const std::string path = folder_.path() + "/" + name;
    write_file(path, text);
    const Status done = site.write([&](workspace::Workspace& space) -> Status {
      const auto report = workspace::import_file(space, path, options, {"test", 1'700'000'000});
      if (!report) return tl::unexpected(report.error());
      return {};
    });
    ASSERT_TRUE(done) << done.error().message.en;
  }

  Desk desk_;
  TemporaryFolder folder_;
};

TEST_P(SdmxRoundTrip, KeepsEveryFigure) {
  const auto& [form, dimension] = GetParam();
  const auto cube = desk_.site().now()->cube;
  const auto query = sdmx::read_data_query("all", {{"dimensionAtObservation", dimension}}, {});
  ASSERT_TRUE(query);
  const auto sets = sdmx::select(sdmx::holdings_of(cube), *query);
  ASSERT_TRUE(sets);
  const sdmx::MessageInfo info{"DB1", "2020-01-20T00:00:00+08:00", Language::zh,
                               &cube->vocabulary()};
  const auto text = written({info, *query, *sets}, form);
  ASSERT_TRUE(text);
  const std::string path = folder_.path() + "/" + form;
  write_file(path, *text);
  const store::Actor actor{"test", 1'700'000'000};
  auto space = workspace::Workspace::open_or_create(folder_.path() + "/empty.duibiao", actor);
  ASSERT_TRUE(space);
  workspace::ImportOptions options;
  options.read.file_name = form;
  const auto report = workspace::import_file(**space, path, options, actor);
  ASSERT_TRUE(report) << report.error().message.en;
  EXPECT_EQ(report->batch->held, 0U);
  const auto back = (*space)->cube();
  ASSERT_TRUE(back);
  const auto before = told(*cube);
  const auto after = told(**back);
  EXPECT_EQ(before.size(), after.size());
  std::size_t different = 0;
  for (const auto& [key, figure] : before) {
    const auto found = after.find(key);
    const std::string now = found == after.end() ? "nothing" : found->second;
    if (now != figure && ++different <= 5) ADD_FAILURE() << key << ": " << figure << " → " << now;
  }
  EXPECT_EQ(different, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    EveryForm, SdmxRoundTrip,
    testing::Values(std::pair("generic.xml", "TIME_PERIOD"),
                    std::pair("generic.xml", "AllDimensions"), std::pair("generic.xml", "REF_AREA"),
                    std::pair("series.xml", "TIME_PERIOD"),
                    std::pair("specific.xml", "TIME_PERIOD"),
                    std::pair("specific.xml", "AllDimensions"), std::pair("specific.xml", "FREQ"),
                    std::pair("one.json", "TIME_PERIOD"), std::pair("one.json", "AllDimensions"),
                    std::pair("two.json", "TIME_PERIOD"), std::pair("two.json", "TRANSFORMATION"),
                    std::pair("one.csv", "TIME_PERIOD"), std::pair("two.csv", "TIME_PERIOD"),
                    std::pair("both.csv", "TIME_PERIOD")));

}  // namespace
}  // namespace duibiao::server
