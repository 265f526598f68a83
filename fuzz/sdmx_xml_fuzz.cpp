#include "sdmx_fuzz.h"

/// XML as an SDMX message, read into figures. What begins like another format is left to the other
/// targets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  duibiao::fuzz::read_as_sdmx({reinterpret_cast<const char*>(data), size}, '<');
  return 0;
}
