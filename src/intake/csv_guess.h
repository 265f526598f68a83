#pragma once

#include <cstddef>
#include <string_view>

namespace duibiao::intake {

/// How a delimited text is cut.
struct CsvShape {
  char delimiter = ',';
  std::size_t skip = 0;  ///< bytes of an Excel «sep=;» line before the first row
};

/// Guesses the delimiter (comma, semicolon, tab, bar) from the first kilobytes: the one that cuts
/// the most rows into the same number of cells. A comma may also be a decimal or thousands mark,
/// so at a tie the others win. Linear in the sample.
[[nodiscard]] CsvShape guess_csv_shape(std::string_view sample);

}  // namespace duibiao::intake
