#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "figure/figure.h"

namespace duibiao::bench {

/// Field texts already understood: each spelling is resolved once, by the library's own parsers,
/// then recognised by its bytes. Fields of at most eight bytes take one probe.
class FieldMemory {
 public:
  FieldMemory() : table_(64) {}
  /// The number remembered for `text`; asks `resolve` for one that is new (negative: refused).
  /// Eight bytes must be readable at `text`.
  template <class Resolve>
  [[nodiscard]] std::int32_t of(const char* text, std::size_t length, const Resolve& resolve);

 private:
  struct Entry {
    std::uint64_t word = 0;
    std::int32_t number = -1;
  };
  void remember(std::uint64_t word, std::int32_t number);
  std::vector<Entry> table_;
  std::size_t used_ = 0;
  std::unordered_map<std::string, std::int32_t> long_;
};

/// Reads the plain tidy table `place,indicator,period,value` (place and indicator by code, no
/// quotes, UTF-8) in blocks. This is the benchmark's own splitter of lines: an import goes through
/// the intake room, which also finds encodings, quotes and layouts. Names, periods and units are
/// resolved by the library, and the figures are the library's Observations.
class TidyReader {
 public:
  using Sink = std::function<void(std::span<const Observation>)>;
  TidyReader(const Vocabulary& vocabulary, Unit unit) : vocabulary_(vocabulary), unit_(unit) {}

  /// Rows read; errors name the line.
  [[nodiscard]] Result<std::uint64_t> read(const std::string& path, const Sink& sink);

 private:
  struct Fields {
    const char* start[4];
    const char* end[4];
    const char* point;  ///< the decimal point of the value, or its end
  };
  [[nodiscard]] static bool split(const char* line, const char* limit, Fields& fields);
  [[nodiscard]] bool understand(const Fields& fields, Observation& figure);
  /// Takes whole lines of [begin, end); gives the start of the unfinished one.
  [[nodiscard]] Result<const char*> take_lines(const char* begin, const char* end,
                                               const Sink& sink);

  const Vocabulary& vocabulary_;
  Unit unit_;
  FieldMemory places_;
  FieldMemory indicators_;
  FieldMemory periods_;
  std::vector<Period> known_periods_;
  std::vector<Observation> block_;
  std::uint32_t row_ = 1;
};

}  // namespace duibiao::bench
