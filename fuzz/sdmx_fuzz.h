#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "figure/builtin.h"
#include "intake/extract.h"
#include "reader_fuzz.h"

namespace duibiao::fuzz {

/// Counts; what comes in must be complete, and what is held must be told and be tried again.
class SdmxSink final : public intake::FigureSink {
 public:
  explicit SdmxSink(const Vocabulary& words) : words_(words) {}
  Result<std::uint16_t> source(const Source&) override { return std::uint16_t{0}; }
  Status figures(std::span<const Observation> some) override {
    for (const Observation& figure : some) {
      if (!figure.key.place.known() || !figure.key.indicator.known()) std::abort();
      if (!figure.key.period.known() || !figure.unit.known()) std::abort();
      hash = hash * 31 + static_cast<std::uint64_t>(figure.mantissa) + figure.row;
    }
    return {};
  }
  Status held(const intake::HeldCells& row) override {
    if (row.reason.zh.empty() || row.reason.en.empty()) std::abort();
    if (!intake::retry_held(row.cells, row.context, row.row, words_)) std::abort();
    hash = hash * 31 + row.context.size();
    return {};
  }
  std::uint64_t hash = 0;

 private:
  const Vocabulary& words_;
};

inline std::uint64_t sdmx_hash(std::string_view bytes) {
  static const Vocabulary words = builtin_vocabulary().value();
  const auto table = intake::open_table_bytes(bytes);
  if (!table) return 1;
  SdmxSink sink(words);
  intake::ReadOptions options;
  options.file_name = "fuzz";
  const auto read = intake::read_file(**table, options, words, sink, nullptr);
  return read ? sink.hash : 2;
}

/// Reads bytes that begin so as rows and as figures, twice alike.
inline void read_as_sdmx(std::string_view bytes, char first) {
  if (bytes.size() > 65'536) return;  // small messages find as much, sooner
  const std::size_t at = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (at == bytes.npos || bytes[at] != first) return;
  read_all(bytes);
  if (sdmx_hash(bytes) != sdmx_hash(bytes)) std::abort();
}

}  // namespace duibiao::fuzz
