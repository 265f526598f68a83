// Any text as a sheet: recognised, read, checked and tried again without a crash, twice alike. The
// first line is the file's name; a second part after a line «%%» is a layout as TOML.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "figure/builtin.h"
#include "intake/extract.h"

namespace {

using namespace duibiao;
using namespace duibiao::intake;

class CountingSink final : public FigureSink {
 public:
  explicit CountingSink(const Vocabulary& words) : words_(words) {}
  Result<std::uint16_t> source(const Source&) override { return std::uint16_t{0}; }
  Status figures(std::span<const Observation> some) override {
    for (const Observation& figure : some) {
      // What comes in is complete: a place, an indicator, a period and a unit that fits.
      if (!figure.key.place.known() || !figure.key.indicator.known()) std::abort();
      if (!figure.key.period.known() || !figure.unit.known()) std::abort();
      hash = hash * 31 + static_cast<std::uint64_t>(figure.mantissa) + figure.row;
    }
    return {};
  }
  Status held(const HeldCells& row) override {
    if (row.reason.zh.empty() || row.reason.en.empty()) std::abort();
    // Whatever extract writes as context, a retry understands.
    if (!retry_held(row.cells, row.context, row.row, words_)) std::abort();
    hash = hash * 31 + row.context.size();
    return {};
  }
  std::uint64_t hash = 0;

 private:
  const Vocabulary& words_;
};

const Vocabulary& words() {
  static const Vocabulary vocabulary = builtin_vocabulary().value();
  return vocabulary;
}

std::uint64_t read_once(std::string_view bytes, const ReadOptions& options) {
  const auto table = open_table_bytes(bytes);
  if (!table) return 1;
  CountingSink sink(words());
  const auto read = read_file(**table, options, words(), sink, nullptr);
  if (!read) return 2;
  for (const Reading& sheet : read->sheets) {
    for (const Message& line : describe(sheet.layout, words())) {
      if (line.zh.empty() || line.en.empty()) std::abort();
    }
    // Only what is no UTF-8 in a file's name may differ, and only once.
    const std::string written = sheet.layout.to_toml();
    const auto again = Layout::from_toml(written, "again");
    if (!again || again->to_toml() != written) std::abort();
  }
  return sink.hash;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 16'384) return 0;  // small sheets find as much, sooner
  std::string_view input(reinterpret_cast<const char*>(data), size);
  ReadOptions options;
  const std::size_t line = input.find('\n');
  options.file_name = std::string(input.substr(0, line));
  input = line == input.npos ? std::string_view() : input.substr(line + 1);
  if (const std::size_t mark = input.find("\n%%\n"); mark != input.npos) {
    if (auto layout = Layout::from_toml(input.substr(mark + 4), "layout")) {
      options.overrides.layout = std::move(*layout);
    }
    input = input.substr(0, mark + 1);
  }
  options.accept_suggestions = size % 2 == 1;
  if (read_once(input, options) != read_once(input, options)) std::abort();
  return 0;
}
