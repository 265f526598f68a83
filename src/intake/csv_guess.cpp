#include "intake/csv_guess.h"

#include <algorithm>
#include <map>

namespace duibiao::intake {
namespace {

constexpr std::size_t rows_looked_at = 200;  // enough to see past titles; cheap

struct Evidence {
  std::size_t rows = 0;   // rows of the commonest width above one
  std::size_t width = 0;  // that width
};

/// Counts the cells of each row under one delimiter, quotes respected.
Evidence weigh(std::string_view sample, char delimiter) {
  std::map<std::size_t, std::size_t> widths;
  std::size_t cells = 1;
  std::size_t rows = 0;
  bool quoted = false;
  bool fresh = true;  // at the start of a cell, where alone a quote opens
  for (const char byte : sample) {
    if (byte == '"' && (quoted || fresh)) {
      quoted = !quoted;
      fresh = !quoted;  // so that a doubled quote opens again
    } else if (quoted) {
      continue;
    } else if (byte == delimiter) {
      ++cells;
      fresh = true;
    } else if (byte == '\n' || byte == '\r') {
      if (cells > 1) ++widths[cells];
      cells = 1;
      fresh = true;
      if (byte == '\n' && ++rows == rows_looked_at) break;
    } else {
      fresh = false;
    }
  }
  if (cells > 1) ++widths[cells];
  Evidence best;
  for (const auto& [width, count] : widths) {
    if (count >= best.rows) best = {count, width};
  }
  return best;
}

}  // namespace

CsvShape guess_csv_shape(std::string_view sample) {
  CsvShape shape;
  if (sample.starts_with("sep=") && sample.size() > 5 && (sample[5] == '\r' || sample[5] == '\n')) {
    shape.delimiter = sample[4];
    shape.skip = sample.substr(5).starts_with("\r\n") ? 7 : 6;
    return shape;
  }
  Evidence best;
  for (const char candidate : {'\t', ';', '|', ','}) {
    const Evidence evidence = weigh(sample, candidate);
    if (evidence.rows > best.rows) {
      best = evidence;
      shape.delimiter = candidate;
    }
  }
  return shape;
}

}  // namespace duibiao::intake
