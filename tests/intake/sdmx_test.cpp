#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reader_dump.h"
#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ReadSheet read_fixture(const std::string& name) {
  const std::string path = DUIBIAO_SOURCE_DIR "/tests/fixtures/sdmx/" + name;
  return read_bytes(testing::bytes_of(path), name);
}

/// A figure without where it stands: «330300 exports 2019-01..2019-09 growth_yoy 26.78 % A | name».
std::string told(const Observation& figure, const std::vector<Source>& sources) {
  std::string line = line_of(figure);
  line.erase(0, line.find(' ') + 1);
  return fmt::format("{} {} | {}", line, id_of(figure.status), sources.at(figure.source).name);
}

std::vector<std::string> all_told(const ReadSheet& sheet) {
  std::vector<std::string> out;
  for (const Observation& figure : sheet.sink.all) out.push_back(told(figure, sheet.sink.sources));
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Sdmx, EveryFormOfTheSameDataGivesTheSameFigures) {
  const std::string qianjiang = "http://jiaozhou.guicaiba.com/i/1/295566 (钱江晚报)";
  const std::string wenzhou =
      "Wenzhou's commerce figures for January-September 2019, as printed in November 2019";
  const std::vector<std::string> expected = {
      "100000 exports 2019-01..2019-09 level 12.48 万亿元 A | 海关总署 2019-10-14",
      "100000 imports 2019-01..2019-09 growth_yoy -0.1 % A | 海关总署 2019-10-14",
      "100000 imports 2019-01..2019-09 level 10.43 万亿元 A | 海关总署 2019-10-14",
      "330000 exports 2019 growth_yoy 9.0 % A | " + qianjiang,
      "330000 exports 2019 level 23069.8 亿元 A | " + qianjiang,
      "330000 exports 2019-01..2019-03 level 4914.7 亿元 A | " + qianjiang,
      "330000 exports 2023 level 3.57 万亿元 E | derived: level of 2024-12 ÷ (1 + growth); "
      "杭州海关 2024-12",
      "330300 exports 2019-01..2019-09 growth_rank 1 位 A | " + wenzhou,
      "330300 exports 2019-01..2019-09 growth_yoy 26.78 % A | " + wenzhou,
  };
  for (const char* name :
       {"generic.xml", "generic_flat.xml", "specific.xml", "specific_3_flat.xml", "json_1.json",
        "json_2.json", "csv_1.csv", "csv_2_both.csv", "csv_2_name.csv"}) {
    const ReadSheet sheet = read_fixture(name);
    ASSERT_TRUE(sheet.reading) << name << ": " << sheet.reading.error().message.en;
    EXPECT_EQ(all_told(sheet), expected) << name;
    EXPECT_EQ(sheet.first().layout.kind, "sdmx") << name;
    EXPECT_TRUE(sheet.sink.rows.empty()) << name << ": " << sheet.sink.rows.front().reason.en;
  }
}

}  // namespace
}  // namespace duibiao::intake
