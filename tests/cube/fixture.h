#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cube/cube.h"
#include "cube/measures.h"

/// A small world for tests: a nation, a province, three cities; trade, its parts and a few others.
namespace duibiao::test {

inline constexpr std::string_view test_places =
    "code,name,short,name_en,parent,level,aliases\n"
    "100000,全国,全国,China,,country,\n"
    "330000,浙江省,浙江,Zhejiang,100000,province,\n"
    "330100,杭州市,杭州,Hangzhou,330000,prefecture,\n"
    "330200,宁波市,宁波,Ningbo,330000,prefecture,\n"
    "330300,温州市,温州,Wenzhou,330000,prefecture,\n";

inline constexpr std::string_view test_indicators = R"(
[[indicator]]
id = "trade"
zh = "进出口总值"
en = "trade"
kind = "flow"
unit = "亿元"
growth_basis = "nominal"
additive = true
formula = "exports + imports"
[[indicator]]
id = "exports"
zh = "出口总值"
en = "exports"
kind = "flow"
unit = "亿元"
growth_basis = "nominal"
additive = true
parent = "trade"
[[indicator]]
id = "imports"
zh = "进口总值"
en = "imports"
kind = "flow"
unit = "亿元"
growth_basis = "nominal"
additive = true
parent = "trade"
[[indicator]]
id = "gdp"
zh = "生产总值"
en = "GDP"
kind = "flow"
unit = "亿元"
growth_basis = "constant_price"
additive = true
[[indicator]]
id = "population"
zh = "常住人口"
en = "population"
kind = "stock"
unit = "万人"
additive = true
[[indicator]]
id = "gdp_per_head"
zh = "人均生产总值"
en = "GDP per head"
kind = "ratio"
unit = "元"
formula = "gdp / population"
[[indicator]]
id = "dependency"
zh = "外贸依存度"
en = "trade to GDP"
kind = "ratio"
unit = "%"
formula = "trade / gdp"
[[indicator]]
id = "energy_use"
zh = "单位能耗"
en = "energy use"
kind = "ratio"
unit = "吨"
higher_is_better = false
)";

inline std::shared_ptr<const Vocabulary> small_world() {
  auto vocabulary = std::make_shared<Vocabulary>();
  const auto places = vocabulary->places.add_places(test_places, "places.csv");
  EXPECT_TRUE(places.has_value()) << (places ? "" : places.error().message.en);
  const auto indicators = vocabulary->catalogue.add(test_indicators, "indicators.toml");
  EXPECT_TRUE(indicators.has_value()) << (indicators ? "" : indicators.error().message.en);
  return vocabulary;
}

/// Collects figures written as people write them, then makes the cube.
class World {
 public:
  World() : vocabulary_(small_world()), builder_(vocabulary_) {}

  [[nodiscard]] IndicatorId indicator(std::string_view id) const {
    return vocabulary_->catalogue.by_id(id).value_or(IndicatorId{});
  }
  [[nodiscard]] PlaceId place(std::string_view code) const {
    return vocabulary_->places.by_code(code).value_or(PlaceId{});
  }
  [[nodiscard]] static Period period(std::string_view text) {
    const auto parsed = Period::parse(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    return parsed.value_or(Period());
  }
  [[nodiscard]] FigureKey key(std::string_view id, std::string_view code, std::string_view when,
                              Measure measure = Measure::level) const {
    return {indicator(id), place(code), period(when), measure};
  }

  /// Where the next figures stand.
  World& from(std::string_view source, std::int64_t batch, Date released = {},
              Date imported = Date{2025, 8, 20}) {
    source_ = {std::string(source), "", released};
    batch_ = batch;
    imported_ = imported;
    return *this;
  }

  World& add(std::string_view id, std::string_view code, std::string_view when,
             std::string_view value, std::string_view unit = "亿元",
             Measure measure = Measure::level) {
    const auto printed = num::Decimal::parse(value);
    EXPECT_TRUE(printed.has_value()) << value;
    Observation seen;
    seen.key = key(id, code, when, measure);
    seen.mantissa = static_cast<std::int64_t>(printed->units());
    seen.decimals = static_cast<std::uint8_t>(printed->scale());
    seen.unit = Unit::find(unit).value_or(Unit());
    seen.row = ++row_;
    seen.column = 3;
    builder_.add({&seen, 1}, {batch_, 0, {&source_, 1}, imported_});
    return *this;
  }
  World& growth(std::string_view id, std::string_view code, std::string_view when,
                std::string_view value) {
    return add(id, code, when, value, "%", Measure::growth_yoy);
  }

  [[nodiscard]] std::shared_ptr<const cube::Cube> cube() { return builder_.finish(); }
  [[nodiscard]] cube::CubeBuilder& builder() { return builder_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }

 private:
  std::shared_ptr<const Vocabulary> vocabulary_;
  cube::CubeBuilder builder_;
  Source source_{"sheet.xlsx", "", {}};
  std::int64_t batch_ = 1;
  Date imported_{2025, 8, 20};
  std::uint32_t row_ = 0;
};

inline std::string print(const cube::Outcome& outcome) {
  return outcome ? outcome->value.to_string() : std::string("missing");
}

/// The answer's range holds its own exact point.
inline void expect_sound(const cube::Outcome& outcome) {
  ASSERT_TRUE(outcome);
  const num::Ratio low = num::Ratio::of(outcome->range.low());
  const num::Ratio high = num::Ratio::of(outcome->range.high());
  EXPECT_LE(low, outcome->point);
  EXPECT_LE(outcome->point, high);
}

inline cube::Lack::Reason reason(const cube::Outcome& outcome) {
  EXPECT_FALSE(outcome);
  EXPECT_FALSE(outcome.lacks.empty());
  return outcome.lacks.empty() ? cube::Lack::Reason::missing : outcome.lacks.front().reason;
}

}  // namespace duibiao::test
