#include "figure/builtin.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "figure/period.h"

namespace duibiao {
namespace {

const Vocabulary& vocabulary() {
  static const Result<Vocabulary> built = builtin_vocabulary();
  if (!built) {
    ADD_FAILURE() << built.error().message.en << " " << built.error().where.file << ":"
                  << built.error().where.line;
    static const Vocabulary empty;
    return empty;
  }
  return *built;
}

/// Fields of a plain CSV line; quotes are taken off, commas inside them kept.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back().push_back(c);
    }
  }
  return fields;
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    lines.push_back(line);
  }
  return lines;
}

TEST(Builtin, HoldsTheDataFilesOfTheRepository) {
  for (const EmbeddedFile& file : builtin_files()) {
    const auto data = std::filesystem::path(DUIBIAO_SOURCE_DIR) / "data";
    const bool words = std::filesystem::exists(data / "reading" / file.name);
    std::ifstream stream((words ? data / "reading" : data) / file.name, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    EXPECT_EQ(text.str(), file.bytes) << file.name;
  }
  EXPECT_EQ(builtin_files().size(), 7U);
}

TEST(Builtin, LoadsWithoutAMistake) {
  EXPECT_GT(vocabulary().places.size(), 3'000U);
  EXPECT_GT(vocabulary().catalogue.size(), 50U);
}

TEST(Builtin, LeavesOutPlaceholdersAndZones) {
  for (const Place& place : vocabulary().places.all()) {
    EXPECT_NE(place.zh, "市辖区");
    EXPECT_NE(place.zh, "县");
    EXPECT_EQ(place.zh.find("行政区划"), std::string::npos) << place.zh;
    EXPECT_EQ(place.zh.find("开发区"), std::string::npos) << place.zh;
  }
}

TEST(Builtin, EveryPlaceHasItsNamesAndHangsUnderChina) {
  const PlaceRegistry& places = vocabulary().places;
  const auto china = places.by_code("100000");
  ASSERT_TRUE(china);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const Place& place = places.at(PlaceId{i});
    EXPECT_EQ(place.code.size(), 6U) << place.zh;
    EXPECT_FALSE(place.short_zh.empty()) << place.code;
    EXPECT_EQ(places.country_of(PlaceId{i}), *china) << place.zh;
    if (place.level == PlaceLevel::province || place.level == PlaceLevel::prefecture) {
      EXPECT_FALSE(place.en.empty()) << place.zh;
    }
  }
}

TEST(Builtin, EveryFullNameWithItsPlacesAboveFindsItsPlace) {
  const PlaceRegistry& places = vocabulary().places;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId id{i};
    std::string name;
    for (PlaceId up = id; up.known() && places.at(up).level != PlaceLevel::country;
         up = places.at(up).parent) {
      name = places.at(up).zh + name;
    }
    if (name.empty()) continue;
    const auto found = places.find(name);
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(places.at(*found).code, places.at(id).code) << name;
  }
}

TEST(Builtin, CountiesOfZhejiangHaveEnglishNames) {
  const PlaceRegistry& places = vocabulary().places;
  const auto zhejiang = places.by_code("330000");
  ASSERT_TRUE(zhejiang);
  int counties = 0;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    if (!places.is_inside(PlaceId{i}, *zhejiang)) continue;
    EXPECT_FALSE(places.at(PlaceId{i}).en.empty()) << places.at(PlaceId{i}).zh;
    counties += places.at(PlaceId{i}).level == PlaceLevel::county ? 1 : 0;
  }
  EXPECT_EQ(counties, 90);
}

struct GroupSize {
  const char* id;
  std::size_t members;
};

TEST(Builtin, GroupsHaveAsManyMembersAsTheirNamesSay) {
  static constexpr GroupSize sizes[] = {
      {"zhejiang-11", 11},      {"yangtze-27", 27},        {"yangtze-41", 41},
      {"provinces-31", 31},     {"sub-provincial-15", 15}, {"separately-planned-5", 5},
      {"wenzhou-peers", 3},     {"jiangsu-13", 13},        {"guangdong-21", 21},
      {"fujian-9", 9},          {"shandong-16", 16},       {"greater-bay-9", 9},
      {"yangtze-provinces", 4},
  };
  for (const GroupSize& size : sizes) {
    const auto group = vocabulary().places.resolve_group(size.id);
    ASSERT_TRUE(group) << size.id;
    EXPECT_EQ((*group)->members.size(), size.members) << size.id;
  }
  EXPECT_EQ(vocabulary().places.groups().size(), std::size(sizes));
}

TEST(Builtin, EveryLevelOfANominalIndicatorHasACeiling) {
  for (const Indicator& indicator : vocabulary().catalogue.all()) {
    EXPECT_TRUE(indicator.ceiling) << indicator.id;
    EXPECT_FALSE(indicator.zh.empty() || indicator.en.empty()) << indicator.id;
    EXPECT_TRUE(indicator.unit.known()) << indicator.id;
  }
}

TEST(Builtin, CurrenciesAreIndicatorsOfTheirOwn) {
  const Catalogue& catalogue = vocabulary().catalogue;
  const auto exports = catalogue.by_id("exports");
  ASSERT_TRUE(exports);
  EXPECT_EQ(catalogue.in_dimension(*exports, Dimension::usd), catalogue.by_id("exports_usd"));
  EXPECT_EQ(catalogue.in_dimension(*catalogue.by_id("exports_usd"), Dimension::cny), exports);
  EXPECT_EQ(catalogue.in_dimension(*exports, Dimension::cny), exports);
  EXPECT_FALSE(catalogue.in_dimension(*exports, Dimension::eur));
  EXPECT_EQ(catalogue.in_dimension(*catalogue.by_id("fdi_actual"), Dimension::cny),
            catalogue.by_id("fdi_actual_cny"));
}

/// Every place name in the first two columns of the customs sheets.
std::set<std::string> customs_names(const std::filesystem::path& folder, bool provincial) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const bool is_provincial = entry.path().filename().string().starts_with("浙江省");
    if (is_provincial != provincial) continue;
    const std::vector<std::string> lines = lines_of(entry.path());
    for (std::size_t i = provincial ? 1 : 3; i < lines.size(); ++i) {
      const auto fields = fields_of(lines[i]);
      const std::string& name = fields[provincial && fields.size() > 1 ? 1 : 0];
      const bool note = name.empty() || name.starts_with("注") || name.find("单位") < name.size();
      if (!note) names.insert(name);
    }
  }
  return names;
}

bool is_zone(const std::string& name) {
  static constexpr const char* endings[] = {"开发区", "园区",   "新区",   "示范区",
                                            "实验区", "工业园", "合作区", "科技园"};
  for (const char* ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

TEST(Builtin, EveryPlaceOfTheCustomsSheetsIsFoundAndNoZoneStandsForACity) {
  const auto folder =
      std::filesystem::path(DUIBIAO_SOURCE_DIR) / ".." / "shared" / "data" / "raw" / "customs";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the customs sheets are not at hand";
  const PlaceRegistry& places = vocabulary().places;
  const PlaceId china = *places.by_code("100000");
  int found_places = 0;
  for (const std::string& name : customs_names(folder, false)) {
    const auto found = places.find(name, china);
    if (is_zone(name) && name != "天津滨海新区" && name != "上海浦东新区") {
      EXPECT_FALSE(found) << name;
    } else {
      EXPECT_TRUE(found) << name;
      ++found_places;
    }
  }
  EXPECT_GT(found_places, 160);
  const PlaceId zhejiang = *places.by_code("330000");
  const std::set<std::string> cities = customs_names(folder, true);
  EXPECT_EQ(cities.size(), 12U);
  for (const std::string& name : cities) EXPECT_TRUE(places.find(name, zhejiang)) << name;
}

std::vector<std::filesystem::path> demo_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(DUIBIAO_SOURCE_DIR) / "data" / "demo")) {
    files.push_back(entry.path());
  }
  return files;
}

TEST(Demo, EveryRowUsesKnownWordsAndCountsItsDecimals) {
  const Vocabulary& words = vocabulary();
  std::size_t rows = 0;
  for (const auto& file : demo_files()) {
    const auto lines = lines_of(file);
    ASSERT_FALSE(lines.empty());
    ASSERT_EQ(
        lines[0],
        "place_code,place,indicator,period,measure,value,unit,decimals,status,source,released");
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto row = fields_of(lines[i]);
      const std::string where = file.filename().string() + ":" + std::to_string(i + 1);
      ASSERT_EQ(row.size(), 11U) << where;
      const auto place = words.places.by_code(row[0]);
      const auto indicator = words.catalogue.by_id(row[2]);
      const auto measure = find_measure(row[4]);
      const auto unit = Unit::find(row[6]);
      const auto value = num::Decimal::parse(row[5]);
      const auto period = Period::parse(row[3]);
      ASSERT_TRUE(place && indicator && measure && unit && value && period) << where;
      EXPECT_EQ(words.places.at(*place).zh, row[1]) << where;
      EXPECT_EQ(std::to_string(value->scale()), row[7]) << where;
      EXPECT_EQ(period->canonical().to_string(), row[3]) << where;
      EXPECT_TRUE(find_status(row[8])) << where;
      EXPECT_FALSE(row[9].empty()) << where;
      if (*measure == Measure::level) {
        EXPECT_EQ(unit->dimension(), words.catalogue.at(*indicator).unit.dimension()) << where;
      }
      ++rows;
    }
  }
  EXPECT_GT(rows, 12'000U);
}

TEST(Demo, NoFigureStandsTwiceInOneFile) {
  for (const auto& file : demo_files()) {
    std::set<std::string> keys;
    const auto lines = lines_of(file);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto row = fields_of(lines[i]);
      EXPECT_TRUE(keys.insert(row[0] + row[2] + row[3] + row[4]).second)
          << file.filename() << ":" << i + 1;
    }
  }
}

TEST(Demo, ElevenCitiesSumToTheProvinceToTheYuan) {
  const auto lines =
      lines_of(std::filesystem::path(DUIBIAO_SOURCE_DIR) / "data" / "demo" / "zhejiang_trade.csv");
  std::map<std::string, long long> difference;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto row = fields_of(lines[i]);
    if (row[4] != "level") continue;
    const long long yuan = std::stoll(row[5]);
    difference[row[2] + " " + row[3]] += row[0] == "330000" ? yuan : -yuan;
  }
  EXPECT_EQ(difference.size(), 3U * 19U);
  for (const auto& [key, left] : difference) {
    EXPECT_LE(std::abs(left), 11) << key;  // a yuan of rounding a city
  }
}

TEST(Demo, CarriesThe2019CaseOfWenzhouWithoutTheMisprintedShare) {
  const auto lines =
      lines_of(std::filesystem::path(DUIBIAO_SOURCE_DIR) / "data" / "demo" / "wenzhou_2019.csv");
  const auto has = [&](const std::string& key) {
    for (const std::string& line : lines) {
      if (line.find(key) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(has("330300,温州市,retail_sales,2019-01..2019-09,growth_yoy,9.8,%,1"));
  EXPECT_TRUE(has("330300,温州市,retail_sales,2019-01..2019-09,growth_rank,1,位,0"));
  EXPECT_TRUE(has("330300,温州市,trade,2019-01..2019-09,growth_yoy,22.01,%,2"));
  EXPECT_TRUE(has("330300,温州市,exports,2019-01..2019-08,level,1059.76,亿元,2"));
  EXPECT_TRUE(has("100000,中国,exports,2019-01..2019-09,level,12.48,万亿元,2"));
  EXPECT_TRUE(has("330300,温州市,expo_visits,2019,level,6.85,万人次,2"));
  EXPECT_FALSE(has(",9.7,"));
  EXPECT_FALSE(has(",share,"));
}

}  // namespace
}  // namespace duibiao
