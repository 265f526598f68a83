#include <cstdint>

#include "document_fuzz.h"

/// The same bytes as Markdown, as plain text, and as the text layer of a PDF.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  static_cast<void>(duibiao::fuzz::read_sound(input, "md"));
  static_cast<void>(duibiao::fuzz::read_sound(input, "txt"));
  duibiao::document::OpenOptions options;
  options.pdf_to_text = [input](std::string_view) {
    return duibiao::Result<std::string>(std::string(input));
  };
  static_cast<void>(duibiao::document::read_document("%PDF-1.4", "fuzz", options));
  return 0;
}
