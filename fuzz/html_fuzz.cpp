#include <cstdint>

#include "document_fuzz.h"

/// A web page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  static_cast<void>(duibiao::fuzz::read_sound(input, "html"));
  return 0;
}
