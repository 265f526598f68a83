// The 38 sheets as the customs offices publish them: every figure equals an independent reading.
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "intake/layout_text.h"
#include "sheet_reading.h"

namespace duibiao::intake {
namespace {

namespace fs = std::filesystem;
using Key = std::tuple<std::string, std::string, std::string, Measure>;

fs::path shared_data() { return fs::path(DUIBIAO_SOURCE_DIR) / ".." / "shared" / "data"; }

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Expected {
  num::Decimal value;
  Unit unit;
  bool used = false;
};
/// By sheet (the file named in the source column), then by figure.
using Reference = std::map<std::string, std::map<Key, Expected>>;

/// Reads the reference with a few lines of its own, so that the program is not judged by itself.
Reference read_reference(const fs::path& path) {
  Reference out;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> cells;
    std::size_t begin = 0;
    while (cells.size() < 5) {
      const std::size_t comma = line.find(',', begin);
      cells.push_back(line.substr(begin, comma - begin));
      begin = comma + 1;
    }
    const std::string source = line.substr(begin);
    const std::size_t name = source.find("raw_csv_data/") + 13;
    const std::string file = source.substr(name, source.find(".csv", name) + 4 - name);
    const std::size_t mark = cells[1].find('_');
    const std::map<std::string, std::string> ids = {
        {"进出口总值", "trade"}, {"出口总值", "exports"}, {"进口总值", "imports"}};
    const bool growth = cells[1].find("同比", mark) != std::string::npos;
    const auto period = Period::parse(cells[3]);
    const auto value = num::Decimal::parse(cells[4]);
    if (!period || !value) ADD_FAILURE() << line;
    // Places are compared by code where the name has one: «天津滨海新区» is 滨海新区, 120116.
    const auto place = words().places.find(cells[0], *words().places.by_code("100000"));
    const Key key{place ? words().places.at(*place).code : cells[0],
                  ids.at(cells[1].substr(0, mark)), period->canonical().to_string(),
                  growth ? Measure::growth_yoy : Measure::level};
    out[file][key] = {*value, *Unit::find(cells[2]), false};
  }
  return out;
}

bool equal(const Observation& figure, const Expected& expected) {
  if (figure.key.measure != Measure::level) {
    const auto rounded = figure.value().rounded(4, num::Rounding::half_up);
    const auto even = figure.value().rounded(4, num::Rounding::half_even);
    return (rounded && *rounded == expected.value) || (even && *even == expected.value);
  }
  const auto value = convert(figure.value(), figure.unit, expected.unit);
  return value && *value == expected.value;
}

/// Compares what was read with the reference of the sheet; counts what the reference has besides.
void compare(const ReadSheet& read, std::map<Key, Expected>& expected, const std::string& file) {
  for (const Observation& figure : read.sink.all) {
    const Key key{words().places.at(figure.key.place).code,
                  words().catalogue.at(figure.key.indicator).id, figure.key.period.to_string(),
                  figure.key.measure};
    const auto at = expected.find(key);
    if (at == expected.end()) {
      ADD_FAILURE() << file << ": not in the reference: " << line_of(figure);
      continue;
    }
    at->second.used = true;
    EXPECT_TRUE(equal(figure, at->second))
        << file << ": " << line_of(figure) << " but " << at->second.value.to_string();
  }
  std::set<std::string> held;
  for (const HeldCells& row : read.sink.rows) {
    EXPECT_EQ(row.reason_code, "unknown_place") << file << " row " << row.row << row.reason.zh;
    for (const std::string& cell : row.cells) held.insert(cell);
  }
  for (const auto& [key, value] : expected) {
    if (value.used) continue;
    EXPECT_TRUE(held.contains(std::get<0>(key))) << file << ": lost " << std::get<0>(key) << " "
                                                 << std::get<1>(key) << " " << std::get<2>(key);
  }
}

class CustomsSheets : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(shared_data() / "raw" / "customs")) {
      GTEST_SKIP() << "the sheets as published are not in the repository: " << shared_data();
    }
  }

  std::size_t read_all(Reference reference, bool provincial) {
    std::size_t sheets = 0;
    for (const auto& entry : fs::directory_iterator(shared_data() / "raw" / "customs")) {
      const std::string file = entry.path().filename().string();
      if (file.starts_with("浙江省") != provincial) continue;
      ReadOptions options;
      options.accept_suggestions = true;
      const ReadSheet read = read_bytes(slurp(entry.path()), file, options);
      if (!read.reading) {
        ADD_FAILURE() << file << read.reading.error().message.en;
        continue;
      }
      ++sheets;
      EXPECT_FALSE(reference[file].empty()) << file;
      compare(read, reference[file], file);
    }
    return sheets;
  }
};

TEST_F(CustomsSheets, EveryFigureOfTheNationalSheetsIsRight) {
  const auto path = shared_data() / "cn_places_trade_monthly_2024_2025.csv";
  EXPECT_EQ(read_all(read_reference(path), false), 19U);
}

TEST_F(CustomsSheets, EveryFigureOfTheProvincialSheetsIsRightOnceTheUnitIsAccepted) {
  const auto path = shared_data() / "zj_city_trade_monthly_2024_2025.csv";
  EXPECT_EQ(read_all(read_reference(path), true), 19U);
}

TEST_F(CustomsSheets, AFooterThatNamesTheWrongUnitHoldsTheAmountsAndSaysWhy) {
  const std::string file = "浙江省-2024-07.csv";
  const ReadSheet read = read_bytes(slurp(shared_data() / "raw" / "customs" / file), file);
  ASSERT_TRUE(read.reading);
  ASSERT_EQ(read.first().suggestions.size(), 1U);
  EXPECT_EQ(read.first().suggestions[0].from.symbol(), "万元");
  EXPECT_EQ(read.first().suggestions[0].to.symbol(), "元");
  EXPECT_EQ(read.first().suggestions[0].columns, (std::vector<std::uint32_t>{3, 4, 5}));
  for (const Observation& figure : read.sink.all) {
    EXPECT_NE(figure.key.measure, Measure::level) << line_of(figure);
  }
  EXPECT_EQ(read.sink.rows.size(), 12U);
}

}  // namespace
}  // namespace duibiao::intake
