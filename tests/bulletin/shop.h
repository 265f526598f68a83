#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string_view>

#include "bulletin/claims.h"
#include "bulletin/demo.h"
#include "cube/cube.h"

/// Small stores over the built-in names, and the demo store, for tests of what is checked with one.
namespace duibiao::bulletin::test {

/// Collects figures written as people write them, then makes the cube.
class Shop {
 public:
  Shop() : builder_(shared_words()) {}

  /// Where the next figures stand.
  Shop& from(std::string_view source, Date released = {}, std::int64_t batch = 1) {
    source_ = {std::string(source), "", released};
    batch_ = batch;
    return *this;
  }
  Shop& add(std::string_view id, std::string_view code, std::string_view when,
            std::string_view value, std::string_view unit = "亿元",
            Measure measure = Measure::level, ObsStatus status = ObsStatus::normal) {
    const auto printed = number(value);
    Observation seen;
    seen.key = {words().catalogue.by_id(id).value_or(IndicatorId()), place(code), period(when),
                measure};
    EXPECT_TRUE(seen.key.indicator.known()) << id;
    seen.mantissa = static_cast<std::int64_t>(printed.units());
    seen.decimals = static_cast<std::uint8_t>(printed.scale());
    seen.unit = Unit::find(unit).value_or(Unit());
    seen.status = status;
    seen.row = ++row_;
    seen.column = 6;
    builder_.add({&seen, 1}, {batch_, 0, {&source_, 1}, Date{2026, 1, 1}});
    return *this;
  }
  Shop& growth(std::string_view id, std::string_view code, std::string_view when,
               std::string_view value) {
    return add(id, code, when, value, "%", Measure::growth_yoy);
  }
  [[nodiscard]] std::shared_ptr<const cube::Cube> cube() { return builder_.finish(); }

  static std::shared_ptr<const Vocabulary> shared_words() {
    return {std::shared_ptr<const Vocabulary>(), &words()};
  }

 private:
  cube::CubeBuilder builder_;
  Source source_{"sheet.csv", "", {}};
  std::int64_t batch_ = 1;
  std::uint32_t row_ = 0;
};

/// The figures of data/demo, read once a program.
inline const cube::Cube& demo_store() {
  static const auto built = [] {
    auto loaded =
        corpus::load_demo(std::string(DUIBIAO_SOURCE_DIR) + "/data/demo", Shop::shared_words());
    EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : loaded.error().message.en);
    return loaded ? *loaded : Shop().cube();
  }();
  return *built;
}

}  // namespace duibiao::bulletin::test
