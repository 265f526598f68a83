#include "sdmx_fuzz.h"

/// JSON as an SDMX message, read into figures.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  duibiao::fuzz::read_as_sdmx({reinterpret_cast<const char*>(data), size}, '{');
  return 0;
}
