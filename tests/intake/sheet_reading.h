#pragma once

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "figure/builtin.h"
#include "intake/extract.h"

namespace duibiao::intake {

/// The names that are built in; made once.
inline const Vocabulary& words() {
  static const Vocabulary vocabulary = [] {
    auto built = builtin_vocabulary();
    if (!built) ADD_FAILURE() << built.error().message.en;
    return built.value_or(Vocabulary{});
  }();
  return vocabulary;
}

/// Keeps everything that a reading hands over.
class MemorySink final : public FigureSink {
 public:
  Result<std::uint16_t> source(const Source& source) override {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (sources[i] == source) return static_cast<std::uint16_t>(i);
    }
    sources.push_back(source);
    return static_cast<std::uint16_t>(sources.size() - 1);
  }
  Status figures(std::span<const Observation> some) override {
    all.insert(all.end(), some.begin(), some.end());
    return {};
  }
  Status held(const HeldCells& row) override {
    rows.push_back(row);
    return {};
  }

  std::vector<Source> sources;
  std::vector<Observation> all;
  std::vector<HeldCells> rows;
};

/// «B4 330300 exports 2024-01..2024-07 level 13896.7 亿元».
inline std::string line_of(const Observation& figure) {
  return fmt::format("{} {} {} {} {} {} {}", cell_name(figure.row, figure.column),
                     words().places.at(figure.key.place).code,
                     words().catalogue.at(figure.key.indicator).id, figure.key.period.to_string(),
                     id_of(figure.key.measure), figure.value().to_string(), figure.unit.symbol());
}

struct ReadSheet {
  Result<FileReading> reading;
  MemorySink sink;

  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const Observation& figure : sink.all) out.push_back(line_of(figure));
    return out;
  }
  [[nodiscard]] const Reading& first() const { return reading->sheets.front(); }
};

/// Reads a sheet given as bytes under a file name, with options and history if any.
inline ReadSheet read_bytes(std::string_view bytes, std::string file_name, ReadOptions options = {},
                            const History* history = nullptr) {
  ReadSheet out{FileReading{}, {}};
  options.file_name = std::move(file_name);
  const auto table = open_table_bytes(bytes);
  if (!table) {
    out.reading = tl::unexpected(table.error());
    return out;
  }
  out.reading = read_file(**table, options, words(), out.sink, history);
  return out;
}

}  // namespace duibiao::intake
