#include "bulletin/read/numeral_scan.h"

namespace duibiao::bulletin::scan {

std::optional<Numeral> scan_english(std::string_view text, std::size_t at, const UnitWords& units) {
  (void)text;
  (void)at;
  (void)units;
  return std::nullopt;
}

}  // namespace duibiao::bulletin::scan
