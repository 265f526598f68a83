#include "reader_fuzz.h"

/// Delimited text in any encoding. What begins like another format is left to the other targets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  duibiao::fuzz::read_all({reinterpret_cast<const char*>(data), size});
  return 0;
}
