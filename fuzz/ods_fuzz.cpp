#include "package_fuzz.h"
#include "reader_fuzz.h"

/// A whole package, or the content.xml of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.starts_with("PK")) {
    duibiao::fuzz::read_all(input);
    return 0;
  }
  duibiao::fuzz::read_all(duibiao::fuzz::stored_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", input}}));
  return 0;
}
