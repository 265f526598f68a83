// One sheet as csv, xlsx, ods and xls gives the same figures, and they are those of data/demo.
#include <fstream>
#include <map>

#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(std::string(DUIBIAO_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Known {
  num::Decimal value;
  Unit unit;
  std::uint8_t decimals = 0;
};
using Figures = std::map<FigureKey, Known>;

Figures figures_of(const ReadSheet& read) {
  Figures out;
  for (const Observation& figure : read.sink.all) {
    out[figure.key] = {figure.value(), figure.unit, figure.decimals};
  }
  return out;
}

struct Sheet {
  const char* stem;
  const char* demo;
  const char* layout;
  std::size_t figures;
};

class GeneratedSheets : public ::testing::TestWithParam<Sheet> {};

TEST_P(GeneratedSheets, AreReadAlikeInEveryFormat) {
  const Sheet& sheet = GetParam();
  const ReadSheet demo = read_bytes(bytes_of(std::string("data/demo/") + sheet.demo), sheet.demo);
  ASSERT_TRUE(demo.reading) << demo.reading.error().message.en;
  const Figures known = figures_of(demo);
  Figures printed;  // as the csv prints them
  for (const char* format : {"csv", "xlsx", "ods", "xls"}) {
    const std::string name = std::string(sheet.stem) + "." + format;
    const ReadSheet read = read_bytes(bytes_of("tests/fixtures/sheets/" + name), name);
    ASSERT_TRUE(read.reading) << name << read.reading.error().message.en;
    EXPECT_EQ(read.first().layout.kind, sheet.layout) << name;
    EXPECT_EQ(read.sink.all.size(), sheet.figures) << name;
    EXPECT_TRUE(read.sink.rows.empty()) << name;
    EXPECT_TRUE(read.first().suggestions.empty()) << name;
    if (printed.empty()) printed = figures_of(read);
    for (const Observation& figure : read.sink.all) {
      EXPECT_EQ(figure.decimals, printed[figure.key].decimals) << name << " " << line_of(figure);
      const auto at = known.find(figure.key);
      ASSERT_NE(at, known.end()) << name << " " << line_of(figure);
      const auto value = convert(figure.value(), figure.unit, at->second.unit);
      ASSERT_TRUE(value) << name << " " << line_of(figure);
      EXPECT_EQ(*value, at->second.value) << name << " " << line_of(figure);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Layouts, GeneratedSheets,
    ::testing::Values(Sheet{"2024-07", "china_trade.csv", "customs-national", 72},
                      Sheet{"浙江省-2024-07", "zhejiang_trade.csv", "customs-provincial", 72},
                      Sheet{"各市外贸", "zhejiang_trade.csv", "place-by-indicator", 72},
                      Sheet{"17-2", "zhejiang_2015.csv", "yearbook", 18}),
    [](const ::testing::TestParamInfo<Sheet>& one) {
      std::string name = one.param.layout;
      std::erase(name, '-');
      return name;
    });

}  // namespace
}  // namespace duibiao::intake
