#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "figure/figure.h"
#include "store/file.h"
#include "store/store.h"
#include "store/store_file.h"

namespace duibiao::store {

/// A result's value; an error becomes a failure that says what it was.
template <class T>
T must(Result<T> result, const char* what = "result") {
  if (!result) {
    throw std::runtime_error(std::string(what) + ": " + result.error().message.en);
  }
  return std::move(*result);
}
inline void must(const Status& status, const char* what = "status") {
  if (!status) throw std::runtime_error(std::string(what) + ": " + status.error().message.en);
}

/// `places` places coded 330000, 330001 … and `indicators` indicators i0, i1 …
inline Vocabulary make_vocabulary(int places = 40, int indicators = 12) {
  Vocabulary vocabulary;
  std::string csv = "code,name,short,name_en,parent,level,aliases\n";
  for (int i = 0; i < places; ++i) {
    const std::string n = std::to_string(i);
    csv += std::to_string(330000 + i) + ",地区" + n + "市,地区" + n + ",Place" + n +
           (i == 0 ? ",,province,\n" : ",330000,prefecture,\n");
  }
  must(vocabulary.places.add_places(csv, "places.csv"), "places");
  std::string toml;
  for (int i = 0; i < indicators; ++i) {
    const std::string n = std::to_string(i);
    toml += "[[indicator]]\nid = \"i" + n + "\"\nzh = \"指标" + n + "\"\nen = \"Indicator " + n +
            "\"\nkind = \"flow\"\nunit = \"万元\"\ngrowth_basis = \"nominal\"\n";
  }
  must(vocabulary.catalogue.add(toml, "indicators.toml"), "indicators");
  return vocabulary;
}

inline constexpr std::int64_t noon = 1'760'000'000;  // 2025-10-09 in Beijing

inline Actor actor(std::int64_t at = noon) { return {"test:li", at}; }

inline std::vector<Period> some_periods() {
  std::vector<Period> periods;
  for (int y = 1999; y <= 2026; ++y) {
    periods.push_back(Period::year(y));
    for (int i = 1; i <= 2; ++i) periods.push_back(must(Period::half(y, i)));
    for (int i = 1; i <= 4; ++i) periods.push_back(must(Period::quarter(y, i)));
    for (int i = 1; i <= 12; ++i) {
      periods.push_back(must(Period::month(y, i)));
      periods.push_back(must(Period::to_date(y, i)));
      periods.push_back(must(Period::day(y, i, 28)));
    }
    for (int i = 2; i <= 11; ++i) periods.push_back(must(Period::range(y, i, 12)));
    for (int i = 1; i <= 52; i += 17) periods.push_back(must(Period::week(y, i)));
  }
  return periods;
}

/// Figures over the whole range of every field.
class RandomFigures {
 public:
  RandomFigures(const Vocabulary& vocabulary, std::uint64_t seed)
      : places_(static_cast<std::uint32_t>(vocabulary.places.size())),
        indicators_(static_cast<std::uint32_t>(vocabulary.catalogue.size())),
        random_(seed),
        periods_(some_periods()) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  Observation next(std::uint16_t sources) {
    Observation figure;
    figure.key.place.index = static_cast<std::uint32_t>(below(places_));
    figure.key.indicator.index = static_cast<std::uint16_t>(below(indicators_));
    figure.key.period = periods_[below(periods_.size())];
    figure.key.measure = static_cast<Measure>(below(measure_count));
    // Every width of mantissa, both signs and both ends.
    figure.mantissa = static_cast<std::int64_t>(random_()) >> below(64);
    if (below(1000) == 0) figure.mantissa = INT64_MIN;
    if (below(1000) == 1) figure.mantissa = INT64_MAX;
    figure.decimals = static_cast<std::uint8_t>(below(num::Decimal::max_scale + 1));
    figure.unit = Unit::at(static_cast<std::uint8_t>(below(Unit::table().size()))).value_or(Unit{});
    figure.status = static_cast<ObsStatus>(below(4));
    figure.source = static_cast<std::uint16_t>(below(sources));
    figure.row = static_cast<std::uint32_t>(random_() >> below(33) >> 31);
    figure.column = static_cast<std::uint32_t>(below(2) == 0 ? below(20) : random_());
    return figure;
  }

  std::vector<Observation> some(std::size_t count, std::uint16_t sources) {
    std::vector<Observation> figures;
    for (std::size_t i = 0; i < count; ++i) figures.push_back(next(sources));
    return figures;
  }

 private:
  std::uint32_t places_;
  std::uint32_t indicators_;
  std::mt19937_64 random_;
  std::vector<Period> periods_;
};

inline bool same(const Observation& a, const Observation& b) {
  return a.key == b.key && a.mantissa == b.mantissa && a.decimals == b.decimals &&
         a.unit == b.unit && a.status == b.status && a.source == b.source && a.row == b.row &&
         a.column == b.column;
}

/// A row with text of every kind.
inline HeldRow held_row(std::uint32_t row) {
  return {.id = 0,
          .batch = 0,
          .file = "六月.xlsx",
          .sheet = "表一",
          .row = row,
          .reason_code = "unknown_place",
          .reason = {"没有这个地区", "no such place"},
          .cells = {"温洲市", "1,234.5", "", "\"引号\"\t\n"},
          .context = R"({"period":"2025-06"})"};
}

/// A folder of its own for each test, and a vocabulary.
class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "duibiao-store-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = folder_ + "/对标 数据.duibiao";
  }
  ~StoreTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::unique_ptr<Store> open() { return must(Store::open_or_create(path_, vocabulary_, actor())); }

  /// Imports `count` figures under a content hash; every figure has the batch's one source.
  Batch import(Store& store, std::size_t count, const std::string& hash, std::uint64_t seed = 1,
               Source source = {"表.csv", "", {}}) {
    auto writer = must(store.begin_batch("表.csv", hash, "kind = \"tidy\"", actor()));
    must(writer->source(source));
    must(writer->append(RandomFigures(vocabulary_, seed).some(count, 1)));
    return must(writer->commit());
  }

  static std::uint64_t count(Store& store, std::optional<Date> as_of = {}) {
    return must(store.scan([](const Block&) {}, as_of)).figures;
  }

  /// Changes the file behind the store's back.
  void tamper(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    char* said = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, &said), SQLITE_OK)
        << (said ? said : "");
    const bool rows = std::string_view(sql).starts_with("UPDATE") ||
                      std::string_view(sql).starts_with("INSERT") ||
                      std::string_view(sql).starts_with("DELETE");
    EXPECT_TRUE(!rows || sqlite3_total_changes(database) > 0) << sql;
    sqlite3_close(database);
  }

  Vocabulary vocabulary_ = make_vocabulary();
  std::string folder_;
  std::string path_;
};

}  // namespace duibiao::store
